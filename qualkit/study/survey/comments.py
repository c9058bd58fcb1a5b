"""Open answers as documents: each answer one turn under the key of the respondent who gave it.

What later exports bring becomes a further document and not a longer version of the first. Whoever
is done with the first has judged all of it; put in there, the new answers would count as judged
and found empty, and agreement would be worked out over text that some coders never saw.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualkit.core.records import (
    Document,
    DocumentKind,
    Mark,
    MarkKind,
    Role,
    Speaker,
    Structure,
    Transcript,
    Turn,
)
from qualkit.core.text import clean, spoken
from qualkit.storage.versions import versions
from qualkit.study.session import Session
from qualkit.study.survey.files import document_name

Answer = tuple[str, str]
"""A respondent's key, and what that respondent wrote."""


def transcript(name: str, answers: Iterable[Answer]) -> Transcript:
    """The answers as one text: `R07: ` and the answer, an empty line between each two."""
    from qualkit.importers.sentences import splitter

    parts: list[str] = []
    speakers: list[Speaker] = []
    turns: list[Turn] = []
    marks: list[Mark] = []
    at = 0
    for number, (key, words) in enumerate(answers):
        label, said = f"{key}:", _tidy(words)
        start = at + len(label) + 1
        speakers.append(Speaker(number, key, Role.PARTICIPANT, key))
        marks.append(Mark(at, at + len(label), MarkKind.LABEL))
        turns.append(Turn(number, start, start + len(said)))
        parts.append(f"{label} {said}")
        at = start + len(said) + 2
    text = "\n\n".join(parts) + "\n"
    structure = Structure(tuple(speakers), tuple(turns), (), tuple(marks))
    sentences = splitter().sentences(text, [piece.span for piece in spoken(text, structure)])
    return Transcript(
        name,
        DocumentKind.SURVEY_COMMENT,
        text,
        Structure(tuple(speakers), tuple(turns), sentences, tuple(marks)),
        name,
        hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )


def _tidy(words: str) -> str:
    """An answer as it is stored: its own line ends stay, so that what was a list is still one."""
    return clean(words).strip()


@dataclass(frozen=True, slots=True)
class Given:
    """What the study holds of the answers to an open question: by respondent, what was written."""

    answers: dict[str, str]
    batches: int


def given(session: Session, survey: str, question: str) -> Given:
    """The answers that the study holds already, in however many documents.

    As they were imported: what a correction has changed since is no other answer.
    """
    found: dict[str, str] = {}
    last = 0
    for document in session.documents():
        batch = batch_of(document, survey, question)
        if not batch:
            continue
        last = max(last, batch)
        first = versions(session.store.database, document.id)[0]
        version = session.text(first.id)
        for turn in version.structure.turns:
            key = version.structure.speakers[turn.speaker].pseudonym
            found[key] = version.text[turn.start : turn.end]
    return Given(found, last)


def batch_of(document: Document, survey: str, question: str) -> int:
    """The how-manieth document of the answers to a question it is; 0 where it is none of them."""
    stem = re.escape(document_name(survey, question).removesuffix(".txt"))
    fits = re.fullmatch(rf"{stem}(?:\.(\d+))?\.txt", document.name)
    if not fits or document.kind is not DocumentKind.SURVEY_COMMENT:
        return 0
    return int(fits[1] or 1)


def is_another(held: str, words: str) -> bool:
    """Whether an answer differs from what the study holds in more than white space."""
    return held.split() != _tidy(words).split()


def new_answers(
    keys: Sequence[str], words: Sequence[str], held: Given
) -> tuple[list[Answer], list[str]]:
    """The answers that no document holds yet, and whose answers differ from those it holds.

    Only blank cells are no answer: `n/a`, `-` and `none` are what somebody chose to write.
    """
    new: list[Answer] = []
    changed: list[str] = []
    for key, said in zip(keys, words, strict=True):
        if not _tidy(said):
            continue
        if key not in held.answers:
            new.append((key, said))
        elif is_another(held.answers[key], said):
            changed.append(key)
    return new, changed
