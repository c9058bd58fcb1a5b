"""A sample call for every public method of a study, as somebody makes it who looks for a leak.

The ids of EF's things come from `b.ids`; in the study where EF has done nothing they are made up.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qualkit.core.codebook import Code, Theme
from qualkit.core.marks import MemoKind
from qualkit.core.records import Coder, Layer, Role, Span
from qualkit.study import Study
from qualkit.study.layers import LayerView
from qualkit.study.quotes import QuoteChoice
from qualkit.study.survey.exports import SurveyQuestion
from tests.blind_study import Built

NOWHERE = "01a20210-0000-7000-8000-000000000000"

Call = Callable[[Study, Built], Any]
Read = Callable[[Study], Any]


def of_ef(b: Built, name: str = "other") -> str:
    """An id of EF's; a made-up one where EF has done nothing."""
    return b.ids.get(name, NOWHERE)


def out(study: Study, name: str) -> Path:
    """Where an export goes."""
    folder = study.path / "exports"
    folder.mkdir(exist_ok=True)
    return folder / name


def file_of(study: Study, name: str, text: str) -> Path:
    """A file outside the study."""
    path = study.path.parent / name
    path.write_text(text, "utf-8")
    return path


def report(study: Study) -> Path:
    """A report that quotes the closed document, and says what EF may have coded."""
    quoted = "“Tired. We lost two people” said one. “She is very good, she rings on a Friday.”"
    guessed = "“Exhaustion and caseload, and the quack again” (P01)"
    return file_of(study, "report.txt", f"{quoted}\n\n{guessed}\n")


FRAMED = (
    "documents", "codings", "final_codings", "memos", "marks", "team_notes", "bookmarks",
    "paraphrases", "code_counts", "progress", "coders", "assignments", "history", "differences",
    "adjudications", "agreement_over_time", "meetings", "exports", "joint_notes", "proposals",
)  # fmt: skip


def framed(answer: Any) -> tuple[str, list[str], str]:
    """All that a DataFrame holds, the categories that none of its rows uses too, and as shown."""
    frame = answer.frame()
    classes = [str(list(kind.categories)) for kind in frame.dtypes if kind == "category"]
    return frame.reset_index().to_csv(), classes, answer._repr_html_()


