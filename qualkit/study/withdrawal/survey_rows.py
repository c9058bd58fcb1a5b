"""A person's row in surveys: in the answers that the study keeps, and in the files they came in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from qualkit.errors import QualkitError
from qualkit.study.session import Session
from qualkit.study.survey import files as surveys
from qualkit.study.survey import joining
from qualkit.study.textfiles import write_text
from qualkit.study.withdrawal.person import Person


def marks_of(session: Session, person: Person) -> dict[str, frozenset[str]]:
    """Survey to the marks of the rows that are the person's."""
    found = {}
    for name in surveys.names(session):
        kept = surveys.kept(session, name)
        found[name] = frozenset(
            mark
            for key, mark, linked in zip(
                kept.responses.respondents, kept.marks, kept.linked, strict=True
            )
            if key in person.keys or linked in person.keys
        )
    return {name: marks for name, marks in found.items() if marks}


def drop_rows(session: Session, person: Person) -> int:
    """Take the person's rows out of `survey/*.csv`; how many."""
    total = 0
    for name, marks in marks_of(session, person).items():
        path = surveys.answers_path(session, name)
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        kept = [row for number, row in enumerate(rows) if not number or row[1] not in marks]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(kept)
        write_text(path, out.getvalue())
        total += len(rows) - len(kept)
    return total


def rows_in_originals(session: Session, person: Person, path: Path) -> frozenset[int]:
    """The numbers of the rows, from 1, of a survey's file as it came that are the person's."""
    if surveys.folder(session) not in path.parents:
        return frozenset()
    found = set[int]()
    for name, marks in _marks(session, person).items():
        found |= {
            number for mark, number in _numbered(session, name, path) if mark in marks
        }  # fmt: skip
    return frozenset(found)


class _Known:
    """The person's marks while they are being removed: the answers themselves may be gone."""

    def __init__(self) -> None:
        self.marks: dict[str, frozenset[str]] = {}


def remember(session: Session, marks: dict[str, frozenset[str]]) -> None:
    """Keep the marks for the files that come after the answers."""
    session.keep(_Known).marks = marks


def _marks(session: Session, person: Person) -> dict[str, frozenset[str]]:
    return session.keep(_Known).marks or marks_of(session, person)


def _numbered(session: Session, name: str, path: Path) -> list[tuple[str, int]]:
    """The mark of each response of a file and its row, if the file fits the survey's mapping."""
    from dataclasses import replace

    from qualkit.core.survey import Responses
    from qualkit.importers.surveys import apply, read_grid, read_mapping
    from qualkit.study.survey.importing import instruments
    from qualkit.study.survey.reading import cells_of

    try:
        mapping = replace(read_mapping(surveys.mapping_path(session, name)), confirmed=True)
        clean = apply(read_grid(path), mapping, instruments(session))
        survey = surveys.named(replace(clean.survey, name=name, title=name))
        blank = ("",) * len(clean)
        answers = Responses(
            survey, blank, blank, clean.attributes, clean.items, clean.choices, clean.ticks,
            clean.answered,
        )  # fmt: skip
        contents = (row[3:] for row in cells_of(answers, blank))
        salt = f"{session.settings.id}/{name}"
        marks = joining.marks_of(salt, clean.sources, contents, clean.rows, path.name)
    except QualkitError:
        return []
    return list(zip(marks, clean.rows, strict=True))
