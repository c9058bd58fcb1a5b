"""What an import does, or would do, with each file, as people are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qualkit.core.records import Document, DocumentKind, LeftOut, Role, Transcript
from qualkit.core.text import count_words, spoken


class Outcome(StrEnum):
    """What an import does with one file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    """The study holds another text of this file: reported, never overwritten."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as an import reports it."""

    label: str
    role: Role
    pseudonym: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """Two labels that may be one person: `wrong` looks like a misspelt `right`."""

    wrong: str
    right: str


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
    spellings: tuple[Spelling, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be read, and why."""

    path: Path
    message: str
    hint: str = ""


def outcome_of(
    known: Sequence[Document], transcript: Transcript
) -> tuple[Outcome, tuple[str, ...]]:
    """What becomes of a file, and what to tell the person about it."""
    for document in known:
        if document.name == transcript.name:
            if document.source_sha256 == transcript.source_sha256:
                return Outcome.UNCHANGED, ()
            return Outcome.CHANGED, (
                f"{transcript.name} is not the file that was imported on "
                f"{document.imported_at[:10]}; the study keeps the text it has "
                "(to take the new one in, with all codings: qualkit documents correct)",
            )
    for document in known:
        if document.source_sha256 == transcript.source_sha256:
            return Outcome.UNCHANGED, (
                f"{transcript.name} is the same file as {document.name}, which the study has",
            )
    return Outcome.NEW, ()


def report_on(
    path: Path, transcript: Transcript, outcome: Outcome, names: Sequence[str]
) -> Imported:
    """What was found in a file: voices, turns, words, left out, doubts."""
    structure = transcript.structure
    turns = [0] * len(structure.speakers)
    words = [0] * len(structure.speakers)
    for turn in structure.turns:
        turns[turn.speaker] += 1
    total = 0
    spellings = _spellings(transcript)
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
        warnings=(*transcript.warnings, *map(_advice, spellings)),
        spellings=spellings,
    )


def _spellings(transcript: Transcript) -> tuple[Spelling, ...]:
    from qualkit.importers import suggest_merges

    return tuple(Spelling(merge.wrong, merge.right) for merge in suggest_merges(transcript))


def _advice(spelling: Spelling) -> str:
    wrong, right = spelling.wrong, spelling.right
    return f"'{wrong}' may be '{right}': if so, import with --merge \"{wrong}={right}\""
