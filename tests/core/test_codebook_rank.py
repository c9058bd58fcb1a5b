"""Ranking for the code picker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.codebook import Code, Codebook, Status, Theme
from qualkit.core.ranking import Ranker, fold

BOOK = Codebook(
    themes=(Theme("burnout", "Burnout", aliases=("Wearing out",)),),
    codes=(
        Code("causes", "Causes", theme="burnout", codable=False),
        Code("caseload", "Caseload and staffing", theme="burnout", brief="Too many cases."),
        Code("showcase", "Showcasing", brief="Shown to visitors."),
        Code("impact", "Impact of cases"),
        Code("clash", "Clash at home", status=Status.DRAFT),
        Code("elan", "Élan"),
        Code("old", "Caseload of old", status=Status.RETIRED),
    ),
)


def ids(query, recent=()):
    return [code.id for code in BOOK.rank(query, recent)]


def test_word_starts_come_before_matches_inside_words_and_these_before_letters_with_gaps():
    assert ids("case") == ["caseload", "impact", "showcase", "clash"]
    assert ids("cdst") == ["caseload"]
    assert ids("lan") == ["elan"]


def test_several_words_match_the_beginnings_of_words_in_order():
    assert ids("ca sta") == ["caseload"]
    assert ids("sta im") == []


def test_accents_and_capitals_do_not_matter():
    assert ids("elan") == ids("ÉLAN") == ids("e\u0301lan") == ["elan"]


def test_theme_alias_id_and_brief_are_searched_behind_the_name():
    assert ids("wearing") == ["caseload"]
    assert ids("burnout case") == ["caseload"]
    assert ids("visitors") == ["showcase"]
    assert ids("isitor") == ["showcase"]


def test_only_codes_that_can_be_applied_are_offered():
    assert "old" not in ids("caseload")
    assert "causes" not in ids("causes")


def test_without_a_query_the_recent_come_first_and_then_the_order_of_output():
    assert ids("") == ["caseload", "showcase", "impact", "clash", "elan"]
    assert ids("", ["elan", "gone", "clash"]) == ["elan", "clash", "caseload", "showcase", "impact"]
    assert ids("!!") == ids("")


def test_among_equal_matches_the_recently_used_comes_first_then_the_order():
    book = Codebook(codes=tuple(Code(f"c{i}", f"Care {i}") for i in range(4)))
    assert [c.id for c in book.rank("care")] == ["c0", "c1", "c2", "c3"]
    assert [c.id for c in book.rank("care", ["c2", "c3"])] == ["c2", "c3", "c0", "c1"]


def test_of_two_matches_the_earlier_and_then_the_shorter_comes_first():
    ranker = Ranker([("the long care", ()), ("the care of all", ()), ("the care", ())])
    assert ranker.rank("care") == [2, 1, 0]


names = st.lists(st.text("abcé -", max_size=8), max_size=8)


@given(names, st.text("abce ", max_size=4))
def test_nothing_comes_twice_and_what_comes_has_the_letters_in_order(texts, query):
    found = Ranker([(name, ()) for name in texts]).rank(query)
    assert len(set(found)) == len(found)
    for index, name in enumerate(texts):
        rest = iter(fold(name))
        in_order = all(letter in rest for letter in fold(query).replace(" ", ""))
        assert in_order or index not in found
        assert fold(query) not in fold(name) or index in found


@pytest.mark.parametrize("query", ["c", "ca", "cas", "zq", "strain"])
def test_a_name_that_begins_with_the_query_is_never_behind_one_that_does_not(query):
    book = Codebook(codes=tuple(Code(f"c{i}", f"{'xc' * (i % 3)}{query} {i}") for i in range(30)))
    begins = [code.name.startswith(query) for code in book.rank(query)]
    assert begins == sorted(begins, reverse=True)
