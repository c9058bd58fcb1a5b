"""The anonymised text as a rendering: offsets both ways, and nothing that was masked in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.deidentifying import Profile, State, StoredFinding
from qualkit.core.findings import FindingType, RosterPerson
from qualkit.core.records import Span
from qualkit.privacy.rendering import Rendering, Replacement, masks, render, shown
from qualkit.privacy.scan.engine import scan


def finding(
    start: int = 0, end: int = 1, state: State = State.AUTO, said: str = "[P07]",
    type_: FindingType = FindingType.NAME, **more: str,
) -> StoredFinding:  # fmt: skip
    return StoredFinding("i", "d", "v", Span(start, end), type_, "r", state, said, **more)


SPANS = st.tuples(st.integers(0, 59), st.integers(1, 20)).map(lambda s: Span(s[0], sum(s)))
TEXTS = st.sampled_from(["[P07]", "[x]", "[a longer word than was there]"])
MASKS = st.lists(st.builds(Replacement, SPANS, TEXTS), max_size=12)


@st.composite
def rendered(draw: st.DrawFn) -> tuple[str, list[Replacement], list[Replacement], Rendering]:
    """A text of letters that stand in no replacement, masks, labels apart, and what comes of it."""
    text = "".join(draw(st.lists(st.sampled_from("ABCDEF"), min_size=80, max_size=90)))
    edges = sorted(draw(st.sets(st.integers(0, 80), max_size=6)))
    labels = [
        Replacement(Span(*pair), "{l}") for pair in zip(edges[::2], edges[1::2], strict=False)
    ]
    replaced = draw(MASKS)
    return text, replaced, labels, render(text, replaced, labels)


@given(rendered())
def test_nothing_that_is_replaced_stands_in_the_rendering_and_all_else_does(
    case: tuple[str, list[Replacement], list[Replacement], Rendering],
) -> None:
    text, replaced, labels, rendering = case
    gone = {at for each in (*replaced, *labels) for at in range(each.span.start, each.span.end)}
    left = "".join(letter for at, letter in enumerate(text) if at not in gone)
    put = [(piece.rendered.start, piece.rendered.end) for piece in rendering.pieces]
    shown_ = rendering.text
    for start, end in reversed(put):
        shown_ = shown_[:start] + shown_[end:]
    assert shown_ == left


@given(rendered(), SPANS)
def test_a_span_goes_there_and_back_and_grows_only_where_it_cut_a_replacement(
    case: tuple[str, list[Replacement], list[Replacement], Rendering], span: Span
) -> None:
    text, _, _, rendering = case
    there = rendering.to_rendered(span)
    assert there.end <= len(rendering.text)
    back = rendering.to_source(there)
    assert back.start <= span.start
    assert span.end <= back.end
    cut = [p for p in rendering.pieces if p.source.overlaps(span)]
    whole = all(span.intersection(piece.source) == piece.source for piece in cut)
    if whole:
        assert back == span
    if not cut:
        assert there.of(rendering.text) == span.of(text)
    assert rendering.to_rendered(back) == there


@given(rendered())
def test_labels_stay_apart_whatever_lies_over_them(
    case: tuple[str, list[Replacement], list[Replacement], Rendering],
) -> None:
    _, _, labels, rendering = case
    sources = [piece.source for piece in rendering.pieces]
    assert all(label.span in sources for label in labels)
    assert rendering.text.count("{l}") == len(labels)


def test_the_longest_of_those_that_overlap_says_what_stands_there() -> None:
    text = "I rang Morag at work"
    rendering = render(
        text, [Replacement(Span(7, 12), "[person 1]"), Replacement(Span(2, 20), "[a call]")]
    )
    assert rendering.text == "I [a call]"


def test_two_that_touch_stay_two() -> None:
    rendering = render("abcd", [Replacement(Span(0, 2), "[x]"), Replacement(Span(2, 4), "[y]")])
    assert rendering.text == "[x][y]"


def test_a_mask_over_a_line_end_beside_a_label_leaves_the_line_end() -> None:
    text = "one two\nP: three"
    rendering = render(text, [Replacement(Span(4, 16), "[x]")], [Replacement(Span(8, 10), "P07:")])
    assert rendering.text == "one [x]\nP07: [x]"


@pytest.mark.parametrize(
    ("state", "team", "outside"),
    [
        (State.AUTO, "[P07]", "[P07]"),
        (State.REVIEW, "", "[P07]"),
        (State.ACCEPTED, "[P07]", "[P07]"),
        (State.GENERALISED, "[P07]", "[P07]"),
        (State.KEPT, "", ""),
        (State.REJECTED, "", ""),
    ],
)
def test_what_nobody_has_decided_is_shown_to_the_team_alone(
    state: State, team: str, outside: str
) -> None:
    assert shown(finding(state=state), Profile.TEAM) == team
    assert shown(finding(state=state), Profile.COMMISSIONER) == outside
    assert bool(shown(finding(state=state), Profile.PUBLIC)) == bool(outside)


@pytest.mark.parametrize(
    ("given_", "public"),
    [
        (finding(participant="P07"), "[participant]"),
        (finding(said="[colleague 2]"), "[colleague]"),
        (finding(said="[NHS hospital]", type_=FindingType.PLACE), "[place]"),
        (finding(said="[NHS hospital]", wider="[hospital]", type_=FindingType.PLACE), "[hospital]"),
        (finding(said="[aged 40 to 49]", type_=FindingType.AGE), "[age]"),
        (finding(said="", type_=FindingType.UNKNOWN), "[...]"),
    ],
)
def test_what_is_public_joins_no_two_quotes_of_one_person(
    given_: StoredFinding, public: str
) -> None:
    assert shown(given_, Profile.PUBLIC) == public


@given(st.lists(st.builds(finding, st.integers(0, 9), st.integers(10, 20), st.sampled_from(State))))
def test_each_profile_masks_at_least_what_the_one_before_masks(found: list[StoredFinding]) -> None:
    masked = [
        {at for m in masks(found, profile) for at in range(m.span.start, m.span.end)}
        for profile in Profile
    ]
    assert masked[0] <= masked[1] <= masked[2]


NAMES = ("Catriona Baird", "Euan Peddie", "Morag McAllister", "Shona Geddes-Orr")
SAID = (
    "I rang {}.",
    "It was {} who said so, and {} came.",
    "{}'s desk was empty.",
    "Ask {}, or not.",
)


@given(st.data())
def test_no_mention_of_a_person_who_was_accepted_survives_in_any_profile(
    data: st.DataObject,
) -> None:
    people = [RosterPerson(name, (), f"P{n:02}") for n, name in enumerate(NAMES, 1)]
    parts = [part for name in NAMES for part in (name, *name.split())]
    sentences = data.draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=8))
    text = " ".join(each.format(*data.draw(mentions(parts, 2))) for each in sentences)
    found = [
        StoredFinding(
            "i", "d", "v", Span(each.start, each.end), each.type, each.rule, State.ACCEPTED,
            each.replacement, participant=each.participant or "",
        )
        for each in scan(text, people)
        if each.participant or each.type is FindingType.NAME
    ]  # fmt: skip
    for profile in Profile:
        said = render(text, masks(found, profile)).text
        assert not [part for name in NAMES for part in name.split() if part in said], text


def mentions(parts: list[str], number: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(parts), min_size=number, max_size=number)
