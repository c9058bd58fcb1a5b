"""Chosen quotations of the small study, for the tests beside it."""

from __future__ import annotations

from qualkit.core.choosing import ChosenQuote
from qualkit.core.records import Span
from qualkit.study import Study

NAME = "interim"
TIRED = (
    "Tired. We lost two people, and nobody asked us how we were. I drove home and sat in the car."
)
DOG = "The dog, mostly. And the others, we have a word in the corridor."
GOOD = "She is good."


def code(
    study: Study, words: str, code_id: str = "exhaustion", document: str = "nurse", coder: str = ""
) -> Span:
    """Code words, as a coder who then leaves the desk to AB."""
    span = study.find_passage(document, words)
    study.use_coder(coder or "AB")
    study.code(document, span, code_id)
    study.use_coder("AB")
    return span


def choose(
    study: Study, words: str, code_id: str = "exhaustion", document: str = "nurse",
    place: int | None = None,
) -> ChosenQuote:  # fmt: skip
    """Code and choose words; the chosen quotation."""
    span = code(study, words, code_id, document)
    study.select_quote(NAME, document=document, span=span, code=code_id, place=place)
    return next(
        each for each in chosen(study) if each.quote.span == span and each.quote.code == code_id
    )


def chosen(study: Study, profile: str = "team") -> tuple[ChosenQuote, ...]:
    """The chosen quotations in their order."""
    return study.selection(NAME, profile).quotes


def words(study: Study) -> list[str]:
    """Their words in their order."""
    return [each.quote.words for each in chosen(study)]
