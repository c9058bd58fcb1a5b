"""The queue of what a corrected text left in doubt: shown, placed again, or given up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.anchoring import Anchoring
from qualkit.core.records import Change, Document, Span, TextVersion
from qualkit.core.speech import Speech
from qualkit.core.text import trimmed
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import carried as rows
from qualkit.storage.carried import Hanging, Waiting
from qualkit.storage.codings import CodingFilter
from qualkit.storage.documents import is_current
from qualkit.study.blindness import sight
from qualkit.study.carrying import alike, seen_of
from qualkit.study.drafts import hidden_codes
from qualkit.study.reading import reading
from qualkit.study.session import Session

# What others may see of one's own; a bookmark or a proposal is nobody else's affair.
_SHARED = ("coding", "team_note")

# Characters shown before and behind a passage.
_AROUND = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with what is said before and behind them."""

    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Something of a coder's that waits since a text was corrected.

    `id` is that of the coding (note, bookmark, proposal: `what`), `was` its passage in the text
    that it was made on, `now` the passage `span` that is suggested, if any; `near` is about where
    in the new text it stood.
    """

    id: str
    what: str
    document: Document
    coder: str
    code: str
    from_number: int
    was: Passage
    span: Span | None
    now: Passage | None
    confidence: int
    near: int

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def how(self) -> str:
        """Doubtful, or lost where nothing is suggested."""
        return "doubtful" if self.span is not None else "lost"


@dataclass(frozen=True, slots=True)
class Mixed:
    """A document whose codings lie on more than one version of its text: (version, codings)."""

    document: Document
    versions: tuple[tuple[int, int], ...]


class _Queue:
    """Reads what waits; each pair of texts is compared once, and only where need be."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._speech: dict[str, Speech] = {}
        self._anchorings: dict[tuple[str, str], Anchoring] = {}
        self.documents = {document.id: document for document in session.documents()}

    def told(self, waiting: Waiting) -> Carried:
        hanging = waiting.hanging
        document = self.documents[hanging.document_id]
        old = self._session.text(hanging.version_id)
        new = self._session.text(document.version_id)
        span, confidence = self.suggestion(waiting, document)
        return Carried(
            hanging.id,
            hanging.what,
            document,
            hanging.coder,
            hanging.code,
            old.number,
            self._passage(old, hanging.span),
            span,
            self._passage(new, span) if span is not None else None,
            confidence,
            span.start if span is not None
            else hanging.span.start * len(new.text) // max(1, len(old.text)),
        )  # fmt: skip

    def suggestion(self, waiting: Waiting, document: Document) -> tuple[Span | None, int]:
        """Where it may belong. What was brought back by an undo has not been looked for yet."""
        if waiting.carry_id:
            return waiting.span, waiting.confidence
        pair = (waiting.hanging.version_id, document.version_id)
        if pair not in self._anchorings:
            old, new = (self._session.text(version) for version in pair)
            self._anchorings[pair] = Anchoring(old, new, alike())
        found = self._anchorings[pair].anchor(waiting.hanging.span)
        return found.span, found.confidence

    def _passage(self, version: TextVersion, span: Span) -> Passage:
        # Labels are people's names: everything that is shown goes through `Speech`.
        if version.id not in self._speech:
            self._speech[version.id] = reading(self._session, version.id).speech()
        speech, text = self._speech[version.id], version.text
        span = speech.masks.widened(span)
        start = max(0, span.start - _AROUND)
        while 0 < start < span.start and not text[start - 1].isspace():
            start += 1
        end = min(len(text), span.end + _AROUND)
        while span.end < end < len(text) and not text[end].isspace():
            end -= 1
        before = speech.said(Span(start, span.start)) if start < span.start else ""
        behind = speech.said(Span(span.end, end)) if span.end < end else ""
        gap = " " if before and text[span.start - 1].isspace() else ""
        after = " " if behind and text[span.end].isspace() else ""
        return Passage(before.rstrip() + gap, speech.said(span), after + behind.lstrip())


def carried(session: Session, coder: str, document: Document | None) -> tuple[Carried, ...]:
    """What waits for a coder, by kind, document and place."""
    document_id = document.id if document else ""
    found = list(_seen(session, coder, document_id))
    queue = _Queue(session)
    return tuple(queue.told(waiting) for waiting in found)


def _seen(
    session: Session, coder: str = "", document_id: str = "", target_id: str = ""
) -> Iterator[Waiting]:
    """What waits and may be seen: that something of another's waits tells that it is there."""
    seen, hidden = sight(session), hidden_codes(session)
    for waiting in rows.stranded(
        session.store.database, coder=coder, document_id=document_id, target_id=target_id
    ):
        hanging = waiting.hanging
        shared = hanging.table in _SHARED and hanging.code not in hidden
        if seen_of(seen, hanging) and (shared or hanging.coder == session.coder):
            yield waiting


