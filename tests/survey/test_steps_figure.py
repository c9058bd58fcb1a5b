"""Bars along a row of texts with a line of their sums: the same bytes, every number in words."""

from __future__ import annotations

import pytest

from qualkit.survey.figures.canvas import Picture
from qualkit.survey.figures.steps import draw_steps


def drawn(counts: list[int], format_name: str = "svg") -> Picture:
    return draw_steps(
        counts, title="New codes", axis="Transcripts", counted="new ones", summed="all so far",
        alt="In words.", format_name=format_name,
    )  # fmt: skip


@pytest.mark.parametrize("format_name", ["svg", "png"])
def test_a_picture_is_the_same_every_time(format_name: str) -> None:
    assert drawn([3, 0, 2], format_name).content == drawn([3, 0, 2], format_name).content


def test_numbers_stand_at_the_bars_and_at_the_end_of_the_line() -> None:
    words = drawn([3, 0, 2]).words
    assert {"3", "2", "5", "Bars: new ones. Line: all so far.", "In words."} <= set(words)


@pytest.mark.parametrize("counts", [[], [0], [0, 0], [1] * 200, [4000]])
def test_no_text_none_and_many_can_be_drawn(counts: list[int]) -> None:
    assert drawn(counts).content.startswith(b"<?xml")
