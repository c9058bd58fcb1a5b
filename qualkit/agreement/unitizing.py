"""Agreement on units: where coders marked text and what they said of it (u-alpha and its family).

Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual
continua: further developments, Quality & Quantity 50; Krippendorff (2019), Content Analysis, 4th
edition, section 12.6. Each document is one continuum; l and Q are summed over documents, each
with the m coders who finished it (documents with one coder add nothing). That extension to
several documents, and to varying m, is this project's.

With l_ck the length where one coder said c and another k (each pair of coders weighted 1/(m-1)),
phi the gaps, and Q_c the sum of squared unit lengths (for gaps: of lengths):
  expected    e_ck = l (l_c l_k - [c=k] Q_c) / (l^2 - sum Q)
  u-alpha     1 - (l - sum l_cc) / (l - sum e_cc)           where and what together
  |u-alpha    1 - (l_phi - l_phiphi) / (e_phi - e_phiphi)   where: marked or not
  cu-alpha    as u-alpha, without gaps (l*, Q*)             what, of text that two marked
  (k)u-alpha  1 - (e*_k / l*_k) (l*_k - l*_kk) / (e*_k - e*_kk)   the same for one value
Q*_c squares each unit's mean length pairable with the other coders: with three coders only that
gives the book's cu-alpha of 0.724 (figure 12.11).

Overlapping codings of one coder and code are one unit; codings that only touch stay two. The
unit of these coefficients is always the character; sentences or turns in the scope are ignored.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from qualkit.agreement.arrays import Codings, Floats, Scope
from qualkit.agreement.bootstrap import FEWEST, Draws, Replicates, checked, estimates
from qualkit.agreement.continua import SetSums, code_sums, set_sums
from qualkit.agreement.formulas import ratio, told
from qualkit.agreement.line import added
from qualkit.agreement.results import Bootstrap
from qualkit.agreement.values import Estimate, Reason, Value


@dataclass(frozen=True, slots=True)
class ValueAlpha:
    """(k)u-alpha of one value: a code, or the set of codes that were given together."""

    codes: tuple[int, ...]
    alpha: Value
    coverage: Value
    """The share of this value's text that a second coder marked too, l*_k / l_k."""
    length: float
    """l_k: how much text it was given to, over all coders, in characters."""


@dataclass(frozen=True, slots=True)
class Family:
    """The family over several codes, the value of a unit being the set of codes given to it."""

    u: Estimate
    """u-alpha: where and what together."""
    bar_u: Estimate
    """|u-alpha: where, marked or not."""
    cu: Estimate
    """cu-alpha: what, of text that two coders marked."""
    coverage: Value
    """The share of all text that cu-alpha rests on, l* / l."""
    values: tuple[ValueAlpha, ...]
    """(k)u-alpha of the values given to most text, by length."""
    several: float
    """Characters (over all coders) with more than one of the codes: 0 if mutually exclusive."""
    documents: int
    """How many documents two coders or more judged."""


def u_alpha_by_code(
    codings: Codings, scope: Scope, bootstrap: Bootstrap | None = None
) -> tuple[Estimate, ...]:
    """u-alpha of each code as the only value, where it is the same as |u-alpha; one per code.

    None with "no overlap" where no two judged the code, "not applied" where nobody used it there,
    "no variation" where all marked all text. Codings in any order; RowError for those that do
    not fit the scope.
    """
    sums = code_sums(codings, scope)
    counts = np.count_nonzero(sums.total, axis=1)
    columns = (sums.total, sums.gap, sums.gap_same, sums.squares)
    total, gap, gap_same, squares = (column.sum(axis=1) for column in columns)
    figures = bar_u_alpha(total, gap, gap_same, squares)
    spread = None
    if bootstrap is not None and counts.max(initial=0) >= FEWEST:
        within = np.flatnonzero(sums.total.any(axis=0))
        weights = Draws(checked(bootstrap)).weights(len(within)).astype(np.float64)
        spread = _replicates(bar_u_alpha(*(weights @ each.T[within] for each in columns))).spread()
    return tuple(
        estimates(
            [None if np.isnan(figure) else float(figure) for figure in figures],
            [_reason(*each) for each in zip(total, gap, strict=True)],
            counts.tolist(),
            spread,
            bootstrap.level if bootstrap is not None else 0,
        )
    )


