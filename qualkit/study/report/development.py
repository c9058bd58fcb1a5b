"""How the codebook grew: new inductive codes by transcript, and what code meetings decided."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.analysis.new_codes import NewCodes, new_codes
from qualkit.core.blocks import Block, Figure, Heading, Paragraph, Reference, Style, TableBlock
from qualkit.core.codebook import Origin
from qualkit.core.meeting import Meeting
from qualkit.core.records import DocumentKind
from qualkit.core.report_plan import PlannedSection
from qualkit.core.table import Column, ColumnKind, Table
from qualkit.storage.codings import first_coded
from qualkit.study import codebook as book
from qualkit.study import meeting_sight, meetings
from qualkit.study.agenda import code_name
from qualkit.study.blindness import sight
from qualkit.study.report.making import Making, listed

_TITLE = "New inductive codes by transcript"
_AXIS = "Transcripts, in the order in which they were first coded"


def growth(making: Making, section: PlannedSection) -> Iterator[Block]:
    """The picture with its figures in words; no verdict on whether it was enough."""
    inductive = {
        code.id for code in making.codebook.codes
        if code.origin in (Origin.INDUCTIVE, Origin.IN_VIVO)
    }  # fmt: skip
    steps = _steps(making, inductive)
    if not inductive:
        yield Paragraph("No code of the codebook is recorded as inductive.")
        return
    if not steps or not steps[-1].total:
        yield Paragraph("No inductive code has been used in a transcript yet.")
        return
    yield Paragraph(
        ("How many inductive codes each transcript was the first to have is in ",
         Reference("new-codes-figure"),
         ". It says nothing on whether more transcripts would have brought more codes: codes are "
         "made by coders, and were merged, split and redefined on the way.")
    )  # fmt: skip
    yield _figure(making, steps)
    making.prove("saturation", f"Picture of new inductive codes in {len(steps)} transcripts; no "
                 "verdict.")  # fmt: skip


def _steps(making: Making, inductive: set[str]) -> tuple[NewCodes, ...]:
    kinds = (DocumentKind.INTERVIEW, DocumentKind.FOCUS_GROUP, DocumentKind.OTHER)
    own = {d.id for kind in kinds for d in making.documents.get(kind, ())}
    first = first_coded(making.session.store.database, sight(making.session))
    order = sorted((at, document) for document, at in first.items() if document in own)
    uses = (
        (each.document, each.code) for each in making.gathered.mentions() if each.code in inductive
    )
    return new_codes([document for _, document in order], uses)


def _figure(making: Making, steps: tuple[NewCodes, ...]) -> Figure:
    from qualkit.survey.figures.steps import draw_steps

    counts = [len(each.new) for each in steps]
    told = "; ".join(f"{each.place}: {len(each.new)}" for each in steps if each.new)
    alt = (
        f"Bars of how many inductive codes each of {len(steps)} transcripts was the first to have, "
        f"with a line of their sum, which ends at {steps[-1].total}. New codes by transcript: "
        f"{told}; none in the others."
    )
    made = [
        draw_steps(
            counts, title=_TITLE, axis=_AXIS, counted="codes that no transcript before had",
            summed="all codes until then", alt=alt, format_name=name,
        )
        for name in making.picture_formats
    ]  # fmt: skip
    making.drawn += [word for each in made for word in each.words]
    svg = made[1].content if len(made) > 1 else b""
    return Figure(made[0].content, _TITLE, alt, svg, "new-codes-figure")


_DECISIONS = (
    Column("point", "Point", width=2.2),
    Column("code", "Code", width=1.1),
    Column("decision", "Decision", width=0.9),
    Column("reason", "Reason", width=2.4),
    Column("version", "Codebook version", ColumnKind.INTEGER, 0.8),
)


def decisions(making: Making, section: PlannedSection) -> Iterator[Block]:
    """The points of each code meeting on which something was decided."""
    held = meeting_sight.as_seen(making.session, meetings.meetings(making.session))
    if not held:
        yield Paragraph("No code meeting is on record.")
        return
    for each in held:
        yield Heading(f"{each.title}, {each.held_on}", 2)
        yield from _meeting(making, each)


def _meeting(making: Making, held: Meeting) -> Iterator[Block]:
    session = making.session
    numbers = book.version_numbers(session)
    decided = [point for point in held.points if point.decision]
    if making.plan.team != "none":
        known = {coder.initials: coder.name for coder in session.known_coders()}
        names = [
            known[who] if making.plan.team == "names" and known.get(who) else who
            for who in held.present
        ]
        yield Paragraph(f"Present: {listed(names)}.", Style.NOTE)
    if not decided:
        yield Paragraph("Nothing was decided.")
        return
    rows = tuple(
        (
            point.point.heading,
            code_name(session, point.point.code) if point.point.code else "",
            point.decision.value if point.decision else "",
            point.reason,
            numbers.get(point.codebook_version),
        )
        for point in decided
    )
    undecided = len(held.points) - len(decided)
    notes = (f"Points without a decision: {undecided}.",) if undecided else ()
    caption = f"Decisions of the code meeting of {held.held_on}"
    yield TableBlock(Table(caption, _DECISIONS, rows, notes), f"meeting-{held.number}", wide=False)
