"""What a mapping leaves to the file filled in: items, values, statements of one's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from math import isnan
from typing import TYPE_CHECKING

from qualkit.core.survey import QuestionKind
from qualkit.importers.surveys.grids import damaged, letters_of
from qualkit.importers.surveys.layouts import key_of
from qualkit.importers.surveys.naming import in_order, short_id, unique_options
from qualkit.importers.surveys.records import (
    MappedAttribute,
    MappedInstrument,
    MappedOption,
    MappedQuestion,
    SurveyMapping,
    Value,
)
from qualkit.importers.surveys.scales import led_numbers, number_of
from qualkit.importers.surveys.sheets import Sheet

if TYPE_CHECKING:
    from qualkit.importers.surveys.answers import Found


def own_as_questions(sheet: Sheet) -> SurveyMapping:
    """The mapping with each statement of one's own as a question that is answered once."""
    mapping = sheet.mapping
    own = [instrument for instrument in mapping.instruments if instrument.own]
    if not own:
        return mapping
    taken = {part.id for part in mapping.parts}
    labels = {column.index: column.heading for column in sheet.layout.columns}
    made = []
    for instrument in own:
        for index in columns(sheet, instrument):
            label = labels.get(index) or letters_of(index)
            name = short_id(label, taken)
            taken.add(name)
            kind = QuestionKind.SINGLE
            made.append(MappedQuestion(name, label, kind, letters_of(index), line=instrument.line))
    kept = tuple(instrument for instrument in mapping.instruments if not instrument.own)
    return replace(mapping, instruments=kept, questions=(*mapping.questions, *made))


def columns(sheet: Sheet, instrument: MappedInstrument) -> list[int]:
    """The indices of an instrument's columns, in the order in which the mapping names them."""
    return [index for ref in instrument.columns for index in sheet.places[ref]]


def filled_in(sheet: Sheet) -> SurveyMapping:
    """The mapping with all items, values and options said, so that it describes the survey."""
    mapping = sheet.mapping
    keys = {instrument.id: instrument for instrument in sheet.instruments}
    return replace(
        mapping,
        attributes=tuple(_attribute(sheet, each) for each in mapping.attributes),
        instruments=tuple(
            replace(each, items=keys[each.id].items) if not each.items and each.id in keys else each
            for each in mapping.instruments
        ),
        questions=tuple(_question(sheet, each) for each in mapping.questions),
    )


def _attribute(sheet: Sheet, attribute: MappedAttribute) -> MappedAttribute:
    if attribute.values:
        return attribute
    found = in_order([cell for cell in sheet.cells(attribute.column) if cell])
    return replace(attribute, values=tuple(Value(text, text) for text in found))


def _question(sheet: Sheet, question: MappedQuestion) -> MappedQuestion:
    if question.options or question.kind is not QuestionKind.SINGLE:
        return question
    texts = in_order([cell for cell in sheet.cells(question.column) if cell])
    if led := led_numbers(texts):
        texts = [label.text for label in led]
    options = tuple(MappedOption(option, text) for option, text in unique_options(texts))
    return replace(question, options=options)


def tell(sheet: Sheet, found: Found) -> None:
    """Say what is odd and no fault: items nobody answered, two questions with one wording."""
    sheet.told += [*sheet.grid.warnings, *filter(None, [damaged(sheet.grid)])]
    for instrument in sheet.mapping.instruments:
        answers = found.items.get(instrument.id, {})
        empty = [item for item, values in answers.items() if all(isnan(value) for value in values)]
        if empty:
            plural = "item" if len(empty) == 1 else "items"
            sheet.told.append(f"{instrument.id}: nobody answered {plural} {', '.join(empty)}")
        key = next((each for each in sheet.instruments if each.id == instrument.id), None)
        given = [value for values in answers.values() for value in values if not isnan(value)]
        if key and key.low == 0 and 0 not in given and len(given) >= 3 * len(answers) > 0:
            sheet.told.append(
                f"{instrument.id}: nobody answered 0. If the file counts from 1, say shift: -1"
            )
    wordings: dict[str, list[str]] = defaultdict(list)
    for label, where in _wordings(sheet.mapping):
        wordings[key_of(label)].append(where)
    for places in wordings.values():
        if len(places) > 1:
            sheet.told.append(
                f"{' and '.join(places)} have one wording: they are told apart by their columns"
            )
    if not sheet.mapping.respondent and _same_rows(sheet):
        rows = ", ".join(map(str, _same_rows(sheet)[:5]))
        sheet.told.append(f"the same answers stand twice (rows {rows}): is anybody in it twice?")
    for attribute in sheet.mapping.attributes:
        numbers = [v.text for v in attribute.values if number_of(v.text) is not None]
        if len(numbers) > 12:
            sheet.told.append(f"{attribute.id} has {len(numbers)} numbers as groups: put in bands")


def _wordings(mapping: SurveyMapping) -> Iterator[tuple[str, str]]:
    for attribute in mapping.attributes:
        yield attribute.label, attribute.id
    for question in mapping.questions:
        yield question.label, question.id


def _same_rows(sheet: Sheet) -> list[int]:
    """The rows that repeat an earlier one from the first cell to the last."""
    seen: set[tuple[str, ...]] = set()
    again = []
    for position, row in enumerate(sheet.rows):
        cells = sheet.grid.rows[row]
        if cells in seen:
            again.append(sheet.number(position))
        seen.add(cells)
    return again
