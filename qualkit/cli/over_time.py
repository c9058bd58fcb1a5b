"""Agreement in the course of time, as the command tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualkit.cli import output
from qualkit.cli.context import opened

if TYPE_CHECKING:
    from qualkit.study.agreement.drift import Drift
    from qualkit.study.agreement.question import AgreementQuestion


def show_over_time(question: AgreementQuestion, by: str, *, as_json: bool) -> None:
    """Answer with agreement of each round or week and what changed since the one before."""
    with opened() as study:
        found = study.agreement_over_time(question, by=by)
    if as_json:
        output.answer_json({"over": by, "stretches": [_object(each) for each in found]})
        return
    _tell(found, by)


def _object(drift: Drift) -> dict[str, Any]:
    from qualkit.study.agreement.objects import drift_object

    return drift_object(drift)


def _tell(found: Sequence[Drift], by: str) -> None:
    from qualkit.study.agreement.wording import figure, plain, signed, step_words

    output.columns(
        (by.capitalize(), "Docs", "Codebook", "Pooled kappa (interval)", "Change (interval)",
         "Median alpha", "Below 0.667"),
        [
            (
                each.name, len(each.report.documents), each.codebook,
                plain(each.report.overall.pooled),
                plain(each.step.pooled, signed) if each.step else None,
                figure(each.report.overall.median),
                f"{each.report.overall.below_667} of {each.report.overall.codes}",
            )
            for each in found
        ],
        right=(1, 2),
    )  # fmt: skip
    for each in found:
        if each.step is not None and each.step.pooled.low is not None:
            output.answer("")
            output.paragraph(step_words(each.name, each.step, each.report.question.level))
    if any(each.step is not None and each.step.pooled.low is None for each in found):
        output.say(
            "note: where a change has no interval nothing follows from it: an interval needs five "
            f"documents in each {by}"
        )
    for each in found:
        for note in each.report.notes:
            output.say(f"note: {each.name}: {note}")
