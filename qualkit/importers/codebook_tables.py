"""Reads a codebook that is kept as a table (CSV), one code a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from qualkit.core.codebook import (
    Code,
    Codebook,
    Example,
    ExampleSource,
    Origin,
    Status,
    Theme,
    slug,
    tidy,
    tidy_name,
)
from qualkit.core.codebook_rules import faults
from qualkit.core.spreadsheet import unguarded
from qualkit.core.text import clean
from qualkit.errors import InputError
from qualkit.importers.codebook_writer import codebook_text, starter_text
from qualkit.strictfields import did_you_mean
from qualkit.strictyaml import LARGEST

__all__ = ["codebook_text", "draft_code", "read_codebook_table", "starter_text"]

COLUMNS = {
    "theme": ("theme", "category"),
    "name": ("code", "name", "tag", "path"),
    "id": ("id",),
    "parent": ("parent", "subtheme"),
    "brief": ("brief",),
    "definition": ("definition", "description"),
    "use_when": ("use_when", "inclusion"),
    "not_when": ("not_when", "exclusion"),
    "examples": ("example", "examples"),
    "origin": ("origin",),
    "colour": ("colour", "color"),
    "shortcut": ("shortcut",),
}
"""Field to the headings under which it is found."""

_ITEMS = re.compile(r"\s*[\n;]\s*")


@dataclass(frozen=True, slots=True)
class _Row:
    source: str
    number: int
    cells: dict[str, str]

    def get(self, key: str) -> str:
        return self.cells.get(key, "")

    def items(self, key: str) -> tuple[str, ...]:
        return tuple(item for item in _ITEMS.split(self.get(key)) if item)

    def fail(self, message: str, hint: str) -> NoReturn:
        raise InputError(f"{self.source}, row {self.number}: {message}", hint)


def read_codebook_table(path: Path) -> Codebook:
    """The codebook in a CSV file; ids are made from names, groups that no row defines are added.

    Examples come marked as of unknown source, because tables from elsewhere often quote people.
    """
    rows = _rows(_decoded(path), path.name)
    maker = _Maker()
    for row in rows:
        maker.add(row)
    book = Codebook(
        id=slug(path.stem) or "codebook", themes=tuple(maker.themes.values()), codes=maker.codes()
    )
    for fault in faults(book):
        row = maker.rows[fault.index] if fault.part == "codes" else _Row(path.name, 1, {})
        row.fail(fault.message, fault.hint)
    return book


def _decoded(path: Path) -> str:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except FileNotFoundError:
        raise InputError(f"{path} does not exist", "Look at the name of the file.") from None
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise InputError(f"{path.name} cannot be read: {reason}", f"Look at {path}.") from None
    if max(size, len(data)) > LARGEST:
        hint = "A codebook holds definitions only."
        raise InputError(f"{path.name} is larger than {LARGEST // 1_000_000} MB", hint)
    if data.startswith(b"PK\x03\x04"):
        hint = "Save the sheet as CSV (UTF-8) and import that."
        raise InputError(f"{path.name} is a workbook or another zip file, not CSV", hint)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return clean(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    hint = "Save the sheet as CSV (UTF-8) and import that."
    raise InputError(f"{path.name} is not text in any known encoding", hint)


def _rows(text: str, source: str) -> list[_Row]:
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    keys: list[str] = []
    found = []
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not keys:
                keys = _keys(cells, source)
            elif len(cells) > len(keys):
                row = _Row(source, number, {})
                row.fail("there are more cells than headings", "Put texts in quotation marks.")
            else:
                held = zip(keys, (tidy(unguarded(cell)) for cell in cells), strict=False)
                found.append(_Row(source, number, dict(held)))
    except csv.Error as problem:
        message = f"{source}, line {reader.line_num}: the table cannot be read ({problem})"
        raise InputError(message, "Save the sheet as CSV (UTF-8) again.") from None
    if not keys:
        raise InputError(f"{source} is empty", "Its first row needs headings: theme, code, ...")
    return found


def _keys(headings: list[str], source: str) -> list[str]:
    by_heading = {heading: key for key, headings in COLUMNS.items() for heading in headings}
    keys: list[str] = []
    for heading in headings:
        plain = "_".join(heading.strip().lower().replace("-", " ").replace("_", " ").split())
        key = by_heading.get(plain, "" if not plain else None)
        if key is None:
            meant = did_you_mean(plain, by_heading)
            hint = f"Rename it or take it out; the columns are: {', '.join(by_heading)}."
            raise InputError(f"{source}, row 1: unknown column '{heading.strip()}'{meant}", hint)
        if key and key in keys:
            message = f"{source}, row 1: '{heading.strip()}' is a second column for {key}"
            raise InputError(message, "Keep one of the two.")
        keys.append(key)
    if "name" not in keys:
        hint = "Name the column of the codes: code"
        raise InputError(f"{source}, row 1: there is no column for the codes", hint)
    return keys


@dataclass(slots=True)
class _Maker:
    """Gathers themes and codes row by row; ids stay unique."""

    themes: dict[str, Theme] = field(default_factory=dict)
    found: dict[str, Code] = field(default_factory=dict)
    rows: list[_Row] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)

    def add(self, row: _Row) -> None:
        """Take in one row: a code, or a theme where it names no code."""
        theme, name = tidy_name(row.get("theme")), tidy_name(row.get("name"))
        theme_id = self._theme(theme, row) if theme else ""
        if not name:
            if not theme:
                row.fail("it names neither a code nor a theme", "Fill one in, or delete the row.")
            return
        code_id = row.get("id") or self._free(slug(name) or "code")
        if code_id in self.found:
            row.fail(f"the id '{code_id}' is there already", "Give this code another id.")
        self.found[code_id] = Code(
            id=code_id,
            name=name,
            theme=theme_id,
            brief=" ".join(row.get("brief").split()),
            definition=row.get("definition"),
            use_when=row.items("use_when"),
            not_when=row.items("not_when"),
            examples=tuple(
                Example(text, ExampleSource.UNKNOWN)
                for text in re.split(r"\s*\n\s*", row.get("examples"))
                if text
            ),
            origin=_origin(row),
            colour=row.get("colour"),
            shortcut=row.get("shortcut"),
        )
        self.rows.append(row)
        self.parents.append(tidy_name(row.get("parent")))

    def _theme(self, name: str, row: _Row) -> str:
        key = name.casefold()
        if key not in self.themes:
            taken = {theme.id for theme in self.themes.values()}
            self.themes[key] = Theme(_unique(slug(name) or "theme", taken), name)
        if not row.get("name") and row.get("definition"):
            held = self.themes[key]
            self.themes[key] = Theme(held.id, held.name, definition=row.get("definition"))
        return self.themes[key].id

    def _free(self, wanted: str) -> str:
        return _unique(wanted, set(self.found))

    def codes(self) -> tuple[Code, ...]:
        """All codes with their parents; a parent that has no row of its own becomes a folder."""
        by_name = {code.name.casefold(): code.id for code in reversed(self.found.values())}
        made: list[Code] = []
        placed: list[Code] = []
        for code, parent in zip(list(self.found.values()), self.parents, strict=True):
            parent_id = parent if parent in self.found else by_name.get(parent.casefold(), "")
            if parent and not parent_id:
                folder = Code(self._free(slug(parent) or "group"), parent, code.theme)
                folder = replace(folder, codable=False)
                by_name[parent.casefold()] = parent_id = folder.id
                self.found[folder.id] = folder
                made.append(folder)
            placed.append(replace(code, parent=parent_id))
        return (*placed, *made)


def _origin(row: _Row) -> Origin | None:
    text = row.get("origin").lower().replace(" ", "-")
    if text and text not in tuple(Origin):
        meant = did_you_mean(text, tuple(Origin))
        row.fail(f"the origin '{text}' is not known{meant}", f"It can be {', '.join(Origin)}.")
    return Origin(text) if text else None


def _unique(wanted: str, taken: Collection[str]) -> str:
    return next(each for each in _numbered(wanted) if each not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def draft_code(name: str, taken: Collection[str]) -> Code:
    """A code that so far is only a name, as a draft; its id is not among `taken`."""
    return Code(_unique(slug(name) or "code", taken), tidy_name(name), status=Status.DRAFT)
