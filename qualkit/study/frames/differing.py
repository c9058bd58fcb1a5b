"""Where coders differ, what was decided there, and agreement over time, as columns."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.team import DifferenceKind, Outcome
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe


def _passage(here: Here) -> tuple[Col, ...]:
    return (
        Col("round", Kind.CLASS, "the round of coding", lambda d: d.round),
        Col("document", Kind.CLASS, "the document's name", lambda d: here.document(d.document_id),
            here.names),
        Col("start", Kind.WHOLE, "first character, from 0", lambda d: d.span.start),
        Col("end", Kind.WHOLE, "the character after the last", lambda d: d.span.end),
        Col("kind", Kind.CLASS, "substitution, omission or edge", lambda d: d.kind.value,
            lambda: [kind.value for kind in DifferenceKind]),
        Col("codes", Kind.TEXT, "the ids of the codes it is about, with commas",
            lambda d: ", ".join(d.codes)),
        Col("coders", Kind.TEXT, "everybody who judged one of them, with commas",
            lambda d: ", ".join(d.coders)),
    )  # fmt: skip


def _differences(here: Here) -> Sequence[Col]:
    return (
        Col("key", Kind.TEXT, "the same whenever the same codings are compared", lambda d: d.key),
        *_passage(here),
        Col("sides", Kind.TEXT, "who has what there: `AB caseload; CD -`",
            lambda d: "; ".join(f"{s.coder} {'+'.join(s.codes) or '-'}" for s in d.sides)),
        Col("mass", Kind.NUMBER, "characters of speech times the share of pairs that differ",
            lambda d: d.mass),
        Col("share", Kind.NUMBER, "part of the round's disagreement, from 0 to 1",
            lambda d: d.share),
        Col("settled", Kind.FLAG, "whether somebody has decided on it", lambda d: d.settled),
        Col("adjudication", Kind.TEXT, "the id of the decision", lambda d: d.adjudication),
        Col("quote", Kind.TEXT, "what is said there, as the team reads it", here.words, said=True),
    )  # fmt: skip


def _adjudications(here: Here) -> Sequence[Col]:
    return (
        Col("id", Kind.TEXT, "the decision's id", lambda d: d.id),
        *_passage(here),
        Col("outcome", Kind.CLASS, "what was decided", lambda d: d.outcome.value,
            lambda: [outcome.value for outcome in Outcome]),
        Col("taken", Kind.CLASS, "whose codings were taken", lambda d: d.taken, here.coders),
        Col("reason", Kind.TEXT, "why", lambda d: d.reason, said=True),
        Col("decided_by", Kind.TEXT, "who decided, in words", lambda d: d.decided_by),
        Col("coder", Kind.CLASS, "who put it on record", lambda d: d.coder, here.coders),
        Col("time", Kind.TIME, "when", lambda d: d.created_at),
    )  # fmt: skip


def _drift(_: Here) -> Sequence[Col]:
    return (
        Col("stretch", Kind.TEXT, "the round, or the week such as 2026-W02", lambda d: d.name),
        Col("codebook", Kind.WHOLE, "number of the version most was coded under",
            lambda d: d.codebook),
        Col("documents", Kind.WHOLE, "documents compared", lambda d: len(d.report.documents)),
        Col("kappa", Kind.NUMBER, "pooled Cohen's kappa; missing where undefined",
            lambda d: d.report.overall.pooled.value),
        Col("low", Kind.NUMBER, "lower end of its interval", lambda d: d.report.overall.pooled.low),
        Col("high", Kind.NUMBER, "upper end", lambda d: d.report.overall.pooled.high),
        Col("reason", Kind.TEXT, "why there is no kappa",
            lambda d: d.report.overall.pooled.reason),
        Col("alpha_median", Kind.NUMBER, "median of the codes' Krippendorff's alpha",
            lambda d: d.report.overall.median.value),
    )  # fmt: skip


DIFFERENCES = Recipe("passage on which coders differ", _differences, "key")
ADJUDICATIONS = Recipe("decision", _adjudications, "id")
DRIFT = Recipe("round or week, in order of time", _drift, "stretch")
