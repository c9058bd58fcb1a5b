"""Two rounds beside each other: did agreement change by more than the documents' chance?"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from qualkit.agreement.arrays import Bools
from qualkit.agreement.bootstrap import DEFINED, FEWEST, Draws, Replicates, Spread, checked
from qualkit.agreement.crowd import alpha_estimates, alpha_replicates
from qualkit.agreement.figures import compared_documents, nothing_shared, take_in
from qualkit.agreement.judgements import Judgements
from qualkit.agreement.overall import Pooling
from qualkit.agreement.results import Bootstrap, Comparison, RoundChange
from qualkit.agreement.students_t import multiplier
from qualkit.agreement.tables import all_pairs, crowd_table, pair_tables
from qualkit.agreement.values import Estimate, Reason, Value
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """One round's figures: alpha of every code and then pooled kappa, (B, K + 1) replicates."""

    documents: int
    estimates: list[Estimate]
    replicates: Replicates | None


def compare(
    first: Judgements,
    second: Judgements,
    bootstrap: Bootstrap = Bootstrap(),  # noqa: B008  frozen
) -> Comparison:
    """Alpha of each code and pooled kappa in two rounds, and second less first with interval.

    Both number codes and documents alike. Where two or more coders judged five or more documents
    in both rounds (re-coding), only these count and each draw takes the same documents in both;
    otherwise each round has its own interval, SE = sqrt(SE1^2 + SE2^2), and t has Welch's degrees
    of freedom. Cut at -2 and 2. InputError where the numbers of codes or documents differ.
    """
    if (first.scope.codes, first.scope.documents) != (second.scope.codes, second.scope.documents):
        raise InputError(
            "two rounds with different numbers of codes or documents",
            "Number the codes and documents of both rounds alike.",
        )
    checked(bootstrap)
    shared = np.logical_and(*((each.judging.sum(axis=1) >= 2) for each in (first, second)))
    paired = int(np.count_nonzero(shared)) >= FEWEST
    within = shared if paired else None
    before = _round(first, Draws(bootstrap), within)
    after = _round(second, Draws(bootstrap), within)
    changes = _paired(before, after, bootstrap) if paired else _apart(before, after, bootstrap)
    return Comparison(paired, before.documents, after.documents, tuple(changes[:-1]), changes[-1])


def _round(judgements: Judgements, draws: Draws, within: Bools | None) -> _Round:
    crowd = crowd_table(judgements, within)
    compared = compared_documents(judgements, crowd)
    pooling = Pooling(compared, draws, nothing_shared(judgements))
    for tables in pair_tables(judgements, all_pairs(judgements.scope.coders), within):
        take_in(tables, draws, pooling)
    drawn = None
    if len(compared) >= FEWEST:
        table = crowd.taking(np.isin(crowd.documents, compared))
        alpha = alpha_replicates(table, draws.weights(len(compared)))
        drawn = _joined(alpha, pooling.replicates())
    told = alpha_estimates(crowd, draws, pooling.no_overlap)
    return _Round(len(compared), [*told, pooling.estimate()], drawn)


def _joined(alpha: Replicates, pooled: Replicates | None) -> Replicates:
    """Both side by side."""
    if pooled is None:
        pooled = Replicates(alpha.values[:, :1] * 0, np.zeros((len(alpha.values), 1), np.bool_))
    both = (alpha, pooled)
    defined = [
        np.ones(one.values.shape, np.bool_) if one.defined is None else one.defined for one in both
    ]
    return Replicates(
        np.concatenate([one.values for one in both], axis=1), np.concatenate(defined, axis=1)
    )


def _paired(before: _Round, after: _Round, bootstrap: Bootstrap) -> list[RoundChange]:
    """The changes where both rounds' draws take the same documents."""
    one, two = before.replicates, after.replicates
    spread = None
    if one is not None and two is not None and one.defined is not None and two.defined is not None:
        defined = one.defined & two.defined
        spread = Replicates(np.where(defined, two.values - one.values, 0), defined).spread()
    told = []
    for at, (was, now) in enumerate(zip(before.estimates, after.estimates, strict=True)):
        documents = min(was.documents, now.documents)
        error = None
        if spread is not None and documents >= FEWEST and spread.defined[at] >= DEFINED:
            error = _error(spread, at, documents)
        told.append(_change(was, now, documents, error, documents - 1, bootstrap.level))
    return told


def _apart(before: _Round, after: _Round, bootstrap: Bootstrap) -> list[RoundChange]:
    """The changes where each round has documents of its own: their variances add up."""
    spreads = [
        None if each.replicates is None else each.replicates.spread() for each in (before, after)
    ]
    told = []
    for at, pair in enumerate(zip(before.estimates, after.estimates, strict=True)):
        squares = []
        for spread, one in zip(spreads, pair, strict=True):
            if spread is not None and one.low is not None:
                squares.append((_error(spread, at, one.documents) ** 2, one.documents - 1))
        error, df = None, 1.0
        if len(squares) == 2:
            total = squares[0][0] + squares[1][0]
            parts = sum(square**2 / freedom for square, freedom in squares)
            # Neither varied: any number of degrees gives the same interval.
            error, df = sqrt(total), total**2 / parts if parts > 0 else 1.0
        count = min(one.documents for one in pair)
        told.append(_change(*pair, count, error, df, bootstrap.level))
    return told


def _error(spread: Spread, at: int, documents: int) -> float:
    return float(spread.sd[at]) * sqrt(documents / (documents - 1))


def _change(
    was: Estimate,
    now: Estimate,
    documents: int,
    error: float | None,
    df: float,
    level: float,
) -> RoundChange:
    """One figure's change; `error` None gives no interval."""
    first, second = Value(was.value, was.reason), Value(now.value, now.reason)
    if was.value is None or now.value is None:
        reason = was.reason or now.reason
        return RoundChange(first, second, Estimate(None, reason, None, None, reason, documents))
    value = now.value - was.value
    if error is None:
        few = documents < FEWEST
        why = Reason.TOO_FEW_DOCUMENTS if few else Reason.NOT_DEFINED
        return RoundChange(first, second, Estimate(value, None, None, None, why, documents))
    half = multiplier(df, level) * error
    low, high = max(-2.0, value - half), min(2.0, value + half)
    return RoundChange(first, second, Estimate(value, None, low, high, None, documents))
