"""Sets or removes one field of a mapping in a YAML text, leaving every other character in place.

What people wrote around the place stays: comments, order, indentation, quotation marks and line
ends. The text must end with a line break; the callers see to that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from qualkit.importers.codebook_writer import (
    WIDTH,
    Value,
    block_body,
    field_lines,
    inline,
    item_text,
)
from qualkit.importers.splicing import (
    Splice,
    as_lines,
    column_of,
    comment_lines,
    content_end,
    dashes,
    line_break,
    line_end,
    line_start,
    spliced,
)
from qualkit.strictfields import quoted
from qualkit.strictyaml import Document, Mapping, Pair, Scalar, Sequence

_HEADER_COMMENT = re.compile(r"[^\S\n]*[|>]?[^\s#]*([^\S\n]+#[^\r\n]*)")
_COMMA = re.compile(r"\s*,[ \t]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A mapping in a document, one of whose fields is to change."""

    document: Document
    node: Mapping
    order: tuple[str, ...]
    """The fields as a careful person orders them; a new one goes behind those before it."""
    plain: bool = False
    """Whether to write values on one line only: nothing that stands below can flow into them."""

    @property
    def text(self) -> str:
        """The whole text."""
        return self.document.text


def set_field(place: Place, key: str, old: Value, new: Value) -> str:
    """The text with the field set to `new`; `old` is what the field says now."""
    pair = place.node.pair(key)
    if pair is None:
        return _insert(place, key, new)
    if place.node.flow:
        return _replace_inline(place, pair, new)
    value = pair.value
    if isinstance(value, Sequence) and not value.flow:
        if isinstance(new, tuple) and isinstance(old, tuple) and len(old) == len(value.items):
            return _set_items(place, value, old, new)
    elif isinstance(value, Scalar) and value.style in ("|", ">") and isinstance(new, str):
        body = block_body(new, _body_column(place, pair, value), value.style)
        if body and not place.plain:
            return _replace_block(place, value, body)
    return _replace_lines(place, pair, new)


def remove_field(place: Place, key: str) -> str:
    """The text without the field; comment lines inside it stay."""
    pair = place.node.pair(key)
    if pair is None:
        return place.text
    return _remove_inline(place, pair) if place.node.flow else _remove_lines(place, pair)


def _insert(place: Place, key: str, value: Value) -> str:
    text, node = place.text, place.node
    before = place.order[: place.order.index(key)]
    pairs = [pair for pair in node.pairs if pair.key.value in before] or list(node.pairs[:1])
    if not pairs:
        return spliced(text, [Splice(node.start + 1, node.start + 1, f"{key}: {inline(value)}")])
    after = pairs[-1]
    end = max(after.key.end, content_end(text, after.value))
    if node.flow:
        return spliced(text, [Splice(end, end, f", {key}: {inline(value)}")])
    column = column_of(text, node.pairs[0].key.start)
    first, *rest = field_lines(key, value, column, place.plain)
    at = line_end(text, end)
    return spliced(text, [Splice(at, at, as_lines(text, [" " * column + first, *rest], 0))])


def _replace_inline(place: Place, pair: Pair, new: Value) -> str:
    """The value within braces replaced; comment lines inside it go above the key."""
    text, value = place.text, pair.value
    shown = _like(value, new, flow=True)
    if value.start == value.end:
        colon = "" if text[value.start - 1] == ":" else ":"
        return spliced(text, [Splice(value.start, value.start, f"{colon} {shown}")])
    splices = [Splice(value.start, value.end, shown)]
    if kept := comment_lines(text, value.start, value.end, value):
        column = column_of(text, place.node.start) + 1
        above = line_break(text) + as_lines(text, kept, column) + " " * column
        splices.append(Splice(pair.key.start, pair.key.start, above))
    return spliced(text, splices)


def _like(old: object, new: Value, flow: bool) -> str:
    """`new` on one line, in the quotation marks of `old` if it can stand in them."""
    if not isinstance(new, str) or not isinstance(old, Scalar):
        return inline(new)
    text = str(new)
    dumped = quoted(text, always=True)
    if old.style == "'" and "\\" not in dumped.replace('\\"', ""):
        return "'" + text.replace("'", "''") + "'"
    return dumped if old.style == '"' else quoted(text, flow)


