"""Where coders differ: passages, what kind of disagreement each is, and its weight.

A passage is a longest stretch of text in which the same coders gave a code and the same coders
who judged it did not. Excluded text (an interviewer's turn) does not interrupt it, and neither
does text that may be bridged (white space); neither adds to its length. Its mass is its length
times the share of pairs of judges who differ, so that the masses of a code add up to its observed
disagreement, (1 - percent agreement) times the text judged by two or more.

Kinds, for the coders who lack the code in the passage:
- edge: each of them gave the code to other text of a coding (touching ones of one coder joined)
  that covers the passage: the same find with other edges;
- substitution: one of those who did not put codes on at least half of the passage which a coder
  who gave the code did not; `other` is the one of these with most text in the passage;
- omission: anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from qualkit.agreement.arrays import Bools, Codings, Floats, Ints, Scope, Spans
from qualkit.agreement.judgements import Judgements, judged
from qualkit.agreement.line import Stretches, joined
from qualkit.agreement.passages import Kind, Runs
from qualkit.agreement.sweep import LANE, Pieces, size
from qualkit.errors import InputError

BLOCK = 4_000_000
"""Overlapping pairs of passages looked at together: 200 MB."""


def runs(codings: Codings, scope: Scope, bridges: Spans | None = None) -> Runs:
    """The passages where coders differ; by characters, whatever the units of the scope are.

    `bridges`: text (such as white space) that does not interrupt a passage. RowError for codings
    that do not fit the scope; InputError for more than 62 coders.
    """
    return runs_of(judged(codings, replace(scope, units=None)), bridges)


def runs_of(judgements: Judgements, bridges: Spans | None = None) -> Runs:
    """The passages, from judgements of characters by at most 62 coders (InputError for others)."""
    _check(judgements)
    pieces = judgements.pieces
    judging = _judging(judgements)
    differs = np.flatnonzero(pieces.masks[0] != judging)
    near, judging = _near(pieces, judgements.scope.coders)[differs], judging[differs]
    pieces = pieces.taking(differs)
    having = pieces.masks[0]
    starts = judgements.axis.starts[pieces.document]
    start, end = starts + pieces.start, starts + pieces.end
    new = _begins(pieces, _bridged(judgements, bridges), start, end)
    run = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(new))[: len(first)] - 1
    length = np.bincount(run, end - start, minlength=len(first)).astype(np.int64)
    # A passage in several parts, bridged, is near where any part is.
    close = np.bitwise_or.reduceat(near, first) if len(first) else near
    far = judging[first] & ~having[first] & ~close
    parts = _Parts(run, start, end, pieces.code, having, judging & ~having, far[run], length)
    instead = _instead(parts, judgements.scope.coders)
    kind = np.where(far == 0, Kind.EDGE, np.where(instead, Kind.SUBSTITUTION, Kind.OMISSION))
    other = _others(parts, kind == Kind.SUBSTITUTION, judgements.scope.codes)
    document, position = pieces.document[first], judgements.axis.position
    mass = length * _differing(having[first], judging[first])
    return Runs(
        document,
        pieces.code[first],
        position(document, start[first]),
        position(document, end[last] - 1) + 1,
        having[first],
        judging[first],
        kind,
        other,
        length,
        mass,
        judgements,
    )


def _check(judgements: Judgements) -> None:
    """Raise InputError for judgements that no passages can be told of."""
    coders = judgements.scope.coders
    if coders > LANE:
        raise InputError(
            f"passages of disagreement can be told for {LANE} coders, not {coders}",
            f"Compare no more than {LANE} coders at a time.",
        )
    if judgements.unit_axis is not None:
        raise InputError(
            "passages of disagreement are stretches of characters, not of sentences or turns",
            "Give the judgements of a scope without units.",
        )


def _judging(judgements: Judgements) -> Ints:
    """Who judged the code of each piece there, as bits."""
    pieces, scope = judgements.pieces, judgements.scope
    bits = np.left_shift(1, np.arange(scope.coders))
    judging = np.asarray(judgements.judging @ bits, np.int64)[pieces.document]
    if len(judgements.withheld):
        cell, code = np.divmod(judgements.withheld, scope.codes)
        document, coder = np.divmod(cell, scope.coders)
        cells, at = np.unique(document * scope.codes + code, return_inverse=True)
        less = np.zeros(len(cells) + 1, np.int64)
        np.bitwise_or.at(less, at.reshape(-1), bits[coder])
        wanted = pieces.document * scope.codes + pieces.code
        found = np.searchsorted(cells, wanted)
        known = np.append(cells, -1)[found] == wanted
        judging = judging & ~less[np.where(known, found, len(cells))]
    return judging


def _differing(having: Ints, judging: Ints) -> Floats:
    """The share of pairs of judges of whom one gave the code and one did not."""
    yes, judges = size(having[None]), size(judging[None])
    share: Floats = yes * (judges - yes) / np.maximum(judges * (judges - 1) / 2, 1)
    return share


def _near(pieces: Pieces, coders: int) -> Ints:
    """Bits of the coders who gave the code to text that a coding over the piece covers."""
    mask, rows = pieces.masks[0], np.arange(len(pieces))
    broken = np.ones(len(pieces) + 1, np.bool_)
    broken[1:-1] = (
        (pieces.start[1:] != pieces.end[:-1])
        | (pieces.code[1:] != pieces.code[:-1])
        | (pieces.document[1:] != pieces.document[:-1])
    )
    low, high = rows.copy(), rows.copy()
    for coder in range(coders):
        has = (mask >> coder & 1).astype(np.bool_)
        begins = has & (broken[:-1] | ~np.append(False, has[:-1])[: len(has)])
        ends = has & (broken[1:] | ~np.append(has[1:], False)[: len(has)])
        begun = np.maximum.accumulate(np.where(begins, rows, 0))
        ended = np.minimum.accumulate(np.where(ends, rows, len(rows))[::-1])[::-1]
        np.minimum(low, begun, out=low, where=has)
        np.maximum(high, ended, out=high, where=has)
    near = np.zeros(len(pieces), np.int64)
    for coder in range(coders):
        given = np.append(0, np.cumsum(mask >> coder & 1))
        near |= (given[high + 1] > given[low]).astype(np.int64) << coder
    return near


def _bridged(judgements: Judgements, bridges: Spans | None) -> Stretches | None:
    """What may be bridged, on the line."""
    if bridges is None:
        return None
    start = judgements.axis.place(bridges.document, bridges.start)
    end = judgements.axis.place(bridges.document, bridges.end)
    return joined(start[end > start], end[end > start], touching=True)


def _begins(pieces: Pieces, bridged: Stretches | None, start: Ints, end: Ints) -> Bools:
    """Which pieces begin a passage: all but those that go on with the one before."""
    begins = np.ones(len(pieces), np.bool_)
    gap = start[1:] - end[:-1]
    if bridged is not None:
        gap = gap - (bridged.before(start[1:]) - bridged.before(end[:-1]))
    begins[1:] = gap != 0
    for column in (pieces.document, pieces.code, pieces.masks[0]):
        np.logical_or(begins[1:], column[1:] != column[:-1], out=begins[1:])
    return begins


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """The pieces that passages are made of: passage, places, code, and coders as bits.

    far: who lacks the code and did not give it near by. length: of each passage.
    """

    run: Ints
    start: Ints
    end: Ints
    code: Ints
    having: Ints
    lacking: Ints
    far: Ints
    length: Ints

    def taking(self, which: Bools | Ints) -> _Parts:
        names = [field.name for field in fields(self) if field.name != "length"]
        return replace(self, **{name: getattr(self, name)[which] for name in names})


def _instead(parts: _Parts, coders: int) -> Bools:
    """Which passages a far coder covered to at least half with codes the other did not give."""
    parts = parts.taking(np.argsort(parts.start, kind="stable"))
    found = np.zeros(len(parts.length), np.bool_)
    for giver in range(coders):
        given = (parts.having >> giver & 1).astype(np.bool_)
        ungiven = (parts.lacking >> giver & 1).astype(np.bool_)
        for taker in range(coders):
            mine = np.flatnonzero(given & (parts.far >> taker & 1).astype(np.bool_))
            theirs = np.flatnonzero(ungiven & (parts.having >> taker & 1).astype(np.bool_))
            if len(mine) and len(theirs):
                union = joined(parts.start[theirs], parts.end[theirs], touching=True)
                much = union.before(parts.end[mine]) - union.before(parts.start[mine])
                total = np.bincount(parts.run[mine], much, minlength=len(found))
                found |= (total > 0) & (2 * total >= parts.length)
    return found


def _others(parts: _Parts, swapped: Bools, codes: int) -> Ints:
    """The code put instead into most of each passage that is `swapped`, else -1."""
    other = np.full(len(swapped), -1)
    parts = parts.taking(np.argsort(parts.start, kind="stable"))
    mine = parts.taking(swapped[parts.run])
    keys, amounts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for one, two in _meeting(mine, parts):
        givers, takers = mine.having[one] & parts.lacking[two], mine.far[one] & parts.having[two]
        meant = (givers != 0) & (takers != 0)
        one, two = one[meant], two[meant]
        keys.append(mine.run[one] * codes + parts.code[two])
        shared = np.minimum(mine.end[one], parts.end[two])
        amounts.append(shared - np.maximum(mine.start[one], parts.start[two]))
    key, at = np.unique(np.concatenate(keys), return_inverse=True)
    amount = np.bincount(at.reshape(-1), np.concatenate(amounts), minlength=len(key))
    order = np.lexsort((key, -amount, key // codes))
    run, code = np.divmod(key[order], codes)
    best = np.flatnonzero(np.diff(run, prepend=-1))
    other[run[best]] = code[best]
    return other


def _meeting(mine: _Parts, parts: _Parts) -> Iterator[tuple[Ints, Ints]]:
    """Rows of `mine` and of `parts` that overlap (each pair once), a block at a time."""
    inside = (
        np.searchsorted(parts.start, mine.start, side="left"),
        np.searchsorted(parts.start, mine.end, side="left"),
    )
    yield from _expanded(*inside)
    over = (
        np.searchsorted(mine.start, parts.start, side="right"),
        np.searchsorted(mine.start, parts.end, side="left"),
    )
    for two, one in _expanded(*over):
        yield one, two


def _expanded(low: Ints, high: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each row with every number from its `low` to its `high`, a block of them at a time."""
    count = np.maximum(high - low, 0)
    before = np.cumsum(count) - count
    at = 0
    while at < len(count):
        until = int(np.searchsorted(before, before[at] + BLOCK, side="left"))
        rows = np.repeat(np.arange(at, until), count[at:until])
        yield rows, np.arange(len(rows)) + (low - before)[rows] + before[at]
        at = until