READS: dict[str, tuple[Read, ...]] = {
    "agenda": (lambda s: s.agenda(),),
    "agreement": (lambda s: s.agreement(),),
    "confusions": (lambda s: s.confusions(),),
    "agreement_over_time": (
        lambda s: s.agreement_over_time(),
        lambda s: s.agreement_over_time(by="week"),
    ),
    "adjudications": (lambda s: s.adjudications(),),
    "assignments": (lambda s: s.assignments(), lambda s: s.assignments(coder="EF")),
    "bookmarks": (lambda s: s.bookmarks(), lambda s: s.bookmarks("nurse")),
    "carried": (
        lambda s: s.carried(),
        lambda s: s.carried("EF"),
        lambda s: s.carried("EF", "nurse"),
    ),
    "changed_elsewhere": (lambda s: s.changed_elsewhere(),),
    "check_consents": (lambda s: s.check_consents(),),
    "closed_documents": (lambda s: s.closed_documents(),),
    "check": (lambda s: s.check(),),
    "code_counts": (lambda s: s.code_counts(),),
    "codebook": (lambda s: s.codebook,),
    "codebook_number": (lambda s: s.codebook_number(),),
    "codebook_path": (lambda s: s.codebook_path,),
    "codebook_source": (lambda s: s.codebook_source(),),
    "codebook_version": (lambda s: s.codebook_version,),
    "codebook_versions": (lambda s: s.codebook_versions(),),
    "coder": (lambda s: s.coder,),
    "coders": (lambda s: s.coders(),),
    "codings": (
        lambda s: s.codings(),
        lambda s: s.codings("nurse"),
        lambda s: s.codings(coder="EF"),
        lambda s: s.codings("nurse", "EF", "exhaustion"),
        lambda s: s.codings(round="1"),
        lambda s: s.codings("nurse", within=Span(0, 900)),
    ),
    "closing": (lambda s: s.closing(),),
    "consents": (lambda s: s.consents(), lambda s: s.consents("public")),
    "conflicts": (lambda s: s.conflicts(),),
    "deidentify_progress": (lambda s: s.deidentify_progress(),),
    "difference": (lambda s: s.difference("0"),),
    "differences": (lambda s: s.differences(), lambda s: s.differences(document="nurse")),
    "document": (lambda s: s.document("nurse"),),
    "documents": (lambda s: s.documents(),),
    "drafts": (lambda s: s.drafts(),),
    "attributions": (lambda s: s.attributions(), lambda s: s.attributions("public")),
    "export_attributions": (lambda s: s.export_attributions(out(s, "at.csv")),),
    "export_agreement": (
        lambda s: s.export_agreement(out(s, "a.csv")),
        lambda s: s.export_agreement(out(s, "a.json"), table="differences"),
        lambda s: s.export_agreement(out(s, "a.csv"), table="confusions"),
    ),
    "export_codebook": (lambda s: s.export_codebook(out(s, "b.xlsx")),),
    "export_codings": tuple(
        lambda s, kind=kind, who=who: s.export_codings(out(s, f"c.{kind}"), coder=who)
        for kind, who in (("csv", None), ("xlsx", None), ("json", "EF"), ("csv", "EF"))
    ),
    "export_marks": tuple(
        lambda s, kind=kind: s.export_marks(out(s, f"k.{kind}")) for kind in ("csv", "xlsx")
    ),
    "export_memos": tuple(
        lambda s, kind=kind: s.export_memos(out(s, f"m.{kind}"))
        for kind in ("docx", "csv", "xlsx", "html")
    ),
    "export_minutes": (lambda s: s.export_minutes(target=out(s, "n.md")),),
    "found_quotes": (
        lambda s: s.found_quotes(),
        lambda s: s.found_quotes(QuoteChoice(layer="union", profile="team")),
        lambda s: s.found_quotes(QuoteChoice(starred=True)),
        lambda s: s.found_quotes(QuoteChoice(used=True, layer="union")),
        lambda s: s.found_quotes(QuoteChoice(counter_examples=True, layer="union")),
        lambda s: s.found_quotes(QuoteChoice(words="the", may_leave=True, profile="team")),
        lambda s: s.found_quotes(QuoteChoice(selection="interim")),
        lambda s: s.found_quotes(QuoteChoice(selection="dikdik")),
    ),
    "quote": (
        lambda s: s.quote(document="nurse", span=Span(95, 101), code="exhaustion"),
        lambda s: s.quote(document="talk", span=Span(80, 95), code="exhaustion"),
    ),
    "quote_balance": (
        lambda s: s.quote_balance("interim"),
        lambda s: s.quote_balance("dikdik"),
        lambda s: s.quote_balance(choice=QuoteChoice(layer="union", profile="team")),
    ),
    "quote_counts": (
        lambda s: s.quote_counts(),
        lambda s: s.quote_counts(QuoteChoice(layer="union", exported=False)),
    ),
    "selection": (lambda s: s.selection("interim"), lambda s: s.selection("dikdik")),
    "selections": (lambda s: s.selections(),),
    "export_selection": (
        lambda s: s.export_selection("interim", out(s, "sel.csv")),
        lambda s: s.export_selection("dikdik", out(s, "sel2.csv")),
    ),
    "export_quotes": (
        lambda s: s.export_quotes(
            out(s, "u.csv"), choice=QuoteChoice(selection="interim"), profile="team"
        ),
        *(
            lambda s, kind=kind: s.export_quotes(out(s, f"q.{kind}"), profile="team")
            for kind in ("docx", "csv", "xlsx", "html", "md", "json")
        ),
        lambda s: s.export_quotes(out(s, "r.csv"), force="it is for a test"),
        lambda s: s.export_quotes(out(s, "s.csv"), leave_out=True, profile="public"),
        lambda s: s.export_quotes(out(s, "t.csv")),
    ),
    "clearance": (
        lambda s: s.clearance(),
        lambda s: s.clearance(profile="team"),
        lambda s: s.clearance(profile="public"),
    ),
    "export_clearance": (lambda s: s.export_clearance(out(s, "g.csv")),),
    "exports": (lambda s: s.exports(),),
    "final_codings": (
        lambda s: s.final_codings("nurse"),
        *(
            lambda s, layer=layer: s.final_codings(layer=layer)
            for layer in ("final", "consensus", "union", "EF")
        ),
    ),
    "findings": (lambda s: s.findings(), lambda s: s.findings("nurse", state="review")),
    "export_findings": (lambda s: s.export_findings(out(s, "f.csv"), with_words=True),),
    "rendered_text": (
        lambda s: s.rendered_text("nurse"),
        lambda s: s.rendered_text("nurse", "public"),
    ),
    "find_passage": (lambda s: s.find_passage("nurse", "What helps?"),),
    "history": (
        lambda s: s.history(limit=None),
        lambda s: s.history("EF"),
        lambda s: s.history(limit=3),
        lambda s: s.history("LD", limit=1),
    ),
    "layer_codings": (
        lambda s: s.layer_codings("nurse", LayerView(Layer.CODER, "EF", 1)),
        lambda s: s.layer_codings("talk", LayerView(Layer.CODER, "EF", 2)),
        lambda s: s.layer_codings("nurse", LayerView(Layer.CONSENSUS, "", 1)),
    ),
    "marks": (lambda s: s.marks(), lambda s: s.marks("nurse")),
    "meeting": (lambda s: s.meeting(),),
    "meetings": (lambda s: s.meetings(),),
    "memos": (
        lambda s: s.memos(),
        lambda s: s.memos(coder="EF"),
        lambda s: s.memos(search="a"),
        *(lambda s, kind=kind: s.memos(kind) for kind in MemoKind),
    ),
    "mixed_versions": (lambda s: s.mixed_versions(),),
    "new_files": (lambda s: s.new_files(),),
    "next_difference": (lambda s: s.next_difference(),),
    "next_undo": (lambda s: s.next_undo(),),
    "notices": (lambda s: s.notices,),
    "participants": (lambda s: s.participants(),),
    "path": (lambda s: s.path,),
    "place": (lambda s: s.place("nurse"),),
    "place_selection": (lambda s: s.place_selection("nurse"),),
    "plan_work": (lambda s: s.plan_work(["CD", "EF"], documents=["group"]),),
    "plans": (lambda s: s.plans(),),
    "progress": (
        lambda s: s.progress(),
        lambda s: s.progress("EF"),
        lambda s: s.progress("LD"),
    ),
    "proposal_count": (lambda s: s.proposal_count(),),
    "proposals": (lambda s: s.proposals(), lambda s: s.proposals(state="")),
    "report": (
        lambda s: s.report(),
        lambda s: s.report(profile="team", selection="interim"),
    ),
    "export_report": (
        lambda s: s.export_report(out(s, "rep.md"), profile="team"),
        lambda s: s.export_report(out(s, "rep.docx"), profile="team", selection="interim"),
        lambda s: s.export_report(out(s, "rep.json"), leave_out=True),
    ),
    "report_changes": (lambda s: s.report_changes(out(s, "rep.md")),),
    "report_prompts": (lambda s: s.report_prompts(),),
    "report_memos": (lambda s: s.report_memos(),),
    "questions": (lambda s: s.questions(),),
    "questions_asked": (lambda s: s.questions_asked("nurse"),),
    "quotes": (
        lambda s: s.quotes(),
        lambda s: s.quotes(QuoteChoice(coder="EF")),
        lambda s: s.quotes(QuoteChoice(document="nurse", merge=False)),
    ),
    "read_only": (lambda s: s.read_only,),
    "refresh": (lambda s: s.refresh(),),
    "respondents": (lambda s: s.respondents(),),
    "responses": (lambda s: s.responses(),),
    "round": (lambda s: s.round,),
    "round_for": (lambda s: s.round_for("nurse"),),
    "rounds": (lambda s: s.rounds(),),
    "search": (
        lambda s: s.search("the"),
        lambda s: s.search("the", code="exhaustion"),
        lambda s: s.search("the", not_code="exhaustion"),
        lambda s: s.search("the", uncoded=True),
        lambda s: s.search("e", "nurse", code="colleagues"),
    ),
    "second_look": (lambda s: s.second_look(),),
    "second_look_count": (lambda s: s.second_look_count(),),
    "status": (lambda s: s.status(),),
    "export": (
        lambda s: s.export("codings", out(s, "e.csv")),
        lambda s: s.export(s.matrix("cases"), out(s, "e.json")),
        lambda s: s.export(s.agreement(), out(s, "e.csv")),
        *(lambda s, name=name: framed(getattr(s, name)()) for name in FRAMED),
        lambda s: framed(s.quotes()),
        lambda s: framed(s.search("tired")),
        lambda s: framed(s.matrix("cases")),
        lambda s: framed(s.cooccurrence()),
        lambda s: framed(s.framework()),
        lambda s: framed(s.joint_matrix()),
        lambda s: framed(s.agreement()),
    ),
    "survey": (lambda s: s.survey.responses(), lambda s: s.survey.scores()),
    "survey_links": (lambda s: s.survey_links(),),
    "instruments": (lambda s: s.instruments(),),
    "own_instruments": (lambda s: s.own_instruments(),),
    "instrument": (lambda s: s.instrument("mbi-hss"),),
    "check_instrument": (lambda s: s.check_instrument(s.path / "study.yaml"),),
    "check_tables": (
        lambda s: s.check_tables(file_of(s, "printed.csv", "row,n,percent,of\nA,5,15.0,40\n")),
    ),
    "score_survey": (lambda s: s.score_survey(), lambda s: s.score_survey(scoring="sum")),
    "survey_reliability": (lambda s: s.survey_reliability(),),
    "survey_profiles": (lambda s: s.survey_profiles("own"), lambda s: s.survey_profiles("")),
    "describe_survey": (lambda s: s.describe_survey("sector"),),
    "joint_side_by_side": (
        lambda s: s.joint_side_by_side(),
        lambda s: s.joint_side_by_side(layer="union", internal=True, quotes=9),
        lambda s: s.joint_side_by_side(layer="EF", internal=True, quotes=9),
    ),
    "joint_crosstab": (
        lambda s: s.joint_crosstab(internal=True, layer="union"),
        lambda s: s.joint_crosstab(["exhaustion"], layer="EF", percent=True),
    ),
    "joint_matrix": (lambda s: s.joint_matrix(internal=True, layer="union", quotes=9),),
    "joint_statistics": (lambda s: s.joint_statistics(internal=True),),
    "joint_typology": (lambda s: s.joint_typology("own", internal=True),),
    "joint_cases": (lambda s: s.joint_cases(internal=True),),
    "joint_discordant": (
        lambda s: s.joint_discordant(internal=True),
        lambda s: s.joint_discordant(link="group"),
    ),
    "matrix": (
        lambda s: s.matrix(),
        lambda s: s.matrix("code-by-attribute", internal=True, layer="union").table(),
        lambda s: s.matrix("code-by-document", layer="EF"),
        lambda s: s.matrix("code-by-kind", layer="union", themes_only=True),
        lambda s: s.matrix("cases", layer="union"),
        lambda s: s.matrix("cases", layer="EF", respondents=True, binary=True),
        lambda s: s.matrix("co-occurrence", layer="union", within="turn"),
    ),
    "citations": (lambda s: s.citations(),),
    "compare_sources": (
        lambda s: s.compare_sources(),
        lambda s: s.compare_sources(layer="union", quotes=9, internal=True),
        lambda s: s.compare_sources(layer="EF", quotes=9, themes_only=True),
    ),
    "cooccurrence": (
        lambda s: s.cooccurrence(),
        lambda s: s.cooccurrence(layer="union", within="turn"),
        lambda s: s.cooccurrence(layer="EF", within=2, themes_only=True),
    ),
    "matrix_passages": (
        lambda s: s.matrix_passages("code-by-document", "exhaustion", "nurse", layer="union"),
        lambda s: s.matrix_passages("code-by-kind", "exhaustion", "interview", layer="EF"),
        lambda s: s.matrix_passages("cases", "P01", "burnout", themes_only=True, layer="union"),
        lambda s: s.matrix_passages("co-occurrence", "exhaustion", "caseload", layer="union"),
        lambda s: s.matrix_passages(
            "code-by-attribute", "exhaustion", "all", of="interview", internal=True, layer="EF"
        ),
    ),
    "framework": (
        lambda s: s.framework(quotes=None),
        lambda s: s.framework(quotes=None, layer="union").table(),
        lambda s: s.framework(quotes=None, layer="EF"),
    ),
    "concordance": (
        lambda s: s.concordance("the", everybody=True),
        lambda s: s.concordance("the", code="exhaustion", order="left"),
    ),
    "word_frequencies": (lambda s: s.word_frequencies(internal=True, least=1),),
    "export_matrix": (
        lambda s: s.export_matrix(s.matrix("cases", layer="union"), out(s, "x.csv")),
        lambda s: s.export_matrix(s.cooccurrence(layer="union"), out(s, "x.json")),
        lambda s: s.export_matrix(
            s.framework(quotes=9, layer="union"), out(s, "x.html"), profile="team"
        ),
        lambda s: s.export_matrix(s.concordance("the"), out(s, "x.md")),
    ),
    "joint_notes": (lambda s: s.joint_notes(), lambda s: s.joint_notes("burnout")),
    "export_joint_notes": (lambda s: s.export_joint_notes(out(s, "j.yaml")),),
    "export_joint": (
        lambda s: s.export_joint(s.joint_crosstab(internal=True), out(s, "j.csv")),
        lambda s: s.export_joint(s.joint_side_by_side(quotes=9), out(s, "j.html"), profile="team"),
        lambda s: s.export_joint(s.joint_side_by_side(quotes=9), out(s, "k.html")),
    ),
    "scale_links": (lambda s: s.scale_links(),),
    "compare_survey": (lambda s: s.compare_survey("sector", internal=True),),
    "survey_frequencies": (lambda s: s.survey_frequencies(by="sector"),),
    "survey_sentences": (lambda s: s.survey_sentences(s.describe_survey()),),
    "survey_table": (lambda s: s.survey_table(SurveyQuestion("frequencies")),),
    "export_survey": (lambda s: s.export_survey(out(s, "s.csv")),),
    "survey_figure": (
        lambda s: s.survey_figure(out(s, "f.svg"), by="sector"),
        lambda s: s.survey_figure(out(s, "f.svg"), kind="frequencies", internal=True),
    ),
    "roster": (lambda s: s.roster(),),
    "roster_file": (lambda s: s.roster_file(),),
    "check_roster": (lambda s: s.check_roster(),),
    "ask_passphrase_with": (lambda s: s.ask_passphrase_with(None),),
    "surveys": (lambda s: s.surveys(),),
    "team_notes": (
        lambda s: s.team_notes(),
        lambda s: s.team_notes("nurse", settled=True),
    ),
    "text": (lambda s: s.text("nurse"),),
    "shown": (lambda s: s.shown("nurse", Span(0, 900)),),
    "is_steward": (lambda s: s.is_steward,),
    "training": (lambda s: s.training(), lambda s: s.training("EF")),
    "text_versions": (lambda s: s.text_versions("nurse"),),
    "title": (lambda s: s.title,),
    "verify": (lambda s: s.verify(report(s)), lambda s: s.verify(report(s), minimum=1)),
    "export_audit": (lambda s: s.export_audit(s.verify(report(s)), out(s, "v.csv")),),
    "export_intruder_sheet": (
        lambda s: s.export_intruder_sheet(s.verify(report(s)), out(s, "i.csv")),
    ),
    "to_recode": (lambda s: s.to_recode(),),
    "told": (lambda s: [s.told(change) for change in s.history()],),
    "visible_layers": (lambda s: s.visible_layers("nurse"), lambda s: s.visible_layers("talk")),
    "waiting": (lambda s: s.waiting(), lambda s: s.waiting("EF")),
    "paraphrases": (
        lambda s: s.paraphrases(),
        lambda s: s.paraphrases("nurse"),
        lambda s: s.paraphrases(code="exhaustion"),
    ),
    "withdrawals": (lambda s: s.withdrawals(),),
    "word_basis": (lambda s: s.word_basis(),),
    "words_of": (lambda s: s.words_of(s.codings()), lambda s: s.words_of(s.team_notes())),
    "work_grid": (lambda s: s.work_grid(), lambda s: s.work_grid("1")),
    "works_blind": (lambda s: [s.works_blind(each) for each in s.documents()],),
}

