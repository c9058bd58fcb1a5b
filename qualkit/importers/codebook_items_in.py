"""A codebook's text made to hold codes and themes as another text has them, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from qualkit.core.codebook import Code, Codebook, Theme
from qualkit.core.codebook_rules import RESERVED_SHORTCUTS
from qualkit.errors import QualkitError
from qualkit.importers.codebook import parse_codebook
from qualkit.importers.codebook_edits import (
    add_code,
    add_theme,
    drop_code,
    drop_theme,
    set_code_fields,
    set_theme_fields,
)

Key = tuple[str, str]
"""("code", id) or ("theme", id)."""
Item = Code | Theme


def items(book: Codebook) -> dict[Key, Item]:
    """The themes and codes of a codebook, in order."""
    found: dict[Key, Item] = {("theme", theme.id): theme for theme in book.themes}
    return found | {("code", code.id): code for code in book.codes}


def with_items(
    text: str, wanted: Mapping[Key, Item | None], reserved: frozenset[str] = RESERVED_SHORTCUTS
) -> tuple[str, dict[Key, str]]:
    """The text with these items as given, None for left out; and those that cannot be, with why.

    Everything else in it stays. An item that no rule allows so is tried again without its
    shortcut, which another one may have taken.
    """
    refused: dict[Key, str] = {}
    left = dict(sorted(wanted.items(), key=_in_order))
    while left:
        before = len(left)
        for key, item in list(left.items()):
            try:
                text = _with_item(text, key, item, reserved)
            except QualkitError as error:
                refused[key] = error.message
            else:
                del left[key]
                refused.pop(key, None)
        if len(left) == before:
            break
    return text, refused


def _in_order(pair: tuple[Key, Item | None]) -> tuple[bool, bool, Key]:
    """Themes before the codes that name them; what is to go at the end, codes first."""
    (kind, _), item = pair
    gone = item is None
    return gone, (kind == "code") != gone, pair[0]


def _with_item(text: str, key: Key, item: Item | None, reserved: frozenset[str]) -> str:
    present = items(parse_codebook(text, reserved=reserved)).get(key)
    if present == item:
        return text
    try:
        return _put(text, key, present, item, reserved)
    except QualkitError:
        if isinstance(item, Code) and item.shortcut:
            return _put(text, key, present, replace(item, shortcut=""), reserved)
        raise


def _put(
    text: str, key: Key, present: Item | None, item: Item | None, reserved: frozenset[str]
) -> str:
    if item is None:
        drop = drop_code if key[0] == "code" else drop_theme
        return drop(text, key[1], reserved)
    if present is None:
        if isinstance(item, Code):
            return add_code(text, item, reserved)
        return add_theme(text, item, reserved)
    values = {
        each.name: getattr(item, each.name)
        for each in fields(item)
        if getattr(item, each.name) != getattr(present, each.name)
    }
    put = set_code_fields if isinstance(item, Code) else set_theme_fields
    return put(text, key[1], reserved, **values)
