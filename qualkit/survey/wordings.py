"""The parts that sentences about results are made of."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.apa import decimal, interval, moments, p_equals, percent, share, statistic
from qualkit.core.statistics import (
    Effect,
    Frequencies,
    Frequency,
    Pair,
    Reliability,
    Scale,
    Summary,
    Test,
)
from qualkit.survey.homogeneity import REASONS, listed
from qualkit.survey.summaries import NOT_GIVEN

ALL = "all"
TOTALS = (ALL, "all together")
"""What the group of everybody is called."""
ALPHA = 0.05
"""The level that sentences are worded by; tables print p itself."""
_SYMBOLS = {"eta squared": "η²", "omega squared": "ω²", "epsilon squared": "ε²"}


def about(scale: Scale) -> str:
    """What is measured: "emotional exhaustion, one component of burnout"."""
    name = scale.phrase or scale.name
    return f"{name}, one component of {scale.part_of}" if scale.part_of else name


def capital(text: str) -> str:
    """The text with a great first letter."""
    return text[:1].upper() + text[1:]


def whose(name: str, group: Summary | None, places: int) -> str:
    """A group with its figures: "NHS respondents (M = 4.1, SD = 1.3, n = 14)"."""
    return f"{_respondents(name)}{figures(group, places)}"


def figures(group: Summary | None, places: int) -> str:
    """A group's figures after a space: " (M = 4.1, SD = 1.3, n = 14)"; "" where hidden."""
    if group is None or group.hidden or group.mean is None:
        return ""
    return f" {moments(group.mean, group.sd, group.n, places)}"


def group_text(group: Summary, places: int) -> str:
    """A group with its figures; "all respondents" for the group without a name."""
    return whose(group.group or ALL, group, places)


def group_scored(group: Summary, scale: Scale, places: int, verb: bool) -> str:
    """`NHS respondents scored 4.1 on average (SD = 1.3, n = 14), nearest to “once a week”`.

    Groups named after the first do without the `verb`.
    """
    scored = " scored" if verb else ""
    average = " on average" if verb and (group.n or 0) > 1 else ""
    spread = moments(None, group.sd, group.n, places)
    told = f"{_respondents(group.group or ALL)}{scored} {decimal(group.mean, places)}"
    return f"{told}{average} {spread}{nearest(group, scale)}"


def nearest(group: Summary, scale: Scale) -> str:
    """The answer that a group's mean lies nearest to, after a comma; "" where there is none."""
    if not group.anchor:
        return ""
    one = group.anchor in {words for _, words in scale.anchors}
    if not one and group.anchor.startswith("between "):
        return f", halfway {group.anchor}"
    return f", nearest to “{group.anchor}”"


def _respondents(name: str, n: int = 2) -> str:
    """`NHS respondents`, `all respondents`, `respondents of no group`."""
    if name == NOT_GIVEN:
        return f"respondent{'s' if n != 1 else ''} of no group"
    return f"{name} respondent{'s' if n != 1 else ''}"


def p_of(test: Test) -> float | None:
    """The p that decides the wording: the corrected one where there is one."""
    return test.p if test.p_holm is None else test.p_holm


def outcome(test: Test, effects: Sequence[Effect], turned: bool = False) -> str:
    """A test with its p, its correction and its first effect: "F(4, 35) = 11.23, p < .001, ...".

    `turned` gives t and Hedges' g the sign they have with the two groups changed about.
    """
    turned = turned and test.symbol == "t"
    value = -test.statistic if turned and test.statistic is not None else test.statistic
    parts = [statistic(test.symbol, test.df, value), p_equals(test.p)]
    if test.p_holm is not None and test.family > 1:
        parts.append(f"Holm-corrected over {test.family} tests {p_equals(test.p_holm)}")
    for effect in effects[:1]:
        told = effect_text(_turned(effect) if turned else effect)
        if told:
            parts.append(told)
    prefix = "" if test.method in ("ANOVA", "Welch t") else f"{test.method} "
    return prefix + ", ".join(parts)


