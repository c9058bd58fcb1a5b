"""What must not come back into a study: refused, or left out, where it comes in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualkit.errors import RefusedError
from qualkit.storage import Store
from qualkit.storage import withdrawals as rows
from qualkit.study.session import Session


def gone(session: Session) -> dict[str, str]:
    """Pseudonym, or key of a respondent, to the day of the withdrawal."""
    found = rows.tombstones(session.store.database, rows.PSEUDONYM)
    return {key: day for key, (_, day) in found.items()}


def refuse_people(session: Session, document: str, names: Iterable[str]) -> None:
    """RefusedError where somebody who withdrew speaks in what is to come in."""
    held = gone(session)
    for name in names:
        if name in held:
            raise RefusedError(
                f"{document}: {name} withdrew on {held[name]}, so nothing of theirs is taken in",
                "take their words out of the file; a speaker who is somebody else: "
                "--as LABEL=PSEUDONYM",
            )


def refuse_file(session: Session, path: Path, sha256: str) -> None:
    """RefusedError where a file held the words of somebody who withdrew."""
    if found := rows.tombstones(session.store.database, rows.FILE).get(sha256):
        raise RefusedError(
            f"{path} holds what {found[0]} said, who withdrew on {found[1]}",
            "delete the file, or take their words out of it",
        )


def answers_gone(session: Session, survey: str) -> frozenset[str]:
    """The marks of the rows of a survey that are never taken in again."""
    found = rows.tombstones(session.store.database, rows.ANSWER)
    return frozenset(
        value.partition("/")[2] for value in found if value.partition("/")[0] == survey
    )


def honour(session: Session, theirs: Store, source: Path) -> None:
    """Remove from another copy of the study, which is a scratch copy, who withdrew here.

    RefusedError where somebody withdrew in that copy and not here, where there are files too.
    """
    from qualkit.study.withdrawal.erasing import Stamp, erase

    ours = {each.id: each for each in rows.withdrawals(session.store.database)}
    known = {each.id: each for each in rows.withdrawals(theirs.database)}
    for missing in sorted(known.keys() - ours.keys(), key=lambda each: known[each].pseudonym):
        person = known[missing].pseudonym
        raise RefusedError(
            f"{person} withdrew on {known[missing].withdrawn_on}, as {source} says, and is here "
            "still",
            f"remove {person} here first: qualkit withdraw {person}; then merge",
        )
    copy = Session(session.path, session.settings, theirs, session.coder)
    for each in sorted(ours.keys() - known.keys()):
        people = {
            key
            for key, (pseudonym, _) in rows.tombstones(
                session.store.database, rows.PSEUDONYM
            ).items()
            if pseudonym == ours[each].pseudonym
        }
        change, at = session.store.database.fetch(
            "SELECT w.change_id, l.at FROM withdrawal w JOIN change_log l ON l.id = w.change_id "
            "WHERE w.id = :id",
            {"id": each},
        )[0]
        with theirs.database.transaction():
            erase(copy, people, Stamp(change, at))
