"""Joint displays on a terminal of any width: row by row as blocks, never as a squeezed table."""

from __future__ import annotations

from typing import Any

from qualkit.cli import output
from qualkit.core.joint import JointCell, JointDisplay
from qualkit.core.report import INTERNAL
from qualkit.core.table import ColumnKind


def printed(display: JointDisplay) -> None:
    """Print what the rows have in common as headings, then each cell under its column's name."""
    output.paragraph(display.title)
    if display.internal:
        output.paragraph(INTERNAL)
    above: tuple[str, ...] = ()
    heads = _heads(display)
    before: tuple[JointCell, ...] = ()
    for row in display.rows:
        path = tuple(row.cells[index].text for index in heads)
        if path != above:
            output.answer("")
            output.paragraph(" / ".join(filter(None, path)))
            above = path
        elif len(heads) < len(row.cells):
            output.answer("")
        for index, cell in enumerate(row.cells):
            column = display.columns[index]
            again = bool(before and column.key in display.repeats and cell.text
                         and before[index].text == cell.text)  # fmt: skip
            if index not in heads:
                _cell(column.heading, JointCell("as above") if again else cell)
        before = row.cells
    output.answer("")
    for note in display.notes:
        if note:
            output.paragraph(note, "", "  ")


def _heads(display: JointDisplay) -> tuple[int, ...]:
    """The columns whose words head a block: those that repeat from row to row."""
    keys = [column.key for column in display.columns]
    return tuple(
        keys.index(key)
        for key in display.repeats
        if key in keys and display.columns[keys.index(key)].kind is ColumnKind.TEXT
    )


def _cell(head: str, cell: JointCell) -> None:
    from qualkit.core.joint_text import quotations

    lines = [line for line in cell.text.split("\n") if line]
    quoted = list(quotations(cell))
    if len(lines) + len(quoted) == 0:
        return
    if len(lines) == 1 and not quoted:
        output.paragraph(f"{head}: {lines[0]}", "  ", "  ")
        return
    output.answer(f"  {head}:")
    for line in lines:
        output.paragraph(line, "    ", "  ")
    for quote in quoted:
        for line in quote.split("\n"):
            output.paragraph(line, "    ", "  ")


def as_record(display: JointDisplay) -> dict[str, Any]:
    """The display for programs: each row by the columns' keys, with counts and quotations."""
    keys = [column.key for column in display.columns]
    rows = []
    for row in display.rows:
        cells = {key: _record(cell) for key, cell in zip(keys, row.cells, strict=True)}
        fits = [
            {"judgement": note.judgement, "by": note.coder, "provisional": note.provisional,
             "text": note.text, "id": note.id, "kind": note.kind}
            for note in row.notes
        ]  # fmt: skip
        rows.append({
            "theme": row.theme, "codes": row.codes, "instrument": row.instrument or None,
            "subscale": row.subscale or None, "cells": cells, "notes": fits,
        })  # fmt: skip
    return {
        "display": display.name, "title": display.title, "by": display.by or None,
        "link": {"level": display.link.level, "words": display.link.words},
        "internal": display.internal, "minimum": display.minimum,
        "columns": [
            {"key": c.key, "heading": c.heading, "quotes": c.kind.wraps}
            for c in display.columns
        ],
        "rows": rows, "notes": [note for note in display.notes if note],
    }  # fmt: skip


def _record(cell: JointCell) -> dict[str, Any]:
    groups = cell.description.groups if cell.description else ()
    return {
        "text": cell.text,
        "hidden": cell.hidden,
        "counts": [
            {"kind": c.kind, "participants": c.participants, "of": c.of,
             "references": c.references, "asked": c.asked}
            for c in cell.counts
        ],
        "groups": [
            {"group": g.group, "n": g.n, "mean": g.mean, "sd": g.sd, "hidden": g.hidden}
            for g in groups
        ],
        "quotes": [
            {"text": q.text(), "speakers": q.speakers, "document": q.document, "turn": q.turn,
             "start": q.start, "end": q.end, "code": q.code}
            for q in cell.quotes
        ],
    }  # fmt: skip