def effect_text(effect: Effect) -> str:
    """A size of effect: "η² = .56", "Hedges' g = 2.23, 95% CI [1.37, 3.07]"; "" if undefined."""
    if effect.value is None:
        return ""
    if effect.name in _SYMBOLS:
        return f"{_SYMBOLS[effect.name]} = {share(effect.value)}"
    told = f"{effect.name} = {decimal(effect.value, 2)}"
    reach = interval(effect.low, effect.high, effect.level, 2)
    return f"{told}, {reach}" if reach else told


def difference(pair: Pair, places: int, absolute: bool = False) -> str:
    """A pair's difference with its interval and p; `absolute` turns it to be above nought."""
    turn = absolute and pair.difference is not None and pair.difference < 0
    low, high = (pair.low, pair.high)
    if turn:
        low = None if pair.high is None else -pair.high
        high = None if pair.low is None else -pair.low
    value = pair.difference if pair.difference is None or not turn else -pair.difference
    of = "mean ranks" if pair.method == "Dunn" else "means"
    parts = [f"difference of {of} {decimal(value, places)}"]
    if low is not None and high is not None:
        parts.append(interval(low, high, pair.level, places))
    parts.append(f"{p_equals(pair.p)} ({pair.method})")
    if pair.low is None and pair.effect is not None:
        parts.append(effect_text(_turned(pair.effect) if turn else pair.effect))
    return ", ".join(part for part in parts if part)


def _turned(effect: Effect) -> Effect:
    from dataclasses import replace

    low = None if effect.high is None else -effect.high
    high = None if effect.low is None else -effect.low
    value = None if effect.value is None else -effect.value
    return replace(effect, value=value, low=low, high=high)


def frequency_text(result: Frequencies, places: int) -> str:
    """How many respondents gave each answer."""
    shown = [row for row in result.rows if not row.hidden and row.n is not None]
    hidden = [row for row in result.rows if row.hidden]
    if result.hidden:
        return f"What {_of_whom(result)} answered to “{result.label}” is not shown."
    told = []
    if shown:
        first, *others = sorted(shown, key=lambda row: -(row.n or 0))
        lead = f"{first.n} of {_of_whom(result)} {_chose(first, places)}"
        rest = [f"{row.n} {_chose(row, places)}" for row in others]
        told.append(f"To “{result.label}”, {'; '.join((lead, *rest))}.")
        if result.multiple:
            told.append("Respondents could choose several answers.")
    if hidden:
        names = [f"“{row.label}”" for row in hidden]
        plural = "s are" if len(names) > 1 else " is"
        told.append(f"The count{plural} not shown for {listed(names)}.")
    return " ".join(told)


def _of_whom(result: Frequencies) -> str:
    """`40 respondents`, `all 40 respondents`, `14 NHS respondents`; without what is hidden."""
    n = result.respondents
    number = "" if n is None else f"{n} "
    if not result.group:
        return _respondents(str(n), n) if n is not None else _respondents(ALL)
    if result.group in TOTALS:
        return f"{ALL} {_respondents(str(n), n)}" if n is not None else _respondents(ALL)
    return f"{number}{_respondents(result.group, 2 if n is None else n)}"


def _chose(row: Frequency, places: int) -> str:
    return f"({percent(row.percent, places)}) answered “{row.label}”"


def reliability_text(result: Reliability, places: int) -> str:
    """Cronbach's alpha, or why there is none."""
    name = about(result.scale)
    items = f"{result.items} item{'s' if result.items != 1 else ''}"
    if result.alpha is None:
        why = REASONS.get(result.reason, str(result.reason)) if result.reason else "hidden"
        return f"Cronbach's alpha of {name} ({items}) is not defined: {why}."
    told = f"Cronbach's alpha of {name} is {share(result.alpha, places)} ({items}, n = {result.n})."
    return f"{told} {capital(result.note)}" if result.note else told
