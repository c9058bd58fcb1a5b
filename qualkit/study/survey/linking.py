"""How the survey and the interviews hang together: by respondent, by participant, by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualkit.core.records import DocumentKind
from qualkit.privacy import consent

if TYPE_CHECKING:
    from qualkit.study.session import Session


class LinkLevel(StrEnum):
    """What joins an answer to the survey with a passage."""

    RESPONDENT = "respondent"
    """A respondent's own scores and own comment."""
    PARTICIPANT = "participant"
    """A person who answered, was interviewed too and agreed that the two be linked."""
    GROUP = "group"
    """An attribute that respondents and participants share: sector, role."""


@dataclass(frozen=True, slots=True)
class Link:
    """One way in which a survey is joined to the texts.

    `count` are the respondents that it holds for; `through` the attribute of a group link, with
    the `values` that both sides have.
    """

    survey: str
    level: LinkLevel
    count: int
    through: str = ""
    values: tuple[str, ...] = ()

    def words(self) -> str:
        """The link in a sentence, as displays print it."""
        if self.level is LinkLevel.RESPONDENT:
            return f"respondent level: {self.count} respondents' own scores and own comments"
        if self.level is LinkLevel.PARTICIPANT:
            return (
                f"participant level: {self.count} who answered the survey and were interviewed, "
                "and agreed to be linked"
            )
        return (
            f"group level: by {self.through} ({', '.join(self.values)}); the scores are those of a "
            "group, never the speaker's own"
        )


def may_link(session: Session, *, withdrawn: bool = False) -> frozenset[str]:
    """The participants who agree, today, that their survey and their interview be linked.

    Their row says so, and the form that they signed does not say otherwise.

    With `withdrawn` those too who agreed and have withdrawn since: their link is used for nothing
    but to keep back what they wrote in the survey too.
    """
    forms = session.settings.consent
    return frozenset(
        person.pseudonym
        for person in session.participants()
        if consent.may_link(person, forms) and (withdrawn or not person.consent.get("withdrawn_on"))
    )


def links(session: Session, survey: str = "") -> tuple[Link, ...]:
    """Which links there are between a survey and the texts, the closest first."""
    from qualkit.study.survey import files

    found = files.responses(session, survey)
    name = found.survey.name
    answered = _with_comments(session) & set(found.respondents)
    linked = [each for each in found.participants if each]
    made = []
    if answered:
        made.append(Link(name, LinkLevel.RESPONDENT, len(answered)))
    if linked:
        made.append(Link(name, LinkLevel.PARTICIPANT, len(linked)))
    known: dict[str, set[str]] = {}
    for person in session.participants():
        for key, value in person.attributes.items():
            known.setdefault(key.casefold(), set()).add(value.casefold())
    for attribute in found.survey.attributes:
        shared = tuple(
            value
            for value in attribute.values
            if value.casefold() in known.get(attribute.id.casefold(), ())
        )
        if shared:
            count = sum(value in shared for value in found.attributes[attribute.id])
            made.append(Link(name, LinkLevel.GROUP, count, attribute.id, shared))
    return tuple(made)


def participant_of(session: Session) -> Mapping[str, str]:
    """Respondent to participant, of all who agreed to be linked, where there are several surveys.

    Who answered two of them is counted as one respondent; in one survey nobody is linked twice.
    """
    from qualkit.study.survey import files

    found: dict[str, str] = {}
    names = files.names(session)
    for name in names if len(names) > 1 else ():
        answers = files.responses(session, name)
        found |= {
            key: person
            for key, person in zip(answers.respondents, answers.participants, strict=True)
            if person
        }
    return found


def _with_comments(session: Session) -> set[str]:
    return {
        speaker.pseudonym
        for document in session.documents()
        if document.kind is DocumentKind.SURVEY_COMMENT
        for speaker in document.speakers
    }
