"""Transcripts in: read, checked, named and stored, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.core.records import Change, Document, DocumentKind, Role, Transcript
from qualkit.errors import InputError, NotFoundError, QualkitError, RefusedError
from qualkit.privacy.roster import Roster
from qualkit.storage import citations as cited_rows
from qualkit.storage import documents as rows
from qualkit.storage import marks, memos
from qualkit.storage.codings import CodingFilter, count
from qualkit.storage.sight import EVERYTHING
from qualkit.storage.store import Entry
from qualkit.study import guide
from qualkit.study.blindness import sight
from qualkit.study.import_reports import Imported, Outcome, outcome_of, report_on
from qualkit.study.originals import copy_originals
from qualkit.study.people import Naming, checked_pseudonyms
from qualkit.study.session import Session, did_you_mean
from qualkit.study.wishes import Wishes
from qualkit.study.withdrawal.tombstones import refuse_file
from qualkit.study.writings import citations

if TYPE_CHECKING:
    from qualkit.importers import Corrections

Progress = Callable[[int, int, str], None]


def preview(
    session: Session | None, paths: Sequence[Path], wishes: Wishes, progress: Progress
) -> tuple[Imported, ...]:
    """What an import of these files would do; works outside a study too (`session` None)."""
    chosen = wishes.all_pseudonyms()
    checked_pseudonyms(chosen)
    naming = Naming(session, chosen) if session else None
    known = session.documents() if session else ()
    wishes = wishes.as_literature(citations.listed(session)) if session else wishes
    found = []
    roster = session.roster() if session else Roster()
    for path, transcript in _read_all(paths, wishes, roster, progress):
        if session:
            refuse_file(session, path, transcript.source_sha256)
        outcome, _ = outcome_of(known, transcript)
        names = naming.name(transcript.name, transcript.structure.speakers) if naming else ()
        found.append(report_on(path, transcript, outcome, names))
    return tuple(found)


def import_transcripts(
    session: Session, paths: Sequence[Path], wishes: Wishes, progress: Progress
) -> tuple[Imported, ...]:
    """Store the files as documents: one action, all of them or none.

    Files from elsewhere are copied into `transcripts/`. A file that the study holds already is
    left alone, also when it has changed since (its outcome says so). Raises InputError, before
    anything is stored, where a file cannot be read; its message lists every such file.
    """
    chosen = wishes.all_pseudonyms()
    checked_pseudonyms(chosen)
    listed = citations.listed(session)
    intake = _Intake(session, Naming(session, chosen), {**listed, **wishes.citations})
    wishes = wishes.as_literature(listed)
    known = session.documents()
    found: list[Imported] = []
    for path, transcript in _read_all(paths, wishes, session.roster(), progress):
        refuse_file(session, path, transcript.source_sha256)
        outcome, warning = outcome_of(known, transcript)
        names = intake.take(path, transcript) if outcome is Outcome.NEW else ()
        report = report_on(path, transcript, outcome, names)
        found.append(replace(report, warnings=(*report.warnings, *warning)))
    intake.keep()
    return tuple(found)


class _Intake:
    """New transcripts on their way into the study: gathered one by one, stored together."""

    def __init__(self, session: Session, naming: Naming, citations: Mapping[str, str]) -> None:
        self._session = session
        self._naming = naming
        self._citations = citations
        self._matcher = guide.Matcher(session)
        self._packed: list[rows.PackedDocument] = []
        self._originals: list[tuple[Path, Path]] = []
        self._people: list[str] = []
        self._asked: list[guide.Asked] = []

    def take(self, path: Path, transcript: Transcript) -> Sequence[str]:
        """Gather a transcript; the names that its speakers get."""
        names = self._naming.name(transcript.name, transcript.structure.speakers)
        self._packed.append(rows.pack(transcript, names))
        self._asked.append(self._matcher.asked(self._packed[-1].version["id"], transcript))
        self._people += _participants(transcript, names)
        target = self._session.transcripts / transcript.name
        if not (target.exists() and target.samefile(path)):
            self._originals.append((path, target))
        return names

    def keep(self) -> None:
        """Store what was gathered, with files and names; all of it or nothing."""
        if not self._packed:
            return
        copied = copy_originals(self._originals)
        try:
            self._naming.keep(self._people)
            self._store()
        except BaseException:
            for path in copied:
                path.unlink(missing_ok=True)
            raise

    def _cite(self, entry: Entry, document: Mapping[str, Any]) -> None:
        citation = self._citations.get(document["name"], "")
        if citation and document["kind"] == DocumentKind.LITERATURE.value:
            cited_rows.add(entry, document["id"], citation)

    def _store(self) -> None:
        session = self._session
        with session.write("import transcripts", undoable=False, coder=session.somebody()) as entry:
            for document in self._packed:
                rows.insert(entry, document)
                self._cite(entry, document.document)
            for found in self._asked:
                guide.keep(entry, found)
            entry.state(count=len(self._packed))


def _read_all(
    paths: Sequence[Path], wishes: Wishes, roster: Roster, progress: Progress
) -> Iterable[tuple[Path, Transcript]]:
    from qualkit.importers import read_transcript

    problems: list[QualkitError] = []
    names: dict[str, Path] = {}
    used: set[str] = set()
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        try:
            if path.name in names and not path.samefile(names[path.name]):
                raise InputError(
                    f"{path} and {names[path.name]} have one name", "rename one of them"
                )
            if path.name in names:
                continue
            names[path.name] = path
            transcript = read_transcript(path, corrections(path.name, wishes, roster))
        except QualkitError as problem:
            problems.append(problem)
            continue
        used |= {speaker.label for speaker in transcript.structure.speakers}
        if not problems:
            yield path, transcript
    progress(len(paths), len(paths), "")
    if problems:
        raise _gathered(problems)
    _refuse_unknown_labels(wishes, used)


def corrections(name: str, wishes: Wishes, roster: Roster) -> Corrections:
    """What is known of a file's speakers beforehand: by the roster, and by the person."""
    from qualkit.importers import Corrections

    entries, wishes = roster.of(name), wishes.of(name)
    return Corrections(
        roles={entry.label: entry.role for entry in entries} | wishes.roles(),
        merges=wishes.merges,
        kind=wishes.kind,
        known=frozenset(entry.label for entry in entries),
    )


