"""Who codes what, from a file: every row checked against the study, all taken in or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qualkit.core.ids import now, uuid7
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.core.wording import counted
from qualkit.errors import QualkitError
from qualkit.importers.assignments import AssignmentRow, read_assignments
from qualkit.storage import assignments as rows
from qualkit.storage import frozen
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.assignments import known_coder, known_themes
from qualkit.study.leading import lead_or_refuse
from qualkit.study.refused_rows import MisfitError, refusal
from qualkit.study.session import Session

# Faulty rows that are printed; the rest are counted.

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ImportedAssignments:
    """What came of a file: assignments new and known already, and codings that were frozen."""

    new: int
    known: int
    frozen: int
    rounds: tuple[str, ...]


@dataclass(slots=True)
class _Job:
    """One import: what the study has, and what the file has said so far."""

    session: Session
    have: dict[Key, Assignment]
    at: str
    version: str
    numbers: dict[str, int]
    rounds: dict[str, str] = field(default_factory=dict)
    seen: dict[Key, int] = field(default_factory=dict)
    designated: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    new: list[Assignment] = field(default_factory=list)
    known: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def import_assignments(session: Session, path: Path) -> ImportedAssignments:
    """Take in who codes what: one action, every row or none.

    What is done is frozen as it stands in the study now, so codings are imported first. Rows that
    the study holds already are left alone. Raises InputError that names the rows at fault.
    """
    lead_or_refuse(session, "an assignment")
    have = {(a.round, a.coder, a.document_id): a for a in rows.assignments(session.store.database)}
    version = book.version_in_force(session)
    job = _Job(session, have, now(), version, book.version_numbers(session))
    job.designated |= {key[::2]: (0, a.coder) for key, a in have.items() if a.designated}
    for item in read_assignments(path):
        if isinstance(item, tuple):
            job.problems.append(item)
            continue
        try:
            _take(job, item)
        except MisfitError as misfit:
            job.problems.append((item.row, str(misfit)))
    if job.problems:
        raise refusal(path, job.problems)
    count = 0
    if job.new:
        with session.write("import assignments") as entry:
            rows.add_many(entry, job.new)
            count = frozen.freeze(entry, [each for each in job.new if each.finished])
            entry.state(what=counted(len({each.document_id for each in job.new}), "document"))
    named = tuple(dict.fromkeys(name for name, _, _ in job.seen))
    return ImportedAssignments(len(job.new), job.known, count, named)


def _take(job: _Job, item: AssignmentRow) -> None:
    wanted = _resolved(job, item)
    key = (wanted.round, wanted.coder, wanted.document_id)
    if key in job.seen:
        raise MisfitError(
            f"{item.coder} has {item.document} in the round '{wanted.round}' in row "
            f"{job.seen[key]} already"
        )
    job.seen[key] = item.row
    if item.designated:
        row, other = job.designated.setdefault(key[::2], (item.row, item.coder))
        if other != item.coder:
            where = f"in row {row}" if row else "in the study"
            raise MisfitError(f"{other} is designated for {item.document} {where} already")
    there = job.have.get(key)
    if there is None:
        job.new.append(wanted)
        return
    for what, is_now, given in (
        ("state", there.state.value, wanted.state.value),
        ("kind", there.purpose.value, wanted.purpose.value),
    ):
        if is_now != given:
            raise MisfitError(
                f"{what} is '{given}', but in the study {item.coder}'s work on {item.document} in "
                f"the round '{wanted.round}' is '{is_now}'"
            )
    job.known += 1


def _resolved(job: _Job, item: AssignmentRow) -> Assignment:
    session = job.session
    try:
        name = job.rounds.get(item.round) or rounds.find(session, item.round).name
        coder = known_coder(session, item.coder)
        document = session.document(item.document)
        themes = known_themes(session, item.themes)
    except QualkitError as problem:
        hint = f"; {problem.hint}" if problem.hint else ""
        raise MisfitError(f"{problem.message}{hint}") from problem
    job.rounds[item.round] = name
    given = Assignment(
        uuid7(), name, coder, document.id, item.purpose, item.state, themes, item.designated,
        done_at=(item.done_on or job.at) if item.state is WorkState.DONE else "",
    )  # fmt: skip
    if item.purpose is Purpose.CHECK or item.state is not WorkState.DONE:
        return given
    return _done(job, given, document.version_id)


def _done(job: _Job, given: Assignment, version_id: str) -> Assignment:
    """The assignment as one that was done when the file says."""
    used = frozen.versions_used(
        job.session.store.database, given.coder, given.document_id, given.round
    )
    newest = max(used, key=lambda each: job.numbers.get(each, 0), default=job.version)
    return Assignment(
        given.id, given.round, given.coder, given.document_id, given.purpose, given.state,
        given.themes, given.designated, given.done_at, given.done_at, "", version_id, newest,
    )  # fmt: skip
