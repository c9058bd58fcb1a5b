"""Survey and interviews side by side in the report, with the researchers' judgement of the fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qualkit.analysis.joint.tables import mapped, table_of
from qualkit.analysis.quotes import Reader
from qualkit.core.blocks import Block, Paragraph, Prompt, Reference, TableBlock
from qualkit.core.joint import JointCell, JointDisplay
from qualkit.core.quotes import Quote
from qualkit.core.report_plan import PlannedSection, SectionKind
from qualkit.privacy import gate
from qualkit.study.joint import displays
from qualkit.study.joint.notes import joint_notes
from qualkit.study.report.making import Making
from qualkit.study.report.sample import groups_by
from qualkit.study.survey import files

_QUOTES = 1
# Without the comparisons, which stand in the survey's section, its column needs less room.
_WIDTHS = {"theme": 0.8, "survey": 1.8, "interviews": 2.4, "quotations": 2.8, "fit": 2.2}


def joint(making: Making, section: PlannedSection) -> Iterator[Block]:
    """The display, its quotations compared with their texts; an honest line where there is none."""
    by = groups_by(making)
    notes = joint_notes(making.session)
    if not files.names(making.session):
        yield Paragraph("The study has no survey that could stand beside the interviews.")
        return
    if not by:
        yield Paragraph("Survey and participants share no attribute by which both could be shown.")
        return
    if not notes:
        yield Prompt(
            "How survey and interviews fit together, theme by theme.",
            'qualkit joint note THEME fit "..." --judgement confirm',
        )
    asked = displays.Asked(by=by, quotes=_QUOTES, layer=making.plan.layer)
    display = _short(making, displays.side_by_side(making.session, asked))
    may = [quote for quote in display.printed() if _may(making, quote)]
    kept = {quote: _dressed(making, quote) for quote in may}
    mask = gate.mask_text(making.clearing.forms)
    table = table_of(mapped(display, mask, kept, kept.__getitem__))
    # Themes repeat on the left; the report's caption says what it is.
    columns = tuple(
        replace(column, width=_WIDTHS.get(column.key, column.width)) for column in table.columns
    )
    table = replace(table, columns=columns, caption="Survey and interviews side by side")
    yield Paragraph(
        ("What the survey found and what was said stand side by side in ", Reference("joint-table"),
         ", with how the researchers judge that they fit.")
    )  # fmt: skip
    yield TableBlock(table, "joint-table", wide=True)


def _short(making: Making, display: JointDisplay) -> JointDisplay:
    """The display without what the survey's own section says already: which groups differ."""
    if not making.plan.has(SectionKind.SURVEY):
        return display
    rows = tuple(
        replace(row, cells=tuple(map(_without_comparison, row.cells))) for row in display.rows
    )
    where = f"How the groups compare stands under {_heading(making)}."
    return replace(display, rows=rows, notes=(where, *display.notes))


def _heading(making: Making) -> str:
    section = next(each for each in making.plan.sections if each.kind is SectionKind.SURVEY)
    return section.heading


def _without_comparison(cell: JointCell) -> JointCell:
    """A survey's cell with the figures of its groups alone: the last line compares them."""
    if cell.comparison is None or "\n" not in cell.text:
        return cell
    return replace(cell, text=cell.text.rpartition("\n")[0])


def _may(making: Making, quote: Quote) -> bool:
    """Whether it may stand there: what the gate would block or refuse does not."""
    return making.standing.may_leave(quote)


def _dressed(making: Making, quote: Quote) -> Quote:
    """The quotation as these readers may read it, compared with its text, with what prints beside
    it."""
    clearing, session = making.clearing, making.session
    masks = clearing.masks(quote.version_id)
    reader = Reader(session.text(quote.version_id), masks)
    read = quote._replace(lines=reader.lines(quote.start, quote.end)[1])
    gate.Verbatim(lambda version: session.text(version).text, clearing.masks).check(read)
    # A table says again what stands in the text: that is no repetition.
    again = any(v == read.version_id and span.overlaps(read.span) for v, span in making.quoted)
    if not again or not set(read.speakers) <= set(making.asking.people):
        making.quoted.append((read.version_id, read.span))
        making.asking.take([read])
    return clearing.dressed(read)
