from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.audit import Source, Verdict
from qualkit.core.records import Mark, MarkKind, Span, Structure, TextVersion
from qualkit.privacy.audit.corpus import Corpus
from qualkit.privacy.audit.lookup import Found, Lookup

_WORDS = (
    "tired we lost people nobody asked home drove sat car winter manager rings friday dog walk "
    "corridor list sixty phone calls count work never team rota sleep sea rain office form"
)
WORDS = _WORDS.split()
STRANGE = ("kelpie", "usher", "vortex", "plinth", "quartz", "tandem")
SPEECH = (
    "Tired. We lost two people, and nobody asked us how we were. I drove home and sat in the car. "
    "[laughs] My manager rings on a Friday, but she did not ring that Friday, because of the rota."
)
FAR = "The dog helps, mostly. And Stuart’s stories. We have a word in the corridor, self-care, aye."


def corpus(*texts: str) -> Corpus:
    sources = []
    for number, text in enumerate(texts):
        laugh = text.find("[laughs]")
        marks = (Mark(laugh, laugh + 8, MarkKind.EDITORIAL),) if laugh >= 0 else ()
        version = TextVersion(f"v{number}", f"d{number}", 1, text, "", Structure(marks=marks))
        sources.append(Source(f"D{number}", version))
    return Corpus(sources)


def find(text: str, *texts: str) -> Found:
    return Lookup(corpus(*(texts or (SPEECH, FAR))), [text]).find(text)


def verdict(text: str) -> Verdict:
    return find(text).verdict


def test_signs_white_space_and_a_first_capital_do_not_matter() -> None:
    assert verdict("we lost two people,  and\nnobody asked us how we were!") is Verdict.VERBATIM
    assert verdict("We have a word in the corridor, self–care, aye") is Verdict.VERBATIM
    assert verdict("And Stuart's stories.") is Verdict.VERBATIM


def test_an_editors_mark_may_be_left_out_kept_or_added() -> None:
    assert verdict("sat in the car. My manager rings") is Verdict.VERBATIM
    assert verdict("sat in the car. [laughs] My manager rings") is Verdict.VERBATIM
    assert verdict("sat in the [family] car") is Verdict.VERBATIM
    assert verdict("sat in the car (laughs) My manager rings") is Verdict.VERBATIM


def test_a_redaction_stands_for_up_to_eight_words_and_their_possessive() -> None:
    assert verdict("And [P07]'s stories. We have a word") is Verdict.VERBATIM
    assert verdict("[name] rings on a Friday, but she") is Verdict.VERBATIM
    assert verdict("We lost [...] and sat in the car") is Verdict.VERBATIM
    assert verdict("We lost [people] and sat in the car") is not Verdict.VERBATIM


def test_a_redaction_stands_for_as_many_words_as_were_decided_to_be_replaced() -> None:
    version = TextVersion("v0", "d0", 1, SPEECH, "", Structure())
    start, end = SPEECH.index("two people"), SPEECH.index(". I drove")
    quoted = "We lost [people who had been with us]. I drove home"
    for masked, wanted in (((), Verdict.ALTERED), ((Span(start, end),), Verdict.VERBATIM)):
        sources = Corpus([Source("D0", version, masked)])
        assert Lookup(sources, [quoted]).find(quoted).verdict is wanted
    further = Corpus([Source("D0", version, (Span(start, start + 10),))])
    assert Lookup(further, [quoted]).find(quoted).verdict is not Verdict.VERBATIM


def test_capitals_and_punctuation_inside_are_part_of_what_was_said() -> None:
    assert find("nobody asked us how we were, I drove home").diff == (
        "nobody asked us how we [-were.-] {+were,+} I drove home"
    )
    assert verdict("and sat in the Car. My manager") is Verdict.ALTERED


def test_a_cut_that_only_dots_show_is_an_alteration_and_says_what_is_gone() -> None:
    found = find("We lost two people... I drove home and sat in the car")
    assert found.verdict is Verdict.ALTERED
    assert found.diff is not None
    assert "[-and nobody asked us how we were-]" in found.diff


def test_what_comes_from_two_texts_is_stitched_whether_a_cut_is_shown_or_not() -> None:
    one, two = "I drove home and sat in the car", "We have a word in the corridor"
    assert verdict(f"{one} {two}") is Verdict.STITCHED
    assert verdict(f"{one} [...] {two}") is Verdict.STITCHED
    assert len(find(f"{one}. {two}").chains[0]) == 2


def test_what_is_put_in_another_order_is_stitched() -> None:
    assert verdict("My manager rings on a Friday [...] We lost two people") is Verdict.STITCHED


def test_an_alteration_beside_a_marked_cut_is_an_alteration() -> None:
    found = find("We lost two good people [...] My manager rings on a Friday")
    assert found.verdict is Verdict.ALTERED
    assert found.diff == "We lost two {+good+} people [...] My manager rings on a Friday"


def test_what_a_redaction_hides_is_not_in_the_diff() -> None:
    found = find("And [name] tales. We have a word in the corridor, self-care, aye")
    assert found.verdict is Verdict.ALTERED
    assert "Stuart" not in (found.diff or "")


SPOKEN = st.lists(st.sampled_from(WORDS), min_size=30, max_size=120)


@settings(max_examples=60, deadline=None)
@given(SPOKEN, st.data())
def test_every_stretch_of_a_text_is_verbatim_and_stands_where_it_is_said_to(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 5))
    end = data.draw(st.integers(start + 4, len(words)))
    said = words[start:end]
    text = " ".join(words)
    known = corpus(FAR, text)
    found = Lookup(known, [" ".join(said)]).find(" ".join(said))
    assert found.verdict is Verdict.VERBATIM
    for [(first, last)] in found.chains:
        assert known.words[first:last] == said
        place = known.place(first, last)
        assert text[place.start : place.end].split() == said


@settings(max_examples=60, deadline=None)
@given(SPOKEN, st.data())
def test_a_marked_cut_hides_any_stretch_of_a_turn(words: list[str], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(4, len(words) - 4), min_size=2, max_size=2)))
    said = f"{' '.join(words[: cuts[0]])} [...] {' '.join(words[cuts[1] :])}"
    assert find(said, " ".join(words)).verdict is Verdict.VERBATIM


@settings(max_examples=60, deadline=None)
@given(st.permutations(WORDS), st.data())
def test_one_exchanged_word_is_always_an_alteration_that_the_diff_names(
    words: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, 19))
    said = [*words[:20]]
    said[at] = "kangaroo"
    found = find(" ".join(said), " ".join(words))
    assert found.verdict is Verdict.ALTERED
    assert "{+kangaroo+}" in (found.diff or "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(STRANGE), min_size=4))
def test_words_that_nobody_says_are_never_found(words: list[str]) -> None:
    assert verdict(" ".join(words)) is Verdict.NOT_FOUND


def test_places_are_told_in_the_order_of_the_texts() -> None:
    found = find("I drove home and sat", SPEECH, SPEECH)
    assert all(a < b for a, b in pairwise(found.chains))
    assert len(found.chains) == 2
