"""Groups of scores as the statistics take them: counted, averaged, their spread summed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualkit.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Groups = Mapping[str, Any]
"""Group name -> its scores: a list, array('d') or numpy array; NaN and None are no score."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A group's scores that exist. `squares` is the sum of squared deviations from `mean`."""

    name: str
    values: NDArray[Any]
    n: int
    mean: float
    squares: float

    @property
    def variance(self) -> float | None:
        """With n - 1 below; None for one respondent."""
        return self.squares / (self.n - 1) if self.n > 1 else None


@dataclass(frozen=True, slots=True)
class Moments:
    """What an analysis of variance needs of groups: counts, means and sums of squares within."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    mean: tuple[float, ...]
    squares: tuple[float, ...]

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Moments:
        """The moments of samples."""
        return cls(
            tuple(s.name for s in samples),
            tuple(s.n for s in samples),
            tuple(s.mean for s in samples),
            tuple(s.squares for s in samples),
        )

    @property
    def total(self) -> int:
        """How many respondents there are in all groups."""
        return sum(self.n)

    @property
    def df(self) -> tuple[int, int]:
        """Degrees of freedom between and within groups: k - 1 and N - k."""
        return len(self.n) - 1, self.total - len(self.n)

    @property
    def within(self) -> float:
        """The sum of squares within groups."""
        from math import fsum

        return fsum(self.squares)

    @property
    def between(self) -> float:
        """The sum of squares between groups: sum of n (mean - grand mean)^2."""
        from math import fsum

        # Measured from the first mean: a million added to every score must not cost digits.
        from_first = [mean - self.mean[0] for mean in self.mean]
        grand = fsum(n * m for n, m in zip(self.n, from_first, strict=True)) / self.total
        return fsum(n * (m - grand) ** 2 for n, m in zip(self.n, from_first, strict=True))


def sample(name: str, scores: Any) -> Sample:
    """The scores of one group that are numbers; n may be 0, the mean is then NaN."""
    import numpy as np

    try:
        values = np.asarray(scores, dtype=float)
    except (TypeError, ValueError) as error:
        raise InputError(f"the scores of '{name}' are not all numbers: {error}") from error
    if values.ndim != 1:
        raise InputError(f"the scores of '{name}' have {values.ndim} dimensions: give one list")
    values = values[~np.isnan(values)]
    if np.isinf(values).any():
        raise InputError(f"the scores of '{name}' hold an infinite number")
    if not values.size:
        return Sample(name, values, 0, float("nan"), 0.0)
    first = float(values[0])
    moved = values - first
    middle = float(moved.mean())
    deviations = moved - middle
    squares = float(deviations @ deviations) - float(deviations.sum()) ** 2 / values.size
    # Equal scores that were computed in two ways differ by some 1e-16 of their size: no variation.
    noise = values.size * (4e-16 * max(1.0, float(np.abs(values).max()))) ** 2
    return Sample(
        name, values, int(values.size), first + middle, 0.0 if squares <= noise else squares
    )


def samples_of(groups: Groups) -> tuple[Sample, ...]:
    """The groups that have scores, in their order."""
    made = (sample(name, scores) for name, scores in groups.items())
    return tuple(each for each in made if each.n)
