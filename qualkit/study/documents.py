"""Transcripts in: read, checked, named and stored, all of them or none."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from qualkit.core.records import (
    Document,
    DocumentKind,
    LeftOut,
    Role,
    Speaker,
    TextVersion,
    Transcript,
)
from qualkit.core.text import count_words, participant_spans, spoken
from qualkit.errors import InputError, NotFoundError, QualkitError, StoreError
from qualkit.storage import documents as rows
from qualkit.study import guide
from qualkit.study.people import Naming, add_participants, checked_pseudonyms
from qualkit.study.session import Session, did_you_mean

Progress = Callable[[int, int, str], None]


class Outcome(StrEnum):
    """What an import does with one file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    """The study holds another text of this file: reported, never overwritten."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants files to be read, against what was detected.

    `interviewers`, `participants` and `others` are labels; `merges` maps a misspelt label to the
    right one; `pseudonyms` maps `label` or `document:label` to a pseudonym.
    """

    interviewers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    merges: Mapping[str, str] = field(default_factory=dict)
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    kind: DocumentKind | None = None

    def roles(self) -> dict[str, Role]:
        """Label to role."""
        return (
            dict.fromkeys(self.interviewers, Role.INTERVIEWER)
            | dict.fromkeys(self.participants, Role.PARTICIPANT)
            | dict.fromkeys(self.others, Role.OTHER)
        )


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as an import reports it."""

    label: str
    role: Role
    pseudonym: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What became (or would become) of one file."""

    path: Path
    name: str
    kind: DocumentKind
    outcome: Outcome
    voices: tuple[Voice, ...] = ()
    turns: int = 0
    words: int = 0
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()


def preview(
    session: Session | None, paths: Sequence[Path], wishes: Wishes, progress: Progress
) -> tuple[Imported, ...]:
    """What an import of these files would do; works outside a study too (`session` None)."""
    checked_pseudonyms(wishes.pseudonyms)
    naming = Naming(session, wishes.pseudonyms) if session else None
    known = session.documents() if session else ()
    found = []
    for path, transcript in _read_all(paths, wishes, progress):
        outcome, _ = _outcome(known, transcript)
        names = naming.name(transcript.name, transcript.structure.speakers) if naming else ()
        found.append(_report(path, transcript, outcome, names))
    return tuple(found)


def import_transcripts(
    session: Session, paths: Sequence[Path], wishes: Wishes, progress: Progress
) -> tuple[Imported, ...]:
    """Store the files as documents: one action, all of them or none.

    Files from elsewhere are copied into `transcripts/`. A file that the study holds already is
    left alone, also when it has changed since (its outcome says so). Raises InputError, before
    anything is stored, where a file cannot be read; its message lists every such file.
    """
    checked_pseudonyms(wishes.pseudonyms)
    naming = Naming(session, wishes.pseudonyms)
    known = session.documents()
    found: list[Imported] = []
    packed: list[rows.PackedDocument] = []
    originals: list[tuple[Path, Path]] = []
    people: list[str] = []
    asked: list[guide.Asked] = []
    matcher = guide.Matcher(session)
    for path, transcript in _read_all(paths, wishes, progress):
        outcome, warning = _outcome(known, transcript)
        if outcome is not Outcome.NEW:
            report = _report(path, transcript, outcome, ())
            found.append(replace(report, warnings=(*report.warnings, *warning)))
            continue
        names = naming.name(transcript.name, transcript.structure.speakers)
        found.append(_report(path, transcript, outcome, names))
        packed.append(rows.pack(transcript, names))
        asked.append(matcher.asked(packed[-1].version["id"], transcript))
        people += _participants(transcript, names)
        target = session.transcripts / transcript.name
        if not (target.exists() and target.samefile(path)):
            originals.append((path, target))
    if packed:
        copied = _copy_originals(originals)
        try:
            naming.keep(people)
            _store(session, packed, asked)
        except BaseException:
            for path in copied:
                path.unlink(missing_ok=True)
            raise
    return tuple(found)


def _store(
    session: Session, packed: Sequence[rows.PackedDocument], asked: Sequence[guide.Asked]
) -> None:
    with session.write("import transcripts", undoable=False, coder=session.somebody()) as entry:
        for document in packed:
            rows.insert(entry, document)
        for found in asked:
            guide.keep(entry, found)
        entry.state(count=len(packed))


def _read_all(
    paths: Sequence[Path], wishes: Wishes, progress: Progress
) -> Iterable[tuple[Path, Transcript]]:
    from qualkit.importers import Corrections, read_transcript

    corrections = Corrections(roles=wishes.roles(), merges=wishes.merges, kind=wishes.kind)
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
            transcript = read_transcript(path, corrections)
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


