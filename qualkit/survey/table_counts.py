"""Counts, percentages and totals of a published table."""

from __future__ import annotations

from qualkit.core.apa import decimal, percent
from qualkit.core.published import PublishedCell, PublishedRow, PublishedTable, Role, Rule
from qualkit.survey.homogeneity import listed
from qualkit.survey.table_notes import Checked
from qualkit.survey.whole_answers import possible_counts

_TOTAL_GROUPS = frozenset(("total", "all", "overall", "sum", "together", "all respondents"))


def check_counts(table: PublishedTable, found: Checked) -> None:
    """Check each percentage against its count, each total against what it sums."""
    for group in ("", *table.groups):
        _down(table, group, found)
    for row in table.rows:
        for group in ("", *table.groups):
            _percent(table, row, group, found)
        _across(table, row, found)


def _base(table: PublishedTable, row: PublishedRow, group: str) -> int | None:
    """How many respondents the percentages of a row are of, where the table says it."""
    of = row.get(Role.OF)
    if of is not None:
        return int(of.number.value)
    size = table.sizes.get(group) if group else table.of
    if size is not None:
        return size
    totals = [each.get(Role.N, group) for each in table.rows if each.total]
    return int(totals[0].number.value) if len(totals) == 1 and totals[0] is not None else None


def _percent(table: PublishedTable, row: PublishedRow, group: str, found: Checked) -> None:
    share, count = row.get(Role.PERCENT, group), row.get(Role.N, group)
    if share is None:
        return
    of = _base(table, row, group)
    if of is None or of < 1:
        found.note(row, f"{share.number.text} in '{share.column}' was not checked: of how many?")
        return
    places = share.number.decimals
    low, high = share.number.low, share.number.high
    counts = possible_counts((low, high), of)
    if count is None:
        near = ", ".join(percent(100 * n / of, places) for n in _around(share.number.value, of))
        why = f"no whole number of {of} respondents is {percent(share.number.value, places)}"
        found.judge(row, share, len(counts) > 0, Rule.PERCENT, near, why)
        return
    n = int(count.number.value)
    if n > of:
        why = f"{n} is more than the {of} respondents"
        found.judge(row, count, False, Rule.SHARE, f"at most {of}", why)
        return
    right = 100 * n / of
    why = f"{n} of {of} is {percent(right, max(places, 1))}"
    if counts and n not in counts:
        those = listed([str(each) for each in counts])
        why += f"; {percent(share.number.value, places)} would be {those} of {of}"
    possible = share.number.allows(right, right)
    found.judge(row, share, possible, Rule.PERCENT, percent(right, places), why)


def _around(value: float, of: int) -> tuple[int, ...]:
    below = int(value * of / 100)
    return tuple(n for n in (below, below + 1) if 0 <= n <= of)


def _down(table: PublishedTable, group: str, found: Checked) -> None:
    """Totals of a column: each sums the rows since the one before it."""
    above: list[PublishedCell] = []
    gaps = False
    for row in table.rows:
        cell = row.get(Role.N, group)
        if not row.total:
            gaps = gaps or cell is None
            above += [cell] if cell is not None else []
            continue
        if cell is not None and above and not gaps:
            _sum(row, cell, above, found)
        elif cell is not None and above:
            found.note(row, f"the total in '{cell.column}' was not checked: counts are missing")
        above, gaps = [], False


def _across(table: PublishedTable, row: PublishedRow, found: Checked) -> None:
    """The total column of a row: the groups beside it."""
    totals = [name for name in table.groups if name.casefold() in _TOTAL_GROUPS]
    own = row.get(Role.N, totals[0]) if len(totals) == 1 else None
    if own is None:
        return
    parts = [row.get(Role.N, name) for name in table.groups if name not in totals]
    cells = [cell for cell in parts if cell is not None]
    if cells and len(cells) == len(parts):
        _sum(row, own, cells, found)


def _sum(
    row: PublishedRow, cell: PublishedCell, parts: list[PublishedCell], found: Checked
) -> None:
    whole = sum(part.number.value for part in parts)
    right = decimal(whole, 0)
    why = f"{' + '.join(decimal(part.number.value, 0) for part in parts)} = {right}"
    found.judge(row, cell, whole == cell.number.value, Rule.TOTAL, right, why)
