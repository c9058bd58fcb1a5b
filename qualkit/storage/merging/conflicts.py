"""What two copies changed without knowing of each other: found, kept, and once settled left so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging import tables
from qualkit.storage.merging.collapsing import Pair
from qualkit.storage.merging.documents import Aliases
from qualkit.storage.merging.folding import Consumed, Fold
from qualkit.storage.merging.history import History, Target, removals
from qualkit.storage.merging.registers import Step
from qualkit.storage.merging.rules import RULES, hanging_on

REMOVED = "removed_by"
"""The field of a conflict about something that was taken out here and worked on there."""
CODE = "code"
"""The kind of a conflict about a code of the codebook; `target_id` is its id."""
# On what a thing hangs changes with what it hangs on, and is nothing to decide by itself.
_WHERE = frozenset({"target_id", "coding_id", "assignment_id", "question_id"})
# Fields whose value is an entry of the log: that there is one is all that they say.
_TOKENS = frozenset({"settled_by", "shared_by"})


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict: what is in force and what is not, each with the entry of the log behind it."""

    kind: str
    table: str
    row_id: str
    field: str
    kept_by: str
    other_by: str
    kept: Any
    other: Any
    coder: str = ""
    document_id: str = ""

    @property
    def id(self) -> str:
        """The same in every copy: it is made of what the conflict is about."""
        about = (self.table, self.row_id, self.field, self.kept_by, self.other_by)
        return hashlib.sha256("|".join(about).encode()).hexdigest()[:32]

    def row(self) -> dict[str, Any]:
        """The conflict as the row that stores it."""
        return {
            "id": self.id, "kind": self.kind, "target_table": self.table,
            "target_id": self.row_id, "field": self.field, "coder": self.coder,
            "document_id": self.document_id, "kept_by": self.kept_by, "other_by": self.other_by,
            "kept": json.dumps(self.kept, sort_keys=True),
            "other": json.dumps(self.other, sort_keys=True), "settled_by": None,
        }  # fmt: skip


def about_codes(database: Database) -> frozenset[str]:
    """The ids of the conflicts about codes of the codebook."""
    rows = database.fetch("SELECT id FROM conflict WHERE kind = :kind", {"kind": CODE})
    return frozenset(row[0] for row in rows)


def take_in(ours: Database, theirs: Database) -> None:
    """Add the conflicts that the other copy knows of."""
    columns = ours.columns("conflict")
    rows = tables.all_of(theirs, "conflict", columns)
    tables.add_rows(
        ours, "conflict", (dict(zip(columns, row, strict=True)) for row in rows), known="id"
    )


def consumed(database: Database) -> Consumed:
    """For each row the entries that lost in a conflict about it that has been settled."""
    lost: dict[Target, set[str]] = {}
    for table, row_id, other_by in database.fetch(
        "SELECT target_table, target_id, other_by FROM conflict WHERE settled_by IS NOT NULL"
    ):
        lost.setdefault((table, row_id), set()).add(other_by)
    return lambda target: frozenset(lost.get(target, ()))


def settled_about_codes(database: Database) -> list[str]:
    """The entries that lost in a conflict about a code of the codebook that has been settled."""
    rows = database.fetch(
        "SELECT target_id, other_by FROM conflict WHERE kind = :kind AND settled_by IS NOT NULL "
        "ORDER BY target_id, other_by",
        {"kind": CODE},
    )
    return [f"{code} {entry}" for code, entry in rows]


def of_fields(folds: Iterable[Fold]) -> Iterator[Found]:
    """Fields that were changed in two copies."""
    for fold in folds:
        kind = "" if fold.fields[0] in _WHERE else RULES[fold.table].told
        for head in fold.folded.others if kind else ():
            kept, other = dict(fold.folded.values), dict(head.values)
            if set(fold.fields) & _TOKENS and all(
                bool(kept[name]) == bool(other[name]) for name in kept
            ):
                continue
            if kept.get("version_id") != other.get("version_id"):
                # The text was corrected in both: that is told once, of the document.
                continue
            yield Found(
                kind, fold.table, fold.row_id, fold.fields[0], fold.folded.kept.entry,
                head.step.entry, kept, other,
            )  # fmt: skip


def of_twins(
    database: Database, history: History, pairs: Iterable[Pair], lost: Consumed
) -> Iterator[Found]:
    """Memos on one thing, and drafts of one code, that were written in two copies."""
    for pair in pairs:
        field = {"memo": "current_version", "draft_code": "content"}.get(pair.table)
        if field is None:
            continue
        texts = tables.rows_of(
            database, pair.table, [field, "change_id"], (pair.survivor, pair.twin)
        )
        (kept, kept_made), (other, other_made) = texts[pair.survivor], texts[pair.twin]
        kept_by = last_change(history, pair.table, pair.survivor, kept_made)
        other_by = last_change(history, pair.table, pair.twin, other_made)
        if not other or _words(database, kept) == _words(database, other):
            continue
        if other_by not in lost((pair.table, pair.survivor)):
            yield Found(
                RULES[pair.table].told, pair.table, pair.survivor, field, kept_by, other_by,
                {field: kept}, {field: other},
            )  # fmt: skip


