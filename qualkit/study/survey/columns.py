"""The columns of `survey/NAME.csv`: which there are, and cells in and out of their types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.survey import QuestionKind, Survey

RESPONDENT, SOURCE, PARTICIPANT = "respondent", "source", "participant"
KEYS = (RESPONDENT, SOURCE, PARTICIPANT)
"""The first columns of every file: who it is here, there, and among those interviewed."""


class Holds(StrEnum):
    """What the cells of a column are."""

    KEY = "key"
    ATTRIBUTE = "attribute"
    CHOICE = "choice"
    TICK = "tick"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Place:
    """One column: `of` is the attribute, question or instrument, `part` its option or item."""

    heading: str
    holds: Holds
    of: str
    part: str = ""


def places(survey: Survey) -> tuple[Place, ...]:
    """The columns that a survey's file has, in the order in which it is written."""
    found = [Place(key, Holds.KEY, key) for key in KEYS]
    found += [Place(a.id, Holds.ATTRIBUTE, a.id) for a in survey.attributes]
    for question in survey.questions:
        if question.kind is QuestionKind.SINGLE:
            found.append(Place(question.id, Holds.CHOICE, question.id))
        elif question.kind is QuestionKind.MULTIPLE:
            found += [
                Place(f"{question.id}.{option.id}", Holds.TICK, question.id, option.id)
                for option in question.options
            ]
    for instrument, items in survey.instruments:
        found += [Place(f"{instrument}.{item}", Holds.ITEM, instrument, item) for item in items]
    return tuple(found)


def number_text(value: float) -> str:
    """A number as it stands in the file: `4`, `3.5`, and nothing where nothing was answered."""
    if value != value:
        return ""
    return str(int(value)) if value == int(value) else repr(value)
