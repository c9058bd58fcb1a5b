"""A survey as a study keeps it: who answered, under what key, and what.

Nothing here holds what respondents wrote: open answers are documents, each a turn under the
respondent's key.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that could be chosen."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the survey that belongs to no instrument."""

    id: str
    label: str
    kind: QuestionKind
    options: tuple[Option, ...] = ()
    """In the order of the questionnaire; none for an open question."""
    document: str = ""
    """The name of the document that holds the answers to an open question."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is known of respondents and groups are made by; `values` in the order of printing."""

    id: str
    label: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What was asked: `instruments` are ids with the items that were asked, in order."""

    name: str
    title: str
    source: str
    """The name of the file it came from."""
    fetched: str
    """The day of the export where the file says one, else ""."""
    attributes: tuple[Attribute, ...] = ()
    instruments: tuple[tuple[str, tuple[str, ...]], ...] = ()
    questions: tuple[Question, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that id, whatever its case."""
        wanted = name.casefold()
        return next((a for a in self.attributes if a.id.casefold() == wanted), None)

    def question(self, name: str) -> Question | None:
        """The question of that id, whatever its case."""
        wanted = name.casefold()
        return next((q for q in self.questions if q.id.casefold() == wanted), None)


Numbers = array
"""An array('d'), NaN where nothing was answered: numpy takes it without copying."""


@dataclass(frozen=True, slots=True)
class Responses:
    """All answers, by columns; every column has one entry a respondent, in `respondents`' order.

    `participants` holds the pseudonym of those who were interviewed too and agreed that the two
    be linked, else "". `attributes` and `choices` hold "" where nothing was answered. `ticks` are
    bytes of 0 and 1 by question and option; `answered` by multi-select question: 1 where the
    respondent ticked anything at all or is known to have seen it.
    """

    survey: Survey
    respondents: tuple[str, ...]
    participants: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, Numbers[float]]] = field(default_factory=dict)
    """By instrument and item."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By single-choice question: the id of the option that was chosen."""
    ticks: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    answered: Mapping[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.respondents)
