"""Documents, participants, respondents and the topic guide as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qualkit.core.records import DocumentKind, Participant, Role
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe

CONSENT = "consent."
_TAKEN = ("participant", "respondent")


def kinds() -> Sequence[str]:
    """The kinds of document."""
    return [kind.value for kind in DocumentKind]


def _documents(_: Here) -> Sequence[Col]:
    return (
        Col("document", Kind.TEXT, "the document's name", lambda d: d.name),
        Col("kind", Kind.CLASS, "interview, focus group, ...; kinds are counted apart",
            lambda d: d.kind.value, kinds),
        Col("participants", Kind.TEXT, "the participants who speak in it, with commas",
            lambda d: ", ".join(dict.fromkeys(
                s.pseudonym for s in d.speakers if s.role is Role.PARTICIPANT and s.pseudonym))),
        Col("turns", Kind.WHOLE, "turns of speech", lambda d: d.turns),
        Col("words", Kind.WHOLE, "words spoken by everybody", lambda d: d.words),
        Col("participant_words", Kind.WHOLE, "words spoken by participants",
            lambda d: d.participant_words),
        Col("characters", Kind.WHOLE, "characters of the stored text, by which spans count",
            lambda d: d.characters),
        Col("version", Kind.WHOLE, "how often its text was corrected, plus one",
            lambda d: d.version),
        Col("imported", Kind.TIME, "when it was taken in", lambda d: d.imported_at),
        Col("source_sha256", Kind.TEXT, "fingerprint of the file that it came from",
            lambda d: d.source_sha256),
        Col("id", Kind.TEXT, "its id", lambda d: d.id),
    )  # fmt: skip


def _pseudonym(_: Here) -> Sequence[Col]:
    return (Col("participant", Kind.TEXT, "the pseudonym", lambda p: p.pseudonym),)


def _respondent(_: Here) -> Sequence[Col]:
    return (Col("respondent", Kind.TEXT, "the respondent's key", lambda p: p.pseudonym),)


def _attributes(everybody: Sequence[Participant]) -> Sequence[Col]:
    """A column for each attribute and each column of consent that anybody has."""
    named = dict.fromkeys(name for each in everybody for name in each.attributes)
    asked = dict.fromkeys(name for each in everybody for name in each.consent)
    return (
        *(Col(f"attribute.{name}" if name in _TAKEN else name, Kind.CLASS, f"the attribute {name}",
              _attribute(name)) for name in named),
        *(Col(f"{CONSENT}{name}", Kind.CLASS, f"consent on record: {name}", _consent(name))
          for name in asked),
    )  # fmt: skip


def _attribute(name: str) -> Callable[[Any], str]:
    return lambda person: person.attributes.get(name, "")


def _consent(name: str) -> Callable[[Any], str]:
    return lambda person: person.consent.get(name, "")


def _of_participants(here: Here) -> Sequence[Col]:
    return _attributes(here.people())


def _of_respondents(here: Here) -> Sequence[Col]:
    from qualkit.study.survey.respondents import respondents

    return _attributes(respondents(here.session))


def _questions(_: Here) -> Sequence[Col]:
    return (
        Col("number", Kind.WHOLE, "its number in the topic guide", lambda q: q.number),
        Col("question", Kind.TEXT, "its words", lambda q: q.text),
    )


DOCUMENTS = Recipe("document", _documents, "document")
PARTICIPANTS = Recipe(
    "participant of participants.csv", _pseudonym, "participant", _of_participants,
    remark="A column for each attribute and, as `consent.may_quote`, for each column of consent.",
)  # fmt: skip
RESPONDENTS = Recipe(
    "respondent of a survey", _respondent, "respondent", _of_respondents,
    remark="A column for each attribute.",
)  # fmt: skip
QUESTIONS = Recipe("question of the topic guide", _questions, "number")
