"""Which codes (or themes) meet in what people said, pair by pair and as a matrix."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.analysis.cooccurrence import (
    Meeting,
    Meetings,
    Placed,
    overlapping,
    same_turn,
    within_turns,
)
from qualkit.core.report import INTERNAL
from qualkit.core.table import Column, ColumnKind, Table
from qualkit.errors import InputError
from qualkit.study.frames.making import Shown, build, marked
from qualkit.study.matrices.material import Asked, Gathered, Item
from qualkit.study.matrices.matrix import Matrix, MatrixCell, MatrixColumn, MatrixKind, MatrixRow
from qualkit.study.session import Session

if TYPE_CHECKING:
    import pandas as pd

OVERLAP, TURN = "overlap", "turn"
BY_ITSELF = "the code with itself"
_HOW = {
    OVERLAP: "Codes meet where codings of both share at least one character; counted are pairs of "
    "references.",
    TURN: "Codes meet in a turn that holds words coded with both; counted are turns.",
}


@dataclass(frozen=True, slots=True)
class CodePair:
    """Two codes that meet `count` times; `one_total` and `other_total` are how often each stands.

    `coefficient` is n12 / (n1 + n2 - n12), None with a `reason`; `overlap` the share of the
    characters coded with either that are coded with both (None where turns are counted).
    """

    one: str
    other: str
    one_name: str
    other_name: str
    count: int
    one_total: int
    other_total: int
    coefficient: float | None
    reason: str = ""
    overlap: float | None = None


@dataclass(frozen=True, slots=True)
class CoOccurrence(Shown):
    """How codes meet: the pairs that do, the most frequent first, and the whole matrix."""

    within: str
    pairs: tuple[CodePair, ...]
    matrix: Matrix
    notes: tuple[str, ...] = ()

    def table(self) -> Table:
        """A row for each pair that meets."""
        columns = (
            Column("one", "Code", width=1.3),
            Column("other", "Meets", width=1.3),
            Column("count", "Together (n)", ColumnKind.INTEGER, 0.7),
            Column("one_total", "First (n)", ColumnKind.INTEGER, 0.7),
            Column("other_total", "Second (n)", ColumnKind.INTEGER, 0.7),
            Column("coefficient", "c", ColumnKind.NUMBER, 0.6),
            Column("overlap", "Shared words", ColumnKind.NUMBER, 0.6),
            Column("one_id", "First id", machine=True),
            Column("other_id", "Second id", machine=True),
            Column("reason", "Why there is no c", machine=True),
        )
        rows = tuple(
            (p.one_name, p.other_name, p.count, p.one_total, p.other_total, _rounded(p.coefficient),
             _rounded(p.overlap), p.one, p.other, p.reason)
            for p in self.pairs
        )  # fmt: skip
        title = f"{self.matrix.title} (pairs)"
        if self.matrix.internal:
            title = f"{title} - {INTERNAL}"
        return Table(title, columns, rows, self.notes, ("one",), "Codes that meet")

    def frame(self) -> pd.DataFrame:
        """A row for each pair that meets; <NA> where the coefficient is undefined."""
        from qualkit.study.frames.matrices import PAIRS

        made = build(PAIRS, self.pairs)
        made.attrs |= marked("", "co-occurrence", within=self.within, layer=self.matrix.layer)
        return made


def cooccurrence(session: Session, asked: Asked, within: str = OVERLAP) -> CoOccurrence:
    """How codes meet: on the same words (overlap), in a turn, or within so many turns.

    Raises InputError where `within` is none of these.
    """
    turns = turns_of(within)
    found = Gathered(session, asked)
    standing = tuple(placed(found))
    order = [item.key for item in found.items]
    if within == OVERLAP:
        met = overlapping(standing, order)
    elif within == TURN:
        met = same_turn(standing, order)
    else:
        met = within_turns(standing, order, turns)
    items = {item.key: item for item in found.items}
    pairs = tuple(
        sorted(
            (_pair(items[one], items[other], meeting)
             for (one, other), meeting in met.pairs.items()),
            key=lambda pair: -pair.count,
        )
    )  # fmt: skip
    papers = any(found.kind_of[document].published for document in found.coded)
    apart = (_SPOKEN,) if papers else ()
    notes = (_how(within, turns), *apart, _COEFFICIENT, *found.notes())
    return CoOccurrence(within, pairs, _matrix(found, met, notes, within), notes)


_SPOKEN = "Counted is what participants said or wrote; literature is left out."
_COEFFICIENT = (
    "c = n12 / (n1 + n2 - n12), from 0 to 1; none where one passage meets several of the other "
    "code. It is small by itself where one code is much more frequent than the other."
)


def turns_of(within: str) -> int:
    """How many turns apart codes may be; InputError where `within` says nothing of the kind."""
    if within in (OVERLAP, TURN):
        return 0
    if within.isdecimal() and within.isascii() and len(within) < 4:
        return int(within)
    raise InputError(
        f"codes cannot meet within '{within}'",
        "say overlap, turn, or a number of turns such as 2",
    )


def _how(within: str, turns: int) -> str:
    if within in _HOW:
        return _HOW[within]
    apart = "one turn" if turns == 1 else f"{turns} turns"
    return f"Codes meet where codings of both are at most {apart} apart; counted are pairs."


def placed(found: Gathered, keys: Container[str] | None = None) -> Iterator[Placed]:
    """The references of what is shown (or of these keys alone) with the turns they lie in."""
    starts: dict[str, list[int]] = {}
    for each in found.references:
        if keys is not None and each.code not in keys:
            continue
        # A review has no turns: as one turn of its own all of its codes would meet in it.
        if found.kind_of[each.document_id].published:
            continue
        version = each.version_id
        if version not in starts:
            structure = found.reader(version).version.structure
            starts[version] = [turn.start for turn in structure.turns]
        here = starts[version]
        # Before the first turn, or without turns at all, everything counts as the first one.
        first = max(0, bisect_right(here, each.start) - 1)
        last = max(first, bisect_right(here, each.end - 1) - 1)
        yield Placed(each.code, version, each.start, each.end, first, last)


def _pair(one: Item, other: Item, met: Meeting) -> CodePair:
    coefficient, reason = met.coefficient()
    return CodePair(
        one.id, other.id, one.name, other.name, met.together, met.one, met.other, coefficient,
        reason, met.overlap(),
    )  # fmt: skip


def _matrix(found: Gathered, met: Meetings, notes: tuple[str, ...], within: str) -> Matrix:
    def cell(one: Item, other: Item) -> MatrixCell:
        if one.key == other.key:
            return MatrixCell((None, None), f"({met.totals.get(one.key, 0)})", BY_ITSELF)
        pair = met.pairs.get((one.key, other.key)) or met.pairs.get((other.key, one.key))
        if pair is None:
            return MatrixCell((0, 0.0), "0")
        coefficient, reason = pair.coefficient()
        shown = "" if coefficient is None else f" (c {coefficient:.2f})"
        return MatrixCell((pair.together, coefficient), f"{pair.together}{shown}", reason)

    rolled = found.asked.themes_only
    theme, code = Column("theme", "Theme"), Column("code", "Code")
    return Matrix(
        MatrixKind.CO_OCCURRENCE,
        f"{found.session.settings.title}: {'themes' if rolled else 'codes'} that meet",
        (theme,) if rolled else (theme, code),
        tuple(MatrixColumn(i.id, i.name, i.theme) for i in found.items),
        ("count", "coefficient"),
        tuple(
            MatrixRow((i.name,) if rolled else (i.theme, i.name),
                      tuple(cell(i, other) for other in found.items), i.id)
            for i in found.items
        ),
        (*notes, "In brackets on the diagonal: how often a code stands by itself."),
        () if rolled else ("theme",), found.asked.internal, found.layer.short,
        (("within", within),),
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
