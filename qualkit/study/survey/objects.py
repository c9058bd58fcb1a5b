"""Results of a survey as objects for programs: stable keys, exact figures, hidden ones null."""

from __future__ import annotations

from typing import Any

from qualkit.core.statistics import (
    Comparison,
    Description,
    Effect,
    Frequencies,
    Pair,
    Scale,
    Summary,
    Test,
)

Object = dict[str, Any]


def description_objects(found: Description) -> list[Object]:
    """One object a group of a subscale, the row of all together last where groups were made."""
    overall = [found.overall] if found.by and found.overall else []
    return [
        {
            "by": found.by,
            "group": each.group,
            **_scale(found.scale),
            **summary_object(each),
            "overall": each in overall,
            "minimum": found.minimum,
            "internal": found.internal,
            "references": [
                {"name": one.name, "source": one.source, "mean": one.mean, "sd": one.sd,
                 "n": one.n, "quartiles": one.quartiles}
                for one in found.references
            ],
            "notes": found.notes,
        }
        for each in (*found.groups, *overall)
    ]  # fmt: skip


def summary_object(each: Summary) -> Object:
    """A group's figures; single scores stay out."""
    return {
        "n": each.n, "mean": each.mean, "sd": each.sd, "median": each.median,
        "lower": each.lower, "upper": each.upper, "least": each.least,
        "greatest": each.greatest, "missing": each.missing, "hidden": each.hidden,
        "anchor": each.anchor, "band": each.band,
    }  # fmt: skip


def comparison_object(found: Comparison, sentence: str) -> Object:
    """A comparison with its test's figures at the top, as other programs expect them."""
    return {
        "by": found.by,
        **_scale(found.scale),
        **test_object(found.test),
        "effects": [_effect(each) for each in found.effects],
        "pairs": [_pair(each) for each in found.pairs],
        "sentence": sentence,
        "summaries": [{"group": each.group, **summary_object(each)} for each in found.groups],
        "overall": summary_object(found.overall) if found.overall else None,
        "others": [test_object(each) for each in found.others],
        "other_pairs": [_pair(each) for each in found.other_pairs],
        "notes": found.notes,
        "minimum": found.minimum,
        "internal": found.internal,
    }


def test_object(test: Test) -> Object:
    """A test: its figures null with a reason where they are undefined."""
    return {
        "method": test.method, "symbol": test.symbol, "statistic": test.statistic,
        "df": test.df, "p": test.p, "p_holm": test.p_holm, "family": test.family, "n": test.n,
        "groups": test.groups, "left_out": test.left_out, "smallest": test.smallest,
        "reason": test.reason,
    }  # fmt: skip


def frequencies_object(found: Frequencies) -> Object:
    """A question's counts, of one group or of all."""
    return {
        "question": found.question, "label": found.label, "multiple": found.multiple,
        "by": found.by, "group": found.group, "respondents": found.respondents,
        "answered": found.answered, "hidden": found.hidden, "minimum": found.minimum,
        "internal": found.internal,
        "rows": [
            {"option": row.option, "label": row.label, "n": row.n, "percent": row.percent,
             "hidden": row.hidden}
            for row in found.rows
        ],
        "notes": found.notes,
    }  # fmt: skip


def _scale(scale: Scale) -> Object:
    return {
        "instrument": scale.instrument, "subscale": scale.subscale, "name": scale.name,
        "scoring": scale.scoring, "invented": scale.invented,
    }  # fmt: skip


def _effect(effect: Effect) -> Object:
    return {
        "name": effect.name, "value": effect.value, "low": effect.low, "high": effect.high,
        "level": effect.level, "reason": effect.reason, "source": effect.source,
    }  # fmt: skip


def _pair(pair: Pair) -> Object:
    return {
        "first": pair.first, "second": pair.second, "difference": pair.difference,
        "low": pair.low, "high": pair.high, "statistic": pair.statistic, "df": pair.df,
        "p": pair.p, "method": pair.method, "reason": pair.reason,
        "effect": _effect(pair.effect) if pair.effect else None,
    }  # fmt: skip
