"""Another copy of the study brought in: all of it or nothing, whatever came in before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualkit.config import load_settings
from qualkit.core.ids import now, uuid7
from qualkit.core.merging import MergeReport
from qualkit.errors import RefusedError, StoreError
from qualkit.storage import Store
from qualkit.storage.merging import other, tables
from qualkit.storage.merging.history import removals
from qualkit.storage.merging.merge import Merged, bring_together
from qualkit.study import carried
from qualkit.study import codebook as book
from qualkit.study import codebook_file as file
from qualkit.study.blindness import sight
from qualkit.study.merging import codebook, conflicts
from qualkit.study.merging.codebook import BroughtBook
from qualkit.study.session import Session
from qualkit.study.withdrawal.tombstones import honour


class _DryRunError(Exception):
    """Ends the transaction of a dry run, so that nothing of it is kept."""


def merge(session: Session, path: Path, *, dry_run: bool = False) -> MergeReport:
    """Bring the work of another copy of this study into ours; what came in.

    `path` is the copy's database or its study's folder; nothing of it is touched. Raises
    StoreError where it cannot be read or ours not written, RefusedError where it is our own file
    or of another study, CodebookError where our codebook's file is broken.
    """
    source = _database_of(path)
    _refuse(session, source)
    # What a person wrote into our codebook by hand belongs to our side of it.
    book.version_in_force(session)
    session.forget()
    with other.opened_copy(source, session.path) as theirs:
        other.refuse_other_study(session.store, theirs, source)
        honour(session, theirs, source)
        known = {each.id for each in session.documents()}
        report: MergeReport | None = None
        try:
            with session.store.database.transaction():
                merged, brought, new = _merge(session, theirs, source)
                report = _report(session, source, merged, brought, new, known, dry_run)
                if dry_run:
                    raise _DryRunError
        except _DryRunError:
            pass
        finally:
            session.forget()
    if not dry_run:
        file.finish(session)
    assert report is not None
    return report


def _database_of(path: Path) -> Path:
    """The database that is meant by a file, or by a study's folder."""
    if not path.is_dir():
        return path
    settings = path / "study.yaml"
    if not settings.is_file():
        raise StoreError(
            f"{path} is no study: it has no study.yaml",
            "name the other copy's study.db, or its study's folder",
        )
    database = load_settings(settings).database
    if "://" in database:
        raise RefusedError(
            f"{path} keeps its study on a server, where all work in one",
            "to take it from there: qualkit copy",
        )
    return path / database


def _refuse(session: Session, source: Path) -> None:
    database = session.store.database
    if session.store.read_only:
        raise StoreError(
            f"{database.where} was opened for reading only",
            "copy the study to a folder you may write to, and merge there",
        )
    if database.account:
        raise RefusedError(
            f"{database.account} may not write for others in {database.where}",
            "whoever keeps the study there merges the copy",
        )
    ours = session.path / session.settings.database
    if not session.settings.on_server and source.exists() and source.samefile(ours):
        raise RefusedError(
            f"{source} is this study's own database", "name the other copy's study.db"
        )


def _merge(session: Session, theirs: Store, source: Path) -> tuple[Merged, BroughtBook, list[str]]:
    database = session.store.database
    by_hand = codebook.only_in_file(session)
    merged = bring_together(database, theirs.database)
    brought = codebook.bring(session, merged, by_hand=by_hand)
    new = merged.finish(brought.conflicts, brought.kept)
    row = {
        "id": uuid7(),
        "at": now(),
        "coder": session.somebody(),
        "source": str(source),
        "clock": theirs.database.last_clock(),
        "entries": len(merged.brought.entries),
        "codings": len(merged.brought.rows["coding"]),
    }
    tables.add_rows(database, "merged_copy", [row])
    session.forget()
    return merged, brought, new


def _report(
    session: Session, source: Path, merged: Merged, brought: BroughtBook, new: list[str],
    known: set[str], dry_run: bool,
) -> MergeReport:  # fmt: skip
    seen = sight(session)
    waiting = carried.waiting_counts(session, session.coder) if session.coder else {}
    return MergeReport(
        source=str(source),
        dry_run=dry_run,
        entries=len(merged.brought.entries),
        codings=sum(seen.sees(*each) for each in _came(session, merged)),
        removed=sum(seen.sees(*each) for each in _went(session, merged)),
        closed=len(seen.closed) if merged.brought.entries else 0,
        documents=tuple(each.name for each in session.documents() if each.id not in known),
        coders=tuple(sorted(merged.coders)),
        codes=brought.codes,
        codebook_changed=brought.text is not None,
        waiting=sum(sum(counts.values()) for counts in waiting.values()),
        conflicts=tuple(each for each in conflicts.conflicts(session) if each.id in new),
        told=tuple(brought.told),
    )


def _came(session: Session, merged: Merged) -> Iterator[tuple[str, str]]:
    """Coder and document id of each coding that we had not, in whatever copy it was made."""
    database, ids = session.store.database, frozenset(merged.brought.rows["coding"])
    ours_too = {
        survivor
        for survivor, twin in database.fetch(
            "SELECT survivor, target_id FROM twin WHERE target_table = 'coding'"
        )
        if twin not in ids
    }
    rows = tables.rows_of(database, "coding", ["coder", "document_id", "removed_by"], ids)
    for coding, (coder, document, removed_by) in rows.items():
        if removed_by is None and coding not in ours_too:
            yield coder, document


def _went(session: Session, merged: Merged) -> Iterator[tuple[str, str]]:
    """Coder and document id of each coding of ours that was taken out in the other copy."""
    ids = frozenset(merged.brought.rows["coding"])
    new = frozenset(merged.brought.entries)
    for coding, coder, document, removed_by in session.store.database.stream(
        "SELECT id, coder, document_id, removed_by FROM coding WHERE removed_by IS NOT NULL"
    ):
        if coding not in ids and (by := removals(removed_by)) and by <= new:
            yield coder, document
