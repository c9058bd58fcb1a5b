"""Codings as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from qualkit.core.quotes import CodedSpan
from qualkit.core.records import Coding, Layer, Span
from qualkit.storage import memos
from qualkit.storage.database import Database
from qualkit.storage.merging.rules import RULES
from qualkit.storage.sight import Sight
from qualkit.storage.store import Entry


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """Which codings are wanted; an empty field does not limit.

    `layer` is the coders' own unless another is named; "" is both layers.
    `sight` is what the one who asks may see; `EVERYTHING` where something is computed of all
    codings, or of one's own, that is not shown as it is.
    """

    ids: tuple[str, ...] = ()
    document_id: str = ""
    version_id: str = ""
    layer: str = Layer.CODER.value
    coder: str = ""
    round: str = ""
    code: str = ""
    codes: tuple[str, ...] = ()
    within: Span | None = None
    """Only those that share a character with it."""
    sight: Sight = field(kw_only=True)

    def where(self) -> tuple[str, dict[str, Any]]:
        """The SQL condition and its parameters."""
        conditions = ["removed_by IS NULL"]
        parameters: dict[str, Any] = {}
        if self.document_id:
            # By its texts: that is how the one large index on codings begins.
            conditions.append(
                "version_id IN (SELECT id FROM text_version WHERE document_id = :document_id)"
            )
            parameters["document_id"] = self.document_id
        for name in ("version_id", "layer", "coder", "round", "code"):
            if value := getattr(self, name):
                conditions.append(f"{name} = :{name}")
                parameters[name] = value
        for column, values in (("id", self.ids), ("code", self.codes)):
            if values:
                names = [f"{column}_{number}" for number in range(len(values))]
                parameters |= dict(zip(names, values, strict=True))
                conditions.append(f"{column} IN ({', '.join(f':{name}' for name in names)})")
        if self.within:
            conditions.append("span_start < :within_end AND span_end > :within_start")
            parameters["within_start"] = self.within.start
            parameters["within_end"] = self.within.end
        if not self.sight.whole:
            # Last, and of no use to an index: the large one on texts is chosen as without it.
            seen, more = self.sight.where()
            conditions.append(seen)
            parameters |= more
        return " AND ".join(conditions), parameters


_COLUMNS = (
    "id, document_id, version_id, layer, coder, round, code, span_start, span_end, created_at, "
    "codebook_version, assisted"
)


# More codings than any document bears: so many are asked for where the whole study is.
_WHOLE = 20_000


def codings(
    database: Database, wanted: CodingFilter, order: str = "document_id, span_start, span_end"
) -> Iterator[Coding]:
    """The live codings that fit, sorted, with their memos."""
    condition, parameters = wanted.where()
    sql = f"SELECT {_COLUMNS} FROM coding WHERE {condition} ORDER BY {order}, code, coder, id"
    rows = database.stream(sql, parameters)
    first = list(islice(rows, _WHOLE))
    notes = _memos_on(database, first)
    for row in chain(first, rows):
        yield _coding(row, notes.get(row[0], ""))


def _memos_on(database: Database, found: Sequence[tuple[Any, ...]]) -> dict[str, str]:
    """The memos on these codings at least.

    To look for the memo of one coding takes 4 us, to read all of the study's 3 us each: which is
    quicker depends on how many there are of both.
    """
    few = len(found) < _WHOLE and memos.at_least(database, "coding", 2 * len(found))
    return memos.texts(database, "coding", [row[0] for row in found] if few else None)


_LAYERS = {layer.value: layer for layer in Layer}


def _coding(row: tuple[Any, ...], memo: str) -> Coding:
    return Coding(
        row[0],
        row[1],
        row[2],
        _LAYERS[row[3]],
        row[4],
        row[5],
        row[6],
        Span(row[7], row[8]),
        row[9],
        row[10],
        bool(row[11]),
        memo,
    )


def count(database: Database, wanted: CodingFilter) -> int:
    """How many live codings fit."""
    condition, parameters = wanted.where()
    return int(database.fetch(f"SELECT count(*) FROM coding WHERE {condition}", parameters)[0][0])


def counts_by(database: Database, column: str, sight: Sight) -> dict[str, int]:
    """How many live codings there are for each value of a column (code, coder, document_id)."""
    condition, parameters = CodingFilter(sight=sight).where()
    rows = database.fetch(
        f"SELECT {column}, count(*) FROM coding WHERE {condition} GROUP BY {column}", parameters
    )
    return {str(value): int(n) for value, n in rows}


def counts_by_document(database: Database, sight: Sight) -> dict[tuple[str, str], int]:
    """How many live codings each code has in each document."""
    condition, parameters = CodingFilter(sight=sight).where()
    rows = database.fetch(
        f"SELECT code, document_id, count(*) FROM coding WHERE {condition} "
        "GROUP BY code, document_id",
        parameters,
    )
    return {(str(code), str(document_id)): int(n) for code, document_id, n in rows}


def first_coded(database: Database, sight: Sight) -> dict[str, str]:
    """Document id to when its first live coding was made."""
    condition, parameters = CodingFilter(sight=sight).where()
    rows = database.fetch(
        f"SELECT document_id, min(created_at) FROM coding WHERE {condition} GROUP BY document_id",
        parameters,
    )
    return {str(document_id): str(at) for document_id, at in rows}


def row_of(coding: Coding, change_id: str) -> dict[str, Any]:
    """A coding as the row that stores it."""
    return {
        "id": coding.id,
        "document_id": coding.document_id,
        "version_id": coding.version_id,
        "layer": coding.layer.value,
        "coder": coding.coder,
        "round": coding.round,
        "code": coding.code,
        "span_start": coding.span.start,
        "span_end": coding.span.end,
        "created_at": coding.created_at,
        "codebook_version": coding.codebook_version,
        "assisted": int(coding.assisted),
        "change_id": change_id,
    }


def equal_coding(database: Database, coding: Coding) -> str | None:
    """The id of a live coding with the same text version, layer, coder, round, code and span."""
    rows = database.fetch(
        "SELECT id FROM coding WHERE version_id = :version_id AND layer = :layer "
        "AND coder = :coder AND round = :round AND code = :code AND span_start = :span_start "
        "AND span_end = :span_end AND removed_by IS NULL",
        row_of(coding, ""),
    )
    return str(rows[0][0]) if rows else None


def removed_ids(database: Database) -> frozenset[str]:
    """The ids of codings that were taken out: their rows stay, and no other may have them."""
    found = database.fetch("SELECT id FROM coding WHERE removed_by IS NOT NULL")
    return frozenset(str(coding_id) for (coding_id,) in found)


def add(entry: Entry, coding: Coding) -> None:
    """Store one coding (and its memo)."""
    entry.insert("coding", row_of(coding, entry.id))
    if coding.memo:
        memos.set_memo(entry, "coding", coding.id, coding.memo)
    entry.touch(coding.document_id)


def change(entry: Entry, old: Coding, new: Coding) -> None:
    """Make a coding another one of the same id; its memo is apart."""
    before, after = row_of(old, ""), row_of(new, "")
    changed = {name for name in before if before[name] != after[name]}
    if changed:
        # Fields that are decided together are noted together: see `storage.merging`.
        changed |= {each for name in changed for each in RULES["coding"].group(name)}
        entry.set_fields(
            "coding",
            old.id,
            {name: before[name] for name in before if name in changed},
            {name: after[name] for name in before if name in changed},
        )
    entry.touch(old.document_id)


def remove(entry: Entry, coding: Coding) -> None:
    """Take a coding out; its row stays, marked."""
    entry.set("coding", coding.id, "removed_by", None, entry.id)
    entry.touch(coding.document_id)


def codings_in_order(
    database: Database,
    codes: Sequence[str],
    *,
    coder: str = "",
    round: str = "",  # noqa: A002 - the field's word
    document_id: str = "",
    merged: Mapping[str, str] | None = None,
    sight: Sight,
    layer: str = Layer.CODER.value,
    taken: Callable[[str, str, str, str, str], bool] | None = None,
) -> Iterator[CodedSpan]:
    """The live codings of these codes: in the codes' order, then by document name and place.

    `merged` says for codes that were merged which code their codings count for; `taken` which
    codings to keep, told by id, layer, document id, coder and round.
    Sorted here and not by the database: half a million rows take 2 s this way and 5 s that way.
    """
    rank = {code: number for number, code in enumerate(codes)}
    rank |= {old: rank[new] for old, new in (merged or {}).items() if new in rank}
    texts = _texts_by_name(database)
    wanted = CodingFilter(
        coder=coder, round=round, document_id=document_id, layer=layer, sight=sight
    )
    condition, parameters = wanted.where()
    # The same few coders and versions come again and again: one string each, not a million.
    shared: dict[str, str] = {}
    share = shared.setdefault
    found = [
        (rank[code], *texts[version], start, end, share(who, who), share(name, name),
         share(book, book), share(kind, kind))
        for code, version, start, end, who, name, book, kind, coding_id in database.stream(
            "SELECT code, version_id, span_start, span_end, coder, round, codebook_version, "
            f"layer, id FROM coding WHERE {condition}",
            parameters,
        )
        if code in rank and version in texts
        and (taken is None or taken(coding_id, kind, texts[version][1], who, name))
    ]  # fmt: skip
    found.sort()
    for place, _, document, version, start, end, who, name, book, kind in found:
        yield CodedSpan(codes[place], document, version, start, end, who, name, book, kind)


def _texts_by_name(database: Database) -> dict[str, tuple[int, str, str]]:
    """Text version to (place of its document by name, document, version).

    Texts in force only: a coding that a correction left in doubt is no reference until its coder
    has placed it.
    """
    rows = database.fetch(
        "SELECT current_version, id FROM document WHERE removed_by IS NULL ORDER BY name"
    )
    return {version: (number, document, version) for number, (version, document) in enumerate(rows)}
