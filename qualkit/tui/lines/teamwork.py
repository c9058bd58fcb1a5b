"""The plan as rows: a document in each, a coder's state in each cell, readable without colour."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from qualkit.core.cells import cell_count
from qualkit.core.records import Document
from qualkit.core.team import Purpose, WorkState
from qualkit.core.text import percent
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item, Piece
from qualkit.tui.widgets.painted import label

if TYPE_CHECKING:
    from qualkit.study.grid import WorkCell, WorkGrid, WorkRow, WorkTotal

SIGNS = {WorkState.ASSIGNED: "·", WorkState.IN_PROGRESS: "▸", WorkState.DONE: "✓"}
"""What stands before a state: not begun, begun, done."""
SHORT_KEY = "S stands  R recode  C check  T training  D discussed"
"""What the letters mean where there is no room for the words."""
BLIND = "blind"
_PLAIN = frozenset({Purpose.DOUBLE, Purpose.SINGLE})
_WORDS = 8
_NARROWEST = 16
# Room beside the columns for how many coders there are further right.
_MORE = 11


class Form(IntEnum):
    """How much a cell says: all, or what is not said by its sign, or letters."""

    FULL = 0
    BRIEF = 1
    LETTERS = 2


@dataclass(frozen=True, slots=True)
class GridColumns:
    """How wide the columns are; `coders` are those that are shown, `form` what their cells say."""

    name: int
    cell: int
    coders: tuple[str, ...]
    form: Form
    before: int
    behind: int

    def row(self, name: str, words: str, cells: Sequence[str]) -> str:
        """One row."""
        texts = "".join(f"  {label(text, self.cell)}" for text in cells)
        return f"{label(name, self.name)}{words:>{_WORDS}}{texts}"


def flags(cell: WorkCell) -> list[str]:
    """What else is to be said of somebody's work."""
    said = [] if cell.purpose in _PLAIN else [cell.purpose.value]
    said += ["discussed"] if cell.discussed else []
    return said + (["stands"] if cell.designated else [])


def cell_text(cell: WorkCell | None, words: int, form: Form = Form.FULL) -> str:
    """`✓ done, stands`, `✓ stands` or `✓ S`. Somebody who has nothing to do there has a dash."""
    if cell is None:
        return "-"
    state = {WorkState.ASSIGNED: "assigned", WorkState.DONE: "done"}.get(cell.state, "")
    if cell.state is WorkState.IN_PROGRESS:
        share = percent(cell.words_done, words) if words else 0
        state = f"{share} %"
    sign, more = SIGNS[cell.state], flags(cell)
    if form is not Form.FULL:
        # The sign says the state, but not how far somebody is.
        shown = [state] if cell.state is WorkState.IN_PROGRESS or not more else []
        if form is Form.LETTERS:
            shown = [state] if cell.state is WorkState.IN_PROGRESS else []
            more = [each[0].upper() for each in more]
        return " ".join([sign, *shown, *more])
    return ", ".join([f"{sign} {state}", *more])


def total_text(total: WorkTotal) -> str:
    """`6/7 90 %`: documents done of those given, and the share of their words."""
    share = f" {percent(total.words_done, total.words)} %" if total.words else ""
    return f"{total.done}/{total.documents}{share}"


def grid_columns(grid: WorkGrid, across: int, first: int) -> GridColumns:
    """Columns for the coders from `first` on; words give way to letters, then coders do."""
    names = [row.document.name for row in grid.rows]
    names += [document.name for document in grid.unassigned]
    longest = max((cell_count(name) for name in names), default=_NARROWEST)
    for form in Form:
        cell = _cell_width(grid, form)
        fit = max(1, (across - min(longest, 28) - _WORDS) // (cell + 2))
        if fit >= len(grid.coders):
            break
    if fit < len(grid.coders):
        fit = max(1, (across - min(longest, 28) - _WORDS - _MORE) // (cell + 2))
    first = max(0, min(first, len(grid.coders) - fit))
    shown = grid.coders[first : first + fit]
    rest = across - _WORDS - (_MORE if fit < len(grid.coders) else 0) - len(shown) * (cell + 2)
    return GridColumns(
        max(_NARROWEST, min(rest, longest + 1)), cell, shown, form, first,
        len(grid.coders) - first - len(shown),
    )  # fmt: skip


def _cell_width(grid: WorkGrid, form: Form) -> int:
    texts = [cell_text(cell, row.words, form) for row in grid.rows for cell in row.cells]
    texts += [total_text(total) for total in grid.totals]
    return max((cell_count(text) for text in (*texts, *grid.coders)), default=8)


def head_row(places: GridColumns, mine: str) -> str:
    """The coders above their columns; the one at work is marked, those out of sight counted."""
    names = [f"{coder} (you)" if coder == mine and places.cell >= len(coder) + 6 else coder
             for coder in places.coders]  # fmt: skip
    left = f"◂ {places.before} more" if places.before else "document"
    return places.row(left, "words", names)


def total_row(grid: WorkGrid, places: GridColumns) -> str:
    """What each coder has in all, under the heads."""
    totals = {total.coder: total_text(total) for total in grid.totals}
    words = sum(row.words for row in grid.rows)
    return places.row("in all", f"{words:,}", [totals.get(coder, "") for coder in places.coders])


def grid_items(
    grid: WorkGrid, places: GridColumns, look: Palette, closed: Collection[str]
) -> list[Item]:
    """The round's documents, then those that nobody has; each group under its heading."""
    items = [_item(row, places, look, closed) for row in grid.rows]
    if grid.unassigned:
        count = len(grid.unassigned)
        items.append(Item("", ((f"nobody has in this round ({count})", look.quiet),)))
        for document in grid.unassigned:
            items.append(Item(document.id, ((_bare(document, places), look.quiet),)))
    return items


def _item(row: WorkRow, places: GridColumns, look: Palette, closed: Collection[str]) -> Item:
    pieces: list[Piece] = [(label(row.document.name, places.name), look.text)]
    pieces.append((f"{row.words:>{_WORDS},}", look.quiet))
    for coder in places.coders:
        cell = row.cell(coder)
        text = cell_text(cell, row.words, places.form)
        ink = look.strong if cell and cell.state is WorkState.IN_PROGRESS else look.text
        pieces.append((f"  {label(text, places.cell)}", look.quiet if cell is None else ink))
    right = ((f" {BLIND} ", look.quiet),) if row.document.id in closed else ()
    return Item(row.document.id, tuple(pieces), right)


def _bare(document: Document, places: GridColumns) -> str:
    words = document.participant_words or document.words
    return places.row(document.name, f"{words:,}", [])


def share_words(shares: tuple[float | None, float | None]) -> str:
    """`86 % of documents, 90 % of words`, or that nobody codes anything."""
    documents, words = shares
    if documents is None:
        return "nothing"
    share = f"{documents:.0f} % of documents"
    return share if words is None else f"{share}, {words:.0f} % of words"
