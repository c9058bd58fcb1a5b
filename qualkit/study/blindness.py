"""What the coder at work may see of the others' work: the one home of this rule.

Two kinds of reader ask here. What lists, writes out or tells passes through `sight`. What shows
the coder their own work (counts, limits of a search, layers, the history) passes through
`undistracted`, which also leaves the others out where nobody has been assigned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qualkit.core.records import CoderRole, Document
from qualkit.storage.sight import EVERYTHING, Sight, at_work
from qualkit.storage.sight import sight as closed_to
from qualkit.study.session import Session

__all__ = ["EVERYTHING", "Sight", "left_out", "sees_drafts_of", "sight", "undistracted",
           "works_blind"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Work:
    """Who may see what, as it is just now."""

    sight: Sight = EVERYTHING
    undistracted: Sight = EVERYTHING
    assigned: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    several: bool = False
    lead: bool = False


class _Kept:
    """What was worked out last, and the state of the study that it holds for."""

    def __init__(self) -> None:
        self.under: tuple[object, ...] = ()
        self.work = _Work()


def _work(session: Session) -> _Work:
    """Who may see what; worked out anew when somebody has written (0.01 ms to find out)."""
    database = session.store.database
    documents = session.documents()
    under = (session.coder, database.last_clock(), session.read_afresh, documents)
    kept = session.keep(_Kept)
    if len(kept.under) != 4 or kept.under[:3] != under[:3] or kept.under[3] is not documents:
        kept.work = _worked_out(session)
        kept.under = under
    return kept.work


def _worked_out(session: Session) -> _Work:
    # For reflexive thematic analysis coders are no instruments to be held against each other.
    if session.settings.approach == "reflexive":
        return _Work()
    database, viewer = session.store.database, session.coder or ""
    known = {coder.initials: coder.role for coder in session.known_coders()}
    several = len(known.keys() | ({viewer} - {""})) > 1
    seen = closed_to(database, viewer)
    assigned, busy = at_work(database)
    free = {each.id for each in session.documents()} - assigned if several else set()
    return _Work(
        seen, replace(seen, closed=seen.closed | free), assigned, busy, several,
        known.get(viewer) is CoderRole.LEAD,
    )  # fmt: skip


def sight(session: Session) -> Sight:
    """What may be seen through any door; nobody named sees what any coder could not.

    In a reflexive study nothing is hidden. The answer holds until somebody writes.
    """
    return _work(session).sight


def undistracted(session: Session) -> Sight:
    """The same without the others' work in documents that nobody was assigned to.

    It is no secret there, but who codes does so without having it before their eyes.
    """
    return _work(session).undistracted


def works_blind(session: Session, document: Document | None = None) -> bool:
    """Whether the coder at work is not shown the other coders' codings, counts and drafts.

    So it is in a closed document (see `sight`), where no door shows them, and also where nobody
    has been assigned at all, if there are several coders: who codes there does so undistracted,
    although nothing is secret. Without a `document`: whether that is so of any.
    """
    work = _work(session)
    if document is not None:
        return document.id in work.undistracted.closed
    return bool(work.undistracted.closed) or (work.several and not session.documents())


def sees_drafts_of(session: Session, coder: str) -> bool:
    """Whether the coder at work sees that coder's private drafts: their names may tell passages.

    Not as long as a document is closed to the one, or the other has still to code; then the lead
    does, and everybody once no document is coded blind.
    """
    work = _work(session)
    if coder == (session.coder or ""):
        return True
    if work.sight.closed or coder in work.busy:
        return False
    return not works_blind(session) or (work.lead and bool(work.assigned))


def left_out(session: Session) -> tuple[str, ...]:
    """What a file must say of codings that it does not hold because they may not be seen yet."""
    seen, notes = sight(session), []
    if seen.closed:
        number = len(seen.closed)
        documents = f"{number} document{'s that are' if number > 1 else ' that is'}"
        notes.append(f"Left out: the work of others in {documents} still coded blind.")
    if seen.earlier:
        number = len({document_id for document_id, _ in seen.earlier})
        documents = f"{number} document{'s' if number > 1 else ''}"
        notes.append(f"Left out: earlier rounds of {seen.viewer} in {documents} being coded again.")
    return tuple(notes)
