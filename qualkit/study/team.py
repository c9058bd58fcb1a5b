"""Who works in the study, who is at work now, and where each of them stopped."""

from __future__ import annotations

from qualkit.core.records import Document, Span
from qualkit.core.selection import Selection
from qualkit.core.units import Unit
from qualkit.storage import team
from qualkit.study import served
from qualkit.study.session import Session, checked_initials


def use_coder(session: Session, initials: str) -> None:
    """Make `initials` the coder at work, and the one next time."""
    served.refuse_other(session.store, checked_initials(initials))
    session.coder = initials
    remember_coder(session)


def remember_coder(session: Session) -> None:
    """Keep the coder at work as the study's last choice, where it can be written."""
    store = session.store
    if store.database.account:
        return  # The server knows whose account it is.
    if session.coder and not store.read_only and store.meta("last_coder") != session.coder:
        store.set_meta("last_coder", session.coder)


def place(session: Session, document: Document) -> int | None:
    """Where the coder at work stopped in a document, or None."""
    if session.coder is None:
        return None
    return team.place(session.store.database, session.coder, document.id)


def place_selection(session: Session, document: Document) -> Selection | None:
    """What was selected where the coder at work stopped; None where the text is another now."""
    if session.coder is None:
        return None
    stored = team.place_selection(session.store.database, session.coder, document.id).split(" ")
    if len(stored) != 5 or stored[0] != document.version_id:
        return None
    start, end, head = (int(number) for number in stored[1:4])
    return Selection(Span(start, end), head, Unit(stored[4]))


def remember_place(
    session: Session, document: Document, offset: int, selection: Selection | None = None
) -> None:
    """Keep where the coder at work stops; nothing where nobody is named or nothing is written."""
    if session.coder is None or session.store.read_only:
        return
    words = ""
    if selection is not None:
        anchor = selection.anchor
        words = (
            f"{document.version_id} {anchor.start} {anchor.end} {selection.head} "
            f"{selection.unit.value}"
        )
    database, coder = session.store.database, session.coder
    before = (place(session, document), team.place_selection(database, coder, document.id))
    if before != (offset, words):
        team.remember_place(session.store, coder, document.id, offset, words)
