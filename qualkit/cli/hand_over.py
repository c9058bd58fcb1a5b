"""`qualkit survey hand-over`: a survey's answers for R, with what its columns mean."""

from __future__ import annotations

from pathlib import Path

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options


@click.command("hand-over")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--survey", default="", metavar="NAME", help="Which survey, where there are several.")
@click.option(
    "--internal", is_flag=True,
    help="For the team's own eyes: each person's answers stand in it, and every file says so.",
)  # fmt: skip
@json_option
@study_options
def hand_over_command(folder: Path, survey: str, internal: bool, as_json: bool) -> None:
    """Write the survey for R into FOLDER: answers, a data dictionary, a script that reads both."""
    with opened() as study:
        paths = study.hand_over(folder, survey=survey, internal=internal)
    if as_json:
        output.answer_json({"files": list(paths), "internal": internal})
        return
    for path in paths:
        output.answer(str(path))
