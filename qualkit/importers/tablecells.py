"""Transcripts laid out as tables: which column names the speaker, which holds what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from qualkit.importers.blocks import Line
from qualkit.importers.shapes import PERSONAL, TYPICAL, Shape, key_of, shape_of, tidy
from qualkit.importers.stamps import ONLY_STAMP
from qualkit.importers.vocabulary import SPEAKER_HEADINGS, TEXT_HEADINGS, TIME_HEADINGS

_SURE = 0.7


@dataclass(slots=True)
class CellRoles:
    """What the lines of transcript tables are, by line number."""

    labels: dict[int, str]
    times: frozenset[int]
    speech: frozenset[int]
    headings: frozenset[int]
    others: frozenset[int]


def cell_roles(lines: Iterable[Line]) -> CellRoles:
    """The part each line of a transcript table plays; other tables are ordinary text."""
    tables: dict[int, dict[tuple[int, int], list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.block.cell and not line.blank:
            cell = line.block.cell
            tables[cell.table][cell.row, cell.column].append(line)
    roles = CellRoles({}, frozenset(), frozenset(), frozenset(), frozenset())
    for cells in tables.values():
        _judge(cells, roles)
    return roles


def _judge(cells: dict[tuple[int, int], list[Line]], roles: CellRoles) -> None:
    heading_row = _heading_row(cells)
    body = {place: found for place, found in cells.items() if place[0] != heading_row}
    columns = sorted({column for _, column in body})
    speaker = next((c for c in columns if _is_speaker(_values(body, c), heading_row >= 0)), None)
    if speaker is None:
        return
    times = [c for c in columns if c != speaker and _is_time(_values(body, c))]
    rest = [c for c in columns if c != speaker and c not in times]
    if not rest:
        return
    spoken = max(rest, key=lambda c: sum(len(value) for value in _values(body, c)))
    numbers: dict[str, set[int]] = defaultdict(set)
    for (row, column), found in cells.items():
        which = {line.number for line in found}
        if row == heading_row:
            numbers["headings"] |= which
        elif column == speaker:
            label = tidy(" ".join(line.text for line in found).rstrip(" :："))
            roles.labels.update(dict.fromkeys(which, label))
        elif column in times:
            numbers["times"] |= which
        else:
            numbers["speech" if column == spoken else "others"] |= which
    roles.times |= numbers["times"]
    roles.speech |= numbers["speech"]
    roles.headings |= numbers["headings"]
    roles.others |= numbers["others"]


def _values(cells: dict[tuple[int, int], list[Line]], column: int) -> list[str]:
    return [
        " ".join(line.text for line in found)
        for (_, where), found in sorted(cells.items())
        if where == column
    ]


def _heading_row(cells: dict[tuple[int, int], list[Line]]) -> int:
    """The first row, if its cells are titles of columns; else -1."""
    first = min(row for row, _ in cells)
    titles = [
        key_of(" ".join(x.text for x in found)) for (r, _), found in cells.items() if r == first
    ]
    known = (*SPEAKER_HEADINGS, *TEXT_HEADINGS, *TIME_HEADINGS, "no", "nr", "#", "notes", "codes")
    named = sum(title.rstrip(":") in known for title in titles)
    says = any(title in TEXT_HEADINGS for title in titles)
    return first if says and len(titles) > 1 and named >= len(titles) - 1 else -1


def _is_speaker(values: list[str], headed: bool) -> bool:
    labels = [tidy(value.rstrip(" :：")) for value in values]
    shapes = [shape_of(label) if label and len(label) <= 60 else Shape.NONE for label in labels]
    if not shapes or Shape.HEADER in shapes:
        return False
    personal = sum(shape in PERSONAL or shape is Shape.WORD for shape in shapes)
    if personal < _SURE * len(shapes):
        return False
    repeated = len({key_of(label) for label in labels}) < len(labels)
    return repeated or headed or all(shape in TYPICAL for shape in shapes)


def _is_time(values: list[str]) -> bool:
    return bool(values) and sum(
        bool(ONLY_STAMP.fullmatch(value)) for value in values
    ) >= _SURE * len(values)
