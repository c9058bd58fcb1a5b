"""`qualkit withdraw`: a person removed everywhere in one operation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qualkit.core.withdrawing import Withdrawal
from qualkit.errors import RefusedError, StoreError
from qualkit.storage import withdrawals as rows
from qualkit.storage.database import Database
from qualkit.study import rosters
from qualkit.study.blindness import sight
from qualkit.study.session import Session
from qualkit.study.stewardship import steward_or_refuse
from qualkit.study.withdrawal.erasing import Erased, Stamp, erase
from qualkit.study.withdrawal.files import Sweep, Swept
from qualkit.study.withdrawal.participants import set_withdrawn
from qualkit.study.withdrawal.person import Person, find_person
from qualkit.study.withdrawal.survey_rows import drop_rows, marks_of, remember


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """What was removed, or would be; `receipt` is what the study keeps of it.

    `codings`, `cut` (those that reached beyond the person's words) and `redacted` (what researchers
    wrote that quoted the person) are None while the one at work codes a document of theirs blind.
    `exports` are earlier ones that count them, `remaining` files that a person must look at.
    """

    dry_run: bool
    pseudonym: str
    respondents: tuple[str, ...]
    receipt: Withdrawal
    documents: tuple[str, ...]
    shared: tuple[str, ...]
    codings: int | None
    cut: int | None
    redacted: dict[str, int] | None
    deleted: tuple[str, ...]
    rewritten: tuple[str, ...]
    exports: tuple[str, ...]
    remaining: tuple[str, ...]
    roster_rows: int
    roster_forgotten: bool
    out_of_reach: tuple[str, ...]


class _DryRunError(Exception):
    """Ends the transaction of a dry run, so that nothing of it is kept."""


def withdraw(
    session: Session, pseudonym: str, *, dry_run: bool = False, forget_name: bool = False
) -> WithdrawalReport:
    """Remove a participant or respondent for good: texts, codings, files; a receipt stays.

    RefusedError where they have withdrawn before, or who is at work is not the data steward, or on
    a server not its keeper;
    StoreError where another program has the file open. With `forget_name` their rows of the roster
    go too.
    """
    database = _database(session)
    person = find_person(session, pseudonym)
    if not (dry_run or session.settings.on_server):
        steward_or_refuse(session, "remove somebody for good")
    if dry_run:
        try:
            with database.transaction():
                report = _Withdrawing(session, person, dry_run=True).do(forget_name=forget_name)
                raise _DryRunError
        except _DryRunError:
            return report
        finally:
            _forget(session)
    try:
        with database.alone():
            with database.transaction():
                report = _Withdrawing(session, person, dry_run=False).do(forget_name=forget_name)
            _forget(session)
    finally:
        _forget(session)
    return report


def _database(session: Session) -> Database:
    database = session.store.database
    if database.account:
        raise RefusedError(
            f"the account of {database.account} cannot delete in {database.where}",
            "whoever keeps the study there removes the person: PGUSER=ACCOUNT qualkit withdraw",
        )
    if session.store.read_only:
        raise StoreError(
            f"{database.where} was opened for reading only",
            "mend the rights of the folder, and do it again",
        )
    return database


def _forget(session: Session) -> None:
    session.forget()
    remember(session, {})


class _Withdrawing:
    """One withdrawal, inside a transaction that is open."""

    def __init__(self, session: Session, person: Person, *, dry_run: bool) -> None:
        self.session = session
        self.person = person
        self.dry_run = dry_run
        said = {each.pseudonym: each.consent.get("withdrawn_on", "")
                for each in session.participants()}  # fmt: skip
        self.day = said.get(person.pseudonym, "") or date.today().isoformat()

    def do(self, *, forget_name: bool) -> WithdrawalReport:
        """Remove the person from the database, then from the files beside it."""
        session, people = self.session, self.person.keys
        closed = sight(session).closed
        marks = marks_of(session, self.person)
        remember(session, marks)
        with session.write(
            "withdraw", undoable=False, coder=session.somebody(), inside=True
        ) as entry:
            done = erase(session, people, Stamp(entry.id, entry.at))
            made = self._receipt(done, sum(map(len, marks.values())), entry.coder)
            rows.insert(session.store.database, made, entry.id)
            answers = {f"{name}/{mark}" for name, some in marks.items() for mark in some}
            rows.bury(
                session.store.database,
                made.id,
                {rows.FILE: done.concerned.hashes, rows.ANSWER: answers, rows.PSEUDONYM: people},
            )
            entry.ops.append({"table": "withdrawal", "id": made.id, "new": True})
            entry.state(person=self.person.pseudonym)
        swept = Sweep(session, self.person, done.concerned, done.words, self.dry_run).run()
        named = self._roster(forget=forget_name)
        if not self.dry_run:
            drop_rows(session, self.person)
            set_withdrawn(session, people, self.day)
        secret = closed.intersection(
            [*done.concerned.whole, *(document.id for document in done.concerned.shared)]
        )
        return self._report(done, swept, made, named, forget_name, told=not secret)

    def _receipt(self, done: Erased, answers: int, coder: str) -> Withdrawal:
        counts = {
            "documents": len(done.concerned.whole),
            "turns": done.turns,
            "survey answers": answers,
        }
        name = self.person.pseudonym
        return Withdrawal(rows.fixed_id("withdrawal", name), name, self.day, coder, counts)

    def _roster(self, *, forget: bool) -> int:
        """How many rows of the roster are the person's; taken out where that is wished."""
        from dataclasses import replace

        session = self.session
        if rosters.is_closed(session) or not session.roster_path().exists():
            return 0
        roster = session.roster()
        kept = tuple(each for each in roster.entries if each.pseudonym not in self.person.keys)
        if forget and not self.dry_run and len(kept) < len(roster.entries):
            rosters.write(session, replace(roster, entries=kept))
        return len(roster.entries) - len(kept)

    def _left(self, swept: Swept) -> tuple[str, ...]:
        """Files that left with words of theirs, by the record: they may lie anywhere by now."""
        from qualkit.study.leaving.export_records import quoting

        gone = set(swept.deleted)
        return tuple(f for f in quoting(self.session, self.person.keys) if f not in gone)

    def _report(
        self, done: Erased, swept: Swept, made: Withdrawal, named: int, forgotten: bool,
        *, told: bool,
    ) -> WithdrawalReport:  # fmt: skip
        shared = tuple(document.name for document in done.concerned.shared)
        return WithdrawalReport(
            dry_run=self.dry_run,
            pseudonym=self.person.pseudonym,
            respondents=tuple(sorted(self.person.keys - {self.person.pseudonym})),
            receipt=made,
            documents=tuple(sorted(done.concerned.names - set(shared))),
            shared=shared,
            codings=done.codings if told else None,
            cut=done.cut if told else None,
            redacted=done.quoting if told else None,
            deleted=tuple(swept.deleted),
            rewritten=tuple(swept.rewritten),
            exports=tuple(dict.fromkeys((*swept.stale, *self._left(swept)))),
            remaining=tuple(swept.remaining),
            roster_rows=named,
            roster_forgotten=forgotten and not self.dry_run,
            out_of_reach=_out_of_reach(self.session),
        )


def _out_of_reach(session: Session) -> tuple[str, ...]:
    """What no program can look into, to be seen to by a person."""
    found = [
        "copies of the study on other computers, on sticks and in the cloud: merging one in "
        "removes the person from what comes in, the copy itself stays as it is",
        "backups, and what the disk or the file system keeps of deleted files",
        "exports and reports that have left the folder exports/",
    ]
    if session.settings.on_server:
        found.append("the server's own log, its replicas and its backups: ask who runs it")
    root = session.path.resolve()
    if any((folder / name).exists() for folder in (root, *root.parents) for name in _HISTORIES):
        found.append("the folder is under version control, whose history keeps every file")
    return tuple(found)


_HISTORIES = (".git", ".hg", ".svn")


def withdrawals(session: Session) -> tuple[Withdrawal, ...]:
    """The receipts of all withdrawals, oldest first."""
    return rows.withdrawals(session.store.database)
