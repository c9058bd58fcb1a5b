"""Commands that list codings, change one's own, and mark anybody's."""

from __future__ import annotations

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import span_of
from qualkit.cli.telling import merged_codes, tell


@click.group("codings", invoke_without_command=True)
@click.option("--document", help="Only in this document.")
@click.option("--code", help="Only of this code.")
@click.option("--by", "coder", metavar="INITIALS", help="Only by this coder.")
@click.option("--starred", is_flag=True, help="Only those that somebody has starred.")
@click.option("--counter-examples", "counter", is_flag=True, help="Only counter-examples.")
@json_option
@study_options
@click.pass_context
def codings_command(
    ctx: click.Context, document: str | None, code: str | None, coder: str | None, starred: bool,
    counter: bool, as_json: bool,
) -> None:  # fmt: skip
    """List codings with their ids, marks and words; `codings VERB` changes them."""
    if ctx.invoked_subcommand is not None:
        return
    wanted = {kind for kind, on in (("star", starred), ("counter-example", counter)) if on}
    with opened() as study:
        marks = study.marks(document)
        found = [
            coding
            for coding in study.codings(document, coder, code)
            if wanted <= {mark.kind.value for mark in marks.get(coding.id, ())}
        ]
        names = {d.id: d.name for d in study.documents()}
        words = study.words_of(found)
        shown = merged_codes(study)
    if as_json:
        rows = [
            {
                **output.plain(coding),
                "document": names[coding.document_id],
                "quote": quote,
                "marks": output.plain(marks.get(coding.id, ())),
            }
            for coding, quote in zip(found, words, strict=True)
        ]
        output.answer_json({"codings": rows})
        return
    output.columns(
        ("Id", "Coder", "Document", "Code", "Start", "End", "Marks", "Words"),
        [
            (
                c.id,
                c.coder,
                names[c.document_id],
                shown(c.code),
                c.span.start,
                c.span.end,
                # One sign a kind, however many coders set it: * for a star, ! against the rule.
                "".join(sorted({_SIGNS[mark.kind.value] for mark in marks.get(c.id, ())})),
                quote,
            )
            for c, quote in zip(found, words, strict=True)
        ],
        right=(4, 5),
    )


_SIGNS = {"star": "*", "counter-example": "!"}


@codings_command.command("recode")
@click.argument("coding")
@click.argument("code")
@json_option
@study_options
def recode_command(coding: str, code: str, as_json: bool) -> None:
    """Give a CODING of your own another CODE."""
    with opened() as study:
        tell(study, study.recode(coding, code), as_json=as_json)


@codings_command.command("resize")
@click.argument("coding")
@click.option("--start", type=int, required=True, help="The first character, from 0.")
@click.option("--end", type=int, required=True, help="The character after the last.")
@json_option
@study_options
def resize_command(coding: str, start: int, end: int, as_json: bool) -> None:
    """Make a CODING of your own cover another stretch of its text."""
    with opened() as study:
        tell(study, study.resize(coding, span_of(start, end)), as_json=as_json)


@codings_command.command("split")
@click.argument("coding")
@click.option("--at", type=int, required=True, help="The first character of the second part.")
@json_option
@study_options
def split_command(coding: str, at: int, as_json: bool) -> None:
    """Cut a CODING of your own in two; memo and marks stay with the first part."""
    with opened() as study:
        tell(study, study.split_coding(coding, at), as_json=as_json)


@codings_command.command("merge")
@click.argument("codings", nargs=-1, required=True)
@json_option
@study_options
def merge_command(codings: tuple[str, ...], as_json: bool) -> None:
    """Make one of CODINGS of your own with one code; it gets all their memos and marks."""
    with opened() as study:
        tell(study, study.merge_codings(*codings), as_json=as_json)


@codings_command.command("star")
@click.argument("coding")
@click.option("--note", help="Why it is worth quoting, or what to mind.")
@click.option("--off", is_flag=True, help="Take your star off.")
@json_option
@study_options
def star_command(coding: str, note: str | None, off: bool, as_json: bool) -> None:
    """Star a CODING, yours or another's, as worth quoting."""
    with opened() as study:
        tell(study, study.star(coding, not off, note), as_json=as_json)


@codings_command.command("counter-example")
@click.argument("coding")
@click.option("--note", default="", help="Why it speaks against the code or its theme.")
@click.option("--off", is_flag=True, help="Take your mark off.")
@json_option
@study_options
def counter_example_command(coding: str, note: str, off: bool, as_json: bool) -> None:
    """Mark a CODING, yours or another's, as a counter-example."""
    with opened() as study:
        change = study.counter_example(coding, None if off else note)
        tell(study, change, as_json=as_json)
