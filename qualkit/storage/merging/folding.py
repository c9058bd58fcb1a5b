"""Rows made to say what the log says: who is out, and what each field holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging import tables
from qualkit.storage.merging.history import History, Target
from qualkit.storage.merging.registers import Folded, Step, folded
from qualkit.storage.merging.rules import RULES, How, Rule
from qualkit.storage.twins import UNDECIDED

Canonical = Callable[[str, str, Any], Any]
"""A value of a column of a table, as the row that it names is called now."""
Consumed = Callable[[Target], frozenset[str]]
"""The entries that lost against another about a row in a conflict that was settled."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Fields of a row that belong together, and what is in force of them."""

    table: str
    row_id: str
    fields: tuple[str, ...]
    folded: Folded


def fold_removals(database: Database, history: History) -> None:
    """Let each row be out as long as one removal of it stands, else in, or undecided."""
    for table, rule in RULES.items():
        if rule.how is How.ROWS and tables.removable(database, table):
            _fold_removals_of(database, history, table)


def _fold_removals_of(database: Database, history: History, table: str) -> None:
    ids = [row_id for name, row_id in history.rows_out if name == table]
    stored: dict[str, str | None] = {
        key: row[0] for key, row in tables.rows_of(database, table, ["removed_by"], ids).items()
    }
    standing = {row_id: history.rows_out[table, row_id].standing for row_id in stored}
    for (name, batch), out in history.batches_out.items():
        if name != table:
            continue
        for row_id, removed_by in database.fetch(
            f"SELECT id, removed_by FROM {table} WHERE change_id = :batch", {"batch": batch}
        ):
            stored[row_id] = removed_by
            standing[row_id] = standing.get(row_id, frozenset()) | out.standing
    wanted: dict[str, str | None] = {}
    for row_id, by in standing.items():
        value = " ".join(sorted(by)) or None
        if value is None and stored[row_id] is not None:
            value = UNDECIDED
        if value != stored[row_id]:
            wanted[row_id] = value
    tables.set_removed(database, table, wanted)


def fold_fields(
    database: Database, history: History, canonical: Canonical, consumed: Consumed,
    only: Sequence[str] = (),
) -> list[Fold]:  # fmt: skip
    """Set each field that the log has changed to its last value; those that were changed so that
    one of two was overridden unseen."""
    by_table: dict[str, dict[str, list[Step]]] = {}
    for (table, row_id), steps in history.steps.items():
        rule = RULES.get(table)
        if table in only or (not only and rule is not None and rule.how is How.ROWS):
            by_table.setdefault(table, {})[row_id] = steps
    found = []
    for table, rows in by_table.items():
        found += _fold_table(database, table, rows, canonical, consumed)
    return found


def _fold_table(
    database: Database, table: str, rows: dict[str, list[Step]], canonical: Canonical,
    consumed: Consumed,
) -> list[Fold]:  # fmt: skip
    rule = RULES[table]
    out = ["removed_by"] if tables.removable(database, table) else []
    names = sorted({name for steps in rows.values() for step in steps for name in step.after})
    stored = tables.rows_of(database, table, [*names, *out], rows, rule.key)
    found: list[Fold] = []
    changes: list[tuple[str, dict[str, Any]]] = []
    for row_id, row in stored.items():
        present = dict(zip([*names, *out], row, strict=True))
        changed: dict[str, Any] = {}
        for each in folds(table, row_id, rows[row_id], canonical, consumed):
            values = each.folded.values.items()
            changed |= {n: v for n, v in values if n in present and v != present[n]}
            if each.folded.others:
                found.append(each)
        if changed.keys() & rule.watched and out and present["removed_by"] is None:
            # Until it is known that no other row says the same.
            changed["removed_by"] = UNDECIDED
        changes.append((row_id, changed))
    tables.set_rows(database, table, changes)
    return found


def folds(
    table: str, row_id: str, steps: Sequence[Step], canonical: Canonical, consumed: Consumed
) -> Iterator[Fold]:
    """What is in force of each group of a row's fields that the log has changed."""
    rule = RULES[table]
    groups: dict[tuple[str, ...], list[Step]] = {}
    for step in steps:
        for group in {rule.group(name) for name in step.after}:
            groups.setdefault(group, []).append(_part(table, step, group, canonical))
    lost = consumed((table, row_id))
    for group, own in sorted(groups.items()):
        yield Fold(table, row_id, group, folded(own, first=_first(rule, group), consumed=lost))


def _part(table: str, step: Step, group: tuple[str, ...], canonical: Canonical) -> Step:
    before, after = (
        {name: canonical(table, name, values[name]) for name in group if name in values}
        for values in (step.before, step.after)
    )
    return Step(step.clock, step.entry, before, after)


def _first(rule: Rule, group: tuple[str, ...]) -> str:
    return group[0] if group in rule.first else ""
