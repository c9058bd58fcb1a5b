"""Agreement between coders: from codings as arrays, or ratings as a table, to figures.

    >>> from qualkit.agreement import Codings, Scope, agreement
    >>> codings = Codings.of([(0, 0, 0, 0, 60), (0, 1, 0, 20, 80)])
    >>> found = agreement(codings, Scope([200], [[True, True]], codes=1))
    >>> round(found.codes[0].pairs[0].kappa.value, 4)
    0.5238

Each row of codings is (document, coder, code, start, end), all numbers from 0. What has no value
is None with a reason, never 0, 1 or NaN. Public names are resolved when they are first used:
importing this package does not load numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.agreement.arrays import (
        CodeSpans,
        Codings,
        RowError,
        Scope,
        Spans,
        Triples,
        Units,
    )
    from qualkit.agreement.chance import (
        Coefficient,
    )
    from qualkit.agreement.coefficients import (
        Light,
        bennett_s,
        bias_index,
        brennan_prediger,
        cohen_kappa,
        conger_kappa,
        fleiss_kappa,
        gwet_ac1,
        holsti,
        krippendorff_alpha,
        light_kappa,
        percent_agreement,
        pooled_kappa,
        prevalence_index,
        scott_pi,
        specific_agreement,
    )
    from qualkit.agreement.compatible import (
        Counting,
        Maxqda,
        NVivoRow,
        NVivoSummary,
        Segment,
        maxqda_existence,
        maxqda_frequency,
        maxqda_segments,
        nvivo,
        nvivo_summary,
    )
    from qualkit.agreement.disagreements import runs, runs_of
    from qualkit.agreement.figures import agreement, agreement_of
    from qualkit.agreement.fourfold import (
        Fourfold,
    )
    from qualkit.agreement.heat import further, heat_lines
    from qualkit.agreement.judgements import Ignored, Judgements, judged
    from qualkit.agreement.levels import (
        Level,
    )
    from qualkit.agreement.overall import coder_matrix
    from qualkit.agreement.passages import Confusion, Kind, Runs
    from qualkit.agreement.ratings import (
        Ratings,
        Tallies,
    )
    from qualkit.agreement.results import (
        Agreement,
        Bootstrap,
        Cell,
        CodeFigures,
        CoderMatrix,
        Comparison,
        Flag,
        Further,
        FurtherPair,
        Overall,
        PairFigures,
        PooledKappa,
        RoundChange,
    )
    from qualkit.agreement.rounds import compare
    from qualkit.agreement.settling import Settled, alpha_if_settled, kappa_if_settled
    from qualkit.agreement.setvalued import (
        SetDistance,
        mvalpha,
        set_alpha,
        set_distance,
    )
    from qualkit.agreement.spans import SpanAgreement, SpanF1, span_agreement
    from qualkit.agreement.standard_errors import (
        Interval,
        interval,
        kappa_interval,
    )
    from qualkit.agreement.unitizing import Family, ValueAlpha, u_alpha_by_code, u_alpha_family
    from qualkit.agreement.values import Estimate, Reason, Value
    from qualkit.agreement.where_what import Reading, WhereWhat, where_or_what

_HOMES = {
    "qualkit.agreement.arrays": (
        "CodeSpans", "Codings", "RowError", "Scope", "Spans", "Triples", "Units",
    ),
    "qualkit.agreement.chance": ("Coefficient",),
    "qualkit.agreement.coefficients": (
        "Light", "bennett_s", "bias_index", "brennan_prediger", "cohen_kappa", "conger_kappa",
        "fleiss_kappa", "gwet_ac1", "holsti", "krippendorff_alpha", "light_kappa",
        "percent_agreement", "pooled_kappa", "prevalence_index", "scott_pi", "specific_agreement",
    ),
    "qualkit.agreement.compatible": (
        "Counting", "Maxqda", "NVivoRow", "NVivoSummary", "Segment", "maxqda_existence",
        "maxqda_frequency", "maxqda_segments", "nvivo", "nvivo_summary",
    ),
    "qualkit.agreement.disagreements": ("runs", "runs_of"),
    "qualkit.agreement.figures": ("agreement", "agreement_of"),
    "qualkit.agreement.fourfold": ("Fourfold",),
    "qualkit.agreement.heat": ("further", "heat_lines"),
    "qualkit.agreement.judgements": ("Ignored", "Judgements", "judged"),
    "qualkit.agreement.levels": ("Level",),
    "qualkit.agreement.overall": ("coder_matrix",),
    "qualkit.agreement.passages": ("Confusion", "Kind", "Runs"),
    "qualkit.agreement.ratings": ("Ratings", "Tallies"),
    "qualkit.agreement.results": (
        "Agreement", "Bootstrap", "Cell", "CodeFigures", "CoderMatrix", "Comparison", "Flag",
        "Further", "FurtherPair", "Overall", "PairFigures", "PooledKappa", "RoundChange",
    ),
    "qualkit.agreement.rounds": ("compare",),
    "qualkit.agreement.settling": ("Settled", "alpha_if_settled", "kappa_if_settled"),
    "qualkit.agreement.setvalued": ("SetDistance", "mvalpha", "set_alpha", "set_distance"),
    "qualkit.agreement.spans": ("SpanAgreement", "SpanF1", "span_agreement"),
    "qualkit.agreement.standard_errors": ("Interval", "interval", "kappa_interval"),
    "qualkit.agreement.unitizing": ("Family", "ValueAlpha", "u_alpha_by_code", "u_alpha_family"),
    "qualkit.agreement.values": ("Estimate", "Reason", "Value"),
    "qualkit.agreement.where_what": ("Reading", "WhereWhat", "where_or_what"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Agreement",
    "Bootstrap",
    "Cell",
    "CodeFigures",
    "CodeSpans",
    "CoderMatrix",
    "Codings",
    "Coefficient",
    "Comparison",
    "Confusion",
    "Counting",
    "Estimate",
    "Family",
    "Flag",
    "Fourfold",
    "Further",
    "FurtherPair",
    "Ignored",
    "Interval",
    "Judgements",
    "Kind",
    "Level",
    "Light",
    "Maxqda",
    "NVivoRow",
    "NVivoSummary",
    "Overall",
    "PairFigures",
    "PooledKappa",
    "Ratings",
    "Reading",
    "Reason",
    "RoundChange",
    "RowError",
    "Runs",
    "Scope",
    "Segment",
    "SetDistance",
    "Settled",
    "SpanAgreement",
    "SpanF1",
    "Spans",
    "Tallies",
    "Triples",
    "Units",
    "Value",
    "ValueAlpha",
    "WhereWhat",
    "agreement",
    "agreement_of",
    "alpha_if_settled",
    "bennett_s",
    "bias_index",
    "brennan_prediger",
    "coder_matrix",
    "cohen_kappa",
    "compare",
    "conger_kappa",
    "fleiss_kappa",
    "further",
    "gwet_ac1",
    "heat_lines",
    "holsti",
    "interval",
    "judged",
    "kappa_if_settled",
    "kappa_interval",
    "krippendorff_alpha",
    "light_kappa",
    "maxqda_existence",
    "maxqda_frequency",
    "maxqda_segments",
    "mvalpha",
    "nvivo",
    "nvivo_summary",
    "percent_agreement",
    "pooled_kappa",
    "prevalence_index",
    "runs",
    "runs_of",
    "scott_pi",
    "set_alpha",
    "set_distance",
    "span_agreement",
    "specific_agreement",
    "u_alpha_by_code",
    "u_alpha_family",
    "where_or_what",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'qualkit.agreement' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
