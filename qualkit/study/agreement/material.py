"""What is compared, with names on: from a question to documents, raters, codes and codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from qualkit.core.records import Document, Layer
from qualkit.core.team import Assignment, CodeOnSpan, FrozenWork, Purpose, Round
from qualkit.errors import RefusedError
from qualkit.storage import assignments as assigned
from qualkit.storage import codings as rows
from qualkit.storage import frozen as frozen_rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.sight import EVERYTHING
from qualkit.study import rounds
from qualkit.study.agreement.availability import judged_codes
from qualkit.study.agreement.meant import Before, check_people, documents_asked, rounds_asked
from qualkit.study.agreement.question import ALL_ROUNDS, AgreementQuestion, Documents, Source
from qualkit.study.blindness import sight
from qualkit.study.session import Session

SETTLED = "final"
"""What the settled layer is called among the raters."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One rater's work on one document: what they marked, and which codes they judged at all.

    `codes` is None where that cannot be told: then every code is taken to have been judged.
    """

    rater: str
    marks: tuple[CodeOnSpan, ...]
    codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One document in one round, with everybody who finished it."""

    document: Document
    round: str
    judged: tuple[Judged, ...]


@dataclass(slots=True)
class Material:
    """Everything that figures are computed from, and what was left out and why (in words)."""

    compared: list[Compared] = field(default_factory=list)
    rounds: tuple[str, ...] = ()
    known: tuple[Round, ...] = ()
    """All rounds of the study, where several coders were compared."""
    open_documents: list[str] = field(default_factory=list)
    """Names of documents that somebody has still to finish: not looked into."""
    not_fresh: list[str] = field(default_factory=list)
    discussed: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    """Names of documents for training in which nothing has been settled."""
    behind: int = 0
    """Frozen codings whose words a correction of the text took away."""

    @property
    def raters(self) -> tuple[str, ...]:
        """Everybody who finished something, in order."""
        return tuple(sorted({each.rater for one in self.compared for each in one.judged}))

    @property
    def codes(self) -> frozenset[str]:
        """The codes that anybody judged or used."""
        found: set[str] = set()
        for one in self.compared:
            for each in one.judged:
                found |= each.codes or set()
                found |= {mark.code for mark in each.marks}
        return frozenset(found)


def gather(session: Session, question: AgreementQuestion) -> Material:
    """What the question compares, as far as the coder at work may see it.

    Raises RefusedError where nothing can be compared, and says what to do.
    """
    if question.infer:
        return _inferred(session, question)
    if question.training:
        from qualkit.study.agreement import trained

        return trained.gathered(session, question)
    work = [each for each in assigned.assignments(session.store.database) if each.purpose.codes]
    if not work:
        raise RefusedError(
            "nobody has been assigned to anything, so nothing says who read what and found nothing",
            "record who coded what: qualkit assign infer (from codings that are there), or plan "
            "it: qualkit assign plan",
        )
    check_people(session, question)
    if question.intra:
        return _intra(session, question, work)
    return _between_coders(session, question, work, rounds.rounds(session))


def gather_again(
    session: Session, question: AgreementQuestion, before: Material, document_id: str
) -> Material:
    """What the question compares in one document now, where something was coded since `before`.

    Only this document's work is read, so that figures follow within milliseconds.
    """
    one = replace(question, document=document_id, round=question.round or before.rounds[0])
    if not before.known:
        return gather(session, one)
    work = assigned.assignments(session.store.database, document_id=document_id)
    coding = [each for each in work if each.purpose.codes]
    return _between_coders(session, one, coding, before.known)


def _between_coders(
    session: Session, question: AgreementQuestion, work: list[Assignment], known: tuple[Round, ...]
) -> Material:
    """What several coders have finished in the rounds that are meant."""
    chosen = rounds_asked(question, known, work)
    material = Material(rounds=tuple(each.name for each in chosen), known=known)
    closed = sight(session).closed
    by_place: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for each in work:
        if each.purpose is not Purpose.TRAINING and (
            not question.pair or each.coder in question.pair
        ):
            by_place[each.document_id, each.round].append(each)
    before = Before(work, {each.name: each.number for each in known})
    documents = documents_asked(session, question)
    for document, each_round in ((d, r) for r in chosen for d in documents):
        here = by_place.get((document.id, each_round.name), [])
        if len(here) < 2 and not question.against_final:
            continue
        if document.id in closed:
            material.open_documents.append(document.name)
        elif question.documents is Documents.FRESH and before.coded(here):
            material.not_fresh.append(document.name)
        else:
            if any(each.discussed_at for each in here):
                material.discussed.append(document.name)
            done = [each for each in here if each.finished]
            material.compared.append(_compared(session, question, document, done, material))
    return material


