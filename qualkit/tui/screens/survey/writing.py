"""Files of a survey's results, written from its screens: a table, a figure."""

from __future__ import annotations

from qualkit.errors import RefusedError
from qualkit.study.survey.exports import SurveyQuestion
from qualkit.tui.equal import survey as equal
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.surveyed import Asked, Results


def write_table(screen: KeyScreen, found: Results, *, questions: bool, several: bool) -> None:
    """Write the table that is shown as a Word file into exports."""
    asked = found.basics.asked
    what = "frequencies" if questions else "compare" if asked.by else "describe"
    if not questions and found.basics.unscored and not asked.instrument:
        names = ", ".join(name for name, _ in found.basics.unscored)
        raise RefusedError(
            f"{names} cannot be scored yet, so there is no table of all instruments",
            "press f: it chooses one instrument after the other",
        )
    question = SurveyQuestion(
        what, by=asked.by or "", instrument="" if questions else asked.instrument,
        survey=asked.survey, method=asked.method, all_groups=asked.all_groups,
        internal=asked.internal, groups=asked.groups if what == "compare" else (),
    )  # fmt: skip
    done = screen.study.export_survey(asked=question)
    screen.desk.equal = equal.written(what, asked, several, str(done.path))
    screen.status.say(f"Wrote {done.path}")


def draw(
    screen: KeyScreen, asked: Asked, *, several: bool, instrument: str = "", subscale: str = "",
    question: str = "",
) -> None:  # fmt: skip
    """Draw boxplots, or a question's answers, into a file in exports.

    Loading what draws takes a second or two: it is said before that it is being done.
    """
    kind = "frequencies" if question else "box"

    def drawing() -> None:
        screen.status.say("")
        with screen.errors_shown():
            done = screen.study.survey_figure(
                kind=kind, by=asked.by or "", instrument=instrument, subscale=subscale,
                question=question, internal=asked.internal, survey=asked.survey,
            )  # fmt: skip
            screen.desk.equal = equal.drawn(
                kind, asked, several, str(done.path), instrument, subscale, question
            )
            screen.status.say(f"Drew {done.path}")

    screen.status.say("Drawing …")
    # The timer lets the words be painted first.
    screen.set_timer(0.05, drawing)
