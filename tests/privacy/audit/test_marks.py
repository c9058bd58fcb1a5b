from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.privacy.audit.marks import marked

SAID = ("we", "lost", "two", "people", "on", "Friday", "and", "nobody", "asked")


def inside(text: str) -> list[str]:
    return [text[m.start : m.end] for m in marked(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said “we lost two” and left.", ["we lost two"]),
        ('She said "we lost two" and left.', ["we lost two"]),
        ("She said ‘we lost two’ and left.", ["we lost two"]),
        ("She said 'we lost two' and left.", ["we lost two"]),
        # Mixed: one mark curly, the other straight, and one that Word turned the wrong way.
        ('She said “we lost two" and left.', ["we lost two"]),
        ("She said ”we lost two” and left.", ["we lost two"]),
        # Nested, in either order and with one kind alone.
        ("“He said ‘no’ to me”, she said.", ["He said ‘no’ to me"]),
        ("‘He said “no” to me’, she said.", ["He said “no” to me"]),
        ('"He said "no" to me", she said.', ['He said "no" to me']),
        # Apostrophes are no marks.
        ("The staff's view isn't the nurses' own.", []),
        ("It's 'the nurses' lives and work' that count.", ["the nurses' lives and work"]),
        ("Give 'em time, 'cause they're tired.", []),
        ("It was “tellin' us off, 'cause we're late”.", ["tellin' us off, 'cause we're late"]),
        # Marks beside dots, brackets and full stops.
        ('One asked "what changed?". Another did not.', ["what changed?"]),
        ('"..we start to feel", he said.', ["..we start to feel"]),
        ("(“sixty on my list”)", ["sixty on my list"]),
        ("“[They] went home” and “[...] so did I”", ["[They] went home", "[...] so did I"]),
        ("A pipe of 12\" and one of 14\" lay there.", []),
    ],
)  # fmt: skip
def test_marks_are_told_from_apostrophes_and_each_other(text: str, found: list[str]) -> None:
    assert inside(text) == found


def test_what_is_never_closed_goes_to_the_end() -> None:
    [found] = marked("She said: “we lost two people and")
    assert found.end is None


@given(st.text(alphabet="ab .,'’‘\"“”[]()", max_size=60))
def test_no_text_makes_marks_that_overlap_or_lie_outside(text: str) -> None:
    last = 0
    for found in marked(text):
        end = len(text) if found.end is None else found.end
        assert last <= found.start <= end <= len(text)
        last = end


@given(
    st.lists(st.sampled_from(SAID), min_size=1),
    st.sampled_from([("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")]),
)
def test_words_between_any_marks_are_found(words: list[str], pair: tuple[str, str]) -> None:
    said = " ".join(words)
    assert inside(f"One said {pair[0]}{said}{pair[1]} to us.") == [said]
