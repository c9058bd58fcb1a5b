"""Codings as they were when their coder first said done, as rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.records import Span
from qualkit.core.team import Assignment, CodeOnSpan, FrozenCoding, FrozenWork
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

_COLUMNS = (
    "f.assignment_id, f.coding_id, f.version_id, f.coder, f.code, f.span_start, f.span_end, "
    "f.codebook_version"
)


def frozen(
    database: Database, *, round: str = "", document_id: str = "",  # noqa: A002 - the field's word
) -> Iterator[FrozenCoding]:  # fmt: skip
    """The frozen codings (of a round, of a document), by document, place, code and coder.

    Also those that stayed behind on an older text (see `behind`): `version_id` tells them.
    """
    wheres = ["f.removed_by IS NULL"]
    wheres += ["f.round = :round"] if round else []
    wheres += ["f.document_id = :document"] if document_id else []
    rows = database.stream(
        f"SELECT {_COLUMNS} FROM frozen_coding f WHERE {' AND '.join(wheres)} "
        "ORDER BY f.document_id, f.span_start, f.span_end, f.code, f.coder, f.id",
        {"round": round, "document": document_id},
    )
    for row in rows:
        yield FrozenCoding(row[0], row[1], row[2], row[3], row[4], Span(row[5], row[6]), row[7])


def work(database: Database, document_id: str, version_id: str) -> dict[str, FrozenWork]:
    """What was frozen in a document whose present text is that version, by assignment id.

    Half a million codings are read for one figure: here in 1 s, and in 1 s more as records of all
    that is known of each.
    """
    marks: dict[str, list[CodeOnSpan]] = defaultdict(list)
    versions: dict[str, list[str]] = defaultdict(list)
    stayed: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for assignment_id, text, version, code, start, end in database.fetch(
        "SELECT f.assignment_id, f.version_id, f.codebook_version, f.code, f.span_start, "
        "f.span_end FROM frozen_coding f "
        "WHERE f.removed_by IS NULL AND f.document_id = :document",
        {"document": document_id},
    ):
        versions[assignment_id].append(version)
        name = names.setdefault(code, code)  # one word for all codings with the code
        if text == version_id:
            marks[assignment_id].append(CodeOnSpan(name, Span(start, end)))
        else:
            stayed[assignment_id].append(name)
    return {
        each: FrozenWork(
            tuple(marks[each]),
            len(stayed[each]),
            frozenset([*(mark.code for mark in marks[each]), *stayed[each]]),
            most_named(named),
        )
        for each, named in versions.items()
    }


def most_named(versions: Iterable[str]) -> str:
    """The version of the codebook that most of these name; "" where none is named."""
    named = Counter(versions)
    del named[""]
    return min(named, key=lambda version: (-named[version], version), default="")


def behind(database: Database) -> dict[tuple[str, str], int]:
    """(document id, round) to how many frozen codings could not go along to today's text.

    A correction took their words away: they are in no figure, and are told beside it.
    """
    rows = database.fetch(
        "SELECT f.document_id, f.round, count(*) FROM frozen_coding f "
        "JOIN document d ON d.id = f.document_id "
        "WHERE f.removed_by IS NULL AND f.version_id <> d.current_version "
        "GROUP BY f.document_id, f.round"
    )
    return {(document, name): int(count) for document, name, count in rows}


def freeze(entry: Entry, done: Sequence[Assignment]) -> int:
    """Keep the codings of assignments that have just been done for the first time; how many.

    Once in an entry of the log: all lie in one batch of it.
    """
    total = 0
    for assignment in done:
        found = entry.database.fetch(
            f"SELECT {_TAKEN} FROM coding WHERE version_id IN "
            "(SELECT id FROM text_version WHERE document_id = :document) AND layer = 'coder' "
            "AND coder = :coder AND round = :round AND removed_by IS NULL "
            "ORDER BY span_start, span_end, code, id",
            {
                "document": assignment.document_id,
                "coder": assignment.coder,
                "round": assignment.round,
            },
        )
        if found:
            entry.insert_rows("frozen_coding", [_row(entry, assignment.id, row) for row in found])
            total += len(found)
    entry.note_batch("frozen_coding", total)
    return total


# What is taken from a coding as it is; its id becomes `coding_id`.
_SAME = (
    "document_id", "version_id", "coder", "round", "code", "span_start", "span_end", "assisted",
    "codebook_version",
)  # fmt: skip
_TAKEN = f"id, created_at, {', '.join(_SAME)}"


def _row(entry: Entry, assignment_id: str, coding: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "assignment_id": assignment_id,
        "coding_id": coding[0],
        "made_at": coding[1],
        **dict(zip(_SAME, coding[2:], strict=True)),
        "change_id": entry.id,
    }


def pairs(database: Database, round_name: str = "") -> tuple[tuple[str, str, str], ...]:
    """(round, document id, coder) of whoever has codings in a document, in a round or in each."""
    rows = database.fetch(
        "SELECT DISTINCT c.round, c.document_id, c.coder FROM coding c "
        "JOIN document d ON d.id = c.document_id "
        "WHERE c.removed_by IS NULL AND c.layer = 'coder' AND d.removed_by IS NULL"
        + (" AND c.round = :round" if round_name else "")
        + " ORDER BY c.round, c.document_id, c.coder",
        {"round": round_name},
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def versions_used(database: Database, coder: str, document_id: str, round_name: str) -> set[str]:
    """The versions of the codebook under which a coder coded a document in a round."""
    rows = database.fetch(
        "SELECT DISTINCT codebook_version FROM coding WHERE version_id IN "
        "(SELECT id FROM text_version WHERE document_id = :document) AND layer = 'coder' "
        "AND coder = :coder AND round = :round AND removed_by IS NULL",
        {"document": document_id, "coder": coder, "round": round_name},
    )
    return {str(row[0]) for row in rows}


def frozen_ids(database: Database, document_id: str, round_name: str) -> frozenset[str]:
    """The ids of the codings that were compared in a document and round."""
    found = frozen(database, round=round_name, document_id=document_id)
    return frozenset(each.coding_id for each in found)
