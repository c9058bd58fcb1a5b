"""Commands for paraphrases: what participants said, in researchers' words."""

from __future__ import annotations

from typing import Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import passage_options, where
from qualkit.cli.telling import tell
from qualkit.errors import InputError


@click.group("paraphrase")
def paraphrase_command() -> None:
    """Say in your own words what a participant said who may not be quoted word for word.

    Where quotations leave, a paraphrase stands among them and is called so.
    """


@paraphrase_command.command("list")
@click.option("--document", help="Only in this document.")
@click.option("--code", default="", help="Only under this code and those that became it.")
@json_option
@study_options
def list_command(document: str | None, code: str, as_json: bool) -> None:
    """List the paraphrases with their ids."""
    with opened() as study:
        found = study.paraphrases(document, code)
        names = {each.id: each.name for each in study.documents()}
        called = {each.code: study.codebook.name_of(each.code) for each in found}
    if as_json:
        rows = [{**output.plain(p), "document": names[p.document_id]} for p in found]
        output.answer_json({"paraphrases": rows})
        return
    output.columns(
        ("Id", "Coder", "Document", "Start", "End", "Code", "Paraphrase"),
        [
            (
                p.id, p.coder, names[p.document_id], p.span.start, p.span.end, called[p.code],
                p.text,
            )
            for p in found
        ],
        right=(3, 4),
    )  # fmt: skip


@paraphrase_command.command("add")
@click.argument("words", nargs=-1, required=True, metavar="[DOCUMENT] TEXT")
@click.option("--coding", default="", metavar="ID", help="The coding whose passage and code it is.")
@passage_options
@click.option("--code", default="", help="The code that the passage is under.")
@json_option
@study_options
def add_command(
    words: tuple[str, ...], coding: str, code: str, as_json: bool, **options: Any
) -> None:
    """Write TEXT for the passage of a --coding, or for a passage of DOCUMENT under a --code.

    Fewer than six words in a row may be the speaker's, and no name of the roster.
    """
    if len(words) != (1 if coding else 2):
        raise InputError(
            "a paraphrase needs the passage and one text",
            'qualkit paraphrase add --coding ID "TEXT", or: '
            'qualkit paraphrase add DOCUMENT "TEXT" --start 10 --end 90 --code CODE',
        )
    with opened() as study:
        if coding:
            change = study.paraphrase(words[0], coding=coding)
        else:
            span = where(options).span(study, words[0])
            change = study.paraphrase(words[1], document=words[0], span=span, code=code)
        tell(study, change, as_json=as_json)


@paraphrase_command.command("edit")
@click.argument("paraphrase")
@click.argument("text")
@json_option
@study_options
def edit_command(paraphrase: str, text: str, as_json: bool) -> None:
    """Word a PARAPHRASE of your own anew."""
    with opened() as study:
        tell(study, study.edit_paraphrase(paraphrase, text), as_json=as_json)


@paraphrase_command.command("remove")
@click.argument("paraphrase")
@json_option
@study_options
def remove_command(paraphrase: str, as_json: bool) -> None:
    """Take a PARAPHRASE away: your own; who leads, anybody's."""
    with opened() as study:
        tell(study, study.remove_paraphrase(paraphrase), as_json=as_json)
