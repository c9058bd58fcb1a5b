"""Where coders differ: every differing character, no other, and told as people see it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.adjudicating import consensus, with_most
from qualkit.core.comparing import differences
from qualkit.core.differing import Compared, Difference, Judged, Judgement, ranked
from qualkit.core.records import Span
from qualkit.core.team import DifferenceKind, Outcome

LENGTH = 40
CODERS = ("AB", "CD", "EF")
WHOLE = Compared("d", "v", "1", ("AB", "CD"), [Span(0, LENGTH)])


def judged(*rows: tuple[str, str, int, int]) -> list[Judged]:
    return [Judged(who, code, Span(a, b), f"{who}{n}") for n, (who, code, a, b) in enumerate(rows)]


def found(*rows: tuple[str, str, int, int]) -> tuple[Difference, ...]:
    return differences(WHOLE, judged(*rows))


def test_codings_of_one_code_that_overlap_with_other_ends_are_an_edge() -> None:
    (one,) = found(("AB", "load", 0, 10), ("CD", "load", 4, 16))
    assert (one.kind, one.span, one.codes) == (DifferenceKind.EDGE, Span(0, 16), ("load",))
    assert one.mass == 4 + 6


def test_two_short_codings_within_a_long_one_are_one_edge() -> None:
    (one,) = found(("AB", "load", 0, 20), ("CD", "load", 0, 5), ("CD", "load", 12, 20))
    assert one.kind is DifferenceKind.EDGE
    assert [len(side.judgements) for side in one.sides] == [1, 2]
    assert one.mass == 7


def test_what_the_other_has_not_coded_at_all_is_an_omission() -> None:
    (one,) = found(("AB", "load", 3, 9))
    assert one.kind is DifferenceKind.OMISSION
    assert one.sides[1].coder == "CD"
    assert one.sides[1].judgements == ()


def test_a_code_less_on_words_that_both_coded_is_an_omission() -> None:
    (one,) = found(("AB", "load", 0, 9), ("AB", "tired", 0, 9), ("CD", "tired", 0, 9))
    assert (one.kind, one.codes) == (DifferenceKind.OMISSION, ("load",))


@pytest.mark.parametrize(("covered", "together"), [(5, True), (4, False)])
def test_another_code_on_half_of_the_words_makes_one_passage_with_both_codes(
    covered: int, together: bool
) -> None:
    # The long coding is covered by less than the half of itself, the short one wholly or not.
    many = found(("AB", "load", 0, 10), ("CD", "tired", 10 - covered, 20))
    if together:
        (one,) = many
        assert (one.kind, one.codes) == (DifferenceKind.SUBSTITUTION, ("load", "tired"))
        assert one.mass == 10 + 10 + covered
    else:
        assert [each.kind for each in many] == [DifferenceKind.OMISSION] * 2


def test_codings_that_only_touch_are_two_omissions() -> None:
    many = found(("AB", "load", 0, 10), ("CD", "load", 10, 20))
    assert [each.kind for each in many] == [DifferenceKind.OMISSION] * 2


def test_a_code_that_both_have_there_stands_in_place_of_none() -> None:
    # CD has "tired" on all of AB's "load", but AB too on six characters of ten.
    many = found(("AB", "load", 0, 10), ("AB", "tired", 0, 6), ("CD", "tired", 0, 12))
    assert sorted(each.kind.value for each in many) == ["edge", "omission"]


def test_several_codes_in_place_of_one_are_one_passage() -> None:
    (one,) = found(("AB", "own", 0, 9), ("CD", "load", 0, 9), ("CD", "tired", 0, 9))
    assert one.codes == ("load", "own", "tired")
    assert [side.codes for side in one.sides] == [("own",), ("load", "tired")]


def test_with_three_the_weight_is_the_share_of_pairs_that_differ() -> None:
    three = replace(WHOLE, coders=CODERS)
    (one,) = differences(three, judged(("AB", "load", 0, 9), ("CD", "load", 0, 9)))
    assert (one.kind, one.coders) == (DifferenceKind.OMISSION, CODERS)
    assert one.mass == pytest.approx(9 * 2 / 3)


def test_what_an_interviewer_says_and_what_is_missing_for_all_is_no_difference() -> None:
    told = replace(WHOLE, speech=[Span(0, 4), Span(8, 20)], zones={"load": [Span(10, 20)]})
    assert differences(told, judged(("AB", "load", 4, 8))) == ()
    (one,) = differences(told, judged(("AB", "load", 2, 15)))
    assert one.mass == 2 + 2
    assert differences(told, judged(("AB", "load", 12, 15))) == ()


def test_a_code_that_a_coder_was_not_to_judge_is_missing_for_them() -> None:
    only = replace(WHOLE, judges=lambda coder, code: (coder, code) != ("CD", "load"))
    assert differences(only, judged(("AB", "load", 0, 9))) == ()
    (one,) = differences(only, judged(("AB", "load", 0, 9), ("CD", "tired", 0, 9)))
    assert (one.kind, one.codes) == (DifferenceKind.OMISSION, ("tired",))


def test_edges_come_last_and_the_heaviest_first() -> None:
    many = found(
        ("AB", "load", 0, 10), ("CD", "load", 0, 1), ("AB", "tired", 20, 22), ("AB", "own", 30, 36)
    )
    assert [(each.codes[0], each.mass) for each in ranked(many)] == [
        ("own", 6.0), ("tired", 2.0), ("load", 9.0),
    ]  # fmt: skip


def test_both_leaves_everything_and_one_coding_where_two_of_a_code_overlap() -> None:
    (one,) = found(("AB", "load", 0, 10), ("CD", "load", 4, 16))
    assert consensus(one, Outcome.BOTH) == (Judgement("load", Span(0, 16)),)
    assert consensus(one, Outcome.TAKE, "AB") == (Judgement("load", Span(0, 10)),)
    assert consensus(one, Outcome.NO_CODE) == ()
    assert (with_most(one), with_most(one, least=True)) == ("CD", "AB")


spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 15)).map(
    lambda pair: Span(pair[0], min(LENGTH, sum(pair)))
)
codings = st.lists(
    st.tuples(st.sampled_from(CODERS), st.sampled_from("klm"), spans), max_size=14
).map(lambda rows: [Judged(a, b, c, f"{n:02}") for n, (a, b, c) in enumerate(rows)])
holes = st.lists(st.integers(0, LENGTH), max_size=6, unique=True).map(
    lambda cuts: [Span(a, b) for a, b in zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)]
)
compared = st.builds(
    lambda speech, silent, zone: Compared(
        "d", "v", "1", CODERS, speech or [Span(0, LENGTH)],
        lambda coder, code: (coder, code) not in silent, {"k": zone} if zone else {},
    ),
    holes, st.frozensets(st.tuples(st.sampled_from(CODERS), st.sampled_from("klm")), max_size=3),
    holes,
)  # fmt: skip


def by_hand(where: Compared, rows: list[Judged]) -> dict[tuple[str, int], float]:
    """Code and character to the share of pairs of coders that differ there, one by one."""
    weights = {}
    for code in "klm":
        judging = [c for c in where.coders if where.judges(c, code)]
        for at in range(LENGTH):
            spoken = any(at in span for span in where.speech)
            if not spoken or any(at in span for span in where.zones.get(code, ())):
                continue
            has = {c: any(r.coder == c and r.code == code and at in r.span for r in rows)
                   for c in judging}  # fmt: skip
            pairs = list(combinations(judging, 2))
            if any(has[a] != has[b] for a, b in pairs):
                weights[code, at] = sum(has[a] != has[b] for a, b in pairs) / len(pairs)
    return weights


@given(compared, codings)
def test_every_character_that_differs_is_in_one_difference_and_weighs_there(
    where: Compared, rows: list[Judged]
) -> None:
    told = differences(where, rows)
    weights = by_hand(where, rows)
    for code, at in weights:
        assert any(code in each.codes and at in each.span for each in told)
    assert sum(each.mass for each in told) == pytest.approx(sum(weights.values()))
    for each in told:
        assert each.mass > 0
        for side in each.sides:
            for judgement in side.judgements:
                assert judgement.span.start >= each.span.start
                assert judgement.span.end <= each.span.end
    ids = [j.coding_id for each in told for side in each.sides for j in side.judgements]
    assert len(ids) == len(set(ids))
    assert len({each.key for each in told}) == len(told)


@given(codings)
def test_coders_who_coded_alike_do_not_differ(rows: list[Judged]) -> None:
    alike = [replace(row, coder=coder, id=f"{row.id}{coder}") for row in rows for coder in CODERS]
    assert differences(replace(WHOLE, coders=CODERS), alike) == ()


@given(compared, codings, st.randoms(use_true_random=False), st.permutations(CODERS))
def test_neither_the_order_of_codings_nor_who_is_who_matters(
    where: Compared, rows: list[Judged], random: object, names: list[str]
) -> None:
    told = differences(where, rows)
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert differences(where, mixed) == told
    other = dict(zip(CODERS, names, strict=True))
    back = {new: old for old, new in other.items()}
    renamed = replace(where, judges=lambda coder, code: where.judges(back[coder], code))
    again = differences(renamed, [replace(row, coder=other[row.coder]) for row in mixed])

    assert sorted((e.span, e.kind, e.codes) for e in again) == sorted(
        (e.span, e.kind, e.codes) for e in told
    )
    for coder in CODERS:
        mine = sorted(s.judgements for e in told if (s := e.side(coder)))
        its = sorted(s.judgements for e in again if (s := e.side(other[coder])))
        assert mine == its
