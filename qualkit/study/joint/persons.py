"""Scores and words of the same people: which ties there are, and refusals where there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.analysis.joint.material import RESPONDENTS, Material, Piece
from qualkit.core.joint import LinkLevel, LinkUse
from qualkit.core.records import DocumentKind
from qualkit.errors import InputError, RefusedError
from qualkit.study.joint.results import has_survey
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.survey.scoring import Scored

PERSONAL = (LinkLevel.RESPONDENT, LinkLevel.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Tie:
    """Respondents whose own words are coded: `voice` says under which pseudonym each speaks."""

    use: LinkUse
    voice: Mapping[str, str]
    kinds: tuple[DocumentKind, ...]
    scored: Mapping[tuple[str, str], Scored]

    def scores(
        self, scale: tuple[str, str], kind: DocumentKind, material: Material
    ) -> dict[str, float]:
        """Pseudonym to score, of those who have one and speak in documents of that kind."""
        found = self.scored.get(scale)
        if found is None:
            return {}
        here = material.voices.get(kind, frozenset())
        pairs = zip(found.respondents, found.scores.tolist(), strict=True)
        return {
            self.voice[key]: score
            for key, score in pairs
            if self.voice.get(key) in here and not math.isnan(score)
        }


def tie(session: Session, material: Material, level: str, survey: str) -> Tie:
    """The tie of that level, or the closest that there is.

    RefusedError, saying what is missing, where scores and words cannot be of the same people.
    """
    if level and level not in tuple(PERSONAL):
        raise InputError(f"'{level}' is no tie of persons", "choose respondent or participant")
    if not has_survey(session):
        raise RefusedError(
            "this display needs scores, and no survey has been taken in",
            "take one in: qualkit import survey FILE",
        )
    missing = []
    for each in PERSONAL:
        if level in ("", each):
            found = _tie(session, material, each, survey)
            if isinstance(found, Tie):
                return found
            missing.append(found)
    raise RefusedError(
        "this display puts a person's scores beside the same person's words, and they are not "
        f"linked: {'; '.join(missing)}",
        "by group it can be done: qualkit joint side-by-side, crosstab or matrix",
    )


def _tie(session: Session, material: Material, level: LinkLevel, survey: str) -> Tie | str:
    from qualkit.study.survey import files, linking
    from qualkit.study.survey.scoring import of_responses

    answers = files.responses(session, survey)
    voices = material.voices
    if level is LinkLevel.RESPONDENT:
        kinds = tuple(kind for kind in material.kinds if kind in RESPONDENTS)
        voice = {key: key for key in answers.respondents}
        none = (
            "no comment of a respondent is coded yet"
            if any(d.kind in RESPONDENTS for d in session.documents())
            else "the survey has no open answers in the study"
        )
    else:
        kinds = tuple(kind for kind in material.kinds if kind not in RESPONDENTS)
        # Asked anew today: the survey's file may be older than a withdrawal.
        may = linking.may_link(session)
        pairs = zip(answers.respondents, answers.participants, strict=True)
        voice = {key: person for key, person in pairs if person and person in may}
        none = "no participant's survey and interview are linked with their consent (may_link)"
    heard = frozenset[str]().union(*(voices[kind] for kind in kinds)) if kinds else frozenset()
    voice = {key: person for key, person in voice.items() if person in heard}
    if not voice:
        return none
    words = (
        f"Link: respondent level, {len(voice)} respondents' own scores and own comments."
        if level is LinkLevel.RESPONDENT
        else f"Link: participant level, {len(voice)} who answered the survey and were interviewed, "
        "and agreed that the two be linked."
    )
    scored = {
        (each.scale.instrument, each.scale.subscale): each
        for each in of_responses(session, answers)
    }
    return Tie(LinkUse(level, words), voice, kinds, scored)


def said_by(pieces: tuple[Piece, ...], person: str, kind: DocumentKind) -> tuple[Piece, ...]:
    """The pieces of a kind in which a person speaks."""
    return tuple(piece for piece in pieces if piece.kind is kind and person in piece.people)


def words_by(pieces: tuple[Piece, ...], person: str, kind: DocumentKind) -> int:
    """A person's words in these pieces; a passage under several codes counts once."""
    places = {
        (p.quote.version_id, p.quote.start, p.quote.end): p.words[p.people.index(person)]
        for p in said_by(pieces, person, kind)
    }
    return sum(places.values())
