"""The group `survey`: its commands are imported when they are run."""

from __future__ import annotations

from importlib import import_module

import click

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


class LazyCommands(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"qualkit.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their lines of help, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group("survey", cls=LazyCommands)
def survey_command() -> None:
    """Score a survey by its instruments' keys, describe it and compare groups."""
