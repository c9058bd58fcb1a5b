"""Codings to pieces: unions, sets of coders, more coders than fit into one integer."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings

from qualkit.agreement import Codings, Scope, agreement, judged
from qualkit.agreement.sweep import LANE, marked, size
from qualkit.errors import InputError
from tests.agreement.brute import Case, cases, found_for, inside


@settings(max_examples=200, deadline=None)
@given(cases(plain=True))
def test_pieces_hold_exactly_who_marked_what(case: Case) -> None:
    pieces = judged(*case.arrays()).pieces
    assert (pieces.end > pieces.start).all()
    for document in range(len(case.lengths)):
        for code in range(case.codes):
            here = (pieces.document == document) & (pieces.code == code)
            for coder in range(case.coders):
                mine = [r for r in case.codings if r[:3] == (document, coder, code)]
                expected = inside([(d, s, e) for d, _, _, s, e in mine], document)
                if not case.finished[document][coder]:
                    expected = set()
                which = here & (marked(pieces.masks, coder) > 0)
                spans = zip(pieces.start[which], pieces.end[which], strict=True)
                found = [at for s, e in spans for at in range(s, e)]
                assert sorted(found) == sorted(expected)


def test_sets_are_counted_in_every_lane() -> None:
    rng = random.Random(1)
    masks = [[rng.getrandbits(LANE) for _ in range(50)] for _ in range(3)]
    expected = [sum(bin(lane[at]).count("1") for lane in masks) for at in range(50)]
    assert size(np.array(masks)).tolist() == expected
    assert size(np.zeros((1, 0), np.int64)).tolist() == []


def test_seventy_coders_are_compared_as_two_are() -> None:
    coders = 70
    rng = random.Random(2)
    ends = [rng.randrange(5, 40) for _ in range(coders)]
    rows = [(0, coder, 0, 3, end) for coder, end in enumerate(ends)]
    code = found_for(Case([50], [[True] * coders], 1, rows)).codes[0]
    assert len(code.pairs) == 2415
    for first, second in ((0, 69), (61, 62), (62, 63), (5, 6)):
        pair = next(p for p in code.pairs if (p.first, p.second) == (first, second))
        assert pair.both == min(ends[first], ends[second]) - 3
        assert pair.first_only == max(0, ends[first] - ends[second])
    said = [sum(end > at >= 3 for end in ends) for at in range(50)]
    agreeing = sum(n * (n - 1) + (coders - n) * (coders - n - 1) for n in said)
    assert code.percent.value == pytest.approx(agreeing / (50 * coders * (coders - 1)))


def test_the_cost_knows_nothing_of_the_length_of_texts() -> None:
    rows = [(0, 0, 0, 5, 20), (0, 1, 0, 10, 30)]
    short = judged(Codings.of(rows), Scope([100], [[True, True]], 1))
    long = judged(
        Codings.of([(d, c, k, s * 10**9, e * 10**9) for d, c, k, s, e in rows]),
        Scope([10**11], [[True, True]], 1),
    )
    assert len(short.pieces) == len(long.pieces) == 3
    kappas = [
        agreement(Codings.of(r), Scope([n], [[True, True]], 1)).codes[0].pairs[0].kappa.value
        for r, n in ((rows, 100), ([(0, c, 0, s * 10**9, e * 10**9) for _, c, _, s, e in rows],
                                   10**11))
    ]  # fmt: skip
    assert kappas[0] == pytest.approx(kappas[1])


def test_more_places_than_an_integer_holds_are_refused_with_what_to_do() -> None:
    scope = Scope([10**15], [[True] * 60], 10**6)
    with pytest.raises(InputError, match="more than can be counted") as error:
        judged(Codings.of([]), scope)
    assert error.value.hint
