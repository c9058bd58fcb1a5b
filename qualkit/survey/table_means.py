"""Means, standard deviations, F and p of a published table's row."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from qualkit.core.apa import decimal, p_value, statistic
from qualkit.core.published import Printed, PublishedCell, PublishedRow, PublishedTable, Role, Rule
from qualkit.survey.anova import f_beyond
from qualkit.survey.summary import SummaryTest, anova_from_summary, missing_sd
from qualkit.survey.table_notes import Checked
from qualkit.survey.whole_answers import greatest_sd, nearest_means, sd_is_possible, whole_sums


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    n: int | None
    mean: PublishedCell | None
    sd: PublishedCell | None


def check_means(table: PublishedTable, row: PublishedRow, found: Checked) -> None:
    """Check a row's means and SDs against the scale, F against them, and p against F."""
    groups = _groups(table, row)
    for group in groups:
        _mean(row, group, found)
        _sd(row, group, found)
    _tests(row, [group for group in groups if group.name], found)


def _groups(table: PublishedTable, row: PublishedRow) -> list[_Group]:
    names = [
        name
        for name in ("", *table.groups)
        if any(each.get(Role.MEAN, name) for each in table.rows)
    ]
    made = []
    for name in names:
        size = row.get(Role.N, name)
        n = int(size.number.value) if size is not None else table.sizes.get(name)
        made.append(_Group(name, n or None, row.get(Role.MEAN, name), row.get(Role.SD, name)))
    return made


def _value(row: PublishedRow, role: Role) -> float | None:
    cell = row.get(role)
    return None if cell is None else cell.number.value


def _scale(row: PublishedRow) -> tuple[float, float] | None:
    low, high = _value(row, Role.LOW), _value(row, Role.HIGH)
    return None if low is None or high is None else (low, high)


def _mean(row: PublishedRow, group: _Group, found: Checked) -> None:
    if group.mean is None:
        return
    number, scale, items = group.mean.number, _scale(row), _value(row, Role.ITEMS)
    if scale is not None:
        instead = f"{decimal(scale[0], 0)} to {decimal(scale[1], 0)}"
        why = f"the scale runs from {instead}"
        found.judge(row, group.mean, number.allows(*scale), Rule.RANGE, instead, why)
    if items is not None and group.n is not None:
        k = int(items)
        possible = len(whole_sums(number.low, number.high, group.n, k)) > 0
        near = nearest_means(number.value, group.n, k)
        instead = " or ".join(decimal(each, number.decimals + 1) for each in near)
        why = f"{group.n} respondents with {k} whole answers each cannot have this mean"
        found.judge(row, group.mean, possible, Rule.MEAN, instead, why)


def _sd(row: PublishedRow, group: _Group, found: Checked) -> None:
    if group.sd is None or group.n is None:
        return
    cell, number = group.sd, group.sd.number
    if group.n == 1:
        found.judge(row, cell, False, Rule.SD, "none", "one respondent has no SD")
        return
    if number.value < 0:
        found.judge(row, cell, False, Rule.SD, "0 or more", "no SD is below nought")
        return
    scale, items, mean = _scale(row), _value(row, Role.ITEMS), group.mean
    if mean is None or (scale is not None and not mean.number.allows(*scale)):
        return
    between = (mean.number.low, mean.number.high)
    if scale is not None:
        most = greatest_sd(*scale, between, group.n) or 0.0
        instead = f"at most {decimal(most, number.decimals + 1)}"
        ends = f"{decimal(scale[0], 0)} to {decimal(scale[1], 0)}"
        why = f"{group.n} scores from {ends} with this mean"
        if not number.allows(0.0, most):
            found.judge(row, cell, False, Rule.SD, instead, f"{why} have no such SD")
            return
        found.cells += 1
    if items is not None and len(whole_sums(*between, group.n, int(items))):
        possible = sd_is_possible(between, (number.low, number.high), group.n, int(items), scale)
        why = (
            f"{group.n} respondents with {int(items)} whole answers each and this mean cannot "
            "have this SD"
        )
        found.judge(row, cell, possible, Rule.SD, _near_sd(row, group), why)


def _near_sd(row: PublishedRow, group: _Group) -> str:
    """The nearest SDs that could be printed instead, tried one last decimal after the other."""
    if group.sd is None or group.mean is None or group.n is None:
        return ""
    number, mean = group.sd.number, group.mean.number
    items, unit = int(_value(row, Role.ITEMS) or 1), 10.0**-number.decimals
    for steps in range(1, 200):
        near = [number.value - steps * unit, number.value + steps * unit]
        good = [
            each
            for each in near
            if each > -unit / 2
            and sd_is_possible(
                (mean.low, mean.high),
                (each - number.half, each + number.half),
                group.n,
                items,
                _scale(row),
            )
        ]
        if good:
            return " or ".join(decimal(each, number.decimals) for each in good)
    return "none"


