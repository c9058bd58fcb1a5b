"""Joint displays as rows of a grid: the first words of each cell, that one sees where to look."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style

from qualkit.core.apa import decimal
from qualkit.core.joint import JointCell, JointDisplay, JointNote, JointRow, NoteKind
from qualkit.core.statistics import Description
from qualkit.core.table import ColumnKind
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.grid import GridRow

Piece = tuple[str, Style]


def columns(display: JointDisplay) -> tuple[int, ...]:
    """The numbers of the columns that are shown: the theme stands as a heading above its rows."""
    return tuple(n for n, column in enumerate(display.columns) if column.key != "theme")


def is_whole(row: JointRow) -> bool:
    """Whether a row of a side-by-side display is on a theme as a whole."""
    judged = any(note.kind is NoteKind.FIT for note in row.notes)
    return bool(row.theme) and not (row.instrument or row.codes or judged)


def grid_rows(display: JointDisplay, look: Palette) -> list[GridRow]:
    """The rows, with the theme as heading where it is another than above."""
    shown = columns(display)
    themed = len(shown) < len(display.columns)
    found: list[GridRow] = []
    before: JointRow | None = None
    for row in display.rows:
        heading = row.cells[0].text if themed else ""
        new = before is None or before.cells[0].text != heading
        cells = tuple(
            tuple(_piece(display, row, number, look))
            if new or before is None or not _again(display, before, row, number)
            else (("  ″", look.quiet),)
            for number in shown
        )
        found.append(GridRow(cells, heading if new else ""))
        before = row
    return found


def _again(display: JointDisplay, before: JointRow, row: JointRow, number: int) -> bool:
    """Whether a cell says what stands right above it, in a column where it is said once."""
    column, text = display.columns[number], row.cells[number].text
    repeats = column.key in display.repeats and column.kind is ColumnKind.TEXT
    return repeats and bool(text) and before.cells[number].text == text


def _piece(display: JointDisplay, row: JointRow, number: int, look: Palette) -> Iterator[Piece]:
    cell, key = row.cells[number], display.columns[number].key
    if key == "fit" and not is_whole(row) and row.notes:
        yield from _fits(row.notes, look)
    elif cell.description is not None:
        yield from _scores(cell.description, look)
    elif key == "interviews" and cell.counts:
        names, *counted = cell.text.split("\n")
        yield from ((text, look.text) for text in counted)
        yield names, look.quiet
    else:
        yield from _plain(cell, look)


def _plain(cell: JointCell, look: Palette) -> Iterator[Piece]:
    quiet = cell.hidden or cell.text.startswith(("did not raise", "nobody", "not judged"))
    for text in cell.text.split("\n"):
        yield text, look.quiet if quiet else look.text
    if cell.attributions:
        for quote in cell.quotes:
            yield f"“{' '.join(quote.text().split())}”", look.text


def _fits(notes: tuple[JointNote, ...], look: Palette) -> Iterator[Piece]:
    for note in notes:
        waiting = ", provisional" if note.provisional else ""
        yield f"{note.judgement or note.kind} ({note.coder}{waiting})", look.strong
        yield note.text, look.quiet


def _scores(found: Description, look: Palette) -> Iterator[Piece]:
    yield f"{found.scale.subscale} ({found.scale.instrument}), M", look.strong
    hidden = 0
    for group in found.groups:
        hidden += group.hidden
        if not group.hidden and group.mean is not None:
            yield f"{group.group}: {decimal(group.mean)}", look.text
    if hidden:
        yield f"{hidden} small {'group' if hidden == 1 else 'groups'} not shown", look.quiet
