"""Whether a paraphrase is the speaker's words after all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.own_words import RUN, borrowed

SAID = "I drove home and sat in the car, and I didn’t go in until it was dark."
WORDS = st.lists(st.sampled_from(SAID.replace(",", "").replace(".", "").split()), max_size=30)


def test_six_words_in_a_row_are_the_speakers_whatever_their_case_and_signs() -> None:
    assert borrowed("She Drove home... and sat in THE car", SAID, SAID) == (
        "Drove home and sat in THE"
    )
    assert borrowed("that she didn't go in until it was late", SAID, SAID)


def test_five_words_in_a_row_are_a_researchers_own() -> None:
    assert borrowed("She drove home and sat in traffic", SAID, SAID) == ""


def test_a_short_passage_is_the_speakers_as_a_whole() -> None:
    passage = "Nobody counts the calls."
    assert borrowed("Says that nobody counts the calls", passage, passage)
    assert borrowed("Nobody counts what is done on the phone", passage, passage) == ""
    assert borrowed("Tired", "Tired.", "Tired.") == ""


@given(WORDS, WORDS)
def test_what_is_let_pass_shares_no_run_of_six_words(text: list[str], said: list[str]) -> None:
    shared = any(
        text[a : a + RUN] == said[b : b + RUN]
        for a in range(len(text) - RUN + 1)
        for b in range(len(said) - RUN + 1)
    )
    assert bool(borrowed(" ".join(text), " ".join(said), " ".join(said))) >= shared
