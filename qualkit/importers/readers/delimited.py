"""A csv of utterances: a speaker column, a text column and perhaps a time column."""

from __future__ import annotations

import csv
import io
import re

from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Reading, left_out
from qualkit.importers.decoding import decode
from qualkit.importers.stamps import leading_stamp
from qualkit.importers.vocabulary import SPEAKER_HEADINGS, TEXT_HEADINGS, TIME_HEADINGS

# One field may hold a whole interview; the limit of the csv module is 131,072 characters.
_FIELD_LIMIT = 1 << 26
# Only at the head of a cell do quotation marks enclose; the last cell may run on over the line.
_QUOTED = re.compile(r'(?:^|(?<=[,;\t|]))"(?:[^"]|"")*(?:"|\Z)')


def rows_of(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows, each with the line it ends on; the delimiter is found by itself."""
    found = records_of(text, name, delimiter_of(text))
    rows = [(line, row) for line, row in found if any(cell.strip() for cell in row)]
    header = [cell.strip() for cell in rows[0][1]]
    return header, rows[1:]


def records_of(text: str, name: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """All records, empty ones and header included, each with the line it ends on."""
    before = csv.field_size_limit(_FIELD_LIMIT)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise InputError(
            f"{name}, line {reader.line_num}: the quotation marks do not pair up ({error})",
            "Open it in a spreadsheet and save it again as CSV UTF-8.",
        ) from error
    finally:
        csv.field_size_limit(before)


def delimiter_of(text: str) -> str:
    """The sign that parts the cells of the first line: comma, semicolon, tab or bar.

    What stands in quotation marks does not count: a heading may hold a sentence full of commas.
    """
    first = next(line for line in text.split("\n") if line.strip())
    bare = _QUOTED.sub("", first)
    return max(",;\t|", key=bare.count)


def read(data: bytes, name: str) -> Reading:
    """The rows of a csv of utterances."""
    text, warnings = decode(data, name)
    header, rows = rows_of(text, name)
    keys = [" ".join(cell.casefold().replace("_", " ").split()) for cell in header]
    speaker = _column(keys, SPEAKER_HEADINGS)
    spoken = _column(keys, TEXT_HEADINGS)
    time = _column(keys, TIME_HEADINGS)
    if spoken is None:
        raise InputError(
            f"{name}, line 1: no column for what was said among: {', '.join(header)}",
            "Name one column 'speaker' and one 'text'.",
        )
    missing = [] if speaker is not None else ["no speaker column: one text without speakers"]
    blocks: list[Block] = []
    omitted: list[LeftOut] = [
        left_out("column of the table", heading, "line 1")
        for column, heading in enumerate(header)
        if column not in (speaker, spoken, time) and heading
    ]
    for line, row in rows:
        said = _cell(row, spoken).strip()
        if said:
            where = f"line {line}"
            blocks.append(
                Block(said, where, time=_cell(row, time), voice=_cell(row, speaker).strip())
            )
        elif lost := _cell(row, speaker).strip():
            omitted.append(left_out("speaker without words", lost, f"line {line}"))
        if (given := _cell(row, time).strip()) and not _is_time(given):
            omitted.append(left_out("no time in the column of times", given, f"line {line}"))
        omitted += (
            left_out("cell beyond the header", cell, f"line {line}")
            for cell in row[len(header) :]
            if cell.strip()
        )
    if not blocks:
        raise InputError(f"{name}: the column '{header[spoken]}' is empty", "Check the export.")
    return Reading(tuple(blocks), tuple(omitted), (*warnings, *missing))


def _column(keys: list[str], names: tuple[str, ...]) -> int | None:
    return next((keys.index(name) for name in names if name in keys), None)


def _is_time(cell: str) -> bool:
    """Whether a cell holds a clock or seconds: 0:12, 12.5."""
    number = cell.replace(".", "", 1).replace(",", "", 1).isdigit()
    return number or leading_stamp(cell) > 0


def _cell(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""
