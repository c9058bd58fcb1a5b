"""Small files of a study: participants.csv and topic guides."""

from __future__ import annotations

import re
from pathlib import Path

from qualkit.core.limits import TEXT_LIMIT
from qualkit.core.records import Participant
from qualkit.errors import InputError
from qualkit.importers.files import bytes_of
from qualkit.importers.readers.delimited import rows_of

PARTICIPANT = "participant"
CONSENT = (
    "consent_form",
    "consent_date",
    "may_quote",
    "may_link",
    "embargo_until",
    "withdrawn_on",
    "audience",
)
# Columns that would bring a person's identity into the study folder.
IDENTIFYING = re.compile(
    r"(?:(?:full|first|last|given|family|sur|maiden|real|participant)[ _-]?)?names?"
    r"|surname|forename"
    r"|e-?mail(?:[ _-]?address)?|(?:tele|mobile[ _-]?|cell[ _-]?)?phone(?:[ _-]?(?:number|no))?"
    r"|mobile|(?:home |street |postal )?address",
    re.IGNORECASE,
)
_QUESTION_HEADINGS = ("question", "questions", "text", "topic", "prompt", "item")
_NUMBER = re.compile(
    r"^\s*(?:(?:Q|Question)\s*)?\d{1,3}(?:\.\d{1,2})*\s*[.):–-]?\s+|^\s*[-*•+–]\s+|^\s*[a-z]\)\s+",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?:Q|Question)\s*\d{1,3}\s*[.:)–-]\s*", re.IGNORECASE)


def read_participants(path: Path | str) -> tuple[Participant, ...]:
    """The participants in a csv file: pseudonyms, consent and attributes, in its order."""
    path = Path(path)
    header, rows = _table(path)
    keys = [_key(heading) for heading in header]
    _check_header(path, header, keys)
    own = keys.index(PARTICIPANT)
    seen: dict[str, int] = {}
    found: list[Participant] = []
    for line, row in rows:
        _check_row(path, line, row, header)
        cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
        pseudonym = cells[own]
        if not pseudonym:
            raise InputError(
                f"{path.name}, line {line}: the column 'participant' is empty",
                "Give each person a pseudonym, such as P01.",
            )
        if pseudonym.casefold() in seen:
            raise InputError(
                f"{path.name}, line {line}: the participant '{pseudonym}' stands in line "
                f"{seen[pseudonym.casefold()]} already",
                "Keep one row for each person.",
            )
        seen[pseudonym.casefold()] = line
        consent = {key: cells[n] for n, key in enumerate(keys) if key in CONSENT}
        attributes = {
            header[n]: cells[n] for n, key in enumerate(keys) if n != own and key not in CONSENT
        }
        found.append(Participant(pseudonym, attributes, consent, line))
    return tuple(found)


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    return rows_of(text_of(path), path.name)


def text_of(path: Path) -> str:
    """The text of a small file, in whatever encoding; InputError where it cannot be read."""
    from qualkit.importers.decoding import decode

    data = bytes_of(path, TEXT_LIMIT)
    return decode(data, path.name)[0]


def _key(heading: str) -> str:
    return re.sub(r"[\s-]+", "_", heading.strip().casefold())


def _check_header(path: Path, header: list[str], keys: list[str]) -> None:
    for heading in header:
        if IDENTIFYING.fullmatch(heading.strip()):
            raise InputError(
                f"{path.name}, line 1: the column '{heading}' would hold names or ways to reach "
                "people",
                "Names belong in the roster, outside the study folder: delete the column here.",
            )
    if PARTICIPANT not in keys:
        raise InputError(
            f"{path.name}, line 1: there is no column 'participant' among: {', '.join(header)}",
            "Name the column that holds the pseudonyms 'participant'.",
        )
    for number, key in enumerate(keys):
        if not key:
            raise InputError(f"{path.name}, line 1: column {number + 1} has no name", "Name it.")
        if key in keys[:number]:
            raise InputError(
                f"{path.name}, line 1: the column '{header[number]}' stands there twice",
                "Rename or delete one of the two.",
            )


def _check_row(path: Path, line: int, row: list[str], header: list[str]) -> None:
    if len(row) > len(header):
        raise InputError(
            f"{path.name}, line {line}: {len(row)} cells under {len(header)} headings",
            "Put cells that hold a comma into quotation marks.",
        )


def read_guide(path: Path | str) -> tuple[str, ...]:
    """The questions of a topic guide: the lines of a text, the items of a list or a csv column."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        questions = _guide_column(path)
    elif suffix in (".txt", ".md"):
        questions = _guide_lines(text_of(path))
    else:
        raise InputError(
            f"{path.name}: a topic guide cannot be read from '{suffix}'",
            "Save it as .txt with one question a line, as .md or as .csv.",
        )
    if not questions:
        raise InputError(f"{path.name}: there is no question in it", "Write one question a line.")
    return tuple(questions)


def _guide_column(path: Path) -> list[str]:
    header, rows = _table(path)
    keys = [_key(heading) for heading in header]
    column = next((keys.index(name) for name in _QUESTION_HEADINGS if name in keys), None)
    if column is None:
        raise InputError(
            f"{path.name}, line 1: there is no column 'question' among: {', '.join(header)}",
            "Name the column that holds the questions 'question'.",
        )
    cells = (row[column].strip() for _, row in rows if column < len(row))
    return [cell for cell in cells if cell]


def _guide_lines(text: str) -> list[str]:
    """Numbered or listed lines where there are any; else all lines but headings."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    marked = [line for line in lines if _NUMBER.match(line) or _NUMBERED.match(line)]
    chosen = marked or lines
    bare = (_NUMBER.sub("", _NUMBERED.sub("", line, count=1), count=1).strip() for line in chosen)
    return [" ".join(line.replace("**", "").split()) for line in bare if line]
