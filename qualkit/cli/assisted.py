"""Commands that make, list, accept and refuse proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.limits import attributes, limit_options, mode_options
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.proposals import Proposal
    from qualkit.core.records import Change
    from qualkit.study import Study


@click.command("propose")
@click.option("--code", "codes", multiple=True, help="For this code; default: all. Repeatable.")
@click.option(
    "--from",
    "source",
    type=click.Choice(["find", "similar", "search"]),
    default="find",
    show_default=True,
    help="The codebook's words, likeness to your codings, or a search.",
)
@click.option("--text", default="", help="What to search, with --from search.")
@click.option(
    "--unit",
    type=click.Choice(["sentence", "turn"]),
    default="sentence",
    show_default=True,
    help="The size of a proposed passage.",
)
@click.option("--most", default=0, type=click.IntRange(0), help="At most so many for a code.")
@click.option("--document", "documents", multiple=True, help="Only in this one. Repeatable.")
@click.option("--inside", default="", metavar="CODE", help="Only what touches codings of a code.")
@click.option("--outside", default="", metavar="CODE", help="Only what touches none of a code.")
@mode_options
@limit_options
@json_option
@study_options
def propose_command(
    codes: tuple[str, ...], source: str, text: str, unit: str, most: int,
    documents: tuple[str, ...], inside: str, outside: str, mode: str, case: bool, threshold: int,
    speaker: str, role: str | None, kind: str, where: tuple[str, ...], uncoded: bool, as_json: bool,
) -> None:  # fmt: skip
    """Have passages proposed for codes; `qualkit proposals` lists them. Nothing is coded.

    What interviewers say is left out, and what you have coded so, or refused, already.
    """
    if source == "search" and not text:
        raise InputError("nothing to search is given", "say it with --text")
    with opened() as study:
        change = study.propose(
            codes, source=source, unit=unit, text=text, mode=mode, case=case,
            threshold=threshold, documents=documents, speaker=speaker, role=role,
            inside=inside, outside=outside, uncoded=uncoded, attributes=attributes(where),
            kind=kind, most=most,
        )  # fmt: skip
        nothing = dict(change.facts).get("count") == "0"
        if as_json or not nothing:
            _tell(study, change, as_json=as_json)
        else:
            output.answer("nothing new to propose")
    if not (as_json or nothing):
        output.say("answer them on the screens (Space p), or: qualkit proposals")


@click.group("proposals", invoke_without_command=True)
@click.option("--code", default="", help="Only for this code.")
@click.option(
    "--state",
    default="open",
    show_default=True,
    type=click.Choice(["open", "accepted", "adjusted", "refused", "withdrawn", "all"]),
    help="Only these.",
)
@json_option
@study_options
@click.pass_context
def proposals_command(ctx: click.Context, code: str, state: str, as_json: bool) -> None:
    """List what is proposed to you, best first for each code."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found = study.proposals(code, state="" if state == "all" else state)
        count = study.proposal_count(code)
        names = {d.id: d.name for d in study.documents()}
        words = study.words_of(found)
        codes = {c.id: c.name for c in study.codebook.codes}
    if as_json:
        rows = [
            {**output.plain(proposal), "document": names[proposal.document_id], "quote": quote}
            for proposal, quote in zip(found, words, strict=True)
        ]
        output.answer_json({"proposals": rows, "count": output.plain(count)})
        return
    output.columns(
        ("Id", "Code", "Why", "Document", "Words"),
        [
            (p.id, codes.get(p.code, p.code), reason(p), names[p.document_id], quote)
            for p, quote in zip(found, words, strict=True)
        ],
    )
    output.say(f"{count.open} open, {count.accepted} accepted, {count.refused} refused")


def reason(proposal: Proposal) -> str:
    """Why a passage is proposed, in a few words."""
    why = proposal.why
    words = ", ".join(why.words)
    return f"{proposal.score}% like {len(why.like)} ({words})" if why.like else words


@proposals_command.command("accept")
@click.argument("proposal")
@click.option("--start", type=int, help="Another first character.")
@click.option("--end", type=int, help="Another character after the last.")
@click.option("--code", default="", help="Another code.")
@json_option
@study_options
def accept_command(
    proposal: str, start: int | None, end: int | None, code: str, as_json: bool
) -> None:
    """Code what PROPOSAL (its id) proposes; the coding stays marked as assisted."""
    from qualkit.core.records import Span

    if (start is None) != (end is None):
        raise InputError("only one of --start and --end is given", "give both")
    if start is not None and end is not None and not 0 <= start < end:
        raise InputError(f"{start} to {end} is no passage", "--start is less than --end")
    span = None if start is None or end is None else Span(start, end)
    with opened() as study:
        _tell(study, study.accept_proposal(proposal, span, code), as_json=as_json)


@proposals_command.command("refuse")
@click.argument("proposals", nargs=-1, required=True)
@json_option
@study_options
def refuse_command(proposals: tuple[str, ...], as_json: bool) -> None:
    """Say no to PROPOSALS (their ids); they do not come back."""
    with opened() as study:
        _tell(study, study.refuse_proposal(*proposals), as_json=as_json)


@proposals_command.command("clear")
@click.option("--code", default="", help="Only those for this code.")
@json_option
@study_options
def clear_command(code: str, as_json: bool) -> None:
    """Take what is still open out of your queue; it may be proposed again."""
    with opened() as study:
        _tell(study, study.withdraw_proposals(code), as_json=as_json)


def _tell(study: Study, change: Change, *, as_json: bool) -> None:
    told = study.told(change)
    if as_json:
        output.answer_json({"change": output.plain(told)})
    else:
        output.answer(told.summary)
