"""Documents that are one and the same: those whose source files are equal to the byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging import tables
from qualkit.storage.merging.folding import Consumed, Fold, folds
from qualkit.storage.merging.history import History
from qualkit.storage.merging.registers import Step
from qualkit.storage.merging.rules import MEMO_KINDS, REFERS, RULES
from qualkit.storage.twins import SAME, UNDECIDED


@dataclass(slots=True)
class Aliases:
    """Which documents, and which versions of texts, go by the id of another one.

    `held` are documents that somebody took out while others coded in them: they stay in.
    """

    documents: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)

    def canonical(self, table: str, column: str, value: Any) -> Any:
        """A value of a column as the document or version that it names is called."""
        if (table, column) in _VERSIONS:
            return self.versions.get(value, value)
        return self.documents.get(value, value) if (table, column) in _DOCUMENTS else value


_VERSIONS, _DOCUMENTS = frozenset(REFERS["text_version"]), frozenset(REFERS["document"])
# Numbers that no version has, while they are counted anew.
_SPARE = 1_000_000


def match(database: Database, history: History) -> Aliases:
    """Find the documents that are one; let one row stand for them, and take in its texts."""
    found = Aliases()
    rows = database.fetch("SELECT id, source_sha256, removed_by FROM document ORDER BY id")
    found.held = _held(database, [row[0] for row in rows if row[2] not in (None, UNDECIDED)])
    tables.set_removed(database, "document", dict.fromkeys(found.held, UNDECIDED))
    live = {row[0] for row in rows if row[2] in (None, UNDECIDED)} | set(found.held)
    classes: dict[str, list[str]] = {}
    for row_id, sha256, _ in rows:
        if sha256:
            classes.setdefault(sha256, []).append(row_id)
    for members in classes.values():
        if len(members) > 1 and (alive := [each for each in members if each in live]):
            found.documents |= {each: alive[0] for each in members if each != alive[0]}
            _twins(database, alive)
    _match_versions(database, history, found)
    return found


def _held(database: Database, gone: Iterable[str]) -> list[str]:
    return [
        each
        for each in gone
        if database.fetch(
            f"SELECT 1 FROM coding WHERE document_id = :document AND {tables.LIVE} LIMIT 1",
            {"document": each},
        )
    ]


def _twins(database: Database, alive: list[str]) -> None:
    tables.set_removed(database, "document", dict.fromkeys(alive[1:], f"{SAME}{alive[0]}"))
    tables.add_rows(
        database,
        "twin",
        [
            {"target_table": "document", "target_id": each, "survivor": alive[0]}
            for each in alive[1:]
        ],
    )


def _match_versions(database: Database, history: History, found: Aliases) -> None:
    if not found.documents:
        return
    rows = database.fetch("SELECT id, document_id, sha256, change_id FROM text_version")
    rows.sort(key=lambda row: (history.clock(row[3]), row[0]))
    texts: dict[str, dict[str, str]] = {}
    for version, document, sha256, _ in rows:
        # Of equal texts of one document the last: a correction may be of its turns alone.
        texts.setdefault(document, {})[sha256] = version
    adopted: list[tuple[str, dict[str, Any]]] = []
    spare = count(_SPARE)
    for version, document, sha256, _ in sorted(rows, key=lambda row: row[1]):
        if (keeper := found.documents.get(document)) is None:
            continue
        there = texts.setdefault(keeper, {})
        if sha256 in there:
            found.versions[version] = there[sha256]
        else:
            there[sha256] = version
            adopted.append((version, {"document_id": keeper, "number": -next(spare)}))
            tables.note_moved(database, "text_version", version, "document_id", document)
    tables.set_rows(database, "text_version", adopted)


def rename_references(database: Database, found: Aliases) -> None:
    """Let whatever names a document or a text by another id name it by the one that stands."""
    for table, names in (("document", found.documents), ("text_version", found.versions)):
        for referring, column in REFERS[table]:
            if (referring, column) != ("document", "current_version"):
                _rename(database, referring, column, names)
    for kind in MEMO_KINDS["document"]:
        _rename(database, "memo", "target_id", found.documents, f"target_kind = '{kind}'")


def _rename(
    database: Database, table: str, column: str, names: dict[str, str], where: str = "1 = 1"
) -> None:
    undecided = ""
    if RULES[table].unique:
        undecided = f", removed_by = coalesce(removed_by, '{UNDECIDED}')"
    for old, new in names.items():
        rows = database.fetch(
            f"SELECT id FROM {table} WHERE {column} = :old AND {where}", {"old": old}
        )
        # Which it named by itself decides anew where one of the two is taken out later.
        tables.note_all_moved(database, table, [row[0] for row in rows], column, old)
        database.execute(
            f"UPDATE {table} SET {column} = :new{undecided} WHERE {column} = :old AND {where}",
            {"new": new, "old": old},
        )


def fold_as_one(
    database: Database, history: History, found: Aliases, consumed: Consumed
) -> list[Fold]:
    """Let what was changed of a document under any of its ids count for the one that stands."""
    shared: list[Fold] = []
    for table, names in (("document", found.documents), ("text_version", found.versions)):
        steps: dict[str, list[Step]] = {}
        for (name, row_id), own in history.steps.items():
            if name == table and row_id in names:
                steps.setdefault(names[row_id], []).extend(own)
        for row_id, others in steps.items():
            own = history.steps.get((table, row_id), [])
            every = sorted([*own, *others], key=lambda step: (step.clock, step.entry))
            for each in folds(table, row_id, every, found.canonical, consumed):
                _override(database, each)
                shared += [each] if each.folded.others else []
    return shared


def _override(database: Database, fold: Fold) -> None:
    names = list(fold.folded.values)
    row = tables.rows_of(database, fold.table, names, [fold.row_id])[fold.row_id]
    for name, stored in zip(names, row, strict=True):
        if stored != fold.folded.values[name]:
            tables.note_moved(database, fold.table, fold.row_id, name, stored)
            tables.set_rows(database, fold.table, [(fold.row_id, {name: fold.folded.values[name]})])


def number_versions(database: Database, history: History) -> None:
    """Count the versions of each text from 1, as they were made."""
    by_document: dict[str, list[tuple[str, str, int]]] = {}
    for version, document, number, change_id in database.fetch(
        "SELECT id, document_id, number, change_id FROM text_version"
    ):
        place = (history.clock(change_id), version, number)
        by_document.setdefault(document, []).append(place)
    wanted = {
        version: number
        for places in by_document.values()
        for number, (_, version, present) in enumerate(sorted(places), 1)
        if present != number
    }
    spare = count(2 * _SPARE)
    tables.set_rows(database, "text_version", ((v, {"number": -next(spare)}) for v in wanted))
    tables.set_rows(database, "text_version", ((v, {"number": n}) for v, n in wanted.items()))


def name_apart(database: Database) -> None:
    """Give two different documents of one name a name each; the older one keeps it."""
    rows = database.fetch(f"SELECT id, name FROM document WHERE {tables.LIVE} ORDER BY id")
    taken = {name for _, name in rows}
    seen: set[str] = set()
    for row_id, name in rows:
        if name not in seen:
            seen.add(name)
            continue
        apart = next(f"{name} ({n})" for n in count(2) if f"{name} ({n})" not in taken)
        taken.add(apart)
        tables.note_moved(database, "document", row_id, "name", name)
        tables.set_rows(database, "document", [(row_id, {"name": apart})])
