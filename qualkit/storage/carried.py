"""What hangs on a text and goes along to its next version, as rows.

A carrier is a table whose rows lie on a span of one text version and belong to a coder. A table
that comes later (redactions, adjudications) is carried by a line in `CARRIERS` and nothing else;
what must hold back an export until it is placed again asks `stranded` for its table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.records import Change, Document, Span
from qualkit.storage import refusing
from qualkit.storage.database import Database
from qualkit.storage.sight import sight
from qualkit.storage.store import Entry


@dataclass(frozen=True, slots=True)
class Carrier:
    """A table with id, document_id, version_id, span_start, span_end, removed_by, and a coder.

    `what` is its row in words, `code` the column that names a code (or an SQL text), `unique`
    which columns must differ on one span. All rows go along; `open` says which of them wait for
    their coder where they cannot, `kept` which an undo must not leave behind.
    """

    table: str
    what: str
    code: str = "''"
    open: str = "1 = 1"
    kept: str = "1 = 1"
    unique: tuple[str, ...] = ()
    coder: str = "coder"


CARRIERS: tuple[Carrier, ...] = (
    Carrier("coding", "coding", "code", unique=("layer", "coder", "round", "code")),
    Carrier("team_note", "note for the team", "code"),
    Carrier("bookmark", "bookmark"),
    # What was answered is never asked again, and stays out of agreement, on the new text too.
    Carrier("proposal", "proposal", "code", open="t.state = 'open'", kept="t.state <> 'withdrawn'"),
    # What was frozen is nobody's to place: what cannot go along stays, and is counted.
    Carrier("frozen_coding", "frozen coding", "code", open="1 = 0"),
    Carrier("adjudication", "decision"),
    # What nobody has decided is found anew by the next scan.
    Carrier("finding", "finding", open="t.decided_by <> ''", coder="decided_by"),
    Carrier("paraphrase", "paraphrase", "code"),
    Carrier("selected_quote", "chosen quotation", "code", unique=("selection_id", "code")),
)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A row that lies on a text; `key` must be unique on a span.

    `live` unless it was taken out or is not open any more: what is not goes along, or stays.
    """

    table: str
    what: str
    id: str
    coder: str
    code: str
    document_id: str
    version_id: str
    span: Span
    live: bool
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits on an older version, and where it may belong; `carry_id` may be empty."""

    hanging: Hanging
    carry_id: str
    to_version: str
    span: Span | None
    confidence: int


def _columns(carrier: Carrier) -> str:
    key = ", ".join(f"t.{name}" for name in carrier.unique)
    code = carrier.code if carrier.code.startswith("'") else f"t.{carrier.code}"
    return (
        f"t.id, t.{carrier.coder}, {code}, t.document_id, t.version_id, t.span_start, t.span_end, "
        f"t.removed_by IS NULL AND {carrier.open}{', ' if key else ''}{key}"
    )


def _hanging(carrier: Carrier, row: tuple[Any, ...]) -> Hanging:
    return Hanging(
        carrier.table, carrier.what, row[0], row[1], row[2], row[3], row[4], Span(row[5], row[6]),
        bool(row[7]), tuple(row[8 : 8 + len(carrier.unique)]),
    )  # fmt: skip


def on_version(database: Database, version_id: str) -> Iterator[Hanging]:
    """All that hangs on a version, in order; what was taken out too, since undo brings it back.

    Likewise what was decided or withdrawn.
    """
    for carrier in CARRIERS:
        for row in database.fetch(
            f"SELECT {_columns(carrier)} FROM {carrier.table} t WHERE t.version_id = :version "
            "ORDER BY t.span_start, t.span_end, t.id",
            {"version": version_id},
        ):
            yield _hanging(carrier, row)


def stranded(
    database: Database, *, coder: str = "", document_id: str = "", target_id: str = "",
    decided: bool = False,
) -> Iterator[Waiting]:  # fmt: skip
    """All that waits on another version than the one in force, by kind, document and place.

    With `decided` also what stayed there and waits for nobody, because it was decided.
    """
    parameters = {"coder": coder, "document": document_id, "target": target_id}
    for carrier in CARRIERS:
        sql = (
            f"SELECT {_columns(carrier)}, c.id, c.to_version, c.span_start, c.span_end, "
            f"c.confidence FROM document d JOIN {carrier.table} t ON t.document_id = d.id "
            "LEFT JOIN carry c ON c.target_id = t.id AND c.target_table = :table "
            "AND c.state = 'open' AND c.removed_by IS NULL AND c.to_version = d.current_version "
            "WHERE d.removed_by IS NULL AND t.removed_by IS NULL "
            "AND t.version_id <> d.current_version"
        )
        sql += "" if decided else f" AND {carrier.open}"
        sql += f" AND t.{carrier.coder} = :coder" if coder else ""
        if document_id:
            # By its versions, of which there is an index: 120 ms less in half a million codings.
            sql += " AND d.id = :document AND t.version_id IN "
            sql += "(SELECT id FROM text_version WHERE document_id = :document)"
        sql += " AND t.id = :target" if target_id else ""
        sql += " ORDER BY d.name, t.span_start, t.span_end, t.id"
        for row in database.fetch(sql, {**parameters, "table": carrier.table}):
            carry, to_version, start, end, confidence = row[-5:]
            yield Waiting(
                _hanging(carrier, row),
                carry or "",
                to_version or "",
                Span(start, end) if start is not None else None,
                confidence or 0,
            )


def move(entry: Entry, hanging: Hanging, version_id: str, span: Span) -> None:
    """Put a row onto a span of another version; its id and all that hangs on it stay."""
    entry.set_fields(
        hanging.table,
        hanging.id,
        {
            "version_id": hanging.version_id,
            "span_start": hanging.span.start,
            "span_end": hanging.span.end,
        },
        {"version_id": version_id, "span_start": span.start, "span_end": span.end},
    )


def equal(database: Database, hanging: Hanging, version_id: str, span: Span) -> bool:
    """Whether a live row stands there already that this one would only repeat."""
    carrier = next(each for each in CARRIERS if each.table == hanging.table)
    if not carrier.unique:
        return False
    same = " AND ".join(f"{name} = :{name}" for name in carrier.unique)
    return bool(
        database.fetch(
            f"SELECT 1 FROM {carrier.table} WHERE {same} AND version_id = :version "
            "AND span_start = :start AND span_end = :end AND removed_by IS NULL AND id <> :id",
            {
                **dict(zip(carrier.unique, hanging.key, strict=True)),
                "version": version_id,
                "start": span.start,
                "end": span.end,
                "id": hanging.id,
            },
        )
    )


def put_in_queue(
    entry: Entry, hanging: Hanging, to_version: str, span: Span | None, confidence: int
) -> None:
    """Let a row wait for its coder, with a suggestion where there is one."""
    entry.insert(
        "carry",
        {
            "id": uuid7(),
            "target_table": hanging.table,
            "target_id": hanging.id,
            "coder": hanging.coder,
            "document_id": hanging.document_id,
            "from_version": hanging.version_id,
            "to_version": to_version,
            "span_start": span.start if span else None,
            "span_end": span.end if span else None,
            "confidence": confidence,
            "state": "open",
            "change_id": entry.id,
        },
    )


def close(entry: Entry, carry_id: str, state: str) -> None:
    """Say what became of a row that waited: accepted, dropped, or carried on."""
    if carry_id:
        entry.set("carry", carry_id, "state", "open", state)


def take_out(entry: Entry, hanging: Hanging) -> None:
    """Take a row that waited out; it stays, marked."""
    entry.set(hanging.table, hanging.id, "removed_by", None, entry.id)


def carry_places(database: Database, document: Document, places: dict[str, int]) -> None:
    """Let coders go on where they stopped: coder to offset. No action, hence not in the log."""
    for coder, position in places.items():
        database.execute(
            "UPDATE place SET position = :position, selection = '' "
            "WHERE coder = :coder AND document_id = :document",
            {"position": position, "coder": coder, "document": document.id},
        )


def places(database: Database, document: Document) -> dict[str, int]:
    """Coder to the offset where each stopped in a document."""
    return dict(
        database.fetch(
            "SELECT coder, position FROM place WHERE document_id = :document",
            {"document": document.id},
        )
    )


def refuse_if_left_behind(entry: Entry, target: Change, version_id: str) -> None:
    """RefusedError where a change of the text in force leaves behind what somebody did on it.

    What was decided before the change, and stayed where it was, is not left behind by it.
    """
    for carrier in CARRIERS:
        found = entry.database.fetch(
            f"SELECT t.{carrier.coder}, t.document_id FROM {carrier.table} t "
            "JOIN document d ON d.id = t.document_id "
            "LEFT JOIN change_log l ON l.id = t.change_id "
            "WHERE t.version_id = :version AND d.current_version <> :version "
            f"AND t.removed_by IS NULL AND ({carrier.open} OR ({carrier.kept} "
            "AND l.clock > :clock)) AND NOT EXISTS (SELECT 1 FROM carry c "
            "WHERE c.target_id = t.id AND c.target_table = :table AND c.state = 'open' "
            "AND c.removed_by IS NULL) LIMIT 1",
            {"version": version_id, "table": carrier.table, "clock": target.clock},
        )
        if found:
            who, document_id = found[0]
            # Who works blind is not told that another has worked in the document since.
            seen = sight(entry.database, entry.coder).sees(who, document_id)
            raise refusing.refused_by(target, who if seen else "")
