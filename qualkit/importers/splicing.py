"""Places in a YAML text: lines, columns, where a node really ends, which comments lie inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.strictyaml import Node, Scalar
from qualkit.strictyaml import Sequence as ListNode


@dataclass(frozen=True, slots=True)
class Splice:
    """New text in the place of `[start, end)`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """`text` with all splices made; they must not overlap."""
    for splice in sorted(splices, key=lambda s: (s.start, s.end), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def line_start(text: str, offset: int) -> int:
    """Where the line that holds `offset` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line that holds `offset` ends, its line end included."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def column_of(text: str, offset: int) -> int:
    """How many characters stand before `offset` in its line."""
    return offset - line_start(text, offset)


def line_break(text: str) -> str:
    """The line end that the text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def content_end(text: str, node: Node) -> int:
    """Where the node's last visible character ends: a block text's mark lies lines below it."""
    return node.start + len(text[node.start : node.end].rstrip())


def comment_lines(text: str, start: int, end: int, node: Node) -> list[str]:
    """What the lines from `start` to `end` say that hold nothing but a comment."""
    texts = [(s.start, s.end) for s in scalars(node)]
    found, at = [], line_end(text, start)
    while at < end:
        after = line_end(text, at)
        line = text[at:after].lstrip()
        mark = after - len(line)
        if line.startswith("#") and not any(first <= mark < last for first, last in texts):
            found.append(line.rstrip())
        at = after
    return found


def as_lines(text: str, lines: Iterable[str], column: int) -> str:
    """Whole lines indented to `column`, with the line ends of `text`."""
    return "".join(f"{' ' * column}{line}{line_break(text)}" for line in lines)


def dashes(text: str, node: ListNode) -> list[int]:
    """Where the dash of each item of a block list stands."""
    column, found = column_of(text, node.start), [node.start]
    for earlier, item in zip(node.items, node.items[1:], strict=False):
        at = line_end(text, max(found[-1], content_end(text, earlier)))
        while at < item.start and text[at : at + column + 1] != " " * column + "-":
            at = line_end(text, at)
        found.append(at + column)
    return found


def scalars(node: Node) -> Iterator[Scalar]:
    """All single values in a node, keys included."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from scalars(item)
    else:
        for pair in node.pairs:
            yield pair.key
            yield from scalars(pair.value)
