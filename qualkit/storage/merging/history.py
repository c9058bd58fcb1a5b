"""The whole log, sorted by what it is about."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging.registers import Step
from qualkit.storage.twins import SAME, UNDECIDED

Target = tuple[str, str]
"""A table and the id of a row (or of the change that brought a batch in)."""

CODEBOOK_ACTION = "codebook version"


def removals(value: object) -> frozenset[str]:
    """The entries that a removed_by names: none, one, or one from each of several copies."""
    if not isinstance(value, str) or value.startswith(SAME) or value == UNDECIDED:
        return frozenset()
    return frozenset(value.split())


@dataclass(slots=True)
class Removals:
    """Who took a row out, and which of these removals were taken back. Each is made once."""

    made: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)

    @property
    def standing(self) -> frozenset[str]:
        """Those that hold: as long as there is one, the row is out."""
        return frozenset(self.made - self.back)


@dataclass(frozen=True, slots=True)
class BookStep:
    """An entry that changed the codebook: the ids of the file's text before and after it, or, where
    a person edited the file elsewhere, the fingerprints (`before` may be empty: not known)."""

    clock: str
    entry: str
    before: str
    after: str
    by_hand: bool = False


@dataclass(slots=True)
class History:
    """All entries of a log."""

    clocks: dict[str, str] = field(default_factory=dict)
    steps: dict[Target, list[Step]] = field(default_factory=dict)
    rows_out: dict[Target, Removals] = field(default_factory=dict)
    batches_out: dict[Target, Removals] = field(default_factory=dict)
    undoing: set[str] = field(default_factory=set)
    """The entries that are an undo or a redo."""
    book: list[BookStep] = field(default_factory=list)

    def clock(self, change_id: str) -> str:
        """When an entry was made; "" for one that the log does not have."""
        return self.clocks.get(change_id, "")


def history(database: Database) -> History:
    """The log of a study, read whole; 10 us an entry."""
    found = History()
    for entry, clock, action, undoes, detail in database.stream(
        "SELECT id, clock, action, undoes, detail FROM change_log ORDER BY clock, id"
    ):
        found.clocks[entry] = clock
        if undoes:
            found.undoing.add(entry)
        for op in json.loads(detail)["ops"]:
            _note(found, entry, clock, undoes, op)
            _note_book(found, entry, clock, action, op)
    return found


def _note(found: History, entry: str, clock: str, undoes: str | None, op: dict[str, Any]) -> None:
    table = op["table"]
    if "batch" in op:
        if "field" in op:
            out = found.batches_out.setdefault((table, op["batch"]), Removals())
            # What a return takes back is the removal that its entry undoes.
            out.made |= removals(op["to"])
            out.back |= {undoes} if op["to"] is None and undoes else set()
        return
    if op.get("new") or op.get("again"):
        return
    fields = op["fields"] if "fields" in op else {op["field"]: [op["from"], op["to"]]}
    if "removed_by" in fields:
        before, after = map(removals, fields["removed_by"])
        out = found.rows_out.setdefault((table, op["id"]), Removals())
        out.made |= after - before
        out.back |= before - after
    values = {name: pair for name, pair in fields.items() if name != "removed_by"}
    if values:
        step = Step(
            clock, entry, {n: v[0] for n, v in values.items()}, {n: v[1] for n, v in values.items()}
        )
        found.steps.setdefault((table, op["id"]), []).append(step)


def _note_book(found: History, entry: str, clock: str, action: str, op: dict[str, Any]) -> None:
    if op["table"] == "codebook_file":
        found.book.append(BookStep(clock, entry, op["from"] or "", op["to"] or ""))
    elif op["table"] == "codebook_version" and action == CODEBOOK_ACTION:
        found.book.append(BookStep(clock, entry, op.get("was", ""), op["id"], by_hand=True))
