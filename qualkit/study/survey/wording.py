"""How figures of a group are put in a table's cells."""

from __future__ import annotations

from qualkit.core import apa
from qualkit.core.statistics import Description, Summary

HIDDEN = "hidden"


def hidden_or(each: Summary, text: str) -> str:
    """`text`, or that the group is hidden: an empty cell would say that nothing was found."""
    return HIDDEN if each.hidden else text


def spread(each: Summary) -> str:
    """M (SD): "4.1 (1.3)"; one respondent has no SD."""
    if each.sd is None:
        return apa.decimal(each.mean)
    return f"{apa.decimal(each.mean)} ({apa.decimal(each.sd)})"


def words_of_references(one: Description, each: Summary) -> str:
    """Each reference sample's figures, and in words where the group's mean lies in it."""
    from qualkit.survey.summaries import quartile_in_words

    said: list[str] = []
    if each.mean is None:
        return ""
    for reference in one.references:
        figures = apa.moments(reference.mean, reference.sd, reference.n)
        place = quartile_in_words(each.mean, reference.quartiles)
        named = f"{reference.name} {figures}" if figures != "()" else reference.name
        said.append(f"{named}: {place}" if place else named)
    return "; ".join(said)
