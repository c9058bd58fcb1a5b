"""A copy of a study brought together with ours, inside a transaction that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging import (
    collapsing,
    conflicts,
    documents,
    folding,
    people,
    tables,
    union,
)
from qualkit.storage.merging.conflicts import Found
from qualkit.storage.merging.history import History, history
from qualkit.storage.merging.rules import RULES
from qualkit.storage.merging.union import Brought


@dataclass(slots=True)
class Merged:
    """What came in, and what is left to be stored: see `finish`."""

    database: Database
    history: History
    brought: Brought
    our_codes: frozenset[str]
    """The conflicts about codes of the codebook that ours knew of."""
    coders: list[str]
    found: list[Found]
    let_go: list[dict[str, Any]]
    """The versions of our codebook that only a merging had made, now gone."""

    def finish(self, codes: list[Found], kept: frozenset[str]) -> list[str]:
        """Store the conflicts and count the versions of the codebook anew; which are new.

        `codes` are the conflicts about codes that were found, `kept` the ids of those that stay as
        they were.
        """
        people.number_versions(self.database, self.history)
        return conflicts.store(self.database, self.history, [*self.found, *codes], kept)


def bring_together(ours: Database, theirs: Database) -> Merged:
    """Bring what `theirs` has into `ours`; `theirs` is only read.

    All that ever came together is worked out anew from the union of rows and of log entries, so
    that the answer does not depend on what was brought in before.
    """
    union.begin(ours)
    let_go = people.let_go(ours)
    about_codes = conflicts.about_codes(ours)
    brought = union.bring_in(ours, theirs)
    conflicts.take_in(ours, theirs)
    log = history(ours)
    coders = people.coders(ours, theirs, log)
    people.versions(ours, theirs, log)
    found = _work_out(ours, log)
    return Merged(ours, log, brought, about_codes, coders, found, let_go)


def _work_out(database: Database, log: History) -> list[Found]:
    folding.fold_fields(database, log, lambda _, __, value: value, _nothing, only=("conflict",))
    lost = conflicts.consumed(database)
    folding.fold_removals(database, log)
    same = documents.match(database, log)
    folds = folding.fold_fields(database, log, same.canonical, lost)
    alike = {*same.documents, *same.documents.values(), *same.versions, *same.versions.values()}
    folds = [each for each in folds if each.row_id not in alike]
    folds += documents.fold_as_one(database, log, same, lost)
    documents.rename_references(database, same)
    documents.number_versions(database, log)
    pairs = collapsing.collapse(database, orders(database, lambda: log))
    collapsing.freeze_once(database, log)
    documents.name_apart(database)
    for table in RULES:
        if tables.removable(database, table):
            collapsing.decide(database, table)
    return [
        *conflicts.of_fields(folds),
        *conflicts.of_twins(database, log, pairs, lost),
        *conflicts.of_removals(database, log, same, lost),
    ]


def _nothing(_: object) -> frozenset[str]:
    return frozenset()


def orders(
    database: Database, log: Callable[[], History]
) -> dict[str, Callable[[list[str]], collapsing.Order]]:
    """Of two memos, or drafts, of one thing the one that was changed last stays."""

    def by(table: str) -> Callable[[list[str]], collapsing.Order]:
        def order(ids: list[str]) -> collapsing.Order:
            made = tables.rows_of(database, table, ["change_id"], ids)

            def place(row_id: str) -> Any:
                last = conflicts.last_change(log(), table, row_id, made[row_id][0])
                return -int(log().clock(last).replace("-", "") or "0", 16), row_id

            return place

        return order

    return {table: by(table) for table in ("memo", "draft_code")}
