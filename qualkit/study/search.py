"""Finding words in what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.records import Document, Span
from qualkit.core.text import spoken, squeeze
from qualkit.errors import InputError
from qualkit.study.session import Session

CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand: the span, the turn (from 1, 0 without speakers), who says them."""

    document_id: str
    document: str
    span: Span
    turn: int
    speaker: str
    before: str
    words: str
    after: str


def pattern_for(text: str, *, regex: bool = False, case: bool = False) -> re.Pattern[str]:
    """What is looked for: words with any white space between them, or a regular expression.

    Raises InputError where the expression is not a valid one.
    """
    if not text.strip():
        raise InputError("nothing to look for", "give a word: qualkit search TEXT")
    source = text if regex else r"\s+".join(re.escape(word) for word in text.split())
    try:
        return re.compile(source, 0 if case else re.IGNORECASE)
    except re.error as error:
        raise InputError(
            f"'{text}' is no regular expression: {error}", "leave --regex out for plain words"
        ) from error


def search(
    session: Session, pattern: re.Pattern[str], document: Document | None = None
) -> Iterator[Hit]:
    """Every place in what was said (by anybody) where the pattern fits, in order."""
    for each in (document,) if document else session.documents():
        version = session.text(each.version_id)
        text, structure = version.text, version.structure
        for piece in spoken(text, structure):
            for match in pattern.finditer(text, piece.span.start, piece.span.end):
                if match.start() == match.end():
                    continue
                speaker = ""
                if piece.turn >= 0:
                    turn = structure.turns[piece.turn]
                    speaker = structure.speakers[turn.speaker].pseudonym
                start, end = match.span()
                yield Hit(
                    each.id,
                    each.name,
                    Span(start, end),
                    piece.turn + 1,
                    speaker,
                    squeeze(text[max(piece.span.start, start - CONTEXT) : start]),
                    squeeze(match[0]),
                    squeeze(text[end : min(piece.span.end, end + CONTEXT)]),
                )
