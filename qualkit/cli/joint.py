"""Commands of joint displays: survey and interviews side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.joint_notes import COMMANDS as NOTE_COMMANDS
from qualkit.cli.terms import terms_options
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.core.joint import JointDisplay
    from qualkit.study import Study

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group("joint")
def joint_command() -> None:
    """Show survey and interviews in one display; write lead-ins and judgements of fit."""


for each in NOTE_COMMANDS:
    joint_command.add_command(each)

_THEMES = click.option("--theme", "themes", multiple=True, help="Only this theme (repeatable).")
_CODES = click.option("--code", "codes", multiple=True, help="Only this code (repeatable).")
_BY = click.option("--by", default="sector", show_default=True, metavar="ATTRIBUTE",
                   help="What the groups are made by.")  # fmt: skip
_QUOTES = click.option("--quotes", type=click.IntRange(0), default=2, show_default=True,
                       help="How many quotations a cell.")  # fmt: skip
_SURVEY = click.option("--survey", default="", metavar="NAME", help="Which survey, of several.")
_LINK = click.option("--link", default="", metavar="LEVEL",
                     help="respondent (own comments), participant (interviewed too).")  # fmt: skip


def _display_options(command: Command) -> Command:
    for option in (
        click.option("--layer", default="", metavar="LAYER",
                     help="final, consensus, union or a coder's initials."),
        click.option("--internal", is_flag=True,
                     help="Hide no small group: for the team's own eyes."),
        click.option("--format", "format_name", default="",
                     help="Write a file: docx, xlsx, csv, md, html or json."),
        click.option("-o", "--output", "target", type=click.Path(path_type=Path),
                     help="The file; default: in the study's exports/."),
        click.option("--template", type=click.Path(path_type=Path),
                     help="A Word file whose styles are used."),
        terms_options,
        json_option,
        study_options,
    ):  # fmt: skip
        command = option(command)
    return command


def _answer(
    ask: Callable[[Study], JointDisplay], format_name: str, target: Path | None,
    template: Path | None, as_json: bool, profile: str, leave_out: bool, force: str,
) -> None:  # fmt: skip
    """Write the display to a file where one is asked for, else print it."""
    with opened() as study:
        display = ask(study)
        if not (format_name or target):
            _print(display, as_json)
            return
        done = study.export_joint(
            display, target, format_name, template,
            profile=profile, leave_out=leave_out, force=force,
        )  # fmt: skip
    for warning in done.warnings:
        output.say(f"note: {warning}")
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(f"{done.path} ({counted(done.rows, 'row')})")


@joint_command.command("side-by-side")
@_THEMES
@_BY
@_QUOTES
@_SURVEY
@_display_options
def side_by_side_command(
    themes: tuple[str, ...], by: str, quotes: int, survey: str, layer: str, internal: bool,
    **how: Any,
) -> None:  # fmt: skip
    """Show theme by theme the survey's result, what was said, quotations and the judged fit."""
    _answer(
        lambda study: study.joint_side_by_side(
            themes, by, quotes=quotes, survey=survey, layer=layer, internal=internal
        ),
        **how,
    )


@joint_command.command("statistics")
@_THEMES
@_CODES
@_LINK
@_SURVEY
@_display_options
def statistics_command(
    themes: tuple[str, ...], codes: tuple[str, ...], link: str, survey: str, layer: str,
    internal: bool, **how: Any,
) -> None:  # fmt: skip
    """Show the scores of those who raised a theme and of those who did not.

    Needs scores and words of the same people: respondents' own comments, or participants who
    answered the survey too and agreed to be linked.
    """
    _answer(
        lambda study: study.joint_statistics(
            themes, codes=codes, link=link, survey=survey, layer=layer, internal=internal
        ),
        **how,
    )


@joint_command.command("matrix")
@_THEMES
@_CODES
@_BY
@_QUOTES
@_display_options
def matrix_command(
    themes: tuple[str, ...], codes: tuple[str, ...], by: str, quotes: int, layer: str,
    internal: bool, **how: Any,
) -> None:  # fmt: skip
    """Show what each group said under each code: a matrix of quotations."""
    _answer(
        lambda study: study.joint_matrix(
            codes, by, themes=themes, quotes=quotes, layer=layer, internal=internal
        ),
        **how,
    )


@joint_command.command("crosstab")
@_THEMES
@_CODES
@_BY
@click.option("--percent", is_flag=True, help="Percent of participants too.")
@_display_options
def crosstab_command(
    themes: tuple[str, ...], codes: tuple[str, ...], by: str, percent: bool, layer: str,
    internal: bool, **how: Any,
) -> None:  # fmt: skip
    """Show how many of each group raised each code: n of N participants, then references."""
    _answer(
        lambda study: study.joint_crosstab(
            codes, by, themes=themes, percent=percent, layer=layer, internal=internal
        ),
        **how,
    )


@joint_command.command("typology")
@click.option(
    "--reference",
    required=True,
    metavar="NAME",
    help="The sample that profiles are made against; own: the respondents themselves.",
)
@_THEMES
@_LINK
@_QUOTES
@_SURVEY
@_display_options
def typology_command(
    reference: str, themes: tuple[str, ...], link: str, quotes: int, survey: str, layer: str,
    internal: bool, **how: Any,
) -> None:  # fmt: skip
    """Show themes by profile of the respondents, with what each profile's people said."""
    _answer(
        lambda study: study.joint_typology(
            reference, themes=themes, link=link, quotes=quotes, survey=survey, layer=layer,
            internal=internal,
        ),
        **how,
    )  # fmt: skip


@joint_command.command("cases")
@_THEMES
@_LINK
@_SURVEY
@_display_options
def cases_command(
    themes: tuple[str, ...], link: str, survey: str, layer: str, internal: bool, **how: Any
) -> None:
    """Show linked persons one by one: own scores, themes, own words. A file needs --internal."""
    _answer(
        lambda study: study.joint_cases(
            themes=themes, link=link, survey=survey, layer=layer, internal=internal
        ),
        **how,
    )


@joint_command.command("discordant")
@_THEMES
@_BY
@_LINK
@_SURVEY
@_display_options
def discordant_command(
    themes: tuple[str, ...], by: str, link: str, survey: str, layer: str, internal: bool,
    **how: Any,
) -> None:  # fmt: skip
    """List what speaks against a link: low scores with much said, and the reverse.

    Persons where scores and words are linked, else groups (--link group).
    """
    _answer(
        lambda study: study.joint_discordant(
            themes=themes, by=by, link=link, survey=survey, layer=layer, internal=internal
        ),
        **how,
    )


def _print(display: JointDisplay, as_json: bool) -> None:
    from qualkit.cli.joint_printing import as_record, printed

    if as_json:
        output.answer_json(as_record(display))
    else:
        printed(display)
