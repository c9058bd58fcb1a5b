"""Finding words: what fits in each mode, and that a hit's span holds the words."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.analysis import patience
from qualkit.analysis.matching import matcher
from qualkit.analysis.patience import PatientPattern
from qualkit.core.folding import fold
from qualkit.core.records import Structure
from qualkit.core.said import Said
from qualkit.core.searching import Query, SearchMode
from qualkit.errors import InputError


def found(text: str, wanted: str, mode: str = "exact", **options: object) -> list[str]:
    """The words that are found in a text without speakers."""
    with matcher(Query(wanted, SearchMode(mode), **options)) as finder:  # type: ignore[arg-type]
        return [span.of(text) for span in finder.find(Said(text, Structure()))]


@pytest.mark.parametrize(
    ("text", "wanted", "mode", "hits"),
    [
        ("Recovery cover", "cover", "exact", ["cover", "cover"]),
        ("Recovery cover", "cover", "word", ["cover"]),
        ("I don’t. I Don't!", "don't", "exact", ["don’t", "Don't"]),
        ("two  \n posts", "two posts", "word", ["two  \n posts"]),
        ("vacancy, vacancies, vacant", "vacanc*", "word", ["vacancy", "vacancies"]),
        ("I can, I can't, 'can I'", "can", "word", ["can", "can"]),
        ("near-fatal nearly", "near", "word", ["near"]),
        ("covers covered recovery covering", "cover", "lemma", ["covers", "covered", "covering"]),
        ("counted the posts; post counts", "count post", "lemma", []),
        ("she counts posts", "counted post", "lemma", ["counts posts"]),
        ("the casload and caselode", "caseload", "fuzzy", ["casload", "caselode"]),
        ("the casload", "case", "fuzzy", []),
        ("sixty-one, sixty two", r"sixty\W\w+", "regex", ["sixty-one", "sixty two"]),
        ("it’s so", r"it's", "regex", ["it’s"]),
        ("STRASSE Straße", "strasse", "word", ["STRASSE", "Straße"]),
        ("a.b axb", "a.b", "exact", ["a.b"]),
        ("“quoted”", '"quoted"', "exact", ["“quoted”"]),
    ],
)
def test_each_mode_finds_what_it_says(text: str, wanted: str, mode: str, hits: list[str]) -> None:
    assert found(text, wanted, mode) == hits


def test_capitals_are_told_apart_where_asked() -> None:
    assert found("Ward ward", "Ward", case=True) == ["Ward"]
    assert found("Ward ward", "W[a]rd", "regex", case=True) == ["Ward"]


def test_the_threshold_decides_how_misspelt_a_word_may_be() -> None:
    assert found("wrok", "work", "fuzzy", threshold=75) == ["wrok"]
    assert found("wrok", "work", "fuzzy", threshold=76) == []
    with pytest.raises(InputError, match="no percentage"):
        found("a", "a", "fuzzy", threshold=0)


@pytest.mark.parametrize("mode", list(SearchMode))
def test_nothing_to_look_for_is_refused(mode: SearchMode) -> None:
    with pytest.raises(InputError, match="nothing to look for"):
        found("a", "  ", mode)


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "*", "(?P<a", "a{99999999999}"])
def test_a_pattern_that_is_none_is_refused_in_words(pattern: str) -> None:
    with pytest.raises(InputError, match="is no regular expression"):
        found("a", pattern, "regex")


def test_a_pattern_that_runs_away_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.3)
    with pytest.raises(InputError, match="was stopped") as told:
        found("a" * 40 + "!", r"(a+)+b", "regex")
    assert "(a+)+" in (told.value.hint or "")


def test_the_process_is_ended_with_the_search() -> None:
    with closing(PatientPattern("a+")) as pattern:
        assert list(pattern.find(["baab", "c", "a"], "x")) == [(0, 1, 3), (2, 0, 1)]
        child = pattern._child
        assert child is not None
    assert child._process.poll() is not None


def test_a_pattern_matches_in_its_process_as_it_would_here() -> None:
    text = "One two\nthree İ ſ K"
    for source in (r"\bt\w+", r"(?s)o.*e", r"(?x) t w o +", r"^one?", r"[ks]+$"):
        with closing(PatientPattern(source)) as pattern:
            here = [m.span() for m in re.finditer(source, text, re.IGNORECASE) if m[0]]
            assert [(s, e) for _, s, e in pattern.find([text], "x")] == here


TEXTS = st.text(alphabet=st.sampled_from("aAbc ’'-.é\u0301ßfFiﬁ\n"), min_size=1, max_size=50)


@given(TEXTS, st.integers(0, 49), st.integers(1, 8), st.sampled_from(["exact", "word"]))
def test_what_stands_in_the_text_is_found_and_every_hit_holds_it(
    text: str, start: int, length: int, mode: str
) -> None:
    wanted = text[start : start + length].strip()
    if not wanted:
        return
    hits = found(text, wanted, mode)
    squeezed = " ".join(fold(wanted).text.split())
    for hit in hits:
        assert squeezed in " ".join(fold(hit).text.split())
    if mode == "exact" and fold(text).text.find(fold(wanted).text) >= 0:
        assert hits
