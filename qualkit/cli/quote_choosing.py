"""Commands that choose quotations for the report, order them, trim them and write on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.passages import passage_options, span_of, where
from qualkit.cli.telling import tell
from qualkit.cli.terms import profile_option
from qualkit.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from qualkit.core.choosing import ChosenQuote
    from qualkit.core.records import Change, Span
    from qualkit.study import Study

_SELECTION = click.argument("selection")
_PLACE = click.argument("place", metavar="PLACE")
_NOTHING = "it is so already"


def _item(study: Study, selection: str, place: str) -> ChosenQuote:
    """The quotation in a place (or of an id) of a selection."""
    found = study.selection(selection, "team").quotes
    for each in found:
        if place in (str(each.place), each.id):
            return each
    raise NotFoundError(
        f"the selection '{selection}' has no place {place}",
        f'see its places: qualkit quotes selection "{selection}"',
    )


@click.command("selections")
@json_option
@study_options
def selections_command(as_json: bool) -> None:
    """List the saved selections of quotations."""
    with opened() as study:
        found = study.selections()
    if as_json:
        output.answer_json({"selections": output.plain(found)})
        return
    output.columns(
        ("Selection", "Quotations", "Begun by", "On"),
        [(each.name, each.quotations, each.coder, each.at[:10]) for each in found],
        right=(1,),
    )


@click.command("selection")
@_SELECTION
@profile_option
@json_option
@study_options
def selection_command(selection: str, profile: str, as_json: bool) -> None:
    """Show a SELECTION in its order: each quotation as it prints, or why it does not."""
    with opened() as study:
        found = study.selection(selection, profile)
    if as_json:
        output.answer_json(output.plain(found))
        return
    places = {each.id: each.place for each in found.quotes}
    for each in found.quotes:
        _print(each, places)
    if found.blind:
        output.say("what others chose in documents that are coded blind is not shown")


def _print(each: ChosenQuote, places: dict[str, int]) -> None:
    quote = each.quote
    turn = f", turn {quote.turn}" if quote.turn else ""
    output.answer(f"{each.place}. {quote.code_name}: {quote.document}{turn}")
    if each.lead_in:
        output.paragraph(each.lead_in, "    ")
    for line in quote.words.split("\n"):
        output.paragraph(f"> {line}", "    ")
    output.paragraph(f"({quote.attribution})" if quote.attribution else "(nobody)", "    ")
    if each.qualifies in places:
        output.answer(f"    qualifies {places[each.qualifies]}")
    if each.mend:
        output.paragraph(f"{each.state}: {each.mend}", "    ")
    for said in (*(o.said for o in quote.objections), *each.warnings):
        output.paragraph(f"note: {said}", "    ")
    if each.note:
        output.paragraph(f"for the team: {each.note}", "    ")
    if not each.prints:
        output.answer("    does not print")
    output.answer("")


@click.command("select")
@_SELECTION
@click.argument("document", default="")
@click.option("--coding", default="", metavar="ID", help="The coding whose passage and code it is.")
@passage_options
@click.option("--code", default="", help="The code that the passage is under.")
@click.option("--place", type=click.IntRange(1), help="Where it is to stand; default: last.")
@json_option
@study_options
def select_command(
    selection: str, document: str, coding: str, code: str, place: int | None, as_json: bool,
    **options: Any,
) -> None:  # fmt: skip
    """Choose a quotation for a SELECTION, which begins with its first one.

    It is the passage of a --coding, or a passage of DOCUMENT under a --code.
    """
    if bool(coding) == bool(document):
        raise InputError(
            "nothing says which quotation is meant",
            'qualkit quotes select "NAME" --coding ID, or: qualkit quotes select "NAME" DOCUMENT '
            '--quote "WORDS" --code CODE',
        )
    with opened() as study:
        span = None if coding else where(options).span(study, document)
        change = study.select_quote(
            selection, coding, document=document, span=span, code=code, place=place
        )
        tell(study, change, as_json=as_json)


@click.command("unselect")
@_SELECTION
@_PLACE
@json_option
@study_options
def unselect_command(selection: str, place: str, as_json: bool) -> None:
    """Take the quotation in a PLACE out of a SELECTION."""
    with opened() as study:
        _tell(study, study.unselect_quote(_item(study, selection, place).id), as_json)


@click.command("move")
@_SELECTION
@_PLACE
@click.argument("to", type=click.IntRange(1))
@json_option
@study_options
def move_command(selection: str, place: str, to: int, as_json: bool) -> None:
    """Move the quotation in a PLACE of a SELECTION to the place TO."""
    with opened() as study:
        _tell(study, study.move_quote(_item(study, selection, place).id, to), as_json)


@click.command("note")
@_SELECTION
@_PLACE
@click.argument("text")
@json_option
@study_options
def note_command(selection: str, place: str, text: str, as_json: bool) -> None:
    """Write a note for the team on a chosen quotation; an empty TEXT takes it away."""
    with opened() as study:
        _tell(study, study.note_on_quote(_item(study, selection, place).id, text), as_json)


@click.command("lead-in")
@_SELECTION
@_PLACE
@click.argument("text")
@json_option
@study_options
def lead_in_command(selection: str, place: str, text: str, as_json: bool) -> None:
    """Write what leads into a chosen quotation in the report; an empty TEXT takes it away."""
    with opened() as study:
        _tell(study, study.lead_in(_item(study, selection, place).id, text), as_json)


@click.command("trim")
@_SELECTION
@_PLACE
@click.option("--cut", "cuts", multiple=True, metavar="WORDS", help="Leave these words out.")
@click.option("--keep", "keeps", multiple=True, metavar="WORDS", help="Leave out all but these.")
@click.option(
    "--cut-at",
    "cut_spans",
    multiple=True,
    type=(int, int),
    metavar="START END",
    help="Leave these characters of the document out.",
)
@click.option(
    "--keep-at",
    "keep_spans",
    multiple=True,
    type=(int, int),
    metavar="START END",
    help="Leave out all but these characters of the document.",
)
@click.option("--whole", is_flag=True, help="Put all words back.")
@json_option
@study_options
def trim_command(
    selection: str, place: str, cuts: tuple[str, ...], keeps: tuple[str, ...],
    cut_spans: tuple[tuple[int, int], ...], keep_spans: tuple[tuple[int, int], ...], whole: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Leave words of a chosen quotation out: [...] stands there. What was cut before is forgotten.

    Words are named as they are shown; whole words alone can be cut, and nothing else put in.
    """
    cut: tuple[str | Span, ...] = (*cuts, *(span_of(*each) for each in cut_spans))
    keep: tuple[str | Span, ...] = (*keeps, *(span_of(*each) for each in keep_spans))
    if whole == bool(cut or keep):
        raise InputError(
            "nothing says what is to be cut", 'say --cut "WORDS", --keep "WORDS", or --whole'
        )
    with opened() as study:
        item = _item(study, selection, place)
        change = study.trim_quote(item.id, cut=cut, keep=keep)
        now = _item(study, selection, item.id)
        if as_json:
            output.answer_json(
                {"change": output.plain(study.told(change)), "quote": output.plain(now)}
            )
            return
        for warning in now.warnings:
            output.say(f"note: {warning}")
        for line in now.quote.words.split("\n"):
            output.paragraph(f"> {line}", "    ")


