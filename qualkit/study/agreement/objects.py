"""A report of agreement as JSON-able objects, with stable keys."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qualkit.study.agreement.report import (
    AgreementReport,
    CodeFigures,
    Figure,
    Interval,
    Overall,
    PairFigures,
)

if TYPE_CHECKING:
    from qualkit.study.agreement.confusing import Confusions, Settling
    from qualkit.study.agreement.drift import Drift


def report_object(report: AgreementReport) -> dict[str, Any]:
    """The whole report; figures that are undefined are {"value": null, "reason": ...}."""
    question = report.question
    return {
        "unit": question.unit.value,
        "round": ", ".join(report.rounds),
        "rounds": list(report.rounds),
        "layer": "final" if question.against_final or question.training else question.source.value,
        "assignments": report.assignments,
        "coders": list(report.raters),
        "documents": [asdict(each) for each in report.documents],
        "codes": [_code(code) for code in report.codes],
        "overall": _overall(report.overall),
        "cells": [
            {
                "code": cell.code,
                "document": cell.document,
                "alpha": figure_object(cell.alpha),
                "disagreement": cell.disagreement,
                "applied": cell.applied,
            }
            for cell in report.cells
        ],
        "settings": {
            "documents": question.documents.value,
            "least": question.least,
            "subcodes": question.subcodes,
            "interviewers": question.interviewers,
            "iou": question.iou,
            "replicates": question.replicates,
            "seed": question.seed,
            "level": question.level,
        },
        "sentence": report.sentence,
        "notes": list(report.notes),
    }


def drift_object(drift: Drift) -> dict[str, Any]:
    """Agreement of one round or week; what changed since the one before is null for the first."""
    report, overall, step = drift.report, drift.report.overall, drift.step
    return {
        "name": drift.name,
        "codebook": drift.codebook,
        "coders": list(report.raters),
        "documents": [each.name for each in report.documents],
        "pooled_kappa": interval_object(overall.pooled),
        "u_alpha": figure_object(overall.u_alpha),
        "median": figure_object(overall.median),
        "below_667": overall.below_667,
        "codes": [
            {"code": code.code, "name": code.name, "alpha": interval_object(code.alpha)}
            for code in report.codes
        ],
        "change": None if step is None else {
            "since": step.since,
            "same_documents": step.paired,
            "pooled_kappa": interval_object(step.pooled),
            "codes": [
                {"code": code.code, "name": code.name, "alpha": interval_object(code.change)}
                for code in step.codes
            ],
        },
        "notes": list(report.notes),
    }  # fmt: skip


def confusions_object(found: Confusions) -> dict[str, Any]:
    """Codes taken for each other, and what there is to gain on each."""
    return {
        "rounds": list(found.rounds),
        "coders": list(found.raters),
        "documents": found.documents,
        "disagreement": found.total,
        "confusions": [
            {
                "code": pair.code,
                "name": pair.name,
                "other": pair.other,
                "other_name": pair.other_name,
                "share": pair.share,
                **_settling(pair.settling),
            }
            for pair in found.pairs
        ],
        "gains": [
            {
                "code": gain.code,
                "name": gain.name,
                "share": gain.share,
                "kinds": {kind.value: _settling(each) for kind, each in gain.kinds},
            }
            for gain in found.gains
        ],
        "notes": list(found.notes),
    }


def _settling(settling: Settling) -> dict[str, Any]:
    return {
        "passages": settling.passages,
        "characters": settling.characters,
        "alpha": figure_object(settling.alpha),
        "alpha_if_all_had_it": figure_object(settling.with_code),
        "alpha_if_nobody_had_it": figure_object(settling.without),
    }


def figure_object(figure: Figure) -> dict[str, Any]:
    """A figure with its value or reason."""
    return {"value": figure.value, "reason": figure.reason}


def interval_object(interval: Interval) -> dict[str, Any]:
    """A figure with its interval, n and shares of replicates."""
    return asdict(interval)


def _pair(pair: PairFigures) -> dict[str, Any]:
    named = ("f1", "jaccard", "percent", "ac1", "prevalence", "bias", "span_f1")
    return {
        "coders": list(pair.coders),
        "documents": pair.documents,
        "kappa": interval_object(pair.kappa),
        **{name: figure_object(getattr(pair, name)) for name in named},
        "coded": list(pair.coded),
    }


def _code(code: CodeFigures) -> dict[str, Any]:
    return {
        "code": code.code,
        "name": code.name,
        "theme": code.theme,
        "documents": code.documents,
        "alpha": interval_object(code.alpha),
        "pairs": [_pair(pair) for pair in code.pairs],
        "f1": figure_object(code.f1),
        "percent": figure_object(code.percent),
        "ac1": figure_object(code.ac1),
        "u_alpha": figure_object(code.u_alpha),
        "recoverable": code.recoverable,
        "flags": list(code.flags),
        "more": {name: figure_object(figure) for name, figure in code.more},
    }


def _overall(overall: Overall) -> dict[str, Any]:
    named = ("u_alpha", "u_alpha_where", "u_alpha_what", "median", "lowest", "highest")
    return {
        "pooled_kappa": interval_object(overall.pooled),
        "pairs": [_pair(pair) for pair in overall.pairs],
        **{name: figure_object(getattr(overall, name)) for name in named},
        "pooled_kappa_by_sentence": (
            interval_object(overall.sentences) if overall.sentences else None
        ),
        "coverage": overall.coverage,
        "codes": overall.codes,
        "below_667": overall.below_667,
        "not_applied": list(overall.not_applied),
        "one_coder_only": list(overall.one_coder_only),
        "reading": overall.reading,
        "more": {name: figure_object(figure) for name, figure in overall.more},
    }
