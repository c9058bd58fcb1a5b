"""Rounds of coding: opened, closed, and the documents that wait to be coded again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qualkit.core.ids import uuid7
from qualkit.core.records import Change, Document
from qualkit.core.team import Assignment, Purpose, Round, RoundKind, WorkState
from qualkit.core.wording import some
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import assignments as work
from qualkit.storage import frozen
from qualkit.storage import rounds as rows
from qualkit.study import codebook as book
from qualkit.study.leading import lead_or_refuse
from qualkit.study.session import Session, did_you_mean

LONGEST_NAME = 40


def rounds(session: Session) -> tuple[Round, ...]:
    """All rounds in order; those that nobody opened but codings bear count as main rounds.

    So does the round that study.yaml names. They come first where their number is free.
    """
    opened = rows.rounds(session.store.database)
    names = {each.name for each in opened}
    rest = [name for name in rows.unopened(session.store.database) if name not in names]
    # A study.yaml that says nothing says "1": no round, where others have been opened.
    if current(session) not in {*names, *rest}:
        rest.append(session.settings.round)
    numbers = _free({each.number for each in opened})
    implied = [Round("", name, RoundKind.MAIN, next(numbers), "") for name in rest]
    return tuple(sorted([*opened, *implied], key=lambda each: (each.number, each.name)))


def _free(taken: set[int]) -> Iterator[int]:
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number


def current(session: Session) -> str:
    """The name of the round that is going on: study.yaml's, unless that was never opened.

    Then it is the open round that was opened last. One query of a small table: 20 us.
    """
    named = session.settings.round
    going = [each.name for each in rows.rounds(session.store.database) if each.open]
    return named if named in going or not going else going[-1]


def find(session: Session, name: str) -> Round:
    """The round of that name; the one that is going on where no name is given."""
    wanted = " ".join((name or current(session)).split())
    for each in rows.rounds(session.store.database):
        if each.name == wanted:
            return each  # the usual case, without a look at all codings
    return among(rounds(session), wanted)


def among(known: Sequence[Round], wanted: str) -> Round:
    """Of these rounds the one of that name; NotFoundError where there is none."""
    exact = [each for each in known if each.name == wanted]
    found = exact or [each for each in known if each.name.casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    near = did_you_mean(wanted, [each.name for each in known])
    raise NotFoundError(
        f"there is no round '{wanted}'",
        f"{near + '; ' if near else ''}open it: qualkit rounds open '{wanted}'",
    )


def open_or_refuse(session: Session, name: str) -> Round:
    """The round of that name, if it is still going on."""
    found = find(session, name)
    if not found.open:
        raise RefusedError(
            f"the round '{found.name}' was closed on {found.closed_at[:10]}",
            "name another one (qualkit rounds), or open a new one: qualkit rounds open NAME",
        )
    return found


def open_round(session: Session, name: str, kind: RoundKind, at: str = "") -> Change:
    """Open a round of coding; one that study.yaml or codings name gets its kind by it.

    `at` is when, where that was not now.
    """
    name = _checked(name)
    lead_or_refuse(session, "a round")
    known = rounds(session)
    there = next((r for r in known if r.name.casefold() == name.casefold()), None)
    if there is not None and (there.id or there.name != name):
        state = "open" if there.open else f"closed since {there.closed_at[:10]}"
        raise RefusedError(
            f"there is a round '{there.name}' already ({there.kind.value}, {state})",
            "give the new one another name",
        )
    used = rows.unopened(session.store.database)
    last = max((each.number for each in known if each.id or each.name in used), default=0)
    number = there.number if there is not None and name in used else last + 1
    with session.write("open round") as entry:
        rows.add(entry, Round(uuid7(), name, kind, number, at or entry.at))
        entry.state(round=name, kind=kind.value)
    if session.settings.round != name and session.settings.round in {r.name for r in known if r.id}:
        session.notice(
            f"what nobody was assigned to is still coded in the round '{session.settings.round}'; "
            f"to change that, write `round: {name}` into study.yaml"
        )
    return entry.change()


def _checked(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise InputError(
            f"'{name}' cannot be the name of a round",
            f"use a word or two of up to {LONGEST_NAME} characters, such as calibration",
        )
    return tidy


def close_round(
    session: Session, name: str, *, anyway: bool = False, codebook_version: str = "", at: str = ""
) -> Change:
    """Close a round: nothing more is assigned in it, and the codebook of this moment is kept.

    Raises RefusedError while somebody's work in it is not done, unless `anyway`. After a
    development round its documents wait in `to_recode`. `codebook_version` and `at` say under
    which version and when, where that was not now.
    """
    going = open_or_refuse(session, name)
    lead_or_refuse(session, "the end of a round")
    undone = [each for each in _work(session, going.name) if each.state is not WorkState.DONE]
    if undone and not anyway:
        raise RefusedError(
            f"in the round '{going.name}' not all is done: {_told(session, undone)}",
            "let them say done, take their work away (qualkit assign remove), or close it all the "
            f"same: qualkit rounds close '{going.name}' --anyway",
        )
    version = codebook_version or book.version_in_force(session)
    with session.write("close round") as entry:
        if not going.id:
            going = replace(going, id=uuid7(), opened_at=entry.at)
            rows.add(entry, going)
        rows.close(entry, going, version, at)
        entry.state(round=going.name, kind=going.kind.value, undone=len(undone))
    if session.settings.round == going.name:
        session.notice(
            f"study.yaml still says `round: {going.name}`; write the next round's name there"
        )
    return entry.change()


def _work(session: Session, name: str) -> list[Assignment]:
    found = work.assignments(session.store.database, round=name)
    return [each for each in found if each.purpose.codes]


def _told(session: Session, undone: Sequence[Assignment]) -> str:
    names = {document.id: document.name for document in session.documents()}
    by_coder: dict[str, list[str]] = {}
    for each in undone:
        by_coder.setdefault(each.coder, []).append(names.get(each.document_id, "?"))
    parts = []
    for coder, documents in sorted(by_coder.items()):
        parts.append(f"{coder}: {some(sorted(documents), 3)}")
    return "; ".join(parts)


def to_recode(session: Session) -> tuple[Document, ...]:
    """The documents of closed development rounds that nobody has been given to code again."""
    waiting: set[str] = set()
    for each in rounds(session):
        if each.kind is RoundKind.DEVELOPMENT and not each.open:
            waiting |= {a.document_id for a in _work(session, each.name)}
            coded = frozen.pairs(session.store.database, each.name)
            waiting |= {document_id for _, document_id, _ in coded}
        else:
            waiting -= _recoded(_work(session, each.name))
    return tuple(document for document in session.documents() if document.id in waiting)


def _recoded(found: Iterable[Assignment]) -> set[str]:
    return {each.document_id for each in found if each.purpose is not Purpose.TRAINING}
