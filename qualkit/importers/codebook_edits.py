"""Edits of codebook.yaml as text: only the lines concerned change, everything else stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from qualkit.core.codebook import (
    Code,
    Codebook,
    Direction,
    Find,
    Origin,
    Status,
    Theme,
    tidy,
    tidy_name,
)
from qualkit.core.codebook_rules import RESERVED_SHORTCUTS, faults
from qualkit.errors import CodebookError, InternalError, NotFoundError
from qualkit.importers.codebook import (
    CODE_FIELDS,
    TOP_FIELDS,
    compose,
    id_of,
    item_nodes,
    read_codebook,
)
from qualkit.importers.codebook_fields import Place, remove_field, set_field
from qualkit.importers.codebook_writer import inline, record_lines
from qualkit.importers.splicing import (
    Splice,
    as_lines,
    column_of,
    content_end,
    dashes,
    line_break,
    line_end,
    line_start,
    spliced,
)
from qualkit.strictyaml import Document, Mapping, Node, Sequence

_SOURCE = "codebook.yaml"
_BOM = "\ufeff"
_ENUMS: dict[str, type[StrEnum]] = {"status": Status, "direction": Direction, "origin": Origin}
_EMPTY: tuple[object, ...] = ("", (), None, Find())


def add_code(text: str, code: Code, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text with the code at the end of its list."""
    code = _tidied(code)
    return _edited(
        text,
        lambda book: replace(book, codes=(*book.codes, code)),
        lambda document, _, plain: _add(document, "codes", code, plain),
        reserved,
    )


def add_theme(text: str, theme: Theme, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text with the theme at the end of its list."""
    theme = _tidied(theme)
    return _edited(
        text,
        lambda book: replace(book, themes=(*book.themes, theme)),
        lambda document, _, plain: _add(document, "themes", theme, plain),
        reserved,
    )


def set_code_fields(
    text: str,
    code_id: str,
    reserved: frozenset[str] = RESERVED_SHORTCUTS,
    **values: Any,
) -> str:
    """The text with fields of one code set to values as `Code` holds them.

    "", (), None and an empty `Find` take a field out. The id cannot change: codings hang on it.
    """
    known = {f.name for f in fields(Code)} - {"id"}
    if wrong := sorted(set(values) - known):
        raise InternalError(f"a code has no field {', '.join(wrong)} that can be set")

    def intended(book: Codebook) -> Codebook:
        old = book.code(code_id)
        if old is None:
            hint = "List the codes with: qualkit codebook show"
            raise NotFoundError(f"there is no code '{code_id}'", hint)
        typed: dict[str, Any] = {key: _typed(key, value) for key, value in values.items()}
        new = _tidied(replace(old, **typed))
        return replace(book, codes=tuple(new if c.id == code_id else c for c in book.codes))

    def edit(document: Document, book: Codebook, plain: bool) -> str:
        old, new = book.code(code_id), intended(book).code(code_id)
        edited = document.text
        for key in CODE_FIELDS:
            if getattr(old, key) != (value := getattr(new, key)):
                if edited != document.text:
                    document = compose(edited, _SOURCE)
                place = _code_place(document, code_id, plain)
                if value in _EMPTY:
                    edited = remove_field(place, key)
                else:
                    edited = set_field(place, key, getattr(old, key), value)
        return edited

    return _edited(text, intended, edit, reserved)


def bump_version(text: str, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text with the version number one higher."""

    def edit(document: Document, book: Codebook, plain: bool) -> str:
        place = Place(document, document.root, TOP_FIELDS, plain)
        return set_field(place, "version", book.version, book.version + 1)

    return _edited(text, lambda book: replace(book, version=book.version + 1), edit, reserved)


def _edited(
    text: str,
    intend: Callable[[Codebook], Codebook],
    edit: Callable[[Document, Codebook, bool], str],
    reserved: frozenset[str],
) -> str:
    """The edited text, verified: it must read as exactly the codebook that is intended."""
    body = text.removeprefix(_BOM)
    missing = "" if body.endswith("\n") else line_break(body)
    read = read_codebook(body + missing, _SOURCE, reserved)
    present, document = read.codebook, read.document
    intended = intend(present)
    if intended == present:
        return text
    for fault in faults(intended, reserved):
        raise CodebookError(fault.message, fault.hint or None)
    # A comment that stands deeper than usual could flow into a block text above it: then the
    # second try, with every value on one line, does without block texts.
    for plain in (False, True):
        edited = edit(document, present, plain)
        if _reads_as(edited, intended, reserved):
            return text[: len(text) - len(body)] + edited.removesuffix(missing)
    raise InternalError(
        "the codebook could not be edited without changing more than was asked; it is unchanged",
        "Make the change in codebook.yaml yourself, and tell us: qualkit could not.",
    )


def _reads_as(text: str, intended: Codebook, reserved: frozenset[str]) -> bool:
    try:
        return read_codebook(text, _SOURCE, reserved).codebook == intended
    except CodebookError:
        return False


def _typed(key: str, value: object) -> object:
    """A value that may come as plain text from a command, as the field's enum."""
    if key not in _ENUMS:
        return value
    if not value and key != "status":
        return None
    try:
        return _ENUMS[key](str(value))
    except ValueError:
        hint = f"It can be {', '.join(_ENUMS[key])}."
        raise CodebookError(f"'{value}' is no {key} of a code", hint) from None


def _tidied(record: Any) -> Any:
    """The record with each text in the form in which reading gives it back."""
    changed = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in ("name", "aliases", "by"):
            changed[each.name] = _each_text(value, tidy_name)
        else:
            changed[each.name] = _each_text(value, tidy)
    return replace(record, **changed)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_text(item, change) for item in value if item != "")
    return _tidied(value) if hasattr(value, "__dataclass_fields__") else value


