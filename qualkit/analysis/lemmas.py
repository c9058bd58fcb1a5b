"""Lemmas: from spaCy's lookup table where it is installed, else word forms by our plain rule."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.util import find_spec

from qualkit.core.wordforms import word_form


class WordBasis(StrEnum):
    """By what the forms of a word are known to be one word."""

    LEMMAS = "lemmas"
    """spaCy's lookup table for English (the extra `lemmas`)."""
    FORMS = "word forms"
    """Our rule about endings, in `core.wordforms`."""


def basis() -> WordBasis:
    """What `lemma_of` stands on here."""
    return WordBasis.LEMMAS if find_spec("spacy_lookups_data") else WordBasis.FORMS


@cache
def lemma_of() -> Callable[[str], str]:
    """The function from a folded word to its lemma; with the table its first call takes 0.8 s."""
    if basis() is WordBasis.FORMS:
        return word_form
    from spacy.lookups import load_lookups

    table = load_lookups("en", ["lemma_lookup"]).get_table("lemma_lookup")
    known: dict[str, str] = {}

    def lemma(word: str) -> str:
        found = known.get(word)
        if found is None:
            bare = word.removesuffix("'s").removesuffix("'")
            found = known[word] = str(table.get(bare, bare)).casefold()
        return found

    return lemma
