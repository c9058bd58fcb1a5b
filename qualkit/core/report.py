"""A report, and what may leave a study: content that the export gate has let through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from qualkit.core.blocks import (
    Block,
    BulletList,
    Contents,
    Emphasis,
    Figure,
    Heading,
    Paragraph,
    Prompt,
    Quotation,
    TableBlock,
    Text,
)
from qualkit.core.quotes import Quote
from qualkit.core.table import Table

NOT_DEIDENTIFIED = "NOT DE-IDENTIFIED: for the study team only"
INTERNAL = "INTERNAL: for the team's own eyes, with groups too small to be shown to others"
WORKING_COPY = "WORKING COPY with the participants' own words: never leaves the study team"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an exported file comes from, so that it can be made again.

    `settings` are (name, value) pairs in the order in which they are printed: layer, round,
    codebook version and whatever else shaped the content. No clock and no random id.
    """

    study: str
    qualkit_version: str
    settings: tuple[tuple[str, str], ...] = ()

    def line(self) -> str:
        """One sentence for a footer."""
        parts = [f"{name}: {value}" for name, value in self.settings]
        return "; ".join([self.study, *parts, f"qualkit {self.qualkit_version}"])


@dataclass(frozen=True, slots=True)
class Cleared:
    """A table that the gate has checked; the only thing that a writer accepts.

    Made by `qualkit.privacy.gate` alone (a test looks). `stamp` is printed on every page and at
    the head of every file when it is not empty. `warnings` go to the person, not into the file.
    """

    table: Table
    provenance: Provenance
    stamp: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title page. `facts` are (name, value) pairs under the title; nothing has a clock."""

    title: str
    subtitle: str = ""
    by: tuple[str, ...] = ()
    date: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    """What whoever opens the report must know first, such as that it is a draft."""


@dataclass(frozen=True, slots=True)
class Report:
    """Front matter and blocks in the order in which they are read."""

    front: FrontMatter
    blocks: tuple[Block, ...]

    def quotes(self) -> Iterator[Quote]:
        """The quotations that are set apart, in order."""
        return (block.quote for block in self.blocks if isinstance(block, Quotation))

    def prompts(self) -> tuple[str, ...]:
        """What is still to be written."""
        return tuple(block.text for block in self.blocks if isinstance(block, Prompt))

    def mapped(
        self, words: Callable[[str], str], quote: Callable[[Quote], Quote | None]
    ) -> Report:  # fmt: skip
        """The report with every text through `words` and every quotation through `quote`.

        A quotation for which `quote` answers None is left out. Pictures stay as they are: what
        they say is checked by whoever drew them.
        """
        front = replace(
            self.front,
            title=words(self.front.title),
            subtitle=words(self.front.subtitle),
            by=tuple(map(words, self.front.by)),
            date=words(self.front.date),
            facts=tuple((words(name), words(value)) for name, value in self.front.facts),
            notice=words(self.front.notice),
        )
        passed = (_mapped(block, words, quote) for block in self.blocks)
        return Report(front, tuple(block for block in passed if block is not None))


@dataclass(frozen=True, slots=True)
class ClearedReport:
    """A report that the gate has checked; the only thing that a writer of reports accepts.

    Made by `qualkit.privacy.gate` alone, like `Cleared`, and stamped like it.
    """

    report: Report
    provenance: Provenance
    stamp: str = ""
    warnings: tuple[str, ...] = ()


def _mapped(
    block: Block, words: Callable[[str], str], quote: Callable[[Quote], Quote | None]
) -> Block | None:  # fmt: skip
    match block:
        case Quotation():
            passed = quote(block.quote)
            theme, subtheme = words(block.theme), words(block.subtheme)
            return None if passed is None else Quotation(passed, block.counter, theme, subtheme)
        case Heading():
            return replace(block, text=words(block.text))
        case Contents():
            return replace(block, title=words(block.title))
        case Prompt():
            return replace(block, text=words(block.text), mend=words(block.mend))
        case Paragraph():
            return replace(block, text=_in_text(block.text, words))
        case BulletList():
            return replace(block, items=tuple(_in_text(item, words) for item in block.items))
        case TableBlock():
            return replace(block, table=_in_table(block.table, words))
        case Figure():
            caption, alt = words(block.caption), words(block.alt)
            return replace(block, caption=caption, alt=alt, notes=tuple(map(words, block.notes)))
        case _:
            return block


def _in_text(text: Text, words: Callable[[str], str]) -> Text:
    if isinstance(text, str):
        return words(text)
    return tuple(
        words(piece)
        if isinstance(piece, str)
        else Emphasis(words(piece.text))
        if isinstance(piece, Emphasis)
        else piece
        for piece in text
    )


def _in_table(table: Table, words: Callable[[str], str]) -> Table:
    rows = tuple(tuple(words(c) if isinstance(c, str) else c for c in row) for row in table)
    return replace(
        table,
        title=words(table.title),
        caption=words(table.caption),
        notes=tuple(map(words, table.notes)),
        columns=tuple(replace(column, heading=words(column.heading)) for column in table.columns),
        rows=rows,
    )
