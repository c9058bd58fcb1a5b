"""Commands that write files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.cli import output
from qualkit.cli.agreement import asked, question_options
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.matrices import export_matrix_command
from qualkit.cli.quote_options import choice_of, choice_options, layer_option
from qualkit.cli.terms import profile_option, terms_options
from qualkit.core.wording import counted
from qualkit.errors import ExitCode

if TYPE_CHECKING:
    from qualkit.study.leaving.exporting import Exported

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group("export")
def export_command() -> None:
    """Write quotes, codings, memos or the codebook to a file."""


export_command.add_command(export_matrix_command)


def _file_options(command: Command) -> Command:
    for option in (
        click.option(
            "--format", "format_name", default="", help="docx, xlsx, csv, md, html or json."
        ),
        click.option(
            "-o", "--output", "target", type=click.Path(path_type=Path),
            help="The file; default: in the study's exports/.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


_TEMPLATE = click.option(
    "--template", type=click.Path(path_type=Path), help="A Word file whose styles are used."
)


@export_command.command("quotes")
@_file_options
@_TEMPLATE
@choice_options
@terms_options
@json_option
@study_options
def quotes_file_command(
    format_name: str, target: Path | None, template: Path | None, as_json: bool, profile: str,
    leave_out: bool, force: str, **options: Any,
) -> None:  # fmt: skip
    """Write the themed quote table: theme, subtheme, code, counts, quotation, attribution."""
    with opened() as study:
        done = study.export_quotes(
            target, format_name, choice_of(options, profile), template,
            profile=profile, leave_out=leave_out, force=force,
        )  # fmt: skip
        _done(done, as_json)


@export_command.command("check")
@_file_options
@_TEMPLATE
@choice_options
@profile_option
@json_option
@study_options
def check_command(
    format_name: str, target: Path | None, template: Path | None, as_json: bool, profile: str,
    **options: Any,
) -> ExitCode:  # fmt: skip
    """Say what stands against letting quotations leave, for whom and why; write nothing of them.

    The exit code is 3 where something blocks. With -o the list is a file for an ethics board.
    """
    from qualkit.cli.clearances import answer_clearance

    choice = choice_of(options, profile)
    with opened() as study:
        found = study.clearance(choice, profile)
        if format_name or target:
            _done(study.export_clearance(target, format_name, choice, profile, template), as_json)
        else:
            answer_clearance(found, as_json)
    return ExitCode.FINDINGS if found.blocking else ExitCode.DONE


@export_command.command("list")
@json_option
@study_options
def list_exports_command(as_json: bool) -> None:
    """List what left the study, for whom, and which files should no longer be used."""
    from qualkit.cli.clearances import answer_exports

    with opened() as study:
        answer_exports(study.exports(), as_json)


@export_command.command("codings")
@_file_options
@click.option("--by", "coder", metavar="INITIALS", help="Only this coder's.")
@layer_option
@json_option
@study_options
def codings_file_command(
    format_name: str, target: Path | None, coder: str | None, layer: str, as_json: bool
) -> None:
    """Write the codings; `qualkit import codings` takes the CSV back without loss."""
    with opened() as study:
        _done(study.export_codings(target, format_name, coder, layer), as_json)


@export_command.command("codebook")
@_file_options
@_TEMPLATE
@json_option
@study_options
def codebook_file_command(
    format_name: str, target: Path | None, template: Path | None, as_json: bool
) -> None:
    """Write the codebook with definitions, rules, examples and counts."""
    with opened() as study:
        _done(study.export_codebook(target, format_name, template), as_json)


@export_command.command("marks")
@_file_options
@json_option
@study_options
def marks_file_command(format_name: str, target: Path | None, as_json: bool) -> None:
    """Write stars and counter-examples; `qualkit import marks` takes the CSV back."""
    with opened() as study:
        _done(study.export_marks(target, format_name), as_json)


@export_command.command("selection")
@click.argument("selection")
@_file_options
@json_option
@study_options
def selection_file_command(
    selection: str, format_name: str, target: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Write a SELECTION of quotations; `qualkit import selection` takes the CSV back."""
    with opened() as study:
        _done(study.export_selection(selection, target, format_name), as_json)


@export_command.command("memos")
@_file_options
@json_option
@study_options
def memos_file_command(format_name: str, target: Path | None, as_json: bool) -> None:
    """Write memos, notes for the team and reasons of counter-examples, names masked."""
    with opened() as study:
        _done(study.export_memos(target, format_name), as_json)


@export_command.command("agreement")
@_file_options
@question_options
@click.option("--table", "which", default="codes", show_default=True,
              type=click.Choice(
                  ["codes", "pairs", "documents", "overall", "confusions", "differences"]
              ),
              help="Which table.")  # fmt: skip
@json_option
@study_options
def agreement_file_command(
    format_name: str, target: Path | None, which: str, as_json: bool, **options: Any
) -> None:
    """Write a table of agreement with the sentence for the methods section."""
    with opened() as study:
        _done(study.export_agreement(target, format_name, asked(options), which), as_json)


def _done(done: Exported, as_json: bool) -> None:
    for warning in done.warnings:
        output.say(f"note: {warning}")
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(f"{done.path} ({counted(done.rows, 'row')})")
