"""The consensus layer: decisions stored with the codings that come of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualkit.core.adjudicating import Adjudication
from qualkit.core.differing import Difference, Judgement
from qualkit.core.ids import uuid7
from qualkit.core.records import Coding, Document, Layer
from qualkit.core.team import Outcome
from qualkit.storage import adjudications as decisions
from qualkit.storage import codings as rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.sight import EVERYTHING
from qualkit.storage.store import Entry
from qualkit.study import codings
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that is to be stored: on what, which, and what it leaves standing.

    `by` says in words who decided, `at` when ("" is now).
    """

    difference: Difference
    outcome: Outcome
    take: str
    judgements: tuple[Judgement, ...]
    reason: str
    by: str
    at: str = ""


def keep(session: Session, entry: Entry, made: Sequence[Decision], version: str) -> None:
    """Store decisions with their consensus codings, in place of former ones on these passages.

    `version` is the codebook's that is in force.
    """
    documents = {document.id: document for document in session.documents()}
    _replace(session, entry, [each.difference for each in made])
    layer = _Layer(session, entry, version)
    new = []
    for each in made:
        document = documents[each.difference.document_id]
        codings.check_passage(session, document, each.difference.span)
        ids = [layer.coding(each, document, judgement) for judgement in each.judgements]
        new.append(_adjudication(entry, each, ids))
    if len(made) == 1:
        for coding in layer.made:
            rows.add(entry, coding)
    else:
        entry.insert_batch("coding", [rows.row_of(each, entry.id) for each in layer.made])
    decisions.add(entry, new)
    codings.register(session, entry.coder)


class _Layer:
    """The consensus codings of one action; two decisions that leave the same share one."""

    def __init__(self, session: Session, entry: Entry, version: str) -> None:
        self.made: list[Coding] = []
        self._session, self._entry, self._version = session, entry, version
        self._ids: dict[tuple[object, ...], str] = {}

    def coding(self, decision: Decision, document: Document, judgement: Judgement) -> str:
        """The id of the consensus coding of a judgement, made where it is not there yet."""
        place = (document.version_id, decision.difference.round, judgement.code, judgement.span)
        if place not in self._ids:
            coding = Coding(
                uuid7(), document.id, document.version_id, Layer.CONSENSUS, self._entry.coder,
                decision.difference.round, judgement.code, judgement.span,
                decision.at or self._entry.at, self._version,
            )  # fmt: skip
            equal = rows.equal_coding(self._session.store.database, coding)
            if equal is None:
                self.made.append(coding)
            self._ids[place] = equal or coding.id
        return self._ids[place]


def _adjudication(entry: Entry, decision: Decision, ids: Sequence[str]) -> Adjudication:
    here = decision.difference
    about = {each.coding_id for side in here.sides for each in side.judgements}
    return Adjudication(
        uuid7(), here.round, here.document_id, here.version_id, here.span, here.kind, here.coders,
        here.codes, decision.outcome, decision.take, tuple(dict.fromkeys(ids)),
        tuple(sorted(about)), decision.reason, decision.by, "", entry.coder,
        decision.at or entry.at,
    )  # fmt: skip


def _replace(session: Session, entry: Entry, now: Iterable[Difference]) -> None:
    """Take out the decisions that fit, and the consensus codings that come of no other one."""
    here: dict[str, list[Difference]] = {}
    for one in now:
        here.setdefault(one.document_id, []).append(one)
    kept, gone = list[Adjudication](), list[Adjudication]()
    for each in decisions.adjudications(session.store.database):
        near = here.get(each.document_id, ())
        (gone if any(each.fits(one) for one in near) else kept).append(each)
    still = {coding for each in kept for coding in each.codings}
    ids = tuple({coding for each in gone for coding in each.codings} - still)
    if ids:
        wanted = CodingFilter(ids=ids, layer=Layer.CONSENSUS.value, sight=EVERYTHING)
        for coding in list(rows.codings(session.store.database, wanted)):
            rows.remove(entry, coding)
    for each in gone:
        decisions.remove(entry, each)
