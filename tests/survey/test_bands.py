"""Words beside a score: the nearest answer, a published band."""

from __future__ import annotations

import pytest

from qualkit.core.instrument import Band, Instrument, Scoring, Subscale
from qualkit.importers.instruments import load_instrument
from qualkit.survey.bands import band_of, nearest_anchor, published_band
from qualkit.survey.scoring import scale
from qualkit.survey.shipped import shipped_keys


def key_of(name: str) -> Instrument:
    return load_instrument(next(path for path in shipped_keys() if path.stem == name))


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (0, "never"),
        (4.1, "once a week"),
        (4.49, "once a week"),
        (4.51, "a few times a week"),
        (6, "every day"),
        (3.5, "between a few times a month and once a week"),
        (0.5, "between never and a few times a year or less"),
    ],
)
def test_a_mean_has_the_words_of_the_nearest_answer(mean: float, words: str) -> None:
    key = key_of("mbi-hss")
    assert nearest_anchor(scale(key, key.subscales[0]), mean) == words


def test_a_sum_and_a_missing_mean_have_no_words() -> None:
    key = key_of("mbi-hss")
    assert nearest_anchor(scale(key, key.subscales[0], Scoring.SUM), 20) == ""
    assert nearest_anchor(scale(key, key.subscales[0]), None) == ""


def test_items_with_different_answers_share_no_words() -> None:
    key = key_of("cbi")
    personal, work, _ = key.subscales
    assert nearest_anchor(scale(key, personal), 74) == "often"
    assert nearest_anchor(scale(key, work), 74) == ""


@pytest.mark.parametrize(
    ("total", "label"), [(10, "low"), (22, "low"), (23, "average"), (41, "average"), (42, "high")]
)
def test_the_bands_of_raw_sums_are_the_published_ones(total: float, label: str) -> None:
    for subscale in key_of("proqol-5").subscales:
        assert published_band(subscale, "sum", total) == label


def test_a_band_of_sums_says_nothing_of_means_or_t_scores() -> None:
    subscale = key_of("proqol-5").subscales[0]
    assert published_band(subscale, "mean", 3) == ""
    assert published_band(subscale, "t-score against nurses", 50) == ""
    assert band_of(subscale, "sum", None) is None


def test_a_band_begins_at_its_lower_bound_and_ends_before_its_upper() -> None:
    bands = (Band("a", None, 2, Scoring.MEAN, "s"), Band("b", 2, 3, Scoring.MEAN, "s"))
    subscale = Subscale("x", "X", ("1",), bands=bands)
    assert [published_band(subscale, "mean", x) for x in (1.9, 2.0, 2.9, 3.0)] == [
        "a",
        "b",
        "b",
        "",
    ]
