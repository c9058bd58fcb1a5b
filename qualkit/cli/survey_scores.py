"""Scores of respondents, alpha of subscales, profiles against a reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.survey_options import (
    instrument_option,
    internal_option,
    minimum_option,
    survey_option,
)

if TYPE_CHECKING:
    from qualkit.core.statistics import Profiles, Reliability
    from qualkit.study.survey.scoring import Scored


@click.command("score")
@instrument_option
@survey_option
@click.option("--scoring", type=click.Choice(["mean", "sum"]), help="Other than the key says.")
@click.option("--against", metavar="NAME", default="", help="T-scores against this reference.")
@json_option
@study_options
def score_command(
    instrument: str, survey: str, scoring: str | None, against: str, as_json: bool
) -> None:
    """Score every respondent by the instruments' keys.

    Respondents stand under their key, without what else is known of them.
    """
    with opened() as study:
        found = study.score_survey(instrument, survey, scoring=scoring or "", reference=against)
    if as_json:
        output.answer_json({"scores": [row for each in found for row in _score_objects(each)]})
        return
    _tell_scores(found)


def _tell_scores(found: Sequence[Scored]) -> None:
    for name in dict.fromkeys(each.scale.instrument for each in found):
        scales = [each for each in found if each.scale.instrument == name]
        first = scales[0]
        output.answer(f"{first.scale.instrument_name}")
        heads = [f"{each.scale.subscale} ({each.scale.scoring})" for each in scales]
        output.columns(
            ("Respondent", *heads),
            [
                (key, *(_cell(each, row) for each in scales))
                for row, key in enumerate(first.respondents)
            ],
            right=tuple(range(1, len(heads) + 1)),
        )
        output.answer("")
        if any(each.scale.invented for each in scales):
            output.say(f"note: the key of {name} is invented: these scores measure nothing")
    if any((each.answered < each.items).any() for each in found):
        output.say("behind a score: how many items it rests on, where not all were answered")


def _cell(each: Scored, row: int) -> str:
    score, answered = float(each.scores[row]), int(each.answered[row])
    partly = f" ({answered})" if answered < each.items else ""
    return f"{'-' if math.isnan(score) else f'{score:.2f}'}{partly}"


def _score_objects(each: Scored) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for row, key in enumerate(each.respondents):
        score = float(each.scores[row])
        missing = math.isnan(score)
        found.append(
            {
                "respondent": key, "instrument": each.scale.instrument,
                "subscale": each.scale.subscale, "scoring": each.scale.scoring,
                "score": None if missing else score,
                "reason": "not answered" if missing else None,
                "answered": int(each.answered[row]), "items": each.items,
            }
        )  # fmt: skip
    return found


@click.command("reliability")
@instrument_option
@survey_option
@json_option
@study_options
def reliability_command(instrument: str, survey: str, as_json: bool) -> None:
    """Say how far the items of each subscale go together: Cronbach's alpha with its n."""
    with opened() as study:
        found = study.survey_reliability(instrument, survey)
    if as_json:
        output.answer_json({"reliability": [_alpha_object(each) for each in found]})
        return
    output.columns(
        ("Instrument", "Subscale", "Items", "n", "Alpha", ""),
        [
            (
                each.scale.instrument, each.scale.name, each.items, each.n,
                "-" if each.alpha is None else f"{each.alpha:.2f}",
                each.note if each.reason is None else each.reason.value,
            )
            for each in found
        ],
        right=(2, 3, 4),
    )  # fmt: skip
    output.say("n: those who answered all items of the subscale")


def _alpha_object(each: Reliability) -> dict[str, object]:
    return {
        "instrument": each.scale.instrument, "subscale": each.scale.subscale,
        "items": each.items, "n": each.n, "alpha": each.alpha,
        "reason": each.reason.value if each.reason else None, "note": each.note,
        "invented": each.scale.invented,
    }  # fmt: skip


@click.command("profiles")
@click.option(
    "--reference", metavar="NAME", default="",
    help="The reference sample, as the key names it; own: the study's own, which is circular.",
)  # fmt: skip
@instrument_option
@survey_option
@internal_option
@minimum_option
@json_option
@study_options
def profiles_command(
    reference: str, instrument: str, survey: str, internal: bool, minimum: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Count profiles of the Maslach inventory against a named reference sample.

    Five of the eight combinations have a name (Leiter and Maslach 2016); the others are
    unclassified. No profile is a diagnosis.
    """
    with opened() as study:
        found = study.survey_profiles(
            reference, instrument=instrument, survey=survey, internal=internal, minimum=minimum
        )
    if as_json:
        output.answer_json({"profiles": found})
        return
    _tell_profiles(found)


def _tell_profiles(found: Profiles) -> None:
    output.answer(f"{found.instrument_name}, against {found.reference} ({found.source})")
    for limit in found.limits:
        output.answer(
            f"  high {limit.subscale}: above {limit.value:.2f} "
            f"(mean {limit.mean:.2f} + {limit.factor:.2f} SD of {limit.sd:.2f})"
        )
    output.answer("")
    output.columns(
        ("Profile", "n", "%"),
        [
            (row.profile, row.n, None if row.percent is None else f"{row.percent:.1f}")
            for row in found.rows
        ],
        right=(1, 2),
    )
    output.say(f"{found.scored} of {found.respondents} respondents have all three scores")
    if found.hidden:
        output.say(f"hidden: fewer than {found.minimum} respondents")
    for note in found.notes:
        output.paragraph(f"note: {note}")
