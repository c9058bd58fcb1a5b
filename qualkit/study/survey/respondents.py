"""Respondents as people of the study: with their survey's attributes, wherever those are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.records import Participant

if TYPE_CHECKING:
    from qualkit.study.session import Session


def respondents(session: Session) -> tuple[Participant, ...]:
    """Everybody who answered a survey, under the key they have in it.

    They agreed to be quoted as study.yaml says of all of them; whoever is linked to a participant
    has that participant's consent, so that what forbids to quote the one forbids to quote the
    other; and a row for R07 in participants.csv speaks for R07.
    """
    from qualkit.study.survey import files

    names = files.names(session)
    if not names:
        return ()
    agreed = session.settings.survey_quotes
    people = {person.pseudonym: person for person in session.participants()}
    found: list[Participant] = []
    for name in names:
        kept = files.kept(session, name)
        answers = kept.responses
        columns = [(a.id, answers.attributes[a.id]) for a in answers.survey.attributes]
        for place, key in enumerate(answers.respondents):
            if key in people:
                continue
            linked = people.get(kept.linked[place])
            attributes = {column: cells[place] for column, cells in columns}
            consent = dict(linked.consent) if linked else {"may_quote": agreed}
            found.append(Participant(key, attributes, consent))
    return tuple(found)


def everybody(session: Session) -> tuple[Participant, ...]:
    """The participants of the file, then the respondents: for attributes, never for counting."""
    return (*session.participants(), *respondents(session))