def _words(database: Database, version: str) -> str:
    found = database.fetch("SELECT body FROM memo_version WHERE id = :id", {"id": version})
    return str(found[0][0]) if found else version


def last_change(history: History, table: str, row_id: str, made: str) -> str:
    """The entry that wrote the words of a memo or draft; the one that made it where none did."""
    steps = history.steps.get((table, row_id), [])
    return next((s.entry for s in reversed(steps) if "current_version" in s.after), made)


def of_removals(
    database: Database, history: History, aliases: Aliases, lost: Consumed
) -> Iterator[Found]:
    """What was taken out in one copy, and worked on later in another that did not know of it."""
    for (table, row_id), steps in history.steps.items():
        if table in ("coding", "document", "team_note") and row_id not in aliases.documents:
            # A correction of the text carries along what is out, too.
            work = [s.entry for s in steps if not _carried(s) and s.entry not in history.undoing]
            if work:
                yield from _worked_on(database, history, (table, row_id), work[-1], lost)
    for table in ("coding", "document"):
        for referring, column, condition in hanging_on(table):
            if referring in ("memo", "mark"):
                for row_id, change_id, made in database.fetch(
                    f"SELECT h.{column}, h.id, h.change_id FROM {referring} h "
                    f"JOIN {table} t ON t.id = h.{column} WHERE t.removed_by IS NOT NULL "
                    f"AND NOT {tables.IS_TWIN.replace('removed_by', 't.removed_by')} "
                    f"AND h.removed_by IS NULL AND {condition}"
                ):
                    steps = history.steps.get((referring, change_id), [])
                    work = [made, *(s.entry for s in steps if s.entry not in history.undoing)]
                    yield from _worked_on(database, history, (table, row_id), work[-1], lost)
    for document in aliases.held:
        yield from _held(database, history, document, lost)


def _carried(step: Step) -> bool:
    return step.before.get("version_id") != step.after.get("version_id")


def _worked_on(
    database: Database, history: History, target: Target, entry: str, lost: Consumed
) -> Iterator[Found]:
    table, row_id = target
    row = tables.rows_of(database, table, ["removed_by"], [row_id]).get(row_id)
    by = removals(row[0]) if row else frozenset()
    if not by or entry in lost(target):
        return
    last = max(by, key=lambda each: (history.clock(each), each))
    if history.clock(entry) > history.clock(last):
        yield Found(RULES[table].told or table, table, row_id, REMOVED, last, entry, "out", "in")


def _held(database: Database, history: History, document: str, lost: Consumed) -> Iterator[Found]:
    by = history.rows_out["document", document].standing
    last = max(by, key=lambda each: (history.clock(each), each))
    entries = database.fetch(
        "SELECT DISTINCT change_id FROM coding WHERE document_id = :document "
        "AND removed_by IS NULL",
        {"document": document},
    )
    newest = max((row[0] for row in entries), key=lambda each: (history.clock(each), each))
    if last not in lost(("document", document)):
        yield Found("document", "document", document, REMOVED, newest, last, "in", "out")


def store(
    database: Database, history: History, found: Iterable[Found], codes: frozenset[str]
) -> list[str]:
    """Keep the conflicts that there are, and those that somebody has settled; which are new.

    `codes` are ids of those about codes of the codebook that were not looked for, and stay.
    """
    now = {each.id: each for each in found}
    known = set()
    for conflict_id in tables.keys_of(database, "conflict"):
        settled = ("conflict", conflict_id) in history.steps
        if conflict_id in now or conflict_id in codes or settled:
            known.add(conflict_id)
        else:
            database.execute("DELETE FROM conflict WHERE id = :id", {"id": conflict_id})
    new = [each for key, each in now.items() if key not in known]
    tables.add_rows(database, "conflict", (_owned(database, each).row() for each in new))
    return [each.id for each in new]


def _owned(database: Database, found: Found) -> Found:
    """The conflict with whose it is, and in which document."""
    columns = database.columns(found.table) if found.table in RULES else ()
    wanted = [name for name in ("coder", "document_id") if name in columns]
    row = tables.rows_of(database, found.table, wanted, [found.row_id]) if wanted else {}
    owned = replace(found, **dict(zip(wanted, row.get(found.row_id, ()), strict=False)))
    if found.table == "document":
        return replace(owned, document_id=found.row_id)
    return _on_what(database, owned) if found.table == "memo" else owned


def _on_what(database: Database, memo: Found) -> Found:
    """The conflict about a memo with the document in which it is, and its coder."""
    (row,) = database.fetch(
        "SELECT m.target_kind, m.target_id, m.coder, coalesce(c.document_id, d.document_id, "
        "n.document_id, ''), coalesce(c.coder, d.coder, n.coder, m.coder) FROM memo m "
        "LEFT JOIN coding c ON m.target_kind = 'coding' AND c.id = m.target_id "
        "LEFT JOIN mark k ON m.target_kind IN ('star', 'counter-example') AND k.id = m.target_id "
        "LEFT JOIN coding d ON d.id = k.coding_id "
        "LEFT JOIN team_note n ON m.target_kind = 'team note' AND n.id = m.target_id "
        "WHERE m.id = :id",
        {"id": memo.row_id},
    )
    kind, target, _, document, coder = row
    return replace(memo, document_id=target if kind == "document" else document, coder=coder)
