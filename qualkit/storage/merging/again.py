"""Equal rows found anew after an undo, as a merging finds them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from qualkit.storage.database import Database
from qualkit.storage.merging import collapsing, tables
from qualkit.storage.merging.history import history
from qualkit.storage.merging.merge import orders
from qualkit.storage.merging.rules import hanging_on
from qualkit.storage.twins import UNDECIDED


def decide_again(database: Database, undecided: Iterable[str]) -> None:
    """Let the undecided rows of these tables in, but those that say what another one says.

    What had been moved from them hangs on them again first.
    """
    for table in undecided:
        for row_id, *_ in database.fetch(
            f"SELECT id FROM {table} WHERE removed_by = '{UNDECIDED}'"
        ):
            _move_back(database, table, row_id)
    # The log is read where two memos or drafts turn out to be of one thing, be it only that the
    # codings that they hang on are one again: to read 50,000 entries takes half a second.
    collapsing.collapse(database, orders(database, cache(lambda: history(database))))


def _move_back(database: Database, table: str, row_id: str) -> None:
    for referring, column, _ in hanging_on(table):
        moved = database.fetch(
            "SELECT target_id FROM moved WHERE target_table = :table AND field = :field "
            "AND was = :was",
            {"table": referring, "field": column, "was": json.dumps(row_id)},
        )
        for (each,) in moved:
            undecided = {"removed_by": UNDECIDED} if tables.removable(database, referring) else {}
            out = tables.rows_of(database, referring, ["removed_by"], [each]).get(each, (None,))
            tables.set_rows(
                database,
                referring,
                [(each, {column: row_id, **(undecided if out[0] is None else {})})],
            )
