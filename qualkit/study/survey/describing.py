"""The scores of a survey summed up by group, those of small groups hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.core.statistics import Description
from qualkit.core.survey import Attribute, Responses
from qualkit.errors import NotFoundError
from qualkit.study.session import Session, did_you_mean
from qualkit.survey.hiding import minimum_cell

if TYPE_CHECKING:
    from qualkit.study.survey.scoring import Scored


def describe(
    session: Session, by: str = "", *, instrument: str = "", survey: str = "",
    internal: bool = False, minimum: int | None = None,
) -> tuple[Description, ...]:  # fmt: skip
    """Every subscale described, in the order of the survey's instruments and their keys."""
    from qualkit.study.survey.scoring import scored

    least = minimum_cell(session.settings.minimum_cell, minimum)
    found = scored(session, instrument=instrument, survey=survey)
    if found and not by and not internal:
        notice_totals(session, found[0].responses, least)
    return tuple(described(each, by, minimum=least, internal=internal) for each in found)


def described(scored: Scored, by: str, *, minimum: int, internal: bool) -> Description:
    """One subscale described; `by` is "" or an attribute of the survey."""
    from qualkit.survey import summaries

    labels, order, name = grouping(scored.responses, by)
    subscale = scored.subscale
    same = subscale.scoring.value == scored.scale.scoring
    made = summaries.describe(
        scored.scale, scored.scores.tolist(), labels, order, by=name, minimum=minimum,
        internal=internal, subscale=subscale,
    )  # fmt: skip
    # A sample's mean of sums says nothing beside a mean of means.
    references = subscale.references if same else ()
    sources = dict.fromkeys(f"{each.name}: {each.source}" for each in references)
    said = tuple(f"Reference sample {each}; a descriptive comparison, no test." for each in sources)
    return replace(made, references=references, notes=(*made.notes, *said))


def notice_totals(session: Session, responses: Responses, minimum: int) -> None:
    """Tell the person beside which tables by groups figures of all together would tell too much.

    A table can hide its own row of all, never one that stands in another table of the report.
    """
    from qualkit.survey.hiding import hide
    from qualkit.survey.summaries import grouped

    telling = []
    for each in responses.survey.attributes:
        places = grouped(responses.attributes[each.id], each.values)
        sizes = {name: len(members) for name, members in places.items()}
        found = hide(sizes, minimum)
        if found.overall and found.groups < set(sizes):
            telling.append(each.id)
    if telling:
        session.notice(
            f"do not print figures of all respondents beside figures by {' or by '.join(telling)}: "
            "with both, those of hidden groups could be worked out"
        )


def grouping(responses: Responses, by: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Each respondent's group, the groups in their order, and the attribute's own id."""
    if not by:
        return ("",) * len(responses), (), ""
    found = attribute(responses, by)
    values = responses.attributes[found.id]
    return values, found.values, found.id


def attribute(responses: Responses, name: str) -> Attribute:
    """The survey's attribute of that id or label; NotFoundError, saying which is nearest."""
    survey = responses.survey
    wanted = name.casefold()
    found = survey.attribute(name) or next(
        (each for each in survey.attributes if each.label.casefold() == wanted), None
    )
    if found is None:
        names = [each.id for each in survey.attributes]
        none = "say in the survey's mapping which columns are attributes"
        hint = did_you_mean(name, names) if names else none
        raise NotFoundError(f"the survey has no attribute '{name}' to make groups by", hint)
    return found
