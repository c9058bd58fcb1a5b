"""Two coders and one code: the four counts, and every coefficient they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.formulas import Floats, pair_reason, told
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Fourfold:
    """How many units (or characters) both coders gave a code, only one of them, or neither.

    Only units both judged. Each figure is a Value: NO_OVERLAP where there is no unit, NOT_APPLIED
    where neither used the code, NO_VARIATION where both gave it everywhere (for negative
    agreement too). The formulas and their sources are in formulas.py.
    """

    both: float
    first: float
    second: float
    neither: float

    def __post_init__(self) -> None:
        for name in ("both", "first", "second", "neither"):
            count = getattr(self, name)
            if not 0 <= count < float("inf"):
                raise InputError(f"{name} is {count}", "Give counts from 0 on.")

    @classmethod
    def of_spans(
        cls,
        first: Iterable[tuple[int, int]],
        second: Iterable[tuple[int, int]],
        length: int,
    ) -> Fourfold:
        """The characters of a text of this length, from each coder's (start, end) spans.

        Spans are half-open; those of one coder may overlap and count once. InputError for a span
        outside the text. For two groups of coders give all spans of each group.
        """
        one, two = _covered(first, length), _covered(second, length)
        both = int(np.count_nonzero(one & two))
        either = int(np.count_nonzero(one | two))
        only_first, only_second = int(one.sum()) - both, int(two.sum()) - both
        return cls(both, only_first, only_second, length - either)

    @property
    def size(self) -> float:
        """How many units were judged by both."""
        return self.both + self.first + self.second + self.neither

    def percent(self) -> Value:
        """Percent agreement as a share."""
        return self._told(formulas.percent(*self._counts()))

    def kappa(self) -> Value:
        """Cohen's kappa."""
        return self._told(formulas.cohen(*self._counts()))

    def pi(self) -> Value:
        """Scott's pi."""
        return self._told(formulas.scott(*self._counts()))

    def alpha(self) -> Value:
        """Krippendorff's nominal alpha."""
        ones = 2 * self.both + self.first + self.second
        zeros = 2 * self.neither + self.first + self.second
        return self._told(formulas.alpha_binary(2 * (self.first + self.second), ones, zeros))

    def s(self) -> Value:
        """Bennett's S, Brennan-Prediger's kappa, PABAK."""
        return self._told(formulas.brennan_prediger(*self._counts()))

    def ac1(self) -> Value:
        """Gwet's AC1."""
        return self._told(formulas.gwet(*self._counts()))

    def positive(self) -> Value:
        """Positive agreement: F1, Dice."""
        return self._told(formulas.positive(self.both, self.first, self.second))

    def negative(self) -> Value:
        """Negative agreement."""
        share = formulas.negative(self.first, self.second, self.neither)
        return told(share, Reason.NO_VARIATION if self.size else Reason.NO_OVERLAP)

    def jaccard(self) -> Value:
        """Jaccard's index of what each marked."""
        return self._told(formulas.jaccard(self.both, self.first, self.second))

    def prevalence(self) -> Value:
        """Prevalence index, from -1 (nobody has it) to 1 (both have it everywhere)."""
        return self._told(formulas.prevalence(*self._counts()))

    def bias(self) -> Value:
        """Bias index, above 0 where the first coder marks more."""
        return self._told(formulas.bias(*self._counts()))

    def _counts(self) -> tuple[float, float, float, float]:
        return self.both, self.first, self.second, self.neither

    def _told(self, number: Floats) -> Value:
        return told(number, pair_reason(*self._counts()))


def _covered(
    spans: Iterable[tuple[int, int]], length: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """(length,): which characters the spans cover."""
    covered = np.zeros(length, np.bool_)
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise InputError(
                f"{start} to {end} is no span of a text of {length} characters",
                "Count from 0 in characters, the end after the last one.",
            )
        covered[start:end] = True
    return covered
