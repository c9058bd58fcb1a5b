"""The fields of a code and a theme as text that a person edits, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from qualkit.core.codebook import Code, Direction, Example, ExampleSource, Link, Origin, Theme
from qualkit.core.links import link_from, link_text
from qualkit.core.token_patterns import canonical_pattern, pattern_of
from qualkit.errors import InputError


class Kind(Enum):
    """How a field is written."""

    LINE = "one line"
    TEXT = "several lines"
    LIST = "one item a line"
    CHOICE = "one of a few"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `key` as the codebook calls it, `find.words` standing for a part of `find`."""

    key: str
    letter: str
    name: str
    kind: Kind
    hint: str = ""


_EXAMPLES = "One example a line, invented; begin with `literature:` what comes from a book. Never what a participant said"  # noqa: E501
_LINKS = "One instrument a line, then its subscales: aws: workload, control"
_RULES = "One rule a line; (use other-code) points to another code"

CODE_FIELDS: tuple[Field, ...] = (
    Field("definition", "d", "Definition", Kind.TEXT),
    Field("brief", "b", "Brief, one line", Kind.LINE),
    Field("use_when", "u", "Use when", Kind.LIST, _RULES),
    Field("not_when", "n", "Not when", Kind.LIST, _RULES),
    Field("examples", "e", "Examples", Kind.LIST, _EXAMPLES),
    Field("links", "l", "Survey scales", Kind.LIST, _LINKS),
    Field("direction", "i", "Direction", Kind.CHOICE),
    Field("origin", "o", "Origin", Kind.CHOICE),
    Field("find.words", "w", "Words that find it", Kind.LIST, "One word or phrase a line"),
    Field("find.lemmas", "m", "Lemmas that find it", Kind.LIST,
          "One base form a line: `cover` also finds covering and covered"),
    Field("find.patterns", "p", "Patterns that find it", Kind.LIST,
          "One regular expression a line"),
    Field("find.spacy", "t", "Token patterns that find it", Kind.LIST,
          "One spaCy pattern a line, as JSON"),
    Field("codable", "f", "Folder or code", Kind.CHOICE),
)  # fmt: skip

THEME_FIELDS: tuple[Field, ...] = (
    Field("statement", "s", "What the theme says", Kind.TEXT, "In a sentence or two, as a finding"),
    Field("definition", "d", "Definition", Kind.TEXT),
    Field("aliases", "a", "Also called", Kind.LIST, "One name a line"),
    Field("links", "l", "Survey scales", Kind.LIST, _LINKS),
)

CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "direction": (*((d.value, d.value) for d in Direction), ("", "none")),
    "origin": (*((o.value, o.value) for o in Origin), ("", "none")),
    "codable": (("yes", "a code: takes codings"), ("no", "a folder: groups codes")),
}


def _value(record: Code | Theme, field: Field) -> object:
    found: object = record
    for part in field.key.split("."):
        found = getattr(found, part)
    return found


def text_of(record: Code | Theme, field: Field) -> str:
    """The field as a person edits it; lists with one item a line."""
    value = _value(record, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "\n".join(_item(item) for item in value)
    return "" if value is None else str(value)


def _item(item: object) -> str:
    if isinstance(item, Link):
        return link_text(item)
    if isinstance(item, Example):
        source = "" if item.source is ExampleSource.SYNTHETIC else f"{item.source}: "
        return f"{source}{' '.join(item.text.split())}"
    return " ".join(str(item).split())


def change_of(record: Code | Theme, field: Field, text: str) -> dict[str, Any]:
    """The edited text as the field of a study's verb; {} where nothing differs.

    Raises InputError where a line cannot be understood.
    """
    if _tidied(text) == _tidied(text_of(record, field)):
        return {}
    head, _, part = field.key.partition(".")
    old = _value(record, field)
    value: Any
    if head == "codable":
        value = text == "yes"
    elif head == "direction":
        value = Direction(text) if text else None
    elif head == "origin":
        value = Origin(text) if text else None
    elif isinstance(old, tuple):
        value = _items(field, text, old)
    else:
        value = text.strip()
    if part and isinstance(record, Code):
        return {head: replace(record.find, **{part: value})}
    return {head: value}


def _items(field: Field, text: str, old: Sequence[object]) -> tuple[object, ...]:
    """One item a line; a line that was not touched keeps its item as it was."""
    known = {_item(item): item for item in old}
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return tuple(known.get(line) or _made(field, line) for line in lines)


def _made(field: Field, line: str) -> object:
    if field.key == "examples":
        return _example(line)
    if field.key == "links":
        return link_from(line)
    if field.key == "find.spacy":
        return _token_pattern(line)
    return line


def _example(line: str) -> Example:
    source, colon, rest = line.partition(":")
    if colon and source.strip().lower() in set(ExampleSource):
        return Example(rest.strip(), ExampleSource(source.strip().lower()))
    return Example(line)


def _token_pattern(line: str) -> str:
    try:
        return canonical_pattern(pattern_of(line))
    except ValueError as error:
        raise InputError(
            f"'{line}' is no JSON: {error}", """such as: [{"LEMMA": "count"}]"""
        ) from error


def _tidied(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]
