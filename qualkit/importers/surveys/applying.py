"""A file and its confirmed mapping made into clean columns, or all that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualkit.core.instrument import Instrument
from qualkit.errors import InputError
from qualkit.importers.surveys import answers, settling
from qualkit.importers.surveys.clean import Clean, RowLeftOut
from qualkit.importers.surveys.grids import index_of, letters_of
from qualkit.importers.surveys.layouts import headings_mark, key_of, layout_of
from qualkit.importers.surveys.records import Grid, SurveyMapping, asks_of, survey_of
from qualkit.importers.surveys.refs import Faults, columns_of
from qualkit.importers.surveys.sheets import Sheet

_ROWS = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


def apply(grid: Grid, mapping: SurveyMapping, instruments: tuple[Instrument, ...] = ()) -> Clean:
    """The answers in a file; InputError naming all that is wrong, each with row and column.

    Nothing is imported where anything is wrong. The mapping must have no open question.
    """
    name = mapping.file or "the mapping"
    _refuse_asks(mapping, name)
    layout = layout_of(grid, mapping.source.format, mapping.source.header_rows)
    sheet = Sheet(grid, mapping, layout, instruments, Faults(grid.source, name))
    _refuse_moved(sheet)
    sheet.places = _places(sheet)
    sheet.faults.refuse()
    sheet.mapping = settling.own_as_questions(sheet)
    sheet.places = _places(sheet)
    left_out = _choose_rows(sheet)
    sheet.mapping = settling.filled_in(sheet)
    _check_used_once(sheet)
    _check_merged(sheet)
    sources = _sources(sheet)
    found = answers.read(sheet)
    settling.tell(sheet, found)
    sheet.faults.refuse()
    participants = sheet.cells(sheet.mapping.participant) if sheet.mapping.participant else None
    return Clean(
        survey=survey_of(sheet.mapping),
        mapping=sheet.mapping,
        rows=tuple(grid.numbers[row] for row in sheet.rows),
        sources=sources,
        participants=tuple(participants or [""] * len(sheet.rows)),
        attributes=found.attributes,
        items=found.items,
        choices=found.choices,
        ticks=found.ticks,
        answered=found.answered,
        comments=found.comments,
        left_out=left_out,
        told=tuple(sheet.told),
    )


def _refuse_asks(mapping: SurveyMapping, name: str) -> None:
    asks = asks_of(mapping)
    if not asks:
        return
    lines = [f"{name}, line {a.line}" if a.line else name for a in asks]
    told = [f"{line} ({ask.where}): {ask.text}" for line, ask in zip(lines, asks, strict=True)]
    message = "\n  ".join([f"{name} still asks, so nothing was imported:", *told])
    raise InputError(message, f"Fill in what is asked, delete the `ask:` lines in {name}, import.")


def _refuse_moved(sheet: Sheet) -> None:
    """Refuse a file whose headings are not those that the mapping was made for."""
    source, grid = sheet.mapping.source, sheet.grid
    if len(grid.rows) <= source.header_rows:
        raise InputError(f"{grid.source}: there are no responses in it", "Export them again.")
    if source.headings and source.headings != headings_mark(grid, source.header_rows):
        name = sheet.faults.mapping
        raise InputError(
            f"{grid.source}: its headings are not those that {name} was made for",
            f"Import it under another name with --name, or, if its columns stand where they stood, "
            f"delete the line `headings:` in {name}.",
        )


def _refs(mapping: SurveyMapping) -> Iterable[tuple[str, int, str]]:
    """Every name of columns in a mapping, the line it stands near, and what it is for."""
    yield from ((ref, 0, name) for ref, name in _people(mapping) if ref)
    yield from ((ref, 0, "dropped") for part in mapping.dropped for ref in part.columns)
    yield from ((rule.column, 0, "leave_out") for rule in mapping.leave_out)
    yield from ((a.column, a.line, f"attribute {a.id}") for a in mapping.attributes)
    for instrument in mapping.instruments:
        what = f"instrument {instrument.id}"
        yield from ((ref, instrument.line, what) for ref in instrument.columns)
    for question in mapping.questions:
        what = f"question {question.id}"
        if question.column:
            yield question.column, question.line, what
        yield from ((o.column, question.line, what) for o in question.options if o.column)


def _people(mapping: SurveyMapping) -> tuple[tuple[str, str], ...]:
    return (mapping.respondent, "respondent"), (mapping.participant, "participant")


def _places(sheet: Sheet) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for ref, line, what in _refs(sheet.mapping):
        found = columns_of(sheet.grid, sheet.layout, ref)
        if isinstance(found, str):
            number = "by its number" in found
            hint = "Mend it in the mapping." if number else "Call the column by its letter."
            sheet.faults.line(line, f"{what}: {found}", hint)
        else:
            places[ref] = found
    return places


def _check_used_once(sheet: Sheet) -> None:
    """Name columns that are used for two things, and those that nobody speaks of."""
    uses: dict[int, set[str]] = {}
    for ref, _, what in _refs(sheet.mapping):
        if what != "leave_out":
            for index in sheet.places[ref]:
                uses.setdefault(index, set()).add(what)
    opens = {f"question {q.id}" for q in sheet.mapping.questions if q.kind == "open"}
    for index, found in sorted(uses.items()):
        if len(found - opens) > 1 or len(found & opens) > 1:
            what = f"column {letters_of(index)} is used for {' and '.join(sorted(found))}"
            sheet.faults.line(0, what, "Name each column once.")
    ruled = {sheet.column(rule.column) for rule in sheet.mapping.leave_out}
    for column in sheet.layout.columns:
        if column.index in uses or column.index in ruled:
            continue
        filled = [n for n, cell in enumerate(sheet.cells_at(column.index)) if cell]
        if filled and not (column.stem or column.part):
            row = sheet.number(filled[0])
            hint = "Give the column a heading in the file, or add its letter under dropped."
            sheet.faults.cell(row, column.index, "an answer under no heading", hint)
        elif filled:
            text = f"column {column.letters} is named nowhere in the mapping and was left out"
            sheet.told.append(text)


def _choose_rows(sheet: Sheet) -> tuple[RowLeftOut, ...]:
    """Find the rows that are responses; those that are none, with the reason."""
    grid, mapping = sheet.grid, sheet.mapping
    rules = [
        (sheet.column(rule.column), {key_of(value) for value in rule.values}, rule.why)
        for rule in mapping.leave_out
    ]
    aside = {"respondent", "participant", "dropped", "leave_out"}
    used = {n for ref, _, what in _refs(mapping) if what not in aside for n in sheet.places[ref]}
    left_out = []
    for row in range(mapping.source.header_rows, len(grid.rows)):
        cells = grid.rows[row]
        why = next((w for column, values, w in rules if key_of(cells[column]) in values), None)
        if why is None and all(cells[n] in ("", *mapping.missing) for n in used):
            why = "nothing was answered"
        if why is None:
            sheet.rows.append(row)
        else:
            left_out.append(RowLeftOut(grid.numbers[row], why or "left out by the mapping"))
    if not sheet.rows:
        sheet.faults.whole("no row of it is a response", "Look at leave_out in the mapping.")
    return tuple(left_out)


def _check_merged(sheet: Sheet) -> None:
    """Name merged cells among the answers: only one of them holds the text."""
    head = sheet.grid.numbers[sheet.mapping.source.header_rows - 1]
    for ref in sheet.grid.merged:
        found = _ROWS.fullmatch(ref)
        if found and int(found[4] or found[2]) > head:
            hint = "Unmerge the cells in the spreadsheet and write into each what it means."
            row = max(int(found[2]), head + 1)
            sheet.faults.cell(row, index_of(found[1]), f"the cells {ref} are merged", hint)


def _sources(sheet: Sheet) -> tuple[str, ...]:
    """The platform's ids, each once; "" for all where the file has none."""
    ref = sheet.mapping.respondent
    if not ref:
        return ("",) * len(sheet.rows)
    index = sheet.column(ref)
    seen: dict[str, int] = {}
    for position, source in enumerate(sheet.cells_at(index)):
        row = sheet.number(position)
        if not source:
            hint = "Give each response an id in the file, or write `respondent: null`."
            sheet.faults.cell(row, index, "there is no id of the response", hint)
        elif _SHORTENED.fullmatch(source):
            hint = "A spreadsheet has shortened the ids: export the file again, do not resave it."
            sheet.faults.cell(row, index, f"the id {source} has lost digits", hint)
        elif source in seen:
            hint = "Delete one of the rows in the file: each respondent answers once."
            what = f"the respondent of row {seen[source]} stands here again"
            sheet.faults.cell(row, index, what, hint)
        seen.setdefault(source, row)
    return tuple(sheet.cells_at(index))
