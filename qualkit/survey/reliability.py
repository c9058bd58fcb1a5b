"""How far the items of a subscale go together: Cronbach's alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.instrument import Instrument, Subscale
from qualkit.core.statistics import Figure, Reliability, Why
from qualkit.survey.scoring import refuse_foreign, refuse_open, scale, turned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 30
"""Respondents under which an alpha is too uncertain to go without a word."""


def cronbach(answers: NDArray[np.float64]) -> Figure:
    """Cronbach's alpha of n respondents x k items, none missing and reversed items turned round.

    alpha = k / (k - 1) x (1 - sum of the items' variances / variance of the sums), variances with
    n - 1 (Cronbach 1951, Psychometrika 16, 297-334). Undefined for one item, for fewer than two
    respondents, and where all sums are the same. It can be negative.

    >>> import numpy as np
    >>> cronbach(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]])).value
    0.6666666666666667
    """
    respondents, items = answers.shape
    if items < 2:
        return Figure(None, Why.NOT_DEFINED)
    if respondents < 2:
        return Figure(None, Why.TOO_FEW)
    whole = float(answers.sum(axis=1).var(ddof=1))
    parts = float(answers.var(axis=0, ddof=1).sum())
    # Sums of 0.1 and the like that should be equal differ in their last bits.
    if whole <= 1e-12 * parts:
        return Figure(None, Why.NO_VARIATION)
    return Figure(items / (items - 1) * (1 - parts / whole))


def reliability(answers: NDArray[np.float64], instrument: Instrument) -> tuple[Reliability, ...]:
    """Alpha of each subscale, over the respondents who answered all of its items.

    `answers` is N x K in the order of the key's items, NaN where nothing was answered.
    """
    refuse_open(instrument)
    refuse_foreign(answers, instrument)
    return tuple(_of(answers, instrument, subscale) for subscale in instrument.subscales)


def _of(answers: NDArray[np.float64], instrument: Instrument, subscale: Subscale) -> Reliability:
    import numpy as np

    own = turned(answers, instrument, subscale)
    complete = own[~np.isnan(own).any(axis=1)]
    found = cronbach(complete)
    return Reliability(
        scale=scale(instrument, subscale),
        items=len(subscale.items),
        n=len(complete),
        alpha=found.value,
        reason=found.reason,
        note=_note(found.value, len(complete)),
    )


def _note(alpha: float | None, respondents: int) -> str:
    notes = []
    if alpha is not None and alpha < 0:
        notes.append("negative: look whether the right items are turned round")
    if respondents < FEW:
        notes.append(f"uncertain: fewer than {FEW} respondents answered all items")
    return "; ".join(notes)