def _refuse_unknown_labels(wishes: Wishes, used: set[str]) -> None:
    # A merge's right-hand label stays in use; one that was corrected away is not asked for.
    wanted = [label.rsplit(":", 1)[-1] for label in wishes.pseudonyms]
    for label in (*wishes.roles(), *wishes.merges.values(), *wanted):
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


def _outcome(known: Sequence[Document], transcript: Transcript) -> tuple[Outcome, tuple[str, ...]]:
    for document in known:
        if document.name == transcript.name:
            if document.source_sha256 == transcript.source_sha256:
                return Outcome.UNCHANGED, ()
            return Outcome.CHANGED, (
                f"{transcript.name} is not the file that was imported on "
                f"{document.imported_at[:10]}; the study keeps the text it has",
            )
    for document in known:
        if document.source_sha256 == transcript.source_sha256:
            return Outcome.UNCHANGED, (
                f"{transcript.name} is the same file as {document.name}, which the study has",
            )
    return Outcome.NEW, ()


def _participants(transcript: Transcript, names: Sequence[str]) -> list[str]:
    return [
        name
        for speaker, name in zip(transcript.structure.speakers, names, strict=True)
        if speaker.role is Role.PARTICIPANT
    ]


def _report(path: Path, transcript: Transcript, outcome: Outcome, names: Sequence[str]) -> Imported:
    structure = transcript.structure
    turns = [0] * len(structure.speakers)
    words = [0] * len(structure.speakers)
    for turn in structure.turns:
        turns[turn.speaker] += 1
    total = 0
    for piece in spoken(transcript.text, structure):
        said = count_words(transcript.text, [piece.span])
        total += said
        if piece.turn >= 0:
            words[structure.turns[piece.turn].speaker] += said
    return Imported(
        path=path,
        name=transcript.name,
        kind=transcript.kind,
        outcome=outcome,
        voices=tuple(
            Voice(
                speaker.label,
                speaker.role,
                names[speaker.number] if names else "",
                turns[speaker.number],
                words[speaker.number],
            )
            for speaker in structure.speakers
        ),
        turns=len(structure.turns),
        words=total,
        left_out=transcript.left_out,
        warnings=transcript.warnings,
    )


def _copy_originals(originals: Sequence[tuple[Path, Path]]) -> list[Path]:
    """Copy each file to its place in the study; on failure none of them stays."""
    copied: list[Path] = []
    try:
        for source, target in originals:
            if target.exists():
                if _sha256(target) == _sha256(source):
                    continue
                raise InputError(
                    f"{target} is there already and is another file than {source}",
                    "rename one of them: originals are never overwritten",
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            copied.append(target)
            shutil.copyfile(source, target)
            target.chmod(0o600)
    except OSError as error:
        for path in copied:
            path.unlink(missing_ok=True)
        raise StoreError(
            f"{error.filename or 'a transcript'} could not be copied into the study: "
            f"{error.strerror}; nothing was imported",
            "free some space or mend the rights of its folder, and import again",
        ) from error
    except InputError:
        for path in copied:
            path.unlink(missing_ok=True)
        raise
    return copied


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def correct_speaker(
    session: Session, document: Document, pseudonym: str, role: Role, new_pseudonym: str
) -> TextVersion:
    """Change what a speaker is to the study (and under which pseudonym); the text as it is then.

    Words are counted anew, since interviewers are out of every denominator.
    """
    version = session.text(document.version_id)
    speakers = version.structure.speakers
    if pseudonym not in {speaker.pseudonym for speaker in speakers}:
        names = [speaker.pseudonym for speaker in speakers]
        raise NotFoundError(
            f"nobody in {document.name} is {pseudonym}", did_you_mean(pseudonym, names)
        )
    changed = tuple(
        Speaker(s.number, "", role, new_pseudonym) if s.pseudonym == pseudonym else s
        for s in speakers
    )
    structure = replace(version.structure, speakers=changed)
    if structure == version.structure:
        return version
    if new_pseudonym != pseudonym:
        checked_pseudonyms({pseudonym: new_pseudonym})
    said = count_words(version.text, participant_spans(version.text, structure))
    if role is Role.PARTICIPANT:
        add_participants(session, [new_pseudonym])
    with session.write("correct speaker", coder=session.somebody()) as entry:
        rows.set_speakers(entry, version.id, changed, said)
        entry.touch(document.id)
        entry.state(speaker=pseudonym, role=role.value, now=new_pseudonym)
    session.forget_text(version.id)
    return session.text(version.id)
