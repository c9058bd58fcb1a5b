"""Code meetings as the coder at work may read them.

A lead who has looked into a document that others still code blind may have put what they saw there
on an agenda. Until the document is open the others are told only that there is such a point.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualkit.core.meeting import Meeting, MeetingPoint
from qualkit.storage import adjudications, marks
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

SECRET = "about work that is still blind"


def as_seen(session: Session, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings, without the words of points about what may not be seen yet."""
    found = tuple(meetings)
    if not found:
        return found
    secret = _secret(session)
    return tuple(
        replace(each, points=tuple(_masked(point, secret) for point in each.points))
        for each in found
    )


def _secret(session: Session) -> frozenset[str]:
    """The ids of notes, decisions and drafts that may not be seen."""
    database, seen = session.store.database, sight(session)
    secret = set(hidden_codes(session))
    if seen.closed:
        secret |= {
            note.id
            for note in marks.team_notes(database)
            if not seen.reads(note.coder, note.document_id, note.at)
        }
        secret |= {
            each.id
            for each in adjudications.adjudications(database)
            if each.document_id in seen.closed
        }
    return frozenset(secret)


def _masked(point: MeetingPoint, secret: frozenset[str]) -> MeetingPoint:
    about = point.point
    if about.target_id not in secret and about.code not in secret:
        return point
    return replace(point, reason="", point=replace(about, target_id="", code="", heading=SECRET))
