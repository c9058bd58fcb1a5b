"""How work was shared out: the plans that were adopted, as rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.team import KeptPlan
from qualkit.storage.database import Database
from qualkit.storage.store import Entry


def keep(entry: Entry, round_name: str, settings: Mapping[str, Any]) -> str:
    """Keep how a plan was drawn, so that a report can tell it; the plan's id.

    `settings` hold numbers, initials and ids, and nothing that anybody wrote or said.
    """
    row = {
        "id": uuid7(),
        "round": round_name,
        "settings": json.dumps(settings, sort_keys=True, ensure_ascii=False),
        "created_at": entry.at,
        "coder": entry.coder,
        "change_id": entry.id,
    }
    entry.insert("assignment_plan", row)
    return row["id"]


def plans(database: Database, round_name: str = "") -> tuple[KeptPlan, ...]:
    """The plans that were adopted (for a round), oldest first."""
    rows = database.fetch(
        "SELECT id, round, settings, created_at, coder FROM assignment_plan "
        "WHERE removed_by IS NULL" + (" AND round = :round" if round_name else "") + " ORDER BY id",
        {"round": round_name},
    )
    return tuple(_plan(row) for row in rows)


def _plan(row: tuple[Any, ...]) -> KeptPlan:
    kept = json.loads(row[2])
    return KeptPlan(
        id=row[0],
        round=row[1],
        coders=tuple(kept["coders"]),
        overlap=kept["overlap"],
        stratify=tuple(kept["stratify"]),
        seed=kept["seed"],
        themes=tuple(kept["themes"]),
        documents=kept["documents"],
        double=kept["double"],
        words=kept["words"],
        double_words=kept["double_words"],
        recode=kept["recode"],
        chosen=kept["chosen"],
        made_at=row[3],
        coder=row[4],
    )
