"""Going back and forward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.trail import KEPT, Trail


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(0, 12))
def test_back_and_as_often_forward_returns(leaps: list[int], count: int) -> None:
    trail: Trail[int] = Trail()
    here = -1
    for place in leaps:
        if place != here:
            trail.leave(here)
            here = place
    start, done = here, 0
    for _ in range(count):
        place = trail.back(here)
        if place is None:
            break
        assert place != here
        here, done = place, done + 1
    for _ in range(done):
        onward = trail.forward(here)
        assert onward is not None
        here = onward
    assert here == start


def test_a_leap_forgets_what_was_ahead() -> None:
    trail: Trail[str] = Trail()
    trail.leave("a")
    assert trail.back("b") == "a"
    trail.leave("a")
    assert trail.forward("c") is None
    assert trail.back("c") == "a"
    assert trail.back("a") is None


def test_only_so_many_places_are_kept() -> None:
    trail: Trail[int] = Trail()
    for number in range(KEPT + 50):
        trail.leave(number)
    assert trail.behind == KEPT
