"""Commands that code, take back and tell who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.records import Change, Span
    from qualkit.study import Study


@click.command("code")
@click.argument("document")
@click.argument("code")
@click.option("--start", type=int, help="The first character, from 0.")
@click.option("--end", type=int, help="The character after the last.")
@click.option("--quote", default="", help="The words themselves, if they occur once.")
@click.option("--turn", type=int, help="Where the words occur; alone: the whole turn.")
@click.option("--memo", default="", help="A note on the coding.")
@click.option("--round", "round_name", default="", help="The round; default: study.yaml's.")
@json_option
@study_options
def code_command(
    document: str, code: str, start: int | None, end: int | None, quote: str, turn: int | None,
    memo: str, round_name: str, as_json: bool,
) -> None:  # fmt: skip
    """Give a passage of DOCUMENT the CODE (an id or a name)."""
    with opened() as study:
        span = _span(study, document, start, end, quote, turn)
        change = study.code(document, span, code, memo=memo, round=round_name)
        _tell(study, change, as_json=as_json)


def _span(
    study: Study, document: str, start: int | None, end: int | None, quote: str, turn: int | None
) -> Span:
    from qualkit.core.records import Span

    if start is not None and end is not None:
        if not 0 <= start < end:
            raise InputError(f"{start} to {end} is no passage", "--start is less than --end")
        return Span(start, end)
    if start is not None or end is not None:
        raise InputError("only one of --start and --end is given", "give both")
    return study.find_passage(document, quote, turn)


@click.command("uncode")
@click.argument("codings", nargs=-1, required=True)
@json_option
@study_options
def uncode_command(codings: tuple[str, ...], as_json: bool) -> None:
    """Take CODINGS (their ids; see `qualkit codings`) out."""
    with opened() as study:
        _tell(study, study.uncode(*codings), as_json=as_json)


@click.command("memo")
@click.argument("coding")
@click.argument("text")
@json_option
@study_options
def memo_command(coding: str, text: str, as_json: bool) -> None:
    """Write TEXT as the memo on a CODING; an empty TEXT takes the memo off."""
    with opened() as study:
        _tell(study, study.memo(coding, text), as_json=as_json)


@click.command("codings")
@click.option("--document", help="Only in this document.")
@click.option("--code", help="Only of this code.")
@click.option("--by", "coder", metavar="INITIALS", help="Only by this coder.")
@json_option
@study_options
def codings_command(
    document: str | None, code: str | None, coder: str | None, as_json: bool
) -> None:
    """List codings with their ids and words."""
    from qualkit.core.text import squeeze

    with opened() as study:
        found = study.codings(document, coder, code)
        names = {d.id: d.name for d in study.documents()}
        words = study.words_of(found)
    if as_json:
        rows = [
            {
                **output.plain(coding),
                "document": names[coding.document_id],
                "quote": quote,
            }
            for coding, quote in zip(found, words, strict=True)
        ]
        output.answer_json({"codings": rows})
        return
    output.columns(
        ("Id", "Coder", "Document", "Code", "Start", "End", "Words"),
        [
            (
                c.id,
                c.coder,
                names[c.document_id],
                c.code,
                c.span.start,
                c.span.end,
                squeeze(quote),
            )
            for c, quote in zip(found, words, strict=True)
        ],
        right=(4, 5),
    )


@click.command("undo")
@json_option
@study_options
def undo_command(as_json: bool) -> None:
    """Take back the last action of the coder at work."""
    with opened() as study:
        _tell(study, study.undo(), as_json=as_json, nothing="there is nothing to undo")


@click.command("redo")
@json_option
@study_options
def redo_command(as_json: bool) -> None:
    """Bring back what the coder at work undid last."""
    with opened() as study:
        _tell(study, study.redo(), as_json=as_json, nothing="there is nothing to redo")


def _tell(study: Study, change: Change | None, *, as_json: bool, nothing: str = "") -> None:
    told = study.told(change) if change and not change.summary else change
    if as_json:
        output.answer_json({"change": output.plain(told)})
    else:
        output.answer(told.summary if told else nothing)


@click.command("history")
@click.option("--by", "coder", metavar="INITIALS", help="Only what this coder did.")
@click.option("--limit", default=50, show_default=True, help="How many; 0 for all.")
@json_option
@study_options
def history_command(coder: str | None, limit: int, as_json: bool) -> None:
    """Show who did what, newest first."""
    with opened() as study:
        found = study.history(coder, limit or None)
    if as_json:
        output.answer_json({"changes": output.plain(found)})
        return
    output.columns(
        ("When (UTC)", "Who", "What"),
        [(c.at[:19].replace("T", " "), c.coder, c.summary) for c in found],
    )


@click.group("coders", invoke_without_command=True)
@json_option
@study_options
@click.pass_context
def coders_command(ctx: click.Context, as_json: bool) -> None:
    """List the coders of the study; `coders add` makes one known."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found, at_work = study.coders(), study.coder
    if as_json:
        output.answer_json({"coders": output.plain(found), "at_work": at_work})
        return
    output.columns(
        ("Initials", "Name", "Role", "At work"),
        [(c.initials, c.name, c.role.value, "yes" if c.initials == at_work else "") for c in found],
    )


@coders_command.command("add")
@click.argument("initials")
@click.option("--name", default="", help="The coder's name.")
@click.option("--role", default="coder", type=click.Choice(["coder", "lead", "consensus"]))
@study_options
def add_command(initials: str, name: str, role: str) -> None:
    """Make a coder known by INITIALS, or change their name and role."""
    from qualkit.core.records import Coder, CoderRole

    with opened() as study:
        study.add_coder(Coder(initials, name, CoderRole(role)))
        output.answer(f"{initials} is {role}")
