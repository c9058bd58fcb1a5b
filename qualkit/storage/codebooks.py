"""Versions of the codebook, the file as it stood at each of our saves, and editorial edits."""

from __future__ import annotations

from qualkit.core.ids import now, uuid7
from qualkit.storage.database import Database
from qualkit.storage.sight import Sight
from qualkit.storage.store import Entry

FILE = "codebook"
"""The id of the one row of codebook_file."""


def codebook_versions(database: Database) -> tuple[tuple[str, int], ...]:
    """(fingerprint, number) of every codebook version, oldest first."""
    rows = database.fetch("SELECT fingerprint, number FROM codebook_version ORDER BY number")
    return tuple((fingerprint, number) for fingerprint, number in rows)


def codebook_text(database: Database, fingerprint: str) -> str:
    """The codebook file as it stood when a version was first seen."""
    rows = database.fetch(
        "SELECT content FROM codebook_version WHERE fingerprint = :fingerprint",
        {"fingerprint": fingerprint},
    )
    return str(rows[0][0])


def add_codebook_version(entry: Entry, fingerprint: str, content: str) -> int:
    """Store a version of the codebook where it is new; its number either way.

    No op of the entry: a version that the study has seen stays, whatever is undone.
    """
    known = dict(codebook_versions(entry.database))
    if fingerprint in known:
        return known[fingerprint]
    number = 1 + max(known.values(), default=0)
    entry.database.execute(
        "INSERT INTO codebook_version (fingerprint, number, content, created_at, change_id) "
        "VALUES (:fingerprint, :number, :content, :at, :change)",
        {
            "fingerprint": fingerprint,
            "number": number,
            "content": content,
            "at": entry.at,
            "change": entry.id,
        },
    )
    return number


def note_codebook_version(entry: Entry, fingerprint: str, was: str = "") -> None:
    """Note in the log that a version is in force now, instead of the one that was."""
    op = {"table": "codebook_version", "id": fingerprint, "again": True}
    entry.ops.append({**op, "was": was} if was else op)


def put_file_text(entry: Entry, fingerprints: tuple[str, str], before: str, after: str) -> str:
    """Make `after` the text of the codebook file, as an op that can be taken back.

    The answer is what `PENDING` keeps until the file is written. The log holds ids alone.
    """
    database = entry.database
    last = str(database.fetch("SELECT text_id FROM codebook_file")[0][0] or "")
    before_id = last
    if not last or file_text(database, last) != before:
        before_id = _add_text(entry, fingerprints[0], before)
        # What a person did to the file in between is no part of this entry, hence no op.
        database.execute(
            "UPDATE codebook_file SET text_id = :text WHERE id = :id",
            {"text": before_id, "id": FILE},
        )
    after_id = _add_text(entry, fingerprints[1], after)
    entry.set("codebook_file", FILE, "text_id", before_id, after_id)
    return f"{before_id} {after_id}"


def _add_text(entry: Entry, fingerprint: str, content: str) -> str:
    text_id = uuid7()
    entry.insert_quietly(
        "codebook_text",
        [
            {
                "id": text_id,
                "fingerprint": fingerprint,
                "content": content,
                "created_at": entry.at,
                "change_id": entry.id,
            }
        ],
    )
    return text_id


def current_text(database: Database) -> str | None:
    """The codebook file as it stood at our last save; None before the first."""
    rows = database.fetch(
        "SELECT t.content FROM codebook_file f JOIN codebook_text t ON t.id = f.text_id"
    )
    return str(rows[0][0]) if rows else None


def has_text(database: Database, content: str) -> bool:
    """Whether the codebook file has ever stood so at one of our saves."""
    return bool(
        database.fetch("SELECT 1 FROM codebook_text WHERE content = :text", {"text": content})
    )


def keep_file_text(database: Database, fingerprint: str, content: str) -> None:
    """Store the file to the letter as it stands, which is no action and no version of its own."""
    row = {"id": uuid7(), "fingerprint": fingerprint, "content": content, "at": now()}
    database.execute(
        "INSERT INTO codebook_text (id, fingerprint, content, created_at, change_id) "
        "VALUES (:id, :fingerprint, :content, :at, '')",
        row,
    )
    database.execute("UPDATE codebook_file SET text_id = :id", row)


def point_to_text(database: Database, text_id: str) -> None:
    """Say which of our saves the codebook file goes back to, where there is one."""
    if text_id:
        database.execute("UPDATE codebook_file SET text_id = :id", {"id": text_id})


def file_text(database: Database, text_id: str) -> str:
    """The codebook file as it stood at one of our saves."""
    rows = database.fetch("SELECT content FROM codebook_text WHERE id = :id", {"id": text_id})
    return str(rows[0][0])


def fingerprint_of(database: Database, text_id: str) -> str:
    """The version that a saved text of the file is."""
    rows = database.fetch("SELECT fingerprint FROM codebook_text WHERE id = :id", {"id": text_id})
    return str(rows[0][0])


def file_steps(entry: Entry) -> tuple[tuple[str, str], ...]:
    """(from, to) of each change of the file's text in an entry, in order."""
    return tuple(
        (str(op["from"]), str(op["to"])) for op in entry.ops if op["table"] == "codebook_file"
    )


def add_editorial(entry: Entry, code: str, before: str, after: str) -> None:
    """Note that an edit changed the wording of a code's rule (by its marks), not the rule."""
    entry.insert(
        "codebook_editorial",
        {
            "id": uuid7(),
            "code": code,
            "rule_before": before,
            "rule_after": after,
            "change_id": entry.id,
        },
    )


def editorials(database: Database) -> tuple[tuple[str, str, str], ...]:
    """(code, mark before, mark after) of every edit that was marked editorial."""
    rows = database.fetch(
        "SELECT code, rule_before, rule_after FROM codebook_editorial "
        "WHERE removed_by IS NULL ORDER BY id"
    )
    return tuple((code, before, after) for code, before, after in rows)


def made_under(database: Database, coder: str, sight: Sight) -> tuple[tuple[str, str, int], ...]:
    """(code, codebook version, number) of a coder's live codings of the texts in force."""
    seen, values = sight.where("c")
    rows = database.fetch(
        "SELECT c.code, c.codebook_version, count(*) FROM coding c "
        "JOIN document d ON d.current_version = c.version_id AND d.removed_by IS NULL "
        f"WHERE c.coder = :coder AND c.layer = 'coder' AND c.removed_by IS NULL AND {seen} "
        "GROUP BY c.code, c.codebook_version",
        {"coder": coder, **values},
    )
    return tuple((code, version, number) for code, version, number in rows)
