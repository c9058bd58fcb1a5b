"""Figures that may be undefined: a value with its reason, and an estimate with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a figure has no value. Never 0, 1 or NaN instead."""

    NO_OVERLAP = "no overlap"
    """Nothing was judged by two."""
    NOT_APPLIED = "not applied"
    """Those who judged did not use the code anywhere."""
    NO_VARIATION = "no variation"
    """Everything was judged to be the same, so chance would agree as well."""
    ONE_CODER = "one coder"
    """There is nobody to compare with."""
    TOO_FEW_DOCUMENTS = "too few documents"
    """Fewer than five: no interval over documents can be given."""
    NOT_DEFINED = "not defined"
    """The formula divides by zero for another cause, or does not fit these data."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, or the reason why there is none; one of the two is None."""

    value: float | None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a figure has a value or a reason")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval over documents (or the level asked for).

    `documents` is how many it rests on. Where `low` and `high` are None, `interval_reason` says
    why. `below_667` and `below_800` are the shares of bootstrap replicates under these bounds.
    """

    value: float | None
    reason: Reason | None = None
    low: float | None = None
    high: float | None = None
    interval_reason: Reason | None = None
    documents: int = 0
    below_667: float | None = None
    below_800: float | None = None
