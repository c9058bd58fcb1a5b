"""Each verb of the trade exists in Python, on the command line and on the screens, or says why not.

The table below is the list of verbs; what it leaves out of a face it must give a reason for, and
what a face has that the table lacks makes a test fail.
"""

from __future__ import annotations

import click
import pytest

from qualkit.cli.main import COMMANDS, cli
from qualkit.study import Study
from qualkit.tui.keymap import ACTIONS, RESERVED_SHORTCUTS

LATER = "the import and codebook screens come with the coding screen's own issue"
SHOWN = "always on the screen"
TEAM_SCREENS = "the team's screens"
FILES = "files are written from the command line"
REPORT_SCREENS = "the report writer's screens"
ENDING = "a study is ended once, from the command line"
CITED = "a reference is written once, from the command line or a list beside the originals"

# Study method: (command, key action), or a reason in place of one of them.
VERBS: dict[str, tuple[str, str]] = {
    "import_transcripts": ("import transcripts", "import_now"),
    "import_literature": ("import literature", "import_now"),
    "cite": ("documents cite", CITED),
    "citations": ("documents list", CITED),
    "compare_sources": ("compare-sources", "joint_sources"),
    "import_codebook": ("import codebook", LATER),
    "import_codings": ("import codings", FILES),
    "import_guide": ("import guide", LATER),
    "import_survey": ("import survey", "intake_confirm"),
    "surveys": ("survey score", "survey_other"),
    "responses": ("survey hand-over", "survey_questions"),
    "respondents": ("search", "search_attribute"),
    "survey_links": ("import survey", "survey_answers"),
    "survey": ("survey score", "pandas is for notebooks"),
    "export": ("export quotes", "pandas is for notebooks"),
    "hand_over": ("survey hand-over", FILES),
    "instruments": ("survey instruments", "survey_instruments"),
    "own_instruments": ("survey instruments", "survey_instruments"),
    "instrument": ("survey instruments show", "survey_instruments"),
    "check_instrument": ("survey instruments check", FILES),
    "copy_instrument": ("survey instruments copy", "survey_key"),
    "score_survey": ("survey score", "survey_respondents"),
    "survey_reliability": ("survey reliability", "survey_scores"),
    "survey_profiles": ("survey profiles", "survey_profiles"),
    "describe_survey": ("survey describe", "survey_scores"),
    "compare_survey": ("survey compare", "survey_by"),
    "survey_frequencies": ("survey frequencies", "survey_questions"),
    "survey_sentences": ("survey compare", "survey_copy"),
    "survey_table": ("survey export", "survey_scores"),
    "export_survey": ("survey export", "survey_write"),
    "survey_figure": ("survey figure", "survey_figure"),
    "documents": ("documents list", SHOWN),
    "document": ("documents show", "open"),
    "text": ("documents show", "source_view"),
    "shown": ("documents show", "open"),
    "look_at_source": ("documents show", "source_view"),
    "is_steward": ("documents show", "source_view"),
    "remove_document": ("documents remove", LATER),
    "new_files": ("check", "import_files"),
    "participants": ("check", SHOWN),
    "questions": ("import guide", LATER),
    "questions_asked": ("documents show", LATER),
    "link_question": ("documents question", LATER),
    "correct_speaker": ("documents speaker", LATER),
    "correct_document": ("documents correct", "correct_text"),
    "text_versions": ("documents versions", FILES),
    "carried": ("documents carried", "rooms"),
    "waiting": ("documents carried", SHOWN),
    "settle_carried": ("documents carried", "carry_accept"),
    "drop_carried": ("documents carried", "carry_drop"),
    "mixed_versions": ("check", SHOWN),
    "codebook": ("codebook show", "pick"),
    "codebook_version": ("status", SHOWN),
    "codebook_versions": ("history", SHOWN),
    "codebook_number": ("status", SHOWN),
    "codebook_path": ("codebook check", SHOWN),
    "hold_codebook": ("codebook check", SHOWN),
    "remember_codebook": ("import codebook", LATER),
    "add_codes": ("import codings", LATER),
    "add_code": ("codebook add", "codebook_new"),
    "add_theme": ("codebook theme add", "codebook_new_theme"),
    "edit_code": ("codebook set", "codebook_edit"),
    "edit_theme": ("codebook theme set", "codebook_edit"),
    "rename_code": ("codebook rename", "codebook_rename"),
    "move_code": ("codebook move", "codebook_move"),
    "merge_codes": ("codebook merge", "codebook_merge"),
    "split_code": ("codebook split", "codebook_split"),
    "retire_code": ("codebook retire", "codebook_retire"),
    "revive_code": ("codebook revive", "codebook_retire"),
    "draft_code": ("codebook add", "codebook_new"),
    "share_draft": ("codebook share", "codebook_share"),
    "drafts": ("codebook drafts", SHOWN),
    "code_counts": ("codebook show", SHOWN),
    "second_look": ("codebook review", "look_confirm"),
    "second_look_count": ("codebook review", "look_confirm"),
    "confirm_coding": ("codebook review", "look_confirm"),
    "codebook_source": ("codebook edit", "codebook_file"),
    "save_codebook_source": ("codebook edit", "codebook_file"),
    "codings": ("codings", SHOWN),
    "code": ("code", "pick"),
    "words_of": ("codings", SHOWN),
    "uncode": ("uncode", "remove"),
    "recode": ("codings recode", "recode"),
    "resize": ("codings resize", "resize"),
    "split_coding": ("codings split", "split"),
    "merge_codings": ("codings merge", "merge"),
    "memo": ("memo", "memo"),
    "memo_on": ("memo", "memo_elsewhere"),
    "memos": ("memos", "memos_search"),
    "marks": ("codings", SHOWN),
    "star": ("codings star", "star"),
    "counter_example": ("codings counter-example", "counter_example"),
    "note_for_team": ("notes add", "team_note"),
    "edit_team_note": ("notes edit", "memos_edit"),
    "settle_team_note": ("notes settle", "memos_settle"),
    "team_notes": ("notes", SHOWN),
    "bookmark": ("bookmarks toggle", "bookmark"),
    "bookmarks": ("bookmarks", SHOWN),
    "import_marks": ("import marks", FILES),
    "export_marks": ("export marks", FILES),
    "export_memos": ("export memos", FILES),
    "go_back": ("history", "history_go_back"),
    "find_passage": ("code", "search"),
    "visible_layers": ("codings", "layers"),
    "layer_codings": ("codings", "layers"),
    "works_blind": ("codings", "layers"),
    "progress": ("documents list", SHOWN),
    "coders": ("coders", SHOWN),
    "rounds": ("rounds", "team_round"),
    "open_round": ("rounds open", "team_round_new"),
    "close_round": ("rounds close", "team_round_close"),
    "to_recode": ("rounds list", "team_plan"),
    "round_for": ("code", SHOWN),
    "assignments": ("assign", SHOWN),
    "work_grid": ("assign", "team_round"),
    "assign": ("assign add", "team_assign"),
    "unassign": ("assign remove", "team_unassign"),
    "designate": ("assign designate", "team_designate"),
    "mark_done": ("assign done", "finish_document"),
    "reopen": ("assign reopen", "reopen_document"),
    "unblind": ("assign unblind", "team_unblind"),
    "plan_work": ("assign plan", "team_plan"),
    "adopt_plan": ("assign plan", "plan_save"),
    "plans": ("assign plan", "team_plan"),
    "closed_documents": ("assign", SHOWN),
    "training": ("agreement", "team_training"),
    "infer_assignments": ("assign infer", "infer_save"),
    "import_assignments": ("import assignments", FILES),
    "add_coder": ("coders add", "who is at work is settled before the screens open"),
    "round": ("code", SHOWN),
    "coder": ("coders", SHOWN),
    "use_coder": ("open", "who is at work is settled before the screens open"),
    "place": ("open", "open"),
    "remember_place": ("open", "open"),
    "place_selection": ("open", "open"),
    "changed_elsewhere": ("open", SHOWN),
    "merge": ("merge with", FILES),
    "conflicts": ("merge conflicts", FILES),
    "settle_conflict": ("merge settle", FILES),
    "agreement": ("agreement", "agree_codes"),
    "agreement_over_time": ("agreement", "agree_rounds"),
    "confusions": ("disagreements", FILES),
    "export_agreement": ("export agreement", "agree_write"),
    "differences": ("disagreements", "differ_round"),
    "difference": ("adjudicate decide", "differ_open"),
    "next_difference": ("adjudicate next", "differ_next"),
    "adjudicate": ("adjudicate decide", "differ_take"),
    "adjudicate_edges": ("adjudicate edges", "differ_edges"),
    "adjudications": ("adjudicate list", "differ_undecided"),
    "follow_up": ("adjudicate follow-up", "differ_follow"),
    "import_adjudications": ("import adjudications", FILES),
    "final_codings": ("export quotes", FILES),
    "agenda": ("meeting", SHOWN),
    "meetings": ("meeting list", SHOWN),
    "meeting": ("meeting show", "meeting_enter"),
    "open_meeting": ("meeting open", "meeting_new"),
    "add_point": ("meeting add", "point_add"),
    "add_waiting": ("meeting add", "point_waiting"),
    "decide": ("meeting decide", "point_adopt"),
    "close_meeting": ("meeting close", "point_close"),
    "remove_meeting": ("meeting remove", "meeting_remove"),
    "import_minutes": ("import minutes", FILES),
    "export_minutes": ("meeting minutes", "meeting_minutes"),
    "undo": ("undo", "undo"),
    "next_undo": ("undo", "undo"),
    "redo": ("redo", "redo"),
    "history": ("history", "history_open"),
    "told": ("history", "undo"),
    "search": ("search", "search_words"),
    "word_basis": ("search", "search_mode"),
    "propose": ("propose", "proposal_new"),
    "proposals": ("proposals", SHOWN),
    "proposal_count": ("proposals", SHOWN),
    "accept_proposal": ("proposals accept", "proposal_accept"),
    "refuse_proposal": ("proposals refuse", "proposal_refuse"),
    "withdraw_proposals": ("proposals clear", "proposal_clear"),
    "quotes": ("quotes list", "quotes_filter"),
    "status": ("status", SHOWN),
    "check": ("check", FILES),
    "check_tables": ("check-tables", FILES),
    "verify": ("verify", "verify_report"),
    "export_audit": ("verify", "verify_write"),
    "export_intruder_sheet": ("verify", "verify_sheet"),
    "matrix": ("matrix code-by-attribute", "tables_attribute"),
    "matrix_passages": ("matrix passages", "tables_open"),
    "cooccurrence": ("matrix co-occurrence", "tables_pairs"),
    "framework": ("matrix framework", "tables_framework"),
    "summary": ("matrix summary", "tables_edit"),
    "concordance": ("concordance", "tables_concordance"),
    "word_frequencies": ("words", "tables_words"),
    "export_matrix": ("export matrix", "tables_write"),
    "joint_side_by_side": ("joint side-by-side", "joint_side_by_side"),
    "joint_statistics": ("joint statistics", "joint_statistics"),
    "joint_matrix": ("joint matrix", "joint_matrix"),
    "joint_crosstab": ("joint crosstab", "joint_crosstab"),
    "joint_typology": ("joint typology", "joint_typology"),
    "joint_cases": ("joint cases", "joint_cases"),
    "joint_discordant": ("joint discordant", "joint_discordant"),
    "joint_notes": ("joint notes", SHOWN),
    "joint_note": ("joint note", "joint_confirm"),
    "edit_joint_note": ("joint edit", "joint_settle"),
    "remove_joint_note": ("joint remove", "joint_remove"),
    "import_joint": ("import joint", FILES),
    "export_joint_notes": ("joint notes", FILES),
    "export_joint": ("joint side-by-side", "joint_write"),
    "scale_links": ("joint links", "joint_about"),
    "report": ("report", REPORT_SCREENS),
    "export_report": ("report", FILES),
    "report_changes": ("report", FILES),
    "report_prompts": ("report prompts", REPORT_SCREENS),
    "write_report_text": ("report write", REPORT_SCREENS),
    "report_memo": ("memos report", REPORT_SCREENS),
    "report_memos": ("memos report", REPORT_SCREENS),
    "export_quotes": ("export quotes", "quotes_write"),
    "found_quotes": ("quotes list", "quotes_filter"),
    "quote_counts": ("quotes counts", "quotes_side"),
    "quote": ("quotes show", "quotes_side"),
    "selections": ("quotes selections", "quotes_selection"),
    "selection": ("quotes selection", "quotes_selected"),
    "select_quote": ("quotes select", "quotes_choose"),
    "unselect_quote": ("quotes unselect", "quotes_choose"),
    "move_quote": ("quotes move", "quotes_later"),
    "note_on_quote": ("quotes note", "quotes_note"),
    "lead_in": ("quotes lead-in", "quotes_lead_in"),
    "trim_quote": ("quotes trim", "trim_cut"),
    "qualify_quote": ("quotes qualify", "quotes_counter"),
    "attribute_quote": ("quotes attribute", "quotes_attributes"),
    "rename_selection": ("quotes rename", "quotes_selection"),
    "remove_selection": ("quotes remove", "quotes_selection"),
    "quote_balance": ("quotes balance", "quotes_balance"),
    "import_selection": ("import selection", FILES),
    "export_selection": ("export selection", FILES),
    "clearance": ("export check", "people_gate"),
    "export_clearance": ("export check", "gate_write"),
    "exports": ("export list", "people_left"),
    "export_codings": ("export codings", FILES),
    "export_codebook": ("export codebook", FILES),
    "attributions": ("attributions", "people_readers"),
    "export_attributions": ("attributions", FILES),
    "consents": ("consent", "people_filter"),
    "check_consents": ("consent check", "people_filter"),
    "paraphrase": ("paraphrase add", "paraphrase"),
    "paraphrases": ("paraphrase list", "paraphrase"),
    "edit_paraphrase": ("paraphrase edit", "paraphrase"),
    "remove_paraphrase": ("paraphrase remove", "paraphrase"),
    "close_study": ("close", ENDING),
    "reopen_study": ("close", ENDING),
    "closing": ("close", ENDING),
    "withdraw": ("withdraw", "withdraw_now"),
    "withdrawals": ("withdraw", "people_open"),
    "roster_file": ("roster path", FILES),
    "roster": ("roster show", FILES),
    "check_roster": ("roster check", FILES),
    "encrypt_roster": ("roster encrypt", FILES),
    "decrypt_roster": ("roster decrypt", FILES),
    "deidentify_scan": ("deidentify scan", "identifier_scan"),
    "findings": ("deidentify list", "identifier_open"),
    "decide_findings": ("deidentify decide", "identifier_accept"),
    "mark_finding": ("deidentify mark", "mark_identifier"),
    "deidentify_progress": ("deidentify progress", SHOWN),
    "rendered_text": ("deidentify show", SHOWN),
    "export_findings": ("deidentify export", FILES),
    "import_decisions": ("deidentify import", FILES),
    "ask_passphrase_with": ("roster show", "asked for before the screens open"),
    "title": ("status", SHOWN),
    "path": ("status", SHOWN),
    "read_only": ("status", SHOWN),
    "notices": ("status", SHOWN),
    "refresh": ("open", "open"),
    "close": ("open", "quit"),
}
REASONS = {
    REPORT_SCREENS, LATER, SHOWN, FILES, TEAM_SCREENS,
    "who is at work is settled before the screens open", "pandas is for notebooks",
    "asked for before the screens open", ENDING, CITED,
}  # fmt: skip

