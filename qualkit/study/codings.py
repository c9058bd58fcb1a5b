"""Codings: made, removed, noted on, listed, and carried in and out as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualkit.core.codebook import Code
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
from qualkit.core.speech import Placed, Speech
from qualkit.core.text import count_words, spoken, union
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import codings as rows
from qualkit.storage import documents, memos, team
from qualkit.storage.codings import CodingFilter
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import working
from qualkit.study.blindness import Sight, sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.reading import reading
from qualkit.study.session import Session, checked_initials


class Wording:
    """The words that codings cover as the team may read them, without speakers' labels.

    Each text is looked at once.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._speech: dict[str, Speech] = {}

    def said(self, passage: Placed) -> str:
        """What is said inside a coding, or whatever else lies in a text."""
        if passage.version_id not in self._speech:
            self._speech[passage.version_id] = reading(self._session, passage.version_id).speech()
        return self._speech[passage.version_id].said(passage.span)


def listed(session: Session, wanted: CodingFilter) -> tuple[Coding, ...]:
    """The codings that fit, by document, start, end and code.

    Those under another coder's hidden drafts are left out: the code's name would tell.
    """
    found = rows.codings(session.store.database, wanted)
    hidden = frozenset() if wanted.coder == session.coder else hidden_codes(session)
    return tuple(coding for coding in found if coding.code not in hidden)


def code(
    session: Session,
    document: Document,
    span: Span,
    codes: Sequence[str],
    *,
    memo: str = "",
    round: str = "",  # noqa: A002 - the field's word
    assisted: bool = False,
) -> Change:
    """Give a passage codes, as one action; those that the coder has given it already are skipped.

    The memo goes on each coding. Raises RefusedError where all of them are there already.
    """
    if not codes:
        raise InputError("no code is named", "name one: qualkit code DOCUMENT CODE")
    found = list(dict.fromkeys(codable(session, name) for name in codes))
    version = book.version_in_force(session)
    made: list[Coding] = []
    with session.write("code") as entry:
        check_passage(session, document, span)
        for chosen in found:
            coding = new_coding(session, document, span, chosen, version, round)
            coding = replace(coding, assisted=assisted, memo=memo)
            if not rows.equal_coding(session.store.database, coding):
                rows.add(entry, coding)
                made.append(coding)
                entry.state(code=chosen.id)
        if not entry.ops:
            names = " and ".join(f"'{chosen.name}'" for chosen in found)
            raise RefusedError(f"you have coded this passage as {names} already")
        working.touch(session, entry, made)
        entry.state(document=document.id, start=span.start, end=span.end)
        register(session, entry.coder)
    return entry.change()


def new_coding(
    session: Session, document: Document, span: Span, code: Code, version: str,
    round: str = "",  # noqa: A002 - the field's word
) -> Coding:  # fmt: skip
    """A coding of the coder at work, not stored yet, under that version of the codebook."""
    return Coding(
        uuid7(), document.id, document.version_id, Layer.CODER, session.coder_or_refuse(),
        round or working.round_for(session, document), code.id, span, now(), version,
    )  # fmt: skip


def codable(session: Session, name: str) -> Code:
    """The code of that id or name; RefusedError where nothing (more) is coded with it."""
    found = book.codebook(session).find(name)
    if not found.codable:
        raise RefusedError(
            f"'{found.name}' is a heading of the codebook, not a code", "choose a code under it"
        )
    if not found.in_use:
        now = book.codebook(session).current(found.id)
        raise RefusedError(
            f"the code '{found.name}' is {found.status.value}, so nothing new is coded with it",
            f"take '{now}'" if now != found.id else f"qualkit codebook revive {found.id}",
        )
    return found


def check_passage(session: Session, document: Document, span: Span) -> None:
    """Refuse a passage that the document's text, as it is now, does not have."""
    if span.end > document.characters:
        raise InputError(
            f"{document.name} has {document.characters} characters; {span.end} is past its end"
        )
    if not documents.is_current(session.store.database, document):
        raise RefusedError(
            f"{document.name} has been corrected or taken out meanwhile", "open it again"
        )


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


def live(session: Session, coding_ids: Iterable[str]) -> list[Coding]:
    """The codings with these ids, in this order; NotFoundError where one is not there.

    One that may not be seen is not there: who asks learns nothing of it.
    """
    ids = tuple(dict.fromkeys(coding_ids))
    wanted = CodingFilter(ids=ids, layer="", sight=sight(session))
    hidden = hidden_codes(session)
    found = {
        c.id: c
        for c in rows.codings(session.store.database, wanted)
        if c.coder == session.coder or c.code not in hidden
    }
    for coding_id in ids:
        if coding_id not in found:
            raise NotFoundError(
                f"no coding {coding_id}", "list them with their ids: qualkit codings"
            )
    return [found[coding_id] for coding_id in ids]


def own(session: Session, coding_ids: Iterable[str]) -> list[Coding]:
    """The same, if all are the present coder's; RefusedError otherwise."""
    found = live(session, coding_ids)
    for coding in found:
        if coding.coder != session.coder_or_refuse():
            raise RefusedError(f"this coding is {coding.coder}'s; coders change only their own")
        if coding.layer is Layer.CONSENSUS:
            raise RefusedError(
                "this coding is of the consensus layer: it stands as it was decided on",
                "decide anew: qualkit adjudicate list",
            )
    return found


def state(entry: Entry, coding: Coding) -> None:
    """Note in the log which coding an entry is about."""
    entry.touch(coding.document_id)
    entry.state(
        code=coding.code,
        document=coding.document_id,
        start=coding.span.start,
        end=coding.span.end,
    )


def uncode(session: Session, coding_ids: Iterable[str]) -> Change:
    """Take codings of one's own out; one action, however many."""
    with session.write("uncode") as entry:
        found = own(session, coding_ids)
        for coding in found:
            rows.remove(entry, coding)
            state(entry, coding)
        working.touch(session, entry, found)
    return entry.change()


def memo(session: Session, coding_id: str, text: str) -> Change:
    """Write the memo on a coding of one's own; an empty text takes it off."""
    with session.write("memo") as entry:
        coding = own(session, [coding_id])[0]
        memos.set_memo(entry, "coding", coding.id, text)
        state(entry, coding)
    return entry.change()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is in a document: codings, participants' words inside them, and in all."""

    codings: int
    coded_words: int
    words: int


def progress(session: Session, coder: str, seen: Sight | None = None) -> dict[str, Progress]:
    """Document id to the coder's progress in it, where it may be seen.

    A document that is closed is not among another's: that would tell how much they have coded.
    `seen` is another sight than that of the coder at work, for what is told in other words.
    """
    seen = sight(session) if seen is None else seen
    spans: dict[str, list[Span]] = {}
    wanted = CodingFilter(coder=coder, layer=Layer.CODER.value, sight=seen)
    for coding in rows.codings(session.store.database, wanted):
        spans.setdefault(coding.version_id, []).append(coding.span)
    found = {}
    for document in session.documents():
        if coder != seen.viewer and document.id in seen.closed:
            continue
        own = spans.get(document.version_id, [])
        words = _words_inside(session, document, own) if own else 0
        whole = document.words if document.kind.published else document.participant_words
        found[document.id] = Progress(len(own), words, whole)
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
