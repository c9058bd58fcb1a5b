"""What is not finished in a study that is to be closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from qualkit.core.closing import OpenEnd
from qualkit.core.deidentifying import State
from qualkit.errors import InputError
from qualkit.privacy import consent
from qualkit.storage import assignments
from qualkit.study.session import Session


def open_ends(session: Session) -> tuple[OpenEnd, ...]:
    """What is not finished, in the order in which it is best done."""
    return tuple(
        OpenEnd(what, count, mend, work)
        for look in _LOOKS
        for what, count, mend, work in look(session)
        if count
    )


_Found = tuple[str, int, str, bool]


def _findings(session: Session) -> Iterator[_Found]:
    from qualkit.study.deidentify.listing import progress

    each = progress(session)
    waiting = sum(one.count(State.REVIEW) for one in each)
    yield "findings that nobody has decided", waiting, "qualkit deidentify list", True
    unscanned = sum(not one.scanned for one in each)
    yield "documents not scanned for identifiers", unscanned, "qualkit deidentify scan", True


def _work(session: Session) -> Iterator[_Found]:
    undone = sum(not each.finished for each in assignments.assignments(session.store.database))
    yield "assignments that are not done", undone, "qualkit assign", True
    from qualkit.study import carried

    waiting = sum(sum(each.values()) for each in carried.waiting_counts(session).values())
    yield "codings and notes that wait for review", waiting, "qualkit documents carried", True


def _disagreements(session: Session) -> Iterator[_Found]:
    from qualkit.study import differences

    if session.settings.approach == "reflexive":
        return
    undecided = len(differences.listed(session, settled=False))
    yield "disagreements that nobody has decided", undecided, "qualkit adjudicate list", True


def _team(session: Session) -> Iterator[_Found]:
    from qualkit.study import notes
    from qualkit.study.joint.notes import joint_notes
    from qualkit.study.merging import conflicts

    settle = len(conflicts.stored(session))
    yield "differences between copies to be settled", settle, "qualkit merge conflicts", True
    open_notes = len(notes.team_notes(session, None, settled=False))
    yield "notes for the team that are open", open_notes, "qualkit notes", True
    provisional = sum(note.provisional for note in joint_notes(session))
    yield "notes on joint displays to be checked", provisional, "qualkit joint notes", True


def _embargoes(session: Session) -> Iterator[_Found]:
    """No work: they run on in the archive, and whoever takes it over must know."""
    running = 0
    for person in session.participants():
        try:
            until = consent.agreement(person, session.settings.consent).embargo
        except InputError:
            continue
        running += until is not None and until > date.today()
    yield "embargoes that are still running", running, "qualkit consent", False


_LOOKS: tuple[Callable[[Session], Iterator[_Found]], ...] = (
    _findings, _work, _disagreements, _team, _embargoes,
)  # fmt: skip
