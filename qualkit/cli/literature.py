"""Commands of literature: taken in, cited, compared with what participants said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.terms import terms_options
from qualkit.core.wording import counted
from qualkit.errors import InputError


@click.command("literature")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--cite", default="", metavar="TEXT",
    help='Under what one file is cited: "Smith and Lee (2021) A rapid review".',
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show what was read; store nothing.")
@json_option
@study_options
def import_literature_command(
    files: Sequence[Path], cite: str, dry_run: bool, as_json: bool
) -> None:
    """Take FILES in as literature: reviews, policy papers, reports; docx, pdf, txt, md, html ...

    Nobody speaks in them, and they count nowhere as participants. A CSV with the columns
    file,citation lists several; without FILES it is transcripts/literature.csv.
    """
    from qualkit.cli.imports import report_imports

    with opened() as study:
        found = study.import_literature(files, cite, output.Progress("reading"), dry_run=dry_run)
    report_imports(found, dry_run=dry_run, as_json=as_json)


@click.command("cite")
@click.argument("document")
@click.argument("citation", required=False)
@click.option("--remove", is_flag=True, help="Take the citation away.")
@json_option
@study_options
def cite_command(document: str, citation: str | None, remove: bool, as_json: bool) -> None:
    """Say under what CITATION a DOCUMENT of literature is cited.

    `qualkit documents cite "LIT-01" "Smith and Lee (2021) A rapid review"`; beside quotations
    from it prints (Smith and Lee, 2021).
    """
    from qualkit.core.citing import in_text

    if remove == bool(citation):
        raise click.UsageError('say the citation: qualkit documents cite "LIT-01" "Smith (2021)"')
    with opened() as study:
        study.cite(document, citation or "")
        name = study.document(document).name
    short = in_text(citation) if citation else ""
    if as_json:
        cited = {"document": name, "citation": citation or None, "beside": short or None}
        output.answer_json(cited)
    elif citation:
        output.answer(f"{name} is cited; beside its quotations prints ({short})")
    else:
        output.answer(f"{name} has no citation now")


@click.command("compare-sources")
@click.option("--theme", "themes", multiple=True, help="Only this theme (repeatable).")
@click.option("--code", "codes", multiple=True, help="Only this code (repeatable).")
@click.option(
    "--themes", "themes_only", is_flag=True,
    help="Themes instead of codes: what overlaps within a theme counts once.",
)  # fmt: skip
@click.option("--quotes", type=click.IntRange(0), default=0, show_default=True,
              help="How many quotations a cell.")  # fmt: skip
@click.option("--leads", default="", metavar="ATTRIBUTE=VALUE",
              help='Whose interviews are those of leads: --leads role="service lead"; several '
              "values are parted by semicolons. Default: `sources:` in study.yaml.")  # fmt: skip
@click.option("--layer", default="", metavar="LAYER",
              help="final, consensus, union or a coder's initials.")  # fmt: skip
@click.option("--round", "round", default="", help="Only this round of coding.")
@click.option(
    "--internal", is_flag=True,
    help="Part staff and leads however few they are: for the team's own eyes.",
)  # fmt: skip
@click.option("--format", "format_name", default="",
              help="Write a file: docx, xlsx, csv, md, html or json.")  # fmt: skip
@click.option("-o", "--output", "target", type=click.Path(path_type=Path),
              help="The file; default: in the study's exports/.")  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path),
              help="A Word file whose styles are used.")  # fmt: skip
@terms_options
@json_option
@study_options
def compare_sources_command(
    leads: str, format_name: str, target: Path | None, template: Path | None, as_json: bool,
    profile: str, leave_out: bool, force: str, **asked: Any,
) -> None:  # fmt: skip
    """Show each code in staff and lead interviews, focus groups, comments and literature."""
    from qualkit.cli.joint_printing import as_record, printed

    with opened() as study:
        display = study.compare_sources(leads=_leads(leads), **asked)
        if not (format_name or target):
            if as_json:
                output.answer_json(as_record(display))
            else:
                printed(display)
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


def _leads(given: str) -> dict[str, tuple[str, ...]] | None:
    """`role=service lead;team lead` as attribute to values; None where nothing is given."""
    if not given:
        return None
    attribute, sign, values = given.partition("=")
    found = tuple(filter(None, (value.strip() for value in values.split(";"))))
    if not sign or not attribute.strip() or not found:
        raise InputError(
            f"'{given}' names no attribute with a value", 'write it so: --leads role="service lead"'
        )
    return {attribute.strip(): found}
