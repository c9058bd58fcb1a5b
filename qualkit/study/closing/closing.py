"""`qualkit close`: the study is archived, its roster destroyed or kept for a reason."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qualkit.core.closing import Closing, Manifest, RosterEnd
from qualkit.core.ids import uuid7
from qualkit.core.records import Change
from qualkit.core.text import squeeze
from qualkit.errors import InputError, RefusedError
from qualkit.privacy import gate
from qualkit.storage import closings as rows
from qualkit.storage import withdrawals
from qualkit.study.blindness import sight
from qualkit.study.closing import state
from qualkit.study.closing.manifest import STEM, manifest, manifest_table
from qualkit.study.closing.open_ends import open_ends
from qualkit.study.leaving import exporting
from qualkit.study.session import Session
from qualkit.study.stewardship import steward_or_refuse
from qualkit.study.withdrawal.files import overwrite

FORMATS = ("json", "csv", "docx")
LEAST_REASON = 3
"""Words that a reason has at least."""


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """What closing a study did, or would do; `files` are the manifests that were written."""

    dry_run: bool
    closing: Closing
    manifest: Manifest
    files: tuple[Path, ...]
    warnings: tuple[str, ...]


def close_study(
    session: Session, retain_until: str, *, roster: str = "", reason: str = "",
    anyway: bool = False, dry_run: bool = False,
) -> ClosingReport:  # fmt: skip
    """Close the study; see `Study.close_study`."""
    steward_or_refuse(session, "close the study")
    if closed := state.closing(session):
        raise RefusedError(
            f"the study was closed on {closed.closed_on} already",
            "to close it anew: qualkit close --reopen first",
        )
    until = _day(retain_until)
    end = _roster_end(session, roster, reason, dry_run=dry_run)
    if end is RosterEnd.DESTROYED:
        _refuse_shared(session)
    _refuse_open(session, anyway=anyway or dry_run)
    by = session.somebody()
    today = date.today().isoformat()
    closing = Closing(uuid7(), today, until, end, squeeze(reason), by)
    # While the roster is there: names in the names of files are masked by it.
    going_by = exporting.rules(session)
    warnings = tuple(filter(None, [session.missing_roster()]))
    path = session.roster_path()
    if dry_run:
        return ClosingReport(True, closing, manifest(session, closing, path), (), warnings)
    # Nobody else has it open, and the log is folded in: what is hashed is what is archived.
    alone = nullcontext() if session.settings.on_server else session.store.database.alone()
    with alone, session.write(state.CLOSE, coder=by, undoable=False) as entry:
        rows.add(entry, closing)
        entry.state(until=until, roster=end.value)
        if end is RosterEnd.DESTROYED and path.exists():
            overwrite(path)
    made = manifest(session, closing, path)
    files = tuple(_written(session, made, going_by, name) for name in FORMATS)
    return ClosingReport(False, closing, made, files, warnings)


def reopen_study(session: Session) -> Change:
    """Open a closed study again; a roster that was destroyed does not come back."""
    steward_or_refuse(session, "open the study again")
    with session.write(state.REOPEN, coder=session.somebody(), undoable=False) as entry:
        found = rows.closings(entry.database)
        if not found:
            raise RefusedError("the study is not closed", "close it: qualkit close")
        for closing in found:
            rows.remove(entry, closing)
        entry.state(closed=found[0].closed_on)
    if any(each.roster is RosterEnd.DESTROYED for each in found):
        session.notice(
            "the roster was destroyed when the study was closed and does not come back: names "
            "that are spoken cannot be masked by it any more"
        )
    return entry.change()


def _day(retain_until: str) -> str:
    try:
        until = date.fromisoformat(retain_until.strip())
    except ValueError as error:
        raise InputError(
            f"'{retain_until}' is no date",
            "say until when the study is kept: qualkit close --retain-until 2036-12-31",
        ) from error
    if until < date.today():
        raise InputError(
            f"{until} has passed: nothing can be kept until then",
            "give the day that your funder or ethics board asks for",
        )
    return until.isoformat()


def _roster_end(session: Session, roster: str, reason: str, *, dry_run: bool) -> RosterEnd:
    """What becomes of the roster; somebody has to say so where there is one."""
    if roster not in ("", "destroy", "keep"):
        raise InputError(f"nobody can {roster} a roster", "--roster destroy, or --roster keep")
    if not session.roster_path().exists():
        return RosterEnd.DESTROYED if state.roster_destroyed(session) else RosterEnd.NONE
    if roster == "keep":
        if len(reason.split()) < LEAST_REASON:
            raise InputError(
                "the roster stays, so that everybody can be named: nobody said why",
                'say it: --roster keep --reason "the second interviews are in 2028"',
            )
        return RosterEnd.KEPT
    if not roster:
        if dry_run:
            return RosterEnd.UNSAID
        raise InputError(
            "it is not said what becomes of the roster",
            'qualkit close --roster destroy, or --roster keep --reason "WHY"',
        )
    return RosterEnd.DESTROYED


def _refuse_open(session: Session, *, anyway: bool) -> None:
    if sight(session).closed:
        raise RefusedError(
            "you code documents of this study blind, and what is counted at the end would tell",
            "be done with them first (qualkit assign done), or let somebody else close it",
        )
    found = [end for end in open_ends(session) if end.work]
    if found and not anyway:
        told = "; ".join(f"{end.what}: {end.count:,} ({end.mend})" for end in found)
        raise RefusedError(
            f"work is still open in the study: {told}",
            "finish them, or close it as it is: qualkit close --anyway",
        )


def _refuse_shared(session: Session) -> None:
    """A roster that names people of other studies too is not this study's to destroy."""
    own = rows.names_of_documents(session.store.database)
    gone = withdrawals.tombstones(session.store.database, withdrawals.PSEUDONYM)
    foreign = {
        each.document
        for each in session.roster().entries
        if each.document and each.document not in own and each.pseudonym not in gone
    }
    if foreign:
        raise RefusedError(
            f"the roster {session.roster_path()} also names people of documents that this study "
            f"never had: {len(foreign):,} of them",
            'if another study uses it: --roster keep --reason "WHY"; else take their rows out',
        )


def _written(
    session: Session, made: Manifest, going_by: gate.Rules, format_name: str
) -> Path:  # fmt: skip
    target = exporting.default_target(session, STEM, format_name)
    table = manifest_table(session, made)
    cleared = gate.clear_table(table, going_by, exporting.provenance(session))
    cleared = replace(cleared, warnings=())
    return exporting.write(cleared, going_by, target, format_name).path
