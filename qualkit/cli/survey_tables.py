"""Tables of a survey on the terminal: what is said once is printed once, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.cli import output
from qualkit.core.cells import cell_count
from qualkit.core.table import Cell, ColumnKind, Table


def show(table: Table, spare: Sequence[str] = ()) -> None:
    """Print a table; where it is wider than the terminal without its `spare` columns, line by line.

    `spare` are keys of columns that can be done without, the first to go first.
    """
    room = output.room()
    rows = [tuple(row) for row in table]
    shown = list(table.printed())
    gone = []
    # Hidden groups are named in the notes, and their columns say no more.
    empty = [c.key for n, c in enumerate(table.columns) if {row[n] for row in rows} == {"hidden"}]
    for key in (*empty, *spare):
        if not room or _width(table, rows, shown) <= room:
            break
        place = next((n for n in shown if table.columns[n].key == key), None)
        if place is not None:
            shown.remove(place)
            gone.append(table.columns[place].heading)
    output.answer(table.title)
    if room and _width(table, rows, shown) > room:
        _one_by_one(table, rows, list(table.printed()))
        gone = []
    else:
        _in_columns(table, rows, shown)
    output.answer("")
    for note in table.notes:
        output.paragraph(note)
    if gone:
        output.say(f"left out for want of room: {', '.join(gone)}; --json and export have all")


def _text(cell: Cell) -> str:
    return "-" if cell is None else str(cell)


def _width(table: Table, rows: Sequence[tuple[Cell, ...]], shown: Sequence[int]) -> int:
    widths = [
        max([cell_count(table.columns[n].heading), *(cell_count(_text(row[n])) for row in rows)])
        for n in shown
    ]
    return sum(widths) + 2 * (len(shown) - 1)


def _in_columns(table: Table, rows: Sequence[tuple[Cell, ...]], shown: Sequence[int]) -> None:
    repeats = {n for n in shown if table.columns[n].key in table.repeats}
    lines: list[list[Cell]] = []
    above: tuple[Cell, ...] | None = None
    for row in rows:
        lines.append([
            "" if above is not None and n in repeats and row[n] == above[n] else row[n]
            for n in shown
        ])  # fmt: skip
        above = row
    right = [
        place
        for place, n in enumerate(shown)
        if table.columns[n].kind in (ColumnKind.INTEGER, ColumnKind.NUMBER)
    ]
    output.columns([table.columns[n].heading for n in shown], lines, right)


def _one_by_one(table: Table, rows: Sequence[tuple[Cell, ...]], shown: Sequence[int]) -> None:
    """Each row as lines under its first cell: for five groups on 80 columns."""
    first, *others = shown
    widest = max((cell_count(table.columns[n].heading) for n in others), default=0)
    for row in rows:
        output.answer(_text(row[first]))
        for n in others:
            heading = table.columns[n].heading
            gap = " " * (widest - cell_count(heading))
            output.paragraph(f"{heading}{gap}  {_text(row[n])}", "  ", " " * (widest + 2))
