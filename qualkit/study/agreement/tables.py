"""Agreement as tables, for every format that a table can be written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.errors import InputError
from qualkit.study.agreement.report import AgreementReport, PairFigures
from qualkit.study.agreement.wording import interval

_N, _I, _T = ColumnKind.NUMBER, ColumnKind.INTEGER, ColumnKind.TEXT

_CODES = (
    Column("theme", "Theme", _T, 1.0),
    Column("code", "Code id", _T, 1.0, machine=True),
    Column("name", "Code", _T, 1.4),
    Column("documents", "Documents", _I, 0.6),
    Column("alpha_words", "Krippendorff's alpha (95 % interval)", _T, 1.4),
    Column("alpha", "Alpha", _N, 0.5, machine=True),
    Column("alpha_low", "Alpha, low", _N, 0.5, machine=True),
    Column("alpha_high", "Alpha, high", _N, 0.5, machine=True),
    Column("alpha_reason", "Why no alpha", _T, 0.5, machine=True),
    Column("below_667", "Share of replicates below 0.667", _N, 0.6),
    Column("kappas", "Cohen's kappa by pair", _T, 1.2),
    Column("f1", "F1 of coded text", _N, 0.6),
    Column("ac1", "Gwet's AC1", _N, 0.6),
    Column("percent", "Share agreed", _N, 0.6),
    Column("u_alpha", "u-alpha", _N, 0.5, machine=True),
    Column("recoverable", "Disagreement (characters)", _I, 0.7),
    Column("flags", "Remarks", _T, 0.9),
)
_PAIRS = (
    Column("code", "Code id", _T, 1.0, machine=True),
    Column("name", "Code", _T, 1.4),
    Column("first", "First coder", _T, 0.6),
    Column("second", "Second coder", _T, 0.6),
    Column("documents", "Documents", _I, 0.6),
    Column("kappa", "Cohen's kappa", _N, 0.6),
    Column("kappa_low", "Low", _N, 0.5),
    Column("kappa_high", "High", _N, 0.5),
    Column("kappa_reason", "Why no kappa", _T, 0.8),
    Column("f1", "F1 of coded text", _N, 0.6),
    Column("jaccard", "Jaccard", _N, 0.6, machine=True),
    Column("span_f1", "F1 of passages", _N, 0.6),
    Column("ac1", "Gwet's AC1", _N, 0.6),
    Column("percent", "Share agreed", _N, 0.6),
    Column("prevalence", "Prevalence index", _N, 0.6, machine=True),
    Column("bias", "Bias index", _N, 0.6, machine=True),
    Column("coded_first", "Share of text coded by the first", _N, 0.6, machine=True),
    Column("coded_second", "Share of text coded by the second", _N, 0.6, machine=True),
)
_CELLS = (
    Column("code", "Code id", _T, 1.0, machine=True),
    Column("name", "Code", _T, 1.4),
    Column("document", "Document", _T, 1.4),
    Column("alpha", "Alpha", _N, 0.6),
    Column("reason", "Why none", _T, 0.8),
    Column("disagreement", "Disagreement (characters)", _I, 0.8),
)
_OVERALL = (
    Column("figure", "Figure", _T, 2.0),
    Column("value", "Value", _N, 0.6),
    Column("low", "Low", _N, 0.5),
    Column("high", "High", _N, 0.5),
    Column("reason", "Why none", _T, 0.8),
)

Row = tuple[Cell, ...]


NAMES = ("codes", "pairs", "documents", "overall", "confusions", "differences")
"""What can be written; the last two are made by `passage_tables`."""


def refuse_unknown(which: str) -> None:
    """InputError where no table is called so."""
    if which not in NAMES:
        raise InputError(f"there is no table '{which}'", f"choose: {', '.join(NAMES)}")


def table(report: AgreementReport, which: str, study_title: str) -> Table:
    """One of the tables of a report: codes, pairs, documents or overall."""
    made: dict[str, tuple[str, tuple[Column, ...], Callable[[AgreementReport], Iterator[Row]]]] = {
        "codes": ("Agreement by code", _CODES, _code_rows),
        "pairs": ("Agreement by code and pair of coders", _PAIRS, _pair_rows),
        "documents": ("Agreement by code and document", _CELLS, _cell_rows),
        "overall": ("Agreement over all codes", _OVERALL, _overall_rows),
    }
    caption, columns, rows = made[which]
    return Table(
        f"{study_title}: {caption[0].lower()}{caption[1:]}", columns, list(rows(report)),
        notes=tuple(filter(None, (report.sentence, *report.notes))), caption=caption,
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0


def _code_rows(report: AgreementReport) -> Iterator[Row]:
    for code in report.codes:
        yield (
            code.theme, code.code, code.name, code.documents, interval(code.alpha),
            _rounded(code.alpha.value), _rounded(code.alpha.low), _rounded(code.alpha.high),
            code.alpha.reason or "", _rounded(code.alpha.below_667),
            "; ".join(f"{'/'.join(p.coders)} {interval(p.kappa)}" for p in code.pairs),
            _rounded(code.f1.value), _rounded(code.ac1.value), _rounded(code.percent.value),
            _rounded(code.u_alpha.value), round(code.recoverable), ", ".join(code.flags),
        )  # fmt: skip


def _pair_rows(report: AgreementReport) -> Iterator[Row]:
    for pair in report.overall.pairs:
        yield _pair_row("", "all codes (pooled)", pair)
    for code in report.codes:
        for pair in code.pairs:
            yield _pair_row(code.code, code.name, pair)


def _pair_row(code: str, name: str, pair: PairFigures) -> Row:
    return (
        code, name, *pair.coders, pair.documents, _rounded(pair.kappa.value),
        _rounded(pair.kappa.low), _rounded(pair.kappa.high), pair.kappa.reason or "",
        _rounded(pair.f1.value), _rounded(pair.jaccard.value), _rounded(pair.span_f1.value),
        _rounded(pair.ac1.value), _rounded(pair.percent.value), _rounded(pair.prevalence.value),
        _rounded(pair.bias.value), _rounded(pair.coded[0]), _rounded(pair.coded[1]),
    )  # fmt: skip


def _cell_rows(report: AgreementReport) -> Iterator[Row]:
    names = {code.code: code.name for code in report.codes}
    for cell in report.cells:
        yield (
            cell.code, names.get(cell.code, cell.code), cell.document,
            _rounded(cell.alpha.value), cell.alpha.reason or "", round(cell.disagreement),
        )  # fmt: skip


def _overall_rows(report: AgreementReport) -> Iterator[Row]:
    overall = report.overall
    pooled = overall.pooled
    yield ("Pooled Cohen's kappa", _rounded(pooled.value), _rounded(pooled.low),
           _rounded(pooled.high), pooled.reason or "")  # fmt: skip
    if (by := overall.sentences) is not None:
        yield ("Pooled Cohen's kappa by sentences", _rounded(by.value), _rounded(by.low),
               _rounded(by.high), by.reason or "")  # fmt: skip
    named = (
        ("Unitizing alpha: where and what", overall.u_alpha),
        ("Unitizing alpha: where there is anything to code", overall.u_alpha_where),
        ("Unitizing alpha: which code, on text that both coded", overall.u_alpha_what),
        ("Alpha over codes, median", overall.median),
        ("Alpha over codes, lowest", overall.lowest),
        ("Alpha over codes, highest", overall.highest),
        *overall.more,
    )
    for name, figure in named:
        yield (name, _rounded(figure.value), None, None, figure.reason or "")
    yield ("Codes", overall.codes, None, None, "")
    yield ("Codes with an alpha below 0.667", overall.below_667, None, None, "")
