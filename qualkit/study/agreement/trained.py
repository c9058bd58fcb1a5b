"""What a trainee coded, beside what has been settled in the same documents."""

from __future__ import annotations

from collections.abc import Iterable

from qualkit.core.records import Document, Layer
from qualkit.core.team import Assignment, CodeOnSpan, FrozenWork, Purpose
from qualkit.core.wording import some
from qualkit.errors import RefusedError
from qualkit.storage import assignments as assigned
from qualkit.storage import frozen as frozen_rows
from qualkit.study import final_layer
from qualkit.study.agreement.material import SETTLED, Compared, Judged, Material, judged_by
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.assignments import known_coder
from qualkit.study.blindness import sight
from qualkit.study.leading import leads
from qualkit.study.session import Session


def gathered(session: Session, question: AgreementQuestion) -> Material:
    """A coder's finished training beside what is settled there; a document as last trained on.

    Raises RefusedError where the coder at work may not see it, or nothing can be compared yet.
    """
    who = known_coder(session, question.training)
    _check_viewer(session, who)
    given = training_of(session, who)
    if not given:
        raise RefusedError(
            f"{who} has been given nothing for training",
            f"give them what has been settled: qualkit assign add {who} DOCUMENT "
            "--purpose training",
        )
    wanted = session.document(question.document).id if question.document else ""
    material, closed = Material(), list[str]()
    hidden = sight(session).closed
    documents = {document.id: document for document in session.documents()}
    for work in _last(given):
        document = documents[work.document_id]
        if (wanted and document.id != wanted) or question.round not in ("", "all", work.round):
            continue
        if not work.finished:
            material.open_documents.append(document.name)
        elif document.id in hidden:
            closed.append(document.name)
        elif (settled := _settled(session, document, who)) is None:
            material.unsettled.append(document.name)
        else:
            frozen = frozen_rows.work(session.store.database, document.id, document.version_id)
            had = frozen.get(work.id, FrozenWork())
            material.behind += had.behind
            own = judged_by(session, question, document, work, had)
            material.compared.append(Compared(document, work.round, (own, settled)))
    material.rounds = tuple(dict.fromkeys(one.round for one in material.compared))
    _refuse_nothing(material, closed, who)
    return material


def training_of(session: Session, who: str) -> list[Assignment]:
    """What a coder was given for training, oldest first, in documents that are still there."""
    here = {document.id for document in session.documents()}
    found = assigned.assignments(session.store.database, coder=who)
    return [a for a in found if a.purpose is Purpose.TRAINING and a.document_id in here]


def _last(given: Iterable[Assignment]) -> list[Assignment]:
    """Of each document what was finished last; what is not finished where nothing is."""
    last: dict[str, Assignment] = {}
    for each in sorted(given, key=lambda a: (a.finished, a.first_done_at)):
        last[each.document_id] = each
    return list(last.values())


def _check_viewer(session: Session, who: str) -> None:
    known = leads(session)
    if session.coder != who and known and session.coder not in known:
        raise RefusedError(
            f"how near {who} came is for {who} and the lead to see",
            f"ask {' or '.join(known)}; your own: qualkit agreement --training {session.coder}",
        )


def _settled(session: Session, document: Document, who: str) -> Judged | None:
    """What stands in a document without the trainee's own share in it; None: nothing is settled."""
    others = [
        each
        for each in assigned.assignments(session.store.database, document_id=document.id)
        if each.coder != who and each.purpose.codes and each.purpose is not Purpose.TRAINING
    ]
    codings = [
        coding
        for coding in final_layer.final_codings(session, document)
        if coding.coder != who or coding.layer is Layer.CONSENSUS
    ]
    if not (codings or any(each.finished for each in others)):
        return None
    if others and not any(each.finished for each in others):
        return None
    return Judged(SETTLED, tuple(CodeOnSpan(coding.code, coding.span) for coding in codings))


def _refuse_nothing(material: Material, closed: list[str], who: str) -> None:
    if material.compared:
        return
    if closed:
        raise RefusedError(
            f"others are still coding {some(closed, 3)} blind, so nothing of it is shown yet",
            "see who is how far: qualkit assign",
        )
    if material.open_documents:
        raise RefusedError(
            f"{who} is not done with {some(material.open_documents, 3)} yet: how near they "
            "came is shown afterwards",
            "who is done says so: qualkit assign done DOCUMENT",
        )
    if material.unsettled:
        raise RefusedError(
            f"nothing has been settled yet in {some(material.unsettled, 3)}",
            "let those who code it say done, and decide where they differ: qualkit adjudicate",
        )
    raise RefusedError(
        f"{who} was given nothing of that for training", "see who has what: qualkit assign"
    )
