"""What stands beside a score in words: the nearest answer, and a published band."""

from __future__ import annotations

from qualkit.core.instrument import Band, Scoring, Subscale
from qualkit.core.statistics import Scale

_NEAR = 1e-9


def nearest_anchor(scale: Scale, score: float | None) -> str:
    """The words of the answer nearest to a mean; "" for sums, and where the key gives no words.

    Halfway between two answers neither is nearer, and both are named: 3.5 on the MBI's scale is
    "between a few times a month and once a week". Reports that round downwards say otherwise, so
    the number belongs beside the words.
    """
    if score is None or not scale.anchors or scale.scoring != Scoring.MEAN:
        return ""
    ranked = sorted(scale.anchors, key=lambda anchor: (abs(anchor[0] - score), anchor[0]))
    if len(ranked) > 1:
        first, second = ranked[0], ranked[1]
        if abs(abs(first[0] - score) - abs(second[0] - score)) < _NEAR:
            return f"between {first[1]} and {second[1]}"
    return ranked[0][1]


def band_of(subscale: Subscale, scoring: str, score: float | None) -> Band | None:
    """The published band in which a score lies; None where none is published for that scoring.

    Bands describe a sample, they diagnose nobody, unless `descriptive` is False.
    """
    if score is None:
        return None
    for band in subscale.bands:
        if band.scoring != scoring:
            continue
        if (band.low is None or score >= band.low) and (band.high is None or score < band.high):
            return band
    return None


def published_band(subscale: Subscale, scoring: str, score: float | None) -> str:
    """The label of that band, "" for none."""
    found = band_of(subscale, scoring, score)
    return found.label if found else ""
