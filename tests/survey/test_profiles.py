"""Profiles against a reference: the published limits, eight combinations, five names."""

from __future__ import annotations

import numpy as np
import pytest

from qualkit.core.instrument import Reference
from qualkit.errors import InputError
from qualkit.survey.profiles import Profile, limits, profiles

NORMS = {
    "EE": Reference("n", "s", mean=2.0, sd=1.0),
    "DP": Reference("n", "s", mean=1.0, sd=0.8),
    "PA": Reference("n", "s", mean=4.0, sd=1.0),
}
HIGH, LOW = (5.0, 5.0, 6.0), (0.0, 0.0, 0.0)


def one(ee: float, dp: float, pa: float) -> Profile | None:
    scores = {name: np.array([v]) for name, v in zip(("EE", "DP", "PA"), (ee, dp, pa), strict=True)}
    return profiles(scores, limits(NORMS))[0]


def test_the_limits_are_half_one_and_a_quarter_and_a_tenth_of_a_deviation_above() -> None:
    assert [limit.value for limit in limits(NORMS)] == pytest.approx([2.5, 2.0, 4.1])


@pytest.mark.parametrize(
    ("ee", "dp", "pa", "profile"),
    [
        (1, 1, 0, Profile.BURNOUT),
        (1, 0, 1, Profile.OVEREXTENDED),
        (0, 1, 1, Profile.DISENGAGED),
        (0, 0, 0, Profile.INEFFECTIVE),
        (0, 0, 1, Profile.ENGAGED),
        (1, 1, 1, Profile.UNCLASSIFIED),
        (1, 0, 0, Profile.UNCLASSIFIED),
        (0, 1, 0, Profile.UNCLASSIFIED),
    ],
)
def test_five_of_the_eight_combinations_have_a_name(
    ee: int, dp: int, pa: int, profile: Profile
) -> None:
    chosen = [(HIGH if bit else LOW)[at] for at, bit in enumerate((ee, dp, pa))]
    assert one(*chosen) is profile


def test_a_score_on_the_limit_is_not_high() -> None:
    assert one(2.5, 2.0, 4.2) is Profile.ENGAGED
    assert one(2.51, 2.0, 4.2) is Profile.OVEREXTENDED


def test_whoever_lacks_one_of_the_three_scores_has_no_profile() -> None:
    assert one(float("nan"), 0, 5) is None
    assert one(5, 0, float("nan")) is None


@pytest.mark.parametrize("name", ["EE", "DP", "PA"])
def test_a_reference_without_a_mean_or_a_deviation_sets_no_limits(name: str) -> None:
    with pytest.raises(InputError, match=f"no mean and SD of {name}"):
        limits({**NORMS, name: Reference("n", "s", mean=2.0)})
    with pytest.raises(InputError, match=f"no mean and SD of {name}"):
        limits({key: value for key, value in NORMS.items() if key != name})
