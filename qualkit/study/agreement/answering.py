"""The answer to a question about agreement, of a study or of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.wording import counted, some
from qualkit.errors import RefusedError
from qualkit.study.agreement import computing, outside
from qualkit.study.agreement.material import Material, gather
from qualkit.study.agreement.meant import check_codes
from qualkit.study.agreement.numbering import Numbered, numbered
from qualkit.study.agreement.question import AgreementQuestion, Source
from qualkit.study.agreement.report import AgreementReport
from qualkit.study.agreement.requested import further
from qualkit.study.agreement.sentences import with_sentences
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.agreement.judgements import Judgements

FEW = 8
"""Documents under which an interval says little."""
MOST = 4
"""Documents that are named where something is said of many."""


class _Answers:
    """Reports of the present state of the log, so that a screen can ask again for nothing."""

    def __init__(self) -> None:
        self.under: tuple[str, str] = ("", "")
        self.known: dict[tuple[AgreementQuestion, bool, str], AgreementReport] = {}


def of_study(
    session: Session, question: AgreementQuestion, *, more: bool = False, compatible: str = ""
) -> AgreementReport:
    """How far coders agree, on what the coder at work may see."""
    kept = session.keep(_Answers)
    under = (session.store.database.last_clock(), session.coder or "")
    if kept.under != under:
        kept.under, kept.known = under, {}
    key = (question, more, compatible)
    if key not in kept.known:
        kept.known[key] = _answer(session, question, more=more, compatible=compatible)
    return kept.known[key]


def _answer(
    session: Session, question: AgreementQuestion, *, more: bool, compatible: str
) -> AgreementReport:
    asked = replace(question, codes=check_codes(session, question.codes))
    material = gather(session, asked)
    refuse_nothing(material, asked)
    return of_material(session, asked, material, more=more, compatible=compatible)


def of_material(
    session: Session, asked: AgreementQuestion, material: Material, *, more: bool = False,
    compatible: str = "",
) -> AgreementReport:  # fmt: skip
    """The figures of what has been gathered already."""
    from qualkit.agreement.judgements import judged

    arrays = numbered(session, asked, material)
    judgements = judged(arrays.codings, arrays.scope)
    made = figures_of(session, asked, material, arrays, judgements)
    return further(made, arrays, judgements, more=more, compatible=compatible)


def figures_of(
    session: Session, asked: AgreementQuestion, material: Material, arrays: Numbered,
    judgements: Judgements,
) -> AgreementReport:  # fmt: skip
    """The report of arrays that have been made of the material."""
    # Literature is no part of the material of which a share was coded by two, unless it was.
    here = {each.id for each in arrays.documents}
    could = {
        each.id: each.kind.of_survey
        for each in session.documents()
        if each.id in here or not each.kind.published
    }
    made = computing.report(
        asked, arrays, judgements, rounds=material.rounds,
        assignments="inferred" if asked.infer else "recorded",
        could=could,
        notes=notes(session, asked, material),
    )  # fmt: skip
    return with_sentences(session, _seen(session, made), material, arrays)


def _seen(session: Session, report: AgreementReport) -> AgreementReport:
    """The report without codes that are others' private drafts: not even their names."""
    hidden = hidden_codes(session)
    if not hidden:
        return report
    return replace(
        report,
        codes=tuple(code for code in report.codes if code.code not in hidden),
        cells=tuple(cell for cell in report.cells if cell.code not in hidden),
    )


def of_files(
    question: AgreementQuestion, codings: Path, lengths: Path, pairs: Path | None, *,
    more: bool = False, compatible: str | None = None,
) -> AgreementReport:  # fmt: skip
    """How far the coders of files agree; raises InputError for rows that do not fit."""
    from qualkit.agreement.judgements import judged

    arrays, said = outside.numbered_files(question, codings, lengths, pairs)
    judgements = judged(arrays.codings, arrays.scope)
    made = computing.report(
        question, arrays, judgements, rounds=(),
        assignments="recorded" if pairs else "inferred",
        could={each.id: False for each in arrays.documents},
        notes=(*said, *_few(arrays), *_alone(arrays)),
    )  # fmt: skip
    return further(made, arrays, judgements, more=more, compatible=compatible or "")


def refuse_nothing(material: Material, question: AgreementQuestion) -> None:
    """RefusedError where no document has two raters, with what to do about it."""
    if any(len(one.judged) > 1 for one in material.compared):
        return
    if material.open_documents:
        raise RefusedError(
            f"nothing can be compared yet: {some(material.open_documents, MOST)} "
            f"{'is' if len(material.open_documents) == 1 else 'are'} still being coded",
            "see who is how far: qualkit assign",
        )
    if material.not_fresh:
        raise RefusedError(
            f"all documents of this round had been coded before by those who coded them "
            f"({some(material.not_fresh, MOST)})",
            "compare them all the same: --documents all; one coder with themselves: --intra AB",
        )
    rounds = ", ".join(material.rounds)
    raise RefusedError(
        "no two coders have finished one document" + (f" in round {rounds}" if rounds else ""),
        "see who codes what: qualkit assign; another round: --round NAME; one coder with "
        "themselves: --intra AB",
    )


def notes(session: Session, question: AgreementQuestion, material: Material) -> tuple[str, ...]:
    """What was left out and why, for under the figures."""
    said: list[str] = []
    if session.settings.approach == "reflexive":
        said.append("this study is reflexive: for that approach agreement is no measure of quality")
    if question.source is Source.CURRENT:
        said.append(
            "these are the codings as they are now, after whatever was talked about: no measure "
            "of independent coding"
        )
    if question.infer:
        said.append(
            "who finished what was inferred from the codings: somebody who read a document and "
            "found nothing is missing (record it: qualkit assign infer)"
        )
    for names, what in (
        (material.open_documents, "still being coded and left out"),
        (material.not_fresh, "coded before by the same coders and left out (--documents all)"),
        (material.discussed, "opened again after discussion; what was frozen before counts"),
        (material.unsettled, "nothing has been settled there yet; left out"),
    ):
        if names:
            said.append(f"{some(names, MOST)}: {what}")
    if material.behind:
        said.append(
            f"{material.behind} codings lost their words when a text was corrected and are left out"
        )
    compared = sum(1 for one in material.compared if len(one.judged) > 1)
    return (*said, *(() if question.training else _says_little(compared)))


def _few(arrays: Numbered) -> tuple[str, ...]:
    return _says_little(sum(1 for each in arrays.documents if len(each.raters) > 1))


def _alone(arrays: Numbered) -> tuple[str, ...]:
    if len(arrays.raters) > 1:
        return ()
    who = arrays.raters[0] if arrays.raters else "nobody"
    return (f"there is only one coder ({who}): nothing to compare",)


def _says_little(compared: int) -> tuple[str, ...]:
    if 0 < compared < FEW:
        return (
            f"{counted(compared, 'double-coded document')}: with fewer than "
            f"{FEW} an interval says little",
        )
    return ()
