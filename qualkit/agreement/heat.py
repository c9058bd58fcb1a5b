"""One code in one document at a time, for a heat line; and the figures shown on request."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.arrays import Floats
from qualkit.agreement.crowd import alphas, differing, percents, shares, specific
from qualkit.agreement.figures import nothing_shared
from qualkit.agreement.judgements import Judgements
from qualkit.agreement.pairwise import reasons_for, values
from qualkit.agreement.results import Cell, Further, FurtherPair
from qualkit.agreement.tables import all_pairs, crowd_table, pair_tables
from qualkit.agreement.values import Reason, Value


def heat_lines(
    judgements: Judgements, codes: Sequence[int] | None = None
) -> tuple[tuple[Cell, ...], ...]:
    """For each code (all, or those given) one cell per document.

    Alpha and F1 within the document, and the mass of disagreement: counted text (or units) times
    the share of the pairs of judgements that differ, 2 n1 (m - n1)/(m (m - 1)). "no overlap"
    where fewer than two judged the code there, "not applied" where nobody used it.
    """
    crowd = crowd_table(judgements)
    chosen = range(judgements.scope.codes) if codes is None else codes
    shape = crowd.ones.shape
    total = np.broadcast_to(np.where(crowd.compared, crowd.judged * crowd.judges, 0), shape)
    yes = np.where(crowd.compared, crowd.ones, 0)
    alpha = formulas.alpha_binary(2 * differing(crowd), yes, total - yes)
    both, anyone, _, _ = specific(crowd)
    f1 = formulas.ratio(both, anyone)
    mass = 2 * crowd.differing / np.maximum(crowd.judges * (crowd.judges - 1), 1)
    judges = np.broadcast_to(np.where(crowd.judged > 0, crowd.judges, 0), shape)
    nothing = Value(None, Reason.NO_OVERLAP)
    told = []
    for code in chosen:
        row = [Cell(at, code, nothing, nothing, 0.0, 0) for at in range(judgements.scope.documents)]
        reasons = reasons_for(total[:, code], yes[:, code], Reason.NO_OVERLAP)
        columns = zip(
            crowd.documents.tolist(),
            values(alpha[:, code], reasons),
            values(f1[:, code], reasons),
            mass[:, code].tolist(),
            judges[:, code].astype(np.int64).tolist(),
            strict=True,
        )
        for document, *figures in columns:
            row[document] = Cell(document, code, *figures)
        told.append(tuple(row))
    return tuple(told)


def further(
    judgements: Judgements, pairs: Sequence[tuple[int, int]] | None = None
) -> tuple[Further, ...]:
    """What is shown on request, per code: Fleiss, S, Light and Hubert; Scott and S per pair.

    Fleiss (1971; shares after Gwet from all units judged), Bennett S = Brennan-Prediger with two
    values offered, Light (1971) the mean of the pairs' kappas, Hubert (1977, as Conger 1980) the
    pairs' mean po corrected by their mean pe, Scott (1955). Undefined as in `agreement_of`.
    """
    crowd = crowd_table(judgements)
    no_overlap = nothing_shared(judgements)
    _, total, yes = alphas(crowd)
    reasons = reasons_for(total, yes, no_overlap)
    percent = percents(crowd)
    fleiss = values(formulas.fleiss_binary(percent, shares(crowd)), reasons)
    free = values(2 * percent - 1, reasons)
    chosen = all_pairs(judgements.scope.coders) if pairs is None else tuple(pairs)
    rows, kappas, observed, expected = _pairs(judgements, chosen)
    light = values(
        formulas.ratio(np.nansum(kappas, axis=0), (~np.isnan(kappas)).sum(axis=0)), reasons
    )
    hubert = values(formulas.pooled(observed, expected, axis=0), reasons)
    counted = (~np.isnan(kappas)).sum(axis=0).tolist()
    return tuple(
        Further(
            code, fleiss[code], free[code], light[code], counted[code], hubert[code],
            tuple(rows[pair][code] for pair in chosen),
        )
        for code in range(judgements.scope.codes)
    )  # fmt: skip


def _pairs(
    judgements: Judgements, pairs: Sequence[tuple[int, int]]
) -> tuple[dict[tuple[int, int], list[FurtherPair]], Floats, Floats, Floats]:
    """Per pair its figures by code; and kappa, po and pe of all, (pairs, K) each."""
    rows: dict[tuple[int, int], list[FurtherPair]] = {}
    shape = (len(pairs), judgements.scope.codes)
    kappas, observed, expected = (np.full(shape, np.nan) for _ in range(3))
    place = {pair: at for at, pair in enumerate(pairs)}
    for (table,) in pair_tables(judgements, pairs):
        parts = (table.both, table.only_first, table.only_second)
        both, first, second = (part.sum(axis=0) for part in parts)
        judged = np.broadcast_to(table.judged.sum(axis=0), both.shape)
        cells = (both, first, second, judged - both - first - second)
        reasons = reasons_for(judged, both + first + second, Reason.NO_OVERLAP)
        scott = values(formulas.scott(*cells), reasons)
        free = values(formulas.brennan_prediger(*cells), reasons)
        pair = (table.first, table.second)
        rows[pair] = [FurtherPair(*pair, *each) for each in zip(scott, free, strict=True)]
        kappas[place[pair]] = formulas.cohen(*cells)
        observed[place[pair]] = formulas.percent(*cells)
        expected[place[pair]] = formulas.chance(*cells)
    return rows, kappas, observed, expected
