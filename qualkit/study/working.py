"""A coder's work on a document: begun with the first coding, done when they say so, reopened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualkit.core.ids import uuid7
from qualkit.core.records import Change, Coding, Document, Layer
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.storage import assignments as rows
from qualkit.storage import carried, frozen
from qualkit.storage import rounds as round_rows
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.blindness import sight
from qualkit.study.session import Session


def round_for(session: Session, document: Document) -> str:
    """The round to which the next coding in a document belongs.

    That of the coder's own work there that is not done: of several the round that is going on,
    else the latest. Without any, the round that is going on. Asked at every coding: 60 us.
    """
    going = rounds.current(session)
    own = _own_work(session, document) if session.coder else []
    names = [a.round for a in own if a.purpose.codes and a.state is not WorkState.DONE]
    return going if going in names or not names else names[-1]


def _own_work(session: Session, document: Document) -> list[Assignment]:
    """The coder's own work on a document in rounds that are open, in the rounds' order."""
    database = session.store.database
    found = rows.assignments(database, coder=session.coder_or_refuse(), document_id=document.id)
    if not found:
        return []
    known = {each.name: each for each in round_rows.rounds(database)}
    still = [a for a in found if a.round not in known or known[a.round].open]
    return sorted(still, key=lambda a: known[a.round].number if a.round in known else 0)


def touch(session: Session, entry: Entry, codings: Iterable[Coding]) -> None:
    """Note, in the entry that makes or changes these codings, what it means for the coder's work.

    What was assigned is in progress from now on; what was done is open again. Every verb that
    changes a coder's own codings calls it, and nothing else moves these states.
    """
    _touch(session, entry, ((c.document_id, c.round) for c in codings if c.layer is Layer.CODER))


def touch_again(session: Session, entry: Entry) -> None:
    """The same for an undo or a redo, whose codings are known by its ops alone.

    Nothing where it puts the work back to what it was by itself.
    """
    if any(op["table"] == "assignment" for op in entry.ops):
        return
    ids = [op["id"] for op in entry.ops if op["table"] == "coding" and "id" in op]
    _touch(session, entry, rows.places_of(entry.database, ids, entry.coder))


def touch_imported(session: Session, entry: Entry) -> None:
    """The same for an entry that brings in codings of many coders; what was done stays done."""
    done = 0
    for assignment in rows.coded_by(entry.database, entry.id):
        if assignment.state is WorkState.ASSIGNED and assignment.purpose.codes:
            rows.change(entry, assignment, replace(assignment, state=WorkState.IN_PROGRESS))
        done += assignment.finished
    if done:
        session.notice(
            "some of the codings belong to work that was said to be done "
            f"({counted(done, 'document')}): agreement keeps to what was there then"
        )


def _touch(session: Session, entry: Entry, places: Iterable[tuple[str, str]]) -> None:
    for document_id, round_name in dict.fromkeys(places):
        for assignment in rows.assignments(
            entry.database, coder=entry.coder, document_id=document_id, round=round_name
        ):
            if not assignment.purpose.codes:
                continue
            if assignment.state is WorkState.ASSIGNED:
                rows.change(entry, assignment, replace(assignment, state=WorkState.IN_PROGRESS))
            elif assignment.state is WorkState.DONE:
                _reopen(session, entry, assignment)


def _reopen(session: Session, entry: Entry, done: Assignment) -> None:
    seen = _others_were_open(session, done)
    discussed = done.discussed_at or (entry.at if seen else "")
    rows.change(
        entry,
        done,
        replace(done, state=WorkState.IN_PROGRESS, done_at="", discussed_at=discussed),
    )
    if done.finished:
        names = {document.id: document.name for document in session.documents()}
        more = "; since the others' codings could be seen, it counts as discussed" if seen else ""
        session.notice(
            f"your work on {names.get(done.document_id)} in the round '{done.round}' is open "
            f"again; agreement keeps to what you had when you first said done{more}"
        )


def _others_were_open(session: Session, done: Assignment) -> bool:
    return done.document_id not in sight(session).closed and rows.others_coded(
        session.store.database, done.document_id, done.coder
    )


def mark_done(session: Session, document: Document, round_name: str) -> Change:
    """Say that one has worked a document through, whatever was found in it.

    The first time, what the coder has coded there in that round is frozen: it is what agreement
    is computed from, for ever. Where nobody had assigned the document, it is from now on: to two
    independently if others code it in the round, else to the coder alone.
    """
    coder = session.coder_or_refuse()
    found = _at_work(session, document, round_name)
    if found is not None and found.state is WorkState.DONE:
        raise RefusedError(
            f"you have said already that you are done with {document.name} in the round "
            f"'{found.round}'",
            f"to go on coding there: qualkit assign reopen '{document.name}'",
        )
    _refuse_waiting(session, document, coder)
    version = book.version_in_force(session)
    with session.write("mark done") as entry:
        if found is None:
            found = _unasked(session, document, round_name)
            rows.add(entry, found)
        done = replace(found, state=WorkState.DONE, done_at=entry.at)
        if found.purpose.codes and not found.finished:
            done = replace(
                done, first_done_at=entry.at, version_id=document.version_id,
                codebook_version=version,
            )  # fmt: skip
        rows.change(entry, found, done)
        entry.state(document=document.id, round=done.round)
        if done.finished and not found.finished:
            # Not how many: the log tells the others that somebody is done, and nothing besides.
            frozen.freeze(entry, [done])
    return entry.change()


def _at_work(session: Session, document: Document, round_name: str) -> Assignment | None:
    """The coder's own work that is meant: what is undone, of coding or of looking through."""
    if round_name:
        name = rounds.open_or_refuse(session, round_name).name
        own = [a for a in _own_work(session, document) if a.round == name]
    else:
        own = _own_work(session, document)
    undone = [a for a in own if a.state is not WorkState.DONE] or own
    meant = round_name or round_for(session, document)
    chosen = [a for a in undone if a.round == meant] or undone[-1:]
    return chosen[0] if chosen else None


