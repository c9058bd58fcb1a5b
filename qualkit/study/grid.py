"""Who is how far: a grid of documents by coders, with states and words, and nothing coded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qualkit.core.records import Document, Span
from qualkit.core.team import Assignment, Purpose, Round, WorkState
from qualkit.core.text import count_words, participant_spans
from qualkit.storage import assignments as rows
from qualkit.storage import team
from qualkit.study import rounds
from qualkit.study.leading import may_lead
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class Unblinding:
    """A lead who looked into a document while it was closed; the reason is the leads' to read."""

    coder: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkCell:
    """One coder's work on one document: its state, and how many of its words are behind them.

    Of a document in progress these are the participants' words before the place where the coder
    stopped; so somebody who jumps to the end is taken at their word.
    """

    coder: str
    purpose: Purpose
    state: WorkState
    words_done: int
    discussed: bool
    designated: bool
    finished: bool
    themes: tuple[str, ...]
    first_done_at: str = ""
    discussed_at: str = ""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One document: the words to be coded in it, and who has it, by initials.

    `unblinded` says who looked into it before all of its coders were done.
    """

    document: Document
    words: int
    cells: tuple[WorkCell, ...]
    unblinded: tuple[Unblinding, ...] = ()

    def cell(self, coder: str) -> WorkCell | None:
        """A coder's work on it; None where they have none."""
        return next((cell for cell in self.cells if cell.coder == coder), None)

    @property
    def coders(self) -> tuple[str, ...]:
        """Who codes it afresh or anew: all but those who only look through it, or are trained."""
        return tuple(c.coder for c in self.cells if c.purpose.codes and c.purpose is not _TRAINING)

    @property
    def fresh(self) -> bool:
        """Whether somebody codes it who does not code it again."""
        return any(c.purpose in (Purpose.DOUBLE, Purpose.SINGLE) for c in self.cells)

    @property
    def double(self) -> bool:
        """Whether two or more are to code it."""
        return len(self.coders) > 1

    @property
    def double_done(self) -> bool:
        """Whether two or more have said that they are done."""
        return sum(c.finished for c in self.cells if c.coder in self.coders) > 1


_TRAINING = Purpose.TRAINING


@dataclass(frozen=True, slots=True)
class WorkTotal:
    """What one coder has in the round: documents, those begun and done, words and words done."""

    coder: str
    documents: int
    in_progress: int
    done: int
    words: int
    words_done: int


@dataclass(frozen=True, slots=True)
class WorkGrid:
    """A round's documents by name, and the coders who have any of them."""

    round: Round
    coders: tuple[str, ...]
    rows: tuple[WorkRow, ...]
    unassigned: tuple[Document, ...]
    """The documents that nobody has in this round."""

    @property
    def totals(self) -> tuple[WorkTotal, ...]:
        """One line for each coder."""
        return tuple(self._total(coder) for coder in self.coders)

    def _total(self, coder: str) -> WorkTotal:
        own = [(row, cell) for row in self.rows if (cell := row.cell(coder)) is not None]
        states = [cell.state for _, cell in own]
        return WorkTotal(
            coder,
            len(own),
            states.count(WorkState.IN_PROGRESS),
            states.count(WorkState.DONE),
            sum(row.words for row, _ in own),
            sum(cell.words_done for _, cell in own),
        )

    def double_share(self, *, done: bool) -> tuple[float | None, float | None]:
        """Percent of the round's documents, and of their words, that two are to code.

        Without what is coded again or for training. With `done` only what two have said they are
        done with. None where nobody codes anything.
        """
        coded = [row for row in self.rows if row.fresh]
        both = [row for row in coded if (row.double_done if done else row.double)]
        words, both_words = sum(r.words for r in coded), sum(r.words for r in both)
        return (
            100 * len(both) / len(coded) if coded else None,
            100 * both_words / words if words else None,
        )


def work_grid(session: Session, round_name: str) -> WorkGrid:
    """Who is how far in a round: states and words, never what was coded."""
    going = rounds.find(session, round_name)
    by_document: dict[str, list[Assignment]] = {}
    for each in rows.assignments(session.store.database, round=going.name):
        by_document.setdefault(each.document_id, []).append(each)
    looked = _unblinded(session)
    made, rest = [], []
    for document in session.documents():
        if document.id in by_document:
            row = _row(session, document, by_document[document.id])
            made.append(replace(row, unblinded=tuple(looked.get(document.id, ()))))
        else:
            rest.append(document)
    coders = tuple(sorted({cell.coder for row in made for cell in row.cells}))
    return WorkGrid(going, coders, tuple(made), tuple(rest))


def _unblinded(session: Session) -> dict[str, list[Unblinding]]:
    """By document. A reason may speak of what somebody coded: only a lead reads it."""
    found: dict[str, list[Unblinding]] = {}
    leads = may_lead(session)
    for document_id, coder, reason in rows.unblinded(session.store.database):
        found.setdefault(document_id, []).append(Unblinding(coder, reason if leads else ""))
    return found


def _row(session: Session, document: Document, own: list[Assignment]) -> WorkRow:
    words = document.participant_words or document.words
    cells = tuple(_cell(session, document, each, words) for each in own)
    return WorkRow(document, words, cells)


def _cell(session: Session, document: Document, each: Assignment, words: int) -> WorkCell:
    cell = WorkCell(
        each.coder, each.purpose, each.state, 0, bool(each.discussed_at), each.designated,
        each.finished, each.themes, each.first_done_at, each.discussed_at,
    )  # fmt: skip
    if each.state is WorkState.DONE:
        return replace(cell, words_done=words)
    if each.state is WorkState.IN_PROGRESS:
        return replace(cell, words_done=min(words, _words_before(session, document, each.coder)))
    return cell


def _words_before(session: Session, document: Document, coder: str) -> int:
    """How many words participants say before the place where a coder stopped."""
    place = team.place(session.store.database, coder, document.id)
    if not place:
        return 0
    version = session.text(document.version_id)
    spans = participant_spans(version.text, version.structure)
    before = [s if s.end <= place else Span(s.start, place) for s in spans if s.start < place]
    return count_words(version.text, before)
