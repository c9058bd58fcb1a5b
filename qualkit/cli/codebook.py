"""Commands on the codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import codebook_edits, codebook_review, codebook_themes, output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.core.wording import counted
from qualkit.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualkit.core.codebook import Code, Codebook
    from qualkit.study.counting import CodeCount


@click.group("codebook")
def codebook_command() -> None:
    """Check, show and edit the codebook."""


for _command in (
    *codebook_edits.COMMANDS,
    *codebook_review.COMMANDS,
    codebook_themes.theme_command,
):
    codebook_command.add_command(_command)


@codebook_command.command("check")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@json_option
@study_options
def check_command(file: Path | None, as_json: bool) -> int:
    """Check the study's codebook, or any codebook FILE; exit code 3 where something is found."""
    if file is not None:
        from qualkit.study.codebook import read_codebook_file

        book = read_codebook_file(file)
    else:
        with opened() as study:
            book = study.codebook
    problems = book.problems()
    if as_json:
        output.answer_json({"problems": output.plain(problems)})
    else:
        for problem in problems:
            output.answer(problem.message + (f" ({problem.hint})" if problem.hint else ""))
        if not problems:
            output.answer(f"{len(book.codes)} codes under {len(book.themes)} themes: all is well")
    return ExitCode.FINDINGS if problems else ExitCode.DONE


@codebook_command.command("show")
@click.argument("code", required=False)
@json_option
@study_options
def show_command(code: str | None, as_json: bool) -> None:
    """Show the tree of codes with the references of each, or all about one CODE.

    References as in the table of quotations, those of survey comments after a +, for they are
    counted apart; while you work blind, your own alone.
    """
    with opened() as study:
        book, number = study.codebook, study.codebook_number()
        counts = study.code_counts()
    if code is not None:
        record = _record(book, book.find(code), counts)
        if as_json:
            output.answer_json({"code": record})
        else:
            _show_code(record)
    elif as_json:
        output.answer_json(
            {
                "version": number,
                "fingerprint": book.fingerprint(),
                "themes": output.plain(book.themes),
                "codes": [_record(book, placed.code, counts) for placed in book.walk()],
            }
        )
    else:
        _show_tree(book, counts)
        if any(each.comment_references for each in counts.values()):
            output.say("references in interviews and focus groups, + those in survey comments")
        output.say(f"version {number}; all about one: qualkit codebook show CODE")


def _record(book: Codebook, code: Code, counts: Mapping[str, CodeCount]) -> dict[str, Any]:
    theme = book.theme_of(code)
    links = output.plain(theme.links) if theme else []
    found = {**output.plain(code), "path": book.path(code), "theme_links": links}
    return {**found, **output.plain(counts[code.id])}


def _show_tree(book: Codebook, counts: Mapping[str, CodeCount]) -> None:
    theme, apart = "", any(each.comment_references for each in counts.values())
    for placed in book.walk():
        name = placed.theme.name if placed.theme else "Unsorted"
        if name != theme:
            theme = name
            output.answer(f"\n{theme}")
        code = placed.code
        shown = code.codable and not code.merged_into
        count = f"{counts[code.id].references:5}" if shown else "    -"
        if apart:
            also = counts[code.id].comment_references if shown else 0
            count += f" {f'+{also}' if also else '':<4}"
        status = "" if placed.code.status.value == "active" else f"  ({placed.code.status.value})"
        indent = "  " * placed.depth
        output.answer(f"{count}  {indent}{placed.code.name} [{placed.code.id}]{status}")


def _show_code(record: dict[str, Any]) -> None:
    references = counted(record["references"], "reference")
    people = counted(record["participants"], "participant")
    letter = f", key {record['shortcut']}" if record["shortcut"] else ""
    reach = f"{references} of {people}"
    if record["comment_references"]:
        also = counted(record["comment_references"], "reference")
        whose = counted(record["respondents"], "respondent")
        reach += f"; in survey comments {also} of {whose}"
    if record["literature_references"]:
        also = counted(record["literature_references"], "reference")
        reach += f"; in literature {also} of {counted(record['literature'], 'document')}"
    output.answer(f"{record['path']} [{record['id']}]: {record['status']}{letter}, {reach}")
    for key in ("brief", "definition"):
        if record[key]:
            output.paragraph(str(record[key]))
    for key, head in (("use_when", "Use when"), ("not_when", "Not when")):
        rules = record[key]
        if isinstance(rules, list) and rules:
            output.answer(f"{head}:")
            for rule in rules:
                output.answer(f"  - {rule}")
    for example in record["examples"]:
        output.paragraph(f"Example ({example['source']}): {example['text']}")
    for link in record["links"] or record["theme_links"]:
        whose = "Linked" if record["links"] else "Linked, by its theme,"
        output.answer(f"{whose} to {link['instrument']}: {', '.join(link['subscales']) or 'all'}")


@codebook_command.command("export")
@click.option("--format", "format_name", default="", help="docx, xlsx, csv, md, html or json.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The file.")
@click.option("--template", type=click.Path(path_type=Path), help="A Word file with your styles.")
@study_options
def export_command(format_name: str, target: Path | None, template: Path | None) -> None:
    """Write the codebook as a table (the same as `qualkit export codebook`)."""
    with opened() as study:
        done = study.export_codebook(target, format_name, template)
        output.answer(str(done.path))


@codebook_command.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a codebook, for editors that check while one types."""
    from qualkit.importers.codebook import schema_text

    click.echo(schema_text())
