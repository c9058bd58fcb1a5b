"""What left the study: put on record when it is written, and asked whether it still may be used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from qualkit.core.clearing import Against, Clearance, ExportRecord
from qualkit.core.deidentifying import Profile
from qualkit.core.wording import some
from qualkit.storage import export_records as rows
from qualkit.storage.withdrawals import PSEUDONYM, tombstones
from qualkit.study.blindness import sight
from qualkit.study.leaving.exporting import Exported
from qualkit.study.session import Session

ACTION = "export"
UNRECORDED = (
    "nothing can be written in this study, so it is not on record that this file left; "
    "note it yourself"
)


def keep(
    session: Session, what: str, exported: Exported, asked: Clearance,
    people: Collection[str] = (), reason: str = "",
) -> Exported:  # fmt: skip
    """The same answer, once it is on record that the file left; told where nothing can be."""
    if session.store.read_only:
        return replace(exported, warnings=(*exported.warnings, UNRECORDED))
    counts = asked.counts()
    objections = {against.value: number for against, number in counts.items()}
    overruled = any(against.blocks for against in counts)
    with exported.path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    record = ExportRecord(
        "", what, _named(session, exported.path), asked.profile, asked.quotes,
        tuple(sorted(people)), objections, reason if overruled else "", sha256,
        paraphrased=_paraphrased(session, asked.profile, people),
    )  # fmt: skip
    with session.write(ACTION, coder=session.somebody(), undoable=False) as entry:
        rows.add(entry, record)
        entry.state(what=what, file=record.file, count=record.quotes, profile=record.profile)
    return exported


def _paraphrased(session: Session, profile: str, people: Collection[str]) -> tuple[str, ...]:
    """Those of whom nothing but a paraphrase can have left."""
    from qualkit.study.leaving.clearing import standings

    found = standings(session, Profile(profile))
    return tuple(
        person for person in sorted(people)
        if person in found and found[person][0] is Against.PARAPHRASE
    )  # fmt: skip


def _named(session: Session, path: Path) -> str:
    """The path in the study's folder; of a file elsewhere the name alone, which says no more."""
    whole, root = path.resolve(), session.path.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.name


def records(session: Session) -> tuple[ExportRecord, ...]:
    """Everything that left, oldest first, with what makes a file stale.

    Of what others wrote, a coder who works blind is told nothing: who is quoted says who was coded.
    """
    from qualkit.study.leaving.clearing import standings

    refused = {
        profile: {p: each for p, each in standings(session, profile).items() if each[0].left_out}
        for profile in Profile
    }
    gone = tombstones(session.store.database, PSEUDONYM)
    closed = sight(session).closed
    found = tuple(
        record
        for record in rows.records(session.store.database)
        if not closed or record.coder == session.coder
    )
    latest = {record.file: record.id for record in found}
    return tuple(
        replace(each, stale=_stale(session, each, refused[Profile(each.profile)], gone, latest))
        for each in found
    )


def _stale(
    session: Session, record: ExportRecord, refused: dict[str, tuple[Against, str]],
    gone: Collection[str], latest: dict[str, str],
) -> str:  # fmt: skip
    """Why a file should no longer be used; "" where nothing speaks against it."""
    withdrawn = [person for person in record.people if person in gone]
    if withdrawn:
        return f"{some(withdrawn, 8)} withdrew since"
    still = {person for person in record.paraphrased
             if person in refused and refused[person][0] is Against.PARAPHRASE}  # fmt: skip
    people = [person for person in record.people if person in refused and person not in still]
    if now := [f"{person}: {refused[person][1]}" for person in people]:
        return f"may not be quoted now: {some(now, 4)}"
    if latest[record.file] != record.id:
        return "written anew since"
    path = session.path / record.file
    if "/" not in record.file:
        return ""
    if not path.exists():
        return "the file is gone"
    with path.open("rb") as file:
        changed = file_digest(file, "sha256").hexdigest() != record.sha256
    return "the file was changed since" if changed else ""


def quoting(session: Session, people: Collection[str]) -> tuple[str, ...]:
    """The files that were written with words of one of these people, each once."""
    wanted = set(people)
    found = (r.file for r in rows.records(session.store.database) if wanted.intersection(r.people))
    return tuple(dict.fromkeys(found))
