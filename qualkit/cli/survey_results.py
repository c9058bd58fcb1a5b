"""A survey's scores described and compared by groups, answers counted, tables written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from qualkit.cli import output, survey_plots, survey_tables
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.survey_options import (
    instrument_option,
    internal_option,
    minimum_option,
    survey_option,
)
from qualkit.cli.survey_plots import plot_option
from qualkit.core.wording import counted

WHAT = ("describe", "compare", "pairs", "frequencies")
FORMATS = ("docx", "xlsx", "csv", "md", "html", "json")

by_option = click.option(
    "--by", metavar="ATTRIBUTE", default="", help="Make groups by this attribute of the survey."
)
method_option = click.option(
    "--method", default="anova", type=click.Choice(["anova", "welch", "kruskal"]),
    help="The test that is reported; the others stand beside it in --json.",
)  # fmt: skip
groups_option = click.option(
    "--groups", multiple=True, metavar="A,B",
    help="Only these two, chosen beforehand, by Welch's t test; a name with a comma: give "
         "--groups twice.",
)  # fmt: skip
all_groups_option = click.option(
    "--all-groups/--large-groups", default=None,
    help="Whether small groups take part in the test; with --internal they do.",
)  # fmt: skip


def two_groups(given: tuple[str, ...]) -> tuple[str, ...]:
    """The groups of --groups A,B, or of --groups given twice."""
    if len(given) == 1:
        return tuple(name.strip() for name in given[0].split(","))
    return given


@click.command("describe")
@by_option
@instrument_option
@survey_option
@internal_option
@minimum_option
@plot_option
@json_option
@study_options
def describe_command(
    by: str, instrument: str, survey: str, internal: bool, minimum: int | None, plot: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Sum up each subscale's scores, by group: n, mean, SD, median, quartiles, words.

    Groups of fewer respondents than the study's minimum cell are hidden, and what would give
    them back.
    """
    from qualkit.study.survey import objects, tables

    with opened() as study:
        found = study.describe_survey(
            by, instrument=instrument, survey=survey, internal=internal, minimum=minimum
        )
    if as_json:
        groups = [row for each in found for row in objects.description_objects(each)]
        output.answer_json({"groups": groups})
        return
    if plot:
        survey_plots.describe(found, tables.description_table(found))
        return
    spare = ("reference", "band", "quartiles", "missing", "anchor")
    survey_tables.show(tables.description_table(found), spare)


@click.command("compare")
@click.option(
    "--by", metavar="ATTRIBUTE", required=True, help="Compare the groups of this attribute."
)
@instrument_option
@survey_option
@method_option
@groups_option
@all_groups_option
@click.option("--pairs", is_flag=True, help="Show every pair of groups too.")
@internal_option
@minimum_option
@json_option
@study_options
def compare_command(
    by: str, instrument: str, survey: str, method: str, groups: tuple[str, ...],
    all_groups: bool | None, pairs: bool, internal: bool, minimum: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Compare each subscale over groups: test, effect size, pairs, and what it says in words.

    Hidden groups take no part in the test. p is also given with Holm's correction over the
    subscales of each instrument.
    """
    from qualkit.study.survey import objects, tables

    with opened() as study:
        found = study.compare_survey(
            by, instrument=instrument, survey=survey, internal=internal, all_groups=all_groups,
            groups=two_groups(groups), method=method, minimum=minimum,
        )  # fmt: skip
        sentences = study.survey_sentences(found)
    if as_json:
        tests = [
            objects.comparison_object(each, words)
            for each, words in zip(found, sentences, strict=True)
        ]
        output.answer_json({"tests": tests})
        return
    survey_tables.show(tables.comparison_table(found))
    for words in sentences:
        output.answer("")
        output.paragraph(words)
    if pairs and any(each.pairs for each in found):
        output.answer("")
        table = tables.pair_table(found)
        # The other notes stand under the table of the tests already.
        survey_tables.show(replace(table, notes=table.notes[:1]), ("method", "g_printed"))


@click.command("frequencies")
@click.argument("question", default="", required=False)
@by_option
@survey_option
@internal_option
@minimum_option
@plot_option
@json_option
@study_options
def frequencies_command(
    question: str, by: str, survey: str, internal: bool, minimum: int | None, plot: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Count the answers to QUESTION, or to every question: n and percent of respondents."""
    from qualkit.study.survey import objects, tables

    with opened() as study:
        found = study.survey_frequencies(
            question, by=by, survey=survey, internal=internal, minimum=minimum
        )
    if as_json:
        output.answer_json({"questions": [objects.frequencies_object(each) for each in found]})
        return
    if plot:
        survey_plots.frequencies(found, tables.frequency_table(found))
        return
    survey_tables.show(tables.frequency_table(found))


@click.command("export")
@click.argument("what", type=click.Choice(WHAT))
@by_option
@instrument_option
@click.option("--question", default="", metavar="QUESTION", help="Only this one (frequencies).")
@survey_option
@method_option
@groups_option
@all_groups_option
@internal_option
@minimum_option
@click.option("--format", "format_name", default="", help=f"One of {', '.join(FORMATS)}.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The file.")
@study_options
def export_command(
    what: str, by: str, instrument: str, question: str, survey: str, method: str,
    groups: tuple[str, ...], all_groups: bool | None, internal: bool, minimum: int | None,
    format_name: str, target: Path | None,
) -> None:  # fmt: skip
    """Write a table of the survey's results to a file.

    With --internal small groups are shown; the file's name, title and notes then say so.
    """
    from qualkit.study.survey.exports import SurveyQuestion

    asked = SurveyQuestion(
        what=what, by=by, instrument=instrument, question=question, survey=survey, method=method,
        groups=two_groups(groups), all_groups=all_groups, minimum=minimum, internal=internal,
    )  # fmt: skip
    with opened() as study:
        done = study.export_survey(target, format_name, asked)
    output.answer(f"{done.path} ({counted(done.rows, 'row')})")
    for warning in done.warnings:
        output.say(warning)