def _code_place(document: Document, code_id: str, plain: bool) -> Place:
    node = next(n for n in item_nodes(document, "codes") if id_of(n) == code_id)
    if not isinstance(node, Mapping) or (node.flow and document.text[node.start] != "{"):
        document.fail(node.line, f"the code '{code_id}' must stand in braces", "Write {id: ...}.")
    return Place(document, node, CODE_FIELDS, plain)


def _add(document: Document, key: str, record: Code | Theme, plain: bool) -> str:
    pair = document.root.pair(key)
    place = Place(document, document.root, TOP_FIELDS, plain)
    if document.root.flow and not (pair and isinstance(pair.value, Sequence) and pair.value.items):
        return set_field(place, key, (), (record,))
    if pair is None:
        return _add_list(document, key, record, plain)
    node = pair.value
    if not isinstance(node, Sequence) or not node.items:
        return _fill_list(document, key, node, record, plain)
    if node.flow:
        end = content_end(document.text, node.items[-1])
        return spliced(document.text, [Splice(end, end, f", {inline(record)}")])
    return _append(document, node, record, plain)


def _add_list(document: Document, key: str, record: Code | Theme, plain: bool) -> str:
    """The text with a new list at the top level, behind those fields that come before it."""
    text = document.text
    before = TOP_FIELDS[: TOP_FIELDS.index(key)]
    after = [pair for pair in document.root.pairs if pair.key.value in before][-1]
    column = column_of(text, document.root.pairs[0].key.start)
    at = line_end(text, max(after.key.end, content_end(text, after.value)))
    lines = [f"{' ' * column}{key}:", *_item_lines(record, column + 2, 2, plain)]
    return spliced(text, [Splice(at, at, as_lines(text, lines, 0))])


def _fill_list(document: Document, key: str, node: Node, record: Code | Theme, plain: bool) -> str:
    """The text with a first item in an empty list; a comment behind the key stays there."""
    text = document.text
    pair = document.root.pair(key)
    column = column_of(text, pair.key.start) if pair else 0
    at = line_end(text, node.end)
    lines = as_lines(text, _item_lines(record, column + 2, 2, plain), 0)
    # `codes: []` becomes `codes:`; a space before the brackets goes with them.
    start = len(text[: node.start].rstrip(" "))
    rest = text[node.end : at]
    return text[:start] + rest + lines + text[at:]


def _append(document: Document, node: Sequence, record: Code | Theme, plain: bool) -> str:
    """The text with an item at the end of a block list, laid out like the one before it."""
    text = document.text
    marks, last = dashes(text, node), node.items[-1]
    column = column_of(text, marks[-1])
    at = _end_of_item(text, content_end(text, last), column)
    single = line_start(text, marks[-1]) == line_start(text, content_end(text, last))
    if isinstance(last, Mapping) and last.flow and single:
        lines = [f"{' ' * column}- {inline(record)}"]
    else:
        same_line = isinstance(last, Mapping) and line_start(text, last.start) == line_start(
            text, marks[-1]
        )
        gap = last.start - marks[-1] if same_line else 2
        lines = _item_lines(record, column, gap, plain)
    apart = len(marks) > 1 and not text[: line_start(text, marks[-1])].splitlines()[-1].strip()
    return spliced(text, [Splice(at, at, as_lines(text, [""] * apart + lines, 0))])


def _end_of_item(text: str, end: int, column: int) -> int:
    """Behind the comments that belong to an item: right below it and indented as deep."""
    at = line_end(text, end)
    while at < len(text):
        line = text[at : line_end(text, at)]
        indent = len(line) - len(line.lstrip(" "))
        if not line.lstrip().startswith("#") or indent < max(column, 1):
            break
        at = line_end(text, at)
    return at


def _item_lines(record: Code | Theme, column: int, gap: int, plain: bool) -> list[str]:
    pad = " " * column
    first, *rest = record_lines(record, column + gap, plain)
    return [f"{pad}-{' ' * (gap - 1)}{first}", *rest]
