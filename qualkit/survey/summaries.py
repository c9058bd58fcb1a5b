"""Scores summed up, group by group: size, mean, spread, quartiles, what the mean says in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from qualkit.core.instrument import Band, Subscale
from qualkit.core.statistics import Description, Scale, Summary
from qualkit.survey.bands import nearest_anchor, published_band
from qualkit.survey.hiding import hide, veil

NOT_GIVEN = "not given"
"""The group of those who did not say to which they belong."""


def summarise(
    group: str, scores: Sequence[float], scale: Scale, subscale: Subscale | None = None
) -> Summary:
    """The summary of one group's `scores` (NaN: none was had), nothing hidden.

    Mean: sum / n. SD: the root of the summed squared deviations / (n - 1), None for n = 1.
    Quartiles: linear between order statistics, at 1 + (n - 1) p (Hyndman and Fan 1996, type 7;
    the default of R and numpy). All None for n = 0.
    """
    import numpy as np

    given = np.asarray(scores, dtype=float)
    had = given[~np.isnan(given)]
    n = int(had.size)
    missing = int(given.size) - n
    if n == 0:
        return Summary(group, 0, None, None, None, None, None, None, None, missing)
    mean = float(had.mean())
    quartiles = [float(each) for each in np.quantile(had, (0.25, 0.5, 0.75))]
    return Summary(
        group, n, mean, float(had.std(ddof=1)) if n > 1 else None, quartiles[1], quartiles[0],
        quartiles[2], float(had.min()), float(had.max()), missing,
        points=tuple(float(each) for each in had), anchor=nearest_anchor(scale, mean),
        band=published_band(subscale, scale.scoring, mean) if subscale else "",
    )  # fmt: skip


def grouped(labels: Sequence[str], order: Sequence[str]) -> dict[str, list[int]]:
    """The places of each group's respondents, in the attribute's `order`, then as they come.

    Who gave no label is of the group NOT_GIVEN, last; groups without anybody are left out.
    """
    places: dict[str, list[int]] = {name: [] for name in order if name}
    for place, label in enumerate(labels):
        places.setdefault(label or "", []).append(place)
    silent = [*places.pop(NOT_GIVEN, []), *places.pop("", [])]
    places[NOT_GIVEN] = sorted(silent)
    return {name: members for name, members in places.items() if members}


def describe(
    scale: Scale, scores: Sequence[float], labels: Sequence[str], order: Sequence[str] = (), *,
    by: str, minimum: int, internal: bool = False, subscale: Subscale | None = None,
) -> Description:  # fmt: skip
    """One subscale's scores by group, those of small groups hidden.

    `labels` has one entry a score; without `by` all are one group, called "all". A group counts
    as small by how many of it have a score.
    """
    overall = summarise("all", scores, scale, subscale)
    bands = subscale.bands if subscale else ()
    notes = band_notes(band for band in bands if band.scoring == scale.scoring)
    if not by:
        hiding = hide({"all": overall.n or 0}, minimum, internal=internal)
        groups, _ = veil((overall,), None, hiding)
        said = hiding.notes(("all",))[:1]
        return Description(scale, "", groups, None, (*said, *notes), minimum, internal)
    made = [
        summarise(name, [scores[place] for place in places], scale, subscale)
        for name, places in grouped(labels, order).items()
    ]
    hiding = hide({each.group: each.n or 0 for each in made}, minimum, internal=internal)
    groups, total = veil(made, overall, hiding)
    said = hiding.notes(each.group for each in made)
    return Description(scale, by, groups, total, (*said, *notes), minimum, internal)


def band_notes(bands: Iterable[Band]) -> tuple[str, ...]:
    """Where the words for ranges come from, and that they describe and do not diagnose."""
    sources = {band.source: band.descriptive for band in bands}
    return tuple(
        f"Bands: {source}" + ("; descriptive, not a diagnosis." if descriptive else ".")
        for source, descriptive in sources.items()
    )


def quartile_in_words(mean: float | None, quartiles: tuple[float, float, float] | None) -> str:
    """Where a mean lies among a reference sample's quartiles; "" where either is unknown."""
    if mean is None or quartiles is None or any(math.isnan(each) for each in quartiles):
        return ""
    lower, median, upper = quartiles
    if mean < lower:
        return "in its lowest quarter"
    if mean < median:
        return "between its lower quartile and median"
    if mean <= upper:
        return "between its median and upper quartile"
    return "in its highest quarter"
