"""A small team at work: what the tests of rounds and assignments share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qualkit.core.records import Coder, CoderRole, Span
from qualkit.core.team import Assignment, FrozenCoding
from qualkit.storage.frozen import frozen
from qualkit.study import Study


def team(study: Study) -> Study:
    """The study with a lead AB and the coders CD and EF, AB at work."""
    study.add_coder(Coder("AB", "Ailsa", CoderRole.LEAD))
    study.add_coder(Coder("CD"))
    study.add_coder(Coder("EF"))
    return study


@contextmanager
def at_work(study: Study, initials: str) -> Iterator[Study]:
    """The study with another coder at work for a while."""
    before = study.coder
    study.use_coder(initials)
    yield study
    if before is not None:
        study.use_coder(before)


def one(study: Study, coder: str, document: str, round_name: str = "") -> Assignment:
    """A coder's only assignment on a document (in a round)."""
    (found,) = study.assignments(coder=coder, document=document, round=round_name)
    return found


def kept(study: Study) -> list[FrozenCoding]:
    """What was frozen."""
    return list(frozen(study._session.store.database))


def picture(study: Study) -> object:
    """All that this part of a study holds."""
    return (
        study.rounds(), study.assignments(), study.plans(), kept(study),
        sorted((c.id, c.code, c.span, c.round) for c in study.codings()),
    )  # fmt: skip


def undone_and_redone(study: Study, before: object) -> None:
    """The last action is taken back to `before`, and brought back to what is there now."""
    after = picture(study)
    assert after != before
    study.undo()
    assert picture(study) == before
    study.redo()
    assert picture(study) == after


def code(study: Study, document: str, start: int, name: str = "caseload") -> None:
    """Ten characters coded."""
    study.code(document, Span(start, start + 10), name)
