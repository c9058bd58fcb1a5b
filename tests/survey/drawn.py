"""Results to draw: four groups of which two are small, and answers to a question."""

from __future__ import annotations

from dataclasses import replace

from qualkit.core.statistics import Description, Frequencies, Scale
from qualkit.survey.frequencies import frequencies
from qualkit.survey.summaries import describe
from tests.survey_study import SECTORS, SURVEY, answers

FREQUENT = ("never", "a few times a year or less", "once a month or less", "a few times a month",
            "once a week", "a few times a week", "every day")  # fmt: skip
EE = Scale(
    "mbi-hss", "Maslach Burnout Inventory", "EE", "Emotional exhaustion", "emotional exhaustion",
    "burnout", 0, 6, "mean", "strain", anchors=tuple(enumerate(FREQUENT)),
)  # fmt: skip
WORKLOAD = replace(
    EE, instrument="worklife", instrument_name="Worklife (invented key)", subscale="workload",
    name="Workload", phrase="", part_of="", low=1, high=5, anchors=(), invented=True,
)  # fmt: skip
LARGE_SCORES = (0.0, 0.0, 0.0, 0.5, 1.0, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 3.0, 6.0)
SMALL_SCORES = (4.75, 5.25)
NHS_SCORES = (2.0, 3.0, 3.5, 4.0, 4.5, 5.0, 5.0, 5.5)
SCORES = (*LARGE_SCORES, *SMALL_SCORES, 4.125, *NHS_SCORES)
LABELS = ("third sector",) * 13 + ("social work",) * 2 + ("private",) + ("NHS",) * 8
ORDER = ("third sector", "social work", "private", "NHS")
HIDDEN = ("social work", "private")


def description(scale: Scale = EE, internal: bool = False) -> Description:
    """The scores by sector, on the scale; two groups are hidden unless `internal`."""
    scores = [max(score, scale.low) for score in SCORES]
    return describe(scale, scores, LABELS, ORDER, by="sector", minimum=5, internal=internal)


def counts(by: bool = False, internal: bool = False) -> tuple[Frequencies, ...]:
    """How clients are met, in all or by sector."""
    given = answers()
    labels = given.attributes["sector"] if by else ()
    return frequencies(
        given, SURVEY.questions[0], minimum=5, internal=internal, labels=labels,
        order=tuple(SECTORS), by="sector" if by else "",
    )  # fmt: skip
