"""One subscale's scores compared over groups: the test, its pairs, what stands beside it.

Numbers in, results out: who may see which group is settled by whoever calls this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qualkit.core.statistics import Effect, Pair, Test
from qualkit.errors import InputError
from qualkit.survey.anova import anova_of, effects_of
from qualkit.survey.hedges import hedges_g_of
from qualkit.survey.holm import corrected
from qualkit.survey.homogeneity import assumption_notes, listed, why_not
from qualkit.survey.kruskal import dunn_of, epsilon_squared, kruskal_wallis_of
from qualkit.survey.samples import Groups, Moments, Sample, samples_of
from qualkit.survey.tukey import tukey_kramer_of
from qualkit.survey.welch import games_howell_of, welch_anova_of, welch_t_of


class Method(StrEnum):
    """Which test is the one that is reported."""

    ANOVA = "anova"
    WELCH = "welch"
    KRUSKAL = "kruskal"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a Comparison holds beside its scale and summaries.

    `pairs` belong to `test`; `others` are the tests beside it. `test.left_out` names the groups
    that took no part, `test.smallest` the size under which they did not.
    """

    test: Test
    effects: tuple[Effect, ...] = ()
    pairs: tuple[Pair, ...] = ()
    others: tuple[Test, ...] = ()
    other_pairs: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()


def compare(
    groups: Groups,
    *,
    method: str = Method.ANOVA,
    smallest: int,
    planned: tuple[str, str] | None = None,
    level: float = 0.95,
) -> Compared:
    """The groups compared: one test with effects and all pairs, the other tests beside it.

    `groups` are name -> scores, in the order of printing; NaN is no score. Groups with fewer than
    `smallest` scores take no part (1: all do) and a note says so. `planned` names two groups that
    were chosen before the data were seen: Welch's t test of these and no other. What is undefined
    is None with its reason; InputError for an unknown method or a planned group that is not there.

    >>> groups = {"a": [1, 2, 3, 4, 5], "b": [3, 4, 5, 6, 7], "c": [9]}
    >>> found = compare(groups, smallest=5)
    >>> found.test.df, found.test.left_out, [(p.first, p.second) for p in found.pairs]
    ((1.0, 8.0), ('c',), [('a', 'b')])
    """
    everybody = samples_of(groups)
    if planned is not None:
        return _planned(groups, everybody, planned, level)
    samples = tuple(each for each in everybody if each.n >= smallest)
    small = tuple(each.name for each in everybody if each.n < smallest)
    found = _tested(method, samples, level)
    notes = (*_left_out(found.test, small, smallest), *assumption_notes(samples))
    return replace(
        found,
        test=_named(found.test, small, smallest),
        others=tuple(_named(test, small, smallest) for test in found.others),
        pairs=_with_g(found.pairs, samples, level),
        notes=(*notes, *_undefined(found.test), *found.notes),
    )


def _tested(method: str, samples: Sequence[Sample], level: float) -> Compared:
    """The test of that name with what belongs to it."""
    if method == Method.ANOVA:
        return _anova(samples, level)
    if method == Method.WELCH:
        return _welch(samples, level)
    if method == Method.KRUSKAL:
        return _kruskal(samples)
    raise InputError(
        f"there is no comparison called '{method}'", f"Choose one of: {', '.join(Method)}."
    )


def corrected_together(found: Sequence[Compared]) -> tuple[Compared, ...]:
    """The comparisons with Holm's correction over their tests, as one family."""
    tests = corrected([each.test for each in found])
    return tuple(replace(each, test=test) for each, test in zip(found, tests, strict=True))


def _anova(samples: Sequence[Sample], level: float) -> Compared:
    moments = Moments.of(samples)
    return Compared(
        anova_of(moments),
        effects_of(moments),
        tukey_kramer_of(moments, level),
        (welch_anova_of(samples), kruskal_wallis_of(samples)),
    )


def _welch(samples: Sequence[Sample], level: float) -> Compared:
    test = welch_anova_of(samples)
    notes: tuple[str, ...] = ()
    if test.left_out:
        notes = (
            f"Welch's test needs two respondents in a group: {listed(test.left_out)} "
            "took no part in it.",
        )
    used = [each for each in samples if each.n > 1]
    return Compared(
        test,
        # Only eta squared: omega squared takes the variances for equal, as Welch's test does not.
        effects_of(Moments.of(used))[:1],
        games_howell_of(samples, level),
        (anova_of(Moments.of(samples)), kruskal_wallis_of(samples)),
        notes=notes,
    )


def _kruskal(samples: Sequence[Sample]) -> Compared:
    test = kruskal_wallis_of(samples)
    return Compared(
        test,
        (epsilon_squared(test),),
        dunn_of(samples),
        (anova_of(Moments.of(samples)), welch_anova_of(samples)),
    )


def _planned(
    groups: Groups, everybody: Sequence[Sample], planned: tuple[str, str], level: float
) -> Compared:
    first, second = planned
    for name in planned:
        if name not in groups:
            raise InputError(f"there is no group '{name}'", f"The groups are: {', '.join(groups)}.")
    if first == second:
        raise InputError(f"'{first}' cannot be compared with itself", "Name two groups.")
    test, pair = welch_t_of(everybody, first, second, level)
    chosen = [each for each in everybody if each.name in planned]
    others = tuple(each.name for each in everybody if each.name not in planned)
    (with_g,) = _with_g((pair,), chosen, level)
    effects = (with_g.effect,) if with_g.effect is not None else ()
    notes = _undefined(test)
    if others:
        notes = (f"{first} and {second} were named beforehand; no other group was tested.", *notes)
    return Compared(replace(test, left_out=others), effects, (with_g,), notes=notes)


def _named(test: Test, small: tuple[str, ...], smallest: int) -> Test:
    """The test with the groups that were too small for any test among those left out."""
    if not small:
        return test
    return replace(test, left_out=(*small, *test.left_out), smallest=max(smallest, test.smallest))


def _left_out(test: Test, small: tuple[str, ...], smallest: int) -> tuple[str, ...]:
    if not small:
        return ()
    names = listed(small)
    return (
        f"{names[:1].upper()}{names[1:]} took no part in the test, having fewer than {smallest} "
        "respondents with a score.",
    )


def _undefined(test: Test) -> tuple[str, ...]:
    return (f"The test has no value: {why_not(test)}.",) if test.reason else ()


def _with_g(pairs: tuple[Pair, ...], samples: Sequence[Sample], level: float) -> tuple[Pair, ...]:
    """The pairs with Hedges' g beside each."""
    by_name = {each.name: each for each in samples}
    return tuple(
        replace(pair, effect=hedges_g_of(by_name[pair.first], by_name[pair.second], level))
        if pair.first in by_name and pair.second in by_name
        else pair
        for pair in pairs
    )