HERE = Span(150, 170)
CSV = "coder,document,code,start,end,round,id\n"
JOINT = "joint_displays: 1\nthemes:\n  - {id: burnout, lead_in: so, lead_in_by: EF}\n"
STAFF = "Respondent ID,Sector,What helps?\n1,NHS,Colleagues and time to talk.\n2,Council,\n"


def chosen_by_the_other(study: Study) -> Path:
    """A file of what EF may have chosen, beside what CD has."""
    rows = (
        "name,document,code,quote\ninterim,nurse.txt,exhaustion,Tired.\n",
        "interim,talk.txt,caseload,Nobody counts the phone calls.\n",
    )
    return file_of(study, "chosen.csv", "".join(rows))


def as_the_other(study: Study, b: Built) -> Any:
    """Take in what EF may have coded, guessed to the character."""
    at = study.find_passage("nurse", "Tired.")
    row = f"EF,nurse.txt,exhaustion,{at.start},{at.end},1,{of_ef(b)}\n"
    return study.import_codings(file_of(study, "guess.csv", CSV + row))


def marked_by_me(study: Study, b: Built) -> Any:
    """Set a star on what EF may have coded."""
    text = "document,quote,code,mark,by,coder\nnurse.txt,Tired.,exhaustion,star,CD,\n"
    return study.import_marks(file_of(study, "marks.csv", text))


