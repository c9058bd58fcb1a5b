"""What is searched for, and where: the question as a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.records import DocumentKind, Role


class SearchMode(StrEnum):
    """How words are compared with what was said."""

    EXACT = "exact"
    """The letters as they stand, also inside a word."""
    WORD = "word"
    """Whole words; `*` at a word's end stands for any ending."""
    LEMMA = "lemma"
    """Every form of the words: cover, covers, covered, covering."""
    REGEX = "regex"
    """A regular expression of Python's, within a turn."""
    FUZZY = "fuzzy"
    """Whole words that may be misspelt."""


THRESHOLD = 80
"""Percent of likeness from which a misspelt word is taken for the one that is looked for."""
CONTEXT = 12
"""Words shown on either side of a hit: some 60 letters."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `threshold` counts for FUZZY alone."""

    text: str
    mode: SearchMode = SearchMode.EXACT
    case: bool = False
    threshold: int = THRESHOLD


@dataclass(frozen=True, slots=True)
class Limits:
    """Where it is looked for; an empty field does not limit.

    `documents` are ids, `speaker` a pseudonym, `code` and `not_code` ids of codes; `attributes`
    are (name, value) pairs that the speaking participant must have, all of them.
    """

    documents: tuple[str, ...] = ()
    kind: DocumentKind | None = None
    speaker: str = ""
    role: Role | None = None
    code: str = ""
    not_code: str = ""
    uncoded: bool = False
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def by_speaker(self) -> bool:
        """Whether not every turn is looked at."""
        return bool(self.speaker or self.role or self.attributes)
