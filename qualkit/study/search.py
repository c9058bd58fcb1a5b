"""Finding words in what was said."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.analysis.matching import Matcher, matcher
from qualkit.core.records import Document, Span, TextVersion
from qualkit.core.said import Said
from qualkit.core.searching import CONTEXT, Limits, Query
from qualkit.core.text import squeeze
from qualkit.study import reading
from qualkit.study.scope import Scope
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.study import Study


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand: the span, the turn (from 1, 0 without speakers), who says them.

    `before` and `after` are the words around it, within the turn.
    """

    document_id: str
    document: str
    span: Span
    turn: int
    speaker: str
    before: str
    words: str
    after: str


def search(
    session: Session, query: Query, limits: Limits | None = None, context: int = CONTEXT,
    *, source: bool = False,
) -> Iterator[Hit]:  # fmt: skip
    """Every place in what was said where the query fits and the limits allow it, in order.

    What is replaced is looked through as it is replaced: nobody finds a name that they may not
    read. With `source` the data steward looks through the source texts; that is logged. Raises
    InputError where the query, and NotFoundError where a limit, makes no sense.
    """
    scope = Scope(session, limits or Limits())
    if source:
        reading.source(session, scope.documents, "search")
    with matcher(query) as found:
        for document in scope.documents:
            yield from _in_document(session, document, found, scope, context, source=source)


def _in_document(
    session: Session, document: Document, found: Matcher, scope: Scope, context: int,
    *, source: bool = False,
) -> Iterator[Hit]:  # fmt: skip
    version = session.text(document.version_id)
    turns = scope.turns(version)
    if turns is not None and not turns:
        return
    read = reading.Reading(version) if source else reading.reading(session, version.id)
    said = read.said(turns)
    last = None
    for span in found.find(said, document.name):
        # What is replaced is one hit, however often the letters stand in what replaces it.
        if span != last and scope.holds(version.id, span):
            last = span
            yield _hit(document, version, said, span, context)


def _hit(document: Document, version: TextVersion, said: Said, span: Span, context: int) -> Hit:
    start, end = said.position(span.start), said.position(span.end - 1, last=True) + 1
    turn = said.turn(start)
    speaker = ""
    if turn.turn >= 0:
        structure = version.structure
        speaker = structure.speakers[structure.turns[turn.turn].speaker].pseudonym
    return Hit(
        document.id,
        document.name,
        span,
        turn.turn + 1,
        speaker,
        _last_words(said.text, turn.start, start, context),
        squeeze(said.text[start:end]),
        _first_words(said.text, end, turn.end, context),
    )


# So many letters a word are looked at; what the far end of that cuts in two is dropped.
_LETTERS = 14


def _last_words(text: str, first: int, end: int, count: int) -> str:
    start = max(first, end - _LETTERS * (count + 1))
    words = text[start:end].split()
    if start > first and len(words) > 1 and not text[start - 1].isspace():
        del words[0]
    apart = end > first and text[end - 1].isspace()
    if not count or not words:
        return ""
    # What adjoins the hit, such as a quotation mark, is no word of the context.
    joined = " ".join(words[-count if apart else -count - 1 :])
    return joined + " " if apart else joined


def _first_words(text: str, start: int, last: int, count: int) -> str:
    end = min(last, start + _LETTERS * (count + 1))
    words = text[start:end].split()
    if end < last and len(words) > 1 and not text[end].isspace():
        del words[-1]
    apart = start < last and text[start].isspace()
    if not count or not words:
        return ""
    joined = " ".join(words[: count if apart else count + 1])
    return " " + joined if apart else joined


def streamed(
    folder: Path, coder: str | None, query: Query, limits: Limits, context: int
) -> Generator[tuple[Hit, ...], None, None]:
    """The hits, document by document; opens the study for itself, so it may run in a thread."""
    from qualkit.study.opening import open_study

    with open_study(folder, coder) as study:
        session = study._session
        scope = Scope(session, limits)
        with matcher(query) as found:
            for document in scope.documents:
                if hits := tuple(_in_document(session, document, found, scope, context)):
                    yield hits


def found(study: Study, query: Query, limits: Limits, context: int) -> tuple[Hit, ...]:
    """The hits, for the screens."""
    return tuple(search(study._session, query, limits, context))
