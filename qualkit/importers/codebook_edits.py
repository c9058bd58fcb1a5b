"""Edits of codebook.yaml as text: only the lines concerned change, everything else stays."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from qualkit.core.codebook import Code, Codebook, Direction, Find, Origin, Status, Theme
from qualkit.core.codebook_rules import RESERVED_SHORTCUTS
from qualkit.errors import CodebookError, InternalError, NotFoundError
from qualkit.importers.codebook import (
    CODE_FIELDS,
    THEME_FIELDS,
    TOP_FIELDS,
    compose,
    id_of,
    item_nodes,
)
from qualkit.importers.codebook_fields import Place, remove_field, set_field
from qualkit.importers.codebook_items import add_item, drop_item, move_item
from qualkit.importers.codebook_verified import SOURCE, edited, tidied
from qualkit.strictyaml import Document, Mapping

_ENUMS: dict[str, type[StrEnum]] = {"status": Status, "direction": Direction, "origin": Origin}
_EMPTY: tuple[object, ...] = ("", (), None, Find())
_ORDER = {"codes": CODE_FIELDS, "themes": THEME_FIELDS}


def add_code(text: str, code: Code, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text with the code at the end of its list."""
    code = tidied(code)
    return edited(
        text,
        lambda book: replace(book, codes=(*book.codes, code)),
        lambda document, _, plain: add_item(document, "codes", code, plain),
        reserved,
    )


def add_theme(text: str, theme: Theme, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text with the theme at the end of its list."""
    theme = tidied(theme)
    return edited(
        text,
        lambda book: replace(book, themes=(*book.themes, theme)),
        lambda document, _, plain: add_item(document, "themes", theme, plain),
        reserved,
    )


def set_code_fields(
    text: str, code_id: str, reserved: frozenset[str] = RESERVED_SHORTCUTS, **values: Any
) -> str:
    """The text with fields of one code set to values as `Code` holds them.

    "", (), None and an empty `Find` take a field out. The id cannot change: codings hang on it.
    """
    return _set_fields(text, "codes", code_id, values, reserved)


def set_theme_fields(
    text: str, theme_id: str, reserved: frozenset[str] = RESERVED_SHORTCUTS, **values: Any
) -> str:
    """The text with fields of one theme set to values as `Theme` holds them; never its id."""
    return _set_fields(text, "themes", theme_id, values, reserved)


def with_values(record: Any, values: dict[str, Any]) -> Any:
    """A code or theme with fields set, tidied as reading them back would give them.

    Raises CodebookError for a value that the field cannot have.
    """
    known = {f.name for f in fields(record)} - {"id"}
    if wrong := sorted(set(values) - known):
        noun = "code" if isinstance(record, Code) else "theme"
        raise InternalError(f"a {noun} has no field {', '.join(wrong)} that can be set")
    typed: dict[str, Any] = {key: _typed(key, value) for key, value in values.items()}
    return tidied(replace(record, **typed))


def _set_fields(
    text: str, part: str, item_id: str, values: dict[str, Any], reserved: frozenset[str]
) -> str:
    def found(book: Codebook) -> Code | Theme:
        record = book.code(item_id) if part == "codes" else book.theme(item_id)
        if record is None:
            hint = "List the codes with: qualkit codebook show"
            raise NotFoundError(f"there is no {part[:-1]} '{item_id}'", hint)
        return record

    def intended(book: Codebook) -> Codebook:
        new = with_values(found(book), values)
        if part == "codes":
            return replace(book, codes=tuple(new if c.id == item_id else c for c in book.codes))
        return replace(book, themes=tuple(new if t.id == item_id else t for t in book.themes))

    def edit(document: Document, book: Codebook, plain: bool) -> str:
        old = found(book)
        new, now = with_values(old, values), document.text
        for key in _ORDER[part]:
            if getattr(old, key) != (value := getattr(new, key)):
                if now != document.text:
                    document = compose(now, SOURCE)
                place = _place(document, part, item_id, plain)
                if value in _EMPTY:
                    now = remove_field(place, key)
                else:
                    now = set_field(place, key, getattr(old, key), value)
        return now

    return edited(text, intended, edit, reserved)


def drop_code(text: str, code_id: str, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text without a code, its lines and the comments on it: only where nothing bears it."""
    return edited(
        text,
        lambda book: replace(book, codes=tuple(c for c in book.codes if c.id != code_id)),
        lambda document, _, __: drop_item(document, "codes", code_id),
        reserved,
    )


def drop_theme(text: str, theme_id: str, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text without a theme, its lines and the comments on it."""
    return edited(
        text,
        lambda book: replace(book, themes=tuple(t for t in book.themes if t.id != theme_id)),
        lambda document, _, __: drop_item(document, "themes", theme_id),
        reserved,
    )


def order_code(
    text: str, code_id: str, before: str, reserved: frozenset[str] = RESERVED_SHORTCUTS
) -> str:
    """The text with a code's lines, its comments included, before those of another ("": last)."""
    return edited(
        text,
        lambda book: replace(book, codes=_reordered(book.codes, code_id, before)),
        lambda document, _, __: move_item(document, "codes", code_id, before),
        reserved,
    )


def _reordered(codes: tuple[Code, ...], code_id: str, before: str) -> tuple[Code, ...]:
    if before == code_id:
        return codes
    moved = [code for code in codes if code.id == code_id]
    rest = [code for code in codes if code.id != code_id]
    at = next((n for n, code in enumerate(rest) if code.id == before), len(rest))
    return (*rest[:at], *moved, *rest[at:])


def bump_version(text: str, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> str:
    """The text with the version number one higher."""

    def edit(document: Document, book: Codebook, plain: bool) -> str:
        place = Place(document, document.root, TOP_FIELDS, plain)
        return set_field(place, "version", book.version, book.version + 1)

    return edited(text, lambda book: replace(book, version=book.version + 1), edit, reserved)


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


def _place(document: Document, part: str, item_id: str, plain: bool) -> Place:
    node = next(n for n in item_nodes(document, part) if id_of(n) == item_id)
    if not isinstance(node, Mapping) or (node.flow and document.text[node.start] != "{"):
        message = f"the {part[:-1]} '{item_id}' must stand in braces"
        document.fail(node.line, message, "Write {id: ...}.")
    return Place(document, node, _ORDER[part], plain)
