"""Cells into answers: numbers of items, values of attributes, what was chosen, ticked, written."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan

from qualkit.core.instrument import Instrument
from qualkit.core.survey import Numbers, QuestionKind
from qualkit.importers.surveys.layouts import key_of
from qualkit.importers.surveys.records import (
    Answers,
    MappedAttribute,
    MappedInstrument,
    MappedQuestion,
)
from qualkit.importers.surveys.refs import shown
from qualkit.importers.surveys.scales import number_of
from qualkit.importers.surveys.settling import columns
from qualkit.importers.surveys.sheets import Sheet
from qualkit.importers.surveys.signs import day_parts
from qualkit.strictfields import did_you_mean

_CORRECT = "Correct the cell in the file, or empty it if nothing was answered."


@dataclass(slots=True)
class Found:
    """The answers that have been read; as in `clean.Clean`."""

    attributes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    items: dict[str, dict[str, Numbers[float]]] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ticks: dict[str, dict[str, bytes]] = field(default_factory=dict)
    answered: dict[str, bytes] = field(default_factory=dict)
    comments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)
    """By question: what was written into its cells and is none of its options."""


def read(sheet: Sheet) -> Found:
    """All answers under a settled mapping; what cannot be read is noted in the sheet's faults."""
    from qualkit.importers.surveys import choosing

    found = Found()
    for attribute in sheet.mapping.attributes:
        found.attributes[attribute.id] = _attribute(sheet, attribute)
    for instrument in sheet.mapping.instruments:
        found.items[instrument.id] = _instrument(sheet, instrument)
    choosing.read_questions(sheet, found)
    for question in sheet.mapping.questions:
        if question.kind is QuestionKind.OPEN:
            found.comments[question.id] = _written(sheet, question, found)
    return found


def _written(sheet: Sheet, question: MappedQuestion, found: Found) -> tuple[str, ...]:
    if question.column:
        return tuple(sheet.cells(question.column))
    texts = found.others.get(question.other_of)
    if texts is None:
        what = f"question {question.id}: nothing else can be written into '{question.other_of}'"
        hint = "Name a question with an option that says any: true as other_of."
        sheet.faults.line(question.line, what, hint)
    return tuple(texts or [""] * len(sheet.rows))


def _attribute(sheet: Sheet, attribute: MappedAttribute) -> tuple[str, ...]:
    values = {key_of(value.text): value.value for value in attribute.values}
    index = sheet.column(attribute.column)
    found = []
    for position, cell in enumerate(sheet.cells(attribute.column)):
        value = values.get(key_of(cell)) if cell else ""
        if value is None:
            hint = f"Add it to the values of {attribute.id} in the mapping, or correct the cell."
            what = f"{shown(cell)} is not among the values of {attribute.id}"
            if day_parts(cell):
                what += "; a spreadsheet may have made a date of something like 3-5"
            sheet.faults.cell(sheet.number(position), index, what, hint)
        found.append(value or "")
    return tuple(found)


def _instrument(sheet: Sheet, mapped: MappedInstrument) -> dict[str, Numbers[float]]:
    key = next((each for each in sheet.instruments if each.id == mapped.id), None)
    if key is None:
        known = [each.id for each in sheet.instruments]
        what = f"there is no instrument '{mapped.id}'{did_you_mean(mapped.id, known)}"
        hint = f"Known are: {', '.join(known) or 'none'}; a key of your own is one YAML file."
        sheet.faults.line(mapped.line, what, hint)
        return {}
    where = columns(sheet, mapped)
    if not _items_fit(sheet, mapped, key, len(where)):
        return {}
    read: dict[str, Numbers[float]] = {}
    for item, index in zip(mapped.items, where, strict=True):
        read[item] = _item(sheet, mapped, key, item, index)
    return read


def _items_fit(sheet: Sheet, mapped: MappedInstrument, key: Instrument, count: int) -> bool:
    strange = [item for item in mapped.items if item not in key.items]
    twice = sorted({item for item in mapped.items if mapped.items.count(item) > 1})
    what = ""
    if strange:
        what = f"{mapped.id} has no item {', '.join(strange)} in its key"
    elif twice:
        what = f"{mapped.id} names item {', '.join(twice)} twice"
    elif len(mapped.items) != count:
        what = f"{mapped.id} has {count} columns for {len(mapped.items)} items"
    if what:
        hint = f"Write one column for each item, in one order; the key has {len(key.items)} items."
        sheet.faults.line(mapped.line, what, hint)
    return not what


def _item(
    sheet: Sheet, mapped: MappedInstrument, key: Instrument, item: str, index: int
) -> Numbers[float]:
    """The numbers of one item, NaN where nothing was answered."""
    labels = _labels(mapped, key, item)
    allowed = frozenset(key.values)
    in_words = mapped.answers is Answers.LABELS
    known: dict[str, float] = {"": nan}
    numbers = array("d")
    for position, cell in enumerate(sheet.cells_at(index)):
        if cell not in known:
            number = labels.get(key_of(cell)) if in_words else number_of(cell)
            number = number + mapped.shift if number is not None and not in_words else number
            if number is None or number not in allowed:
                what, hint = _not_an_answer(cell, number, mapped, key)
                sheet.faults.cell(sheet.number(position), index, what, hint)
                numbers.append(nan)
                continue
            known[cell] = number
        numbers.append(known[cell])
    return numbers


def _labels(mapped: MappedInstrument, key: Instrument, item: str) -> Mapping[str, float]:
    """The words an item may be answered with; the mapping's own come first."""
    anchors = dict(key.item_anchors).get(item) or key.anchors
    labels = {key_of(anchor.label): anchor.value for anchor in anchors}
    return labels | {key_of(label.text): label.value for label in mapped.labels}


def _not_an_answer(
    cell: str, number: float | None, mapped: MappedInstrument, key: Instrument
) -> tuple[str, str]:
    if mapped.answers is Answers.LABELS:
        what = f"{shown(cell)} is none of the answers that {key.id} knows"
        if number is not None:
            what = f"{shown(cell)} counts {number:g} under labels, which {key.id} does not know"
        if number_of(cell) is not None:
            what += ": a number among words"
        return what, f"Add it to the labels of {mapped.id} with its value, or correct the cell."
    if number is None:
        return f"{shown(cell)} is no number, but {key.id} is answered in numbers", _CORRECT
    values = ", ".join(f"{value:g}" for value in key.values)
    moved = f" with shift {mapped.shift:+d}" if mapped.shift else ""
    what = f"{shown(cell)}{moved} is none of the answers of {key.id} ({values})"
    if number_of(cell) is not None and _day_like(cell):
        what += "; it may be a date that a spreadsheet counts in days"
    shifted = {number - 1, number + 1} if number is not None else set()
    if shifted & set(key.values):
        return what, f"{_CORRECT} Where every answer is one off, say shift: -1 or shift: 1."
    return what, _CORRECT


def _day_like(cell: str) -> bool:
    """Whether a number is as large as the days that spreadsheets count dates in."""
    return bool(re.fullmatch(r"[345]\d{4}(?:\.\d+)?", cell))
