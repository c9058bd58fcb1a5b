"""Documents and the versions of their texts, as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from qualkit.core.ids import uuid7
from qualkit.core.records import (
    Document,
    DocumentKind,
    Mark,
    MarkKind,
    Role,
    Span,
    Speaker,
    Structure,
    TextVersion,
    Transcript,
    Turn,
)
from qualkit.core.text import count_words, participant_spans, spoken
from qualkit.errors import StoreError
from qualkit.storage.database import Database
from qualkit.storage.store import Entry


def sha256_of(text: str) -> str:
    """The hash that a text version is stored and checked under."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A transcript as the rows that will be stored; a few times smaller than its records."""

    document: dict[str, Any]
    version: dict[str, Any]
    body: dict[str, Any]


def pack(transcript: Transcript, pseudonyms: Sequence[str]) -> PackedDocument:
    """`transcript` as rows, its speakers under `pseudonyms` (in order of number)."""
    document_id = uuid7()
    structure = replace(
        transcript.structure,
        speakers=tuple(
            replace(speaker, pseudonym=pseudonym)
            for speaker, pseudonym in zip(transcript.structure.speakers, pseudonyms, strict=True)
        ),
    )
    packed = pack_version(
        document_id, 1, replace(transcript, structure=structure),
        (transcript.source_name, transcript.source_sha256),
    )  # fmt: skip
    return PackedDocument(
        document={
            "id": document_id,
            "name": transcript.name,
            "kind": transcript.kind.value,
            "source_name": transcript.source_name,
            "source_sha256": transcript.source_sha256,
            "current_version": packed.version["id"],
        },
        version=packed.version,
        body=packed.body,
    )


class Written(Protocol):
    """A text and its structure, the speakers under their pseudonyms."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def structure(self) -> Structure:
        """What lies beside it."""


@dataclass(frozen=True, slots=True)
class PackedVersion:
    """A version of a text as the rows that will be stored."""

    version: dict[str, Any]
    body: dict[str, Any]


def pack_version(
    document_id: str, number: int, written: Written, source: tuple[str, str]
) -> PackedVersion:
    """One version of a document's text as rows; `source` is its file's name and hash, or empty."""
    text, structure = written.text, written.structure
    version_id = uuid7()
    version = {
        "id": version_id,
        "document_id": document_id,
        "number": number,
        "sha256": sha256_of(text),
        "characters": len(text),
        "words": count_words(text, (piece.span for piece in spoken(text, structure))),
        "participant_words": count_words(text, participant_spans(text, structure)),
        "turn_count": len(structure.turns),
        "speakers": _packed([[s.role.value, s.pseudonym] for s in structure.speakers]),
        "source_name": source[0],
        "source_sha256": source[1],
    }
    body = {
        "version_id": version_id,
        "body": text,
        "turns": _packed([[t.speaker, t.start, t.end] for t in structure.turns]),
        "sentences": _packed([n for s in structure.sentences for n in (s.start, s.end)]),
        "marks": _packed([[m.start, m.end, m.kind.value, m.value] for m in structure.marks]),
    }
    return PackedVersion(version, body)


def _packed(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def insert(entry: Entry, packed: PackedDocument) -> None:
    """Store a new document with its first text version."""
    stamp = {"change_id": entry.id}
    entry.insert("document", {**packed.document, "imported_at": entry.at, **stamp})
    entry.insert_quietly("text_version", [{**packed.version, "created_at": entry.at, **stamp}])
    entry.insert_quietly("text_body", [packed.body])
    entry.touch(packed.document["id"])


def add_version(entry: Entry, document: Document, packed: PackedVersion) -> None:
    """Store another version of a document's text and make it the one in force."""
    stamp = {"created_at": entry.at, "change_id": entry.id}
    entry.insert_quietly("text_version", [{**packed.version, **stamp}])
    entry.insert_quietly("text_body", [packed.body])
    entry.set("document", document.id, "current_version", document.version_id, packed.version["id"])
    entry.touch(document.id)


_DOCUMENT = """
SELECT d.id, d.name, d.kind, v.id, v.number, v.characters, v.words, v.participant_words,
  v.turn_count, v.speakers, d.source_name, d.source_sha256, d.imported_at
FROM document d JOIN text_version v ON v.id = d.current_version
WHERE d.removed_by IS NULL
ORDER BY d.name
"""


def documents(database: Database) -> tuple[Document, ...]:
    """Every document of the study, by name; no text is read."""
    return tuple(
        Document(
            id=row[0],
            name=row[1],
            kind=DocumentKind(row[2]),
            version_id=row[3],
            version=row[4],
            characters=row[5],
            words=row[6],
            # Nobody of the study speaks in literature.
            participant_words=0 if DocumentKind(row[2]).published else row[7],
            turns=row[8],
            speakers=_speakers(row[9]),
            source_name=row[10],
            source_sha256=row[11],
            imported_at=row[12],
        )
        for row in database.fetch(_DOCUMENT)
    )


def _speakers(packed: str) -> tuple[Speaker, ...]:
    return tuple(
        Speaker(number, "", Role(role), pseudonym)
        for number, (role, pseudonym) in enumerate(json.loads(packed))
    )


_VERSION = """
SELECT v.id, v.document_id, v.number, v.sha256, v.speakers, b.body, b.turns, b.sentences, b.marks
FROM text_version v JOIN text_body b ON b.version_id = v.id
WHERE v.id = :id
"""


_KINDS = {kind.value: kind for kind in MarkKind}


def text_version(database: Database, version_id: str) -> TextVersion:
    """One text with its structure; StoreError where it no longer has the hash it was stored with.

    An invariant of qualkit: the text under codings never changes, whoever wrote to the file.
    """
    row = database.fetch(_VERSION, {"id": version_id})[0]
    text = row[5]
    if sha256_of(text) != row[3]:
        raise StoreError(
            f"the stored text of a document was changed from outside (version {row[2]}, "
            f"id {row[1]}): its SHA-256 no longer fits, so its codings cannot be trusted",
            "put back a backup of study.db; see which document: qualkit check",
        )
    numbers = json.loads(row[7])
    return TextVersion(
        id=row[0],
        document_id=row[1],
        number=row[2],
        text=text,
        sha256=row[3],
        structure=Structure(
            speakers=_speakers(row[4]),
            turns=tuple(Turn(*turn) for turn in json.loads(row[6])),
            sentences=tuple(map(Span, numbers[::2], numbers[1::2])),
            marks=tuple(Mark(s, e, _KINDS[k], v) for s, e, k, v in json.loads(row[8])),
        ),
    )


def set_speakers(
    entry: Entry, version_id: str, speakers: Sequence[Speaker], participant_words: int
) -> None:
    """Change the roles or pseudonyms of a text's speakers (the text itself stays)."""
    old = entry.database.fetch(
        "SELECT speakers, participant_words FROM text_version WHERE id = :id", {"id": version_id}
    )[0]
    new = _packed([[s.role.value, s.pseudonym] for s in speakers])
    entry.set("text_version", version_id, "speakers", old[0], new)
    entry.set("text_version", version_id, "participant_words", old[1], participant_words)


def remove_document(entry: Entry, document_id: str) -> None:
    """Take a document out; its rows stay, marked."""
    entry.set("document", document_id, "removed_by", None, entry.id)
    entry.touch(document_id)


def is_current(database: Database, document: Document) -> bool:
    """Whether the document is in the study still, with the text that its record names."""
    rows = database.fetch(
        "SELECT 1 FROM document WHERE id = :id AND current_version = :version "
        "AND removed_by IS NULL",
        {"id": document.id, "version": document.version_id},
    )
    return bool(rows)
