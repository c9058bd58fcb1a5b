"""Commands of matrices: codes by group, document, participant and code; the framework matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.matrix_printing import (
    as_record,
    pairs_record,
    passage_record,
    passages_printed,
    printed,
)
from qualkit.cli.terms import terms_options
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.study import Study
    from qualkit.study.leaving.exporting import Exported
    from qualkit.study.matrices.leaving import Leaving

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group("matrix")
def matrix_command() -> None:
    """Set codes against groups, documents, participants and each other."""


def _chosen(command: Command) -> Command:
    for option in (
        click.option("--theme", "themes", multiple=True, help="Only this theme (repeatable)."),
        click.option("--code", "codes", multiple=True, help="Only this code (repeatable)."),
        click.option("--themes", "themes_only", is_flag=True,
                     help="Themes instead of codes: what overlaps within a theme counts once."),
    ):  # fmt: skip
        command = option(command)
    return command


def file_options(command: Command) -> Command:
    """Add --layer to what is asked, and --format, -o, --template and --json to how."""
    for option in (
        click.option("--format", "format_name", default="",
                     help="Write a file: docx, xlsx, csv, md, html or json."),
        click.option("-o", "--output", "target", type=click.Path(path_type=Path),
                     help="The file; default: in the study's exports/."),
        click.option("--template", type=click.Path(path_type=Path),
                     help="A Word file whose styles are used."),
        json_option,
        study_options,
    ):  # fmt: skip
        command = option(command)
    return command


def _layer(command: Command) -> Command:
    for option in (
        click.option("--layer", default="", metavar="LAYER",
                     help="final, consensus, union or a coder's initials."),
        click.option("--round", "round", default="", help="Only this round of coding."),
    ):  # fmt: skip
        command = option(command)
    return command


_KINDS = ("code-by-attribute", "code-by-document", "code-by-kind", "cases", "co-occurrence")
_INTERNAL = click.option(
    "--internal", is_flag=True, help="Hide no small group: for the team's own eyes."
)
_WITHIN = click.option(
    "--within", default="overlap", show_default=True, metavar="HOW",
    help="Where codes meet: overlap, turn, or how many turns they may be apart.",
)  # fmt: skip
_BINARY = click.option("--binary", is_flag=True, help="0 and 1 instead of how many references.")
_RESPONDENTS = click.option(
    "--respondents", is_flag=True, help="Respondents of the survey instead of participants."
)
_BY = click.option("--by", default="sector", show_default=True, metavar="ATTRIBUTE",
                   help="What the groups are made by.")  # fmt: skip


def answer(
    make: Callable[[Study], Leaving], show: Callable[[Any], None],
    record: Callable[[Any], dict[str, Any]], *, format_name: str, target: Path | None,
    template: Path | None, as_json: bool, **terms: Any,
) -> None:  # fmt: skip
    """Write what is made to a file where one is asked for, else print it."""
    with opened() as study:
        made = make(study)
        if format_name or target:
            _written(study.export_matrix(made, target, format_name, template, **terms), as_json)
        elif as_json:
            output.answer_json(record(made))
        else:
            show(made)


def _written(done: Exported, as_json: bool) -> None:
    for warning in done.warnings:
        output.say(f"note: {warning}")
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(f"{done.path} ({counted(done.rows, 'row')})")


def _matrix(kind: str, how: dict[str, Any], **options: Any) -> None:
    answer(lambda study: study.matrix(kind, **options), printed, as_record, **how)


def _split(options: dict[str, Any]) -> dict[str, Any]:
    """Take what says how to answer out of the options."""
    return {name: options.pop(name) for name in ("format_name", "target", "template", "as_json")}


@matrix_command.command("code-by-attribute")
@_BY
@_chosen
@_layer
@_INTERNAL
@file_options
def attribute_command(**options: Any) -> None:
    """Show how many participants of each group raised each code: n of N, then references."""
    _matrix("code-by-attribute", _split(options), **options)


@matrix_command.command("code-by-document")
@_chosen
@_layer
@file_options
def document_command(**options: Any) -> None:
    """Show the references of each code in each document; empty where nobody has coded."""
    _matrix("code-by-document", _split(options), **options)


@matrix_command.command("code-by-kind")
@_chosen
@_layer
@file_options
def kind_command(**options: Any) -> None:
    """Show interviews, focus groups, survey comments and literature side by side."""
    _matrix("code-by-kind", _split(options), **options)


@matrix_command.command("cases")
@_BINARY
@_RESPONDENTS
@_chosen
@_layer
@file_options
def cases_command(**options: Any) -> None:
    """Show a row a participant and a column a code, for R and the like (--format csv).

    Cells are empty, not 0, where none of a participant's documents was coded.
    """
    _matrix("cases", _split(options), **options)


@matrix_command.command("co-occurrence")
@_WITHIN
@click.option("--square", is_flag=True, help="The whole matrix instead of the pairs that meet.")
@_chosen
@_layer
@file_options
def cooccurrence_command(square: bool, **options: Any) -> None:
    """Show which codes meet, how often, and the c-coefficient."""
    how = _split(options)
    if square:
        _matrix("co-occurrence", how, **options)
    else:
        answer(
            lambda study: study.cooccurrence(**options),
            lambda made: _table(made.table()), pairs_record, **how,
        )  # fmt: skip


def _table(table: Any) -> None:
    output.table(table)
    output.answer("")
    for note in table.notes:
        output.paragraph(note, "", "  ")


@matrix_command.command("passages")
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("row")
@click.argument("column")
@click.option("--in", "of", default="", metavar="KIND",
              help="The kind of document of the row (code-by-attribute).")  # fmt: skip
@_BY
@_WITHIN
@_RESPONDENTS
@click.option("--themes", "themes_only", is_flag=True, help="ROW and COLUMN are themes.")
@_layer
@_INTERNAL
@json_option
@study_options
def passages_command(as_json: bool, **options: Any) -> None:
    """Show the passages behind one cell, exactly those that it counts.

    `qualkit matrix passages code-by-attribute caseload NHS --in interview`
    """
    with opened() as study:
        found = study.matrix_passages(**options)
    if as_json:
        output.answer_json({"passages": [passage_record(each) for each in found]})
    else:
        passages_printed(found)


@matrix_command.command("framework")
@click.option("--theme", "themes", multiple=True, help="Only this theme (repeatable).")
@click.option("--participant", "participants", multiple=True, metavar="PSEUDONYM",
              help="Only this participant (repeatable).")  # fmt: skip
@click.option("--quotes", type=click.IntRange(0), default=2, show_default=True,
              help="How many quotations a cell.")  # fmt: skip
@click.option("--all-quotes", is_flag=True, help="All quotations behind each cell.")
@_layer
@file_options
@terms_options
def framework_command(all_quotes: bool, quotes: int, **options: Any) -> None:
    """Show participants by themes: the written summaries and what was said."""
    from qualkit.cli.joint_printing import printed as display_printed

    how = _split(options) | {name: options.pop(name) for name in ("profile", "leave_out", "force")}
    answer(
        lambda study: study.framework(quotes=None if all_quotes else quotes, **options),
        lambda made: display_printed(made.display()), _framework_record, **how,
    )  # fmt: skip


def _framework_record(made: Any) -> dict[str, Any]:
    return {
        "title": made.title,
        "themes": [{"id": key, "name": name} for key, name in made.themes],
        "cells": [
            {
                "participant": cell.participant, "theme": cell.theme,
                "summary": cell.summary or None, "by": cell.by or None, "at": cell.at or None,
                "references": cell.references,
                "quotes": [passage_record(quote) for quote in cell.quotes],
            }
            for row in made.rows
            for cell in row
        ],
        "notes": list(made.notes),
    }  # fmt: skip


@matrix_command.command("summary")
@click.argument("participant")
@click.argument("theme")
@click.argument("text", required=False)
@click.option("--remove", is_flag=True, help="Take the summary away.")
@json_option
@study_options
def summary_command(
    participant: str, theme: str, text: str | None, remove: bool, as_json: bool
) -> None:
    """Write the summary of a participant on a theme, or word it anew.

    `qualkit matrix summary P07 burnout "Tired since the merger, held by her team."`
    """
    if remove == bool(text):
        raise click.UsageError('say the summary, as in: qualkit matrix summary P07 burnout "..."')
    with opened() as study:
        change = study.summary(participant, theme, text or "")
    if as_json:
        output.answer_json({"id": change.id, "action": change.action})
    else:
        output.answer("summary taken away" if remove else "summary written")


@click.command("matrix")
@click.argument("kind", type=click.Choice(list(_KINDS)))
@_BY
@_WITHIN
@_BINARY
@_RESPONDENTS
@_chosen
@_layer
@_INTERNAL
@file_options
def export_matrix_command(kind: str, **options: Any) -> None:
    """Write a matrix to a file; `qualkit matrix` shows each kind and has its options."""
    how = _split(options)
    how["format_name"] = how["format_name"] or ("" if how["target"] else "xlsx")
    _matrix(kind, how, **options)
