"""From codings to pieces of text, each with the set of coders who marked it with a code.

Cost grows with the number of codings, never with the length of the text: O(n log n) time, O(n)
memory. Sets of coders are bits of an integer; 62 coders fit into one lane, more get more lanes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualkit.agreement.arrays import Bools, Codings, Ints, Scope
from qualkit.errors import InputError

LANE = 62
"""Coders in one integer of 64 bits: the sign stays free, and one bit says `in a zone`."""
ZONE_BIT = 62


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Stretches that at least one coder marked (or a zone covers), by document, code, position.

    document, code, start, end (R,): where. masks (lanes, R): bit c % 62 of lane c // 62 is set
    where coder c marked the stretch with the code.
    """

    document: Ints
    code: Ints
    start: Ints
    end: Ints
    masks: Ints

    def __len__(self) -> int:
        return len(self.document)

    def taking(self, which: Ints | slice | Bools) -> Pieces:
        """These pieces only."""
        return Pieces(
            self.document[which],
            self.code[which],
            self.start[which],
            self.end[which],
            self.masks[:, which],
        )

    def zoned(self) -> Bools:
        """Which pieces lie in a zone of their code."""
        told: Bools = (self.masks[0] >> ZONE_BIT) & 1 > 0
        return told


def marked(masks: Ints, coder: int) -> Ints:
    """1 where the coder is in the set, else 0; masks (lanes, R)."""
    bits: Ints = (masks[coder // LANE] >> (coder % LANE)) & 1
    return bits


def size(masks: Ints) -> Ints:
    """How many coders are in each set; masks (lanes, R) without zones."""
    # By table, 16 bits at a time: numpy counts bits itself only since 2.0.
    table = np.zeros(1, np.uint8)
    for _ in range(16):
        table = np.concatenate((table, table + np.uint8(1)))
    total = np.zeros(masks.shape[1], np.int64)
    for lane in masks:
        top = int(lane.max(initial=0)).bit_length()
        for shift in range(0, top, 16):
            total += table[(lane >> shift) & 0xFFFF]
    return total


def shift_of(scope: Scope, lengths: Ints) -> int:
    """Bits for a position, where (document, code, coder, position) fits into one integer.

    InputError where it cannot: more than 2**63 places.
    """
    bits = int(lengths.max(initial=0)).bit_length() + 1
    groups = max(1, scope.documents * scope.codes * (scope.coders + 1))
    if (groups << bits) >= 1 << 63:
        raise InputError(
            f"{scope.documents} documents x {scope.codes} codes x {scope.coders} coders are more "
            "than can be counted at once",
            "Leave out the codes nobody used, or compare fewer coders at a time.",
        )
    return bits


def united(codings: Codings, scope: Scope, bits: int) -> Codings:
    """The codings with those of one coder and code that overlap or touch made one.

    Sorted by document, code, coder, start. A coder's number may be C, which stands for zones.
    """
    if not len(codings):
        return codings
    coders = scope.coders + 1
    group = (codings.document * scope.codes + codings.code) * coders + codings.coder
    key = (group << bits) | codings.start
    order = np.argsort(key)
    key = key[order]
    # Ends carry their group too, so that the running maximum starts again with each group.
    reach = np.maximum.accumulate(((group << bits) | codings.end)[order])
    new = np.concatenate(([True], key[1:] > reach[:-1]))
    last = np.concatenate((np.flatnonzero(new)[1:] - 1, [len(key) - 1]))
    within = (1 << bits) - 1
    cell, coder = np.divmod(key[new] >> bits, coders)
    document, code = np.divmod(cell, scope.codes)
    return Codings(document, coder, code, key[new] & within, reach[last] & within)


def sweep(spans: Codings, scope: Scope, bits: int) -> Pieces:
    """The pieces of united codings: cut wherever the set of coders changes."""
    lanes = max(1, -(-scope.coders // LANE))
    cell = spans.document * scope.codes + spans.code
    keys = np.concatenate(((cell << bits) | spans.start, (cell << bits) | spans.end))
    order = np.argsort(keys)
    keys = keys[order]
    in_zone = spans.coder == scope.coders
    lane = np.where(in_zone, 0, spans.coder // LANE)
    bit = np.int64(1) << np.where(in_zone, ZONE_BIT, spans.coder % LANE)
    masks = np.empty((lanes, len(keys)), np.int64)
    for at in range(lanes):
        change = bit if lanes == 1 else np.where(lane == at, bit, 0)
        # Every coding that begins also ends, so the sum is 0 again at the end of each code.
        np.cumsum(np.concatenate((change, -change))[order], out=masks[at])
    keep = np.flatnonzero((masks[:, :-1] != 0).any(axis=0) & (keys[1:] > keys[:-1]))
    within = (1 << bits) - 1
    document, code = np.divmod(keys[keep] >> bits, max(1, scope.codes))
    return Pieces(document, code, keys[keep] & within, keys[keep + 1] & within, masks[:, keep])
