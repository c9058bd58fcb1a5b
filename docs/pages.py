"""The pages of the documentation as text: their fences, headings, links and generated parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

_FENCE = re.compile(r"^(`{3,})\s*([\w-]*)\s*$")
_COMMENT = re.compile(r"^<!--\s*(.*?)\s*-->$")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE_SPAN = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*$")
_GENERATED = r"(<!-- generated: {name} -->\n).*?(\n<!-- end of what is generated -->)"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: what stands in it, from which line (from 1), under which comment."""

    language: str
    lines: tuple[str, ...]
    line: int
    comment: str

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"


def pages() -> tuple[Path, ...]:
    """Every page that a person may read."""
    top = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    return (*top, *sorted(DOCS.glob("*.md")))


def fences(text: str) -> Iterator[Fence]:
    """The fenced blocks of a page, in order."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        if opened:
            end = lines.index(opened[1], number + 1)
            above = _COMMENT.match(lines[number - 1].strip()) if number else None
            body = tuple(lines[number + 1 : end])
            yield Fence(opened[2], body, number + 1, above[1] if above else "")
            number = end
        number += 1


def setting(text: str, name: str) -> str:
    """What a comment `<!-- name: value -->` of the page says, or ""."""
    found = re.search(rf"^<!-- {name}: (.*?) -->$", text, re.MULTILINE)
    return found[1] if found else ""


def prose(text: str) -> str:
    """The page without its fenced blocks."""
    kept: list[str] = []
    closing = ""
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if closing:
            closing = "" if line == closing else closing
        elif opened:
            closing = opened[1]
        else:
            kept.append(line)
    return "\n".join(kept)


def code_spans(text: str) -> Iterator[str]:
    """What stands between single backticks."""
    return (found[1] for found in _CODE_SPAN.finditer(prose(text)))


def links(text: str) -> Iterator[str]:
    """The targets of links and pictures."""
    return (found[1] for found in _LINK.finditer(_CODE_SPAN.sub("", prose(text))))


def anchors(text: str) -> frozenset[str]:
    """The names by which headings can be reached, made as GitHub makes them."""
    found: dict[str, int] = {}
    names = set()
    for line in prose(text).split("\n"):
        if heading := _HEADING.match(line):
            bare = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading[1]).lower()
            name = re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")
            count = found[name] = found.get(name, -1) + 1
            names.add(f"{name}-{count}" if count else name)
    return frozenset(names)


def with_generated(text: str, name: str, content: str) -> str:
    """The page with its generated part of that name replaced."""
    pattern = re.compile(_GENERATED.format(name=name), re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the page has no part <!-- generated: {name} -->")
    return pattern.sub(lambda found: f"{found[1]}\n{content.strip()}\n{found[2]}", text)
