"""`qualkit deidentify` in a study: decisions on what was found, one by one or from a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import passage_options, where
from qualkit.cli.telling import tell
from qualkit.core.wording import counted

DECISIONS = ("accept", "generalise", "keep", "reject")


@click.command("decide")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@click.argument("decision", type=click.Choice(DECISIONS))
@click.option("--to", "replacement", default="", metavar="WORDS", help="What stands there.")
@click.option("--public", "wider", default="", metavar="WORDS", help="The same in what is public.")
@click.option("--as", "participant", default="", metavar="PSEUDONYM", help="Whose name it is.")
@click.option("--everywhere", is_flag=True, help="Wherever the same form is undecided.")
@click.option("--anew", is_flag=True, help="With a form: also where it was decided.")
@json_option
@study_options
def decide_command(
    findings: tuple[str, ...], decision: str, replacement: str, wider: str, participant: str,
    everywhere: bool, anew: bool, as_json: bool,
) -> None:  # fmt: skip
    """Accept, generalise, keep or reject findings, named by their ids or by a form.

    accept: what stands there, stands there. generalise: say what, as in --to "[NHS hospital]".
    keep: it says something of somebody, and stays. reject: it is nothing.
    """
    with opened() as study:
        change = study.decide_findings(
            findings, decision, replacement=replacement, wider=wider, participant=participant,
            everywhere=everywhere, anew=anew,
        )  # fmt: skip
        tell(study, change, as_json=as_json)


@click.command("mark")
@click.argument("document")
@click.option("--to", "replacement", required=True, metavar="WORDS", help="What stands there.")
@click.option("--public", "wider", default="", metavar="WORDS", help="The same in what is public.")
@click.option("--everywhere", is_flag=True, help="The same words in all documents.")
@passage_options
@json_option
@study_options
def mark_command(
    document: str, replacement: str, wider: str, everywhere: bool, as_json: bool, **options: Any
) -> None:
    """Mark in DOCUMENT what no scan has found."""
    with opened() as study:
        span = where(options).span(study, document)
        change = study.mark_finding(document, span, replacement, wider=wider, everywhere=everywhere)
        tell(study, change, as_json=as_json)


@click.command("export")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The file.")
@click.option("--format", "format_name", default="", help="docx, csv, xlsx, html, md or json.")
@click.option("--document", help="Only of this document.")
@click.option("--with-words", is_flag=True, help="With what was said: a working copy, stamped.")
@json_option
@study_options
def export_command(
    target: Path | None, format_name: str, document: str | None, with_words: bool, as_json: bool
) -> None:
    """Write the list of findings, to be worked on elsewhere; `import` takes decisions back in."""
    with opened() as study:
        done = study.export_findings(target, format_name, document=document, with_words=with_words)
        if as_json:
            output.answer_json(output.plain(done))
        else:
            output.answer(f"{done.path} ({counted(done.rows, 'finding')})")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
@study_options
def import_command(file: Path, as_json: bool) -> None:
    """Take in the decisions of a list (CSV): id, decision, and as need be to, public, as.

    Where id is empty, document, start and end name a finding (and type, where several stand there);
    rule 'by hand' marks what no scan found. Every row or none; rows without a decision are passed
    over.
    """
    with opened() as study:
        done = study.import_decisions(file)
    if as_json:
        output.answer_json({"imported": output.plain(done)})
        return
    output.answer(
        f"{counted(done.decided, 'finding')} decided, {done.known} decided so already, "
        f"{counted(done.empty, 'row')} without a decision."
    )


COMMANDS = (decide_command, mark_command, export_command, import_command)