def waiting_counts(session: Session, coder: str = "") -> dict[str, Counter[str]]:
    """Document id to how many things wait in it, by coder; no text is read."""
    counts: dict[str, Counter[str]] = {}
    for waiting in _seen(session, coder):
        counts.setdefault(waiting.hanging.document_id, Counter())[waiting.hanging.coder] += 1
    return counts


def waiting_note(session: Session) -> tuple[str, ...]:
    """What an export must say of codings that it cannot hold; nothing where none waits."""
    found = _seen(session)
    count = sum(waiting.hanging.table == "coding" for waiting in found)
    if not count:
        return ()
    return (
        f"Left out: {count} coding{'s' if count > 1 else ''} that the correction of a transcript "
        "put in doubt (each coder works their own: qualkit documents carried).",
    )


def _own(session: Session, target_id: str) -> Waiting:
    found = list(_seen(session, target_id=target_id))
    if not found:
        raise NotFoundError(
            f"nothing with the id {target_id} waits for review",
            "list what does: qualkit documents carried",
        )
    if found[0].hanging.coder != session.coder_or_refuse():
        raise RefusedError(
            f"this {found[0].hanging.what} is {found[0].hanging.coder}'s; coders review their own"
        )
    return found[0]


def settle(session: Session, target_id: str, span: Span | None) -> Change:
    """Put something that waits onto the suggested passage of today's text, or onto `span`."""
    session.forget()
    waiting = _own(session, target_id)
    hanging = waiting.hanging
    queue = _Queue(session)
    document = queue.documents[hanging.document_id]
    if span is None:
        span, _ = queue.suggestion(waiting, document)
    if span is None:
        raise RefusedError(
            f"nothing is suggested for this {hanging.what}: its words are gone",
            f"name a passage: qualkit documents carried --span {target_id} START END; "
            f"or give it up: --drop {target_id}",
        )
    place = _spoken(session, document, span)
    with session.write("settle carried") as entry:
        if not is_current(entry.database, document):
            raise RefusedError(f"{document.name} has just been corrected again", "look once more")
        if rows.equal(entry.database, hanging, document.version_id, place):
            raise RefusedError(
                f"you have just that {hanging.what} on this passage already",
                f"choose another passage, or give this one up: --drop {target_id}",
            )
        rows.move(entry, hanging, document.version_id, place)
        rows.close(entry, waiting.carry_id, "accepted")
        entry.touch(document.id)
        entry.state(**_facts(hanging), start=place.start, end=place.end)
    return entry.change()


def _spoken(session: Session, document: Document, span: Span) -> Span:
    """The span without white space at its ends; InputError where nobody speaks in it."""
    version = session.text(document.version_id)
    if span.end > len(version.text):
        raise InputError(
            f"{document.name} has {len(version.text)} characters; {span.end} is past its end"
        )
    place = trimmed(version.text, span.start, span.end)
    if place is None or not Speech(version.text, version.structure).said(place).strip():
        raise InputError(f"nobody speaks in {document.name} {span.start}-{span.end}")
    return place


def drop(session: Session, target_id: str) -> Change:
    """Give up something that waits, because its passage is gone; it is taken out."""
    waiting = _own(session, target_id)
    with session.write("drop carried") as entry:
        rows.take_out(entry, waiting.hanging)
        rows.close(entry, waiting.carry_id, "dropped")
        entry.touch(waiting.hanging.document_id)
        entry.state(**_facts(waiting.hanging))
    return entry.change()


def _facts(hanging: Hanging) -> dict[str, str]:
    facts = {"what": hanging.what, "document": hanging.document_id}
    return facts | ({"code": hanging.code} if hanging.code else {})


def mixed_versions(session: Session) -> tuple[Mixed, ...]:
    """The documents whose codings lie on more than one version of their text.

    Agreement must not be computed across them: two coders' spans would count characters of two
    different texts. It says which they are, and that their queues must be worked first.
    """
    return tuple(_mixed(session))


def _mixed(session: Session) -> Iterator[Mixed]:
    counts: dict[str, dict[str, int]] = {}
    condition, values = CodingFilter(layer="", sight=sight(session)).where()
    for document_id, version_id, number in session.store.database.fetch(
        f"SELECT document_id, version_id, count(*) FROM coding WHERE {condition} "
        "GROUP BY document_id, version_id", values,
    ):  # fmt: skip
        counts.setdefault(document_id, {})[version_id] = number
    for document in session.documents():
        by_version = counts.get(document.id, {})
        if set(by_version) - {document.version_id}:
            numbers = {v: session.text(v).number for v in by_version}
            yield Mixed(document, tuple(sorted((numbers[v], n) for v, n in by_version.items())))
