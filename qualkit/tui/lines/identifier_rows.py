"""Surface forms, and mentions of one, as rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import overload

from rich.style import Style

from qualkit.core.cells import cell_count, fitted
from qualkit.core.deidentifying import DocumentProgress, FoundWords, State
from qualkit.core.surface_forms import SurfaceForm
from qualkit.tui.lines.concordance import left_end, right_end
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item, LazyItems, Piece
from qualkit.tui.widgets.painted import label

STATES = {
    State.REVIEW: "waits",
    State.AUTO: "masked",
    State.ACCEPTED: "accepted",
    State.GENERALISED: "general.",
    State.KEPT: "stays",
    State.REJECTED: "none",
    None: "mixed",
}
"""States in a column."""
_STATE, _TIMES, _TYPE = 9, 9, 12
_NAME, _TURN = 8, 5


def key_of(row: SurfaceForm, *, mentions: bool) -> str:
    """What a row goes by in its list."""
    return row.mentions[0].finding.id if mentions else row.form


class Rows(LazyItems):
    """Rows made when they are shown; `marked` are the keys of those that are.

    With `place` they are mentions; without `typed` forms are shown without their type.
    """

    def __init__(
        self, rows: Sequence[SurfaceForm], marked: Collection[str], look: Palette, width: int,
        place: Callable[[FoundWords], tuple[str, int]] | None = None, *, typed: bool = True,
    ) -> None:  # fmt: skip
        self._rows, self._marked, self._look, self._width = rows, marked, look, width
        self._place, self._type = place, _TYPE * typed
        keys = (key_of(row, mentions=place is not None) for row in rows)
        self._at = {key: number for number, key in enumerate(keys)}

    def place(self, key: str) -> int | None:
        """The number of a row."""
        return self._at.get(key)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        """The rows, made now."""
        if isinstance(index, slice):
            return [self._item(row) for row in self._rows[index]]
        return self._item(self._rows[index])

    def _item(self, row: SurfaceForm) -> Item:
        key = key_of(row, mentions=self._place is not None)
        look = self._look
        sign = ("● " if key in self._marked else "  ", look.strong)
        state = (label(STATES[row.state], _STATE), self._ink(row))
        if self._place is not None:
            return Item(key, (sign, *self._line(row.mentions[0])), (("  ", look.quiet), state))
        offered = row.offered[0] + (f" +{len(row.offered) - 1}" if row.offered[1:] else "")
        offered = f"{row.proposed[0]}?" if row.proposed and row.waiting else offered
        times, texts = len(row.mentions), len(row.documents)
        count = f"{times}" + (f" in {texts}" if texts > 1 else "")
        room = self._width - 2 - 2 - _TIMES - 1 - self._type - 1 - _STATE
        becomes = min(24, room * 2 // 5)
        return Item(
            key,
            (
                sign,
                (f"{label(row.words, room - becomes - 1)} ", self._ink(row)),
                (f"{count:>{_TIMES}} ", look.quiet),
                (f"{label(row.types[0], self._type)} ", look.quiet),
                (label(offered, becomes), look.quiet),
            ),
            (state,),
        )

    def _line(self, each: FoundWords) -> list[Piece]:
        """Document, turn, and the words in the middle of what stands around them."""
        look = self._look
        name, turn = self._place(each) if self._place else ("", 0)
        room = self._width - 3 - _NAME - 1 - _TURN - _STATE - 2
        words = " ".join(each.words.split())
        words = fitted(words, room * 3 // 5) if cell_count(words) > room * 3 // 5 else words
        before = (room - min(cell_count(words), room * 3 // 5)) // 2
        after = max(0, room - before - cell_count(words))
        ink = look.strong if each.finding.state is State.REVIEW else look.text
        found = ink + Style(bgcolor=look.hit.rich_color)
        return [
            (f"{label(name, _NAME)} ", look.gutter),
            (f"{turn or '':>{_TURN - 1}} ", look.quiet),
            (right_end(_flat(each.before), before), look.quiet),
            (words, found),
            (label(left_end(_flat(each.behind), after), after), look.quiet),
        ]

    def _ink(self, row: SurfaceForm) -> Style:
        return self._look.strong if row.waiting else self._look.quiet


def document_items(documents: Sequence[DocumentProgress], look: Palette) -> list[Item]:
    """How far each document is, in numbers alone."""
    return [
        Item(
            each.document.id,
            ((each.document.name, look.text),),
            (
                (f"{each.total:>7,} found", look.quiet),
                (f"{each.waiting:>7,} wait ", look.strong if each.waiting else look.quiet),
                ("" if each.scanned else " not scanned ", look.strong),
            ),
        )
        for each in documents
    ]


def bar(share: float, cells: int) -> str:
    """How far one is, in so many cells."""
    full = int(share * cells)
    return "█" * full + "░" * (cells - full)


def _flat(text: str) -> str:
    """On one line; a space at either end stays."""
    head, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    flat = " ".join(text.split())
    return f"{head}{flat}{tail}" if flat else " "
