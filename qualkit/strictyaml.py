"""YAML as people write it in a study, read strictly: a small tree with places, or a clear error.

Only what the study's files need is accepted: one document, mappings, lists and scalars. Anchors,
aliases, merge keys and tags are refused, so no file can grow while it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from qualkit.errors import QualkitError

LARGEST = 5_000_000
"""Bytes; a codebook of 300 codes with full definitions has about 250,000."""
DEEPEST = 24
"""Levels; the deepest place of a codebook is the sixth."""

_TEXT_TAG = "tag:yaml.org,2002:str"
_QUESTION = re.compile(r"^[ -]*\?\s|[{\[,]\s*\?\s", re.MULTILINE)
# Controls, halves of surrogate pairs, and the separators that YAML 1.1 takes for line ends.
UNUSABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)"
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `style` is "" (plain), a quotation mark, "|", ">" or "!" (tagged a text)."""

    value: str
    style: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value; a missing value is an empty scalar right behind the colon."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` if it stands in square brackets."""

    items: tuple[Node, ...]
    flow: bool
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values; `flow` if it stands in braces."""

    pairs: tuple[Pair, ...]
    flow: bool
    start: int
    end: int
    line: int

    def pair(self, key: str) -> Pair | None:
        """The pair of that key, if given."""
        return next((pair for pair in self.pairs if pair.key.value == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text with its tree; offsets of nodes count in `text`."""

    source: str
    text: str
    root: Mapping
    error: type[QualkitError]

    def fail(self, line: int, message: str, hint: str | None = None) -> NoReturn:
        """Raise the document's error, naming the file and the line."""
        raise self.error(f"{self.source}, line {line}: {message}", hint)


