"""Published tables from a CSV or XLSX file, as docs/check-tables.md describes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qualkit.core.published import (
    Printed,
    PublishedCell,
    PublishedRow,
    PublishedTable,
    Role,
    printed,
)
from qualkit.errors import InputError
from qualkit.importers.files import bytes_of
from qualkit.importers.published_headings import Heading, heading_of

_PAIR = re.compile(r"^\s*(?P<first>[^()]+?)\s*\(\s*(?P<second>[^()]*?)\s*\)\s*$")
_F_WITH_DF = re.compile(r"^\s*F?\s*\(\s*(?P<one>[\d.]+)\s*[,;]\s*(?P<two>[\d.]+)\s*\)\s*=?\s*")
_TWO = re.compile(r"^\s*(?P<one>[\d.]+)\s*[,;/]\s*(?P<two>[\d.]+)\s*$")
_TOTALS = frozenset(("total", "totals", "sum", "all", "overall", "altogether", "all respondents"))
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "n.a.", ".", "not given", "missing"))

_Rows = Sequence[tuple[int, Sequence[str]]]


def read_published(path: Path | str) -> tuple[PublishedTable, ...]:
    """The tables of a file, in its order; InputError with line and column for what is no figure."""
    path = Path(path)
    workbook = path.suffix.lower() in (".xlsx", ".xlsm")
    sheets = _sheets(path) if workbook else [("", _lines(path))]
    found = [
        table for title, rows in sheets for table in _tables(path.name, title, rows, len(sheets))
    ]
    if not any(table.rows for table in found):
        raise InputError(
            f"{path.name}: there is no table in it",
            "Give a heading row and a row for each of the table's; see docs/check-tables.md.",
        )
    return tuple(found)


def _lines(path: Path) -> _Rows:
    from qualkit.importers.readers.delimited import delimiter_of, records_of
    from qualkit.importers.tables import text_of

    text = text_of(path)
    if not text.strip():
        raise InputError(f"{path.name}: the file is empty", "Give a heading row and rows.")
    records = records_of(text, path.name, delimiter_of(text))
    return [(line, row) for line, row in records if any(cell.strip() for cell in row)]


def _sheets(path: Path) -> list[tuple[str, _Rows]]:
    from qualkit.importers.surveys.grids import cell_text
    from qualkit.importers.surveys.workbooks import rows_of_sheets

    data = bytes_of(path)
    return [
        (title, [(number, [cell_text(cell) for cell in row]) for number, row in rows])
        for title, rows in rows_of_sheets(data, path.name)
    ]


def _tables(source: str, title: str, rows: _Rows, sheets: int) -> list[PublishedTable]:
    where = f"{source}, sheet '{title}'" if sheets > 1 else source
    first, texts = rows[0]
    headings = [heading_of(text, place) for place, text in enumerate(texts)]
    _check_headings(where, first, headings)
    name_column = next((n for n, h in enumerate(headings) if h.is_table), None)
    named: dict[str, list[tuple[int, Sequence[str]]]] = {}
    name = title if sheets > 1 else ""
    for line, row in rows[1:]:
        if len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
            raise InputError(
                f"{where}, line {line}: {len(row)} cells under {len(headings)} headings",
                "Put cells that hold a comma into quotation marks.",
            )
        if name_column is not None and name_column < len(row) and row[name_column].strip():
            name = row[name_column].strip()
        named.setdefault(name, []).append((line, row))
    unread = [h.text for h in headings if h.unread and h.text]
    notes = (f"Not read: the column{'s' if len(unread) > 1 else ''} "
             f"{', '.join(repr(text) for text in unread)}.",) if unread else ()  # fmt: skip
    return [_table(where, name, headings, own, notes) for name, own in named.items()]


def _check_headings(where: str, line: int, headings: Sequence[Heading]) -> None:
    if not any(heading.roles for heading in headings):
        raise InputError(
            f"{where}, line {line}: no heading names figures",
            "Name columns as docs/check-tables.md says: n, percent, 'NHS (n = 14)', F, df, p ...",
        )
    seen: dict[tuple[Role, str], str] = {}
    for heading in headings:
        for role in heading.roles:
            key = (role, heading.group)
            if key in seen:
                raise InputError(
                    f"{where}, line {line}: the columns '{seen[key]}' and '{heading.text}' are "
                    f"both {role.value}{f' of {heading.group}' if heading.group else ''}",
                    "Rename or delete one of the two.",
                )
            seen[key] = heading.text


def _table(
    where: str,
    name: str,
    headings: Sequence[Heading],
    rows: Sequence[tuple[int, Sequence[str]]],
    notes: tuple[str, ...],
) -> PublishedTable:
    label = next((n for n, heading in enumerate(headings) if heading.is_label), None)
    groups = dict.fromkeys(h.group for h in headings if h.group)
    made = []
    for line, row in rows:
        cells = [row[n].strip() if n < len(row) else "" for n in range(len(headings))]
        told = cells[label] if label is not None else f"line {line}"
        figures = tuple(
            each
            for heading, cell in zip(headings, cells, strict=True)
            for each in _figures(f"{where}, line {line}, column '{heading.text}'", heading, cell)
        )
        made.append(PublishedRow(line, told, figures, told.casefold().rstrip(":") in _TOTALS))
    return PublishedTable(
        name,
        tuple(groups),
        tuple(made),
        {h.group: h.size for h in headings if h.group and h.size is not None},
        next((h.size for h in headings if not h.group and h.size is not None), None),
        notes,
    )


def _figures(where: str, heading: Heading, cell: str) -> list[PublishedCell]:
    """The figures of a cell: none, one, or the two of `3.5 (0.8)` and `4, 35`."""
    if not heading.roles or cell.casefold() in _NOTHING:
        return []
    roles: tuple[Role, ...] = heading.roles
    texts: tuple[str, ...] = (cell,)
    together = _F_WITH_DF.match(cell) if Role.F in roles else None
    if together is not None:
        texts = (cell[together.end() :], together["one"], together["two"])
        roles = (Role.F, Role.DF_BETWEEN, Role.DF_WITHIN)
    elif len(roles) == 2:
        two = (_TWO if Role.DF_WITHIN in roles else _PAIR).match(cell)
        if two is not None:
            texts = (two[1], two[2])
    found = []
    for role, text in zip(roles, texts, strict=False):
        if text.casefold() in _NOTHING:
            continue
        number = printed(text)
        if number is None or (number.bound and role is not Role.P):
            raise InputError(
                f"{where}: '{cell}' is no figure that can be checked",
                "Write one figure, with a point before decimals; leave the cell empty for none.",
            )
        _check_count(where, role, number)
        found.append(PublishedCell(role, heading.group, heading.text, number))
    return found


def _check_count(where: str, role: Role, number: Printed) -> None:
    counted = role in (Role.N, Role.OF, Role.ITEMS)
    if counted and (number.value < 0 or number.value != int(number.value)):
        raise InputError(f"{where}: '{number.text}' is no count", "Counts are whole numbers.")