def _tests(row: PublishedRow, groups: list[_Group], found: Checked) -> None:
    f, p = row.get(Role.F), row.get(Role.P)
    whole = bool(groups) and all(g.n is not None and g.mean is not None for g in groups)
    df = _freedom(row, groups, found)
    made = _from_means(row, groups) if whole and len(groups) > 1 else None
    if f is not None and made is not None:
        _statistic(row, f, made, found)
    elif f is not None and groups:
        found.note(row, "F was not checked: a mean or a count is missing")
    if p is not None:
        if f is not None and df is not None:
            _chance(row, f.number, p, df, found)
        elif f is None and made is not None and made.p[0] is not None and made.p[1] is not None:
            _chance_of_means(row, p, made, found)
        elif f is not None or groups:
            found.note(row, "p was not checked: the degrees of freedom are not known")
    if whole and df is not None:
        _missing(row, groups, df, found)


def _freedom(row: PublishedRow, groups: list[_Group], found: Checked) -> tuple[float, float] | None:
    """The degrees of freedom as printed, else from the counts."""
    between, within = row.get(Role.DF_BETWEEN), row.get(Role.DF_WITHIN)
    counts = [group.n for group in groups if group.n is not None]
    known = len(counts) == len(groups) > 1
    right = (len(counts) - 1, sum(counts) - len(counts)) if known else None
    for place, cell in enumerate((between, within)):
        if cell is not None and right is not None:
            told = f"{right[0]}, {right[1]}"
            why = f"{len(counts)} groups of {sum(counts)} respondents have df {told}"
            agrees = cell.number.value == right[place]
            found.judge(row, cell, agrees, Rule.FREEDOM, str(right[place]), why)
    if between is not None and within is not None:
        return between.number.value, within.number.value
    return None if right is None or right[1] < 1 else (float(right[0]), float(right[1]))


def _from_means(row: PublishedRow, groups: list[_Group]) -> SummaryTest:
    means = [g.mean.number for g in groups if g.mean is not None]
    sds = [None if g.sd is None or g.n == 1 else g.sd.number for g in groups]
    return anova_from_summary(
        [g.n or 0 for g in groups],
        [each.value for each in means],
        [None if each is None else abs(each.value) for each in sds],
        decimals=[each.decimals for each in means],
        sd_decimals=[0 if each is None else each.decimals for each in sds],
    )


def _statistic(row: PublishedRow, f: PublishedCell, made: SummaryTest, found: Checked) -> None:
    low, high = made.f
    if low is None:
        found.note(row, "F was not checked: it is not defined for these counts")
        return
    instead = f"{decimal(low, 2)} to {decimal(inf if high is None else high, 2)}"
    why = f"the printed means, SDs and counts allow F from {instead}"
    if made.test.statistic is not None:
        why += f"; as printed they give {statistic('F', made.test.df, made.test.statistic)}"
    possible = f.number.allows(low - 1e-9, inf if high is None else high + 1e-9)
    found.judge(row, f, possible, Rule.STATISTIC, instead, why)


def _p_range(low: float, high: float) -> str:
    told = p_value(low, 4), p_value(high, 4)
    return told[0] if told[0] == told[1] else f"{told[0]} to {told[1]}"


def _chance(
    row: PublishedRow, f: Printed, p: PublishedCell, df: tuple[float, float], found: Checked
) -> None:
    """p against the printed F, whatever the means say."""
    low = f_beyond(max(0.0, f.high), *df)
    high = f_beyond(max(0.0, f.low), *df)
    instead = _p_range(low, high)
    why = f"{statistic('F', df, f.value, f.decimals)} has p {instead}"
    found.judge(row, p, p.number.allows(low, high), Rule.CHANCE, instead, why)


def _chance_of_means(
    row: PublishedRow, p: PublishedCell, made: SummaryTest, found: Checked
) -> None:
    low, high = made.p
    if low is None or high is None:
        return
    instead = _p_range(low, high)
    why = f"the printed means, SDs and counts allow p from {instead}"
    found.judge(row, p, p.number.allows(low, high), Rule.CHANCE_OF_MEANS, instead, why)


def _missing(
    row: PublishedRow, groups: list[_Group], df: tuple[float, float], found: Checked
) -> None:
    """The SD that is not printed, worked out from F, or from p where there is no F."""
    gaps = [g.name for g in groups if g.sd is None and (g.n or 0) > 1]
    f, p = row.get(Role.F), row.get(Role.P)
    if len(gaps) != 1 or (f is None and (p is None or p.number.bound or p.number.value <= 0)):
        return
    if f is not None:
        wanted, told = f.number.value, statistic("F", df, f.number.value, f.number.decimals)
    else:
        from scipy.special import fdtri

        wanted, told = float(fdtri(*df, 1 - p.number.value)), f"p {p_value(p.number.value)}"  # type: ignore[union-attr]
    sd = missing_sd(
        [g.n or 0 for g in groups],
        [g.mean.number.value for g in groups if g.mean is not None],
        [None if g.sd is None or g.n == 1 else g.sd.number.value for g in groups],
        wanted,
    )
    value = "no SD at all" if sd is None else f"an SD of about {decimal(sd, 2)}"
    found.note(row, f"{gaps[0]} has no SD; {told} would need {value} there")
