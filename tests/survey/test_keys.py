"""The keys that come along: partitions, hand-scored answers, and no wording."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from qualkit.core.instrument import Instrument
from qualkit.errors import RefusedError
from qualkit.importers.instruments import load_instrument
from qualkit.survey.scoring import score
from qualkit.survey.shipped import shipped_keys

DEMO = Path(__file__).parents[2] / "codebook" / "instruments" / "aws.yaml"
FILES = {path.stem: path for path in (*shipped_keys(), DEMO)}
COUNTS = {
    "mbi-hss": (9, 5, 8),
    "proqol-5": (10, 10, 10),
    "cbi": (6, 7, 6),
    "olbi": (8, 8),
    "olbi-agree-4": (8, 8),
    "bat-12": (3, 3, 3, 3),
    "aws": (5, 4, 4, 5, 6, 4),
}
OPEN = {"aws-28": (5, 4, 4, 5, 6, 4), "aws-29": (6, 3, 4, 5, 6, 5), "aws-18": None}

# By hand: all answers the least; all the greatest; odd items the greatest and even ones the least.
BY_HAND: dict[str, tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]] = {
    "mbi-hss": ((0, 0, 0), (6, 6, 6), (18 / 9, 18 / 5, 30 / 8)),
    "proqol-5": ((10, 30, 10), (50, 30, 50), (18, 22, 38)),
    "cbi": ((0, 100 / 7, 0), (100, 600 / 7, 100), (50, 300 / 7, 50)),
    "olbi": ((2.5, 2.5), (2.5, 2.5), (23 / 8, 23 / 8)),
    "olbi-agree-4": ((2.5, 2.5), (2.5, 2.5), (17 / 8, 17 / 8)),
    "bat-12": ((1, 1, 1, 1, 1), (5, 5, 5, 5, 5), (3, 11 / 3, 7 / 3, 11 / 3, 7 / 3)),
    "aws": (
        (17 / 5, 1, 3, 9 / 5, 14 / 6, 1),
        (13 / 5, 5, 3, 21 / 5, 22 / 6, 5),
        (21 / 5, 3, 3, 17 / 5, 3, 3),
    ),
}


def key_of(name: str) -> Instrument:
    return load_instrument(FILES[name])


def test_every_key_that_is_promised_comes_along() -> None:
    assert set(FILES) == {*COUNTS, *OPEN}
    assert all(key_of(name).id == name for name in FILES)


@pytest.mark.parametrize("name", COUNTS)
def test_each_item_belongs_to_one_subscale(name: str) -> None:
    key = key_of(name)
    own = [each for each in key.subscales if not each.total]
    assert tuple(len(each.items) for each in own) == COUNTS[name]
    assert sorted(int(item) for each in own for item in each.items) == list(
        range(1, len(key.items) + 1)
    )
    assert all(each.reversed <= set(each.items) for each in key.subscales)


@pytest.mark.parametrize("name", COUNTS)
def test_the_least_the_greatest_and_mixed_answers_score_as_by_hand(name: str) -> None:
    key = key_of(name)
    mixed = [key.high if number % 2 else key.low for number in range(1, len(key.items) + 1)]
    answers = np.array([[key.low] * len(key.items), [key.high] * len(key.items), mixed])
    assert score(answers, key).values == pytest.approx(np.array(BY_HAND[name]), abs=1e-12)


@pytest.mark.parametrize("name", OPEN)
def test_an_open_key_scores_nothing_and_says_how_to_fill_it_in(name: str) -> None:
    key = key_of(name)
    assert len(key.open_key) == 6
    with pytest.raises(RefusedError) as caught:
        score(np.full((1, len(key.items)), 3.0), key)
    assert f"instruments copy {name}" in str(caught.value.hint)


@pytest.mark.parametrize("name", ["aws-28", "aws-29"])
def test_a_licensee_who_fills_an_open_key_in_wrongly_is_told_the_count(name: str) -> None:
    counts = OPEN[name]
    assert counts is not None
    lines = FILES[name].read_text("utf-8")
    assert [int(n) for n in re.findall(r"count: (\d+)", lines)] == list(counts)
    assert sum(counts) == len(key_of(name).items)


def test_the_two_directions_of_the_oldenburg_inventory_give_the_same_scores() -> None:
    answers = np.random.default_rng(1).integers(1, 5, (50, 16)).astype(float)
    one = score(answers, key_of("olbi")).values
    assert score(5 - answers, key_of("olbi-agree-4")).values == pytest.approx(one)


def test_the_maslach_inventory_reverses_nothing_and_is_never_added_up() -> None:
    key = key_of("mbi-hss")
    assert key.uncombined
    assert not any(each.reversed or each.total or each.bands for each in key.subscales)
    # A high score of accomplishment is no component of burnout: its lack is.
    assert [(s.id, s.part_of) for s in key.subscales] == [
        ("EE", "burnout"), ("DP", "burnout"), ("PA", ""),
    ]  # fmt: skip


def test_only_the_demonstrations_key_is_invented_and_its_name_says_so() -> None:
    assert [name for name in FILES if key_of(name).invented] == ["aws"]
    key = key_of("aws")
    assert "invented" in key.name
    assert "invented" in key.licence
    assert "invented" in key.version


def test_every_band_has_a_source_and_diagnoses_nobody() -> None:
    bands = [b for name in FILES for s in key_of(name).subscales for b in s.bands]
    assert bands
    assert all(band.source and band.descriptive for band in bands)


def test_every_key_names_its_source_and_says_that_the_wording_is_not_here() -> None:
    for name in FILES:
        key = key_of(name)
        assert key.source
        assert re.search(
            r"[Nn]o wording here|wording is (not )?here|[Nn]either wording", key.licence
        )


@pytest.mark.parametrize("name", FILES)
def test_no_key_holds_a_sentence_of_a_questionnaire(name: str) -> None:
    """Anchors are answers, subscales have names: nothing is long enough to be an item."""
    key = key_of(name)
    anchors = [*key.anchors, *(a for _, several in key.item_anchors for a in several)]
    labels = [anchor.label for anchor in anchors]
    labels += [text for each in key.subscales for text in (each.name, each.phrase, each.part_of)]
    assert all(len(label.split()) <= 7 for label in labels)
    assert all(re.fullmatch(r"\d+", item) for item in key.items)
    text = FILES[name].read_text("utf-8")
    assert "?" not in text
    assert not re.search(r"\b(I|my|me|myself)\b", text)
