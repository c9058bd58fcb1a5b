"""What two copies changed without knowing of each other: told, and settled by a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qualkit.core.codebook_json import code_of_json
from qualkit.core.merging import Choice, Conflict, Side
from qualkit.storage import log, memos
from qualkit.storage.merging import tables
from qualkit.storage.merging.conflicts import CODE, REMOVED
from qualkit.storage.merging.rules import RULES
from qualkit.study.blindness import sees_drafts_of, sight
from qualkit.study.naming import Names
from qualkit.study.session import Session

_COLUMNS = (
    "id, kind, target_table, target_id, field, coder, document_id, kept_by, other_by, kept, other, "
    "settled_by"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A conflict as its row: `kept` and `other` are the values of its fields on both sides."""

    id: str
    kind: str
    table: str
    row_id: str
    field: str
    coder: str
    document_id: str
    kept_by: str
    other_by: str
    kept: Any
    other: Any
    settled: bool

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The ways in which it can be settled."""
        if self.table == "document" and self.field == "current_version":
            # To put another text in force is a correction, which carries everybody's work along.
            return (Choice.KEEP,)
        if self.kind == CODE and (self.kept is None or self.other is None):
            return (Choice.KEEP,)
        if self.table == "memo" and self.field != REMOVED:
            return (Choice.KEEP, Choice.TAKE, Choice.BOTH)
        return (Choice.KEEP, Choice.TAKE)


def stored(session: Session, *, settled: bool = False) -> tuple[Stored, ...]:
    """The conflicts that the coder at work may see; with `settled` those that are settled too."""
    where = "1 = 1" if settled else "settled_by IS NULL"
    rows = session.store.database.fetch(
        f"SELECT {_COLUMNS} FROM conflict WHERE {where} "
        "ORDER BY kind, document_id, target_id, field, id"
    )
    found = (
        Stored(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            row[6],
            row[7],
            row[8],
            json.loads(row[9]),
            json.loads(row[10]),
            row[11] is not None,
        )
        for row in rows
    )
    return tuple(each for each in found if _in_sight(session, each))


def _in_sight(session: Session, conflict: Stored) -> bool:
    """Whether it may be seen: its words tell what somebody coded, or noted, in a document."""
    if conflict.table == "draft_code":
        return sees_drafts_of(session, conflict.coder)
    if not conflict.document_id or conflict.table in ("document", "text_version"):
        return True
    return sight(session).sees(conflict.coder, conflict.document_id)


def conflicts(session: Session, *, settled: bool = False) -> tuple[Conflict, ...]:
    """The conflicts in words, by kind and document; those in documents closed to the coder at work
    are left out until they are open."""
    names = Names(session)
    return tuple(_told(session, names, each) for each in stored(session, settled=settled))


def hidden(session: Session) -> int:
    """How many conflicts are not told yet."""
    rows = session.store.database.fetch("SELECT count(*) FROM conflict WHERE settled_by IS NULL")
    return int(rows[0][0]) - len(stored(session))


def _told(session: Session, names: Names, conflict: Stored) -> Conflict:
    now = _in_force(session, conflict)
    kept = _side(session, names, conflict, conflict.kept_by, now)
    if now != conflict.kept:
        # Somebody changed it since; who it was, the history tells.
        kept = Side("", "", kept.says)
    return Conflict(
        conflict.id, conflict.kind, _about(session, names, conflict),
        _document(session, conflict.document_id),
        kept, _side(session, names, conflict, conflict.other_by, conflict.other),
        conflict.choices, conflict.settled,
    )  # fmt: skip


def _in_force(session: Session, conflict: Stored) -> Any:
    """The fields on the side that was kept, as they are now."""
    if conflict.field == REMOVED or conflict.table not in RULES or conflict.settled:
        return conflict.kept
    database = session.store.database
    row = tables.rows_of(database, conflict.table, list(conflict.kept), [conflict.row_id])
    return dict(zip(conflict.kept, row[conflict.row_id], strict=True))


def _side(session: Session, names: Names, conflict: Stored, entry_id: str, values: Any) -> Side:
    entry = log.entry_with(session.store.database, entry_id)
    says = _says(session, names, conflict, values)
    return Side(entry.coder if entry else "", entry.at if entry else "", says)


def _says(session: Session, names: Names, conflict: Stored, values: Any) -> str:
    if conflict.field == REMOVED:
        return "taken out" if values == "out" else "in the study"
    if conflict.kind == CODE:
        return _code_says(conflict, values)
    if conflict.table == "draft_code":
        return _differing(conflict, values["content"])
    if conflict.table == "memo":
        return _words(session, values["current_version"])
    if "code" in values:
        return names.code(values["code"])
    if "span_start" in values:
        return f"{values['span_start']}-{values['span_end']}"
    if "current_version" in values:
        number = session.text(values["current_version"]).number
        return f"version {number} of the text"
    return ", ".join(str(value) for value in values.values() if value is not None) or "nothing"


def _words(session: Session, version: str | None) -> str:
    return memos.version_text(session.store.database, version) if version else "no memo"


def _code_says(conflict: Stored, values: Any) -> str:
    if values is None:
        return "taken out of the codebook"
    if isinstance(values, dict):
        return "; ".join(value for value in values.values() if value)
    return _differing(conflict, values)


def _differing(conflict: Stored, value: str) -> str:
    """The fields of a code in which the two sides differ, as this side has them."""
    both = [
        each["content"] if isinstance(each, dict) else each
        for each in (conflict.kept, conflict.other)
    ]
    if None in both:
        return code_of_json(value).name
    one, two, own = (json.loads(each) for each in (*both, value))
    differing = [name for name in {**one, **two} if one.get(name) != two.get(name)]
    said = [
        f"{name.replace('_', ' ')}: {_plain(own.get(name))}"
        for name in differing
        if name != "history"
    ]
    return "; ".join(said) or "another history"


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(_plain(each) for each in value.values() if each)
    return "none" if value in (None, "") else str(value)


def _about(session: Session, names: Names, conflict: Stored) -> str:
    if conflict.kind == CODE:
        if conflict.field == "theme":
            return f"the theme {names.theme(conflict.row_id)}"
        return f"the code {names.code(conflict.row_id)}"
    document = _document(session, conflict.document_id)
    if conflict.table == "coding":
        return _coding(session, names, conflict.row_id, document)
    if conflict.table == "memo":
        return _memo(session, names, conflict.row_id, document)
    if conflict.table in ("document", "text_version"):
        return document or "a document"
    return {"draft_code": "a draft of a code", "coding_round": "a round"}.get(
        conflict.table, conflict.kind
    )


def _document(session: Session, document_id: str) -> str:
    """A document's name, also of one that was taken out."""
    rows = session.store.database.fetch(
        "SELECT name FROM document WHERE id = :id", {"id": document_id}
    )
    return str(rows[0][0]) if rows else ""


def _coding(session: Session, names: Names, coding_id: str, document: str) -> str:
    rows = session.store.database.fetch(
        "SELECT code, span_start, span_end FROM coding WHERE id = :id", {"id": coding_id}
    )
    code, start, end = rows[0]
    return f"the coding {names.code(code)} at {document} {start}-{end}"


def _memo(session: Session, names: Names, memo_id: str, document: str) -> str:
    rows = session.store.database.fetch(
        "SELECT target_kind, target_id FROM memo WHERE id = :id", {"id": memo_id}
    )
    kind, target = rows[0]
    if kind == "coding":
        return f"the memo on {_coding(session, names, target, document)}"
    if kind == "study":
        return "the memo on the study"
    named = {"code": names.code, "document": names.document}.get(kind)
    return f"the memo on the {kind} {named(target) if named else ''}".rstrip() + (
        f" in {document}" if document and kind != "document" else ""
    )
