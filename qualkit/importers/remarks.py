"""Remarks of the typist that stand by themselves, in brackets, over one line or several."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualkit.importers.blocks import Line
from qualkit.importers.editorial import is_remark
from qualkit.importers.vocabulary import CLOSING_LINE, NOTE_LINE

# A remark of at most 400 characters is broken over no more lines than this.
_LINES = 8


def remarks_in(lines: Sequence[Line], labels: Collection[int]) -> dict[int, int]:
    """The first and the last line of each remark that no label introduces."""
    found: dict[int, int] = {}
    last = -1
    for line in lines:
        if line.number <= last or not line.text.lstrip().startswith(("[", "(")):
            continue
        end = _end(lines, line.number, labels)
        if end is not None:
            found[line.number] = last = end
    return found


def _end(lines: Sequence[Line], first: int, labels: Collection[int]) -> int | None:
    text = ""
    for line in lines[first : first + _LINES]:
        if line.blank or line.number in labels or line.block.voice:
            return None
        text = f"{text} {line.text.strip()}"
        if CLOSING_LINE.fullmatch(text) or NOTE_LINE.match(text):
            return None
        if is_remark(text):
            return line.number
        following = lines[line.number + 1 : line.number + 2]
        if line.block.cell and following and following[0].block.cell != line.block.cell:
            return None
    return None
