"""Trimmed quotations: whole words leave, [...] stands there, nothing else is put in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.choosing import QuoteChoice
from qualkit.core.quotes import CUT
from qualkit.core.records import Span
from qualkit.core.text import WORD
from qualkit.errors import InputError
from qualkit.study import Study
from tests.study.deidentified import one, take_in
from tests.study.selections.chosen import DOG, NAME, TIRED, choose, chosen, code

FRIDAY = "She rings on a Friday.\n\nShe did not ring that Friday. [laughs]"


def trimmed(study: Study, item: str, **named: list[str]) -> str:
    study.trim_quote(item, cut=named.get("cut", []), keep=named.get("keep", []))
    return next(each.quote.words for each in chosen(study) if each.id == item)


def test_words_are_named_to_be_cut_or_to_be_kept(study: Study) -> None:
    item = choose(study, TIRED).id
    assert trimmed(study, item, cut=["We lost two people, and"]) == (
        "Tired. [...] nobody asked us how we were. I drove home and sat in the car."
    )
    assert trimmed(study, item, keep=["I drove home", "in the car"]) == (
        "[...] I drove home [...] in the car."
    )
    assert trimmed(study, item, keep=["I drove home and sat in the car"], cut=["and sat"]) == (
        "[...] I drove home [...] in the car."
    )
    assert trimmed(study, item) == TIRED
    assert chosen(study)[0].cuts == ()


def test_a_cut_is_named_by_its_characters_too(study: Study) -> None:
    item = choose(study, TIRED)
    span = study.find_passage("nurse", "We lost two people, and nobody asked us how we were.")
    study.trim_quote(item.id, cut=[span])
    (now,) = chosen(study)
    assert now.quote.words == "Tired. [...] I drove home and sat in the car."
    assert now.whole == TIRED
    assert now.cuts == (Span(span.start - item.quote.span.start, span.end - item.quote.span.start),)


def test_two_cuts_with_nothing_between_are_one(study: Study) -> None:
    item = choose(study, TIRED).id
    cut = ["We lost two people,", "and nobody asked us how we were."]
    assert trimmed(study, item, cut=cut) == "Tired. [...] I drove home and sat in the car."


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (["lost tw"], "split a word"),
        (["and"], "stands 2 times"),
        (["we lost everything"], "does not stand"),
        ([TIRED], "nothing would be left"),
        (["  "], "nothing is named"),
    ],
)
def test_what_cannot_be_cut_is_refused(study: Study, cut: list[str], said: str) -> None:
    item = choose(study, TIRED).id
    with pytest.raises(InputError, match=said):
        study.trim_quote(item, cut=cut)
    assert chosen(study)[0].quote.words == TIRED


def test_a_span_beyond_the_quotation_or_within_a_word_is_refused(study: Study) -> None:
    item = choose(study, TIRED)
    start = item.quote.span.start
    with pytest.raises(InputError, match="beyond the quotation"):
        study.trim_quote(item.id, cut=[Span(start - 20, start + 5)])
    with pytest.raises(InputError, match="split the word"):
        study.trim_quote(item.id, cut=[Span(start, start + 3)])


def test_a_negation_that_is_cut_away_is_warned_of(study: Study) -> None:
    item = choose(study, FRIDAY.replace("\n\n", " "), "colleagues").id
    trimmed(study, item, cut=["did not"])
    (now,) = chosen(study)
    assert "'not'" in now.warnings[0]
    trimmed(study, item, cut=["on a Friday."])
    assert chosen(study)[0].warnings == ()


def test_what_is_masked_is_cut_as_a_whole_or_not_at_all(study: Study, files: Path) -> None:
    take_in(study, files)
    study.deidentify_scan()
    span = study.find_passage("care", "Morag rang Forfar back. I stayed in Tidewrack that night.")
    finding = one(study, "Tidewrack", "care").finding.id
    study.decide_findings([finding], "generalise", replacement="[a small place]")
    study.code("care", span, "colleagues")
    study.select_quote(NAME, document="care", span=span, code="colleagues")
    (item,) = chosen(study)
    assert "[a small place]" in item.quote.words
    source = study.text("care").text
    at = source.index("in Tidewrack that") + 3
    with pytest.raises(InputError, match="a small place"):
        study.trim_quote(item.id, cut=["in [a small"])
    study.trim_quote(item.id, cut=["in [a small place]"])
    assert chosen(study)[0].quote.words.endswith("I stayed [...] that night.")
    study.trim_quote(item.id, cut=[Span(at, at + len("Tidewrack"))])
    assert chosen(study)[0].quote.words.endswith("I stayed in [...] that night.")


def test_an_exchange_keeps_its_lines_and_says_where_turns_are_left_out(study: Study) -> None:
    first = study.find_passage("group", "Too much of it.")
    last = study.find_passage("group", "The phone calls are the work.")
    span = first.hull(last)
    study.code("group", span, "caseload")
    study.select_quote(NAME, document="group", span=span, code="caseload")
    (item,) = chosen(study)
    one_, two = item.quote.speakers
    middle = trimmed(study, item.id, cut=["Nobody counts the phone calls."])
    assert middle == f"{one_}: Too much of it. [...]\n{one_}: The phone calls are the work."
    assert chosen(study)[0].quote.speakers == (one_,)
    assert trimmed(study, item.id, cut=["Too much of it."]) == (
        f"{two}: [...] Nobody counts the phone calls.\n{one_}: The phone calls are the work."
    )
    assert trimmed(study, item.id, cut=["The phone calls are the work."]) == (
        f"{one_}: Too much of it.\n{two}: Nobody counts the phone calls. [...]"
    )
    assert trimmed(study, item.id, cut=["counts the phone calls. The phone calls"]) == (
        f"{one_}: Too much of it.\n{two}: Nobody [...]\n{one_}: [...] are the work."
    )


LONG = " ".join(f"word{number} here, and then" for number in range(500))
RIGHT_TO_LEFT = "אני עייפה מאוד, ואף אחד לא שאל אותי. نمت قليلا في تلك الليلة."
EMOJI = "I was 👩‍👩‍👧‍👦 done 🇬🇧🇸🇪 e\u0301te\u0301 and then ☕️ home 👍🏽 again."


@pytest.fixture
def odd(study: Study, files: Path) -> Study:
    """A study with an interview of long, right-to-left and pictorial turns, each chosen."""
    said = "\n".join(f"I: And?\nQ: {words}" for words in (LONG, RIGHT_TO_LEFT, EMOJI))
    (files / "odd.txt").write_text(f"{said}\n", "utf-8")
    study.import_transcripts([files / "odd.txt"])
    for words in (LONG, RIGHT_TO_LEFT, EMOJI):
        span = code(study, words, document="odd")
        study.select_quote(NAME, document="odd", span=span, code="exhaustion")
    return study


def pieces(printed: str) -> list[str]:
    return [each.strip() for each in printed.split(CUT)]


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(data=st.data())
def test_a_trim_of_any_words_prints_the_rest_in_order_and_undo_is_exact(
    odd: Study, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, 2))
    odd.trim_quote(chosen(odd)[number].id)
    before = chosen(odd)
    item = before[number]
    text = odd.text("odd").text
    span = item.quote.span
    there = [Span(*match.span()) for match in WORD.finditer(text, span.start, span.end)]
    picked = data.draw(st.sets(st.integers(0, len(there) - 1), max_size=min(12, len(there) - 1)))
    odd.trim_quote(item.id, cut=[there[each] for each in sorted(picked)])
    now = chosen(odd)[number]
    assert now.whole == item.whole
    at = 0
    for piece in pieces(now.quote.words):
        found = now.whole.find(piece, at)
        assert found >= 0
        at = found + len(piece)
    assert now.quote.words.count(CUT) == len(now.cuts) <= len(picked)
    assert (now.quote.words == now.whole) is (not picked)
    left = [text[each.start : each.end] for n, each in enumerate(there) if n not in picked]
    printed = [m[0] for m in WORD.finditer(now.quote.words.replace(CUT, " "))]
    assert printed == left
    if picked:
        odd.undo()
        assert chosen(odd) == before
        odd.redo()
        assert chosen(odd)[number] == now


def test_a_quotation_of_ten_thousand_characters_is_written_and_warned_of(
    odd: Study, tmp_path: Path
) -> None:
    first = chosen(odd)[0]
    assert len(first.quote.words) > 10_000
    assert "trim it" in first.warnings[0]
    for name in ("q.csv", "q.docx", "q.html"):
        done = odd.export_quotes(
            tmp_path / name, choice=QuoteChoice(selection=NAME), profile="team"
        )
        assert done.rows == 3
    text = (tmp_path / "q.csv").read_text("utf-8")
    assert RIGHT_TO_LEFT in text
    assert "👩‍👩‍👧‍👦" in text


def test_a_trimmed_quotation_is_written_as_trimmed(study: Study, tmp_path: Path) -> None:
    item = choose(study, TIRED).id
    choose(study, DOG, "colleagues")
    trimmed(study, item, cut=["We lost two people, and"])
    done = study.export_quotes(
        tmp_path / "q.csv", choice=QuoteChoice(selection=NAME), profile="team"
    )
    text = done.path.read_text("utf-8")
    assert "Tired. [...] nobody asked us how we were." in text
    assert "lost two people" not in text
    assert not re.search(r"\[\.\.\.\][^ ,\"\n]", text)
