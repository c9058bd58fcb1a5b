"""One quotation: which it is, what is said around it, why its attribution says no more."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.choosing import ContextTurn, QuoteChoice, QuoteView
from qualkit.core.quotes import Quote
from qualkit.core.records import Document, Span
from qualkit.core.text import squeeze
from qualkit.errors import InputError, RefusedError
from qualkit.storage import codings as coding_rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.selections import ChosenRow
from qualkit.study import codebook as book
from qualkit.study import codings
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.selections.finding import Telling
from qualkit.study.selections.making import Making
from qualkit.study.session import Session

AROUND = 2
"""Turns shown before and behind, beside what is left of the turns of the quotation."""


@dataclass(frozen=True, slots=True)
class Where:
    """A coded passage: where, and under which code (the id of the one that counts today)."""

    document: Document
    span: Span
    code: str


def where(
    session: Session, coding: str, document: Document | str, span: Span | None, code: str
) -> Where:
    """The coded passage that is meant; RefusedError where nobody has coded it so, as far as who
    asks may see."""
    if coding:
        found = codings.live(session, [coding])[0]
        at = session.document(found.document_id)
        if found.version_id != at.version_id:
            raise RefusedError(
                f"{at.name} was corrected, and this coding waits for review",
                "place it first: qualkit documents carried",
            )
        return Where(at, found.span, book.codebook(session).current(found.code))
    if not document or span is None or not code:
        raise InputError(
            "nothing says which quotation is meant",
            "name a coding by its id, or a document, a passage and a code",
        )
    at = session.document(document) if isinstance(document, str) else document
    known = book.codebook(session)
    place = Where(at, span, known.current(known.find(code).id))
    if not coded(session, place):
        raise RefusedError(
            f"nobody has coded that passage of {at.name} as '{known.name_of(place.code)}'",
            "see what is: qualkit quotes list --code CODE",
        )
    return place


def coded(session: Session, place: Where) -> bool:
    """Whether somebody has coded words of the passage so, in any layer, as far as may be seen."""
    family = book.codebook(session).family(place.code)
    wanted = CodingFilter(
        version_id=place.document.version_id, codes=family, within=place.span, layer="",
        sight=sight(session),
    )  # fmt: skip
    hidden = hidden_codes(session)
    return any(
        each.coder == session.coder or each.code not in hidden
        for each in coding_rows.codings(session.store.database, wanted)
    )


def view(session: Session, place: Where, profile: str) -> QuoteView:
    """The quotation with its context, for readers of a profile."""
    wanted = QuoteChoice(
        codes=(place.code,), document=place.document.name, profile=profile, layer="union"
    )
    telling = Telling(session, wanted)
    row = ChosenRow(
        "", "", place.code, place.document.id, place.document.version_id, place.span
    )  # fmt: skip
    made = Making(telling.source).make(row).whole
    if made is None or not made.lines:
        raise RefusedError("nobody speaks in this passage", "choose one in which somebody does")
    before, behind = _around(telling, made)
    people = {each.pseudonym: each for each in telling.clearing.attributions.people}
    why = (
        f"{who}: {', '.join(change.said() for change in people[who].widened)}: {people[who].why}"
        for who in made.speakers
        if who in people and people[who].widened
    )
    return QuoteView(telling.told(made), before, behind, tuple(why), telling.profile.value)


def _around(
    telling: Telling, quote: Quote
) -> tuple[tuple[ContextTurn, ...], tuple[ContextTurn, ...]]:
    """The turns before and behind, with what the quotation leaves of its own."""
    reader = telling.source.reader(quote.version_id)
    turns, characters = reader.version.structure.turns, len(reader.version.text)
    if not turns:
        edges = [(0, 0, quote.start), (0, quote.end, characters)]
        parts = [_said(telling, quote, *edge) for edge in edges]
        return tuple(filter(None, parts[:1])), tuple(filter(None, parts[1:]))
    touched = [n for n, turn in enumerate(turns) if turn.span.overlaps(quote.span)]
    first, last = (touched[0], touched[-1]) if touched else (0, -1)
    before = [
        _said(telling, quote, n + 1, turns[n].start, min(turns[n].end, quote.start))
        for n in range(max(0, first - AROUND), first + 1)
    ]
    behind = [
        _said(telling, quote, n + 1, max(turns[n].start, quote.end), turns[n].end)
        for n in range(last, min(len(turns), last + AROUND + 1))
    ]
    return tuple(filter(None, before)), tuple(filter(None, behind))


def _said(
    telling: Telling, quote: Quote, number: int, start: int, end: int
) -> ContextTurn | None:  # fmt: skip
    if start >= end:
        return None
    reader = telling.source.reader(quote.version_id)
    # What is replaced is shown as one: its rest belongs to the quotation.
    inner = reader.masks.at(quote.end - 1)
    if inner is not None and start < inner.span.end and start >= quote.end:
        start = inner.span.end
    outer = reader.masks.at(quote.start)
    if outer is not None and start < quote.start:
        end = min(end, outer.span.start)
    if start >= end:
        return None
    _, lines = reader.lines(start, end)
    words = squeeze(" ".join(line.words for line in lines))
    dressed = telling.clearing.dressed(quote._replace(lines=lines))
    speaker = dressed.lines[0].pseudonym if lines else ""
    return ContextTurn(number, speaker, words) if words else None
