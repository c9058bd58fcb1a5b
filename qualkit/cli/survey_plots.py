"""Boxplots and bars of a survey on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from qualkit.cli import output
from qualkit.core.plot_text import bar_lines, boxplot_lines
from qualkit.core.statistics import Description, Frequencies
from qualkit.core.table import Table

plot_option = click.option("--plot", is_flag=True, help="Draw it here in place of the table.")
WIDEST = 140
"""What is wider is not read as one line any more."""
NARROWEST = 60
OFF_A_TERMINAL = 100


def describe(found: Sequence[Description], table: Table) -> None:
    """A boxplot of each subscale, then the notes of its table."""
    width, plain = room(), ascii_only()
    output.answer(table.title)
    for each in found:
        output.answer("")
        for line in boxplot_lines(each, width, ascii_only=plain):
            output.answer(line)
    _notes(table)


def frequencies(found: Sequence[Frequencies], table: Table) -> None:
    """The bars of each question, then the notes of its table."""
    output.answer(table.title)
    output.answer("")
    for line in bar_lines(found, room(), ascii_only=ascii_only()):
        output.answer(line)
    _notes(table)


def room() -> int:
    """How wide plots are drawn."""
    return min(max(output.room() or OFF_A_TERMINAL, NARROWEST), WIDEST)


def ascii_only() -> bool:
    """Whether what is printed to cannot show the signs that boxes are drawn with."""
    try:
        "├╶▒│█▌".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return True
    return False


def _notes(table: Table) -> None:
    output.answer("")
    for note in table.notes:
        output.paragraph(note)