def _unasked(session: Session, document: Document, round_name: str) -> Assignment:
    """Work of the coder at work that nobody had assigned."""
    name = rounds.open_or_refuse(session, round_name or round_for(session, document)).name
    there = rows.assignments(session.store.database, document_id=document.id, round=name)
    double = any(each.purpose is Purpose.DOUBLE or each.purpose is Purpose.SINGLE for each in there)
    return Assignment(
        uuid7(), name, session.coder_or_refuse(), document.id,
        Purpose.DOUBLE if double else Purpose.SINGLE, WorkState.IN_PROGRESS,
    )  # fmt: skip


def _refuse_waiting(session: Session, document: Document, coder: str) -> None:
    waiting = carried.stranded(session.store.database, coder=coder, document_id=document.id)
    count = sum(each.hanging.table == "coding" for each in waiting)
    if count:
        raise RefusedError(
            f"{count} of your codings in {document.name} wait since its text was corrected; what "
            "they cover would be missing from your work for ever",
            "place them or give them up first: qualkit documents carried",
        )


def reopen(session: Session, document: Document, round_name: str) -> Change:
    """Go on with a document that one has said to be done with; what was frozen stays."""
    name = rounds.open_or_refuse(session, round_name).name if round_name else ""
    done = [
        a for a in _own_work(session, document)
        if a.state is WorkState.DONE and (not name or a.round == name)
    ]  # fmt: skip
    if not done:
        raise RefusedError(
            f"you have not said that you are done with {document.name}"
            + (f" in the round '{name}'" if name else ", or its round is closed"),
            "see who is how far: qualkit assign",
        )
    meant = name or round_for(session, document)
    chosen = next((a for a in done if a.round == meant), done[-1])
    with session.write("reopen") as entry:
        _reopen(session, entry, chosen)
        entry.state(document=document.id, round=chosen.round)
    return entry.change()
