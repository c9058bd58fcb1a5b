"""Agreement by sentences, beside the figure by characters: edges are rarely what matters."""

from __future__ import annotations

from dataclasses import replace

from qualkit.errors import InputError
from qualkit.study.agreement.computing import interval
from qualkit.study.agreement.material import Material
from qualkit.study.agreement.numbering import Numbered, units_of
from qualkit.study.agreement.question import AgreementQuestion, Unit
from qualkit.study.agreement.report import AgreementReport, Interval
from qualkit.study.session import Session


def with_sentences(
    session: Session, report: AgreementReport, material: Material, arrays: Numbered
) -> AgreementReport:
    """The report with pooled kappa of whole sentences; unchanged where others are judged.

    A code is on a sentence that any part of it touches.
    """
    found = _pooled(session, report.question, material, arrays)
    return replace(report, overall=replace(report.overall, sentences=found))


def _pooled(
    session: Session, question: AgreementQuestion, material: Material, arrays: Numbered
) -> Interval | None:
    from qualkit.agreement.figures import agreement_of
    from qualkit.agreement.judgements import judged
    from qualkit.agreement.results import Bootstrap

    if question.unit is not Unit.CHARACTER:
        return None
    asked = replace(question, unit=Unit.SENTENCE, least=0.0)
    try:
        units = units_of(session, asked, material.compared)
    except InputError:
        return None  # no sentence in these texts: then there is nothing to put beside
    draws = Bootstrap(question.replicates, question.seed, question.level)
    judgements = judged(arrays.codings, replace(arrays.scope, units=units))
    found = agreement_of(judgements, bootstrap=draws if question.replicates else None)
    return interval(found.overall.pooled)
