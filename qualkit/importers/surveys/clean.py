"""A survey's answers as they came out of a file: whole, checked, and nothing that names anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualkit.core.survey import Numbers, Survey
from qualkit.importers.surveys.records import SurveyMapping


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """A row of the file that is no response, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Clean:
    """All answers by columns, one entry a respondent, in the order of the file.

    `sources` are the platform's ids ("" where the file has none): to be hashed, never kept.
    `comments` are the open answers by question, "" where nothing was written. `mapping` is the
    settled one, to be written: own statements have become questions there. The rest is as in
    `core.survey.Responses`.
    """

    survey: Survey
    """Without name, title and documents, which the study gives it."""
    mapping: SurveyMapping
    rows: tuple[int, ...]
    """The row of the file, as a spreadsheet program counts, of each respondent."""
    sources: tuple[str, ...]
    participants: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, Numbers[float]]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ticks: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    answered: Mapping[str, bytes] = field(default_factory=dict)
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[RowLeftOut, ...] = ()
    told: tuple[str, ...] = ()
    """What a person should know: an item nobody answered, two questions with one wording."""

    def __len__(self) -> int:
        return len(self.rows)
