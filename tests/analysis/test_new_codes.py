"""Which codes turn up first in which text: each once, whatever the order of the codings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.analysis.new_codes import new_codes

USES = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("vwxyz")), max_size=30)


def test_a_code_counts_where_it_turns_up_first() -> None:
    found = new_codes(["a", "b", "c"], [("c", "x"), ("b", "x"), ("b", "y"), ("z", "w")])
    assert [(each.place, each.new, each.total) for each in found] == [
        (1, (), 0), (2, ("x", "y"), 2), (3, (), 2),
    ]  # fmt: skip


@given(USES, st.permutations("abcd"))
def test_every_code_that_is_used_is_new_exactly_once(
    uses: list[tuple[str, str]], order: list[str]
) -> None:
    found = new_codes(order, uses)
    every = [code for each in found for code in each.new]
    assert sorted(every) == sorted({code for _, code in uses})
    assert found[-1].total == len(every)
    for code in every:
        first = next(t for t in order if (t, code) in uses)
        assert code in next(each.new for each in found if each.document == first)


@given(USES, st.randoms())
def test_the_order_of_the_codings_does_not_matter(
    uses: list[tuple[str, str]], chance: object
) -> None:
    shuffled = list(uses)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert new_codes("abcd", uses) == new_codes("abcd", shuffled)
