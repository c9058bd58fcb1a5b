"""The scores of a survey compared over groups, with small groups hidden and out of the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from qualkit.core.statistics import Comparison, Description
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.describing import described, grouping
from qualkit.survey.hiding import minimum_cell
from qualkit.survey.summaries import NOT_GIVEN, grouped

if TYPE_CHECKING:
    from qualkit.study.survey.scoring import Scored
    from qualkit.survey.compare import Compared


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a comparison. `smallest` is the least group that takes part in the test."""

    by: str
    method: str
    planned: tuple[str, str] | None
    minimum: int
    smallest: int
    internal: bool


def compare(
    session: Session, by: str, *, instrument: str = "", survey: str = "", internal: bool = False,
    all_groups: bool | None = None, groups: Sequence[str] = (), method: str = "anova",
    minimum: int | None = None,
) -> tuple[Comparison, ...]:  # fmt: skip
    """Every subscale compared; see `Study.compare_survey`."""
    from qualkit.study.survey.scoring import scored

    least = minimum_cell(session.settings.minimum_cell, minimum)
    everybody = internal if all_groups is None else all_groups
    if everybody and not internal:
        raise RefusedError(
            f"a test over groups of fewer than {least} would give their means back",
            "leave --all-groups out, or add --internal: for the team's own eyes",
        )
    found = scored(session, instrument=instrument, survey=survey)
    if not by:
        names = [each.id for each in found[0].responses.survey.attributes] if found else []
        raise InputError("what are the groups made by?", did_you_mean("", names) or "say --by")
    planned = _planned(found, by, groups)
    asked = Question(by, method, planned, least, 1 if everybody else least, internal)
    # One family a questionnaire: its subscales are looked at together, those of others are not.
    families = [list(each) for _, each in groupby(found, lambda one: one.scale.instrument)]
    return tuple(each for family in families for each in _family(family, asked))


def _family(family: Sequence[Scored], asked: Question) -> tuple[Comparison, ...]:
    from qualkit.survey.compare import corrected_together

    descriptions = [
        described(each, asked.by, minimum=asked.minimum, internal=asked.internal)
        for each in family
    ]  # fmt: skip
    if asked.planned and not asked.internal:
        for each in descriptions:
            _refuse_small(each, asked.planned, asked.minimum)
    compared = [_compared(each, asked) for each in family]
    corrected = corrected_together(compared)
    return tuple(
        _comparison(description, each, family[0].scale.instrument_name)
        for description, each in zip(descriptions, corrected, strict=True)
    )


def _compared(scored: Scored, asked: Question) -> Compared:
    from qualkit.survey.compare import compare as compare_groups

    return compare_groups(
        _groups(scored, asked.by), method=asked.method, smallest=asked.smallest,
        planned=asked.planned,
    )  # fmt: skip


def _groups(scored: Scored, by: str) -> Mapping[str, Any]:
    labels, order, _ = grouping(scored.responses, by)
    places = grouped(labels, order)
    return {name: scored.scores[where] for name, where in places.items() if name != NOT_GIVEN}


def _comparison(described: Description, compared: Compared, family: str) -> Comparison:
    groups = tuple(each for each in described.groups if each.group != NOT_GIVEN)
    # Those on bands and reference samples belong to a description.
    notes = [note for note in described.notes if not note.startswith(("Reference", "Bands"))]
    if len(groups) < len(described.groups):
        notes.append(f"Respondents who gave no {described.by} are left out of the groups.")
    test = compared.test
    if test.method == "Welch t" and len(test.groups) == 2:
        notes.append(f"t and Hedges' g: {test.groups[0]} minus {test.groups[1]}.")
    if test.family > 1:
        notes.append(f"p (Holm): corrected over the {test.family} subscales of {family}.")
    return Comparison(
        scale=described.scale, by=described.by, groups=groups, overall=described.overall,
        test=test, effects=compared.effects, pairs=compared.pairs, others=compared.others,
        other_pairs=compared.other_pairs, notes=(*notes, *compared.notes),
        minimum=described.minimum, internal=described.internal,
    )  # fmt: skip


def _planned(found: Sequence[Scored], by: str, groups: Sequence[str]) -> tuple[str, str] | None:
    """The two groups that were named beforehand, as the survey spells them."""
    if not groups:
        return None
    if len(groups) != 2:
        raise InputError(
            f"two groups can be compared that were chosen beforehand, not {len(groups)}",
            'name two: --groups "NHS,third sector"',
        )
    names = {
        name.casefold(): name for each in found for name in _groups(each, by)
    }  # fmt: skip
    spelt = []
    for name in groups:
        if name.strip().casefold() not in names:
            hint = did_you_mean(name, tuple(names.values()))
            raise NotFoundError(f"no group '{name}' of {by} in the survey", hint)
        spelt.append(names[name.strip().casefold()])
    return spelt[0], spelt[1]


def _refuse_small(described: Description, planned: tuple[str, str], minimum: int) -> None:
    for each in described.groups:
        if each.group in planned and each.hidden:
            raise RefusedError(
                f"{each.group} has fewer than {minimum} respondents with a score on "
                f"{described.scale.name}: a test would give its mean back",
                "add --internal: for the team's own eyes",
            )
