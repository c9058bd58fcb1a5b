"""All coders at once: alpha, percent agreement and the like from the table of all."""

from __future__ import annotations

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.arrays import Floats
from qualkit.agreement.bootstrap import FEWEST, Draws, Replicates, Singles, estimates, product
from qualkit.agreement.pairwise import plain, reasons_for
from qualkit.agreement.tables import CrowdTable
from qualkit.agreement.values import Estimate, Reason


def differing(crowd: CrowdTable) -> Floats:
    """Unlike coincidences of yes with no, n1 (m - n1)/(m - 1) summed: (n, K)."""
    return crowd.differing / np.maximum(crowd.judges - 1, 1)


def alpha_replicates(crowd: CrowdTable, weights: Singles) -> Replicates:
    """Alpha of every code in every replicate (B, K); weights (B, n) of the table's documents."""
    codes = crowd.ones.shape[1]
    ones = np.where(crowd.compared, crowd.ones, 0)
    total = np.where(crowd.compared, crowd.judged * crowd.judges, 0)
    parts = np.concatenate((differing(crowd), ones, total), axis=1).astype(np.float32)
    less, yes, total = np.split(product(weights, parts), (codes, 2 * codes), axis=1)
    return Replicates.of(less * (total - 1), yes * (total - yes))


def alphas(crowd: CrowdTable) -> tuple[Floats, Floats, Floats]:
    """Alpha (NaN where undefined), judgements, and judgements that say yes: (K,) each."""
    yes = np.where(crowd.compared, crowd.ones, 0).sum(axis=0)
    total = np.where(crowd.compared, crowd.judged * crowd.judges, 0).sum(axis=0)
    total = np.broadcast_to(total, yes.shape)
    return formulas.alpha_binary(2 * differing(crowd).sum(axis=0), yes, total - yes), total, yes


def alpha_estimates(crowd: CrowdTable, draws: Draws | None, no_overlap: Reason) -> list[Estimate]:
    """Alpha of every code with its interval."""
    alpha, total, yes = alphas(crowd)
    shared = crowd.taking(np.asarray(crowd.compared.any(axis=1)))
    spread = None
    if draws is not None and len(shared.documents) >= FEWEST:
        spread = alpha_replicates(shared, draws.weights(len(shared.documents))).spread()
    documents = np.broadcast_to(crowd.compared.sum(axis=0), alpha.shape).tolist()
    reasons = reasons_for(total, yes, no_overlap)
    level = 0.0 if draws is None else draws.bootstrap.level
    return estimates(plain(alpha), reasons, documents, spread, level)


def percents(crowd: CrowdTable) -> Floats:
    """Percent agreement per code, each unit weight 1, over units judged at least twice: (K,)."""
    unlike = 2 * crowd.differing / np.maximum(crowd.judges * (crowd.judges - 1), 1)
    judged = np.where(crowd.compared, crowd.judged, 0).sum(axis=0)
    return 1 - formulas.ratio(unlike.sum(axis=0), judged)


def shares(crowd: CrowdTable) -> Floats:
    """The share of yes per code, the mean of n1/m over units judged at least once: (K,)."""
    judged = np.where(crowd.judges > 0, crowd.judged, 0).sum(axis=0)
    return formulas.ratio((crowd.ones / np.maximum(crowd.judges, 1)).sum(axis=0), judged)


def specific(crowd: CrowdTable) -> tuple[Floats, Floats, Floats, Floats]:
    """Pairs of judgements, per document and code (n, K).

    Both yes, yes at all, both no, no at all: twice the pairs, and those counted for each side.
    """
    m, ones, judged = crowd.judges, crowd.ones, crowd.judged
    zeros = judged * m - ones
    squares = judged * m**2 - 2 * m * ones + crowd.squares
    there = crowd.compared
    return (
        np.where(there, crowd.squares - ones, 0),
        np.where(there, (m - 1) * ones, 0),
        np.where(there, squares - zeros, 0),
        np.where(there, (m - 1) * zeros, 0),
    )
