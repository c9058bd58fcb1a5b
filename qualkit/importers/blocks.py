"""What every reader hands on: the blocks of a file, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qualkit.core.records import DocumentKind, LeftOut, Role
from qualkit.core.text import clean

EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table; all counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, line, cue or row, and what its container knew about it.

    `bold` are `(start, end)` offsets in `text`; `heading` is a level from 1, or 0; `time` and
    `voice` are what the container kept outside the text (a cue's start, `<v Name>`, a column).
    """

    text: str
    where: str
    bold: tuple[tuple[int, int], ...] = ()
    heading: int = 0
    cell: Cell | None = None
    time: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as a reader found it.

    `cues` says that line ends mean nothing in it (subtitles), `wrapped` that lines may be broken
    at a fixed width.
    """

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    cues: bool = False
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person says about one file's speakers, by the labels that stand in it.

    `merges` leads a wrong label to the right one. `known` are labels that the roster holds for
    the document; they and the labels in `roles` and `merges` need no further evidence.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    merges: Mapping[str, str] = field(default_factory=dict)
    kind: DocumentKind | None = None
    known: frozenset[str] = frozenset()

    def labels(self) -> frozenset[str]:
        """All labels that somebody has named."""
        return self.known.union(self.roles, self.merges, self.merges.values())


@dataclass(frozen=True, slots=True)
class LabelMerge:
    """A proposal: the label `wrong` looks like another spelling of `right`."""

    wrong: str
    right: str
    wrong_turns: int
    right_turns: int


@dataclass(slots=True)
class Line:
    """One line of the assembled text; `start` is its offset there."""

    number: int
    start: int
    text: str
    block: Block
    offset: int
    """Where the line begins in its block."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text or self.text.isspace()

    def bold(self) -> tuple[tuple[int, int], ...]:
        """The bold stretches of the line, in its own offsets."""
        size = len(self.text)
        inside = ((max(0, a - self.offset), min(size, b - self.offset)) for a, b in self.block.bold)
        return tuple((a, b) for a, b in inside if a < b)


def lines_of(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """The lines of the assembled text: all blocks, one line end between each two."""
    start = number = 0
    for block in blocks:
        offset = 0
        for text in block.text.split("\n"):
            yield Line(number, start, text, block, offset)
            number += 1
            start += len(text) + 1
            offset += len(text) + 1


def excerpt(text: str) -> str:
    """At most 200 characters of `text`, white space squeezed."""
    squeezed = " ".join(text[: 4 * EXCERPT].split())
    return squeezed if len(squeezed) <= EXCERPT else squeezed[: EXCERPT - 1] + "…"


def cleaned(raw: str) -> tuple[str, tuple[str, ...]]:
    """`raw` as it is stored, and a warning that says how many control characters are gone."""
    if raw.isprintable():
        return raw, ()
    raw = raw.removeprefix("\ufeff")
    text = clean(raw)
    gone = len(raw) - raw.count("\r\n") - len(text)
    if not gone:
        return text, ()
    plural = "" if gone == 1 else "s"
    return text, (f"{gone} control character{plural} removed from the text",)


def left_out(what: str, text: str, where: str, kept: bool = False) -> LeftOut:
    """A record of something that was not taken as speech."""
    return LeftOut(what, excerpt(text), where, kept)
