"""The survey's results: described, compared, counted, told in sentences, written to files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.statistics import (
        Comparison,
        Description,
        Frequencies,
        Reliability,
    )
    from qualkit.study.frames.quotes import Answer
    from qualkit.study.leaving.exporting import Exported
    from qualkit.study.survey.exports import SurveyQuestion


class SurveyResultVerbs(Verbs):
    """The survey's results: described, compared, counted, told in sentences, written to files."""

    def describe_survey(
        self, by: str = "", *, instrument: str = "", survey: str = "", internal: bool = False,
        minimum: int | None = None,
    ) -> tuple[Description, ...]:  # fmt: skip
        """Each subscale's scores summed up, by the groups of an attribute where `by` names one.

        Groups under the study's minimum cell are hidden, and what would give them back;
        `minimum` may only raise it, `internal` shows all, for the team's own eyes.
        """
        from qualkit.study.survey import describing

        return describing.describe(
            self._session, by, instrument=instrument, survey=survey, internal=internal,
            minimum=minimum,
        )  # fmt: skip

    def compare_survey(
        self, by: str, *, instrument: str = "", survey: str = "", internal: bool = False,
        all_groups: bool | None = None, groups: Sequence[str] = (), method: str = "anova",
        minimum: int | None = None,
    ) -> tuple[Comparison, ...]:  # fmt: skip
        """Each subscale compared over the groups of an attribute, by anova, welch or kruskal.

        Hidden groups take no part in the test; with `internal` all do, unless `all_groups` is
        False. Two `groups` that were chosen beforehand are compared by Welch's t test alone.
        p is also given with Holm's correction over the subscales of each instrument.
        """
        from qualkit.study.survey import comparing

        return comparing.compare(
            self._session, by, instrument=instrument, survey=survey, internal=internal,
            all_groups=all_groups, groups=groups, method=method, minimum=minimum,
        )  # fmt: skip

    def survey_frequencies(
        self, question: str = "", *, by: str = "", survey: str = "", internal: bool = False,
        minimum: int | None = None,
    ) -> tuple[Frequencies, ...]:  # fmt: skip
        """How often each answer to a question was given, or to all questions that have options.

        With `by` one record a group, then one of all. Percentages are of respondents.
        """
        from qualkit.study.survey import counting

        return counting.survey_frequencies(
            self._session, question, by=by, survey=survey, internal=internal, minimum=minimum
        )

    def survey_sentences(
        self, results: Iterable[Comparison | Description | Frequencies | Reliability]
    ) -> tuple[str, ...]:
        """What each result says, in words: rendered from the result, never from its table.

        TypeError for anything that is no result object.
        """
        from qualkit.survey.sentences import sentence

        return tuple(sentence(each) for each in results)

    def survey_table(self, asked: SurveyQuestion) -> Answer:
        """The table that an export would write, before the export gate: for this screen alone."""
        from qualkit.study.frames.quotes import Answer
        from qualkit.study.survey import exports

        return Answer.of(exports.table(self._session, asked), self._session.settings.title)

    def export_survey(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        asked: SurveyQuestion | None = None,
    ) -> Exported:  # fmt: skip
        """Write a table of the survey's results: describe, compare, pairs or frequencies.

        With `internal` small groups are shown; the file then says so in its name, title and notes.
        """
        from qualkit.study.survey import exports

        chosen = asked or exports.SurveyQuestion()
        path = self._target(target, f"survey-{chosen.what}", format or "docx")
        return exports.export_survey(self._session, path, format, chosen)

    def survey_figure(
        self, target: str | Path | None = None, *, kind: str = "box", by: str = "",
        instrument: str = "", subscale: str = "", question: str = "",
        format: str = "",  # noqa: A002 - the option's name
        internal: bool = False, survey: str = "", minimum: int | None = None,
    ) -> Exported:  # fmt: skip
        """Draw results into an SVG or PNG file: boxplots, bars of means, or answers counted.

        `kind` is box, bars (both with every score as a point) or frequencies. Small groups are
        named and not drawn; with `internal` they are, and the picture says so. `alt` of what is
        returned says in words what the picture shows.
        """
        from qualkit.study.survey import figures

        asked = figures.FigureQuestion(
            kind, by, instrument, subscale, question, survey, minimum, internal
        )
        chosen = figures.chosen_format(Path(target) if target is not None else None, format)
        path = self._target(target, figures.file_name(asked), chosen)
        return figures.export_figure(self._session, path, chosen, asked)
