"""What stands behind the report: codebook, agreement by code, checklists filled with evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qualkit.core.blocks import Block, Paragraph, Style, TableBlock
from qualkit.core.codebook import Status
from qualkit.core.report_plan import PlannedSection, SectionKind
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.study.agreement.report import CodeFigures
from qualkit.study.agreement.wording import interval
from qualkit.study.report.checklists import Checklist, Evidence, checklist_table
from qualkit.study.report.items import COREQ, SRQR
from qualkit.study.report.making import Making
from qualkit.study.report.methods import agreement_of

_CODEBOOK = (
    Column("theme", "Theme", width=0.9),
    Column("code", "Code", width=1.2),
    Column("definition", "Definition", width=2.6),
    Column("use_when", "Use where", width=1.8),
    Column("not_when", "Not where", width=1.8),
    Column("origin", "Origin", width=0.8),
)


def codebook(making: Making, section: PlannedSection) -> Iterator[Block]:
    """Definitions and rules of every code in use, in the order of the codebook."""
    rows: list[tuple[Cell, ...]] = []
    for placed in making.codebook.walk():
        code = placed.code
        if code.status in (Status.MERGED, Status.RETIRED):
            continue
        rows.append(
            (
                placed.theme.name if placed.theme else "Unsorted",
                f"{'– ' * placed.depth}{code.name}",
                code.definition or code.brief,
                "; ".join(code.use_when),
                "; ".join(code.not_when),
                code.origin.value if code.origin else "not recorded",
            )
        )
    if not rows:
        yield Paragraph("The codebook has no codes yet.")
        return
    making.prove("coding_tree", "The codebook with its definitions.", "Appendix")
    table = Table(
        "Codebook", _CODEBOOK, tuple(rows),
        ("Codes that were merged or retired are left out. A code under another begins with a dash.",
         "Examples and counts: qualkit export codebook."), ("theme",),
    )  # fmt: skip
    yield TableBlock(table, "codebook-table", wide=True)


_AGREEMENT = (
    Column("theme", "Theme", width=1.0),
    Column("code", "Code", width=1.5),
    Column("documents", "Documents", ColumnKind.INTEGER, 0.8),
    Column("alpha", "Krippendorff's alpha (95 % interval)", width=1.6),
    Column("f1", "F1 of coded text", ColumnKind.TEXT, 0.8),
    Column("percent", "Share agreed", ColumnKind.TEXT, 0.8),
    Column("flags", "Remarks", width=1.1),
)


def agreement(making: Making, section: PlannedSection) -> Iterator[Block]:
    """How far coders agree on each code, or why that is not said."""
    found = agreement_of(making)
    if isinstance(found, str):
        yield Paragraph(f"No figures of agreement are given: {found}.")
        return
    order = [placed.code.id for placed in making.codebook.walk()]
    codes = sorted(found.codes, key=lambda code: order.index(code.code)
                   if code.code in order else len(order))  # fmt: skip
    rows = tuple(map(_agreement_row, codes))
    if not rows:
        yield Paragraph("No code was compared.")
        return
    notes = (found.sentence, *found.notes)
    table = Table("Agreement by code", _AGREEMENT, rows, notes, ("theme",))
    yield TableBlock(table, "agreement-table", wide=False)


def _agreement_row(code: CodeFigures) -> tuple[Cell, ...]:
    return (
        code.theme, code.name, code.documents, interval(code.alpha), _share(code.f1.value),
        _share(code.percent.value), ", ".join(code.flags),
    )  # fmt: skip


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def checklists(making: Making, section: PlannedSection) -> Iterator[Block]:
    """The checklists of the plan, each item with its evidence or an honest "not recorded"."""
    if not making.plan.checklists:
        yield Paragraph("No checklist was asked for.")
        return
    yield Paragraph(
        "Each item has what the study's records or the text of this report show for it. What has "
        "no record is not recorded, and is not made up.", Style.NOTE,
    )  # fmt: skip
    evidence = {key: _placed(making, key, shown) for key, shown in making.evidence.items()}
    for name in making.plan.checklists:
        table = checklist_table(Checklist(name), evidence)
        yield TableBlock(table, f"checklist-{name.lower()}", wide=False)


_PLACES = {
    "Methods": SectionKind.METHODS,
    "Sample": SectionKind.SAMPLE,
    "Findings": SectionKind.FINDINGS,
    "Results": SectionKind.FINDINGS,
    "Summary": SectionKind.SUMMARY,
    "Introduction": SectionKind.INTRODUCTION,
    "Limitations": SectionKind.LIMITATIONS,
    "Discussion": SectionKind.LITERATURE,
    "Front matter": SectionKind.STATEMENTS,
}
_ELSEWHERE = {
    "saturation": SectionKind.NEW_CODES,
    "member_checking": SectionKind.RETURNED,
    "transcripts_returned": SectionKind.RETURNED,
    "sample_size": SectionKind.METHODS,
    "duration": SectionKind.METHODS,
}
"""Where this report says what a checklist looks for in another place."""


def _placed(making: Making, key: str, shown: Evidence) -> Evidence:
    """The evidence with the heading under which this report says it."""
    if shown.place:
        return shown
    usual = next((i.place for i in (*COREQ, *SRQR) if i.evidence == key), "")
    kind = _ELSEWHERE.get(key) or _PLACES.get(usual)
    section = next((each for each in making.plan.sections if each.kind is kind), None)
    return replace(shown, place=section.heading if section else "")
