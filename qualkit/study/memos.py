"""Memos on anything: written, listed, searched, and as a table."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.marks import Memo, MemoKind
from qualkit.core.records import Change, Span
from qualkit.core.table import Column, ColumnKind, Table
from qualkit.errors import InputError, NotFoundError, QualkitError
from qualkit.storage import memos as rows
from qualkit.storage.memos import MemoRow
from qualkit.study import codebook as book
from qualkit.study.blindness import left_out, sight, undistracted
from qualkit.study.codings import register
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session, did_you_mean

ON_THEIR_OWN = (MemoKind.DOCUMENT, MemoKind.CODE, MemoKind.PARTICIPANT, MemoKind.STUDY)
"""The kinds that `memo_on` writes; the others belong to a coding, a mark or a note."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which memos are wanted; an empty field does not limit.

    With `all_coders` also those on others' codings are, where they are no secret: of which who
    works blind is not told on the screens.
    """

    kind: MemoKind | None = None
    target: str = ""
    coder: str = ""
    search: str = ""
    all_coders: bool = False


def memo_on(session: Session, kind: MemoKind, target: str, text: str) -> Change:
    """Write the coder's memo on a document, code, participant or the study; "" takes it off."""
    if kind not in ON_THEIR_OWN:
        raise InputError(
            f"a memo on a {kind.value} is written there", "on a coding: qualkit memo CODING TEXT"
        )
    target_id = _resolved(session, kind, target)
    with session.write("memo on") as entry:
        rows.set_memo(entry, kind.value, target_id, text)
        entry.state(kind=kind.value)
        if kind is MemoKind.DOCUMENT:
            entry.touch(target_id)
            entry.state(document=target_id)
        elif kind is not MemoKind.STUDY:
            entry.state(**{kind.value: target_id})
        register(session, entry.coder)
    return entry.change()


def _resolved(session: Session, kind: MemoKind, target: str) -> str:
    if kind is MemoKind.DOCUMENT:
        return session.document(target).id
    if kind is MemoKind.CODE:
        return book.codebook(session).find(target).id
    if kind is MemoKind.PARTICIPANT:
        return _pseudonym(session, target)
    if target:
        raise InputError("a memo on the study names nothing else", "leave the target empty")
    return ""


def _pseudonym(session: Session, target: str) -> str:
    known = {participant.pseudonym for participant in session.participants()}
    for document in session.documents():
        known |= {speaker.pseudonym for speaker in document.speakers if speaker.pseudonym}
    for name in sorted(known):
        if name.casefold() == target.casefold():
            return name
    raise NotFoundError(f"no participant '{target}'", did_you_mean(target, sorted(known)))


def memos(session: Session, wanted: Wanted) -> tuple[Memo, ...]:
    """The memos that fit: by kind, then by what they are about, then as they were written."""
    titles = _Titles(session, all_coders=wanted.all_coders)
    found: list[Memo] = []
    for kind in MemoKind:
        if wanted.kind not in (None, kind):
            continue
        target_id = _sought(session, kind, wanted.target)
        some = [
            _memo(kind, row, titles)
            for row in rows.memos(session.store.database, kind.value)
            if (not wanted.target or row.target_id in (wanted.target, target_id))
            and (not wanted.coder or row.coder == wanted.coder)
            and wanted.search.casefold() in row.body.casefold()
            and titles.in_sight(kind, row)
        ]
        found += sorted(some, key=lambda m: (m.title, m.span.start if m.span else -1, m.id))
    return tuple(found)


def _sought(session: Session, kind: MemoKind, target: str) -> str:
    """The id of what is named, if it is a name of something of that kind."""
    if not target or kind not in ON_THEIR_OWN or kind is MemoKind.STUDY:
        return target
    try:
        return _resolved(session, kind, target)
    except QualkitError:
        return target


class _Titles:
    """The names of what memos are about."""

    def __init__(self, session: Session, *, all_coders: bool) -> None:
        self._session = session
        self._sight = sight(session)
        self._on_codings = self._sight if all_coders else undistracted(session)
        self.documents = {document.id: document.name for document in session.documents()}
        self.documents[""] = session.settings.title
        self._codes: dict[str, str] = {}
        self._hidden = hidden_codes(session)

    def in_sight(self, kind: MemoKind, row: MemoRow) -> bool:
        """Whether what a memo is about is in the study, and may be seen by the coder at work.

        A memo on another's coding tells what they coded; so does, in a closed document, what they
        wrote of it to be read.
        """
        if row.place is not None:
            document_id, _, _, code, owner = row.place
            if kind is MemoKind.TEAM_NOTE:
                seen = self._sight.reads(owner, document_id, row.at)
            else:
                seen = self._on_codings.sees(owner, document_id, row.round)
                # What one has written oneself one may read, unless the coding is a secret.
                mine = row.coder == self._session.coder
                seen = seen or (mine and self._sight.sees(owner, document_id, row.round))
                seen = seen and (mine or document_id not in self._sight.closed)
            own = owner == self._session.coder
            return seen and document_id in self.documents and (own or code not in self._hidden)
        if kind is MemoKind.DOCUMENT:
            seen = self._sight.reads(row.coder, row.target_id, row.at)
            return seen and row.target_id in self.documents
        return kind is not MemoKind.CODE or row.target_id not in self._hidden

    def code(self, code_id: str) -> str:
        """The code's name today; its id where the codebook lacks it or cannot be read."""
        if code_id not in self._codes:
            try:
                self._codes[code_id] = book.codebook(self._session).find(code_id).name
            except QualkitError:
                self._codes[code_id] = code_id
        return self._codes[code_id]


def _memo(kind: MemoKind, row: MemoRow, titles: _Titles) -> Memo:
    document_id, span = "", None
    if row.place is not None:
        document_id, start, end, code, _ = row.place
        span = Span(start, end)
        title = titles.documents.get(document_id, "")
        if code:
            title = f"{titles.code(code)}, {title}"
    elif kind is MemoKind.DOCUMENT:
        document_id = row.target_id
        title = titles.documents.get(document_id, "")
    elif kind is MemoKind.CODE:
        title = titles.code(row.target_id)
    elif kind is MemoKind.PARTICIPANT:
        title = row.target_id
    else:
        title = titles.documents[""]
    return Memo(row.id, kind, row.target_id, title, row.coder, row.body, row.at, document_id, span)


def memo_table(session: Session, wanted: Wanted) -> Table:
    """The memos as a table, for the export gate."""
    columns = (
        Column("kind", "On", width=0.6),
        Column("title", "About", width=1.2),
        Column("coder", "Coder", width=0.4),
        Column("at", "Written (UTC)", width=0.7),
        Column("text", "Memo", ColumnKind.QUOTE, width=3.0),
        Column("target", "Id", machine=True),
        Column("start", "Start", ColumnKind.INTEGER, machine=True),
        Column("end", "End", ColumnKind.INTEGER, machine=True),
    )
    found = (
        (
            memo.kind.value,
            memo.title,
            memo.coder,
            memo.at[:16].replace("T", " "),
            memo.text,
            memo.target,
            memo.span.start if memo.span else None,
            memo.span.end if memo.span else None,
        )
        for memo in memos(session, wanted)
    )
    return Table(f"{session.settings.title}: memos", columns, found, left_out(session))
