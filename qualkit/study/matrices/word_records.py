"""Words in context and word frequencies as all faces get them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.core.concordances import Line, Order
from qualkit.core.report import INTERNAL
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.study.frames.making import Shown, frame_of_table, marked

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Concordance(Shown):
    """Every occurrence of what was looked for, in the order that was asked for."""

    query: str
    title: str
    order: Order
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def table(self) -> Table:
        """A row for each occurrence: who, before, the words, after."""
        columns = (
            Column("document", "Document", width=1.0),
            Column("turn", "Turn", ColumnKind.INTEGER, 0.4),
            Column("speaker", "Speaker", width=0.6),
            Column("before", "Before", ColumnKind.QUOTE, 2.4),
            Column("hit", "Words", ColumnKind.QUOTE, 1.0),
            Column("after", "After", ColumnKind.QUOTE, 2.4),
        )
        rows = tuple(
            (e.document, e.turn or None, e.speaker, e.before.strip(), e.hit, e.after.strip())
            for e in self.lines
        )
        return Table(self.title, columns, rows, self.notes, caption="Words in their context")

    def frame(self) -> pd.DataFrame:
        """A row for each occurrence, in the order that was asked for."""
        return frame_of_table(self.table(), marked("", "concordance", query=self.query))


@dataclass(frozen=True, slots=True)
class WordCount:
    """How often a word is said in a group, and against all others that are shown.

    `per_thousand` is of all the group's words, stop words too. `keyness` is the log-likelihood
    against the rest, `ratio` how many times as often as a power of two, `spread` how unevenly it
    is spread over the group's speakers (0: as evenly as their words); None where undefined.
    """

    word: str
    count: int
    speakers: int
    per_thousand: float
    keyness: float | None = None
    ratio: float | None = None
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group's words: how many in all, by how many speakers; nothing of a `hidden` group."""

    group: str
    words: int | None
    speakers: int | None
    rows: tuple[WordCount, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class WordFrequencies(Shown):
    """Word frequencies by group. `basis` says what makes forms one word: lemmas or word forms.

    Words of fewer than `least_speakers` people of a group are not in it.
    """

    title: str
    by: str
    basis: str
    groups: tuple[GroupWords, ...]
    least_speakers: int
    notes: tuple[str, ...] = ()
    internal: bool = False

    def table(self) -> Table:
        """A row for each word of each group."""
        grouped = bool(self.by)
        columns = [
            Column("word", "Word", width=1.2),
            Column("count", "Said (n)", ColumnKind.INTEGER, 0.7),
            Column("speakers", "Speakers (n)", ColumnKind.INTEGER, 0.7),
            Column("per_thousand", "Per 1,000 words", ColumnKind.NUMBER, 0.8),
            Column("spread", "Unevenness (DP)", ColumnKind.NUMBER, 0.8),
        ]
        if grouped:
            columns = [
                Column("group", self.by.capitalize(), width=1.0), *columns,
                Column("keyness", "Keyness (G2)", ColumnKind.NUMBER, 0.8),
                Column("ratio", "Log ratio", ColumnKind.NUMBER, 0.7),
            ]  # fmt: skip
        title = f"{self.title} - {INTERNAL}" if self.internal else self.title
        notes = (f"{INTERNAL}.", *self.notes) if self.internal else self.notes
        return Table(
            title, tuple(columns), tuple(self._rows()), notes, ("group",) if grouped else (),
            "Words by frequency",
        )  # fmt: skip

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for group in self.groups:
            for row in group.rows:
                common: tuple[Cell, ...] = (
                    row.word, row.count, row.speakers, round(row.per_thousand, 3),
                    _rounded(row.spread),
                )  # fmt: skip
                if self.by:
                    yield group.group, *common, _rounded(row.keyness), _rounded(row.ratio)
                else:
                    yield common

    def frame(self) -> pd.DataFrame:
        """A row for each word of each group; <NA> where a figure is undefined."""
        return frame_of_table(self.table(), marked("", "word frequencies", by=self.by))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
