"""What the survey's screens show, worked out in a thread: scores at once, tests a moment later.

scipy takes more than a second to load. Results of a survey are made of the study's files alone, so
that a thread may ask the open study for them: no connection to the database is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from qualkit.core.instrument import Instrument
from qualkit.core.statistics import (
    Comparison,
    Description,
    Frequencies,
    Reliability,
    Scale,
)
from qualkit.core.survey import Responses
from qualkit.errors import QualkitError

if TYPE_CHECKING:
    from qualkit.study import Study

METHODS = ("anova", "welch", "kruskal")
METHOD_NAMES = {"anova": "ANOVA", "welch": "Welch", "kruskal": "Kruskal-Wallis"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a survey, in the words of the methods that answer it.

    `by` is None before anybody chose: the survey's first attribute then. `groups` are two that
    were chosen before the data were seen, tested by themselves.
    """

    survey: str = ""
    by: str | None = None
    instrument: str = ""
    method: str = "anova"
    all_groups: bool | None = None
    internal: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basics:
    """What is there without a test."""

    asked: Asked
    surveys: tuple[str, ...] = ()
    responses: Responses | None = None
    descriptions: tuple[Description, ...] = ()
    reliabilities: tuple[Reliability, ...] = ()
    frequencies: tuple[tuple[Frequencies, ...], ...] = ()
    """By question: a record a group and one of all, or one of all."""
    instruments: tuple[Instrument, ...] = ()
    own: frozenset[str] = frozenset()
    unscored: tuple[tuple[str, str], ...] = ()
    """Instruments that have no scores, each with the reason."""
    notices: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """The attribute that groups are made by, "" for none."""
        return self.asked.by or ""

    def reliability(self, scale: Scale) -> Reliability | None:
        """Alpha of a subscale."""
        wanted = key_of(scale)
        return next((r for r in self.reliabilities if key_of(r.scale) == wanted), None)


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that is known: `tests` by the subscale's key, None while they are worked out."""

    basics: Basics
    tests: dict[str, Comparison] | None = None
    refused: str = ""
    """Why there are no tests, where there are none."""

    def test(self, scale: Scale) -> Comparison | None:
        """The comparison of a subscale's groups, once it is there."""
        return (self.tests or {}).get(key_of(scale))


def key_of(scale: Scale) -> str:
    """What a subscale is called among all instruments."""
    return f"{scale.instrument}.{scale.subscale}"


def said(error: QualkitError) -> str:
    """A refusal with the way out."""
    return f"{error.message}. {error.hint}" if error.hint else error.message


def basics(study: Study, asked: Asked) -> Basics:
    """What is there without a test; raises what is wrong with the survey's files."""
    names = tuple(each.name for each in study.surveys())
    if not names:
        return Basics(asked)
    name = asked.survey if asked.survey in names else names[0]
    responses = study.responses(name)
    asked = replace(asked, survey=name, by=_by(responses, asked.by))
    counted = study.survey_frequencies(by=asked.by or "", survey=name, internal=asked.internal)
    questions = tuple(tuple(each) for _, each in groupby(counted, lambda one: one.question))
    found = Basics(
        asked, names, responses, frequencies=questions, instruments=study.instruments(),
        own=study.own_instruments(),
    )  # fmt: skip
    return _with_scores(study, found, responses)


def _by(responses: Responses, wanted: str | None) -> str:
    """What groups are made by: what was chosen, where the survey has it, else what it has first."""
    names = [each.id for each in responses.survey.attributes]
    if wanted == "" or wanted in names:
        return wanted or ""
    return names[0] if names else ""


def _with_scores(study: Study, found: Basics, responses: Responses) -> Basics:
    """One instrument after the other: a key that is open still takes no scores from the others."""
    asked = found.asked
    every = [asked.instrument] if asked.instrument else [n for n, _ in responses.survey.instruments]
    descriptions: list[Description] = []
    reliabilities: list[Reliability] = []
    unscored: list[tuple[str, str]] = []
    for name in every or [""]:
        try:
            described = study.describe_survey(
                asked.by or "", instrument=name, survey=asked.survey, internal=asked.internal
            )
            reliabilities += study.survey_reliability(name, asked.survey)
            descriptions += described
        except QualkitError as error:
            unscored.append((name, said(error)))
    # With no groups the study tells beside which tables the figures of all tell too much.
    told = () if asked.by or asked.internal else tuple(
        each for each in study.notices if each.startswith("do not print figures")
    )  # fmt: skip
    return replace(
        found, descriptions=tuple(descriptions), reliabilities=tuple(reliabilities),
        unscored=tuple(unscored), notices=told,
    )  # fmt: skip


def tests(study: Study, found: Basics) -> dict[str, Comparison]:
    """The comparisons of all subscales that have scores, by their key; loads scipy."""
    asked = found.asked
    if not asked.by:
        return {}
    compared = [
        each
        for name in dict.fromkeys(one.scale.instrument for one in found.descriptions)
        for each in study.compare_survey(
            asked.by, instrument=name, survey=asked.survey, internal=asked.internal,
            all_groups=asked.all_groups, groups=asked.groups, method=asked.method,
        )
    ]  # fmt: skip
    return {key_of(each.scale): each for each in compared}