def _compared(
    session: Session, question: AgreementQuestion, document: Document, done: list[Assignment],
    material: Material, *, with_round: bool = False,
) -> Compared:  # fmt: skip
    frozen = frozen_rows.work(session.store.database, document.id, document.version_id)
    judged = []
    for work in sorted(done, key=lambda each: (each.coder, each.round)):
        had = frozen.get(work.id, FrozenWork())
        one = judged_by(session, question, document, work, had)
        judged.append(replace(one, rater=f"{work.coder} ({work.round})") if with_round else one)
        material.behind += had.behind
    if question.against_final:
        judged.append(_final(session, document))
    return Compared(document, done[0].round if done else "", tuple(judged))


def judged_by(
    session: Session, question: AgreementQuestion, document: Document, work: Assignment,
    had: FrozenWork,
) -> Judged:  # fmt: skip
    """One coder's work on a document; `had` is what was frozen of it."""
    marks = had.marks
    if question.source is Source.CURRENT:
        marks = tuple(_present(session, document, work))
    judged = judged_codes(session, work, had.codebook_version, had.codes)
    return Judged(work.coder, marks, judged)


def _present(session: Session, document: Document, work: Assignment) -> Iterator[CodeOnSpan]:
    """What the coder has there now."""
    wanted = CodingFilter(
        # Only documents that are open to the coder at work come here.
        sight=EVERYTHING, document_id=document.id, version_id=document.version_id,
        coder=work.coder, round=work.round, layer=Layer.CODER.value,
    )  # fmt: skip
    for coding in rows.codings(session.store.database, wanted):
        yield CodeOnSpan(coding.code, coding.span)


def _final(session: Session, document: Document) -> Judged:
    from qualkit.study import final_layer

    codings = final_layer.final_codings(session, document)
    return Judged(SETTLED, tuple(CodeOnSpan(c.code, c.span) for c in codings))


def _intra(session: Session, question: AgreementQuestion, work: list[Assignment]) -> Material:
    """One coder against themselves: documents that they finished in more than one round."""
    material = Material()
    own: dict[str, list[Assignment]] = defaultdict(list)
    for each in work:
        if each.coder == question.intra and each.finished:
            own[each.document_id].append(each)
    hidden = sight(session)
    for document in documents_asked(session, question):
        done = own.get(document.id, [])
        if len(done) < 2:
            continue
        if document.id in hidden.closed:
            material.open_documents.append(document.name)
            continue
        material.compared.append(
            _compared(session, question, document, done, material, with_round=True)
        )
    material.rounds = tuple(sorted({each.round for done in own.values() for each in done}))
    if not material.compared:
        raise RefusedError(
            f"{question.intra} has finished no document in two rounds",
            "assign one again in a later round: qualkit assign add "
            f"{question.intra} DOCUMENT --purpose recode --round NAME",
        )
    return material


def _inferred(session: Session, question: AgreementQuestion) -> Material:
    """Whoever has codings in a document is taken to have finished it."""
    hidden = sight(session)
    found: dict[tuple[str, str], list[CodeOnSpan]] = defaultdict(list)
    rounds: set[str] = set()
    wanted = CodingFilter(sight=hidden, layer=Layer.CODER.value)
    for coding in rows.codings(session.store.database, wanted):
        if question.round in ("", ALL_ROUNDS, coding.round):
            rounds.add(coding.round)
            found[coding.version_id, coding.coder].append(CodeOnSpan(coding.code, coding.span))
    material = Material(rounds=tuple(sorted(rounds)))
    for document in documents_asked(session, question):
        if document.id in hidden.closed:
            material.open_documents.append(document.name)
            continue
        judged = tuple(_of(found, document, question))
        if len(judged) > 1:
            material.compared.append(Compared(document, question.round, judged))
    return material


def _of(
    found: Mapping[tuple[str, str], list[CodeOnSpan]],
    document: Document,
    question: AgreementQuestion,
) -> Iterator[Judged]:
    for (version, coder), marks in sorted(found.items()):
        if version == document.version_id and (not question.pair or coder in question.pair):
            yield Judged(coder, tuple(marks))