def _refuse_unknown_labels(wishes: Wishes, used: set[str]) -> None:
    # A merge's right-hand label stays in use; one that was corrected away is not asked for.
    everywhere = (wishes, *wishes.files.values())
    for label in (
        *(label for each in everywhere for label in (*each.roles(), *each.merges.values())),
        *(label.rsplit(":", 1)[-1] for label in wishes.all_pseudonyms()),
    ):
        if label not in used:
            raise NotFoundError(
                f"no speaker is labelled '{label}'", did_you_mean(label, sorted(used))
            )


def _gathered(problems: Sequence[QualkitError]) -> QualkitError:
    if len(problems) == 1:
        return problems[0]
    lines = [
        f"{problem.message}" + (f" ({problem.hint})" if problem.hint else "")
        for problem in problems
    ]
    return InputError(
        f"{len(problems)} files cannot be read, so nothing was imported:\n  " + "\n  ".join(lines),
        "mend them or leave them out",
    )


def _participants(transcript: Transcript, names: Sequence[str]) -> list[str]:
    return [
        name
        for speaker, name in zip(transcript.structure.speakers, names, strict=True)
        if speaker.role is Role.PARTICIPANT
    ]


def remove_document(session: Session, document: Document) -> Change:
    """Take a document out of the study, so that its file can be imported afresh.

    Raises RefusedError where anybody has coded in it, or where open notes for the team or memos
    are on it; bookmarks and settled notes go out of sight with it, and come back with an undo.
    """
    if document.id in sight(session).closed:
        raise RefusedError(
            f"{document.name} is being coded by several coders who do not see each other's work",
            "wait until all are done with it, or take the assignments back: qualkit assign",
        )
    # Everything: whatever bears codings stays; in this document they are no secret.
    everybodys = CodingFilter(document_id=document.id, layer="", sight=EVERYTHING)
    if coded := count(session.store.database, everybodys):
        raise RefusedError(
            f"{document.name} bears {coded} codings, which would be lost from sight",
            "take them out first, if they are yours: qualkit codings, qualkit uncode",
        )
    written = _written_on(session, document)
    if written:
        raise RefusedError(
            f"{document.name} bears {' and '.join(written)}, which would be lost from sight",
            f"settle the notes and take the memos off first: qualkit notes --document "
            f'"{document.name}", qualkit memos --on document',
        )
    with session.write("remove document", coder=session.somebody()) as entry:
        rows.remove_document(entry, document.id)
        entry.state(document=document.id)
    return entry.change()


def _written_on(session: Session, document: Document) -> list[str]:
    """What coders have written on a document and not settled: kinds with their numbers."""
    database = session.store.database
    notes = len(marks.team_notes(database, document_id=document.id, settled=False))
    memos_on = sum(row.target_id == document.id for row in memos.memos(database, "document"))
    return [
        f"{number} {what}{'s' if number > 1 else ''}"
        for number, what in ((notes, "open note"), (memos_on, "memo"))
        if number
    ]
