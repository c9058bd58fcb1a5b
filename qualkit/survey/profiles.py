"""Profiles of the Maslach Burnout Inventory, against a named reference sample and no other way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from qualkit.core.instrument import Reference
from qualkit.core.statistics import ProfileLimit
from qualkit.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FACTORS = {"EE": 0.50, "DP": 1.25, "PA": 0.10}
"""Standard deviations above the reference's mean from where a score counts as high."""


class Profile(StrEnum):
    """The five profiles that are named, and what is none of them."""

    BURNOUT = "burnout"
    OVEREXTENDED = "overextended"
    DISENGAGED = "disengaged"
    INEFFECTIVE = "ineffective"
    ENGAGED = "engaged"
    UNCLASSIFIED = "unclassified"


_NAMED = {
    (True, True, False): Profile.BURNOUT,
    (True, False, True): Profile.OVEREXTENDED,
    (False, True, True): Profile.DISENGAGED,
    (False, False, False): Profile.INEFFECTIVE,
    (False, False, True): Profile.ENGAGED,
}


def limits(references: Mapping[str, Reference]) -> tuple[ProfileLimit, ...]:
    """The limits that a reference sample sets; `references` by EE, DP and PA.

    High emotional exhaustion is above mean + 0.50 SD, high depersonalisation above mean + 1.25
    SD, high accomplishment above mean + 0.10 SD (Leiter and Maslach 2016, Burnout Research 3,
    89-100; boundaries as published for users of the inventory). InputError where the sample's
    mean or SD is not given.
    """
    found = []
    for name, factor in FACTORS.items():
        reference = references.get(name)
        if reference is None or reference.mean is None or reference.sd is None:
            raise InputError(
                f"the reference has no mean and SD of {name}",
                "profiles need both, of all three subscales and from one named sample",
            )
        found.append(ProfileLimit(name, reference.mean, reference.sd, factor))
    return tuple(found)


def profiles(
    scores: Mapping[str, NDArray[np.float64]], found: tuple[ProfileLimit, ...]
) -> tuple[Profile | None, ...]:
    """Each respondent's profile; None where one of the three scores is missing.

    `scores` by EE, DP and PA, in the same scoring as the limits. Of the eight combinations of
    high and not high five have a name in the publication; the other three, both high with high
    accomplishment, and one of the two high with low accomplishment, are unclassified.
    """
    columns = [(scores[limit.subscale], limit.value) for limit in found]
    return tuple(
        None
        if any(math.isnan(float(column[row])) for column, _ in columns)
        else _NAMED.get(
            (
                bool(columns[0][0][row] > columns[0][1]),
                bool(columns[1][0][row] > columns[1][1]),
                bool(columns[2][0][row] > columns[2][1]),
            ),
            Profile.UNCLASSIFIED,
        )
        for row in range(len(columns[0][0]))
    )
