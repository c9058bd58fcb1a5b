"""Answers that were chosen or ticked: one of several, several in columns, several in a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualkit.core.folding import plain_signs
from qualkit.core.survey import QuestionKind
from qualkit.importers.surveys.layouts import key_of
from qualkit.importers.surveys.records import MappedOption, MappedQuestion
from qualkit.importers.surveys.refs import shown
from qualkit.importers.surveys.sheets import Sheet
from qualkit.importers.surveys.sorting import TICKED, UNTICKED

if TYPE_CHECKING:
    from qualkit.importers.surveys.answers import Found

_YES = TICKED | {"yes", "y"}
_NO = UNTICKED | {"no", "n"}


def read_questions(sheet: Sheet, found: Found) -> None:
    """Read all questions but the open ones into `found`."""
    for question in sheet.mapping.questions:
        if question.kind is QuestionKind.SINGLE:
            _single(sheet, found, question)
        elif question.kind is QuestionKind.MULTIPLE and question.joined:
            _joined(sheet, found, question)
        elif question.kind is QuestionKind.MULTIPLE:
            _columns(sheet, found, question)


def _texts(option: MappedOption) -> tuple[str, ...]:
    return tuple(text for text in (option.text, option.label) if text)


def _free(question: MappedQuestion) -> MappedOption | None:
    """The option that stands for whatever else is written."""
    return next((option for option in question.options if option.any), None)


def _unknown(sheet: Sheet, question: MappedQuestion, position: int, text: str, index: int) -> None:
    what = f"{shown(text)} is no option of {question.id}"
    hint = f"Add it to the options of {question.id} in the mapping, or correct the cell."
    sheet.faults.cell(sheet.number(position), index, what, hint)


def _single(sheet: Sheet, found: Found, question: MappedQuestion) -> None:
    # The text of the file comes before a label that reads the same for another option.
    known = {key_of(o.label): o.id for o in question.options if not o.any}
    known |= {key_of(o.text): o.id for o in question.options if o.text and not o.any}
    free = _free(question)
    index = sheet.column(question.column)
    beside = sheet.cells(free.column) if free and free.column else [""] * len(sheet.rows)
    chosen, others = [], [""] * len(sheet.rows)
    for position, cell in enumerate(sheet.cells(question.column)):
        option = known.get(key_of(cell), "") if cell else ""
        if cell and not option:
            if free is None or (free.column and key_of(cell) != key_of(free.label)):
                _unknown(sheet, question, position, cell, index)
            else:
                option, others[position] = free.id, "" if free.column else cell
        elif not cell and free and beside[position]:
            option = free.id
        chosen.append(option)
    found.choices[question.id] = tuple(chosen)
    if free and not free.column:
        found.others[question.id] = others


def _columns(sheet: Sheet, found: Found, question: MappedQuestion) -> None:
    """A column an option. Only where unticked boxes are written down is an empty row no answer."""
    size = len(sheet.rows)
    answered = bytearray(size)
    ticks: dict[str, bytes] = {}
    for option in question.options:
        ticked = bytearray(size)
        own = {key_of(text) for text in _texts(option)}
        index = sheet.column(option.column)
        for position, cell in enumerate(sheet.cells_at(index)):
            key = key_of(cell)
            if not cell:
                continue
            answered[position] = 1
            if option.any or key in own or key in _YES:
                ticked[position] = 1
            elif key not in _NO:
                what = f"{shown(cell)} is neither a tick nor empty, for option {option.id}"
                hint = f"Write how a tick reads as the text of option {option.id} in the mapping."
                sheet.faults.cell(sheet.number(position), index, what, hint)
        ticks[option.id] = bytes(ticked)
    found.ticks[question.id] = ticks
    found.answered[question.id] = bytes(answered)


def _joined(sheet: Sheet, found: Found, question: MappedQuestion) -> None:
    """Several answers in a cell: the longest option first, as one may hold the sign itself."""
    size = len(sheet.rows)
    ticks = {option.id: bytearray(size) for option in question.options}
    answered, others = bytearray(size), [""] * size
    free = _free(question)
    index = sheet.column(question.column)
    pattern, ids = _pattern(question)
    for position, cell in enumerate(sheet.cells_at(index)):
        if not cell:
            continue
        answered[position] = 1
        options, rest = _split(cell, question.joined.strip() or " ", pattern, ids)
        for option in options:
            ticks[option][position] = 1
        if rest and free is None:
            _unknown(sheet, question, position, rest, index)
        elif rest and free is not None:
            ticks[free.id][position] = 1
            others[position] = rest
    found.ticks[question.id] = {option: bytes(ticked) for option, ticked in ticks.items()}
    found.answered[question.id] = bytes(answered)
    if free is not None:
        found.others[question.id] = others


def _pattern(question: MappedQuestion) -> tuple[re.Pattern[str], list[str]]:
    """What finds an option at the head of a text, and the ids of its groups."""
    sign = question.joined.strip() or " "
    pairs = [(text, o.id) for o in question.options if not o.any for text in _texts(o)]
    pairs.sort(key=lambda pair: -len(pair[0]))
    parts = [r"\s+".join(map(re.escape, plain_signs(text).split())) for text, _ in pairs]
    either = "|".join(f"({part})" for part in parts) or r"(?!)"
    end = rf"\s*(?:{re.escape(sign)}|\Z)"
    return re.compile(rf"\s*(?:{either}){end}", re.IGNORECASE), [name for _, name in pairs]


def _split(cell: str, sign: str, pattern: re.Pattern[str], ids: list[str]) -> tuple[list[str], str]:
    """The options in a cell and, joined again, whatever is none."""
    plain = plain_signs(cell)
    options, rest, place = [], [], 0
    while place < len(plain):
        if found := pattern.match(plain, place):
            options.append(ids[(found.lastindex or 1) - 1])
            place = max(found.end(), place + 1)
            continue
        end = plain.find(sign, place)
        end = len(plain) if end < 0 else end
        if piece := cell[place:end].strip():
            rest.append(piece)
        place = end + len(sign)
    return options, f"{sign} ".join(rest)
