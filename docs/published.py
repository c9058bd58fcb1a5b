"""The demonstration's survey beside the tables that it reproduces."""

from __future__ import annotations

from pathlib import Path

from qualkit import open_study
from qualkit.core.apa import count_and_percent, decimal, p_value
from qualkit.core.statistics import Comparison, Frequencies, Summary
from tools.demonstration import targets
from tools.demonstration.contradictions import FOUND, Contradiction

GROUPS = {"Charity/Third Sector": "third sector", "NHS": "NHS"}


def beside(demo: Path) -> str:
    """Both tables in Markdown: the two large groups, then where the source contradicts itself."""
    with open_study(demo) as study:
        compared = {
            each.scale.subscale: each for each in study.compare_survey("sector", internal=True)
        }
        asked = {each.question: each for each in study.survey_frequencies()}
    return "\n".join([*_groups(compared), "", *_contradictions(compared, asked)])


def _groups(compared: dict[str, Comparison]) -> list[str]:
    lines = [
        "| subscale | third sector, printed | here | NHS, printed | here | F, printed | here |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in targets.ROWS:
        result = compared[row.subscale]
        cells = [result.scale.name]
        for group, value in GROUPS.items():
            mean, sd = row.cells[list(targets.GROUPS).index(group)]
            own = next(each for each in result.groups if each.group == value)
            cells += [f"{mean} ({'not printed' if sd is None else sd})", _own(own)]
        cells += [f"{row.f:.{row.decimals}f}", decimal(result.test.statistic or 0.0, row.decimals)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _own(group: Summary) -> str:
    return f"{decimal(group.mean or 0.0, 1)} ({decimal(group.sd or 0.0, 1)})"


def _contradictions(compared: dict[str, Comparison], asked: dict[str, Frequencies]) -> list[str]:
    lines = ["| of | printed | against | here |", "|---|---|---|---|"]
    for each in FOUND:
        lines.append(
            f"| {each.of} | {each.printed} | {each.against} | {_here(each, compared, asked)} |"
        )
    return lines


def _here(
    found: Contradiction, compared: dict[str, Comparison], asked: dict[str, Frequencies]
) -> str:
    if not found.scale:
        return "counted once, printed everywhere"
    if found.scale in asked:
        row = next(r for r in asked[found.scale].rows if r.option == found.figure)
        return count_and_percent(row.n, row.percent)
    result = compared[found.scale]
    if found.figure == "p":
        return p_value(result.test.p or 0.0)
    if found.figure == "pair":
        pair = next(p for p in result.pairs if {p.first, p.second} == set(GROUPS.values()))
        return p_value(pair.p or 0.0)
    third = next(each for each in result.groups if each.group == "third sector")
    return _own(third)
