"""A display as the table that is printed and written."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from qualkit.core.joint import JointCell, JointDisplay
from qualkit.core.joint_text import cell_text
from qualkit.core.quotes import Quote
from qualkit.core.report import INTERNAL
from qualkit.core.table import Cell, Column, Table

MACHINE = (
    Column("theme_id", "Theme id", machine=True),
    Column("codes", "Codes", machine=True),
    Column("instrument", "Instrument", machine=True),
    Column("subscale", "Subscale", machine=True),
    Column("judgement", "Judgement", machine=True),
    Column("quoted", "Quoted", machine=True),
)


def table_of(display: JointDisplay) -> Table:
    """The display with each cell as text: what it says, then its quotations with who is quoted."""
    rows = []
    for row in display.rows:
        quoted = [_place(q) for cell in row.cells if cell.attributions for q in cell.quotes]
        judged = [note.judgement.value for note in row.notes if note.judgement]
        machine: tuple[Cell, ...] = (
            row.theme, ",".join(row.codes), row.instrument, row.subscale, ",".join(judged),
            " ".join(filter(None, quoted)),
        )  # fmt: skip
        rows.append((*map(cell_text, row.cells), *machine))
    columns = (*display.columns, *MACHINE)
    title = f"{display.title} - {INTERNAL}" if display.internal else display.title
    notes = (f"{INTERNAL}.", *display.notes) if display.internal else display.notes
    caption = display.title.rpartition(": ")[2]
    caption = caption[:1].upper() + caption[1:]
    return Table(title, columns, tuple(rows), notes, display.repeats, caption)


def _place(quote: Quote) -> str:
    if not quote.document:
        return ""
    return f"{quote.document}[{quote.start}:{quote.end}]".replace(" ", "_")


def mapped(
    display: JointDisplay, mask: Callable[[str], str], passed: Container[Quote],
    masked: Callable[[Quote], Quote],
) -> JointDisplay:  # fmt: skip
    """The display with `mask` over what people wrote and only the quotations that `passed`."""
    rows = tuple(
        replace(row, cells=tuple(_mapped(cell, mask, passed, masked) for cell in row.cells))
        for row in display.rows
    )
    return replace(display, rows=rows, notes=tuple(map(mask, display.notes)))


def _mapped(
    cell: JointCell, mask: Callable[[str], str], passed: Container[Quote],
    masked: Callable[[Quote], Quote],
) -> JointCell:  # fmt: skip
    kept = [n for n, quote in enumerate(cell.quotes) if quote in passed]
    quotes = tuple(masked(cell.quotes[n]) for n in kept)
    # What prints beside a quotation is the gate's to say; where nobody is named, nothing does.
    beside = tuple(quote.attribution[1:-1] for quote in quotes) if cell.attributions else ()
    return replace(cell, text=mask(cell.text), quotes=quotes, attributions=beside)
