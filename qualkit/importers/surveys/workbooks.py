"""Workbooks: one sheet as cells of text, with the ranges that are merged."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from typing import Any

from qualkit.core.wording import counted
from qualkit.errors import InputError
from qualkit.importers.packages import Package
from qualkit.importers.surveys.grids import EXACT, filled, letters_of, refuse_too_many
from qualkit.importers.surveys.records import Grid

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z0-9:$]+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def grid_of_workbook(data: bytes, name: str, sheet: str = "", usual: str = "") -> Grid:
    """The cells of the only sheet that holds anything, or of the one named; else the `usual`."""
    package = Package(data, name, "xlsx")
    package.refuse_doctypes()
    if "xl/workbook.xml" not in package.names:
        hint = "Save the sheet as .xlsx or as CSV UTF-8 and import that."
        raise InputError(f"{name}: this is no .xlsx workbook", hint)
    sheets = _sheets(data, name, sheet)
    title, found = _chosen(sheets, name, sheet, usual)
    rows, numbers = filled(found, name)
    return Grid(
        source=name,
        kind="xlsx",
        rows=rows,
        numbers=numbers,
        sha256=hashlib.sha256(data).hexdigest(),
        sheet=title,
        merged=_merged(package, title),
        warnings=_shortened(found),
    )


_Rows = list[tuple[int, tuple[Any, ...]]]


def _sheets(data: bytes, name: str, wanted: str) -> dict[str, _Rows]:
    """The rows of each sheet that holds anything; of the one wanted alone, if that is known."""
    import openpyxl

    with warnings.catch_warnings():
        # Forms and SurveyMonkey write workbooks without styles; that they lack them is no matter.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets: dict[str, _Rows] = {}
            for sheet in book.worksheets:
                # Some programs write a wrong size, and read-only mode believes it.
                sheet.reset_dimensions()
                if wanted in ("", sheet.title):
                    sheets[sheet.title] = _filled_rows(sheet, name)
            book.close()
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
            hint = "Open it in the program that made it and save it again as .xlsx."
            raise InputError(f"{name}: the workbook is damaged ({error})", hint) from error
    return sheets


def _filled_rows(sheet: Any, name: str) -> _Rows:
    """The numbered rows that hold anything; a cell at the far right makes a row of 16,384."""
    found: _Rows = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(_says(cell) for cell in row):
            found.append((number, row))
            cells += len(row)
            refuse_too_many(cells, f"{name}, sheet '{sheet.title}'")
    return found


def _says(cell: Any) -> bool:
    return cell is not None and cell != ""


def _chosen(
    sheets: dict[str, _Rows], name: str, wanted: str, usual: str
) -> tuple[str, _Rows]:  # fmt: skip
    if wanted:
        if not sheets.get(wanted):
            hint = "Look at the names at the foot of the workbook."
            raise InputError(f"{name}: there is nothing on a sheet '{wanted}'", hint)
        return wanted, sheets[wanted]
    full = {title: rows for title, rows in sheets.items() if rows}
    if len(full) > 1 and usual in full:
        return usual, full[usual]
    if len(full) > 1:
        said = ", ".join(f"'{title}' ({counted(len(rows), 'row')})" for title, rows in full.items())
        first = next(iter(full))
        hint = f'name the one with the answers: qualkit import survey {name} --sheet "{first}"'
        raise InputError(f"{name}: several sheets hold something: {said}", hint)
    return next(iter(full.items()), ("", []))


def _merged(package: Package, title: str) -> tuple[str, ...]:
    """The merged ranges of a sheet; openpyxl does not say them in its read-only mode."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    for sheet in package.xml("xl/workbook.xml").iter("{*}sheet"):
        if sheet.get("name") == title:
            target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in package.names:
                return tuple(ref.decode() for ref in _MERGED.findall(package.read(part)))
    return ()


def _shortened(rows: _Rows) -> tuple[str, ...]:
    """Warnings of numbers so long that a spreadsheet has cut them."""
    for number, row in rows:
        for column, cell in enumerate(row):
            if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT:
                place = f"{letters_of(column)}{number}"
                return (f"{place}: a number of more than 15 digits; its last ones may be lost",)
    return ()


def rows_of_sheets(data: bytes, name: str) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The title of each sheet that holds anything, with its numbered rows of cells."""
    package = Package(data, name, "xlsx")
    package.refuse_doctypes()
    if "xl/workbook.xml" not in package.names:
        raise InputError(f"{name}: this is no .xlsx workbook", "Save it as .xlsx or as CSV UTF-8.")
    sheets = _sheets(data, name, "")
    return tuple((title, tuple(rows)) for title, rows in sheets.items() if rows)
