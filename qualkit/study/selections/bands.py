"""Participants by the published bands of their own scores, as far as the two may be linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study.session import Session, did_you_mean

if TYPE_CHECKING:
    from qualkit.core.survey import Responses

PROFILE = "profile@"


def in_band(session: Session, asked: str) -> frozenset[str]:
    """The pseudonyms of the linked participants in a band: `SUBSCALE=LABEL` of the key that says
    so, or `profile@REFERENCE=PROFILE` against a named reference.

    InputError where no such band is published, RefusedError where nobody is linked with consent:
    what is known of a group is never said of a person.
    """
    left, sign, label = asked.partition("=")
    if not sign or not left.strip() or not label.strip():
        raise InputError(
            f"'{asked}' names no band", "say SUBSCALE=LABEL, such as BO=high, as the key has it"
        )
    if left.casefold().startswith(PROFILE):
        return _linked(session, _of_profile(session, left[len(PROFILE) :].strip(), label.strip()))
    return _linked(session, _of_scale(session, left.strip(), label.strip()))


def _of_profile(session: Session, reference: str, label: str) -> dict[str, set[str]]:
    from qualkit.study.survey import files
    from qualkit.study.survey.profiles import OWN, survey_profiles

    if reference.casefold() == OWN:
        raise RefusedError(
            "the study's own mean is no published reference",
            "name one that the instrument's key gives",
        )
    found: dict[str, set[str]] = {}
    known: dict[str, None] = {}
    for name in _surveys(session):
        made = survey_profiles(session, reference, survey=name, internal=True)
        known |= dict.fromkeys(row.profile for row in made.rows)
        # The survey's own key of each person, which the link goes by.
        in_it = {who for who, profile in made.members if profile == label.casefold()}
        found[name] = in_it & set(files.responses(session, name).respondents)
    if label.casefold() not in known:
        raise NotFoundError(f"there is no profile '{label}'", did_you_mean(label, list(known)))
    return found


def _surveys(session: Session) -> tuple[str, ...]:
    from qualkit.study.survey import files

    names = files.names(session)
    if not names:
        raise RefusedError(
            "a band needs scores, and no survey has been taken in",
            "take one in: qualkit import survey FILE",
        )
    return names


def _of_scale(session: Session, subscale: str, label: str) -> dict[str, set[str]]:
    from qualkit.study.survey import files
    from qualkit.study.survey.scoring import of_responses
    from qualkit.survey.bands import published_band

    found: dict[str, set[str]] = {}
    labels: dict[str, None] = {}
    scales: dict[str, None] = {}
    for name in _surveys(session):
        answers: Responses = files.responses(session, name)
        for each in of_responses(session, answers):
            scales[each.subscale.id] = None
            if each.subscale.id.casefold() != subscale.casefold():
                continue
            scoring = each.scale.scoring
            labels |= {b.label: None for b in each.subscale.bands if b.scoring == scoring}
            pairs = zip(each.respondents, each.scores.tolist(), strict=True)
            found.setdefault(name, set()).update(
                who
                for who, score in pairs
                if published_band(each.subscale, scoring, _defined(score)).casefold()
                == label.casefold()
            )
    _refuse_unknown(subscale, label, list(scales), list(labels), there=bool(found))
    return found


def _defined(score: float) -> float | None:
    """None where there is no score: NaN is the one number that is not itself."""
    return score if score == score else None


def _refuse_unknown(
    subscale: str, label: str, scales: list[str], labels: list[str], *, there: bool
) -> None:
    if not there:
        raise NotFoundError(
            f"the survey has no subscale '{subscale}'", did_you_mean(subscale, scales)
        )
    if not labels:
        raise NotFoundError(
            f"the key publishes no bands for {subscale}",
            f"go by a named reference: {PROFILE}REFERENCE=PROFILE",
        )
    if label.casefold() not in (each.casefold() for each in labels):
        raise NotFoundError(f"{subscale} has no band '{label}'", did_you_mean(label, labels))


def _linked(session: Session, found: dict[str, set[str]]) -> frozenset[str]:
    """The participants who are these respondents, where they agree today that it be known."""
    from qualkit.study.survey import files, linking

    may = linking.may_link(session)
    people: set[str] = set()
    anybody = False
    for name, respondents in found.items():
        answers = files.responses(session, name)
        for key, person in zip(answers.respondents, answers.participants, strict=True):
            if person and person in may:
                anybody = True
                if key in respondents:
                    people.add(person)
    if not anybody:
        raise RefusedError(
            "no participant's survey and interview are linked with their consent (may_link), and "
            "what is known of a group is not said of a person",
            "by group it can be shown: qualkit joint matrix",
        )
    return frozenset(people)
