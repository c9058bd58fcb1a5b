"""How near a trainee came to what had been settled: figures, and the passages that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qualkit.core.comparing import differences
from qualkit.core.differing import Compared, Difference, ranked
from qualkit.core.differing import Judged as Placed
from qualkit.core.records import Document
from qualkit.core.text import participant_spans
from qualkit.study.agreement import answering, material
from qualkit.study.agreement.material import SETTLED
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.report import AgreementReport
from qualkit.study.session import Session

__all__ = ["SETTLED", "Training", "training"]


@dataclass(frozen=True, slots=True)
class Training:
    """One coder's training so far, on the documents that they are done with.

    `passages` are where they differ from what was settled, the heaviest first and edges last; the
    two sides are the coder's and `SETTLED`. `report` has figures code by code between the same.
    `used` counts, by code, the coder's codings and the settled ones.
    """

    coder: str
    documents: tuple[Document, ...]
    report: AgreementReport
    passages: tuple[Difference, ...]
    used: dict[str, tuple[int, int]]
    coded: tuple[int, int]
    """How many codings the coder made, and how many are settled."""


def training(session: Session, coder: str, document: Document | None) -> Training:
    """How near a coder came in training, in one document or in all that they are done with.

    Raises RefusedError before they are done, and where somebody else asks who is no lead.
    """
    who = coder or session.coder_or_refuse()
    asked = AgreementQuestion(training=who, document=document.id if document else "")
    gathered = material.gather(session, asked)
    if len(gathered.compared) == 1:
        asked = replace(asked, replicates=0)  # Of one document no sample can be drawn.
    report = answering.of_material(session, asked, gathered)
    used = dict[str, tuple[int, int]]()
    for one in gathered.compared:
        for each in one.judged:
            for mark in each.marks:
                own, settled = used.get(mark.code, (0, 0))
                mine = each.rater != SETTLED
                used[mark.code] = (own + mine, settled + (not mine))
    found = [each for one in gathered.compared for each in _differing(session, one)]
    whole = sum(each.mass for each in found)
    return Training(
        who,
        tuple(one.document for one in gathered.compared),
        report,
        ranked(replace(each, share=each.mass / whole) for each in found),
        used,
        (sum(own for own, _ in used.values()), sum(settled for _, settled in used.values())),
    )


def _differing(session: Session, one: material.Compared) -> tuple[Difference, ...]:
    document = one.document
    version = session.text(document.version_id)
    judged = {each.rater: each.codes for each in one.judged}

    def judges(rater: str, code: str) -> bool:
        codes = judged[rater]
        return codes is None or code in codes

    compared = Compared(
        document.id, document.version_id, one.round, tuple(judged),
        participant_spans(version.text, version.structure), judges, seed=document.source_sha256,
    )  # fmt: skip
    return differences(compared, _placed(one))


def _placed(one: material.Compared) -> Iterator[Placed]:
    for each in one.judged:
        for number, mark in enumerate(each.marks):
            yield Placed(each.rater, mark.code, mark.span, f"{each.rater} {number}")
