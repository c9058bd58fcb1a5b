"""The report of the demonstration: what stands in it, what may not, the same bytes, no finding."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from qualkit.core.blocks import (
    Block,
    BulletList,
    Figure,
    Heading,
    Paragraph,
    Prompt,
    Quotation,
    TableBlock,
)
from qualkit.core.report import Report
from qualkit.core.table import Table
from qualkit.errors import GateError, InputError, NotFoundError, RefusedError
from qualkit.study import Study, open_study

SELECTION = "interim report"


@pytest.fixture(scope="module")
def told(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The demonstration with its selection, for tests that only read."""
    folder = Path(shutil.copytree(demo_template, tmp_path_factory.mktemp("report") / "study"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        with open_study(folder) as study:
            study.use_coder("AB")
            if not study.selections():
                study.import_selection(folder / "codings" / "selection-report.csv")
            yield study


@pytest.fixture(scope="module")
def report(told: Study) -> Report:
    return told.report(selection=SELECTION)


def under(report: Report, heading: str) -> list[Block]:
    """The blocks of the section with that heading, its own subsections included."""
    found: list[Block] = []
    level = 0
    for block in report.blocks:
        if isinstance(block, Heading) and level and block.level <= level:
            break
        if level:
            found.append(block)
        elif isinstance(block, Heading) and block.text.endswith(heading):
            level = block.level
    assert level, heading
    return found


def words(blocks: list[Block]) -> str:
    said = []
    for block in blocks:
        if isinstance(block, Paragraph):
            text = block.text if isinstance(block.text, tuple) else (block.text,)
            said.append("".join(getattr(piece, "text", None) or str(piece) for piece in text))
        if isinstance(block, BulletList):
            said += [str(item) for item in block.items]
    return "\n".join(said)


def table(blocks: list[Block], key: str) -> Table:
    return next(b.table for b in blocks if isinstance(b, TableBlock) and b.key.endswith(key))


def rows(made: Table) -> list[tuple[Any, ...]]:
    return [tuple(row[i] for i in made.printed()) for row in made]


def test_sections_stand_in_order_and_appendices_have_letters(report: Report) -> None:
    heads = [b.text for b in report.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads[:6] == ["Summary", "Introduction", "Methods", "Who took part", "Survey",
                         "Findings"]  # fmt: skip
    assert heads[-3:] == ["Appendix A. Codebook", "Appendix B. Agreement between coders",
                          "Appendix C. Reporting checklists"]  # fmt: skip


def test_kinds_of_document_are_counted_apart_and_never_summed(told: Study, report: Report) -> None:
    data = rows(table(under(report, "Data"), "data"))
    kinds = [row[0] for row in data]
    assert kinds[:3] == ["Interviews", "Focus groups", "Survey comments"]
    for kind, row in zip(("interview", "focus group", "survey comment"), data, strict=False):
        own = [d for d in told.documents() if d.kind.value == kind]
        assert row[1] == len(own)
        assert row[4] == sum(d.participant_words for d in own)
    codes = table(under(report, "Burnout"), "codes-burnout")
    heads = [c.heading for c in codes.columns]
    assert heads == ["Code", "Interviews", "Focus groups", "Survey comments"]


def test_counts_of_codes_are_those_of_the_matrix(told: Study, report: Report) -> None:
    matrix = told.matrix("code-by-kind")
    found = {
        row[0]: row[1:]
        for b in report.blocks
        if isinstance(b, TableBlock) and b.key.startswith("codes-")
        for row in rows(b.table)
    }
    spoken = [at for at, column in enumerate(matrix.columns) if column.of != "literature"]
    for row in matrix.rows:
        assert found[row.heads[1]] == tuple(row.cells[at].text for at in spoken)


def test_the_agreement_sentence_is_the_one_of_the_agreement_command(
    told: Study, report: Report
) -> None:
    assert told.agreement().sentence in words(under(report, "Methods"))


def test_the_chosen_quotations_stand_in_their_order_behind_their_lead_ins(
    told: Study, report: Report
) -> None:
    chosen = [each for each in told.selection(SELECTION).quotes if each.prints]
    printed = [b.quote for b in report.blocks if isinstance(b, Quotation)]
    assert sorted(q.text() for q in printed) == sorted(c.quote.words for c in chosen)
    for theme in told.codebook.themes:
        own = [b for b in under(report, theme.name) if isinstance(b, Quotation)]
        wanted = [c.quote.words for c in chosen if c.quote.theme == theme.name]
        assert [b.quote.text() for b in own] == wanted
    for each in chosen:
        at = next(
            i for i, b in enumerate(report.blocks)
            if isinstance(b, Quotation) and b.quote.text() == each.quote.words
        )  # fmt: skip
        before = report.blocks[at - 1]
        assert isinstance(before, Paragraph)
        assert before.text == each.lead_in


def test_who_withdrew_is_not_quoted_anywhere(report: Report) -> None:
    everything = json.dumps([str(block) for block in report.blocks])
    assert "She makes you tell it slow" not in everything
    assert all("P17" not in b.quote.speakers for b in report.blocks if isinstance(b, Quotation))


def test_every_quotation_has_an_attribution_and_a_locator(report: Report) -> None:
    for block in report.blocks:
        if isinstance(block, Quotation):
            assert block.quote.attribution.startswith("(P") or "survey" in block.quote.attribution
            assert block.quote.sha256
            assert block.quote.turn


def test_codes_that_were_used_and_are_not_quoted_are_named(report: Report) -> None:
    assert "Without a quotation here: " in words(under(report, "Burnout"))


def test_groups_too_small_have_no_figures(told: Study, report: Report) -> None:
    people = rows(table(under(report, "Who took part"), "participants"))
    assert ("Sector", "local authority", "fewer than 5") in people
    assert ("Sector", "NHS", "10") in people
    respondents = rows(table(under(report, "Who took part"), "respondents-staff"))
    assert ("Sector", "local authority", "hidden") in respondents
    scores = next(b for b in under(report, "Survey") if isinstance(b, TableBlock))
    assert "local authority" not in [row[1] for row in rows(scores.table)]
    assert any("local authority" in note for note in scores.table.notes)


def test_sentences_and_figures_of_the_survey_are_its_own(told: Study, report: Report) -> None:
    from qualkit.survey.sentences import finding_sentence

    survey = under(report, "Survey")
    for each in told.compare_survey("sector"):
        assert finding_sentence(each) in words(survey)
    pictures = [b for b in survey if isinstance(b, Figure)]
    assert [b.png[:4] for b in pictures] == [b"\x89PNG", b"\x89PNG"]
    assert all(b.svg.startswith(b"<?xml") and len(b.alt) > 100 for b in pictures)


def test_the_fit_of_the_researchers_stands_beside_survey_and_quotations(
    told: Study, report: Report
) -> None:
    made = table(under(report, "Survey and interviews together"), "joint-table")
    fits = [row[4] for row in rows(made)]
    for note in told.joint_notes():
        if note.judgement:
            assert any(f"{note.judgement}: {note.text}" in str(fit) for fit in fits)


def test_the_curve_of_new_codes_has_no_verdict(report: Report) -> None:
    blocks = under(report, "How the codebook grew")
    picture = next(b for b in blocks if isinstance(b, Figure))
    assert "New codes by transcript: 1: 11" in picture.alt
    assert "saturat" not in (words(blocks) + picture.alt + picture.caption).casefold()


def test_decisions_of_meetings_are_told_with_their_reasons(told: Study, report: Report) -> None:
    decided = [p for m in told.meetings() for p in m.points if p.decision]
    found = [r for b in under(report, "Decisions of code meetings") if isinstance(b, TableBlock)
             for r in rows(b.table)]  # fmt: skip
    assert [(r[0], r[2], r[3]) for r in found] == [
        (p.point.heading, p.decision.value if p.decision else "", p.reason) for p in decided
    ]


def test_checklists_say_what_is_not_recorded(report: Report) -> None:
    blocks = under(report, "Reporting checklists")
    coreq = {row[0]: row for row in rows(table(blocks, "checklist-coreq"))}
    assert len(coreq) == 32
    assert coreq[27][2].startswith("qualkit ")
    assert coreq[2][4] == "not recorded"
    assert coreq[28][4] == "not recorded"
    assert coreq[16][3] == "Who took part"
    assert coreq[22][3] == "How the codebook grew"
    assert len(rows(table(blocks, "checklist-srqr"))) == 21


def test_what_people_must_write_is_a_visible_prompt(told: Study, report: Report) -> None:
    waiting = {each.mend for each in told.report_prompts() if not each.text}
    shown = {b.mend for b in report.blocks if isinstance(b, Prompt)}
    assert waiting == shown
    assert report.front.notice == f"Draft: {len(waiting)} texts to be written"


@pytest.fixture(scope="module")
def exported(told: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    for name in ("docx", "html", "md", "json"):
        told.export_report(folder / f"report.{name}", selection=SELECTION)
    return folder


@pytest.mark.parametrize("name", ["docx", "html", "md"])
def test_verify_passes_on_the_report_without_a_finding(
    told: Study, exported: Path, name: str
) -> None:
    found = told.verify(exported / f"report.{name}")
    assert not found.failed
    chosen = [each for each in told.selection(SELECTION).quotes if each.prints]
    assert len(found.quotes) > len(chosen)


def test_verify_still_finds_a_quotation_that_somebody_changed(
    told: Study, exported: Path, tmp_path: Path
) -> None:
    text = (exported / "report.md").read_text("utf-8")
    changed = tmp_path / "report.md"
    changed.write_text(text.replace("It was forty-eight at the start", "It was fifty at the start"))
    assert told.verify(changed).failed
    assert "forty-eight at the start" in text


def test_two_runs_give_the_same_bytes(told: Study, exported: Path, tmp_path: Path) -> None:
    told.export_report(tmp_path / "report.docx", selection=SELECTION)
    assert (tmp_path / "report.docx").read_bytes() == (exported / "report.docx").read_bytes()


def test_the_word_file_says_what_the_report_says_cell_by_cell(
    report: Report, exported: Path
) -> None:
    word = docx.Document(str(exported / "report.docx"))
    styles = [(p.style.name, p.text) for p in word.paragraphs if p.style is not None]
    heads = [text for name, text in styles if name and name.startswith("Heading")]
    assert heads == [b.text for b in report.blocks if isinstance(b, Heading)]
    made = [b.table for b in report.blocks if isinstance(b, TableBlock)]
    assert len(word.tables) == len(made)
    for written, meant in zip(word.tables, made, strict=True):
        first = [cell.text for cell in written.rows[0].cells]
        assert first == [meant.columns[i].heading for i in meant.printed()]
        assert len(written.rows) == len(rows(meant)) + 1


def test_json_holds_every_block_with_its_locators(report: Report, exported: Path) -> None:
    told = json.loads((exported / "report.json").read_text("utf-8"))
    quotes = [b for b in told["blocks"] if b["type"] == "quotation"]
    meant = [b.quote for b in report.blocks if isinstance(b, Quotation)]
    assert [(q["text"], q["locator"]["turn"]) for q in quotes] == [
        (q.text(), q.turn) for q in meant
    ]
    assert len(told["blocks"]) == len(report.blocks)


def test_a_report_for_the_public_has_nothing_that_joins_two_quotations(told: Study) -> None:
    found = [b for b in told.report(selection=SELECTION, profile="public").blocks
             if isinstance(b, Quotation)]  # fmt: skip
    assert found
    for block in found:
        quote = block.quote
        assert (quote.version_id, quote.sha256, quote.start, quote.turn) == ("", "", 0, 0)
        assert not quote.document
        assert "P0" not in quote.text() + quote.attribution
        assert "P1" not in quote.text() + quote.attribution


def test_the_export_is_on_record_with_who_is_quoted(told: Study, exported: Path) -> None:
    last = [each for each in told.exports() if each.what == f"report: {SELECTION}"][-1]
    assert last.profile == "commissioner"
    assert "P01" in last.people
    assert "P17" not in last.people
    assert all(c.quote.exported for c in told.selection(SELECTION).quotes if c.prints)


def test_without_a_selection_quotations_come_by_a_rule_and_it_is_said(
    told: Study, tmp_path: Path
) -> None:
    usual = tmp_path / "usual.yaml"
    usual.write_text("qualkit_report: 1\n", "utf-8")
    made = told.report(usual)
    found = [b.quote for b in made.blocks if isinstance(b, Quotation)]
    assert len(found) > 30
    places = [(q.version_id, q.start) for q in found]
    assert len(places) == len(set(places))
    assert "taken by a rule" in words(under(made, "Findings"))


def test_a_template_turns_sections_off_and_speaks_for_itself(told: Study, tmp_path: Path) -> None:
    plan = tmp_path / "short.yaml"
    plan.write_text(
        "qualkit_report: 1\ntitle: Short\ndate: 'June 2026'\nteam: names\nchecklists: [SRQR]\n"
        "attributes: [gender]\nsections:\n  - {section: findings, text: 'Of {{interviews}}.'}\n"
        "  - {section: own, title: Thanks, text: 'To {{respondents}}.'}\n  - sample\n"
        "  - checklists\n",
        "utf-8",
    )
    made = told.report(plan, selection=SELECTION)
    assert (made.front.title, made.front.date) == ("Short", "June 2026")
    assert made.front.by == ("Ailsa Brodie", "Conor Docherty", "Eszter Forbes")
    heads = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == ["Findings", "Thanks", "Who took part", "Appendix A. Reporting checklists"]
    assert "To 40 respondents." in words(under(made, "Thanks"))
    groups = rows(table(under(made, "Who took part"), "participants"))
    assert {row[0] for row in groups} == {"Gender"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("attributes: [shoe size]\n", "participants have no attribute 'shoe size'"),
        ("groups: shoe size\n", "nobody in the study has the attribute 'shoe size'"),
        ("survey: {instruments: [xyz]}\n", "the survey has no instrument 'xyz'"),
        ("selection: nothing\n", "there is no selection 'nothing'"),
    ],
)
def test_a_template_that_the_study_cannot_follow_is_refused_by_name(
    told: Study, tmp_path: Path, text: str, said: str
) -> None:
    plan = tmp_path / "wrong.yaml"
    plan.write_text(f"qualkit_report: 1\n{text}", "utf-8")
    with pytest.raises((InputError, NotFoundError), match=said):
        told.report(plan)


def test_a_format_that_is_none_is_refused_before_anything_is_made(
    told: Study, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no format of a report"):
        told.export_report(tmp_path / "report.xlsx")
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_where_the_gate_objects(demo: Study, tmp_path: Path) -> None:
    if not demo.selections():
        demo.import_selection(demo.path / "codings" / "selection-report.csv")
    participants = demo.path / "transcripts" / "participants.csv"
    text = participants.read_text("utf-8")
    head, *lines = text.splitlines()
    at = head.split(",").index("may_quote")
    cells = [line.split(",") for line in lines]
    for each in cells:
        if each[0] == "P01":
            each[at] = ""
    participants.write_text("\n".join([head, *(",".join(c) for c in cells)]) + "\n", "utf-8")
    demo.refresh()
    target = tmp_path / "report.docx"
    with pytest.raises(GateError, match="no consent on record"):
        demo.export_report(target, selection=SELECTION)
    assert [each.name for each in tmp_path.iterdir()] == ["demo"]
    done = demo.export_report(target, selection=SELECTION, leave_out=True)
    assert done.path.exists()
    assert not any("P01" in each.people for each in [demo.exports()[-1]])


def test_a_trimmed_quotation_prints_its_cuts_and_what_it_is_qualified_by_right_behind(
    demo: Study, tmp_path: Path
) -> None:
    chosen = demo.selection(SELECTION).quotes
    first = chosen[0]
    against = next(each for each in chosen if each.quote.words.startswith("But at no point"))
    demo.trim_quote(first.id, cut=["It was forty-eight"])
    demo.qualify_quote(against.id, first.id)
    demo.attribute_quote(first.id, ["sector"])
    found = [b for b in demo.report(selection=SELECTION).blocks if isinstance(b, Quotation)]
    at = next(i for i, b in enumerate(found) if b.quote.text().startswith("Sixty-two."))
    assert found[at].quote.text() == "Sixty-two. [...] at the start of the summer."
    assert found[at].quote.attribution == "(P01, NHS)"
    assert found[at + 1].quote.text().startswith("But at no point")
    assert found[at + 1].counter
    target = tmp_path / "trimmed.docx"
    demo.export_report(target, selection=SELECTION)
    assert not demo.verify(target).failed


def test_a_coder_who_works_blind_is_told_nothing_of_anothers_report(demo: Study) -> None:
    from tests.blind_study import give

    give(demo, "CD", "INT-01 nurse", round_name="main")
    give(demo, "EF", "INT-01 nurse", round_name="main")
    demo.use_coder("CD")
    with pytest.raises(RefusedError, match="another coder wrote that report"):
        demo.report_changes()
