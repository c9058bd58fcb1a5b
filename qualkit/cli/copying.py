"""The command that carries a study between a file and a server."""

from __future__ import annotations

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, study_options
from qualkit.core.wording import counted


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--switch", is_flag=True, help="Let study.yaml name the copy from then on.")
@json_option
@study_options
def copy_command(source: str, target: str, switch: bool, as_json: bool) -> None:
    """Copy a study between a file and a PostgreSQL server, with all that was ever done in it.

    FROM and TO are a study's folder or postgresql://host/name. TO must hold no study. Everything
    is compared afterwards; what was copied stays where it was.
    """
    from qualkit.study.copying import copy_study

    done = copy_study(source, target, switch=switch)
    for notice in done.notices:
        output.say(notice)
    if as_json:
        output.answer_json({"copy": output.plain(done)})
        return
    output.answer(f"copied {done.source} to {done.target}")
    output.answer(
        f"  {counted(done.documents, 'document')}, {counted(done.codings, 'coding')}"
        f" (taken-out ones too), {done.rows:,} rows in all; both are the same"
    )
    output.answer(f"  SHA-256 of the content: {done.digest}")
    if done.settings:
        output.answer(f"{done.settings} names the copy now; nothing else was changed in the folder")
    else:
        output.say("no study.yaml was changed: people go on in the one they had (--switch)")