# Commands that are no verb of a study, and why.
NO_VERB = {
    "demo": "makes a study",
    "init": "makes a study",
    "keys": "prints the table of keys",
    "copy": "makes a copy of a study",
    "codebook schema": "prints a file of the program",
    "codebook export": "another name of export codebook",
    "matrix code-by-document": "another kind of matrix",
    "matrix code-by-kind": "another kind of matrix",
    "matrix cases": "another kind of matrix",
    "survey instruments list": "another name of survey instruments",
}


def commands() -> set[str]:
    found = set()
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)  # type: ignore[attr-defined]
        found |= below(name, command, context)
    return found


def below(name: str, command: click.Command, context: click.Context) -> set[str]:
    if not isinstance(command, click.Group):
        return {name}
    found = {name} if command.invoke_without_command else set()
    for verb in command.list_commands(context):
        inner = command.get_command(context, verb)
        assert inner is not None
        found |= below(f"{name} {verb}", inner, context)
    return found


def test_every_public_method_of_a_study_is_a_verb_of_the_table() -> None:
    assert {name for name in dir(Study) if not name.startswith("_")} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_a_command_and_a_key_or_a_reason(verb: str) -> None:
    command, action = VERBS[verb]
    assert getattr(Study, verb).__doc__
    assert command in commands()
    assert action in REASONS or action in {each.id for each in ACTIONS}


def test_every_command_is_a_verb_or_says_why_not() -> None:
    used = {command for command, _ in VERBS.values()}
    assert commands() == used | set(NO_VERB)


def test_every_key_explains_itself_and_no_key_does_two_things_on_one_screen() -> None:
    from qualkit.tui.keymap import Where, actions

    for action in ACTIONS:
        assert action.tooltip
    for where in (Where.HOME, Where.CODING, Where.IMPORTING):
        keys = [key for action in actions(where) for key in action.keys]
        assert len(keys) == len(set(keys))


def test_the_codebook_refuses_exactly_the_letters_that_the_keymap_takes() -> None:
    from qualkit.core.codebook_rules import RESERVED_SHORTCUTS as REFUSED

    letters = {key for key in RESERVED_SHORTCUTS if key.isalpha()}
    assert letters == {key for key in REFUSED if key.isalpha()}
