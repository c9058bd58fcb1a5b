"""What a question means in a study: which people, codes, documents and rounds it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualkit.core.records import Document
from qualkit.core.team import Assignment, Purpose, Round
from qualkit.errors import InputError
from qualkit.study import codebook as book
from qualkit.study.agreement.question import ALL_ROUNDS, AgreementQuestion
from qualkit.study.assignments import known_coder
from qualkit.study.rounds import among
from qualkit.study.session import Session


def check_codes(session: Session, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of codes named by id or name; InputError where none is named so."""
    codebook = book.codebook(session)
    ids = tuple(codebook.find(name).id for name in names if name)
    if any(not each for each in ids):
        raise InputError("a code has no name", "name codes by id or name: --code caseload")
    return ids


def check_people(session: Session, question: AgreementQuestion) -> None:
    """Raise NotFoundError where the question names somebody who is not known."""
    for initials in (*question.pair, *filter(None, [question.intra])):
        known_coder(session, initials)


def documents_asked(session: Session, question: AgreementQuestion) -> tuple[Document, ...]:
    """The document asked for, or all."""
    return (session.document(question.document),) if question.document else session.documents()


def rounds_asked(
    question: AgreementQuestion, known: Sequence[Round], work: Iterable[Assignment]
) -> tuple[Round, ...]:
    """Of the study's rounds those asked for, in order.

    The last that holds something to compare by default; NotFoundError for an unknown name.
    """
    if question.round == ALL_ROUNDS:
        return tuple(each for each in known if each.kind.counted)
    if question.round:
        return (among(known, question.round),)
    doubled = _with_two(work)
    counted = [each for each in known if each.kind.counted]
    comparable = [each for each in counted if each.name in doubled]
    return tuple((comparable or counted or list(known))[-1:])


def _with_two(work: Iterable[Assignment]) -> set[str]:
    """The rounds in which two have finished one document."""
    seen: set[tuple[str, str]] = set()
    doubled: set[str] = set()
    for each in work:
        if each.finished and each.purpose is not Purpose.TRAINING:
            if (each.round, each.document_id) in seen:
                doubled.add(each.round)
            seen.add((each.round, each.document_id))
    return doubled


class Before:
    """Who had coded a document, or talked about it, in which round already.

    So it is too where they were trained on it: they have seen what was settled.
    """

    def __init__(self, work: Iterable[Assignment], order: Mapping[str, int]) -> None:
        self._order = order
        self._first: dict[tuple[str, str], int] = {}
        for each in work:
            if each.finished:
                place, now = (each.document_id, each.coder), order.get(each.round, 0)
                self._first[place] = min(now, self._first.get(place, now))

    def coded(self, here: Iterable[Assignment]) -> bool:
        """Whether one of those who code a document here had done so in an earlier round."""
        return any(
            (each.document_id, each.coder) in self._first
            and self._first[each.document_id, each.coder] < self._order.get(each.round, 0)
            for each in here
        )
