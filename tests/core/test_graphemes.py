"""Where the signs that people see begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.graphemes import is_break, next_break, previous_break

FAMILY = "👨\u200d👩\u200d👧"
texts = st.text("ab 界é\u0301\u200d\ufe0f👍🏽👨👩\U0001f1ec\U0001f1e7\n", max_size=30)


def signs(text: str) -> list[str]:
    found, start = [], 0
    while start < len(text):
        end = next_break(text, start)
        found.append(text[start:end])
        start = end
    return found


def test_accents_families_skin_tones_and_flags_are_one_sign_each() -> None:
    text = "e\u0301" + FAMILY + "👍🏽" + "🇬🇧🇫🇷" + "❤\ufe0f" + "x"
    assert signs(text) == ["e\u0301", FAMILY, "👍🏽", "🇬🇧", "🇫🇷", "❤\ufe0f", "x"]


@given(texts)
def test_the_signs_of_a_text_are_the_text_and_end_at_breaks(text: str) -> None:
    assert "".join(signs(text)) == text
    position = 0
    for sign in signs(text):
        position += len(sign)
        assert is_break(text, position)


@given(texts, st.integers(0, 29))
def test_forward_from_a_break_and_back_returns(text: str, offset: int) -> None:
    if offset < len(text) and is_break(text, offset):
        assert previous_break(text, next_break(text, offset)) == offset


def test_a_run_of_combining_marks_ends_somewhere() -> None:
    text = "a" + "\u0301" * 5000
    assert next_break(text, 0) <= 64
    assert previous_break(text, len(text)) >= len(text) - 64
