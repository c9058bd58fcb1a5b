"""Figures of agreement as DataFrames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.errors import InputError
from qualkit.study.frames.making import build, marked
from qualkit.study.frames.recipe import Col, Kind

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study.agreement.confusing import Confusions
    from qualkit.study.agreement.report import AgreementReport, Interval

_T, _N, _W, _C = Kind.TEXT, Kind.NUMBER, Kind.WHOLE, Kind.CLASS


def _interval(name: str, what: str, get: Callable[[Any], Interval]) -> tuple[Col, ...]:
    return (
        Col(name, _N, f"{what}; missing where undefined", lambda r: get(r).value),
        Col(f"{name}_low", _N, "lower end of its interval", lambda r: get(r).low),
        Col(f"{name}_high", _N, "upper end", lambda r: get(r).high),
        Col(f"{name}_reason", _T, "why it is undefined", lambda r: get(r).reason),
    )


CODES = (
    Col("code", _T, "the code's id", lambda c: c.code),
    Col("code_name", _T, "its name", lambda c: c.name),
    Col("theme", _C, "its theme", lambda c: c.theme),
    Col("documents", _W, "documents in which at least two judged it", lambda c: c.documents),
    *_interval("alpha", "Krippendorff's alpha", lambda c: c.alpha),
    Col("below_667", _N, "share of bootstrap replicates below 0.667",
        lambda c: c.alpha.below_667),
    Col("f1", _N, "F1 of coded text", lambda c: c.f1.value),
    Col("ac1", _N, "Gwet's AC1", lambda c: c.ac1.value),
    Col("percent", _N, "share agreed, from 0 to 1", lambda c: c.percent.value),
    Col("u_alpha", _N, "unitizing alpha", lambda c: c.u_alpha.value),
    Col("recoverable", _N, "characters of disagreement", lambda c: c.recoverable),
    Col("flags", _T, "remarks, with commas", lambda c: ", ".join(c.flags)),
)  # fmt: skip
PAIRS = (
    Col("code", _T, "the code's id; missing: all codes pooled", lambda r: r[0]),
    Col("code_name", _T, "its name", lambda r: r[1]),
    Col("first", _C, "one coder, by initials", lambda r: r[2].coders[0]),
    Col("second", _C, "the other", lambda r: r[2].coders[1]),
    Col("documents", _W, "documents that both judged", lambda r: r[2].documents),
    *_interval("kappa", "Cohen's kappa", lambda r: r[2].kappa),
    Col("f1", _N, "F1 of coded text", lambda r: r[2].f1.value),
    Col("jaccard", _N, "Jaccard's coefficient", lambda r: r[2].jaccard.value),
    Col("span_f1", _N, "F1 of passages", lambda r: r[2].span_f1.value),
    Col("ac1", _N, "Gwet's AC1", lambda r: r[2].ac1.value),
    Col("percent", _N, "share agreed, from 0 to 1", lambda r: r[2].percent.value),
    Col("prevalence", _N, "prevalence index", lambda r: r[2].prevalence.value),
    Col("bias", _N, "bias index", lambda r: r[2].bias.value),
    Col("coded_first", _N, "share of text that the first gave the code", lambda r: r[2].coded[0]),
    Col("coded_second", _N, "share of text that the second gave it", lambda r: r[2].coded[1]),
)  # fmt: skip
CELLS = (
    Col("code", _T, "the code's id", lambda c: c.code),
    Col("document", _C, "the document's name", lambda c: c.document),
    Col("alpha", _N, "Krippendorff's alpha there", lambda c: c.alpha.value),
    Col("reason", _T, "why it is undefined", lambda c: c.alpha.reason),
    Col("disagreement", _N, "characters of disagreement", lambda c: c.disagreement),
    Col("applied", Kind.FLAG, "whether anybody gave the code there", lambda c: c.applied),
)
OVERALL = (
    Col("figure", _T, "what is worked out", lambda r: r[0]),
    Col("value", _N, "the figure; missing where undefined", lambda r: r[1]),
    Col("low", _N, "lower end of its interval", lambda r: r[2]),
    Col("high", _N, "upper end", lambda r: r[3]),
    Col("reason", _T, "why it is undefined", lambda r: r[4]),
)
CONFUSIONS = (
    Col("code", _T, "the code's id", lambda p: p.code),
    Col("code_name", _T, "its name", lambda p: p.name),
    Col("other", _T, "the id of the code in its place", lambda p: p.other),
    Col("other_name", _T, "its name", lambda p: p.other_name),
    Col("share", _N, "part of all disagreement, from 0 to 1", lambda p: p.share),
    Col("passages", _W, "passages", lambda p: p.settling.passages),
    Col("characters", _N, "characters of disagreement in them", lambda p: p.settling.characters),
    Col("alpha", _N, "the code's alpha now", lambda p: p.settling.alpha.value),
    Col("alpha_with", _N, "its alpha if all had it there", lambda p: p.settling.with_code.value),
    Col("alpha_without", _N, "its alpha if nobody had it there",
        lambda p: p.settling.without.value),
)  # fmt: skip
TABLES = {
    "codes": ("code", CODES), "pairs": ("", PAIRS), "documents": ("", CELLS),
    "overall": ("figure", OVERALL),
}  # fmt: skip


def frame(report: AgreementReport, table: str) -> pd.DataFrame:
    """One table of a report; InputError where none is called so."""
    if table not in TABLES:
        raise InputError(f"there is no table '{table}'", f"choose: {', '.join(TABLES)}")
    index, columns = TABLES[table]
    made = build(columns, list(_records(report, table)), index)
    rounds = ", ".join(report.rounds)
    made.attrs |= marked("", f"agreement {table}", rounds=rounds, sentence=report.sentence)
    return made


def _records(report: AgreementReport, table: str) -> Iterable[Any]:
    if table == "codes":
        return report.codes
    if table == "documents":
        return report.cells
    if table == "pairs":
        pooled = [("", "", pair) for pair in report.overall.pairs]
        return pooled + [(c.code, c.name, pair) for c in report.codes for pair in c.pairs]
    from qualkit.study.agreement.tables import table as printed

    return printed(report, "overall", "")


def frame_of_confusions(found: Confusions) -> pd.DataFrame:
    """A row for each code and the code that somebody put in its place."""
    made = build(CONFUSIONS, found.pairs)
    made.attrs |= marked("", "confusions", rounds=", ".join(found.rounds))
    return made


def columns_of_table(table: str) -> Sequence[Col]:
    """The columns of one of the tables."""
    return TABLES[table][1]
