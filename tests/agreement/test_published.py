"""Every figure that a paper or a manual prints for a table comes out of that table."""

from __future__ import annotations

import pytest

from qualkit.agreement.values import Value
from tests.agreement.examples import EXAMPLES, Example, Figure
from tests.agreement.plain import PLAIN, units

FIGURES = [
    pytest.param(example, figure, id=f"{example.source}: {figure.name} {figure.printed}")
    for example in EXAMPLES
    for figure in example.figures
]
ROUNDED_UP = "Warrens (2010)"
"""Three of this table's four figures are printed rounded up: 0.83571 as 0.8358."""


def _number(value: Value) -> float:
    assert value.value is not None, value.reason
    return value.value


@pytest.mark.parametrize(("example", "figure"), FIGURES)
def test_a_printed_figure_comes_out_of_its_table(example: Example, figure: Figure) -> None:
    half = 1.0 if example.source.startswith(ROUNDED_UP) else 0.50001
    allowed = half * 10**-figure.places
    assert _number(figure.of(example.table)) == pytest.approx(figure.printed, abs=allowed)


@pytest.mark.parametrize(
    ("example", "figure"), [each for each in FIGURES if each.values[1].name in PLAIN]
)
def test_plain_counting_in_fractions_gives_the_same_figure(
    example: Example, figure: Figure
) -> None:
    plain = PLAIN[figure.name](units(example.table), list(example.table.values))
    assert _number(figure.of(example.table)) == pytest.approx(float(plain), abs=1e-12)


def test_there_are_enough_published_figures_for_each_coefficient() -> None:
    counted: dict[str, int] = {}
    for example in EXAMPLES:
        for figure in example.figures:
            counted[figure.name] = counted.get(figure.name, 0) + 1
    assert sum(counted.values()) >= 150
    assert len(EXAMPLES) >= 50
    few = {name for name in PLAIN if counted.get(name, 0) < 2}
    assert few == set()