def copied(study: Study) -> Path:
    """A copy of the study's database, taken now."""
    target = study.path.parent / "copy.db"
    study._session.store.database.backup(target)  # type: ignore[attr-defined]
    return target


def without_a_code(study: Study, b: Built) -> Any:
    """Take a code out of the file on which only EF's codings may hang; it is a heading besides."""
    text = study.codebook_source() + "      - id: odd\n        name: Odd\n"
    return study.save_codebook_source(text.replace("      - id: odd\n        name: Odd\n", ""))


WRITES: dict[str, tuple[Call, ...]] = {
    "accept_proposal": (
        lambda s, b: s.accept_proposal(of_ef(b, "other_proposal")),
        lambda s, b: s.accept_proposal(b.ids["proposal"]),
    ),
    "add_code": (
        lambda s, b: s.add_code(Code("new", "New")),
        lambda s, b: s.add_code(Code(of_ef(b, "other_draft"), "New")),
    ),
    "add_codes": (lambda s, b: s.add_codes(Code("new", "New")),),
    "add_coder": (lambda s, b: s.add_coder(Coder("EF", "Eva")),),
    "add_point": (lambda s, b: s.add_point("What now?"),),
    "add_waiting": (lambda s, b: s.add_waiting(),),
    "add_theme": (lambda s, b: s.add_theme(Theme("more", "More")),),
    "adjudicate": (lambda s, b: s.adjudicate("0", "no code", reason="so"),),
    "adjudicate_edges": (lambda s, b: s.adjudicate_edges("longest", document="nurse"),),
    "adopt_plan": (lambda s, b: s.adopt_plan(s.plan_work(["CD"], documents=["group"])),),
    "assign": (lambda s, b: s.assign("CD", "group"),),
    "bookmark": (lambda s, b: s.bookmark("nurse", HERE),),
    "close": (lambda s, b: s.close(),),
    "close_meeting": (lambda s, b: s.close_meeting(anyway=True),),
    "close_round": (lambda s, b: s.close_round("1"), lambda s, b: s.close_round("1", anyway=True)),
    "code": (
        lambda s, b: s.code("nurse", s.find_passage("nurse", "Tired."), "exhaustion"),
        lambda s, b: s.code("nurse", HERE, of_ef(b, "other_draft")),
    ),
    "confirm_coding": (
        lambda s, b: s.confirm_coding(of_ef(b)),
        lambda s, b: s.confirm_coding(b.ids["own"]),
    ),
    "correct_document": (
        lambda s, b: s.correct_document(
            "nurse", s.text("nurse").text.replace("Tired.", "Tried."), dry_run=True
        ),
        lambda s, b: s.correct_document(
            "nurse", s.text("nurse").text.replace("nobody asked us how we were", "they asked")
        ),
    ),
    "correct_speaker": (lambda s, b: s.correct_speaker("nurse", "P01", Role.PARTICIPANT, "P09"),),
    "counter_example": (
        lambda s, b: s.counter_example(of_ef(b), "why"),
        lambda s, b: s.counter_example(b.ids["own"], "why"),
    ),
    "decide": (lambda s, b: s.decide(1, "noted", "so"),),
    "decide_findings": (
        lambda s, b: s.decide_findings(of_ef(b), "keep"),
        lambda s, b: (
            s.deidentify_scan(),
            s.decide_findings([each.finding.id for each in s.findings("nurse")], "accept"),
            s.rendered_text("nurse"),
        ),
    ),
    "look_at_source": (lambda s, b: s.look_at_source(["nurse"], "a test"),),
    "deidentify_scan": (lambda s, b: (s.deidentify_scan(), s.deidentify_progress()),),
    "mark_finding": (lambda s, b: s.mark_finding("nurse", HERE, "[x]"),),
    "import_decisions": (
        lambda s, b: s.import_decisions(file_of(s, "d.csv", f"id,decision\n{of_ef(b)},keep\n")),
    ),
    "designate": (lambda s, b: s.designate("EF", "nurse"),),
    "draft_code": (
        lambda s, b: s.draft_code("The quack again"),
        lambda s, b: s.draft_code("Odd", parent=of_ef(b, "other_draft")),
    ),
    "drop_carried": (
        lambda s, b: s.drop_carried(of_ef(b)),
        lambda s, b: s.drop_carried(b.ids["own"]),
    ),
    "edit_code": (
        lambda s, b: s.edit_code("exhaustion", definition="Being very tired."),
        lambda s, b: s.edit_code(of_ef(b, "other_draft"), brief="x"),
    ),
    "edit_team_note": (
        lambda s, b: s.edit_team_note(of_ef(b, "other_note"), "x"),
        lambda s, b: s.edit_team_note(b.ids["note"], "x"),
    ),
    "edit_theme": (lambda s, b: s.edit_theme("burnout", name="Burning out"),),
    "follow_up": (lambda s, b: s.follow_up(NOWHERE, "1"),),
    "go_back": (
        lambda s, b: s.go_back(of_ef(b, "other_entry"), dry_run=True),
        lambda s, b: s.go_back(s.history("CD", None)[-1].id, dry_run=True),
        lambda s, b: s.go_back(s.history("CD", None)[-1].id),
    ),
    "hand_over": (
        lambda s, b: s.hand_over(out(s, "r")),
        lambda s, b: s.hand_over(out(s, "r"), internal=True),
    ),
    "hold_codebook": (lambda s, b: s.hold_codebook(),),
    "import_adjudications": (
        lambda s, b: s.import_adjudications(file_of(s, "adj.csv", "document,start,end\n")),
    ),
    "import_assignments": (
        lambda s, b: s.import_assignments(
            file_of(s, "who.csv", "coder,document,round,state\nEF,nurse.txt,1,in progress\n")
        ),
    ),
    "import_codebook": (lambda s, b: s.import_codebook(s.path.parent / "book.yaml"),),
    "import_codings": (
        as_the_other,
        lambda s, b: s.import_codings(
            file_of(s, "mine.csv", f"{CSV}CD,nurse.txt,exhaustion,200,220,1,{of_ef(b)}\n")
        ),
        lambda s, b: s.import_codings(
            file_of(s, "code.csv", f"{CSV}CD,nurse.txt,{of_ef(b, 'other_draft')},200,220,1,\n")
        ),
    ),
    "import_guide": (
        lambda s, b: s.import_guide(file_of(s, "guide.txt", "What helps?\nHow are you?\n")),
    ),
    "import_marks": (marked_by_me,),
    "import_minutes": (
        lambda s, b: s.import_minutes(file_of(s, "minutes.csv", "meeting,point\n")),
    ),
    "copy_instrument": (lambda s, b: s.copy_instrument("aws-28"),),
    "summary": tuple(
        lambda s, b, theme=theme, text=text: s.summary(
            next(p.pseudonym for p in s.document("nurse").speakers if p.role is Role.PARTICIPANT),
            theme,
            text,
        )
        for theme, text in (("burnout", "Worn."), ("burnout", ""), ("prevention", "Helped."))
    ),
    "write_report_text": (
        lambda s, b: s.write_report_text("findings.burnout", "They are worn."),
        lambda s, b: s.write_report_text("summary", ""),
    ),
    "report_memo": (lambda s, b: s.report_memo(of_ef(b)), lambda s, b: s.report_memo("nothing")),
    "joint_note": (
        lambda s, b: s.joint_note("burnout", "remark", "so it seems"),
        lambda s, b: s.joint_note(
            "burnout", "fit", "so", judgement="silent", codes=[of_ef(b, "other_draft")]
        ),
    ),
    "edit_joint_note": (lambda s, b: s.edit_joint_note(of_ef(b), text="so"),),
    "remove_joint_note": (lambda s, b: s.remove_joint_note(of_ef(b)),),
    "import_joint": (lambda s, b: s.import_joint(file_of(s, "joint.yaml", JOINT)),),
    "import_survey": (
        lambda s, b: s.import_survey(file_of(s, "staff.csv", STAFF), dry_run=True),
        lambda s, b: s.import_survey(file_of(s, "staff.csv", STAFF)),
        lambda s, b: s.import_survey(file_of(s, "staff.csv", STAFF), confirm=True),
    ),
    "cite": (lambda s, b: s.cite("nurse", "Lee (2021)"), lambda s, b: s.cite("group", "")),
    "import_literature": (
        lambda s, b: s.import_literature([file_of(s, "review.txt", "Aim: to know.\n")], "Lee"),
        lambda s, b: s.import_literature([s.path.parent / "nurse.txt"], dry_run=True),
        lambda s, b: s.import_literature([s.path.parent / "nurse.txt"]),
    ),
    "import_transcripts": (
        lambda s, b: s.import_transcripts([s.path.parent / "nurse.txt"]),
        lambda s, b: s.import_transcripts([s.path.parent / "nurse.txt"], dry_run=True),
    ),
    "infer_assignments": (
        lambda s, b: s.infer_assignments(dry_run=True),
        lambda s, b: s.infer_assignments(),
    ),
    "link_question": (lambda s, b: s.link_question("nurse", 1, None),),
    "mark_done": (lambda s, b: s.mark_done("nurse"), lambda s, b: s.mark_done("group")),
    "memo": (
        lambda s, b: s.memo(of_ef(b), "x"),
        lambda s, b: s.memo(b.ids["own"], "x"),
    ),
    "memo_on": (
        lambda s, b: s.memo_on(MemoKind.DOCUMENT, "nurse", "x"),
        lambda s, b: s.memo_on(MemoKind.CODE, of_ef(b, "other_draft"), "x"),
    ),
    "merge": (
        lambda s, b: s.merge(s.path.parent / "nothing.db"),
        lambda s, b: s.merge(copied(s), dry_run=True),
        lambda s, b: s.merge(copied(s)),
    ),
    "merge_codes": (
        lambda s, b: s.merge_codes("exhaustion", "colleagues"),
        lambda s, b: s.merge_codes(of_ef(b, "other_draft"), "colleagues"),
    ),
    "merge_codings": (
        lambda s, b: s.merge_codings(of_ef(b), b.ids["own"]),
        lambda s, b: s.merge_codings(b.ids["own"], b.ids["own2"]),
    ),
    "move_code": (lambda s, b: s.move_code("exhaustion", theme="prevention"),),
    "note_for_team": (lambda s, b: s.note_for_team("nurse", HERE, "x"),),
    "open_meeting": (lambda s, b: s.open_meeting(["CD"], "2025-03-05"),),
    "open_round": (lambda s, b: s.open_round("2"),),
    "propose": (
        lambda s, b: s.propose("exhaustion", source="search", text="the"),
        lambda s, b: s.propose("exhaustion", source="similar", unit="turn"),
        lambda s, b: s.propose("exhaustion", source="search", text="e", uncoded=True),
        lambda s, b: s.propose("caseload", source="search", text="e", inside="exhaustion"),
    ),
    "recode": (
        lambda s, b: s.recode(of_ef(b), "colleagues"),
        lambda s, b: s.recode(b.ids["own"], "exhaustion"),
    ),
    "redo": (lambda s, b: (s.undo(), s.redo()),),
    "refuse_proposal": (
        lambda s, b: s.refuse_proposal(of_ef(b, "other_proposal")),
        lambda s, b: s.refuse_proposal(b.ids["proposal"]),
    ),
    "remember_codebook": (lambda s, b: s.remember_codebook(s.path.parent / "book.yaml"),),
    "remember_place": (lambda s, b: s.remember_place("nurse", 44),),
    "remove_document": (lambda s, b: s.remove_document("nurse"),),
    "remove_meeting": (lambda s, b: s.remove_meeting("2025-03-04"),),
    "rename_code": (lambda s, b: s.rename_code("exhaustion", "Worn out"),),
    # Both twins share one roster: refused each time, before anything is changed.
    "encrypt_roster": (lambda s, b: s.encrypt_roster("short"),),
    "decrypt_roster": (lambda s, b: s.decrypt_roster(),),
    "reopen": (lambda s, b: s.reopen("talk"), lambda s, b: s.reopen("nurse")),
    "resize": (
        lambda s, b: s.resize(of_ef(b), HERE),
        lambda s, b: s.resize(b.ids["own"], HERE),
    ),
    "retire_code": (lambda s, b: s.retire_code("exhaustion"),),
    "revive_code": (lambda s, b: s.revive_code("exhaustion"),),
    "save_codebook_source": (without_a_code,),
    "settle_carried": (
        lambda s, b: s.settle_carried(of_ef(b), HERE),
        lambda s, b: s.settle_carried(b.ids["own"], HERE),
    ),
    "settle_conflict": (lambda s, b: s.settle_conflict(NOWHERE, "ours"),),
    "close_study": tuple(
        lambda s, b, more=more: s.close_study(
            "2099-12-31", roster="keep", reason="we go on", **more
        )
        for more in ({}, {"anyway": True}, {"dry_run": True})
    ),
    "select_quote": (
        lambda s, b: s.select_quote("interim", of_ef(b)),
        lambda s, b: s.select_quote("dikdik", b.ids["own2"]),
        lambda s, b: s.select_quote(
            "interim", document="nurse", span=Span(95, 101), code="exhaustion"
        ),
    ),
    "unselect_quote": (
        lambda s, b: s.unselect_quote(of_ef(b, "other_chosen")),
        lambda s, b: s.unselect_quote(b.ids["chosen"]),
    ),
    "move_quote": (
        lambda s, b: s.move_quote(of_ef(b, "other_chosen"), 1),
        lambda s, b: s.move_quote(b.ids["chosen"], 1),
        lambda s, b: s.move_quote(b.ids["chosen"], 2),
    ),
    "note_on_quote": (
        lambda s, b: s.note_on_quote(of_ef(b, "other_chosen"), "x"),
        lambda s, b: s.note_on_quote(b.ids["chosen"], "x"),
    ),
    "lead_in": (
        lambda s, b: s.lead_in(of_ef(b, "other_chosen"), "x"),
        lambda s, b: s.lead_in(b.ids["chosen"], "x"),
    ),
    "trim_quote": (
        lambda s, b: s.trim_quote(of_ef(b, "other_chosen"), cut=["x"]),
        lambda s, b: s.trim_quote(b.ids["chosen"], cut=["two"]),
    ),
    "qualify_quote": (
        lambda s, b: s.qualify_quote(b.ids["chosen"], of_ef(b, "other_chosen")),
        lambda s, b: s.qualify_quote(of_ef(b, "other_chosen"), b.ids["chosen"]),
    ),
    "attribute_quote": (
        lambda s, b: s.attribute_quote(of_ef(b, "other_chosen"), []),
        lambda s, b: s.attribute_quote(b.ids["chosen"], []),
    ),
    "rename_selection": (
        lambda s, b: s.rename_selection("interim", "dikdik"),
        lambda s, b: s.rename_selection("dikdik", "other"),
    ),
    "remove_selection": (
        lambda s, b: s.remove_selection("interim"),
        lambda s, b: s.remove_selection("dikdik"),
    ),
    "import_selection": (lambda s, b: s.import_selection(chosen_by_the_other(s)),),
    "edit_paraphrase": (
        lambda s, b: s.edit_paraphrase(of_ef(b, "other_paraphrase"), "words"),
        lambda s, b: s.edit_paraphrase(b.ids["paraphrase"], "other words"),
    ),
    "paraphrase": (
        lambda s, b: s.paraphrase("words", coding=of_ef(b)),
        lambda s, b: s.paraphrase("words", coding=b.ids["own"]),
        lambda s, b: s.paraphrase(
            "Worn out", document="nurse", span=Span(95, 101), code=of_ef(b, "other_draft")
        ),
    ),
    "remove_paraphrase": (
        lambda s, b: s.remove_paraphrase(of_ef(b, "other_paraphrase")),
        lambda s, b: s.remove_paraphrase(b.ids["paraphrase"]),
    ),
    "reopen_study": (lambda s, b: s.reopen_study(),),
    "settle_team_note": (
        lambda s, b: s.settle_team_note(of_ef(b, "other_note")),
        lambda s, b: s.settle_team_note(b.ids["note"]),
    ),
    "share_draft": (lambda s, b: s.share_draft(of_ef(b, "other_draft")),),
    "split_code": (lambda s, b: s.split_code("exhaustion", ["The quagmire", "Other"]),),
    "split_coding": (
        lambda s, b: s.split_coding(of_ef(b), 160),
        lambda s, b: s.split_coding(b.ids["own"], 160),
    ),
    "star": (
        lambda s, b: s.star(of_ef(b)),
        lambda s, b: s.star(of_ef(b), on=False),
        lambda s, b: s.star(b.ids["own"], note="x"),
    ),
    "unassign": (lambda s, b: s.unassign("EF", "nurse"),),
    "unblind": (lambda s, b: s.unblind("nurse", "to see"),),
    "uncode": (
        lambda s, b: s.uncode(of_ef(b)),
        lambda s, b: s.uncode(b.ids["own"], of_ef(b)),
        lambda s, b: s.uncode(b.ids["own"]),
    ),
    "undo": (lambda s, b: [s.undo() for _ in range(12)],),
    "use_coder": (lambda s, b: s.use_coder("CD"),),
    "withdraw": (
        lambda s, b: s.withdraw("P01", dry_run=True),
        lambda s, b: s.withdraw("P02"),
    ),
    "withdraw_proposals": (lambda s, b: s.withdraw_proposals(),),
}
