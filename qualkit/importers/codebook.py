"""Reads codebook.yaml into a Codebook, or names the line that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.codebook import (
    Code,
    Codebook,
    Direction,
    Example,
    ExampleSource,
    Find,
    Link,
    Origin,
    Revision,
    Rules,
    Status,
    Theme,
    Unit,
    tidy,
    tidy_name,
)
from qualkit.core.codebook_rules import RESERVED_SHORTCUTS, Fault, faults
from qualkit.errors import CodebookError
from qualkit.importers.codebook_tokens import token_pattern
from qualkit.strictfields import Fields, as_text
from qualkit.strictyaml import Document, Mapping, Node, Scalar, Sequence, parse, read_text

FORMAT = 1
TOP_FIELDS = ("qualkit_codebook", "id", "version", "language", "themes", "codes", "rules")
THEME_FIELDS = ("id", "name", "aliases", "statement", "definition", "links")
CODE_FIELDS = (
    "id",
    "theme",
    "parent",
    "name",
    "brief",
    "definition",
    "use_when",
    "not_when",
    "examples",
    "links",
    "direction",
    "origin",
    "find",
    "codable",
    "colour",
    "shortcut",
    "status",
    "merged_into",
    "history",
)
LINK_FIELDS = ("instrument", "subscales")
EXAMPLE_FIELDS = ("text", "source")
FIND_FIELDS = ("words", "lemmas", "patterns", "spacy")
HISTORY_FIELDS = ("version", "date", "by", "change")
RULE_FIELDS = ("multiple_codes_per_segment", "one_theme_per_code", "unit")

MISSING_HINT = (
    "Make a study with: qualkit init DIR, or bring a codebook in with: qualkit import codebook FILE"
)


@dataclass(frozen=True, slots=True)
class ReadCodebook:
    """A codebook with the tree it was read from."""

    codebook: Codebook
    document: Document


def load_codebook(path: Path, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> Codebook:
    """The codebook in a file, or CodebookError with the line of what is wrong."""
    return parse_codebook(read_text(path, CodebookError, MISSING_HINT), path.name, reserved)


def parse_codebook(
    text: str, source: str = "codebook.yaml", reserved: frozenset[str] = RESERVED_SHORTCUTS
) -> Codebook:
    """The codebook in `text`; `source` names it in errors, `reserved` are letters not to give."""
    return read_codebook(text, source, reserved).codebook


def code_lines(text: str, source: str = "codebook.yaml") -> dict[str, int]:
    """The line on which each code begins, by id."""
    document = compose(text, source)
    nodes = item_nodes(document, "codes")
    return {id_of(node): node.line for node in nodes}


def schema_text() -> str:
    """The JSON Schema of codebook.yaml, for editors."""
    return (Path(__file__).parent / "codebook.schema.json").read_text(encoding="utf-8")


def compose(text: str, source: str) -> Document:
    """The tree of a codebook's text, its rules not yet looked at."""
    return parse(text, source, CodebookError)


def item_nodes(document: Document, key: str) -> tuple[Node, ...]:
    """The nodes in the list of that name at the top."""
    pair = document.root.pair(key)
    return pair.value.items if pair and isinstance(pair.value, Sequence) else ()


def id_of(node: Node) -> str:
    """The id that a theme's or code's node gives, or ""."""
    pair = node.pair("id") if isinstance(node, Mapping) else None
    return pair.value.value if pair and isinstance(pair.value, Scalar) else ""


def read_codebook(
    text: str, source: str = "codebook.yaml", reserved: frozenset[str] = RESERVED_SHORTCUTS
) -> ReadCodebook:
    """The codebook in `text` with its tree."""
    document = compose(text, source)
    top = Fields(document, document.root, "the codebook", TOP_FIELDS)
    top.format("qualkit_codebook", FORMAT)
    codebook = Codebook(
        id=top.text("id") or "codebook",
        version=top.integer("version", 1),
        language=top.text("language") or "en",
        themes=tuple(_theme(document, node) for node in top.items("themes")),
        codes=tuple(_code(document, node) for node in top.items("codes")),
        rules=_rules(document, top.given("rules")),
    )
    _refuse(document, faults(codebook, reserved))
    return ReadCodebook(codebook, document)


