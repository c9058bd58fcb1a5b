"""Documents shared out among coders: drawn for two within strata, the rest by their length.

Pure and repeatable: chance enters only as a hash of the seed and the documents' names, so that
neither the order in which things are given nor the machine makes a difference.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

# Rounds of trying to level the loads; each makes the greatest difference smaller.
_TRIES = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A document to be shared out: its name, its length in words, the stratum it is drawn in."""

    name: str
    words: int
    stratum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """Who codes a document."""

    piece: Piece
    coders: tuple[str, ...]

    @property
    def double(self) -> bool:
        """Whether two do."""
        return len(self.coders) > 1


def shared_out(
    pieces: Sequence[Piece], coders: Sequence[str], overlap: Fraction, seed: int,
    again: Sequence[Piece] = (),
) -> tuple[Share, ...]:  # fmt: skip
    """Who codes what, by document name: each document by one coder, the drawn ones by two.

    `overlap` is the share of documents to be drawn, from 0 to 1; `again` are pieces outside the
    draw, for one coder each. Names must differ. The loads in words of any two coders differ by no
    more than the longest document has.
    """
    names = sorted(set(coders))
    drawn = drawn_for_two(pieces, overlap, seed) if len(names) > 1 else frozenset()
    both = [piece for piece in pieces if piece.name in drawn]
    alone = [piece for piece in pieces if piece.name not in drawn] + list(again)
    loads = dict.fromkeys(names, 0)
    pairs = _paired(both, names, loads, seed)
    shares = [Share(piece, pair) for piece, pair in pairs.items()]
    single = _levelled(_dealt(alone, loads, seed), loads)
    shares += [Share(piece, (coder,)) for coder, own in single.items() for piece in own]
    return tuple(sorted(shares, key=lambda share: share.piece.name))


def _chance(seed: int, *names: str) -> bytes:
    return hashlib.sha256("\0".join((str(seed), *names)).encode()).digest()


def drawn_for_two(pieces: Sequence[Piece], overlap: Fraction, seed: int) -> frozenset[str]:
    """The names of the documents that two code.

    The number is the share of all documents, rounded (at least one where any is wanted); each
    stratum gets its part of it by largest remainder, so within one document of its exact part.
    """
    strata: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        strata.setdefault(piece.stratum, []).append(piece)
    quotas = {stratum: overlap * len(own) for stratum, own in strata.items()}
    total = int(overlap * len(pieces) + Fraction(1, 2))
    total = max(total, 1) if overlap and pieces else total
    counts = {stratum: int(quota) for stratum, quota in quotas.items()}
    by_rest = sorted(
        (s for s in strata if quotas[s] > counts[s]),
        key=lambda s: (counts[s] - quotas[s], _chance(seed, "stratum", *s)),
    )
    for stratum in by_rest[: max(0, total - sum(counts.values()))]:
        counts[stratum] += 1
    return frozenset(
        piece.name
        for stratum, own in strata.items()
        for piece in sorted(own, key=lambda p: _chance(seed, p.name))[: counts[stratum]]
    )


def _longest_first(pieces: Sequence[Piece], seed: int) -> list[Piece]:
    return sorted(pieces, key=lambda p: (-p.words, _chance(seed, p.name)))


def _paired(
    pieces: Sequence[Piece], names: Sequence[str], loads: dict[str, int], seed: int
) -> dict[Piece, tuple[str, str]]:
    """A pair of coders for each piece, the pairs in turn; `loads` grow by it.

    Pairs take turns only as far as no two loads come to differ by more than the longest piece:
    the two with the least to do never break that.
    """
    pairs = list(combinations(names, 2))
    met = dict.fromkeys(pairs, 0)
    longest = max((piece.words for piece in pieces), default=0)
    found = {}
    for piece in _longest_first(pieces, seed):
        level = [pair for pair in pairs if _spread(loads, pair, piece.words) <= longest]
        pair = min(level, key=lambda p: (met[p], loads[p[0]] + loads[p[1]], _chance(seed, *p)))
        found[piece] = pair
        met[pair] += 1
        for coder in pair:
            loads[coder] += piece.words
    return found


def _spread(loads: Mapping[str, int], pair: tuple[str, str], words: int) -> int:
    after = [load + words * (coder in pair) for coder, load in loads.items()]
    return max(after) - min(after)


def _dealt(pieces: Sequence[Piece], loads: dict[str, int], seed: int) -> dict[str, list[Piece]]:
    """The pieces one by one to whoever has the least to do, the longest first; `loads` grow."""
    own: dict[str, list[Piece]] = {coder: [] for coder in loads}
    for piece in _longest_first(pieces, seed):
        coder = min(loads, key=lambda c: (loads[c], len(own[c]), _chance(seed, c)))
        own[coder].append(piece)
        loads[coder] += piece.words
    return own


def _levelled(own: dict[str, list[Piece]], loads: dict[str, int]) -> dict[str, list[Piece]]:
    """The same, with pieces moved or swapped between who has most and who has least to do."""
    for _ in range(_TRIES):
        most = max(loads, key=lambda c: (loads[c], c))
        least = min(loads, key=lambda c: (loads[c], c))
        gap = loads[most] - loads[least]
        given = _best_change(own[most], own[least], gap)
        if given is None:
            break
        there, back = given
        own[most].remove(there)
        own[least].append(there)
        if back is not None:
            own[least].remove(back)
            own[most].append(back)
        words = there.words - (back.words if back else 0)
        loads[most] -= words
        loads[least] += words
    return own


def _best_change(
    most: Sequence[Piece], least: Sequence[Piece], gap: int
) -> tuple[Piece, Piece | None] | None:
    """What to give to whoever has less, and what to take for it, so that both become most alike.

    None where nothing makes the gap smaller.
    """
    # What may be given back, by length: for each piece that goes, the two nearest to the best.
    backs: list[Piece | None] = [None, *sorted(least, key=lambda p: (p.words, p.name))]
    lengths = [back.words if back else 0 for back in backs]
    changes = []
    for there in most:
        at = bisect_left(lengths, there.words - gap / 2)
        for back in backs[max(0, at - 1) : at + 1]:
            words = there.words - (back.words if back else 0)
            if 0 < words < gap:
                name = back.name if back else ""
                changes.append((abs(gap - 2 * words), there.name, name, there, back))
    return min(changes, key=lambda each: each[:3])[3:] if changes else None
