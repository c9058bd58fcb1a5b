"""Commands for quotations: found and looked at; those that choose are in `quote_choosing`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import passage_options, where
from qualkit.cli.quote_choosing import COMMANDS
from qualkit.cli.quote_options import choice_of, choice_options
from qualkit.cli.terms import profile_option
from qualkit.core.wording import counted
from qualkit.errors import ExitCode, InputError

if TYPE_CHECKING:
    from qualkit.core.balancing import QuoteBalance, ThemeBalance
    from qualkit.core.choosing import ContextTurn, QuoteView


@click.group("quotes")
def quotes_command() -> None:
    """Find quotations, choose them for the report, order and trim them."""


for each in COMMANDS:
    quotes_command.add_command(each)


@quotes_command.command("list")
@choice_options
@profile_option
@json_option
@study_options
def list_command(as_json: bool, profile: str, **options: Any) -> None:
    """List quotations for the team's own eyes: the gate has not seen them.

    All limits hold at once. --profile says for whom --may-leave asks.
    """
    with opened() as study:
        table = study.quotes(choice_of(options, profile))
    keys = [column.key for column in table.columns]
    if as_json:
        rows = [dict(zip(keys, row, strict=True)) for row in table]
        output.answer_json({"quotes": rows, "notes": list(table.notes)})
        return
    for note in table.notes:
        output.say(note)
    head: tuple[object, ...] = ()
    for row in table:
        cells = dict(zip(keys, row, strict=True))
        now = (cells["theme"], cells["subtheme"], cells["code"])
        if now != head:
            head = now
            output.answer(_heading(cells))
        for line in f"{cells['quotation']} {cells['attribution']}".split("\n"):
            output.paragraph(line, "    ")
        for line in str(cells.get("scores") or "").splitlines():
            output.paragraph(f"[{line}]", "    ")
        output.answer("")


def _heading(cells: dict[str, Any]) -> str:
    path = " / ".join(str(cells[key]) for key in ("theme", "subtheme", "code") if cells[key])
    reach = f"participants {cells['participants']}, references {cells['references']}"
    if "respondents" in cells:
        reach += (
            f"; survey comments: respondents {cells['respondents']}, "
            f"references {cells['comment_references']}"
        )
    return f"\n{path} ({reach})"


@quotes_command.command("counts")
@choice_options
@profile_option
@json_option
@study_options
def counts_command(as_json: bool, profile: str, **options: Any) -> None:
    """Count quotations by theme and code: people, starred, used, and what may leave."""
    with opened() as study:
        found = study.quote_counts(choice_of(options, profile))
    if as_json:
        output.answer_json(output.plain(found))
        return
    rows = [("All", found.total)]
    for theme in found.themes:
        rows.append((theme.name, theme))
        rows += [(f"- {code.name}", code) for code in found.codes if code.theme == theme.id]
    output.columns(
        ("", "Quotations", "Participants", "Respondents", "Starred", "Counter", "Used",
         "May leave"),
        [
            (
                name, c.quotations, c.participants, c.respondents, c.starred, c.counter_examples,
                c.used, c.may_leave,
            )
            for name, c in rows
        ],
        right=(1, 2, 3, 4, 5, 6, 7),
    )  # fmt: skip


@quotes_command.command("show")
@click.argument("document", default="")
@click.option("--coding", default="", metavar="ID", help="The coding whose passage and code it is.")
@passage_options
@click.option("--code", default="", help="The code that the passage is under.")
@profile_option
@json_option
@study_options
def show_command(
    document: str, coding: str, code: str, profile: str, as_json: bool, **options: Any
) -> None:
    """Show one quotation: its context, what prints beside it and why not more, what is against it.

    It is the passage of a --coding, or a passage of DOCUMENT under a --code.
    """
    if bool(coding) == bool(document):
        raise InputError(
            "nothing says which quotation is meant",
            'qualkit quotes show --coding ID, or: qualkit quotes show DOCUMENT --quote "WORDS" '
            "--code CODE",
        )
    with opened() as study:
        span = None if coding else where(options).span(study, document)
        view = study.quote(coding, document=document, span=span, code=code, profile=profile)
    if as_json:
        output.answer_json(output.plain(view))
        return
    _show(view)


def _show(view: QuoteView) -> None:
    quote = view.quote
    turn = f", turn {quote.turn}" if quote.turn else ""
    output.answer(f"{quote.document}{turn}: {quote.code_name} ({quote.theme})")
    _turns(view.before)
    for line in quote.words.split("\n"):
        output.paragraph(f"> {line}", "  ")
    _turns(view.behind)
    output.answer(f"prints as: {quote.attribution or 'nobody'} (for {view.profile})")
    for why in view.widened:
        output.paragraph(f"why not more: {why}", "    ")
    for objection in quote.objections:
        output.paragraph(f"against it: {objection.said}", "    ")
    for mark in quote.marks:
        note = f": {mark.note}" if mark.note else ""
        output.paragraph(f"{mark.kind} by {mark.coder}{note}", "    ")
    if quote.selections:
        written = "; written to a file" if quote.exported else ""
        output.answer(f"    chosen for: {', '.join(quote.selections)}{written}")


def _turns(turns: Iterable[ContextTurn]) -> None:
    for turn in turns:
        number = f"{turn.number} " if turn.number else ""
        output.paragraph(f"{number}{turn.speaker}: {turn.words}", "      ")


@quotes_command.command("balance")
@choice_options
@profile_option
@json_option
@study_options
def balance_command(as_json: bool, profile: str, **options: Any) -> ExitCode:
    """Say how evenly quotations are spread: who stands behind a theme, who is quoted, who never.

    Of a --selection, or of all that the limits leave and that may be written.
    """
    with opened() as study:
        found = study.quote_balance(choice=choice_of(options, profile))
    if as_json:
        output.answer_json(output.plain(found))
    else:
        _balance(found)
    return ExitCode.DONE


def _balance(found: QuoteBalance) -> None:
    of = f" of '{found.selection}'" if found.selection else ""
    output.answer(f"{counted(found.quotations, 'quotation')}{of}")
    for kind, number in found.kinds:
        output.answer(f"    {kind}: {number}")
    output.columns(
        ("Theme", "Quotations", "Behind it", "Quoted", "Respondents", "Quoted", "Counter", "Used"),
        [
            (
                t.name, t.quotations, t.behind, t.quoted, t.respondents, t.respondents_quoted,
                t.counter_examples, t.counter_examples_used,
            )
            for t in found.themes
        ],
        right=(1, 2, 3, 4, 5, 6, 7),
    )  # fmt: skip
    for theme in found.themes:
        _too_much(theme)
    for name, listed in (
        ("themes without a quotation", found.themes_without),
        ("codes without a quotation", found.codes_without),
        ("never quoted", found.never),
    ):
        if listed:
            output.paragraph(f"{name}: {', '.join(listed)}")
    most = [f"{p.pseudonym} {p.quotations}" for p in found.people[:5]]
    if most:
        output.answer(f"quoted most: {', '.join(most)}")


def _too_much(theme: ThemeBalance) -> None:
    for person in theme.too_much:
        output.answer(
            f"{theme.name}: {person.pseudonym} has {person.quotations} of "
            f"{counted(theme.quotations, 'quotation')}, more than a quarter"
        )
