"""Participants, files that left and objections of the gate as rows of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qualkit.core.clearing import Against, ExportRecord, Objection
from qualkit.core.wording import counted, some
from qualkit.tui.palette import Palette
from qualkit.tui.persons import Only, Person, Persons, may
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

SURVEY = "survey "
"""Before a survey's name in the key of its row."""
MISSING = "*missing"
RECEIPT = "receipt "
_WHO, _MAY, _TIMES, _FILES = 6, 21, 9, 7


def person_items(found: Persons, only: Only, look: Palette) -> Iterator[Item]:
    """What is missing, the participants, and a row for the respondents of each survey."""
    if found.missing and only in (Only.ALL, Only.MISSING):
        number = counted(len(found.missing), "thing")
        said = f"missing or wrong in the consent on record: {number}"
        yield Item(MISSING, ((f"! {said}", look.strong),))
    people = [each for each in found.people if each.fits(only)]
    yield from (_person(each, look) for each in people)
    if found.surveys and only is Only.ALL:
        yield Item("", (("Respondents of surveys", look.quiet),))
        for each in found.surveys:
            own = f", {each.as_participants} by their interview's row" * bool(each.as_participants)
            yield Item(
                f"{SURVEY}{each.survey}",
                (
                    (f"{label(each.survey, _WHO)} ", look.strong),
                    (f"{label(may(each.may, each.against), _MAY)} ", look.text),
                    (f"{counted(each.respondents, 'respondent')}{own}", look.quiet),
                ),
            )

    yield from _gone(found, only, look)


def _gone(found: Persons, only: Only, look: Palette) -> Iterator[Item]:
    """Receipts of those who stand in no other row: respondents, and who was in no file."""
    listed = {each.pseudonym for each in found.people}
    others = [each for each in found.receipts if each.pseudonym not in listed]
    if not others or only is not Only.ALL:
        return
    yield Item("", (("Withdrew, and are removed", look.quiet),))
    for each in others:
        went = some((f"{number:,} {kind}" for kind, number in each.counts.items() if number), 3)
        yield Item(
            f"{RECEIPT}{each.pseudonym}",
            (
                (f"{label(each.pseudonym, _WHO)} ", look.gutter),
                (f"{label(each.withdrawn_on, _MAY)} ", look.text),
                (went, look.quiet),
            ),
            ((f" by {each.coder} ", look.quiet),),
        )


def _person(each: Person, look: Palette) -> Item:
    given = each.attribution
    prints = given.label.removeprefix(each.pseudonym).removeprefix(", ") if given else ""
    less = " …" if each.widened else ""
    chosen = f"{each.times_chosen:,} chosen" if each.chosen else ""
    files = counted(len(each.files), "file") if each.files else ""
    quotable = look.text if each.consent.may == "quote" else look.strong
    return Item(
        each.pseudonym,
        (
            (f"{label(each.pseudonym, _WHO)} ", look.gutter),
            (f"{label(each.may, _MAY)} ", quotable),
            ((prints or "the pseudonym alone") + less, look.quiet),
        ),
        (
            (" missing" if each.missing else "", look.strong),
            (f" {chosen:>{_TIMES}}" if chosen else "", look.quiet),
            (f" {files:>{_FILES}} ", look.strong if each.stale else look.quiet),
        ),
    )


def file_items(files: Sequence[ExportRecord], look: Palette) -> list[Item]:
    """Files that left, those that came last first; a stale one says so."""
    return [
        Item(
            each.id,
            (
                (f"{each.at[:10]} ", look.quiet),
                (f"{label(each.file.removeprefix('exports/'), 26)} ", look.text),
                (f"{label(each.profile, 12)} ", look.quiet),
                (f"stale: {each.stale}" if each.stale else "", look.strong),
            ),
            ((f" {each.quotes:>6,} quoted ", look.quiet),),
        )
        for each in files
    ]


def weight(against: Against) -> str:
    """What becomes of a quotation against which that stands, in two words."""
    if against.left_out:
        return "stays behind"
    return "blocks" if against.blocks else "look at it"


def kind_items(kinds: Sequence[tuple[Against, int]], look: Palette) -> list[Item]:
    """Kinds of objections with how many there are of each."""
    return [
        Item(
            against.value,
            (
                (f"{weight(against):<13}", look.strong if against.blocks else look.gutter_quiet),
                (against.value, look.text),
            ),
            ((f" {number:>6,} ", look.strong),),
        )
        for against, number in kinds
    ]


def objection_items(
    found: Sequence[Objection], short: dict[str, str], called: Callable[[str], str], look: Palette
) -> list[Item]:
    """Objections of one kind with their place; by number, as one quotation may have two.

    `called` says what a code is called.
    """
    return [
        Item(
            str(number),
            (
                (f"{label(short.get(each.document, each.document) or 'the file', 12)} ",
                 look.gutter),
                (f"{each.turn or '':>5} ", look.quiet),
                (each.said, look.text),
            ),
            ((f" {label(called(each.code), 28)}" if each.code else "", look.quiet),),
        )
        for number, each in enumerate(found)
    ]  # fmt: skip
