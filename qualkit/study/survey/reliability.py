"""Cronbach's alpha of a study's subscales."""

from __future__ import annotations

from qualkit.core.statistics import Reliability
from qualkit.study.session import Session
from qualkit.study.survey.files import responses
from qualkit.study.survey.scoring import answers, closed_keys


def survey_reliability(
    session: Session, *, instrument: str = "", survey: str = ""
) -> tuple[Reliability, ...]:
    """Alpha of each subscale of the survey's instruments, or of the one named, with its n."""
    from qualkit.survey.reliability import reliability

    found = responses(session, survey)
    keys = closed_keys(session, found, instrument)
    return tuple(each for key in keys for each in reliability(answers(found, key), key))
