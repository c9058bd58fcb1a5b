"""Who took part: participants and respondents by attribute, groups too small not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualkit.core.blocks import Block, Paragraph, Reference, TableBlock
from qualkit.core.records import DocumentKind
from qualkit.core.report_plan import PlannedSection, SectionKind
from qualkit.core.table import Cell, Column, Table
from qualkit.core.wording import counted
from qualkit.errors import InputError, NotFoundError
from qualkit.privacy.disclosure import shown_groups
from qualkit.study.joint.material import attribute_of
from qualkit.study.report.making import Making, capital
from qualkit.study.session import did_you_mean
from qualkit.study.survey import files
from qualkit.survey.hiding import hide

UNKNOWN = "not known"
_PARTICIPANTS = (
    Column("attribute", "Attribute", width=1.0),
    Column("group", "Group", width=1.6),
    Column("participants", "Participants (n)", width=0.9),
)
_RESPONDENTS = (
    Column("attribute", "Attribute", width=1.0),
    Column("group", "Group", width=1.6),
    Column("respondents", "Respondents (n)", width=0.9),
)
_ONCE = "Each participant once, whether interviewed, in a focus group or both."


def sample(making: Making, section: PlannedSection) -> Iterator[Block]:
    """Participants by attribute, repeat interviews, respondents of each survey, who declined."""
    people = _participants(making)
    if not people:
        yield Paragraph("No participants are in the study yet.")
    else:
        yield from _by_attribute(making, people)
        yield Paragraph(_repeats(making))
    for name in files.names(making.session):
        yield from _respondents(making, name)
    yield from making.asked(SectionKind.SAMPLE)


def _participants(making: Making) -> frozenset[str]:
    """Everybody who speaks in an interview, focus group or other transcript, by pseudonym."""
    own: set[str] = set()
    for kind, documents in making.documents.items():
        if not kind.of_survey and kind is not DocumentKind.LITERATURE:
            own |= {
                s.pseudonym for d in documents for s in d.speakers if s.role.value == "participant"
            }
    return frozenset(own - {""})


def _by_attribute(making: Making, people: frozenset[str]) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    notes: dict[str, None] = {_ONCE: None}
    for name in _attributes(making, people):
        of = attribute_of(making.session, name)
        if not any(of.get(person) for person in people):
            continue
        sizes: dict[str, int] = {}
        for person in sorted(people):
            value = of.get(person, "")
            sizes[value] = sizes.get(value, 0) + 1
        ordered = {g: sizes[g] for g in sorted(sizes, key=lambda g: (g == "", -sizes[g], g))}
        # How many people a group has is no secret here: what they said is.
        rule = shown_groups(ordered, making.session.settings.minimum_cell)
        for column in rule.columns:
            number = sum(ordered[group] for group in rule.members(column))
            rows.append((capital(_words(name)), column or UNKNOWN, str(number)))
        rows += [
            (capital(_words(name)), group or UNKNOWN, f"fewer than {rule.minimum}")
            for group in rule.hidden
        ]
        told = (each for each in rule.notes() if not each.startswith("Figures of all together"))
        notes |= dict.fromkeys(f"{capital(_words(name))}: {note}" for note in told)
    if not rows:
        yield Paragraph(f"{capital(counted(len(people), 'participant'))} took part; no attributes "
                        "of theirs are on record.")  # fmt: skip
        return
    yield Paragraph(
        (f"{capital(counted(len(people), 'participant'))} took part in interviews or focus groups "
         "(", Reference("participants"), ").")
    )  # fmt: skip
    table = Table(
        "Participants by attribute", _PARTICIPANTS, tuple(rows), tuple(notes), ("attribute",)
    )
    yield TableBlock(table, "participants", wide=False)
    making.prove("sample", "Table of participants by attribute, small groups together.")


def _words(name: str) -> str:
    return name.replace("_", " ")


def _attributes(making: Making, people: frozenset[str]) -> Sequence[str]:
    """The attributes of the plan; without any those that print beside quotations."""
    known: dict[str, str] = {}
    for person in making.session.participants():
        if person.pseudonym in people:
            for name in person.attributes:
                known.setdefault(name.casefold(), name)
    if not making.plan.attributes:
        shown = making.session.settings.attribution.shown
        return [known[name.casefold()] for name in shown if name.casefold() in known]
    found = []
    for name in making.plan.attributes:
        spelt = known.get(name.casefold().replace(" ", "_")) or known.get(name.casefold())
        if spelt is None:
            raise NotFoundError(
                f"{making.plan.file}: participants have no attribute '{name}'",
                did_you_mean(name, list(known.values())) or "see transcripts/participants.csv",
            )
        found.append(spelt)
    return found


def _repeats(making: Making) -> str:
    """How many were interviewed more than once."""
    counts: dict[str, int] = {}
    for document in making.documents.get(DocumentKind.INTERVIEW, ()):
        for speaker in document.speakers:
            if speaker.role.value == "participant" and speaker.pseudonym:
                counts[speaker.pseudonym] = counts.get(speaker.pseudonym, 0) + 1
    again = sum(count > 1 for count in counts.values())
    if not counts:
        said = "There were no single interviews."
    elif again:
        said = f"{capital(counted(again, 'participant'))} were interviewed more than once."
    else:
        said = "Nobody was interviewed more than once."
    making.prove("repeat_interviews", said)
    return said


def _respondents(making: Making, name: str) -> Iterator[Block]:
    found = files.responses(making.session, name)
    number = len(found)
    making.facts["respondents"] = counted(number, "respondent")
    rows: list[tuple[Cell, ...]] = []
    notes: dict[str, None] = {}
    for attribute in found.survey.attributes:
        values = found.attributes[attribute.id]
        sizes = {value: values.count(value) for value in attribute.values if value in values}
        if "" in values:
            sizes[UNKNOWN] = values.count("")
        rule = hide(sizes, making.session.settings.minimum_cell)
        label = attribute.label or attribute.id
        rows += [
            (label, group, "hidden" if group in rule else str(size))
            for group, size in sizes.items()
        ]
        told = _named(rule.notes(tuple(sizes)))
        notes |= dict.fromkeys(f"{label}: {note}" for note in told)
    key = f"respondents-{name}"
    answered = f"{capital(counted(number, 'respondent'))} answered the survey"
    if not rows:
        yield Paragraph(f"{answered}.")
        return
    yield Paragraph((f"{answered} (", Reference(key), ")."))
    several = len(files.names(making.session)) > 1
    title = f"Respondents of the survey {name} by attribute" if several else (
        "Respondents of the survey by attribute")  # fmt: skip
    yield TableBlock(Table(title, _RESPONDENTS, tuple(rows), tuple(notes), ("attribute",)), key)


def _named(notes: Sequence[str]) -> Sequence[str]:
    """The notes of the rule, without its warning on a row of all, which is not printed here."""
    return [note for note in notes if not note.startswith("The figures of all together")]


def groups_by(making: Making) -> str:
    """The attribute that tables by groups are made by: the plan's, else one that the survey and
    the participants share; "" where there is none."""
    own = {name.casefold() for p in making.session.participants() for name in p.attributes}
    shared: Mapping[str, None] = {
        attribute.id: None
        for survey in files.surveys(making.session)
        for attribute in survey.attributes
        if attribute.id.casefold() in own
    }
    if not making.plan.groups:
        return "sector" if "sector" in shared or (not shared and "sector" in own) else next(
            iter(shared), "")  # fmt: skip
    try:
        attribute_of(making.session, making.plan.groups)
    except (InputError, NotFoundError) as error:
        raise type(error)(f"{making.plan.file}: {error.message}", error.hint) from error
    return making.plan.groups
