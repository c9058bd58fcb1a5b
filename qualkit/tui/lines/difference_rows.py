"""Where coders differ, as rows of a list: kind, place, who has what, share, decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import overload

from qualkit.core.adjudicating import Adjudication
from qualkit.core.cells import cell_count
from qualkit.core.differing import Difference, Side
from qualkit.core.team import DifferenceKind, Outcome
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item, LazyItems, Piece
from qualkit.tui.widgets.painted import label

KINDS = {
    DifferenceKind.SUBSTITUTION: "subst.",
    DifferenceKind.OMISSION: "omission",
    DifferenceKind.EDGE: "edge",
}
"""Kinds in a column."""
_KIND = 9
_NAME = 8
"""Cells of a document's name: its first word, where that tells it from the others."""
_TURN = 4
_SHARE = 6
_DECISION = 9


def outcome_of(decision: Adjudication | None) -> str:
    """What was decided, in a word or two."""
    if decision is None:
        return ""
    if decision.outcome is Outcome.TAKE:
        return f"take {decision.taken}"
    return {Outcome.UNCLEAR: "unclear"}.get(decision.outcome, decision.outcome.value)


class DifferenceRows(LazyItems):
    """The rows of a list of differences, made when they are shown.

    `place` tells the short name of a document and the turn, `has` what each coder has.
    """

    def __init__(
        self, found: Sequence[Difference], decided: Mapping[str, Adjudication],
        place: Callable[[Difference], tuple[str, int]],
        has: Callable[[Difference], Sequence[str]], look: Palette, width: int,
    ) -> None:  # fmt: skip
        self._found, self._decided = found, decided
        self._place, self._has = place, has
        self._look, self._width = look, width
        self._rows = {each.key: row for row, each in enumerate(found)}

    def place(self, key: str) -> int | None:
        """The row of a difference."""
        return self._rows.get(key)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        """The rows, made now."""
        if isinstance(index, slice):
            return [self._item(each) for each in self._found[index]]
        return self._item(self._found[index])

    def _item(self, each: Difference) -> Item:
        look = self._look
        ink = look.quiet if each.settled else look.text
        name, turn = self._place(each)
        decided = outcome_of(self._decided.get(each.adjudication))
        little = 0 < each.share < 0.0005
        share = (f"{'<0.1%' if little else f'{each.share:.1%}':>{_SHARE}} ", look.quiet)
        room = self._width - 2 - _KIND - _NAME - 1 - _TURN - 2 - _SHARE - 1 - _DECISION - 2
        left: list[Piece] = [
            ("✓ " if each.settled else "  ", look.strong),
            (label(KINDS[each.kind], _KIND), ink),
            (f"{label(name, _NAME)} ", ink),
            (f"{turn or '':>{_TURN}}  ", look.quiet),
        ]
        for number, has in enumerate(shared(self._has(each), room)):
            left.append((" │ " if number else "", look.quiet))
            left.append((has, ink if each.settled else look.strong))
        return Item(each.key, tuple(left), (share, (label(decided, _DECISION), look.text)))


def shared(texts: Sequence[str], room: int) -> list[str]:
    """Texts that go side by side into so many cells, three between two: the longest give way."""
    room -= 3 * (len(texts) - 1)
    fair, left, fitting = 0, room, [cell_count(text) for text in texts]
    for number, cells in enumerate(sorted(fitting)):
        fair = left // (len(texts) - number)
        left -= min(cells, fair)
    return [text if cell_count(text) <= fair else label(text, max(4, fair)) for text in texts]


def who_has_what(
    difference: Difference, name: Callable[[str], str], words: Callable[[Side], int]
) -> list[str]:  # fmt: skip
    """What each coder has: `AB Difference`, `CD nothing`; of an edge how far each one goes."""
    sides = difference.sides
    if difference.kind is DifferenceKind.EDGE:
        told = [f"{each.coder} {words(each)}" for each in sides]
        return [*told[:-1], f"{told[-1]} words of {name(difference.codes[0])}"]
    return [
        f"{each.coder} {', '.join(name(code) for code in each.codes) or 'nothing'}"
        for each in sides
    ]
