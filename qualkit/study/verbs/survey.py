"""The survey: taken in, listed, its answers handed out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.instrument import Instrument
    from qualkit.core.published import TableCheck
    from qualkit.core.records import Participant
    from qualkit.core.statistics import Profiles, Reliability
    from qualkit.core.survey import Responses, Survey
    from qualkit.study.study import Study
    from qualkit.study.survey.frames import SurveyFrames
    from qualkit.study.survey.linking import Link
    from qualkit.study.survey.reports import SurveyImport
    from qualkit.study.survey.scoring import Scored


class SurveyVerbs(Verbs):
    """The survey: taken in, listed, its answers handed out."""

    def import_survey(
        self, path: str | Path, *, name: str = "", mapping: str | Path | None = None,
        confirm: bool = False, dry_run: bool = False, take_changed: bool = False,
        sheet: str = "",
    ) -> SurveyImport:  # fmt: skip
        """Take a survey's answers in, all or none, under a mapping that people have confirmed.

        Without a confirmed mapping only a guess is written to `survey/NAME.yaml`, told, and
        nothing taken in; `confirm` says that it is right, `mapping` gives another that is. The
        same file again changes nothing; a later export adds who is new, and an answer that
        differs is told and stays, unless `take_changed`. `sheet` names the sheet of a workbook
        that has several; the mapping keeps it. Cannot be undone.
        """
        from qualkit.study.survey import importing

        return importing.import_survey(
            self._session, Path(path), name=name, mapping=Path(mapping) if mapping else None,
            confirm=confirm, dry_run=dry_run, take_changed=take_changed, sheet=sheet,
        )  # fmt: skip

    def surveys(self) -> tuple[Survey, ...]:
        """The surveys that were taken in, by name."""
        from qualkit.study.survey import files

        return files.surveys(self._session)

    def responses(self, survey: str = "") -> Responses:
        """All answers to a survey, which may go unnamed where there is one."""
        from qualkit.study.survey import files

        return files.responses(self._session, survey)

    def instruments(self) -> tuple[Instrument, ...]:
        """The keys there are: the study's own first, then those that come with qualkit."""
        from qualkit.study.survey import instruments

        return instruments.instruments(self._session)

    def own_instruments(self) -> frozenset[str]:
        """The ids of the keys that lie in the study's folder."""
        from qualkit.study.survey import instruments

        return frozenset(key.id for key in instruments.own_instruments(self._session))

    def instrument(self, name: str) -> Instrument:
        """The key of that id; NotFoundError for none."""
        from qualkit.study.survey import instruments

        return instruments.instrument(self._session, name)

    def check_instrument(self, path: str | Path) -> Instrument:
        """The key in a file, if all of it is right; InputError with the line of what is not."""
        from qualkit.study.survey import instruments

        return instruments.check_instrument(Path(path))

    def copy_instrument(self, name: str) -> Path:
        """Copy a key that comes with qualkit into the study, to be filled in; its path.

        A file of the study, as the codebook is: not undone, but by deleting it.
        """
        from qualkit.study.survey import instruments

        return instruments.copy_instrument(self._session, name)

    def score_survey(
        self, instrument: str = "", survey: str = "", *, scoring: str = "", reference: str = ""
    ) -> tuple[Scored, ...]:
        """Every respondent's scores, by subscale, with how many items they answered.

        `scoring` "mean" or "sum" overrides the key's own; with a `reference` that the key names
        they are t-scores against it.
        """
        from qualkit.study.survey import scoring as scores

        return scores.scored(
            self._session, instrument=instrument, survey=survey, scoring=scoring,
            reference=reference,
        )  # fmt: skip

    def survey_reliability(self, instrument: str = "", survey: str = "") -> tuple[Reliability, ...]:
        """Cronbach's alpha of each subscale, over those who answered all of its items."""
        from qualkit.study.survey import reliability

        return reliability.survey_reliability(self._session, instrument=instrument, survey=survey)

    def survey_profiles(
        self, reference: str, *, instrument: str = "", survey: str = "", internal: bool = False,
        minimum: int | None = None,
    ) -> Profiles:  # fmt: skip
        """Respondents by profile of the Maslach inventory, against a named reference sample.

        "own" takes the study's own figures and says that this is circular.
        """
        from qualkit.study.survey import profiles

        return profiles.survey_profiles(
            self._session, reference, instrument=instrument, survey=survey, internal=internal,
            minimum=minimum,
        )  # fmt: skip

    @listing
    def respondents(self) -> tuple[Participant, ...]:
        """Everybody who answered a survey, under their key, with their attributes in it."""
        from qualkit.study.survey import respondents

        return respondents.respondents(self._session)

    def survey_links(self, survey: str = "") -> tuple[Link, ...]:
        """How a survey and the texts are joined: by respondent, by participant, by group."""
        from qualkit.study.survey import linking

        return linking.links(self._session, survey)

    @property
    def survey(self) -> SurveyFrames:
        """The survey's answers and results as pandas DataFrames, for notebooks."""
        from qualkit.study.survey.frames import SurveyFrames

        return SurveyFrames(cast("Study", self))

    def hand_over(
        self, folder: str | Path, *, survey: str = "", internal: bool = False
    ) -> tuple[Path, ...]:
        """Write a survey for R: answers, a data dictionary and a script that reads both.

        Every respondent's own answers stand in it, so it must be asked for with `internal`, and
        each file says so. Returns the files.
        """
        from qualkit.study.survey import handing_over

        return handing_over.hand_over(self._session, Path(folder), survey, internal=internal)

    def check_tables(self, path: str | Path, *, decimals: int | None = None) -> TableCheck:
        """What is impossible in the published tables of a file; `qualkit.check_tables` needs no
        study for it."""
        from qualkit.study.survey import table_check

        return table_check.check_tables(path, decimals=decimals)
