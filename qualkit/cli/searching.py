"""The command that finds words."""

from __future__ import annotations

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options


@click.command("search")
@click.argument("text")
@click.option("--document", help="Only in this document.")
@click.option("--regex", is_flag=True, help="TEXT is a regular expression.")
@click.option("--case", is_flag=True, help="Tell capitals from small letters.")
@json_option
@study_options
def search_command(text: str, document: str | None, regex: bool, case: bool, as_json: bool) -> None:
    """Find TEXT in what was said, by participants and interviewers."""
    with opened() as study:
        hits = study.search(text, document, regex=regex, case=case)
    if as_json:
        output.answer_json({"hits": output.plain(hits)})
        return
    for hit in hits:
        where = f"{hit.document}, turn {hit.turn}, {hit.speaker}:"
        output.answer(f"{where} …{hit.before} [{hit.words}] {hit.after}…")
    output.say(f"{len(hits)} found")
