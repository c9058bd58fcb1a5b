"""Reports in Markdown: paragraphs, block quotes, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualkit.core.audit import Cell, Paragraph, Part, Report, Setting
from qualkit.core.records import LeftOut
from qualkit.importers.blocks import left_out
from qualkit.importers.decoding import check_size, decode, refuse_other_formats
from qualkit.importers.readers.markdown import tokens_of

_TAG = re.compile(r"<[^<>]{0,500}>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)


def read(data: bytes, name: str) -> Report:
    """The paragraphs of a Markdown file."""
    check_size(data, name)
    refuse_other_formats(data, name)
    text, warnings = decode(data, name)
    front = _FRONT_MATTER.match(text)
    first = text.count("\n", 0, front.end()) if front else 0
    omitted: list[LeftOut] = []
    tokens = tokens_of(text[front.end() :] if front else text, name)
    found = tuple(_walk(tokens, first, omitted))
    notes = tuple(
        Paragraph(item.text, item.where, Part.COMMENT) for item in omitted if item.what == "comment"
    )
    return Report(name, (*found, *notes), tuple(omitted), warnings)


def _walk(tokens: list[Any], first: int, omitted: list[LeftOut]) -> Iterator[Paragraph]:
    table = row = column = -1
    quoted = 0
    inside = False
    where = f"line {first + 1}"
    for token in tokens:
        if token.map:
            where = f"line {first + token.map[0] + 1}"
        match token.type:
            case "blockquote_open" | "blockquote_close":
                quoted += token.nesting
            case "table_open":
                table, row, inside = table + 1, -1, True
            case "table_close":
                inside = False
            case "tr_open":
                row, column = row + 1, -1
            case "th_open" | "td_open":
                column += 1
            case "inline" if token.content.strip():
                cell = Cell(table, row, column) if inside else None
                yield Paragraph(
                    _text(token.children or [], where, omitted), where,
                    Part.CELL if cell else Part.BODY,
                    Setting.QUOTED if quoted else Setting.PLAIN, cell,
                )  # fmt: skip
            case "fence" | "code_block":
                yield Paragraph(token.content, where)
            case "html_block":
                omitted += (left_out("comment", c, where) for c in _COMMENT.findall(token.content))
                if rest := _TAG.sub(" ", _COMMENT.sub("", token.content)).strip():
                    yield Paragraph(rest, where)


def _text(children: list[Any], where: str, omitted: list[LeftOut]) -> str:
    parts: list[str] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "html_inline":
            if found := _COMMENT.match(child.content):
                omitted.append(left_out("comment", found[1], where))
            elif child.content.lower().startswith("<br"):
                parts.append("\n")
        elif child.type != "image":
            parts.append(child.content)
    return "".join(parts)
