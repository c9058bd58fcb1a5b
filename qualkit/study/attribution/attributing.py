"""By which rule attributions go in a study, and who is counted: participants and respondents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qualkit.config.attribution import SHOWN
from qualkit.core.population import Population
from qualkit.core.records import Participant, Role
from qualkit.core.wording import some
from qualkit.errors import InputError
from qualkit.privacy.disclosure import Rule
from qualkit.privacy.disclosure.labels import going_first
from qualkit.privacy.disclosure.values import SAYS_NOTHING, folded, key_of
from qualkit.study.session import Session


def rule_of(session: Session, interviewed: Sequence[Participant]) -> tuple[Rule, tuple[str, ...]]:
    """The study's rule for participants, and what does not fit in its population counts."""
    settings = session.settings.attribution
    population = _population(session)
    rule = Rule(
        settings.shown, settings.order, settings.wider, settings.minimum, population,
        settings.population_minimum,
    )  # fmt: skip
    said = tuple(_misfits(settings.population, population, interviewed)) if population else ()
    return rule, said


def rule_beside(rule: Rule, attribute: str) -> Rule:
    """The rule where columns say an attribute too: what else prints is given up before it."""
    shown = {key_of(name) for name in rule.shown}
    if not attribute or key_of(attribute) in shown:
        return rule
    order = going_first(rule, rule.shown)
    return replace(rule, shown=(*rule.shown, attribute), order=(*order, attribute))


def survey_rule(session: Session, rule: Rule) -> Rule:
    """The rule for respondents, who are counted among themselves.

    No group is named beside their words that a table of the survey would hide.
    """
    least = max(rule.minimum, session.settings.minimum_cell)
    return replace(rule, minimum=least, population=None, noun="respondent")


def _population(session: Session) -> Population | None:
    from qualkit.importers.population import read_population

    named = session.settings.attribution.population
    if not named:
        return None
    path = session.path / named
    if Path(named).is_absolute() or not path.resolve().is_relative_to(session.path.resolve()):
        raise InputError(
            f"study.yaml, attribution: the population counts '{named}' lie outside the study",
            "put the file into the study's folder: `population: transcripts/population.csv`",
        )
    if not path.is_file():
        raise InputError(
            f"study.yaml, attribution: there are no population counts '{named}'",
            "write the file, with attributes and a column count, or take the line out",
        )
    return read_population(path)


def _misfits(
    name: str, population: Population, interviewed: Iterable[Participant]
) -> Iterator[str]:
    """Where the counts and participants.csv do not speak of the same attributes and values."""
    people = tuple(interviewed)
    heads = {key_of(head): head for person in people for head in person.attributes}
    for place, column in enumerate(population.columns):
        if key_of(column) not in heads:
            yield f"{name}: no participant has the attribute '{column}'"
            continue
        head = heads[key_of(column)]
        counted = {folded(values[place]) for values, _ in population.rows}
        own = {folded(value): value for p in people if (value := p.attributes.get(head, ""))}
        missing = [value for key, value in own.items() if key not in counted | SAYS_NOTHING]
        if missing:
            yield f"{name}: nobody is counted whose {column} is {some(missing, 8)}"
        there = {folded(values[place]): values[place] for values, _ in population.rows}
        if unknown := [value for key, value in there.items() if key not in own]:
            yield f"{name}: no participant's {column} is {some(unknown, 8)}"


def faults(session: Session) -> Iterator[str]:
    """What `attribution:` in study.yaml says of attributes and values that nobody has."""
    settings = session.settings.attribution
    interviewed, answered = counted_people(session)
    _, misfits = rule_of(session, interviewed)
    yield from misfits
    heads = {key_of(name) for person in (*interviewed, *answered) for name in person.attributes}
    shown = () if settings.shown == SHOWN else settings.shown
    team = (settings.team,) if settings.team else ()
    said = (
        ("shown", shown), ("order", settings.order), ("wider", settings.wider), ("team", team)
    )  # fmt: skip
    for key, names in said:
        for name in names:
            if heads and key_of(name) not in heads:
                yield f"study.yaml, attribution: nobody has the attribute '{name}' under {key}"


def counted_people(session: Session) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Participants and respondents: those of the files, and whoever speaks without a row.

    Whoever has withdrawn by a date in the file counts: readers know who took part.
    """
    from qualkit.study.survey.respondents import respondents

    voices: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for document in session.documents():
        for speaker in document.speakers:
            if speaker.role is Role.PARTICIPANT and speaker.pseudonym:
                voices[document.kind.of_survey][speaker.pseudonym] = None
    interviewed = {p.pseudonym: p for p in session.participants()}
    answered = {p.pseudonym: p for p in respondents(session)}
    for of_survey, found in ((False, interviewed), (True, answered)):
        for who in voices[of_survey]:
            if who not in interviewed and who not in answered:
                found[who] = Participant(who)
    return tuple(interviewed.values()), tuple(answered.values())
