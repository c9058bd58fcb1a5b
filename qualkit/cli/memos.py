"""Commands for what is written beside the texts: memos, notes for the team, bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import passage_options, where
from qualkit.cli.telling import tell
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.marks import MemoKind

_KINDS = (
    "coding",
    "document",
    "code",
    "participant",
    "study",
    "star",
    "counter-example",
    "team note",
)


@click.command("memo")
@click.argument("words", nargs=-1, required=True, metavar="[CODING] TEXT")
@click.option("--document", help="A memo on this document.")
@click.option("--about-code", metavar="CODE", help="A memo on this code.")
@click.option("--participant", help="A memo on this participant (the pseudonym).")
@click.option("--on-study", is_flag=True, help="A memo on the study.")
@json_option
@study_options
def memo_command(
    words: tuple[str, ...], document: str | None, about_code: str | None,
    participant: str | None, on_study: bool, as_json: bool,
) -> None:  # fmt: skip
    """Write TEXT as the memo on a CODING of yours, or on what an option names.

    An empty TEXT takes the memo off.
    """
    options = (("document", document), ("code", about_code), ("participant", participant))
    named = [(kind, target) for kind, target in options if target is not None]
    named += [("study", "")] if on_study else []
    if len(named) > 1:
        raise InputError("a memo is about one thing", "give one of the options")
    if len(words) != (1 if named else 2):
        raise InputError(
            "a memo needs what it is about, and one text",
            'qualkit memo CODING "the text", or: qualkit memo --document NAME "the text"',
        )
    with opened() as study:
        if named:
            change = study.memo_on(_kind(named[0][0]), named[0][1], words[0])
        else:
            change = study.memo(words[0], words[1])
        tell(study, change, as_json=as_json)


def _kind(name: str) -> MemoKind:
    from qualkit.core.marks import MemoKind

    return MemoKind(name)


@click.group("memos", invoke_without_command=True)
@click.option("--on", "kind", type=click.Choice(_KINDS), help="Only on this kind of thing.")
@click.option("--about", "target", default="", help="Only on this one (its name or id).")
@click.option("--by", "coder", default="", metavar="INITIALS", help="Only by this coder.")
@click.option("--search", default="", metavar="TEXT", help="Only those that hold these words.")
@click.option("--ids", is_flag=True, help="With the id of each.")
@json_option
@study_options
@click.pass_context
def memos_command(
    ctx: click.Context, kind: str | None, target: str, coder: str, search: str, ids: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """List what coders wrote: memos, notes for the team, why a coding is a counter-example."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found = study.memos(
            _kind(kind) if kind else None, target=target, coder=coder, search=search
        )
    if as_json:
        output.answer_json({"memos": output.plain(found)})
        return
    output.columns(
        (*(("Id",) if ids else ()), "On", "About", "Coder", "Written (UTC)", "Memo"),
        [
            (*((m.id,) if ids else ()), m.kind.value, m.title, m.coder,
             m.at[:19].replace("T", " "), m.text)
            for m in found
        ],
    )  # fmt: skip


@memos_command.command("report")
@click.argument("memo", required=False)
@click.option("--not", "off", is_flag=True, help="It is no key point any more.")
@json_option
@study_options
def report_command(memo: str | None, off: bool, as_json: bool) -> None:
    """Make a MEMO (its id, or how it ends) a key point of the report; without one list them."""
    with opened() as study:
        if memo is not None:
            tell(study, study.report_memo(memo, not off), as_json=as_json)
            return
        found = study.report_memos()
    if as_json:
        output.answer_json({"memos": output.plain(found)})
        return
    if not found:
        output.say("no memo is a key point of the report: qualkit memos report ID")
        return
    output.columns(
        ("Id", "On", "About", "Coder", "Memo"),
        [(m.id, m.kind.value, m.title, m.coder, m.text) for m in found],
    )


@click.group("notes", invoke_without_command=True)
@click.option("--document", help="Only in this document.")
@click.option("--settled", is_flag=True, help="Also those that have been settled.")
@json_option
@study_options
@click.pass_context
def notes_command(ctx: click.Context, document: str | None, settled: bool, as_json: bool) -> None:
    """List the notes for the team with their ids; `notes VERB` writes and settles them."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found = study.team_notes(document, settled=settled)
        names = {d.id: d.name for d in study.documents()}
        words = study.words_of(found)
    if as_json:
        rows = [
            {**output.plain(n), "document": names[n.document_id], "quote": quote}
            for n, quote in zip(found, words, strict=True)
        ]
        output.answer_json({"notes": rows})
        return
    output.columns(
        ("Id", "Coder", "Document", "Start", "End", "Code", "State", "Note"),
        [
            (
                n.id,
                n.coder,
                names[n.document_id],
                n.span.start,
                n.span.end,
                n.code,
                "settled" if n.settled else "open",
                n.text,
            )
            for n in found
        ],
        right=(3, 4),
    )


@notes_command.command("add")
@click.argument("document")
@click.argument("text")
@passage_options
@click.option("--code", default="", help="The code that the note is about.")
@json_option
@study_options
def add_command(document: str, text: str, code: str, as_json: bool, **options: Any) -> None:
    """Write a note for the team on a passage of DOCUMENT."""
    with opened() as study:
        span = where(options).span(study, document)
        tell(study, study.note_for_team(document, span, text, code), as_json=as_json)


@notes_command.command("edit")
@click.argument("note")
@click.argument("text")
@json_option
@study_options
def edit_command(note: str, text: str, as_json: bool) -> None:
    """Change the words of a NOTE of your own; an empty TEXT takes it away."""
    with opened() as study:
        tell(study, study.edit_team_note(note, text), as_json=as_json)


@notes_command.command("settle")
@click.argument("note")
@click.option("--open-again", is_flag=True, help="It is not settled after all.")
@json_option
@study_options
def settle_command(note: str, open_again: bool, as_json: bool) -> None:
    """Say that a NOTE, anybody's, has been dealt with."""
    with opened() as study:
        tell(study, study.settle_team_note(note, not open_again), as_json=as_json)


@click.group("bookmarks", invoke_without_command=True)
@click.option("--document", help="Only in this document.")
@json_option
@study_options
@click.pass_context
def bookmarks_command(ctx: click.Context, document: str | None, as_json: bool) -> None:
    """List your bookmarks; `bookmarks toggle` sets one or takes it away."""
    if ctx.invoked_subcommand is not None:
        return
    with opened() as study:
        found = study.bookmarks(document)
        names = {d.id: d.name for d in study.documents()}
        words = study.words_of(found)
    if as_json:
        rows = [
            {**output.plain(b), "document": names[b.document_id], "quote": quote}
            for b, quote in zip(found, words, strict=True)
        ]
        output.answer_json({"bookmarks": rows})
        return
    output.columns(
        ("Document", "Start", "End", "Words"),
        [
            (names[b.document_id], b.span.start, b.span.end, said)
            for b, said in zip(found, words, strict=True)
        ],
        right=(1, 2),
    )


@bookmarks_command.command("toggle")
@click.argument("document")
@passage_options
@json_option
@study_options
def toggle_command(document: str, as_json: bool, **options: Any) -> None:
    """Set a bookmark at a passage of DOCUMENT; where yours lies there already, take it away."""
    with opened() as study:
        span = where(options).span(study, document)
        tell(study, study.bookmark(document, span), as_json=as_json)
