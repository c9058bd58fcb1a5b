"""Scores of respondents from their answers and an instrument's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.core.instrument import Instrument, Reference, Scoring, Subscale
from qualkit.core.statistics import Scale
from qualkit.errors import InputError, RefusedError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores and how many items they rest on: N respondents x S subscales, in the key's order.

    `values` is NaN where too few items were answered for a score.
    """

    values: Floats
    answered: Counts


def score(
    answers: Floats, instrument: Instrument, *, scoring: Scoring | None = None,
    respondents: Sequence[str] = (),
) -> Scores:  # fmt: skip
    """The subscale scores of N respondents to K items: `answers` is N x K in the order of `items`.

    An answer x to a reversed item counts low + high - x (the rule of every manual whose key is
    shipped). A score is the sum of the subscale's answers, or that divided by their number; it is
    NaN where fewer than `required` items were answered, and a sum also wherever one is missing,
    since a sum of fewer items stands on another scale. Nothing missing is ever filled in.
    `scoring` overrides the key's mean or sum. Raises InputError, naming the respondent and the
    item, for an answer that the key does not know, and RefusedError for a key with open subscales.
    """
    import numpy as np

    refuse_open(instrument)
    if answers.ndim != 2 or answers.shape[1] != len(instrument.items):
        raise InputError(
            f"{instrument.id} has {len(instrument.items)} items, the answers {answers.shape[-1]}"
        )
    refuse_foreign(answers, instrument, respondents)
    # Item by item down contiguous columns: 100,000 x 51 answers take 0.1 s, and sums come out
    # the same to the last bit on every machine, which products of matrices do not promise.
    columns = np.asfortranarray(answers)
    given = ~np.isnan(columns)
    place = {item: number for number, item in enumerate(instrument.items)}
    size = (len(answers), len(instrument.subscales))
    values, counts = np.zeros(size, order="F"), np.zeros(size, dtype=np.int64, order="F")
    for number, subscale in enumerate(instrument.subscales):
        total, count = np.zeros(len(answers)), np.zeros(len(answers), dtype=np.int64)
        for item in subscale.items:
            column, there = columns[:, place[item]], given[:, place[item]]
            if item in subscale.reversed:
                column = instrument.low + instrument.high - column
            total += np.where(there, column, 0.0)
            count += there
        chosen = scoring or subscale.scoring
        total[count < least_answered(subscale, chosen)] = np.nan
        values[:, number] = total if chosen is Scoring.SUM else total / np.maximum(count, 1)
        counts[:, number] = count
    return Scores(values, counts)


def least_answered(subscale: Subscale, scoring: Scoring) -> int:
    """How many of the subscale's items must be answered: all of them for a sum."""
    return len(subscale.items) if scoring is Scoring.SUM else max(subscale.required, 1)


def t_scores(scores: Floats, reference: Reference) -> Floats:
    """Scores as t-scores: 50 + 10 x (score - mean) / SD of the reference, NaN where none.

    InputError where the reference has no mean or SD. The score and the reference must be in the
    same scoring.
    """
    if reference.mean is None or reference.sd is None:
        raise InputError(
            f"the reference '{reference.name}' has no mean and SD", "t-scores need both"
        )
    return 50 + 10 * (scores - reference.mean) / reference.sd


def turned(answers: Floats, instrument: Instrument, subscale: Subscale) -> Floats:
    """The subscale's own answers, N x its items, with the reversed ones turned round."""
    import numpy as np

    place = {item: number for number, item in enumerate(instrument.items)}
    chosen = answers[:, [place[item] for item in subscale.items]].astype(np.float64)
    for number, item in enumerate(subscale.items):
        if item in subscale.reversed:
            chosen[:, number] = instrument.low + instrument.high - chosen[:, number]
    return chosen


def scale(instrument: Instrument, subscale: Subscale, scoring: Scoring | None = None) -> Scale:
    """The subscale as results name it; anchors only for means, sums have none."""
    chosen = scoring or subscale.scoring
    items = len(subscale.items) if chosen is Scoring.SUM else 1
    return Scale(
        instrument=instrument.id,
        instrument_name=instrument.name,
        subscale=subscale.id,
        name=subscale.name,
        phrase=subscale.phrase or subscale.name.lower(),
        part_of=subscale.part_of,
        low=instrument.low * items,
        high=instrument.high * items,
        scoring=chosen.value,
        trend=subscale.trend.value,
        anchors=_anchors(instrument, subscale) if chosen is Scoring.MEAN else (),
        invented=instrument.invented,
    )


def _anchors(instrument: Instrument, subscale: Subscale) -> tuple[tuple[float, str], ...]:
    """The anchors that all items of the subscale share; none where they differ."""
    own = dict(instrument.item_anchors)
    sets = {own.get(item, instrument.anchors) for item in subscale.items}
    shared = sets.pop() if len(sets) == 1 else ()
    # A reversed item's words say the opposite of its number, and a mean of both says neither.
    if subscale.reversed:
        return ()
    return tuple((anchor.value, anchor.label) for anchor in shared)


def refuse_open(instrument: Instrument) -> None:
    """RefusedError for a key whose items the licensee has still to fill in."""
    if instrument.open_key:
        names = ", ".join(instrument.open_key)
        raise RefusedError(
            f"the key of {instrument.id} is open: no items are given for {names}",
            f"copy it into the study with: qualkit survey instruments copy {instrument.id}, "
            "then fill in `items` and `reverse` from the manual you are licensed for",
        )


def refuse_foreign(
    answers: Floats, instrument: Instrument, respondents: Sequence[str] = ()
) -> None:
    """InputError for the first answer that is not one of the key's values."""
    import numpy as np

    good = np.isnan(answers)
    for value in instrument.values:
        good |= answers == value
    if good.all():
        return
    row, column = (int(n) for n in np.argwhere(~good)[0])
    who = respondents[row] if respondents else f"row {row + 1}"
    more = int((~good).sum()) - 1
    others = f"; {more} more such answers" if more else ""
    values = " ".join(f"{value:g}" for value in instrument.values)
    raise InputError(
        f"{who}, item {instrument.id}.{instrument.items[column]}: {answers[row, column]:g} is not "
        f"one of {values}{others}",
        "look at the survey's mapping: its numbers may count from another one",
    )
