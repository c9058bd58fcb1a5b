"""Matrices on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qualkit.cli import output
from qualkit.core.cells import cell_count
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.core.quotes import Quote
    from qualkit.core.table import Table
    from qualkit.study.matrices.cooccurring import CoOccurrence
    from qualkit.study.matrices.matrix import Matrix

# Cells of a terminal; nobody reads a wider table off one.
_WIDE = 120


def printed(matrix: Matrix) -> None:
    """Print the matrix as a table, or row by row where it is too wide for one."""
    table = matrix.table()
    output.paragraph(table.title)
    output.answer("")
    if _width(table) <= max(_WIDE, output.room()):
        output.table(table)
    else:
        _in_rows(matrix)
    output.answer("")
    for note in table.notes:
        output.paragraph(note, "", "  ")


def _width(table: Table) -> int:
    """How many cells of a terminal the table takes."""
    shown = table.printed()
    lines = [[str(row[n]) for n in shown] for row in table]
    heads = [table.columns[n].heading for n in shown]
    return sum(max(map(cell_count, column)) + 2 for column in zip(heads, *lines, strict=True))


def _in_rows(matrix: Matrix) -> None:
    """Each row as its head and the cells that say something."""
    shown = [number for number, head in enumerate(matrix.heads) if not head.machine]
    many = len(matrix.measures) > 1
    above: list[str] = []
    for row in matrix.rows:
        *path, last = [str(row.heads[number]) for number in shown]
        if path and path != above:
            output.paragraph(" / ".join(filter(None, path)))
        above = path
        said = [
            f"{column.heading}: {cell.text}" if many else f"{column.heading} {cell.text}"
            for column, cell in zip(matrix.columns, row.cells, strict=True)
            if cell.text not in ("", "0", "nobody of this group")
        ]
        if not said and all(cell.values[0] is None for cell in row.cells):
            said = [row.cells[0].reason or "nothing can be said"] if row.cells else []
        sign = "\n" if many else "; "
        output.paragraph(last, "  ")
        for line in (sign.join(said) or "nothing").split("\n"):
            output.paragraph(line, "    ", "  ")


def as_record(matrix: Matrix) -> dict[str, Any]:
    """The matrix for programs: each row's heads and cells by the columns' keys."""
    return {
        "matrix": matrix.kind.value,
        "title": matrix.title,
        "layer": matrix.layer,
        "internal": matrix.internal,
        "settings": dict(matrix.settings),
        "measures": list(matrix.measures),
        "columns": [
            {"key": each.key, "heading": each.heading, "of": each.of} for each in matrix.columns
        ],
        "rows": list(matrix.records()),
        "notes": list(matrix.notes),
    }


def pairs_record(made: CoOccurrence) -> dict[str, Any]:
    """The pairs of codes that meet, for programs."""
    pairs = []
    for pair in made.pairs:
        said = asdict(pair)
        reason = said.pop("reason")
        said["coefficient"] = {"value": pair.coefficient, "reason": reason or None}
        pairs.append(said)
    return {"within": made.within, "pairs": pairs, "notes": list(made.notes)}


def passages_printed(found: Sequence[Quote]) -> None:
    """Print each passage with who says it and where."""
    for each in found:
        lines = (each.text() or "no spoken word").split("\n")
        for number, text in enumerate(lines):
            opening = "“" if number == 0 and each.lines else ""
            closing = "”" if number == len(lines) - 1 and each.lines else ""
            output.paragraph(f"{opening}{text}{closing}", "", "  ")
        turn = f", turn {each.turn}" if each.turn else ""
        who = "; ".join(each.speakers)
        output.paragraph(f"({', '.join(filter(None, [who, each.document]))}{turn})", "  ", "  ")
    output.say(f"{counted(len(found), 'passage')}.")


def passage_record(each: Quote) -> dict[str, Any]:
    """A passage for programs."""
    return {
        "text": each.text(), "speakers": each.speakers, "document": each.document,
        "turn": each.turn, "start": each.start, "end": each.end,
    }  # fmt: skip
