"""Who withdrew, and what must not come back, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from uuid import NAMESPACE_OID, uuid5

from qualkit.core.withdrawing import Withdrawal
from qualkit.storage.database import Database

FILE, ANSWER, PSEUDONYM = "file", "answer", "pseudonym"
"""What a tombstone is of: a file's hash, `survey/mark` of a respondent, a pseudonym."""


def fixed_id(*parts: str) -> str:
    """An id that is the same in every copy of the study in which the same is done."""
    return str(uuid5(NAMESPACE_OID, "/".join(("qualkit", *parts))))


def withdrawals(database: Database) -> tuple[Withdrawal, ...]:
    """The receipts, oldest first."""
    rows = database.fetch(
        "SELECT id, pseudonym, withdrawn_on, coder, counts FROM withdrawal "
        "ORDER BY withdrawn_on, pseudonym"
    )
    return tuple(Withdrawal(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in rows)


def insert(database: Database, made: Withdrawal, change_id: str) -> None:
    """Keep a receipt."""
    database.execute(
        "INSERT INTO withdrawal (id, pseudonym, withdrawn_on, coder, counts, change_id) "
        "VALUES (:id, :pseudonym, :on, :coder, :counts, :change)",
        {
            "id": made.id,
            "pseudonym": made.pseudonym,
            "on": made.withdrawn_on,
            "coder": made.coder,
            "counts": json.dumps(dict(made.counts), sort_keys=True),
            "change": change_id,
        },
    )


def bury(database: Database, withdrawal_id: str, found: Mapping[str, Iterable[str]]) -> None:
    """Keep what is known again by, kind to values."""
    for kind, values in sorted(found.items()):
        for value in sorted(values):
            row = {"id": fixed_id(withdrawal_id, kind, value), "of": withdrawal_id}
            database.execute(
                "INSERT INTO tombstone (id, withdrawal_id, kind, value) "
                "VALUES (:id, :of, :kind, :value) ON CONFLICT (id) DO NOTHING",
                {**row, "kind": kind, "value": value},
            )


def tombstones(database: Database, kind: str) -> dict[str, tuple[str, str]]:
    """Value to (pseudonym, day) of who withdrew, of all tombstones of a kind."""
    rows = database.fetch(
        "SELECT t.value, w.pseudonym, w.withdrawn_on FROM tombstone t "
        "JOIN withdrawal w ON w.id = t.withdrawal_id WHERE t.kind = :kind ORDER BY t.value",
        {"kind": kind},
    )
    return {value: (pseudonym, day) for value, pseudonym, day in rows}
