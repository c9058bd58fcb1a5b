"""Commands of rounds of coding."""

from __future__ import annotations

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell


@click.group("rounds", invoke_without_command=True)
@json_option
@study_options
@click.pass_context
def rounds_command(ctx: click.Context, as_json: bool) -> None:
    """List the rounds of coding; the one that is going on is marked."""
    if ctx.invoked_subcommand is None:
        _list(as_json=as_json)


@rounds_command.command("list")
@json_option
@study_options
def list_command(as_json: bool) -> None:
    """List the rounds of coding; the one that is going on is marked."""
    _list(as_json=as_json)


def _list(*, as_json: bool) -> None:
    with opened() as study:
        found, going, waiting = study.rounds(), study.round, study.to_recode()
        numbers = dict(study.codebook_versions())
        work = study.assignments()
    if as_json:
        output.answer_json(
            {
                "rounds": [
                    {
                        **output.plain(each),
                        "counted": each.kind.counted,
                        "going_on": each.name == going,
                    }
                    for each in found
                ],
                "to_recode": [document.name for document in waiting],
            }
        )
        return
    lines = []
    for each in found:
        own = [a for a in work if a.round == each.name]
        done = sum(a.state.value == "done" for a in own)
        lines.append(
            (
                each.number,
                f"{each.name} *" if each.name == going else each.name,
                each.kind.value,
                "open" if each.open else f"closed {each.closed_at[:10]}",
                len({a.document_id for a in own}),
                f"{done} of {len(own)}" if own else "-",
                numbers.get(each.codebook_version),
            )
        )
    heads = ("No.", "Round", "Kind", "State", "Documents", "Done", "Codebook")
    output.columns(heads, lines, right=(0, 4, 6))
    output.say("* is going on: what is coded now belongs to it, unless it was assigned in another")
    if waiting:
        names = ", ".join(document.name for document in waiting)
        output.answer(f"to be coded again: {names}")


@rounds_command.command("open")
@click.argument("name")
@click.option(
    "--kind", default="main", show_default=True,
    type=click.Choice(["development", "calibration", "main", "training"]),
    help="What the round is for.",
)  # fmt: skip
@json_option
@study_options
def open_command(name: str, kind: str, as_json: bool) -> None:
    """Open a round of coding called NAME."""
    with opened() as study:
        tell(study, study.open_round(name, kind), as_json=as_json)


@rounds_command.command("close")
@click.argument("name")
@click.option("--anyway", is_flag=True, help="Also while somebody's work in it is not done.")
@json_option
@study_options
def close_command(name: str, anyway: bool, as_json: bool) -> None:
    """Close the round NAME, and keep today's version of the codebook with it."""
    with opened() as study:
        tell(study, study.close_round(name, anyway=anyway), as_json=as_json)
