"""Markdown: its marks go, its words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Cell, Reading, left_out
from qualkit.importers.decoding import decode
from qualkit.importers.readers.web import blocks_of

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_YAML = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
# What a site generator would replace: {% image "x" %}, {{ page.title }}.
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?:https?://|mailto:|/|#)\S*.*$", re.MULTILINE
)
_NESTING = 40
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|div|p|sub|sup|small|font|mark|code)\b[^>]*>", re.I)


def read(data: bytes, name: str) -> Reading:
    """The paragraphs of a markdown file."""
    text, warnings = decode(data, name)
    omitted: list[LeftOut] = []
    first = 0
    front = _FRONT.match(text)
    if front and _YAML.search(front[1]):
        omitted.append(left_out("front matter", front[1], "line 1"))
        first = text.count("\n", 0, front.end())
        text = text[front.end() :]
    omitted += (
        left_out(
            "link definition", found[0], f"line {first + 1 + text.count(chr(10), 0, found.start())}"
        )
        for found in _DEFINITION.finditer(text)
    )
    walker = _Walker(first, name)
    blocks = tuple(walker.blocks(_DEFINITION.sub("", text)))
    return Reading(blocks, (*omitted, *walker.left_out), warnings)


def tokens_of(text: str, name: str) -> list[Any]:
    """What the parser finds in a text; InputError where it would leave out what is nested deep."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    # An indented paragraph is no code, a rule under a paragraph makes it no heading, and
    # `[P1]: yes` is no link definition: in transcripts these would all swallow speech.
    parser.disable(["code", "lheading", "reference"])
    tokens = parser.parse(text)
    # The parser leaves out what is nested deeper, with all that follows, and says nothing.
    if any(token.level >= _NESTING - 2 for token in tokens):
        raise InputError(
            f"{name}: lists or quotations are nested more than {_NESTING // 2} deep",
            "Save it as .txt.",
        )
    return tokens


class _Walker:
    """Turns tokens into blocks; `first` lines of front matter stood before them."""

    def __init__(self, first: int, name: str) -> None:
        self.first = first
        self.name = name
        self.left_out: list[LeftOut] = []
        self.where = "line 1"
        self.bullet = ""

    def blocks(self, text: str) -> Iterator[Block]:
        """The paragraphs of `text`."""
        heading = table = row = column = -1
        inside = False
        for token in tokens_of(text, self.name):
            if token.map:
                self.where = f"line {self.first + token.map[0] + 1}"
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "heading_close":
                    heading = -1
                case "table_open":
                    table, row, inside = table + 1, -1, True
                case "table_close":
                    inside = False
                case "tr_open":
                    row, column = row + 1, -1
                case "th_open" | "td_open":
                    column += 1
                case "list_item_open":
                    # An ordered item keeps its number: "1984. What a year" is a sentence.
                    self.bullet = f"{token.info}{token.markup} " if token.info else ""
                case "inline":
                    cell = Cell(table, row, column) if inside else None
                    yield self._inline(token, max(heading, 0), cell)
                case "fence" | "code_block":
                    yield Block(token.content.rstrip("\n"), self.where)
                case "html_block":
                    yield from self._html(token.content)

    def _inline(self, token: Any, heading: int, cell: Cell | None) -> Block:
        parts = [self.bullet]
        size = len(self.bullet)
        self.bullet = ""
        bold: list[tuple[int, int]] = []
        depth = 0
        for child in token.children or []:
            if child.type in ("strong_open", "strong_close"):
                depth += 1 if child.type == "strong_open" else -1
                continue
            text = self._text(child)
            if depth and text:
                if bold and bold[-1][1] == size:
                    bold[-1] = (bold[-1][0], size + len(text))
                else:
                    bold.append((size, size + len(text)))
            parts.append(text)
            size += len(text)
        return Block("".join(parts), self.where, tuple(bold), heading, cell)

    def _text(self, token: Any) -> str:
        if token.type in ("softbreak", "hardbreak"):
            return "\n"
        if token.type == "image":
            self.left_out.append(left_out("image", token.content or "image", self.where))
            return ""
        if token.type == "html_inline":
            if token.content.startswith("<!--"):
                self.left_out.append(left_out("comment", token.content, self.where))
                return ""
            return _TAG.sub("", _BREAK_TAG.sub("\n", token.content))
        text: str = token.content
        for found in _TEMPLATE.findall(text):
            self.left_out.append(left_out("template tag", found, self.where))
        return _TEMPLATE.sub("", text)

    def _html(self, content: str) -> Iterator[Block]:
        blocks, omitted = blocks_of(content, self.name)
        self.left_out += (left_out(item.what, item.text, self.where) for item in omitted)
        for block in blocks:
            yield Block(block.text, self.where, block.bold, block.heading)
