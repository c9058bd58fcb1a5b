"""A mapping in words: what each column of a survey's file is taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.core.survey import QuestionKind
from qualkit.core.wording import counted
from qualkit.study.survey.reports import Asked, Left, Taken

if TYPE_CHECKING:
    from qualkit.importers.surveys import Grid, SurveyMapping
    from qualkit.importers.surveys.records import MappedInstrument, MappedQuestion


# A heading is shown as far as this; statements of instruments are not shown at all.
_HEADING = 30


def taken(mapping: SurveyMapping, grid: Grid) -> tuple[Taken, ...]:
    """What the columns are taken for, in the mapping's order."""
    headings = _headings(mapping, grid)
    items = {columns for each in mapping.instruments for columns in each.columns}
    return tuple(
        each if each.columns in items else replace(each, columns=_named(each.columns, headings))
        for each in _taken(mapping)
    )


def _headings(mapping: SurveyMapping, grid: Grid) -> dict[str, str]:
    """What stands over each column, by its letters."""
    from qualkit.importers.surveys.layouts import layout_of

    layout = layout_of(grid, mapping.source.format, mapping.source.header_rows)
    return {column.letters: " ".join(column.heading.split()) for column in layout.columns}


def _named(column: str, headings: Mapping[str, str]) -> str:
    """A column by its letters and its heading, which a person knows it by."""
    heading = headings.get(column, "")
    if len(heading) > _HEADING:
        heading = f"{heading[: _HEADING - 1]}…"
    return f"{column} ({heading})" if heading else column


def _taken(mapping: SurveyMapping) -> Iterator[Taken]:
    if mapping.respondent:
        note = "kept as a short hash, never as it is"
        yield Taken(mapping.respondent, "the platform's own id", note)
    if mapping.participant:
        note = "kept where participants.csv says may_link yes"
        yield Taken(mapping.participant, "participant", note)
    for attribute in mapping.attributes:
        values = ", ".join(dict.fromkeys(value.value for value in attribute.values))
        yield Taken(
            attribute.column, f"attribute {attribute.id}", values or "every text is a value"
        )
    for instrument in mapping.instruments:
        yield Taken(_listed(instrument.columns), _instrument(instrument), _scale(instrument))
    for question in mapping.questions:
        yield Taken(_columns(question), f"{question.kind.value} question {question.id}",
                    _answers(question))  # fmt: skip


def dropped(mapping: SurveyMapping, grid: Grid) -> tuple[Left, ...]:
    """The columns that are not imported, and why, each by itself where it has a name of its own."""
    headings = _headings(mapping, grid)
    return tuple(
        Left(_named(column, headings), each.why)
        for each in mapping.dropped
        for column in each.columns
    )


def asked(mapping: SurveyMapping) -> tuple[Asked, ...]:
    """What must be answered before anything is imported."""
    from qualkit.importers.surveys import asks_of

    return tuple(Asked(ask.where, ask.text, ask.line) for ask in asks_of(mapping))


def _instrument(instrument: MappedInstrument) -> str:
    items = counted(len(instrument.items), "item") if instrument.items else "items"
    if instrument.own:
        return f"{items} of the study's own"
    return f"{items} of {instrument.id or 'an instrument still to be named'}"


def _scale(instrument: MappedInstrument) -> str:
    parts = [f"answered in {instrument.answers.value}"]
    if instrument.shift:
        parts.append(f"{instrument.shift:+d} to every number")
    if instrument.labels:
        low, high = instrument.labels[0], instrument.labels[-1]
        parts.append(f"'{low.text}' is {low.value:g} … '{high.text}' is {high.value:g}")
    return "; ".join(parts)


def _columns(question: MappedQuestion) -> str:
    if question.column or question.other_of:
        return question.column or f"what is no option of {question.other_of}"
    return _listed(tuple(option.column for option in question.options if option.column))


def _answers(question: MappedQuestion) -> str:
    if question.kind is QuestionKind.OPEN:
        return "each answer a turn of a document of its own, to be coded"
    labels = ", ".join(option.label for option in question.options)
    joined = f"; several in one cell, joined by '{question.joined}'" if question.joined else ""
    return labels + joined


def _listed(columns: Sequence[str]) -> str:
    """`D to Y (22)`, or the columns where they are few."""
    if len(columns) <= 3:
        return ", ".join(columns)
    return f"{columns[0]} to {columns[-1]} ({len(columns)})"
