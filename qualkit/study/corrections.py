"""A transcript corrected: a new version of its text, and all that hangs on it carried over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualkit.core.anchoring import Anchoring
from qualkit.core.records import Change, Document, LeftOut, TextVersion
from qualkit.errors import RefusedError
from qualkit.storage import documents as rows
from qualkit.storage import versions as texts
from qualkit.storage.versions import StoredVersion
from qualkit.study import carrying
from qualkit.study.carrying import Plan, Tally
from qualkit.study.corrected_texts import NewText, from_file, from_text, people_of
from qualkit.study.originals import copy_originals, sha256_of_file
from qualkit.study.session import Session
from qualkit.study.wishes import Wishes

# A file with fewer of the words than this is more likely another transcript.
_KEPT = 0.3


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """What a correction did, or would do; `version` is the number of the new version.

    `stored` is false for a dry run, and where the file says what the study holds already. The
    tallies are of all coders, or of the one at work alone while the coding is blind.
    """

    document: str
    version: int
    stored: bool
    differs: bool
    source: str
    words_gone: int
    words_new: int
    turns_before: int
    turns: int
    tallies: tuple[Tally, ...] = ()
    questions_lost: int = 0
    speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    change: Change | None = None

    def words(self) -> str:
        """How many words changed, in words."""
        if self.words_gone == self.words_new == 0:
            return "no word changed"
        if self.words_gone == self.words_new:
            return _counted(self.words_new, "word") + " changed"
        parts = []
        if self.words_gone:
            parts.append(_counted(self.words_gone, "word") + " taken out")
        if self.words_new:
            parts.append(_counted(self.words_new, "word") + " put in")
        return ", ".join(parts)

    def carried(self) -> str:
        """What became of codings and the rest, in words."""
        kinds: dict[str, list[int]] = {}
        for tally in self.tallies:
            sums = kinds.setdefault(tally.what, [0, 0, 0])
            for place, number in enumerate((tally.carried, tally.doubtful, tally.lost)):
                sums[place] += number
        told = [
            f"{_counted(carried, what)} carried"
            + (f", {doubtful} doubtful" if doubtful else "")
            + (f", {lost} lost" if lost else "")
            for what, (carried, doubtful, lost) in kinds.items()
        ]
        return "; ".join(told) or "nothing hangs on it"

    @property
    def waiting(self) -> int:
        """How many things wait for their coders."""
        return sum(tally.waiting for tally in self.tallies)


def _counted(number: int, noun: str) -> str:
    if number != 1:
        first, _, rest = noun.partition(" ")
        noun = f"{first}s {rest}".strip()
    return f"{number:,} {noun}"


def correct_document(
    session: Session, document: Document, source: Path | str, wishes: Wishes,
    *, dry_run: bool = False, anyway: bool = False,
) -> CorrectionReport:  # fmt: skip
    """Store the corrected text as a new version and carry everybody's work over: one action.

    `source` is a file, or the stored text as it was edited. Raises InputError where it cannot be
    read, RefusedError where hardly a word is the same (unless `anyway`).
    """
    session.coder_or_refuse()
    document = _fresh(session, document, strict=isinstance(source, str))
    version = session.text(document.version_id)
    new = (
        from_text(document, version, source, dry_run=dry_run)
        if isinstance(source, str)
        else from_file(session, document, version, source, wishes)
    )
    anchoring = Anchoring(version, new, carrying.alike())
    _refuse_strangers(document, new, anchoring, anyway=anyway)
    differs = (version.text, version.structure) != (new.text, new.structure)
    done = _Done(document, version, new, anchoring)
    if dry_run or not differs:
        done.number = _next_number(session, document) if differs else document.version
        done.plan = carrying.plan(session, document, new, anchoring)
        return _report(session, done, differs=differs)
    done.number = _next_number(session, document)
    name, copy, done.warnings = _original(session, document, new, done.number)
    copied = copy_originals(copy)
    try:
        if new.naming is not None:
            new.naming.keep(people_of(new))
        _store(session, done, name)
    except BaseException:
        for path in copied:
            path.unlink(missing_ok=True)
        raise
    return _report(session, done, differs=True)


@dataclass(slots=True)
class _Done:
    """A correction on its way: what was, what is to be, and what has come of it so far."""

    document: Document
    version: TextVersion
    new: NewText
    anchoring: Anchoring
    number: int = 0
    plan: Plan | None = None
    warnings: tuple[str, ...] = ()
    change: Change | None = None


def _fresh(session: Session, document: Document, *, strict: bool) -> Document:
    """The document as it is now: somebody else may have corrected it since it was read.

    An edited text is of the version that was read (`strict`), and refused where that has passed.
    """
    session.forget()
    fresh = session.document(document.id)
    if strict and fresh.version_id != document.version_id:
        raise _passed(session, document)
    return fresh


def _passed(session: Session, document: Document) -> RefusedError:
    newest = texts.versions(session.store.database, document.id)[-1]
    return RefusedError(
        f"{document.name} was corrected meanwhile by {newest.coder}",
        "open it again and make the correction there",
    )


def _next_number(session: Session, document: Document) -> int:
    return 1 + max(v.number for v in texts.versions(session.store.database, document.id))


def _refuse_strangers(
    document: Document, new: NewText, anchoring: Anchoring, *, anyway: bool
) -> None:
    total = len(anchoring.pairing.old)
    if new.path is None or anyway or not total:
        return
    kept = len(anchoring.pairing.taken)
    if kept < _KEPT * total:
        raise RefusedError(
            f"{new.path.name} has {kept * 100 // total}% of the words of {document.name}: "
            "is it another transcript?",
            "if it is the same after all: qualkit documents correct --anyway",
        )


def _original(
    session: Session, document: Document, new: NewText, number: int
) -> tuple[str, list[tuple[Path, Path]], tuple[str, ...]]:
    """Under which name the file stays in `transcripts/`, what is to be copied there, and a
    warning where the person has overwritten the former one."""
    if new.path is None:
        return "", [], ()
    inside = session.transcripts / new.path.name
    if inside.exists() and inside.samefile(new.path):
        former = {v.source_name for v in texts.versions(session.store.database, document.id)}
        if new.path.name in former:
            return (
                new.path.name,
                [],
                (
                    f"{inside} was written over: the file of the former version is gone, "
                    "its text is kept in the study",
                ),
            )
        return new.path.name, [], ()
    stem = Path(document.source_name or document.name).stem
    name, again = f"{stem}.v{number}{new.path.suffix}", 2
    while (session.transcripts / name).exists() and (
        sha256_of_file(session.transcripts / name) != new.sha256
    ):
        name, again = f"{stem}.v{number}-{again}{new.path.suffix}", again + 1
    return name, [(new.path, session.transcripts / name)], ()


def _store(session: Session, done: _Done, name: str) -> None:
    document, new = done.document, done.new
    with session.write("correct document") as entry:
        # Inside the transaction: what somebody codes from here on is coded on the new text.
        if not rows.is_current(entry.database, document):
            raise _passed(session, document)
        packed = rows.pack_version(document.id, done.number, new, (name, new.sha256))
        done.plan = carrying.plan(session, document, new, done.anchoring)
        rows.add_version(entry, document, packed)
        done.plan.apply(entry, document, str(packed.version["id"]))
        entry.state(document=document.id, version=done.number)
    done.change = entry.change()


def _report(session: Session, done: _Done, *, differs: bool) -> CorrectionReport:
    gone, put_in = done.anchoring.changed_words()
    planned = done.plan
    return CorrectionReport(
        document=done.document.name,
        version=done.number,
        stored=done.change is not None,
        differs=differs,
        source=str(done.new.path or ""),
        words_gone=gone,
        words_new=put_in,
        turns_before=len(done.version.structure.turns),
        turns=len(done.new.structure.turns),
        tallies=planned.tallies(session, done.document) if planned else (),
        questions_lost=planned.links_lost if planned else 0,
        speakers=done.new.speakers,
        warnings=(*done.warnings, *done.new.warnings),
        left_out=done.new.left_out,
        change=done.change,
    )


def versions(session: Session, document: Document) -> tuple[StoredVersion, ...]:
    """The texts that a document has had, oldest first."""
    return texts.versions(session.store.database, document.id)
