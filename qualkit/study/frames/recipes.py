"""The recipe of every answer that can be had as a DataFrame, by the name of the method."""

from __future__ import annotations

from qualkit.study.frames import codings, differing, findings, people, remarks, team
from qualkit.study.frames.recipe import Recipe

RECIPES: dict[str, Recipe] = {
    "documents": people.DOCUMENTS,
    "to_recode": people.DOCUMENTS,
    "participants": people.PARTICIPANTS,
    "respondents": people.RESPONDENTS,
    "questions": people.QUESTIONS,
    "codings": codings.CODINGS,
    "final_codings": codings.CODINGS,
    "layer_codings": codings.CODINGS,
    "code_counts": codings.COUNTS,
    "progress": codings.PROGRESS,
    "search": codings.HITS,
    "memos": remarks.MEMOS,
    "marks": remarks.MARKS,
    "team_notes": remarks.NOTES,
    "bookmarks": remarks.BOOKMARKS,
    "paraphrases": remarks.PARAPHRASES,
    "joint_notes": remarks.JOINT,
    "coders": team.CODERS,
    "rounds": team.ROUNDS,
    "assignments": team.ASSIGNMENTS,
    "infer_assignments": team.ASSIGNMENTS,
    "history": team.HISTORY,
    "go_back": team.HISTORY,
    "exports": team.EXPORTS,
    "check": team.FAULTS,
    "check_consents": team.FAULTS,
    "meetings": team.MEETINGS,
    "differences": differing.DIFFERENCES,
    "adjudications": differing.ADJUDICATIONS,
    "agreement_over_time": differing.DRIFT,
    "findings": findings.FINDINGS,
    "deidentify_progress": findings.PROGRESS,
    "proposals": findings.PROPOSALS,
}
