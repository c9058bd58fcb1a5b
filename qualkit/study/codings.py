"""Codings: made, removed, noted on, listed, and carried in and out as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualkit.core.ids import now, uuid7
from qualkit.core.records import (
    Change,
    Coder,
    Coding,
    Document,
    Layer,
    Role,
    Span,
)
from qualkit.core.speech import Speech
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.text import count_words, spoken, union
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import codings as rows
from qualkit.storage import team
from qualkit.storage.codings import CodingFilter
from qualkit.study import codebook as book
from qualkit.study.session import Session, checked_initials


class Wording:
    """The words that codings cover, without speakers' labels; each text is looked at once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._speech: dict[str, Speech] = {}

    def said(self, coding: Coding) -> str:
        """What is said inside a coding."""
        if coding.version_id not in self._speech:
            version = self._session.text(coding.version_id)
            self._speech[coding.version_id] = Speech(version.text, version.structure)
        return self._speech[coding.version_id].said(coding.span)


def listed(session: Session, wanted: CodingFilter) -> tuple[Coding, ...]:
    """The codings that fit, by document, start, end and code."""
    return tuple(rows.codings(session.store.database, wanted))


def code(
    session: Session,
    document: Document,
    span: Span,
    code_id: str,
    *,
    memo: str = "",
    round: str = "",  # noqa: A002 - the field's word
    assisted: bool = False,
) -> Change:
    """Give a passage a code. Raises RefusedError where the coder has coded just that already."""
    found = book.codebook(session).find(code_id)
    if not found.codable:
        raise RefusedError(
            f"'{found.name}' is a heading of the codebook, not a code", "choose a code under it"
        )
    if span.end > document.characters:
        raise InputError(
            f"{document.name} has {document.characters} characters; {span.end} is past its end"
        )
    coding = Coding(
        id=uuid7(),
        document_id=document.id,
        version_id=document.version_id,
        layer=Layer.CODER,
        coder=session.coder_or_refuse(),
        round=round or session.settings.round,
        code=found.id,
        span=span,
        created_at=now(),
        codebook_version=book.version_in_force(session),
        assisted=assisted,
        memo=memo,
    )
    with session.write("code") as entry:
        if rows.equal_coding(session.store.database, coding):
            raise RefusedError(f"you have coded this passage as '{found.name}' already")
        rows.add(entry, coding)
        entry.state(code=found.id, document=document.id, start=span.start, end=span.end)
        register(session, entry.coder)
    return entry.change()


def register(session: Session, *initials: str) -> None:
    """Make coders known who work here for the first time; inside an open transaction."""
    known = {coder.initials for coder in session.known_coders()}
    new = [name for name in dict.fromkeys(initials) if name not in known]
    if new:
        for name in new:
            session.store.database.execute(
                "INSERT INTO coder (initials, name, role, change_id) "
                "VALUES (:initials, '', 'coder', '') ON CONFLICT (initials) DO NOTHING",
                {"initials": name},
            )
        session.notice(f"new in this study: coder {', '.join(new)}")


def _own(session: Session, coding_ids: Iterable[str]) -> list[Coding]:
    ids = tuple(coding_ids)
    found = {c.id: c for c in rows.codings(session.store.database, CodingFilter(ids=ids))}
    for coding_id in ids:
        if coding_id not in found:
            raise NotFoundError(
                f"no coding {coding_id}", "list them with their ids: qualkit codings"
            )
        if found[coding_id].coder != session.coder_or_refuse():
            raise RefusedError(
                f"this coding is {found[coding_id].coder}'s; coders change only their own"
            )
    return [found[coding_id] for coding_id in ids]


def uncode(session: Session, coding_ids: Iterable[str]) -> Change:
    """Take codings of one's own out; one action, however many."""
    with session.write("uncode") as entry:
        for coding in _own(session, coding_ids):
            rows.remove(entry, coding)
            entry.state(
                code=coding.code,
                document=coding.document_id,
                start=coding.span.start,
                end=coding.span.end,
            )
    return entry.change()


def memo(session: Session, coding_id: str, text: str) -> Change:
    """Write the memo on a coding of one's own; an empty text takes it off."""
    with session.write("memo") as entry:
        coding = _own(session, [coding_id])[0]
        if coding.memo != text:
            rows.set_memo(entry, "coding", coding.id, text)
        entry.touch(coding.document_id)
        entry.state(
            code=coding.code,
            document=coding.document_id,
            start=coding.span.start,
            end=coding.span.end,
        )
    return entry.change()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is in a document: codings, participants' words inside them, and in all."""

    codings: int
    coded_words: int
    words: int


def progress(session: Session, coder: str) -> dict[str, Progress]:
    """Document id to the coder's progress in it."""
    spans: dict[str, list[Span]] = {}
    for coding in rows.codings(session.store.database, CodingFilter(coder=coder)):
        spans.setdefault(coding.version_id, []).append(coding.span)
    found = {}
    for document in session.documents():
        own = spans.get(document.version_id, [])
        words = _words_inside(session, document, own) if own else 0
        found[document.id] = Progress(len(own), words, document.participant_words)
    return found


def _words_inside(session: Session, document: Document, spans: list[Span]) -> int:
    version = session.text(document.version_id)
    structure = version.structure
    coded = union(spans)
    parts, at = [], 0
    for piece in spoken(version.text, structure):
        if piece.turn >= 0:
            speaker = structure.speakers[structure.turns[piece.turn].speaker]
            if speaker.role is Role.INTERVIEWER:
                continue
        while at < len(coded) and coded[at].end <= piece.span.start:
            at += 1
        for span in coded[at:]:
            if span.start >= piece.span.end:
                break
            if part := piece.span.intersection(span):
                parts.append(part)
    return count_words(version.text, parts)


def coders(session: Session) -> tuple[Coder, ...]:
    """Everybody who codes in this study."""
    return session.known_coders()


def add_coder(session: Session, coder: Coder) -> Change:
    """Make somebody known, or change their name and role."""
    checked_initials(coder.initials)
    with session.write("add coder", coder=session.somebody(), undoable=False) as entry:
        team.add_coder(entry, coder)
        entry.state(coder=coder.initials, role=coder.role.value)
    return entry.change()


def round_trip_table(session: Session, wanted: CodingFilter) -> Table:
    """The codings in the columns that `import codings` takes back without loss."""
    texts = ColumnKind.TEXT
    columns = tuple(
        Column(key, key, ColumnKind.INTEGER if key in ("start", "end") else texts)
        for key in (
            "coder", "document", "code", "start", "end", "quote", "id", "round", "memo", "time",
            "codebook_version", "assisted",
        )
    )  # fmt: skip

    def walk() -> Iterator[tuple[Cell, ...]]:
        names = {document.id: document.name for document in session.documents()}
        order = "coder, document_id, span_start, span_end"
        said = Wording(session).said
        for coding in rows.codings(session.store.database, wanted, order):
            yield (
                coding.coder,
                names[coding.document_id],
                coding.code,
                coding.span.start,
                coding.span.end,
                said(coding),
                coding.id,
                coding.round,
                coding.memo,
                coding.created_at,
                coding.codebook_version,
                "yes" if coding.assisted else "no",
            )

    return Table(f"{session.settings.title}: codings", columns, walk())
