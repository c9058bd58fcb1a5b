"""Figures of a survey drawn into files."""

from __future__ import annotations

from pathlib import Path

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.survey_options import (
    instrument_option,
    internal_option,
    minimum_option,
    survey_option,
)
from qualkit.core.wording import counted

KINDS = ("box", "bars", "frequencies")
FORMATS = ("svg", "png")


@click.command("figure")
@click.argument("kind", default="box", required=False, type=click.Choice(KINDS))
@click.option("--by", metavar="ATTRIBUTE", default="", help="A line or panel for each group.")
@instrument_option
@click.option("--subscale", metavar="ID", default="", help="Only this subscale, such as EE.")
@click.option("--question", default="", metavar="QUESTION", help="Only this one (frequencies).")
@survey_option
@internal_option
@minimum_option
@click.option("--format", "format_name", default="", help="svg (if nothing is said) or png.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The file.")
@json_option
@study_options
def figure_command(
    kind: str, by: str, instrument: str, subscale: str, question: str, survey: str,
    internal: bool, minimum: int | None, format_name: str, target: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Draw scores by group as boxplots (box) or means (bars), or answers as bars (frequencies).

    Every respondent's score is a point. Groups of fewer than the study's minimum cell are named
    and not drawn. What the figure shows is told in words too, for those who cannot see it.
    """
    with opened() as study:
        done = study.survey_figure(
            target, kind=kind, by=by, instrument=instrument, subscale=subscale, question=question,
            format=format_name, internal=internal, survey=survey, minimum=minimum,
        )  # fmt: skip
    if as_json:
        output.answer_json(
            {"written": done.path, "panels": done.rows, "alt": done.alt, "warnings": done.warnings}
        )
        return
    output.answer(f"{done.path} ({counted(done.rows, 'panel')})")
    output.paragraph(f"Alt text: {done.alt}")
    for warning in done.warnings:
        output.say(warning)
