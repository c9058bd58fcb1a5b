"""The group `survey`: its commands are imported when they are run."""

from __future__ import annotations

import click

from qualkit.cli.lazy import LazyGroup

# Command to its module and the line of help; no module is loaded to print them.
COMMANDS = {
    "instruments": ("survey_instruments", "List, show, copy and check the keys of instruments."),
    "score": ("survey_scores", "Score every respondent by the instruments' keys."),
    "describe": ("survey_results", "Sum up each subscale's scores, by group."),
    "compare": ("survey_results", "Compare groups: tests, effect sizes, pairs, in words."),
    "frequencies": ("survey_results", "Count the answers to questions, by group."),
    "figure": ("survey_figures", "Draw scores or answers by group into an SVG or PNG file."),
    "export": ("survey_results", "Write a table of the survey's results to a file."),
    "reliability": ("survey_scores", "Say how far the items of each subscale go together."),
    "profiles": ("survey_scores", "Count profiles of the Maslach inventory against a reference."),
    "hand-over": ("hand_over", "Write answers and a data dictionary for R."),
}


class SurveyCommands(LazyGroup):
    """The survey's commands."""

    named = COMMANDS


@click.group("survey", cls=SurveyCommands)
def survey_command() -> None:
    """Score a survey by its instruments' keys, describe it and compare groups."""