def _refuse(document: Document, found: tuple[Fault, ...]) -> None:
    """Raise the first fault by line."""
    if not found:
        return
    first = min(found, key=lambda fault: _line(document, fault))
    message = first.message
    if first.first is not None:
        message += f" (line {_line(document, first, first.first)})"
    document.fail(_line(document, first), message, first.hint or None)


def _line(document: Document, fault: Fault, index: int | None = None) -> int:
    if not fault.part:
        pair = document.root.pair(fault.field)
        return pair.key.line if pair else 1
    node = item_nodes(document, fault.part)[fault.index if index is None else index]
    pair = node.pair(fault.field) if isinstance(node, Mapping) else None
    return pair.key.line if pair else node.line


def _theme(document: Document, node: Node) -> Theme:
    theme = Fields(document, node, "a theme", THEME_FIELDS)
    return Theme(
        id=theme.text("id", required=True),
        name=tidy_name(theme.text("name", required=True)),
        aliases=tuple(tidy_name(alias) for alias in theme.texts("aliases")),
        statement=tidy(theme.text("statement")),
        definition=tidy(theme.text("definition")),
        links=_links(document, theme),
    )


def _code(document: Document, node: Node) -> Code:
    code = Fields(document, node, "a code", CODE_FIELDS)
    direction = code.choice("direction", Direction)
    origin = code.choice("origin", Origin)
    return Code(
        id=code.text("id", required=True),
        name=tidy_name(code.text("name", required=True)),
        theme=code.text("theme"),
        parent=code.text("parent"),
        brief=tidy(code.text("brief")),
        definition=tidy(code.text("definition")),
        use_when=_texts(code, "use_when"),
        not_when=_texts(code, "not_when"),
        examples=tuple(_example(document, item) for item in code.items("examples")),
        links=_links(document, code),
        direction=Direction(direction) if direction else None,
        origin=Origin(origin) if origin else None,
        find=_find(document, code.given("find")),
        codable=code.boolean("codable", True),
        colour=code.text("colour"),
        shortcut=code.text("shortcut"),
        status=Status(code.choice("status", Status) or Status.ACTIVE),
        merged_into=code.text("merged_into"),
        history=tuple(_revision(document, item) for item in code.items("history")),
    )


def _texts(fields: Fields, key: str, tidied: Callable[[str], str] = tidy) -> tuple[str, ...]:
    return tuple(tidied(text) for text in fields.texts(key))


def _links(document: Document, fields: Fields) -> tuple[Link, ...]:
    found = []
    for node in fields.items("links"):
        link = Fields(document, node, "a link", LINK_FIELDS)
        instrument = tidy(link.text("instrument", required=True))
        found.append(Link(instrument, _texts(link, "subscales")))
    return tuple(found)


def _example(document: Document, node: Node) -> Example:
    if isinstance(node, Scalar):
        text = as_text(document, node, "an example")
        if not text.strip():
            document.fail(node.line, "an example is empty")
        return Example(tidy(text))
    example = Fields(document, node, "an example", EXAMPLE_FIELDS)
    text = tidy(example.text("text", required=True))
    source = example.choice("source", ExampleSource)
    return Example(text, ExampleSource(source) if source else ExampleSource.SYNTHETIC)


def _find(document: Document, node: Node | None) -> Find:
    if node is None:
        return Find()
    find = Fields(document, node, "find", FIND_FIELDS)
    return Find(
        words=_texts(find, "words"),
        patterns=_texts(find, "patterns"),
        lemmas=_texts(find, "lemmas"),
        spacy=tuple(token_pattern(document, item) for item in find.items("spacy")),
    )


def _revision(document: Document, node: Node) -> Revision:
    line = Fields(document, node, "a line of history", HISTORY_FIELDS)
    when = line.nodes.get("date")
    # A date needs no quotation marks here: a date is what is meant.
    plain = isinstance(when, Scalar) and not when.style
    return Revision(
        change=tidy(line.text("change", required=True)),
        version=line.integer("version", 0),
        date=when.value if isinstance(when, Scalar) and plain else line.text("date"),
        by=tidy_name(line.text("by")),
    )


def _rules(document: Document, node: Node | None) -> Rules:
    if node is None:
        return Rules()
    rules = Fields(document, node, "rules", RULE_FIELDS)
    return Rules(
        multiple_codes_per_segment=rules.boolean("multiple_codes_per_segment", True),
        one_theme_per_code=rules.boolean("one_theme_per_code", True),
        unit=Unit(rules.choice("unit", Unit) or Unit.FREE),
    )
