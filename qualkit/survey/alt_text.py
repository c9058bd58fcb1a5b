"""What a figure shows, in words: for those who cannot see it. Made of result objects alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core.apa import decimal, interval
from qualkit.core.boxes import not_shown
from qualkit.core.plot_text import number_text
from qualkit.core.statistics import Comparison, Description, Frequencies, Summary
from qualkit.survey.homogeneity import listed
from qualkit.survey.intervals import interval_of_mean
from qualkit.survey.sentences import comparison_sentence
from qualkit.survey.wordings import capital, frequency_text, group_text

Scores = Description | Comparison
BOX = "box"
BARS = "bars"


def scores_alt(found: Sequence[Scores], kind: str = BOX, places: int = 1) -> str:
    """What boxplots or bars of subscales by groups show; TypeError for anything else.

    The figures of hidden groups are not told; of a comparison its sentence is told too.
    """
    for each in found:
        if not isinstance(each, (Description, Comparison)):
            raise TypeError(f"a figure of scores is told here, not {type(each).__name__}")
    if not found:
        return ""
    by = f" by {found[0].by}" if found[0].by else " of all respondents"
    lead = (
        f"Boxplots{by}, with each respondent's score as a point."
        if kind == BOX
        else f"Bars of the means{by}, with their 95% intervals and each respondent's score as "
        "a point."
    )
    told = [_scale(each, kind, places) for each in found]
    return " ".join((lead, *told, *_hidden(found), *_invented(found)))


def _scale(found: Scores, kind: str, places: int) -> str:
    scale = found.scale
    name = f"{scale.name} ({number_text(scale.low)} to {number_text(scale.high)})"
    groups = [_group(each, kind, places) for each in found.groups if each.mean is not None]
    told = f"{name}: {'; '.join(groups) or 'nothing is shown'}."
    if isinstance(found, Comparison):
        return f"{told} {comparison_sentence(found, places)}"
    return told


def _group(group: Summary, kind: str, places: int) -> str:
    # The group of all respondents is called so, not "all respondents respondents".
    whole = replace(group, group="") if group.group == "all" else group
    name = group_text(whole, places)
    if kind == BARS:
        reach = interval_of_mean(group)
        return f"{name}, {interval(*reach, 0.95, places)}" if reach else name
    return (
        f"{name}, median {decimal(group.median, places)}, middle half from "
        f"{decimal(group.lower, places)} to {decimal(group.upper, places)}"
    )


def _hidden(found: Sequence[Scores]) -> tuple[str, ...]:
    """Who is not shown: once for all subscales, or by subscale where that differs."""
    hidden = [tuple(each.group for each in one.groups if each.hidden) for one in found]
    least = found[0].minimum
    if len(set(hidden)) == 1:
        return (f"{capital(listed(hidden[0]))}: {not_shown(least)}.",) if hidden[0] else ()
    return tuple(
        f"{one.scale.name}: {listed(names)} {not_shown(least)}."
        for one, names in zip(found, hidden, strict=True)
        if names
    )


def _invented(found: Sequence[Scores]) -> tuple[str, ...]:
    names = dict.fromkeys(each.scale.instrument_name for each in found if each.scale.invented)
    return tuple(f"{name}: an invented key, which scores nobody's real answers." for name in names)


def counts_alt(found: Sequence[Frequencies], places: int = 1) -> str:
    """What bars of the answers to questions show; TypeError for anything else."""
    for each in found:
        if not isinstance(each, Frequencies):
            raise TypeError(f"a figure of answers is told here, not {type(each).__name__}")
    if not found:
        return ""
    by = f" by {found[0].by}" if found[0].by else ""
    told = [f"Bars of the percentages of respondents who gave each answer{by}."]
    told += [frequency_text(each, places) for each in found if not each.hidden]
    names = dict.fromkeys(each.group for each in found if each.hidden and each.group != "all")
    if names:
        told.append(f"{capital(listed(tuple(names)))}: {not_shown(found[0].minimum)}.")
    return " ".join(told)
