"""What an import of a survey does, or would do, as people are told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qualkit.core.table import Column, Table
from qualkit.study.survey.linking import Link


class Outcome(StrEnum):
    """What came of an import."""

    GUESSED = "guessed"
    """Nothing was taken in: the mapping is a guess that people have still to confirm."""
    NEW = "new"
    ADDED = "added"
    """Respondents came to a survey that the study had."""
    CHANGED = "changed"
    """Answers or the mapping were taken over anew; nobody came."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Taken:
    """What columns of the file are taken for; `note` says how their answers are read."""

    columns: str
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Columns or rows that are not taken in, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the mapping asks, and the line where it is answered."""

    where: str
    question: str
    line: int


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer in the file that is not the one that the study has."""

    respondent: str
    column: str


@dataclass(frozen=True, slots=True)
class SurveyImport:
    """What became (or would become, with `dry_run`) of a survey's file.

    `respondents` are all that the study has afterwards, `new` those that came. `changed` answers
    were taken over only where `took_changed`; `other_comments`, open answers that differ, never
    are: a document is corrected by a person. `gone` are respondents whom the file lacks; they
    stay. `documents` hold the open answers that came.
    """

    name: str
    file: str
    mapping: Path
    outcome: Outcome
    dry_run: bool = False
    taken: tuple[Taken, ...] = ()
    dropped: tuple[Left, ...] = ()
    asked: tuple[Asked, ...] = ()
    seen: tuple[str, ...] = ()
    respondents: int = 0
    new: int = 0
    changed: tuple[ChangedAnswer, ...] = ()
    took_changed: bool = False
    other_comments: tuple[ChangedAnswer, ...] = ()
    gone: tuple[str, ...] = ()
    left_out: tuple[Left, ...] = ()
    documents: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    """How the survey is joined to the texts, once it is taken in."""

    def table(self) -> Table:
        """The columns of the file: what each is taken for, or why it is dropped."""
        rows = [(each.columns, each.what, each.note) for each in self.taken]
        rows += [(each.where, "dropped", each.why) for each in self.dropped]
        return Table(
            f"{self.file}: what its columns are taken for",
            (Column("columns", "Columns"), Column("what", "Taken for"), Column("note", "How")),
            rows,
        )
