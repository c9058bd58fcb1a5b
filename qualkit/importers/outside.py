"""Codings made elsewhere, for agreement alone: codings, lengths of documents, who read what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import InputError
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

_CODINGS = Shape(
    ("document", "coder", "code", "start", "end"),
    ("id", "round", "memo", "time", "quote", "turn", "layer", "codebook_version", "assisted",
     "notice"),
    "a codings file needs document, coder, code, start and end (characters, from 0, end not "
    "included)",
)  # fmt: skip
_LENGTHS = Shape(("document", "length"), (), "a file of lengths needs document and length")
_PAIRS = Shape(
    ("document", "coder"), ("round", "kind", "state", "done_on"),
    "a file of assignments needs document and coder",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutsideCoding:
    """A coding of a file; `row` counts as a spreadsheet does, the header being 1."""

    row: int
    document: str
    coder: str
    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outside:
    """What the files say. `pairs` are (document, coder) who finished it; None: no file said so.

    `empty` are the rows of codings without any length, which are left out.
    """

    lengths: dict[str, int]
    codings: tuple[OutsideCoding, ...]
    pairs: frozenset[tuple[str, str]] | None
    empty: tuple[int, ...] = ()


def read_outside(codings: Path, lengths: Path, pairs: Path | None) -> Outside:
    """The files together; InputError that names every row that does not fit (the first five)."""
    known: dict[str, int] = {}
    wrong: list[str] = []
    for found in read_rows(lengths, _LENGTHS, _length):
        if isinstance(found[1], str):
            wrong.append(f"row {found[0]}: {found[1]}")
        elif found[0] in known:
            wrong.append(f"document '{found[0]}' stands there twice")
        else:
            known[str(found[0])] = found[1]
    _refuse(lengths, wrong)
    rows, empty = _codings(codings, known)
    finished = _pairs(pairs, known, rows) if pairs else None
    return Outside(known, rows, finished, empty)


def _length(number: int, row: Cells) -> tuple[str, int]:
    length = row.number("length")
    if length is None:
        raise RowError("length is empty")
    return row.cell("document"), length


def _codings(
    path: Path, lengths: dict[str, int]
) -> tuple[tuple[OutsideCoding, ...], tuple[int, ...]]:
    found: list[OutsideCoding] = []
    wrong: list[str] = []
    empty: list[int] = []
    for row in read_rows(path, _CODINGS, _coding):
        if isinstance(row, tuple):
            wrong.append(f"row {row[0]}: {row[1]}")
        elif row.document not in lengths:
            wrong.append(f"row {row.row}: document '{row.document}' is not in the file of lengths")
        elif row.end > lengths[row.document]:
            wrong.append(
                f"row {row.row}: {row.start} to {row.end} is beyond the end of '{row.document}' "
                f"({lengths[row.document]} characters)"
            )
        elif row.start == row.end:
            empty.append(row.row)
        else:
            found.append(row)
    _refuse(path, wrong)
    return tuple(found), tuple(empty)


def _coding(number: int, row: Cells) -> OutsideCoding:
    start, end = row.number("start"), row.number("end")
    if start is None or end is None:
        raise RowError("start or end is empty")
    if end < start:
        raise RowError(f"end {end} comes before start {start}")
    return OutsideCoding(
        number, row.cell("document"), row.cell("coder"), row.cell("code"), start, end
    )


def _pairs(
    path: Path, lengths: dict[str, int], codings: Iterable[OutsideCoding]
) -> frozenset[tuple[str, str]]:
    finished: set[tuple[str, str]] = set()
    named: set[tuple[str, str]] = set()
    wrong: list[str] = []
    for found in read_rows(path, _PAIRS, _pair):
        if isinstance(found, tuple):
            wrong.append(f"row {found[0]}: {found[1]}")
        elif found.document not in lengths:
            wrong.append(
                f"row {found.row}: document '{found.document}' is not in the file of lengths"
            )
        else:
            named.add((found.document, found.coder))
            if found.finished:
                finished.add((found.document, found.coder))
    for coding in codings:
        if (coding.document, coding.coder) not in named and len(wrong) < 6:
            wrong.append(
                f"{coding.coder} has codings in '{coding.document}' (row {coding.row} of the "
                "codings) and is not named there"
            )
    _refuse(path, wrong)
    return frozenset(finished)


@dataclass(frozen=True, slots=True)
class _Pair:
    row: int
    document: str
    coder: str
    finished: bool


def _pair(number: int, row: Cells) -> _Pair:
    state = row.cell("state").casefold()
    return _Pair(number, row.cell("document"), row.cell("coder"), state in ("", "done"))


def _refuse(path: Path, wrong: list[str]) -> None:
    if wrong:
        listed = "; ".join(wrong[:5]) + (f"; and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        raise InputError(f"{path}: {listed}", "mend these rows and run it again")
