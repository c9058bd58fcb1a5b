"""Who is to code which document in which round, as rows; and what a lead has unblinded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

_COLUMNS = (
    "a.id, a.round, a.coder, a.document_id, a.purpose, a.state, a.themes, a.designated, "
    "a.first_done_at, a.done_at, a.discussed_at, a.version_id, a.codebook_version"
)


def assignments(
    database: Database, *, coder: str = "", document_id: str = "",
    round: str = "",  # noqa: A002 - the field's word
) -> tuple[Assignment, ...]:  # fmt: skip
    """The live assignments that fit, by round, document id and coder; an empty word fits all."""
    given = {"coder": coder, "document_id": document_id, "round": round}
    wheres = [f"a.{name} = :{name}" for name, value in given.items() if value]
    rows = database.fetch(
        f"SELECT {_COLUMNS} FROM assignment a WHERE "
        f"{' AND '.join(['a.removed_by IS NULL', *wheres])} "
        "ORDER BY a.round, a.document_id, a.coder",
        given,
    )
    return tuple(_assignment(row) for row in rows)


def _assignment(row: tuple[Any, ...]) -> Assignment:
    return Assignment(
        row[0], row[1], row[2], row[3], Purpose(row[4]), WorkState(row[5]),
        tuple(row[6].split()), bool(row[7]), row[8] or "", row[9] or "", row[10] or "",
        row[11] or "", row[12],
    )  # fmt: skip


def _columns(assignment: Assignment) -> dict[str, Any]:
    return {
        "round": assignment.round,
        "coder": assignment.coder,
        "document_id": assignment.document_id,
        "purpose": assignment.purpose.value,
        "state": assignment.state.value,
        "themes": " ".join(assignment.themes),
        "designated": int(assignment.designated),
        "first_done_at": assignment.first_done_at or None,
        "done_at": assignment.done_at or None,
        "discussed_at": assignment.discussed_at or None,
        "version_id": assignment.version_id or None,
        "codebook_version": assignment.codebook_version,
    }


def add(entry: Entry, assignment: Assignment) -> None:
    """Store a new assignment."""
    row = {"id": assignment.id, **_columns(assignment)}
    entry.insert("assignment", row | {"created_at": entry.at, "change_id": entry.id})
    entry.touch(assignment.document_id)


def add_many(entry: Entry, new: Sequence[Assignment]) -> None:
    """Store new assignments as one batch of the entry; once in an entry.

    A batch, so that who made them cannot take them back when somebody has begun on one.
    """
    about = {"created_at": entry.at, "change_id": entry.id}
    rows = [{"id": each.id, **_columns(each), **about} for each in new]
    entry.insert_batch("assignment", rows)
    entry.touch(*(each.document_id for each in new))


def change(entry: Entry, old: Assignment, new: Assignment) -> None:
    """Make an assignment another one of the same id; nothing where they are alike."""
    before, after = _columns(old), _columns(new)
    changed = [name for name in before if before[name] != after[name]]
    if changed:
        entry.set_fields(
            "assignment", old.id, {n: before[n] for n in changed}, {n: after[n] for n in changed}
        )
        entry.touch(old.document_id)


def remove(entry: Entry, assignment: Assignment) -> None:
    """Take an assignment away; its row stays, marked."""
    entry.set("assignment", assignment.id, "removed_by", None, entry.id)
    entry.touch(assignment.document_id)


def unblind(entry: Entry, document_id: str, reason: str) -> None:
    """Note that the coder at work looks into a document before all of its coders are done."""
    entry.insert(
        "unblinding",
        {
            "id": uuid7(),
            "document_id": document_id,
            "coder": entry.coder,
            "reason": reason,
            "created_at": entry.at,
            "change_id": entry.id,
        },
    )
    entry.touch(document_id)


def unblinded(database: Database, coder: str = "") -> tuple[tuple[str, str, str], ...]:
    """(document id, coder, reason) of everything that has been unblinded, oldest first."""
    rows = database.fetch(
        "SELECT document_id, coder, reason FROM unblinding WHERE removed_by IS NULL"
        + (" AND coder = :coder" if coder else "")
        + " ORDER BY id",
        {"coder": coder},
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def others_coded(database: Database, document_id: str, coder: str) -> bool:
    """Whether anybody else has codings in a document: whether there is anything to be seen."""
    rows = database.fetch(
        "SELECT count(*) FROM coding WHERE version_id IN "
        "(SELECT id FROM text_version WHERE document_id = :document) "
        "AND coder <> :coder AND removed_by IS NULL",
        {"document": document_id, "coder": coder},
    )
    return bool(rows[0][0])


def coded_by(database: Database, change_id: str) -> tuple[Assignment, ...]:
    """The live assignments to which codings belong that one entry of the log brought in."""
    there = assignments(database)
    if not there:
        return ()
    rows = database.fetch(
        "SELECT DISTINCT round, coder, document_id FROM coding WHERE change_id = :change",
        {"change": change_id},
    )
    brought = {(row[0], row[1], row[2]) for row in rows}
    return tuple(a for a in there if (a.round, a.coder, a.document_id) in brought)


def places_of(database: Database, coding_ids: Sequence[str], coder: str) -> set[tuple[str, str]]:
    """(document id, round) of those of the codings, also ones taken out, that are the coder's."""
    found: set[tuple[str, str]] = set()
    for start in range(0, len(coding_ids), 500):
        ids = {f"id_{n}": each for n, each in enumerate(coding_ids[start : start + 500])}
        rows = database.fetch(
            "SELECT DISTINCT document_id, round FROM coding WHERE coder = :coder "
            f"AND layer = 'coder' AND id IN ({', '.join(f':{name}' for name in ids)})",
            {"coder": coder, **ids},
        )
        found |= {(row[0], row[1]) for row in rows}
    return found
