"""Documents shared out among coders: drawn for two by strata, balanced, the same for a seed."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualkit.core.sharing import Piece, Share, drawn_for_two, shared_out

STRATA = [("interview", "NHS"), ("interview", "third"), ("focus group", "NHS")]
PIECES = some.lists(
    some.tuples(some.integers(0, 9000), some.sampled_from(STRATA)), min_size=1, max_size=40
).map(lambda rows: [Piece(f"D{n:02d}", words, own) for n, (words, own) in enumerate(rows)])
CODERS = some.sampled_from(
    [["AB"], ["AB", "CD"], ["AB", "CD", "EF"], ["AB", "CD", "EF", "GH", "X"]]
)
OVERLAPS = some.sampled_from([Fraction(n, 100) for n in (0, 5, 10, 20, 25, 33, 50, 100)])
SEEDS = some.integers(0, 1000)


def loads(shares: tuple[Share, ...], coders: list[str]) -> dict[str, int]:
    return {c: sum(s.piece.words for s in shares if c in s.coders) for c in coders}


@given(PIECES, CODERS, OVERLAPS, SEEDS)
def test_every_document_is_coded_and_by_two_different_coders_where_it_was_drawn(
    pieces: list[Piece], coders: list[str], overlap: Fraction, seed: int
) -> None:
    shares = shared_out(pieces, coders, overlap, seed)
    assert [share.piece for share in shares] == pieces
    assert all(len(set(s.coders)) == len(s.coders) in (1, 2) for s in shares)
    assert all(set(share.coders) <= set(coders) for share in shares)
    drawn = drawn_for_two(pieces, overlap, seed) if len(coders) > 1 else set()
    assert {share.piece.name for share in shares if share.double} == drawn


@given(PIECES, OVERLAPS, SEEDS)
def test_the_drawn_share_is_within_one_document_of_what_was_asked_in_all_and_in_each_stratum(
    pieces: list[Piece], overlap: Fraction, seed: int
) -> None:
    drawn = drawn_for_two(pieces, overlap, seed)
    for stratum in STRATA:
        own = [piece.name for piece in pieces if piece.stratum == stratum]
        assert abs(len(drawn & set(own)) - overlap * len(own)) < 1
    assert abs(len(drawn) - overlap * len(pieces)) < 1
    assert bool(drawn) == bool(overlap)


@given(PIECES, CODERS, OVERLAPS, SEEDS, some.integers(0, 3))
def test_loads_differ_by_no_more_than_the_longest_document(
    pieces: list[Piece], coders: list[str], overlap: Fraction, seed: int, again: int
) -> None:
    shares = shared_out(pieces[again:], coders, overlap, seed, pieces[:again])
    words = loads(shares, coders).values()
    assert max(words) - min(words) <= max(piece.words for piece in pieces)
    assert all(not s.double for s in shares if s.piece in pieces[:again])


@given(PIECES, CODERS, OVERLAPS, SEEDS, some.randoms(use_true_random=False))
def test_the_order_in_which_documents_and_coders_are_given_changes_nothing(
    pieces: list[Piece], coders: list[str], overlap: Fraction, seed: int, chance: random.Random
) -> None:
    turned = chance.sample(pieces, len(pieces))
    others = chance.sample(coders, len(coders))
    assert shared_out(turned, others, overlap, seed) == shared_out(pieces, coders, overlap, seed)


def test_another_seed_draws_other_documents() -> None:
    pieces = [Piece(f"D{n}", 1000 + n) for n in range(40)]
    draws = {drawn_for_two(pieces, Fraction(1, 5), seed) for seed in range(20)}
    assert len(draws) > 15
    assert all(len(draw) == 8 for draw in draws)


def test_every_document_is_drawn_about_equally_often_over_many_seeds() -> None:
    pieces = [Piece(f"D{n}", 1000) for n in range(20)]
    counts = dict.fromkeys((piece.name for piece in pieces), 0)
    for seed in range(1000):
        for name in drawn_for_two(pieces, Fraction(1, 4), seed):
            counts[name] += 1
    # 250 each, with a standard deviation of 14.
    assert all(180 < count < 320 for count in counts.values())


@pytest.mark.parametrize("words", [1000, 2500])
def test_every_pair_of_coders_shares_documents_where_there_are_enough(words: int) -> None:
    pieces = [Piece(f"D{n}", words + 37 * n) for n in range(24)]
    shares = shared_out(pieces, ["AB", "CD", "EF", "GH"], Fraction(1, 2), 7)
    met: dict[tuple[str, ...], int] = {}
    for share in shares:
        if share.double:
            met[share.coders] = met.get(share.coders, 0) + 1
    assert len(met) == 6
    assert set(met.values()) == {2}


def test_the_single_documents_are_levelled_better_than_one_by_one() -> None:
    # The longest first to whoever has least would end with 3 + 2 + 2 against 3 + 2.
    pieces = [Piece(f"D{n}", words) for n, words in enumerate((3, 3, 2, 2, 2))]
    shares = shared_out(pieces, ["AB", "CD"], Fraction(0), 1)
    assert loads(shares, ["AB", "CD"]) == {"AB": 6, "CD": 6}


def test_a_thousand_documents_are_shared_out_in_a_moment() -> None:
    pieces = [Piece(f"D{n:04d}", 500 + n * 7919 % 9000) for n in range(1000)]
    coders = ["AB", "CD", "EF", "GH", "IJ"]
    words = loads(shared_out(pieces, coders, Fraction(1, 5), 3), coders).values()
    assert max(words) - min(words) < 100


@pytest.mark.parametrize("seed", range(20))
def test_pairs_take_turns_no_further_than_the_loads_allow(seed: int) -> None:
    # With six coders a pair that has not met yet may be one of those with most to do.
    lengths = (5000, 5000, 5000, 354, 5000, 224, 5149, 4750)
    pieces = [Piece(f"D{n}", words) for n, words in enumerate(lengths)]
    coders = ["AB", "CD", "EF", "GH", "IJ", "KL"]
    words = loads(shared_out(pieces, coders, Fraction(1), seed), coders).values()
    assert max(words) - min(words) <= 5149
