"""Cuts of quotations: how they are stored, where there may be none, what they take away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core import trimming
from qualkit.core.masking import Masks, Replacement
from qualkit.core.records import Span, Structure
from qualkit.core.speech import Speech

TEXT = "We didn't go, and nobody asked. I couldnae sleep 👩‍👩‍👧 that night."


def test_stored_cuts_are_read_back_and_fit_the_words_that_they_were_made_of() -> None:
    cuts = (Span(3, 9), Span(14, 17))
    stored = trimming.written(cuts, TEXT)
    assert stored.startswith("3-9,14-17/")
    assert trimming.read(stored) == cuts
    assert trimming.still_fit(stored, TEXT)
    assert not trimming.still_fit(stored, TEXT.replace("asked", "ask"))
    assert not trimming.still_fit("3-9", TEXT)
    assert (trimming.written((), TEXT), trimming.read(""), trimming.still_fit("", "x")) == (
        "", (), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 3, ""),
        (3, 9, ""),
        (3, 6, "split the word"),
        (4, 9, "split the word"),
        (TEXT.index("👩") + 1, len(TEXT), "split the word"),
        (TEXT.index("👩"), len(TEXT), ""),
    ],
)
def test_a_cut_splits_no_word_and_no_sign(start: int, end: int, said: str) -> None:
    found = trimming.fault(TEXT, Span(0, len(TEXT)), Span(start, end))
    assert said in found if said else found == ""


def test_a_cut_stays_in_the_quotation_and_splits_nothing_that_is_masked() -> None:
    masks = Masks([Replacement(Span(14, 24), "[somebody]")])
    whole = Span(0, len(TEXT))
    assert "beyond" in trimming.fault(TEXT, Span(0, 9), Span(3, 13))
    assert trimming.fault(TEXT, whole, Span(14, 24), [masks]) == ""
    assert trimming.fault(TEXT, whole, Span(3, 24), [masks]) == ""
    for start, end in ((14, 17), (18, 24), (3, 17), (18, 30)):
        assert "[somebody]" in trimming.fault(TEXT, whole, Span(start, end), [masks])


def test_cuts_with_nothing_said_between_them_are_one() -> None:
    speech = Speech(TEXT, Structure())
    assert trimming.united(speech, [Span(10, 13), Span(3, 9)]) == (Span(3, 13),)
    assert trimming.united(speech, [Span(3, 9), Span(14, 17)]) == (Span(3, 9), Span(14, 17))
    assert trimming.united(speech, [Span(3, 9), Span(4, 8)]) == (Span(3, 9),)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6))
def test_what_is_left_and_the_cuts_make_up_the_span(pairs: list[tuple[int, int]]) -> None:
    speech = Speech(TEXT, Structure())
    whole = Span(0, len(TEXT))
    cuts = trimming.united(speech, [Span(a, min(a + n, len(TEXT))) for a, n in pairs if a < 60])
    kept = trimming.left(whole, cuts)
    covered = sorted(offset for each in (*cuts, *kept) for offset in range(each.start, each.end))
    assert covered == list(range(len(TEXT)))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("we didn't go", ("didn't",)),
        ("we didn’t go, no, never", ("didn’t", "no", "never")),
        ("I couldnae, I wisnae", ("couldnae", "wisnae")),
        ("I dinna ken", ("dinna",)),
        ("it is not so", ("not",)),
        ("I want the current patient in Vienna for a moment", ()),
        ("banana, notice, another, nobler, went, knot", ()),
    ],
)
def test_negations_are_known_scots_ones_too(words: str, found: tuple[str, ...]) -> None:
    assert trimming.negations(words) == found
