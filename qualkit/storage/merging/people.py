"""Coders and versions of the codebook, whose rows the log does not follow field by field."""

from __future__ import annotations

from typing import Any

from qualkit.core.records import CoderRole
from qualkit.storage.database import Database
from qualkit.storage.merging import tables
from qualkit.storage.merging.history import History

MADE = "merged:"
"""What a version of the codebook that came of a merging, and of no coder's action, is made by:
this and the last entry of the log that went into it."""
_IS_MADE = f"substr(change_id, 1, {len(MADE)}) = '{MADE}'"

_ROLES = tuple(CoderRole)
# Where a version of the codebook is named.
_NAMING = (
    ("coding", "codebook_version"), ("frozen_coding", "codebook_version"),
    ("assignment", "codebook_version"), ("coding_round", "codebook_version"),
    ("adjudication", "followed_by"), ("meeting", "codebook_before"),
    ("meeting", "codebook_after"), ("meeting_item", "codebook_version"),
    ("codebook_text", "fingerprint"),
)  # fmt: skip


def coders(ours: Database, theirs: Database, history: History) -> list[str]:
    """Take in coders that we lack; of two rows of one coder the later stays. Who is new."""
    columns = ours.columns("coder")
    present = {row[0]: row for row in tables.all_of(ours, "coder", columns)}
    new = []
    for row in tables.all_of(theirs, "coder", columns):
        values = dict(zip(columns, row, strict=True))
        mine = present.get(row[0])
        if mine is None:
            tables.add_rows(ours, "coder", [values])
            new.append(row[0])
        elif _coder_rank(history, values) > _coder_rank(
            history, dict(zip(columns, mine, strict=True))
        ):
            ours.execute(
                "UPDATE coder SET name = :name, role = :role, change_id = :change_id "
                "WHERE initials = :initials",
                values,
            )
    return new


def _coder_rank(history: History, row: dict[str, Any]) -> tuple[Any, ...]:
    role = _ROLES.index(CoderRole(row["role"]))
    return history.clock(row["change_id"]), row["change_id"], role, row["name"]


def let_go(database: Database) -> list[dict[str, Any]]:
    """Drop the versions of the codebook that came of a merging and that nothing names: they are
    worked out anew, so that it makes no difference which mergings came between. Which they were."""
    columns, unnamed = database.columns("codebook_version"), _unnamed(database)
    gone = tables.rows_of(database, "codebook_version", columns, unnamed, "fingerprint")
    database.execute_many(
        "DELETE FROM codebook_version WHERE fingerprint = :fingerprint",
        [{"fingerprint": fingerprint} for fingerprint in unnamed],
    )
    return [dict(zip(columns, row, strict=True)) for row in gone.values()]


def _unnamed(database: Database) -> list[str]:
    rows = database.fetch(
        f"SELECT fingerprint FROM codebook_version WHERE {_IS_MADE} ORDER BY fingerprint"
    )
    return [row[0] for row in rows if not _named(database, row[0])]


def _named(database: Database, fingerprint: str) -> bool:
    """Whether a row names a version, or ever did: an undo may bring it back."""
    return any(
        database.fetch(
            f"SELECT 1 FROM {table} WHERE {column} = :fingerprint LIMIT 1",
            {"fingerprint": fingerprint},
        )
        for table, column in _NAMING
    ) or bool(
        database.fetch(
            "SELECT 1 FROM change_log WHERE detail LIKE :mentioned LIMIT 1",
            {"mentioned": f"%{fingerprint}%"},
        )
    )


def versions(ours: Database, theirs: Database, history: History) -> None:
    """Take in versions of the codebook that we lack; of one that both have the first counts.

    What a merging made in the other copy, and nothing names there, is none: see `let_go`.
    """
    columns = ours.columns("codebook_version")
    present = {row[0]: row for row in tables.all_of(ours, "codebook_version", columns)}
    unnamed = frozenset(_unnamed(theirs))
    for number, row in enumerate(tables.all_of(theirs, "codebook_version", columns), 1):
        values = dict(zip(columns, row, strict=True))
        if values["fingerprint"] in unnamed:
            continue
        mine = present.get(values["fingerprint"])
        if mine is None:
            tables.add_rows(ours, "codebook_version", [{**values, "number": -number}])
        elif _maker_rank(history, values) < _maker_rank(
            history, dict(zip(columns, mine, strict=True))
        ):
            ours.execute(
                "UPDATE codebook_version SET content = :content, created_at = :created_at, "
                "change_id = :change_id WHERE fingerprint = :fingerprint",
                {name: value for name, value in values.items() if name != "number"},
            )


def _maker_rank(history: History, row: dict[str, Any]) -> tuple[Any, ...]:
    """Whose version it is: a coder's before one that came of a merging, then the first."""
    change_id = row["change_id"]
    made = change_id.startswith(MADE)
    return made, *_version_rank(history, change_id), row["created_at"], row["content"]


def _version_rank(history: History, change_id: str) -> tuple[str, bool, str]:
    made = change_id.startswith(MADE)
    return history.clock(change_id.removeprefix(MADE)), made, change_id


def add_version(database: Database, fingerprint: str, content: str, last: str) -> None:
    """Store the codebook that came of a merging, where there is none such yet; `last` is the last
    entry of the log that went into it."""
    (made,) = database.fetch("SELECT at FROM change_log WHERE id = :id", {"id": last})
    row = {
        "fingerprint": fingerprint, "content": content, "created_at": made[0],
        "change_id": f"{MADE}{last}",
    }  # fmt: skip
    put_version(database, row)


def put_version(database: Database, row: dict[str, Any]) -> None:
    """Store a version of the codebook where there is none such; it is counted later."""
    lowest = database.fetch("SELECT min(number) FROM codebook_version")[0][0]
    row = {**row, "number": min(int(lowest or 0), 0) - 1}
    tables.add_rows(database, "codebook_version", [row], known="fingerprint")


def version_made(database: Database, fingerprint: str) -> str:
    """The text of a version of the codebook that a coder made; "" where none did."""
    rows = database.fetch(
        f"SELECT content FROM codebook_version WHERE fingerprint = :fingerprint AND NOT {_IS_MADE}",
        {"fingerprint": fingerprint},
    )
    return str(rows[0][0]) if rows else ""


def number_versions(database: Database, history: History) -> None:
    """Count the versions of the codebook anew, as they were made."""
    rows = database.fetch("SELECT fingerprint, number, change_id FROM codebook_version")
    rows.sort(key=lambda row: (_version_rank(history, row[2]), row[0]))
    changed = [
        {"fingerprint": row[0], "number": number}
        for number, row in enumerate(rows, 1)
        if row[1] != number
    ]
    for sign in (-1_000_000, 1):
        database.execute_many(
            "UPDATE codebook_version SET number = :number WHERE fingerprint = :fingerprint",
            [
                {**row, "number": row["number"] if sign == 1 else sign - row["number"]}
                for row in changed
            ],
        )
