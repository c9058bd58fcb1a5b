"""Who works in the study, who is at work now, and where each of them stopped."""

from __future__ import annotations

from qualkit.core.records import Document
from qualkit.storage import team
from qualkit.study.session import Session, checked_initials


def use_coder(session: Session, initials: str) -> None:
    """Make `initials` the coder at work, and the one next time."""
    session.coder = checked_initials(initials)
    remember_coder(session)


def remember_coder(session: Session) -> None:
    """Keep the coder at work as the study's last choice, where it can be written."""
    store = session.store
    if session.coder and not store.read_only and store.meta("last_coder") != session.coder:
        store.set_meta("last_coder", session.coder)


def place(session: Session, document: Document) -> int | None:
    """Where the coder at work stopped in a document, or None."""
    if session.coder is None:
        return None
    return team.place(session.store.database, session.coder, document.id)


def remember_place(session: Session, document: Document, offset: int) -> None:
    """Keep where the coder at work stops; nothing where nobody is named or nothing is written."""
    if session.coder is None or session.store.read_only:
        return
    if place(session, document) != offset:
        team.remember_place(session.store, session.coder, document.id, offset)