def read_text(path: Path, error: type[QualkitError], missing: str | None = None) -> str:
    """The text of a file as it is on disk, line ends included, without a byte order mark.

    `missing` is the hint given when there is no such file.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except FileNotFoundError:
        raise error(f"{path} does not exist", missing) from None
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise error(f"{path.name} cannot be read: {reason}", f"Look at {path}.") from None
    if size > LARGEST:
        _too_large(path.name, error)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = f"{path.name}, line 1: the file is UTF-16, not UTF-8"
        raise error(message, "Save it again with the encoding UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        at = problem.start
        line = data.count(b"\n", 0, at) + 1
        shown = data[at : at + 1].decode("cp1252", "replace")
        message = f"{path.name}, line {line}: the file is not UTF-8 (byte 0x{data[at]:02X})"
        hint = (
            f"Save it again with the encoding UTF-8; as Windows-1252 the byte would be '{shown}'."
        )
        raise error(message, hint) from None


def _too_large(source: str, error: type[QualkitError]) -> NoReturn:
    message = f"{source} is larger than {LARGEST // 1_000_000} MB"
    raise error(message, "It must hold definitions only; keep transcripts and data elsewhere")


def parse(text: str, source: str, error: type[QualkitError]) -> Document:
    """The tree of a text, or `error` with the line of what is wrong."""
    import yaml

    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        _too_large(source, error)
    empty = Document(source, text, Mapping((), False, 0, 0, 1), error)
    if found := UNUSABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the character U+{ord(found[0]):04X} cannot be seen and is not allowed"
        empty.fail(line, message, "Delete it, or type the passage again")
    # The C parser reads a book of 300 codes in 13 ms, the Python one in 250 ms; same marks.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        # Straight from the parser: the generator `yaml.parse` doubles the time of reading events.
        root = _Composer(empty, iter(loader.get_event, None)).document()
    except yaml.MarkedYAMLError as problem:
        _refuse_syntax(empty, problem)
    finally:
        loader.dispose()
    if not isinstance(root, Mapping):
        empty.fail(root.line if root else 1, "the file must hold `key: value` lines")
    return Document(source, text, root, error)


def _refuse_syntax(document: Document, problem: Any) -> NoReturn:
    mark, what = problem.problem_mark, str(problem.problem or "it is not YAML")
    opened = problem.context_mark if "quoted scalar" in str(problem.context) else None
    mark = opened or mark or problem.context_mark
    line = mark.line + 1 if mark else 1
    hint = "Look at the indentation, and at a missing colon, bracket or quotation mark."
    if opened:
        what, hint = "a quotation mark that opens here is never closed", "Close it."
    elif "\\t" in what or _line(document.text, line).lstrip(" ").startswith("\t"):
        what, hint = "a tab stands in the indentation", "Indent with spaces."
    elif "mapping values" in what:
        hint = "A text that holds ': ' must be put in quotation marks."
    elif "cannot start any token" in what:
        hint = "A text that begins with a special character must be put in quotation marks."
    document.fail(line, f"this is not YAML: {what}", hint)


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number)
    return lines[number - 1] if number <= len(lines) else ""


class _Composer:
    """Builds the tree out of the parser's events; events name every anchor, alias and tag."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.fail = document.fail
        self.text = document.text
        self.events = events
        self.questions = bool(_QUESTION.search(document.text))

    def document(self) -> Node | None:
        """The only document's tree; None for a file without content."""
        root: Node | None = None
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if root is not None:
                    hint = "Delete the line `---` and what follows, or keep it in another file."
                    self.fail(event.start_mark.line + 1, "a second document begins here", hint)
                if event.version or event.tags:
                    self.fail(event.start_mark.line + 1, "directives (%) are not allowed")
            elif kind == "StreamEndEvent":
                break
            elif kind not in ("StreamStartEvent", "DocumentEndEvent"):
                root = self.node(event, 1)
        return root

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with `event`."""
        kind, line = type(event).__name__, event.start_mark.line + 1
        if kind == "ScalarEvent" and event.anchor is None and event.tag is None:
            marks = event.start_mark.index, event.end_mark.index
            return Scalar(event.value, event.style or "", *marks, line)
        if kind == "AliasEvent" or event.anchor is not None:
            hint = "Write the passage out where it is needed."
            self.fail(line, "anchors (&) and aliases (*) are not allowed", hint)
        if kind == "ScalarEvent" and event.tag == _TEXT_TAG:
            marks = event.start_mark.index, event.end_mark.index
            return Scalar(event.value, event.style or "!", *marks, line)
        if event.tag is not None:
            hint = "Delete it; to have something read as text, put it in quotation marks."
            self.fail(line, f"the tag {event.tag} is not allowed", hint)
        if depth >= DEEPEST:
            self.fail(line, f"more than {DEEPEST} levels of nesting")
        if kind == "SequenceStartEvent":
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def sequence(self, opening: Any, depth: int) -> Sequence:
        """The list that `opening` opens."""
        items = []
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            items.append(self.node(event, depth + 1))
        flow, start = bool(opening.flow_style), opening.start_mark.index
        # A block's own end mark lies behind the comments and blank lines that follow it.
        end = event.end_mark.index if flow or not items else items[-1].end
        return Sequence(tuple(items), flow, start, end, opening.start_mark.line + 1)

    def mapping(self, opening: Any, depth: int) -> Mapping:
        """The mapping that `opening` opens."""
        pairs: dict[str, Pair] = {}
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                break
            key = self.key(self.node(event, depth + 1))
            if key.value in pairs:
                first = pairs[key.value].key.line
                message = f"'{key.value}' is given twice (first in line {first})"
                self.fail(key.line, message, "Keep one of the two")
            value = self.node(next(self.events), depth + 1)
            if isinstance(value, Scalar) and not (value.value or value.style):
                place = self.behind_colon(key)
                value = Scalar("", "", place, place, key.line)
            pairs[key.value] = Pair(key, value)
        flow, start = bool(opening.flow_style), opening.start_mark.index
        held = tuple(pairs.values())
        end = event.end_mark.index if flow or not held else held[-1].value.end
        return Mapping(held, flow, start, end, opening.start_mark.line + 1)

    def key(self, node: Node) -> Scalar:
        """The node, if it is a simple key."""
        if not isinstance(node, Scalar) or not node.value or "\n" in node.value:
            self.fail(node.line, "a key must be one word, followed by a colon")
        if node.value == "<<" and not node.style:
            self.fail(node.line, "merge keys (<<) are not allowed", "Write the fields out.")
        if self.questions and self.text[: node.start].rstrip(" ").endswith("?"):
            self.fail(node.line, "keys with a question mark are not allowed", "Write `key: value`.")
        return node

    def behind_colon(self, key: Scalar) -> int:
        """The offset behind a key's colon, or behind the key where it has none."""
        place = key.end
        while self.text[place : place + 1] == " ":
            place += 1
        return place + 1 if self.text[place : place + 1] == ":" else key.end
