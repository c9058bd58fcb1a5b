"""Agreement in one call: every figure per code, per pair of coders, and overall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.arrays import Codings, Ints, Scope
from qualkit.agreement.bootstrap import FEWEST, Draws, checked
from qualkit.agreement.crowd import alpha_estimates, alphas, percents, shares, specific
from qualkit.agreement.judgements import Ignored, Judgements, judged
from qualkit.agreement.overall import Pooling, overall
from qualkit.agreement.pairwise import Beyond, OnePair, one_pair, reasons_for, values
from qualkit.agreement.results import Agreement, Bootstrap, CodeFigures, Flag, PairFigures
from qualkit.agreement.tables import (
    CrowdTable,
    PairTable,
    all_pairs,
    coded_by,
    crowd_table,
    pair_tables,
)
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError

RARE_BELOW = 3
"""Documents a code must be used in not to be called rare."""


def agreement(
    codings: Codings,
    scope: Scope,
    pairs: Sequence[tuple[int, int]] | None = None,
    bootstrap: Bootstrap | None = Bootstrap(),  # noqa: B008  frozen
) -> Agreement:
    """Every figure of these codings within the scope; see `agreement_of`.

    >>> codings = Codings.of([(0, 0, 0, 0, 60), (0, 1, 0, 20, 80)])
    >>> found = agreement(codings, Scope([200], [[True, True]], codes=1))
    >>> round(found.codes[0].pairs[0].kappa.value, 4), found.codes[0].alpha.interval_reason.value
    (0.5238, 'too few documents')
    """
    return agreement_of(judged(codings, scope), pairs, bootstrap)


def agreement_of(
    judgements: Judgements,
    pairs: Sequence[tuple[int, int]] | None = None,
    bootstrap: Bootstrap | None = Bootstrap(),  # noqa: B008  frozen
) -> Agreement:
    """Every figure of these judgements.

    Per code: Krippendorff's nominal alpha over all coders who judged it, F1, negative agreement,
    AC1 and percent agreement; per pair (all, or those given) Cohen's kappa and the same. Alpha
    and kappa have intervals over documents (`bootstrap`; None for none). Weights are counted
    characters, or 1 for each unit. What has no value has a reason. Sources: Krippendorff 2011;
    Cohen 1960; Gwet 2008; de Vries et al. 2008. InputError for a pair or bootstrap that cannot be.
    """
    chosen = _chosen(pairs, judgements.scope.coders)
    draws = None if bootstrap is None else Draws(checked(bootstrap))
    crowd = crowd_table(judgements)
    no_overlap = nothing_shared(judgements)
    compared = compared_documents(judgements, crowd)
    pooling = Pooling(compared, draws, no_overlap)
    by_pair: dict[tuple[int, int], list[PairFigures]] = {}
    for tables in pair_tables(judgements, chosen, at_once=_at_once(judgements, bootstrap)):
        told = take_in(tables, draws, pooling)
        by_pair |= {(t.first, t.second): one.figures for t, one in zip(tables, told, strict=True)}
    rows = [by_pair[pair] for pair in chosen]
    codes = _codes(judgements, crowd, draws, no_overlap, rows)
    return Agreement(
        codes,
        overall(codes, pooling, chosen),
        documents=len(compared),
        judged=len(crowd.documents),
        units=judgements.unit_axis is not None,
        bootstrap=bootstrap,
        ignored=Ignored(*map(sum, zip(*map(astuple, set_aside(judgements)), strict=True))),
    )


def nothing_shared(judgements: Judgements) -> Reason:
    """Why two coders can have judged nothing together."""
    alone = np.count_nonzero(judgements.judging.any(axis=0)) == 1
    return Reason.ONE_CODER if alone else Reason.NO_OVERLAP


def compared_documents(judgements: Judgements, crowd: CrowdTable) -> Ints:
    """The documents of the table that two or more coders have finished."""
    several = judgements.judging[crowd.documents].sum(axis=1) >= 2
    return np.asarray(crowd.documents[several], np.int64)


def take_in(tables: Sequence[PairTable], draws: Draws | None, pooling: Pooling) -> list[OnePair]:
    """The figures of pairs that share their documents, also taken into the pooling."""
    documents = len(tables[0].documents)
    beyond: Sequence[Beyond | None] = [None] * len(tables)
    if draws is not None and documents >= FEWEST:
        beyond = Beyond.of(tables, draws.weights(documents))
    level = 0.0 if draws is None else draws.bootstrap.level
    told = [one_pair(*each, level, pooling.no_overlap) for each in zip(tables, beyond, strict=True)]
    pooling.add(tables, told)
    return told


def _at_once(judgements: Judgements, bootstrap: Bootstrap | None) -> int:
    """How many pairs to take together: about 8 MB of replicates."""
    rows = len(judgements.weights) if bootstrap is None else bootstrap.replicates
    return max(1, 2_000_000 // max(1, 3 * judgements.scope.codes * rows))


def set_aside(judgements: Judgements) -> tuple[Ignored, ...]:
    """What was ignored, of the documents that have something (at least one row)."""
    return tuple(one for one in judgements.ignored if one != Ignored()) or (Ignored(),)


def _chosen(pairs: Sequence[tuple[int, int]] | None, coders: int) -> tuple[tuple[int, int], ...]:
    """The pairs asked for, or all; InputError for one that cannot be."""
    if pairs is None:
        return all_pairs(coders)
    for first, second in pairs:
        if first == second or not (0 <= first < coders and 0 <= second < coders):
            raise InputError(
                f"{first} and {second} are no two coders, of {coders} (0 to {coders - 1})",
                "Name two different coders.",
            )
    return tuple(dict.fromkeys((int(first), int(second)) for first, second in pairs))


def _codes(
    judgements: Judgements,
    crowd: CrowdTable,
    draws: Draws | None,
    no_overlap: Reason,
    pairs: list[list[PairFigures]],
) -> tuple[CodeFigures, ...]:
    """The figures of every code; `pairs` has each pair's, by code."""
    _, total, yes = alphas(crowd)
    reasons = reasons_for(total, yes, no_overlap)
    both_yes, any_yes, both_no, any_no = (part.sum(axis=0) for part in specific(crowd))
    f1, percent = formulas.ratio(both_yes, any_yes), percents(crowd)
    names = ("f1", "jaccard", "negative", "percent", "ac1", "prevalence")
    numbers = (
        f1,
        f1 / (2 - f1),
        formulas.ratio(both_no, any_no),
        percent,
        formulas.gwet_binary(percent, shares(crowd)),
        2 * formulas.ratio(yes, total) - 1,
    )
    plain = dict(zip(names, (values(each, reasons) for each in numbers), strict=True))
    coded, coders, users = _coded(judgements, crowd, no_overlap)
    used = np.where(crowd.compared, crowd.ones > 0, False).sum(axis=0).tolist()
    return tuple(
        CodeFigures(
            code=code,
            documents=alpha.documents,
            used_in=used[code],
            coders=coders[code],
            alpha=alpha,
            coded=coded[code],
            pairs=tuple(each[code] for each in pairs),
            flags=_flags(alpha.documents, used[code], users[code]),
            **{name: column[code] for name, column in plain.items()},
        )
        for code, alpha in enumerate(alpha_estimates(crowd, draws, no_overlap))
    )


def _coded(
    judgements: Judgements, crowd: CrowdTable, no_overlap: Reason
) -> tuple[list[tuple[Value, ...]], list[int], list[int]]:
    """Per code: the share each coder marked, how many coders judged, how many used it."""
    codes, everyone = judgements.scope.codes, range(judgements.scope.coders)
    had, judged = np.zeros((len(everyone), codes)), np.zeros((len(everyone), codes))
    for coder in everyone:
        had[coder], judged[coder] = coded_by(judgements, coder, crowd)
    columns = [values(one, [no_overlap] * codes) for one in formulas.ratio(had, judged)]
    rows = [tuple(column[code] for column in columns) for code in range(codes)]
    counted = (np.count_nonzero(part, axis=0).tolist() for part in (judged, had))
    return rows, *counted


def _flags(documents: int, used: int, users: int) -> tuple[Flag, ...]:
    told = []
    if documents and not used:
        told.append(Flag.NOT_APPLIED)
    if users == 1:
        told.append(Flag.SINGLE_CODER)
    if documents >= FEWEST and 0 < used < RARE_BELOW:
        told.append(Flag.RARE)
    if 0 < documents < FEWEST:
        told.append(Flag.FEW_DOCUMENTS)
    return tuple(told)
