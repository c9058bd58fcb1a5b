"""Commands about the people who code."""

from __future__ import annotations

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options


@click.group("coders", invoke_without_command=True)
@json_option
@study_options
@click.pass_context
def coders_command(ctx: click.Context, as_json: bool) -> None:
    """List the coders of the study and how far each is; `coders add` makes one known."""
    from collections import Counter

    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found, at_work = study.coders(), study.coder
        states = Counter((a.coder, a.state.value) for a in study.assignments())
    if as_json:
        counted = [
            {
                **output.plain(coder),
                "work": {state: states[coder.initials, state] for state in _STATES},
            }
            for coder in found
        ]
        output.answer_json({"coders": counted, "at_work": at_work})
        return
    heads = ("Initials", "Name", "Role", "At work")
    # A study without assignments has no states to show.
    shown = _STATES if states else ()
    output.columns(
        (*heads, *(state.capitalize() for state in shown)),
        [
            (c.initials, c.name, c.role.value, "yes" if c.initials == at_work else "",
             *(states[c.initials, state] for state in shown))
            for c in found
        ],
        right=range(len(heads), len(heads) + len(shown)),
    )  # fmt: skip


_STATES = ("assigned", "in progress", "done")


@coders_command.command("add")
@click.argument("initials")
@click.option("--name", default="", help="The coder's name.")
@click.option("--role", default="coder", type=click.Choice(["coder", "lead", "consensus"]))
@click.option("--account", default="", help="Their account on the server; default: STUDY_INITIALS.")
@study_options
def add_command(initials: str, name: str, role: str, account: str) -> None:
    """Make a coder known by INITIALS, or change their name and role.

    In a study on a PostgreSQL server they get an account to work with; where only an administrator
    may make it, what to run is told.
    """
    from qualkit.core.records import Coder, CoderRole

    with opened() as study:
        study.add_coder(Coder(initials, name, CoderRole(role)), account)
        output.answer(f"{initials} is {role}")
