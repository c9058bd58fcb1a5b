"""Transcripts laid out as tables: which column names the speaker, which holds what was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from qualkit.importers.blocks import Line
from qualkit.importers.shapes import PERSONAL, TYPICAL, Shape, key_of, shape_of, tidy
from qualkit.importers.stamps import leading_stamp
from qualkit.importers.vocabulary import SPEAKER_HEADINGS, TEXT_HEADINGS, TIME_HEADINGS

_SURE = 0.7
_LONGEST = 60


@dataclass(slots=True)
class CellRoles:
    """What the lines of transcript tables are, by line number.

    A line that is in none of these stands in a merged row or in a column where it does not belong
    ("Door opens" among the times): it is read like a line outside a table.
    """

    labels: dict[int, str] = field(default_factory=dict)
    times: set[int] = field(default_factory=set)
    speech: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)

    def judged(self) -> set[int]:
        """All lines whose part is settled."""
        return {*self.labels, *self.times, *self.speech, *self.headings, *self.others}


_Cells = dict[tuple[int, int], list[Line]]


def cell_roles(lines: Iterable[Line], known: frozenset[str] = frozenset()) -> CellRoles:
    """The part each line of a transcript table plays; other tables are ordinary text."""
    tables: dict[int, _Cells] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.block.cell and not line.blank:
            cell = line.block.cell
            tables[cell.table][cell.row, cell.column].append(line)
    roles = CellRoles()
    for cells in tables.values():
        _judge(cells, known, roles)
    return roles


def _judge(cells: _Cells, known: frozenset[str], roles: CellRoles) -> None:
    heading_row = _heading_row(cells)
    titles = _titles(cells, heading_row)
    body = {place: found for place, found in cells.items() if place[0] != heading_row}
    width = Counter(row for row, _ in body)
    # Rows of one cell are merged: they say nothing about the columns.
    ruled = {place: found for place, found in body.items() if width[place[0]] > 1}
    columns = sorted({column for _, column in ruled})
    headed = heading_row >= 0
    speaker = next((c for c in columns if _is_speaker(_values(ruled, c), headed, known)), None)
    if speaker is None:
        return
    times = [c for c in columns if c != speaker and _is_time(_values(ruled, c))]
    rest = [c for c in columns if c != speaker and c not in times]
    if not rest:
        return
    spoken = max(rest, key=lambda c: sum(len(value) for value in _values(ruled, c)))
    keys = known | {key_of(_label(value)) for value in _values(ruled, speaker)}
    for (row, column), found in cells.items():
        which = {line.number for line in found}
        value = _joined(found)
        if row == heading_row or (headed and _titles(cells, row) == titles):
            roles.headings |= which
        elif column == speaker or (column in times and key_of(_label(value)) in keys):
            if _is_label(value, keys):
                roles.labels.update(dict.fromkeys(which, _label(value)))
        elif column in times:
            roles.times |= {line.number for line in found if leading_stamp(line.text)}
        elif column == spoken:
            roles.speech |= which
        else:
            roles.others |= which


def _titles(cells: _Cells, row: int) -> list[str]:
    return [key_of(_joined(found)) for (r, _), found in sorted(cells.items()) if r == row]


def _joined(found: list[Line]) -> str:
    return " ".join(line.text for line in found)


def _label(value: str) -> str:
    return tidy(value.rstrip(" :："))


def _is_label(value: str, keys: frozenset[str]) -> bool:
    """Whether a cell names somebody; `Door opens` in that column does not, `May` does."""
    label = _label(value)
    if not label or len(label) > _LONGEST or value.strip()[:1] in "[(":
        return False
    return key_of(label) in keys and shape_of(label) not in (Shape.NONE, Shape.NOTE)


def _values(cells: dict[tuple[int, int], list[Line]], column: int) -> list[str]:
    return [_joined(found) for (_, where), found in sorted(cells.items()) if where == column]


def _heading_row(cells: dict[tuple[int, int], list[Line]]) -> int:
    """The first row, if its cells are titles of columns; else -1."""
    first = min(row for row, _ in cells)
    titles = _titles(cells, first)
    known = (*SPEAKER_HEADINGS, *TEXT_HEADINGS, *TIME_HEADINGS, "no", "nr", "#", "notes", "codes")
    named = sum(title.rstrip(":") in known for title in titles)
    says = any(title in TEXT_HEADINGS for title in titles)
    return first if says and len(titles) > 1 and named >= len(titles) - 1 else -1


def _is_speaker(values: list[str], headed: bool, known: frozenset[str]) -> bool:
    labels = [_label(value) for value in values]
    shapes = [_shape(label, known) for label in labels]
    if not shapes or Shape.HEADER in shapes:
        return False
    counts = Counter(key_of(label) for label in labels)
    personal = sum(
        shape in PERSONAL
        or shape is Shape.WORD
        # May recurs among the labels; "Walks to the window" does not.
        or (shape is Shape.DOUBTFUL and counts[key_of(label)] > 1)
        for label, shape in zip(labels, shapes, strict=True)
    )
    if personal < _SURE * len(shapes):
        return False
    return len(counts) < len(labels) or headed or all(shape in TYPICAL for shape in shapes)


def _shape(label: str, known: frozenset[str]) -> Shape:
    if not label or len(label) > _LONGEST:
        return Shape.NONE
    return Shape.KNOWN if key_of(label) in known else shape_of(label)


def _is_time(values: list[str]) -> bool:
    return bool(values) and sum(leading_stamp(value) > 0 for value in values) >= _SURE * len(values)
