"""A language model of spaCy that the user has installed: what it finds joins the queue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from qualkit.core.findings import Finding, FindingType
from qualkit.errors import NotFoundError
from qualkit.privacy.scan.context import REVIEW, Context

_TYPES = {
    "PERSON": FindingType.NAME,
    "ORG": FindingType.ORGANISATION,
    "GPE": FindingType.PLACE,
    "LOC": FindingType.PLACE,
    "FAC": FindingType.PLACE,
    "DATE": FindingType.DATE,
}
# spaCy refuses a text of more than a million characters; lines are given in pieces of this size.
_PIECE = 100_000


@lru_cache(maxsize=2)
def _loaded(name: str) -> Any:
    import spacy

    if not spacy.util.is_package(name):
        raise NotFoundError(
            f"no language model '{name}' is installed",
            "leave --model out, or install one yourself; qualkit never downloads any",
        )
    return spacy.load(name)


def modelled(context: Context, name: str) -> Iterator[Finding]:
    """The entities that the model `name` finds, each for a person to decide."""
    model = _loaded(name)
    for start, piece in _pieces(context.text):
        for entity in model(piece).ents:
            if (kind := _TYPES.get(entity.label_)) is not None:
                yield context.found(
                    start + entity.start_char,
                    start + entity.end_char,
                    kind,
                    REVIEW,
                    f"model {name}",
                )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(text):
        end = len(text)
        if end - at > _PIECE:
            cut = text.rfind("\n", at, at + _PIECE)
            cut = cut if cut > at else text.rfind(" ", at, at + _PIECE)
            end = cut + 1 if cut > at else at + _PIECE
        yield at, text[at:end]
        at = end
