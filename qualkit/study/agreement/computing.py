"""From arrays to a report: the engine's figures with names on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.study.agreement.numbering import Numbered, limited
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.report import (
    AgreementReport,
    Cell,
    CodeFigures,
    ComparedDocument,
    Figure,
    Interval,
    Overall,
    PairFigures,
)
from qualkit.study.agreement.wording import Extent, methods_sentence, where_or_what

if TYPE_CHECKING:
    from qualkit.agreement import results
    from qualkit.agreement.judgements import Judgements
    from qualkit.agreement.spans import SpanAgreement
    from qualkit.agreement.unitizing import Family
    from qualkit.agreement.values import Estimate, Value


class Spans:
    """Span F1 by the numbers of two coders and a code."""

    def __init__(self, found: SpanAgreement) -> None:
        self._found = found
        self._place = {pair: number for number, pair in enumerate(found.pairs)}

    def of(self, first: int, second: int, code: int | None = None) -> Value:
        """F1 of passages that match by overlap, on one code or on all."""
        return self._found.pair(self._place[first, second], code).overlapping


def report(
    question: AgreementQuestion, numbered: Numbered, judgements: Judgements, *,
    rounds: tuple[str, ...], assignments: str, could: Mapping[str, bool],
    notes: Sequence[str],
) -> AgreementReport:  # fmt: skip
    """Every figure of what is compared, codes with most disagreement first.

    `could` are the ids of all documents of the study, each with whether it holds survey comments.
    """
    from qualkit.agreement.unitizing import u_alpha_family

    found, spans, codes, by_cell = _by_code(question, numbered, judgements)
    whole = u_alpha_family(numbered.codings, numbered.scope)
    overall = _overall(numbered, found, codes, whole, spans)
    compared = tuple(each for each in numbered.documents if len(each.raters) > 1)
    return AgreementReport(
        question, rounds, assignments, numbered.raters, compared, _listed(question, codes),
        overall, tuple(by_cell), (*notes, *_ignored(found)),
        methods_sentence(question, numbered.raters, _extent(compared, could), overall,
                         [code.alpha for code in codes]),
    )  # fmt: skip


def _extent(compared: Sequence[ComparedDocument], could: Mapping[str, bool]) -> tuple[Extent, ...]:
    """Transcripts, then documents of survey comments, counted apart."""
    sorts = {False: "documents", True: "documents of survey comments"}
    return tuple(
        Extent(
            noun,
            sum(could[each.id] is side for each in compared),
            sum(each is side for each in could.values()),
        )
        for side, noun in sorts.items()
    )


def with_codes(
    old: AgreementReport, question: AgreementQuestion, numbered: Numbered, changed: Sequence[int]
) -> AgreementReport:
    """The report with the figures of some codes (by number) computed anew; `overall` stays."""
    from qualkit.agreement.judgements import judged

    few = limited(numbered, changed)
    _, _, codes, cells = _by_code(question, few, judged(few.codings, few.scope))
    anew = {code.code: code for code in codes}
    kept = [anew.pop(code.code, code) for code in old.codes]
    return replace(
        old,
        codes=_listed(question, [*kept, *anew.values()]),
        cells=(*(c for c in old.cells if c.code not in few.codes), *cells),
    )


def _by_code(
    question: AgreementQuestion, numbered: Numbered, judgements: Judgements
) -> tuple[results.Agreement, Spans, list[CodeFigures], list[Cell]]:
    from qualkit.agreement.figures import agreement_of
    from qualkit.agreement.heat import heat_lines
    from qualkit.agreement.results import Bootstrap
    from qualkit.agreement.spans import span_agreement
    from qualkit.agreement.unitizing import u_alpha_by_code

    draws = Bootstrap(question.replicates, question.seed, question.level)
    found = agreement_of(judgements, bootstrap=draws if question.replicates else None)
    spans = Spans(span_agreement(numbered.codings, numbered.scope, question.iou))
    unitized = u_alpha_by_code(numbered.codings, numbered.scope)
    cells = [cell for row in heat_lines(judgements) for cell in row]
    disagreement = dict.fromkeys(range(len(numbered.codes)), 0.0)
    for cell in cells:
        disagreement[cell.code] += cell.mass
    codes = [
        _code(numbered, each, spans, unitized[each.code], disagreement[each.code])
        for each in found.codes
    ]
    return found, spans, codes, [_cell(numbered, cell) for cell in cells]


def _listed(question: AgreementQuestion, codes: Sequence[CodeFigures]) -> tuple[CodeFigures, ...]:
    wanted = set(question.codes)
    listed = [code for code in codes if not wanted or code.code in wanted]
    return tuple(sorted(listed, key=lambda code: (-code.recoverable, code.name)))


def figure(value: Value) -> Figure:
    """A value or its reason, in words."""
    return Figure(value.value, value.reason.value if value.reason else None)


def interval(estimate: Estimate) -> Interval:
    """An estimate with its interval, reasons in words."""
    return Interval(
        estimate.value, estimate.low, estimate.high, estimate.documents,
        estimate.reason.value if estimate.reason else None,
        _INTERVAL.get(estimate.interval_reason.value, estimate.interval_reason.value)
        if estimate.interval_reason else None,
        estimate.below_667, estimate.below_800,
    )  # fmt: skip


# An interval that is missing in most draws is missing because few documents have the code.
_INTERVAL = {"not defined": "used in too few documents"}


def _code(
    numbered: Numbered, code: results.CodeFigures, spans: Spans, unitized: Estimate,
    recoverable: float,
) -> CodeFigures:  # fmt: skip
    name = numbered.codes[code.code]
    pairs = tuple(_pair(numbered, pair, spans, code.code) for pair in code.pairs
                  if pair.documents)  # fmt: skip
    return CodeFigures(
        code=name, name=numbered.names.get(name, name), theme=numbered.themes.get(name, ""),
        documents=code.documents, alpha=interval(code.alpha), pairs=pairs, f1=figure(code.f1),
        percent=figure(code.percent), ac1=figure(code.ac1),
        u_alpha=Figure(unitized.value, unitized.reason.value if unitized.reason else None),
        recoverable=recoverable, flags=tuple(_FLAGS.get(f.value, f.value) for f in code.flags),
    )  # fmt: skip


_FLAGS = {"single-coder code": "one coder only", "fewer than 5 documents": "under 5 documents"}


def _pair(numbered: Numbered, pair: results.PairFigures, spans: Spans, code: int) -> PairFigures:
    return PairFigures(
        coders=(numbered.raters[pair.first], numbered.raters[pair.second]),
        kappa=interval(pair.kappa), f1=figure(pair.f1), jaccard=figure(pair.jaccard),
        percent=figure(pair.percent), ac1=figure(pair.ac1), prevalence=figure(pair.prevalence),
        bias=figure(pair.bias), span_f1=figure(spans.of(pair.first, pair.second, code)),
        documents=pair.documents, coded=(pair.coded_first.value, pair.coded_second.value),
    )  # fmt: skip


def _overall(
    numbered: Numbered, found: results.Agreement, codes: Sequence[CodeFigures], whole: Family,
    spans: Spans,
) -> Overall:  # fmt: skip
    overall = found.overall
    alone = tuple(code.name for code in codes if "one coder only" in code.flags)
    made = Overall(
        pooled=interval(overall.pooled),
        pairs=tuple(_pooled(numbered, pair, spans) for pair in overall.pairs
                    if pair.kappa.documents),
        u_alpha=_estimated(whole.u), u_alpha_where=_estimated(whole.bar_u),
        u_alpha_what=_estimated(whole.cu), coverage=whole.coverage.value,
        codes=overall.with_alpha, below_667=overall.below_667,
        not_applied=tuple(code.name for code in codes if code.alpha.reason == "not applied"),
        one_coder_only=alone, median=figure(overall.alpha_median),
        lowest=figure(overall.alpha_lowest), highest=figure(overall.alpha_highest),
    )  # fmt: skip
    return replace(made, reading=where_or_what(made))


def _estimated(estimate: Estimate) -> Figure:
    return Figure(estimate.value, estimate.reason.value if estimate.reason else None)


def _pooled(numbered: Numbered, pair: results.PooledKappa, spans: Spans) -> PairFigures:
    none = Figure(None, "for one code at a time")
    return PairFigures(
        coders=(numbered.raters[pair.first], numbered.raters[pair.second]),
        kappa=interval(pair.kappa), f1=none, jaccard=none, percent=none, ac1=none,
        prevalence=none, bias=none, span_f1=figure(spans.of(pair.first, pair.second)),
        documents=pair.kappa.documents,
    )  # fmt: skip


def _cell(numbered: Numbered, cell: results.Cell) -> Cell:
    document = numbered.documents[cell.document]
    return Cell(
        numbered.codes[cell.code], document.name, figure(cell.alpha), cell.mass,
        applied=cell.alpha.reason is None or cell.alpha.reason.value != "not applied",
    )  # fmt: skip


def _ignored(found: results.Agreement) -> list[str]:
    ignored, notes = found.ignored, []
    if ignored.empty:
        notes.append(f"{ignored.empty} codings without any length are left out")
    if ignored.excluded:
        notes.append(
            f"{ignored.excluded} codings lie wholly in what interviewers say and are left out"
        )
    if ignored.unavailable:
        notes.append(
            f"{ignored.unavailable} codings with codes that their coder was not to judge are "
            "left out"
        )
    return notes
