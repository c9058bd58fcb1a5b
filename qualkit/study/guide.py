"""The topic guide: its questions, and the turns in which they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.records import Document, Question, Role, Structure, Transcript
from qualkit.core.text import spoken, squeeze
from qualkit.errors import NotFoundError
from qualkit.storage import team
from qualkit.storage.store import Entry
from qualkit.study.session import Session

# How alike, by the words in any order, an interviewer's turn must be to a question to be taken for
# asking it. In the demonstration's talk every turn from 70 up asks the question and probes stay
# below 69; freer paraphrases score no more than probes do and are left to a person.
ALIKE = 70


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a text asks questions of the guide: (turn from 0, question id, likeness)."""

    version_id: str
    links: tuple[tuple[int, str, int], ...]


class Matcher:
    """Finds the turns of a text that ask questions of the guide."""

    def __init__(self, session: Session) -> None:
        self._questions = team.questions(session.store.database)

    def asked(self, version_id: str, transcript: Transcript) -> Asked:
        """The turns of a new transcript that ask a question."""
        return self.asked_in(version_id, transcript.text, transcript.structure)

    def asked_in(self, version_id: str, text: str, structure: Structure) -> Asked:
        """The interviewers' turns that are most like each question, where any is like enough."""
        if not self._questions:
            return Asked(version_id, ())
        from rapidfuzz import fuzz, process

        turns = _interviewers_turns(text, structure)
        links = []
        for question in self._questions:
            best = process.extractOne(
                question.text.casefold(), turns, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE
            )
            if best is not None:
                links.append((int(best[2]), question.id, round(best[1])))
        return Asked(version_id, tuple(links))


def _interviewers_turns(text: str, structure: Structure) -> dict[int, str]:
    turns: dict[int, str] = {}
    for piece in spoken(text, structure):
        if piece.turn < 0:
            continue
        speaker = structure.speakers[structure.turns[piece.turn].speaker]
        if speaker.role is Role.INTERVIEWER:
            said = turns.get(piece.turn, "")
            turns[piece.turn] = squeeze(f"{said} {piece.span.of(text)}").casefold()
    # "Mm-hmm" is like anything to a scorer of word sets.
    return {number: said for number, said in turns.items() if len(said.split()) >= 4}


def keep(entry: Entry, asked: Asked) -> None:
    """Store what was found."""
    if asked.links:
        team.set_question_links(entry, asked.version_id, asked.links)


def questions(session: Session) -> tuple[Question, ...]:
    """The topic guide in order."""
    return team.questions(session.store.database)


def import_guide(session: Session, path: Path) -> tuple[Question, ...]:
    """Make the questions of a file the topic guide, and link every text to them anew."""
    from qualkit.importers.tables import read_guide

    texts = read_guide(path)
    if texts == tuple(question.text for question in questions(session)):
        return questions(session)
    with session.write("import topic guide", undoable=False, coder=session.somebody()) as entry:
        team.set_questions(entry, texts)
        entry.state(count=len(texts))
        matcher = Matcher(session)
        for document in session.documents():
            version = session.text(document.version_id)
            found = matcher.asked_in(version.id, version.text, version.structure)
            team.set_question_links(entry, version.id, found.links)
    return questions(session)


def links(session: Session, document: Document) -> dict[int, Question]:
    """Turn number (from 1) to the question that is asked in it."""
    by_id = {question.id: question for question in questions(session)}
    found = team.question_links(session.store.database, document.version_id)
    return {turn + 1: by_id[question_id] for turn, question_id in found.items()}


def link(session: Session, document: Document, turn: int, number: int | None) -> None:
    """Say which question a turn (from 1) asks; none with `number` None."""
    by_number = {question.number: question for question in questions(session)}
    if number is not None and number not in by_number:
        raise NotFoundError(
            f"the topic guide has no question {number}", "take one in: qualkit import guide FILE"
        )
    if not 1 <= turn <= document.turns:
        raise NotFoundError(f"{document.name} has no turn {turn}", f"it has {document.turns}")
    present = team.question_links(session.store.database, document.version_id)
    present.pop(turn - 1, None)
    wanted: Sequence[tuple[int, str, int]] = [(t, q, 0) for t, q in present.items()]
    if number is not None:
        wanted = [*wanted, (turn - 1, by_number[number].id, 100)]
    with session.write("link question", undoable=False, coder=session.somebody()) as entry:
        team.set_question_links(entry, document.version_id, sorted(wanted))
        entry.touch(document.id)
        entry.state(turn=turn, question=number or "none")
