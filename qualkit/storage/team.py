"""Coders, codebook versions, the topic guide and resume points, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.ids import uuid7
from qualkit.core.records import Coder, CoderRole, Question
from qualkit.storage.database import Database
from qualkit.storage.store import Entry, Store


def coders(database: Database) -> tuple[Coder, ...]:
    """Everybody who has been named as a coder, by initials."""
    rows = database.fetch("SELECT initials, name, role FROM coder ORDER BY initials")
    return tuple(Coder(initials, name, CoderRole(role)) for initials, name, role in rows)


def add_coder(entry: Entry, coder: Coder) -> None:
    """Make somebody known as a coder, or change their name and role."""
    entry.database.execute(
        "INSERT INTO coder (initials, name, role, change_id) "
        "VALUES (:initials, :name, :role, :change) "
        "ON CONFLICT (initials) DO UPDATE SET name = excluded.name, role = excluded.role, "
        "change_id = excluded.change_id",
        {
            "initials": coder.initials,
            "name": coder.name,
            "role": coder.role.value,
            "change": entry.id,
        },
    )
    entry.ops.append({"table": "coder", "id": coder.initials, "new": True})


def place(database: Database, coder: str, document_id: str) -> int | None:
    """Where a coder stopped in a document, or None."""
    rows = database.fetch(
        "SELECT position FROM place_reached WHERE coder = :coder AND document_id = :document",
        {"coder": coder, "document": document_id},
    )
    return int(rows[0][0]) if rows else None


def place_selection(database: Database, coder: str, document_id: str) -> str:
    """What was selected where a coder stopped, as `remember_place` was given it, or ""."""
    rows = database.fetch(
        "SELECT selection FROM place WHERE coder = :coder AND document_id = :document",
        {"coder": coder, "document": document_id},
    )
    return str(rows[0][0]) if rows else ""


def remember_place(
    store: Store, coder: str, document_id: str, position: int, selection: str = ""
) -> None:
    """Keep where a coder stopped; no action, hence not in the log."""
    with store.database.transaction():
        store.database.execute(
            "INSERT INTO place (coder, document_id, position, selection) "
            "VALUES (:coder, :document, :position, :selection) "
            "ON CONFLICT (coder, document_id) DO UPDATE "
            "SET position = excluded.position, selection = excluded.selection",
            {"coder": coder, "document": document_id, "position": position,
             "selection": selection},
        )  # fmt: skip


def questions(database: Database) -> tuple[Question, ...]:
    """The topic guide in order."""
    rows = database.fetch(
        "SELECT id, number, body FROM question WHERE removed_by IS NULL ORDER BY number"
    )
    return tuple(Question(*row) for row in rows)


def set_questions(entry: Entry, texts: Sequence[str]) -> None:
    """Replace the topic guide; questions that stay as they are keep their id and links."""
    kept: set[str] = set()
    old = questions(entry.database)
    by_text = {question.text: question for question in old}
    for number, text in enumerate(texts, start=1):
        if question := by_text.get(text):
            kept.add(question.id)
            if question.number != number:
                entry.set("question", question.id, "number", question.number, number)
        else:
            entry.insert(
                "question",
                {"id": uuid7(), "number": number, "body": text, "change_id": entry.id},
            )
    for question in old:
        if question.id not in kept:
            entry.set("question", question.id, "removed_by", None, entry.id)


def question_links(database: Database, version_id: str) -> dict[int, str]:
    """Turn number (from 0) to question id, for one text."""
    rows = database.fetch(
        "SELECT l.turn, l.question_id FROM question_link l JOIN question q ON q.id = l.question_id "
        "WHERE l.version_id = :version AND q.removed_by IS NULL AND l.removed_by IS NULL "
        "ORDER BY l.turn",
        {"version": version_id},
    )
    return dict(rows)


def set_question_links(
    entry: Entry, version_id: str, links: Sequence[tuple[int, str, int]]
) -> None:
    """Make these the links of a text: (turn number, question id, likeness in percent)."""
    rows = entry.database.fetch(
        "SELECT id, turn, question_id FROM question_link "
        "WHERE version_id = :version AND removed_by IS NULL",
        {"version": version_id},
    )
    present = {(turn, question_id): link_id for link_id, turn, question_id in rows}
    wanted = {(turn, question_id): score for turn, question_id, score in links}
    for pair, link_id in present.items():
        if pair not in wanted:
            entry.set("question_link", link_id, "removed_by", None, entry.id)
    for (turn, question_id), score in wanted.items():
        if (turn, question_id) not in present:
            entry.insert(
                "question_link",
                {
                    "id": uuid7(),
                    "version_id": version_id,
                    "turn": turn,
                    "question_id": question_id,
                    "score": score,
                    "change_id": entry.id,
                },
            )