def _replace_lines(place: Place, pair: Pair, new: Value) -> str:
    """The field written anew behind its colon; comment lines inside it go above it."""
    text, value, key = place.text, pair.value, pair.key
    colon = text.index(":", key.end) + 1
    end = max(colon, content_end(text, value))
    column = column_of(text, key.start)
    comment = _HEADER_COMMENT.match(text, colon)
    below = value.start >= line_end(text, colon)
    header = comment[1] if comment and (below or _is_block(value)) else ""
    tail = text[end : line_end(text, end)].strip()
    shown = _like(value, new, flow=False)
    lines = field_lines(key.value, new, column, place.plain or bool(tail) or bool(header))
    short = isinstance(value, Scalar) and "\n" not in shown and column + len(shown) < WIDTH - 16
    if short or len(lines) == 1:
        if not (isinstance(value, Scalar) and isinstance(new, str)):
            shown = inline(new)
        lines = [f"{key.value}: {shown}{header}"]
    start, block = colon, line_break(text).join([lines[0][len(key.value) + 1 :], *lines[1:]])
    if not below and len(lines) == 1 and value.start > colon:
        start, block = value.start, block[1:]
    kept = comment_lines(text, colon, end, value)
    return _with_kept(text, pair, Splice(start, end, block), kept)


def _is_block(value: object) -> bool:
    return isinstance(value, Scalar) and value.style in ("|", ">")


def _with_kept(text: str, pair: Pair, splice: Splice, kept: list[str]) -> str:
    """The splice made; kept comments stand on lines of their own above the field."""
    at = line_start(text, pair.key.start)
    line = text[at : pair.key.start]
    # Where the field stands on its item's dash, the comments go above the dash.
    column = len(line) - len(line.lstrip(" "))
    return spliced(text, [splice, Splice(at, at, as_lines(text, kept, column))])


def _body_column(place: Place, pair: Pair, value: Scalar) -> int:
    """The column in which the lines of a block text stand."""
    text = place.text
    for line in text[line_end(text, value.start) : value.end].split("\n"):
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    return column_of(text, pair.key.start) + 2


def _replace_block(place: Place, value: Scalar, body: list[str]) -> str:
    text = place.text
    comment = _HEADER_COMMENT.match(text, value.start)
    header = body[0] + (comment[1] if comment else "")
    block = line_break(text).join([header, *body[1:]])
    return spliced(text, [Splice(value.start, content_end(text, value), block)])


def _remove_lines(place: Place, pair: Pair) -> str:
    text, start = place.text, pair.key.start
    end = max(pair.key.end, content_end(text, pair.value), pair.value.start)
    first, after, column = line_start(text, start), line_end(text, end), column_of(text, start)
    kept = as_lines(text, comment_lines(text, start, end, pair.value), column)
    if not text[first:start].strip():
        return text[:first] + kept + text[after:]
    # The field stands on its item's dash: the next one moves up, unless a comment is in between.
    following = place.node.pairs[1].key.start
    if kept or text[after:following].strip():
        return text[:start].rstrip(" ") + line_break(text) + kept + text[after:]
    return text[:start] + text[following:]


def _remove_inline(place: Place, pair: Pair) -> str:
    text, start = place.text, pair.key.start
    end = max(pair.key.end, pair.value.end)
    kept = comment_lines(text, start, end, pair.value)
    column = column_of(text, place.node.start) + 1
    lines = line_break(text) + as_lines(text, kept, column) + " " * column if kept else ""
    if rest := _COMMA.match(text, end):
        return text[:start] + lines + text[rest.end() :]
    before = text[:start].rstrip()
    if before.endswith(",") and "#" not in before[line_start(before, len(before)) :]:
        return before[:-1] + lines + text[end:]
    # A comment stands between: the comma before it may stay at the end of the group.
    return text[:start].rstrip(" ") + lines + text[end:]


def _set_items(place: Place, node: Sequence, old: tuple[Value, ...], new: tuple[Value, ...]) -> str:
    """A block list with only those items touched that differ."""
    text, column = place.text, column_of(place.text, node.start)
    marks = dashes(text, node)
    pairs = list(zip(marks, node.items, strict=True))
    ends = [max(content_end(text, item), mark + 1) for mark, item in pairs]
    splices: list[Splice] = []
    for tag, i, j, a, b in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        shared = min(j - i, b - a)
        for index in range(i, j):
            kept = comment_lines(text, marks[index], ends[index], node.items[index])
            above = as_lines(text, kept, column)
            first, last = line_start(text, marks[index]), line_end(text, ends[index])
            if index < i + shared:
                last = ends[index]
                above += f"{' ' * column}- {item_text(new[a + index - i])}"
            splices.append(Splice(first, last, above))
        at = line_end(text, ends[i + shared - 1]) if i + shared else line_start(text, marks[0])
        lines = as_lines(text, [f"- {item_text(item)}" for item in new[a + shared : b]], column)
        splices.append(Splice(at, at, lines))
    return spliced(text, splices)