def u_alpha_family(
    codings: Codings,
    scope: Scope,
    codes: Collection[int] | None = None,
    bootstrap: Bootstrap | None = None,
    most: int = 50,
) -> Family:
    """The family over these codes (None: all), with (k)u-alpha of the `most` longest values.

    A unit of a coder ends wherever one of the coder's codings begins or ends; its value is the
    set of codes there. If the codes are mutually exclusive these are the codes themselves. In
    each document only codes that all its coders could judge count; text in a zone of any of the
    codes is left out. RowError for codings that do not fit, InputError for a code that does not
    exist. Reasons as for one code; cu-alpha has "no overlap" also where no text was
    marked by two, and "no variation" where all of that text has one value.
    """
    sums = set_sums(codings, scope, codes)
    figures = _figures(sums, np.ones((1, scope.documents)))
    documents = int(np.count_nonzero(sums.total))
    columns = (sums.total, sums.gap, sums.values.paired)
    total, gap, paired = (float(column.sum()) for column in columns)
    spread = None
    if bootstrap is not None and documents >= FEWEST:
        weights = np.zeros((bootstrap.replicates, scope.documents))
        weights[:, sums.total > 0] = Draws(checked(bootstrap)).weights(documents)
        spread = _replicates(_figures(sums, weights)).spread()
    where = _reason(total, gap)
    what = Reason.NO_VARIATION if paired else _reason(total, gap, shared=False)
    u, bar_u, cu = estimates(
        [None if np.isnan(figure) else float(figure) for figure in figures[0]],
        [where, where, what],
        [documents] * 3,
        spread,
        bootstrap.level if bootstrap is not None else 0,
    )
    coverage = told(ratio(paired, total), Reason.NO_OVERLAP)
    several = float(sums.several.sum())
    return Family(u, bar_u, cu, coverage, _value_alphas(sums, most), several, documents)


def _figures(sums: SetSums, weights: Floats) -> Floats:
    """u-alpha, |u-alpha and cu-alpha, (R, 3), for each row of document weights (R, D)."""

    values = sums.values
    columns = [sums.total, sums.gap, sums.gap_same]
    for of in (values.same, values.squares, values.paired, values.paired_squares):
        columns.append(added(values.document, of, len(sums.total)))
    total, gap, gap_same, same, squares, paired, paired_squares = (
        weights @ np.stack(columns, axis=1)
    ).T
    return np.stack(
        (
            u_alpha(total, gap, same + gap_same, values.products(values.length, weights), squares),
            bar_u_alpha(total, gap, gap_same, squares),
            cu_alpha(paired, same, values.products(values.paired, weights), paired_squares),
        ),
        axis=1,
    )


def _value_alphas(sums: SetSums, most: int) -> tuple[ValueAlpha, ...]:
    """(k)u-alpha of the values that were given to most text."""
    values = sums.values
    columns = (values.length, values.same, values.paired, values.paired_squares)
    length, same, paired, squares = (
        added(values.value, column, len(sums.sets)) for column in columns
    )
    whole = float(paired.sum())
    scale = whole - ratio(float(squares.sum()), whole)
    unlike = ratio(paired * (whole - paired), scale)
    # e*_k = l*_k l* - Q*_k over the scale, e*_k - e*_kk the part of it with other values.
    expected = ratio(paired * whole - squares, scale)
    figures = 1 - ratio(expected * (paired - same), paired * unlike)
    told_all = []
    for at in np.lexsort((np.arange(len(length)), -length))[:most].tolist():
        why = Reason.NO_VARIATION if paired[at] else Reason.NO_OVERLAP
        coverage = told(ratio(paired[at], length[at]), Reason.NO_OVERLAP)
        alpha = told(figures[at], why)
        told_all.append(ValueAlpha(sums.sets.codes(at), alpha, coverage, float(length[at])))
    return tuple(sorted(told_all, key=lambda value: (-value.length, value.codes)))


def bar_u_alpha(total: Floats, gap: Floats, gap_same: Floats, squares: Floats) -> Floats:
    """|u-alpha from l, l_phi, l_phiphi and the sum of squared unit lengths; NaN if undefined.

    e_phi - e_phiphi = l l_phi (l - l_phi) / (l^2 - l_phi - sum Q).

    The example of the book (figure 12.11):

    >>> round(float(bar_u_alpha(180.0, 71.0, 45.0, 911.0)), 4)
    0.4136
    """
    expected = ratio(total * gap * (total - gap), total**2 - gap - squares)
    return 1 - ratio(gap - gap_same, expected)


def u_alpha(total: Floats, gap: Floats, same: Floats, products: Floats, squares: Floats) -> Floats:
    """u-alpha from l, l_phi, sum l_cc (gaps too), sum of l_c^2 and Q_c without gaps; or NaN."""
    alike = products + gap**2 - squares - gap
    expected = total - ratio(total * alike, total**2 - squares - gap)
    return 1 - ratio(total - same, _positive(expected, total))


def cu_alpha(paired: Floats, same: Floats, products: Floats, squares: Floats) -> Floats:
    """cu-alpha from l*, sum l_cc, sum of l*_c^2 and Q*_c over values without gaps; or NaN."""
    expected = paired - ratio(products - squares, paired - ratio(squares, paired))
    return 1 - ratio(paired - same, _positive(expected, paired))


def _positive(expected: Floats, of: Floats) -> Floats:
    """The expected disagreement, exactly 0 where only rounding is left of it (1e-12 of all)."""
    kept: Floats = np.where(expected > 1e-12 * of, expected, 0.0)
    return kept


def _replicates(figures: Floats) -> Replicates:
    """The replicates (R, n), those without a value marked."""
    defined = ~np.isnan(figures)
    return Replicates(np.where(defined, figures, 0).astype(np.float32), defined)


def _reason(total: float, gap: float, shared: bool = True) -> Reason:
    """Why there is no figure; `shared`: whether two marked some of the same text."""
    if total == 0:
        return Reason.NO_OVERLAP
    if gap == total:
        return Reason.NOT_APPLIED
    return Reason.NO_VARIATION if shared else Reason.NO_OVERLAP
