"""Summaries of the framework matrix: what somebody writes of a participant on a theme."""

from __future__ import annotations

from qualkit.core.codebook import Codebook, Theme, tidy
from qualkit.core.records import Change, Document, Role
from qualkit.errors import InputError, NotFoundError
from qualkit.storage import report_texts as rows
from qualkit.storage.report_texts import ReportText
from qualkit.study import codebook as book
from qualkit.study.blindness import sight
from qualkit.study.codings import register
from qualkit.study.session import Session, did_you_mean

SECTION, KIND = "framework", "summary"
_BETWEEN = "|"
_LONG = 20_000


def summaries(session: Session) -> dict[tuple[str, str], ReportText]:
    """(participant, theme id) to the summary that stands: of several the one written last.

    Of documents that are closed to who asks, only what they wrote themselves.
    """
    closed = _closed(session)
    found: dict[tuple[str, str], ReportText] = {}
    for text in rows.report_texts(session.store.database, SECTION, kind=KIND):
        participant, _, theme = text.target.partition(_BETWEEN)
        if participant not in closed or text.coder == session.coder:
            found.setdefault((participant, theme), text)
    return found


def _closed(session: Session) -> frozenset[str]:
    """The participants who speak in a document that is closed to who asks."""
    seen = sight(session)
    return frozenset(
        speaker.pseudonym
        for document in session.documents()
        if document.id in seen.closed
        for speaker in document.speakers
    )


def write(session: Session, participant: str, theme: str, text: str) -> Change:
    """Write, or word anew, the summary of a participant on a theme; without a text take it away.

    A new wording is a new row; what stood before is kept in the history. Nothing is done where it
    says so already. NotFoundError where there is no such participant, theme, or summary to take.
    """
    session.coder_or_refuse()
    whom, documents = _participant(session, participant)
    wanted = theme_of(book.codebook(session), theme)
    said = tidy(text)
    if len(said) > _LONG:
        raise InputError(
            f"a summary of {len(said):,} characters is too long for a cell",
            f"keep it under {_LONG:,}, and write the rest as a memo: qualkit memo",
        )
    with session.write("write summary" if said else "remove summary") as entry:
        # Another's that may not be seen stays: which of the two stands is for later.
        hidden = whom in _closed(session)
        target = f"{whom}{_BETWEEN}{wanted.id}"
        old = [
            each
            for each in rows.report_texts(entry.database, SECTION, kind=KIND, target=target)
            if not hidden or each.coder == entry.coder
        ]
        if not said and not old:
            raise NotFoundError(
                f"there is no summary of {whom} on {wanted.name}",
                "see those there are: qualkit matrix framework",
            )
        if not old or old[0].body != said:
            for each in old:
                rows.remove(entry, each)
            if said:
                rows.add(entry, ReportText("", SECTION, KIND, target, said, entry.coder))
                register(session, entry.coder)
        entry.touch(*(document.id for document in documents))
        entry.state(participant=whom, theme=wanted.id)
    return entry.change()


def _participant(session: Session, name: str) -> tuple[str, tuple[Document, ...]]:
    """A participant's pseudonym and the documents in which they speak."""
    speaking: dict[str, list[Document]] = {}
    for document in session.documents():
        for speaker in document.speakers:
            if speaker.role is Role.PARTICIPANT and not document.kind.of_survey:
                speaking.setdefault(speaker.pseudonym, []).append(document)
    for pseudonym, documents in speaking.items():
        if pseudonym and pseudonym.casefold() == name.casefold():
            return pseudonym, tuple(documents)
    raise NotFoundError(
        f"no participant '{name}' speaks in a document",
        did_you_mean(name, sorted(speaking.keys() - {""})) or "import transcripts first",
    )


def theme_of(codebook: Codebook, name: str) -> Theme:
    """The theme of that id, name or alias; NotFoundError where there is none."""
    if theme := codebook.theme(name) or codebook.theme_named(name):
        return theme
    raise NotFoundError(
        f"the codebook has no theme '{name}'",
        did_you_mean(name, [theme.id for theme in codebook.themes]),
    )
