"""What waits to be talked about at a code meeting, gathered from the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qualkit.core.adjudicating import Adjudication
from qualkit.core.meeting import AgendaPoint, Decision, Meeting, PointKind
from qualkit.core.text import turn_at
from qualkit.storage import meetings as rows
from qualkit.study import codebook as book
from qualkit.study import drafts, notes
from qualkit.study.session import Session


def agenda(session: Session) -> tuple[AgendaPoint, ...]:
    """What waits to be talked about, as far as the coder at work may see it.

    Draft codes, open notes for the team, passages that were found undecidable by the codebook
    and have led to nothing yet, codes on which coders agree least, and what people had put on an
    agenda themselves that came to no decision. What stands on the agenda of
    a meeting that is still going on is left out, and so is what a meeting has decided.
    """
    held = rows.meetings(session.store.database)
    taken = set(_taken(held))
    found = [*_drafts(session), *_notes(session), *_unclear(session), *_agreement(session),
             *_put_off(session, held)]  # fmt: skip
    return tuple(point for point in found if point.target_id not in taken)


def _taken(meetings: Iterable[Meeting]) -> Iterator[str]:
    for meeting in meetings:
        for point in meeting.points:
            settled = point.decision not in (None, Decision.POSTPONE)
            if point.point.target_id and (settled or not meeting.closed_at):
                yield point.point.target_id


def _put_off(session: Session, meetings: Iterable[Meeting]) -> Iterator[AgendaPoint]:
    """Points in people's own words that a meeting left open; all others come from their source."""
    hidden = drafts.hidden_codes(session)
    for meeting in meetings:
        for each in meeting.points:
            about, undecided = each.point, each.decision in (None, Decision.POSTPONE)
            own = about.kind is PointKind.OTHER and not about.target_id
            if meeting.closed_at and own and undecided and about.code not in hidden:
                yield replace(about, target_id=each.id)


def _drafts(session: Session) -> Iterator[AgendaPoint]:
    for draft in drafts.drafts(session):
        by = f" (made by {draft.coder})" if draft.coder else ""
        rule = draft.code.brief or draft.code.definition
        heading = f"{draft.code.name}{by}" + (f": {rule}" if rule else "")
        yield AgendaPoint(PointKind.DRAFT, draft.code.id, draft.code.id, heading)


def _notes(session: Session) -> Iterator[AgendaPoint]:
    from qualkit.storage.memos import text_of

    names = {document.id: document.name for document in session.documents()}
    for note in notes.team_notes(session, None, settled=False):
        words = text_of(session.store.database, "team note", note.id)
        where = names.get(note.document_id, "?")
        yield AgendaPoint(PointKind.NOTE, note.id, note.code, f"{note.coder} at {where}: {words}")


def _unclear(session: Session) -> Iterator[AgendaPoint]:
    from qualkit.core.team import Outcome
    from qualkit.study import adjudication

    for each in adjudication.adjudications(session):
        if each.outcome is Outcome.UNCLEAR and not each.followed_by:
            codes = ", ".join(code_name(session, code) for code in each.codes)
            heading = f"{codes}: {each.reason} ({_place(session, each)})"
            code = each.codes[0] if each.codes else ""
            yield AgendaPoint(PointKind.UNCLEAR, each.id, code, heading)


def _place(session: Session, decided: Adjudication) -> str:
    document = session.document(decided.document_id)
    turn = turn_at(session.text(decided.version_id).structure, decided.span.start)
    return document.name if turn is None else f"{document.name}, turn {turn + 1}"


def _agreement(session: Session) -> Iterator[AgendaPoint]:
    from qualkit.study.agreement.low import codes_of_least_agreement

    # With the round: what one meeting has decided on may be as low again in the next round.
    for low in codes_of_least_agreement(session):
        heading = f"{code_name(session, low.code)}: {low.words}"
        target = f"agreement:{low.round}:{low.code}"
        yield AgendaPoint(PointKind.AGREEMENT, target, low.code, heading)


def code_name(session: Session, code: str) -> str:
    """What a code is called; its id where the codebook has it no more."""
    return book.codebook(session).name_of(code)
