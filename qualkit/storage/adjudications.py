"""What was decided where coders differ, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.core.adjudicating import Adjudication
from qualkit.core.records import Span
from qualkit.core.team import DifferenceKind, Outcome
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

_COLUMNS = (
    "a.id, a.round, a.document_id, a.version_id, a.span_start, a.span_end, a.kind, a.coders, "
    "a.codes, a.outcome, a.taken, a.codings, a.about, a.reason, a.decided_by, a.followed_by, "
    "a.coder, a.created_at"
)


def adjudications(
    database: Database, *, document_id: str = "",
    round: str = "",  # noqa: A002 - the field's word
    id: str = "",  # noqa: A002 - the field's word
) -> tuple[Adjudication, ...]:  # fmt: skip
    """The decisions that stand and fit, by document and place; an empty word fits all."""
    given = {"document_id": document_id, "round": round, "id": id}
    wheres = [f"a.{name} = :{name}" for name, value in given.items() if value]
    rows = database.fetch(
        f"SELECT {_COLUMNS} FROM adjudication a JOIN document d ON d.id = a.document_id "
        f"WHERE {' AND '.join(['a.removed_by IS NULL', 'd.removed_by IS NULL', *wheres])} "
        "ORDER BY d.name, a.span_start, a.span_end, a.id",
        given,
    )
    return tuple(_adjudication(row) for row in rows)


def _adjudication(row: tuple[Any, ...]) -> Adjudication:
    return Adjudication(
        row[0], row[1], row[2], row[3], Span(row[4], row[5]), DifferenceKind(row[6]),
        tuple(row[7].split()), tuple(row[8].split()), Outcome(row[9]), row[10],
        tuple(row[11].split()), tuple(row[12].split()), *row[13:],
    )  # fmt: skip


def add(entry: Entry, decided: Sequence[Adjudication]) -> None:
    """Store decisions, one by itself or several as a batch."""
    rows = [_row(entry, each) for each in decided]
    if len(rows) == 1:
        entry.insert("adjudication", rows[0])
    else:
        entry.insert_batch("adjudication", rows)
    entry.touch(*(each.document_id for each in decided))


def _row(entry: Entry, decided: Adjudication) -> dict[str, Any]:
    return {
        "id": decided.id,
        "round": decided.round,
        "document_id": decided.document_id,
        "version_id": decided.version_id,
        "span_start": decided.span.start,
        "span_end": decided.span.end,
        "coders": " ".join(decided.coders),
        "codes": " ".join(decided.codes),
        "kind": decided.kind.value,
        "outcome": decided.outcome.value,
        "taken": decided.taken,
        "codings": " ".join(decided.codings),
        "about": " ".join(decided.about),
        "reason": decided.reason,
        "decided_by": decided.decided_by,
        "followed_by": decided.followed_by,
        "coder": decided.coder,
        "created_at": decided.created_at,
        "change_id": entry.id,
    }


def remove(entry: Entry, decided: Adjudication) -> None:
    """Take a decision back; its row stays, marked."""
    entry.set("adjudication", decided.id, "removed_by", None, entry.id)
    entry.touch(decided.document_id)


def follow_up(entry: Entry, decided: Adjudication, codebook_version: str) -> None:
    """Note which version of the codebook answered a decision."""
    old = decided.followed_by
    entry.set("adjudication", decided.id, "followed_by", old, codebook_version)
    entry.touch(decided.document_id)
