"""Figures that follow an edit: only the codes that changed in one document are computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualkit.errors import RefusedError
from qualkit.storage import log
from qualkit.study.agreement import answering, computing
from qualkit.study.agreement.material import Judged, Material, gather, gather_again
from qualkit.study.agreement.meant import check_codes
from qualkit.study.agreement.numbering import Numbered, numbered, rows_of
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.report import AgreementReport
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.agreement.arrays import Codings
    from qualkit.study.study import Study

_SEEN = 50
"""Entries of the log that are looked through; after more of them everything is computed anew."""


@dataclass(slots=True)
class _Kept:
    material: Material
    arrays: Numbered
    report: AgreementReport


class Live:
    """The answer to a question that is asked again and again while somebody codes.

    `refresh` answers with figures of the codes that have changed, at once; what rests on all
    codes (pooled kappa, the unitizing family) is as it was until `settle` computes it.
    """

    def __init__(self, session: Session, question: AgreementQuestion) -> None:
        self._session = session
        self.question = question
        self._question = replace(question, codes=check_codes(session, question.codes))
        self._clock = ""
        self._kept: _Kept | None = None
        self.partial = False
        """Whether figures over all codes are older than those of the codes."""

    def refresh(self) -> AgreementReport:
        """The figures as they are now; RefusedError where nothing can be compared."""
        newest, touched = _since(self._session, self._clock)
        if self._kept is not None and newest == self._clock:
            return self._kept.report
        kept, self._clock = self._kept, newest
        if kept is None or touched is None or not self._follow(kept, touched):
            return self.settle()
        return kept.report

    def settle(self) -> AgreementReport:
        """Everything anew."""
        from qualkit.agreement.judgements import judged

        session, question = self._session, self._question
        self._clock = session.store.database.last_clock()
        material = gather(session, question)
        answering.refuse_nothing(material, question)
        arrays = numbered(session, question, material)
        report = answering.figures_of(
            session, question, material, arrays, judged(arrays.codings, arrays.scope)
        )
        self._kept, self.partial = _Kept(material, arrays, report), False
        return report

    def _follow(self, kept: _Kept, touched: set[str]) -> bool:
        """Bring the report up to date; False where more has changed than codings in documents."""
        compared = {one.document.id: number for number, one in enumerate(kept.material.compared)}
        inside = sorted(touched & set(compared))
        if not inside:
            return True
        changed: set[int] = set()
        for document_id in inside:
            number = compared[document_id]
            try:
                now = gather_again(
                    self._session, self._question, kept.material, document_id
                ).compared
            except RefusedError:
                return False
            was = kept.material.compared[number]
            if (
                len(now) != 1
                or now[0].document != was.document
                or len(now[0].judged) != len(was.judged)
            ):
                return False
            marked = {mark.code for each in now[0].judged for mark in each.marks}
            if not marked <= set(kept.arrays.codes):
                return False
            changed |= _differing(kept.arrays, was.judged, now[0].judged)
            kept.material.compared[number] = now[0]
            kept.arrays = replace(kept.arrays, codings=_spliced(kept.arrays, number, now[0].judged))
        if changed:
            kept.report = computing.with_codes(
                kept.report, self._question, kept.arrays, sorted(changed)
            )
            self.partial = True
        return True


def live_figures(study: Study, question: AgreementQuestion) -> Live:
    """Figures that follow edits, for the screens."""
    return Live(study._session, question)


def _since(session: Session, clock: str) -> tuple[str, set[str] | None]:
    """Where the log stands, and the documents touched after `clock`; None: not to be told."""
    newest = session.store.database.last_clock()
    touched: set[str] = set()
    for number, change in enumerate(log.entries(session.store.database, limit=_SEEN)):
        if change.clock <= clock:
            return newest, touched
        if number == _SEEN - 1:
            break
        touched |= set(change.touched)
    return newest, None


def _differing(arrays: Numbered, was: Sequence[Judged], now: Sequence[Judged]) -> set[int]:
    place = {code: number for number, code in enumerate(arrays.codes)}
    changed: set[int] = set()
    for before, after in zip(was, now, strict=True):
        for mark in set(before.marks) ^ set(after.marks):
            changed.add(place[mark.code])
    return changed


def _spliced(arrays: Numbered, document: int, judged: Sequence[Judged]) -> Codings:
    """The codings with those of one document replaced."""
    import numpy as np

    from qualkit.agreement.arrays import Codings

    kept = arrays.codings.taking(arrays.codings.document != document)
    new = Codings.of(rows_of(arrays, document, judged))
    names = ("document", "coder", "code", "start", "end")
    return Codings(*(np.concatenate((getattr(kept, n), getattr(new, n))) for n in names))
