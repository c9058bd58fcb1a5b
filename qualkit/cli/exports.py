"""Commands that list quotations and write files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.cli import output
from qualkit.cli.agreement import asked, question_options
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.study.exporting import Exported
    from qualkit.study.quotes import QuoteChoice

Command = TypeVar("Command", bound=Callable[..., Any])


_LAYER = click.option(
    "--layer", default="", metavar="LAYER",
    help="final, consensus, union (all coders together) or a coder's initials.",
)  # fmt: skip


def _choice_options(command: Command) -> Command:
    for option in (
        click.option("--theme", "themes", multiple=True, help="Only this theme (repeatable)."),
        click.option("--code", "codes", multiple=True, help="Only this code (repeatable)."),
        click.option("--by", "coder", default="", metavar="INITIALS", help="Only this coder's."),
        _LAYER,
        click.option("--round", "round_name", default="", help="Only this round of coding."),
        click.option("--document", default="", help="Only from this document."),
        click.option(
            "--each", is_flag=True, help="Each coding by itself, without merging overlaps."
        ),
        click.option(
            "--most", type=click.IntRange(1), help="At most so many quotations a code, spread out."
        ),
        click.option(
            "--with-subscales",
            "scores_by",
            default="",
            metavar="ATTRIBUTE",
            help="Beside each the survey's scores of the speaker's group, made by e.g. sector.",
        ),
    ):
        command = option(command)
    return command


def _choice(
    themes: Sequence[str], codes: Sequence[str], coder: str, round_name: str, document: str,
    each: bool, most: int | None, layer: str, scores_by: str,
) -> QuoteChoice:  # fmt: skip
    from qualkit.study.quotes import QuoteChoice

    return QuoteChoice(
        tuple(themes), tuple(codes), coder, round_name, document, merge=not each, most=most,
        layer=layer, scores_by=scores_by,
    )  # fmt: skip


@click.group("quotes")
def quotes_command() -> None:
    """List themed quotations."""


@quotes_command.command("list")
@_choice_options
@json_option
@study_options
def list_command(as_json: bool, **options: Any) -> None:
    """List quotations for the team's own eyes: nothing in them is masked."""
    with opened() as study:
        table = study.quotes(_choice(**options))
    if as_json:
        keys = [column.key for column in table.columns]
        rows = [dict(zip(keys, row, strict=True)) for row in table]
        output.answer_json({"quotes": rows, "notes": list(table.notes)})
        return
    for note in table.notes:
        output.say(note)
    head: tuple[object, ...] = ()
    keys = [column.key for column in table.columns]
    for row in table:
        cells = dict(zip(keys, row, strict=True))
        now = (cells["theme"], cells["subtheme"], cells["code"])
        if now != head:
            head = now
            path = " / ".join(str(part) for part in now if part)
            reach = f"participants {cells['participants']}, references {cells['references']}"
            if "respondents" in cells:
                reach += (
                    f"; survey comments: respondents {cells['respondents']}, "
                    f"references {cells['comment_references']}"
                )
            output.answer(f"\n{path} ({reach})")
        for line in f"{cells['quotation']} {cells['attribution']}".split("\n"):
            output.paragraph(line, "    ")
        for line in str(cells.get("scores") or "").splitlines():
            output.paragraph(f"[{line}]", "    ")
        output.answer("")


@click.group("export")
def export_command() -> None:
    """Write quotes, codings, memos or the codebook to a file."""


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
@_choice_options
@json_option
@study_options
def quotes_file_command(
    format_name: str, target: Path | None, template: Path | None, as_json: bool, **options: Any
) -> None:
    """Write the themed quote table: theme, subtheme, code, counts, quotation, attribution."""
    with opened() as study:
        _done(study.export_quotes(target, format_name, _choice(**options), template), as_json)


@export_command.command("codings")
@_file_options
@click.option("--by", "coder", metavar="INITIALS", help="Only this coder's.")
@_LAYER
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