@click.command("qualify")
@_SELECTION
@_PLACE
@click.argument("other", default="")
@click.option("--alone", is_flag=True, help="Let it stand by itself again.")
@json_option
@study_options
def qualify_command(selection: str, place: str, other: str, alone: bool, as_json: bool) -> None:
    """Let a counter-example print right behind the quotation in the place OTHER."""
    if alone == bool(other):
        raise InputError(
            "nothing says which quotation it qualifies", "give the OTHER's place, or --alone"
        )
    with opened() as study:
        whom = _item(study, selection, other).id if other else ""
        _tell(study, study.qualify_quote(_item(study, selection, place).id, whom), as_json)


@click.command("attribute")
@_SELECTION
@_PLACE
@click.argument("attributes", nargs=-1)
@click.option("--none", "nothing", is_flag=True, help="Let no attribute print.")
@click.option("--usual", is_flag=True, help="Let print what study.yaml says.")
@json_option
@study_options
def attribute_command(
    selection: str, place: str, attributes: tuple[str, ...], nothing: bool, usual: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Say which ATTRIBUTES print with one chosen quotation.

    What prints of one person is counted together, and widened where too few share it.
    """
    if sum((bool(attributes), nothing, usual)) != 1:
        raise InputError("nothing says what prints", "name attributes, or say --none or --usual")
    with opened() as study:
        item = _item(study, selection, place)
        wanted = None if usual else list(attributes)
        _tell(study, study.attribute_quote(item.id, wanted), as_json)


@click.command("rename")
@_SELECTION
@click.argument("new")
@json_option
@study_options
def rename_command(selection: str, new: str, as_json: bool) -> None:
    """Give a SELECTION another name."""
    with opened() as study:
        _tell(study, study.rename_selection(selection, new), as_json)


@click.command("remove")
@_SELECTION
@json_option
@study_options
def remove_command(selection: str, as_json: bool) -> None:
    """Take a SELECTION away with all that was chosen; undo brings it back."""
    with opened() as study:
        _tell(study, study.remove_selection(selection), as_json)


def _tell(study: Study, change: Change, as_json: bool) -> None:
    tell(study, change, as_json=as_json, nothing=_NOTHING)


COMMANDS = (
    selections_command, selection_command, select_command, unselect_command, move_command,
    note_command, lead_in_command, trim_command, qualify_command, attribute_command,
    rename_command, remove_command,
)  # fmt: skip
