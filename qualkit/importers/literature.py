"""Which files are literature, and under what they are cited: a CSV of `file,citation`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import InputError
from qualkit.importers.readers.delimited import rows_of
from qualkit.importers.tables import text_of

FILE, CITATION = "file", "citation"
LONGEST = 2_000
_EXAMPLE = 'Write, for example: LIT-01 review.pdf,"Smith and Lee (2021) A rapid review."'


@dataclass(frozen=True, slots=True)
class Cited:
    """A row: a file's name, and the reference it is cited by ("" where none is given)."""

    row: int
    file: str
    citation: str


def read_literature(path: Path) -> tuple[Cited, ...]:
    """The rows of such a file; InputError names the line of what is wrong."""
    header, rows = rows_of(text_of(path), path.name)
    places = _places(path.name, header)
    found: dict[str, Cited] = {}
    for line, row in rows:
        where = f"{path.name}, line {line}"
        if len(row) != len(header):
            raise InputError(
                f"{where}: {len(row)} cells under {len(header)} headings",
                "Put a citation that holds a comma into quotation marks.",
            )
        file, citation = (" ".join(row[place].split()) for place in places)
        _check(where, file, citation)
        if before := found.get(file):
            raise InputError(
                f"{where}: {file} stands in line {before.row} already", "Take one of the two out."
            )
        found[file] = Cited(line, file, citation)
    return tuple(found.values())


def is_list(path: Path) -> bool:
    """Whether a file is such a list by its name."""
    return path.suffix.lower() == ".csv"


def _places(name: str, header: list[str]) -> tuple[int, int]:
    keys = [heading.casefold().strip() for heading in header]
    for needed in (FILE, CITATION):
        if keys.count(needed) != 1:
            what = "is no" if needed not in keys else "is more than one"
            raise InputError(
                f"{name}, line 1: there {what} column '{needed}' among: {', '.join(header)}",
                "Give the file two columns: file,citation",
            )
    return keys.index(FILE), keys.index(CITATION)


def _check(where: str, file: str, citation: str) -> None:
    if not file:
        raise InputError(f"{where}: the column 'file' is empty", _EXAMPLE)
    if Path(file).name != file or "\\" in file:
        raise InputError(
            f"{where}: '{file}' is a path, not the name of a file",
            "Put the file beside the list and write its name alone.",
        )
    if len(citation) > LONGEST:
        raise InputError(f"{where}: a citation of {len(citation):,} characters", _EXAMPLE)
