"""A guess of what a survey's columns are: a mapping to confirm, in which every doubt is asked."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.instrument import Instrument
from qualkit.importers.surveys import signs
from qualkit.importers.surveys.drafts import Draft
from qualkit.importers.surveys.grids import damaged
from qualkit.importers.surveys.layouts import Column, Layout, headings_mark, key_of, layout_of
from qualkit.importers.surveys.naming import letters
from qualkit.importers.surveys.records import (
    Dropped,
    Grid,
    Platform,
    RowRule,
    SourceFile,
    SurveyMapping,
)
from qualkit.importers.surveys.scales import number_of
from qualkit.importers.surveys.sorting import sort_groups

NOT_ANSWERED = "-99"
# What Qualtrics writes for a response that its author made to try the survey.
_PREVIEWS = {
    "status": ("Survey Preview", "Survey Test", "1", "2", "9"),
    "distributionchannel": ("preview", "test"),
    "distribution channel": ("preview", "test"),
}
_NOTES = "the platform's own notes"


def guess(grid: Grid, instruments: tuple[Instrument, ...] = ()) -> SurveyMapping:
    """What each column seems to be; whatever is doubtful is asked, nothing is confirmed.

    `instruments` are the keys that are known, the study's own first.
    """
    layout = layout_of(grid)
    draft = Draft(grid, layout, instruments, list(range(layout.header_rows, len(grid.rows))))
    rules = _row_rules(draft)
    if any(NOT_ANSWERED in grid.rows[n] for n in draft.body):
        draft.missing = (NOT_ANSWERED,)
        draft.seen.append(f"{NOT_ANSWERED} is read as not answered")
    respondent, participant = _people(draft)
    left = [_kept(draft, group, {respondent, participant}) for group in layout.groups]
    sort_groups(draft, [group for group in left if group])
    fetched = _fetched(draft)
    _look(draft)
    return SurveyMapping(
        source=_source(grid, layout, fetched),
        respondent="" if respondent is None else respondent.letters,
        participant="" if participant is None else participant.letters,
        missing=draft.missing,
        dropped=tuple(Dropped(letters(sorted(found)), w) for w, found in draft.dropped.items()),
        leave_out=rules,
        attributes=tuple(draft.attributes),
        instruments=tuple(draft.mapped),
        questions=tuple(draft.questions),
        asks=tuple(draft.asks),
        seen=(f"Read as {layout.platform}: {layout.seen}.", *draft.seen),
    )


def _source(grid: Grid, layout: Layout, fetched: str) -> SourceFile:
    return SourceFile(
        file=grid.source,
        format=layout.platform,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        sha256=grid.sha256,
        headings=headings_mark(grid, layout.header_rows),
        header_rows=layout.header_rows,
        fetched=fetched,
    )


def _row_rules(draft: Draft) -> tuple[RowRule, ...]:
    """The rule that leaves previews out; draft.body loses them."""
    if draft.layout.platform is not Platform.QUALTRICS:
        return ()
    rules = []
    for column in draft.layout.columns:
        marks = _PREVIEWS.get(key_of(column.name), ())
        cells = {row: draft.grid.rows[row][column.index] for row in draft.body}
        written = tuple(mark for mark in marks if mark in cells.values())
        if written:
            why = "made by the survey's author to try it"
            rules.append(RowRule(column.letters, written, why))
            draft.body = [row for row in draft.body if cells[row] not in written]
            gone = len(cells) - len(draft.body)
            what = "preview is" if gone == 1 else "previews are"
            draft.seen.append(f"{gone} {what} left out (column {column.letters})")
    return tuple(rules)


def _people(draft: Draft) -> tuple[Column | None, Column | None]:
    """The column of the platform's ids and that of participants' pseudonyms."""
    columns = draft.layout.columns
    named = [c for c in columns if signs.is_respondent(c.name) or signs.is_respondent(c.stem)]
    respondent = next((column for column in named if _all_different(draft.values(column))), None)
    participant = next((c for c in columns if signs.is_participant(c.name)), None)
    if respondent is None and named:
        respondent = named[0]
    return respondent, participant


def _all_different(values: Sequence[str]) -> bool:
    return bool(values) and len(set(values)) == len(values)


def _kept(
    draft: Draft, group: tuple[Column, ...], people: set[Column | None]
) -> tuple[Column, ...]:
    """The columns of a group that hold answers; the rest is noted as dropped."""
    kept = []
    own_notes = draft.layout.platform is not Platform.PLAIN
    for column in group:
        if column in people:
            continue
        values = draft.values(column)
        ticks = {key_of(value) for value in values} <= {key_of(column.part)}
        headings = [column.stem, column.name]
        # The options of "How can we reach you?" are called E-mail and Phone, and are only ticked.
        headings += [column.part] if len(group) > 1 and not ticks else []
        reasons = (signs.why_dropped(heading, values) for heading in headings)
        why = next((found for found in reasons if found), "")
        if why == _NOTES and not own_notes:
            why = ""
        if why:
            draft.drop(column, why)
        elif column.stem or column.part:
            kept.append(column)
        elif values:
            text = f"column {column.letters} has no heading: give it one in the file"
            draft.asks.append(f"{text}, or add it under dropped")
    return tuple(kept)


def _fetched(draft: Draft) -> str:
    """The day of the last response, by the time at which responses were finished."""
    columns = draft.layout.columns
    american = draft.layout.platform is Platform.SURVEYMONKEY
    first = draft.layout.platform is Platform.GOOGLE_FORMS
    ends = [c for c in columns if signs.is_last_day(c.name)]
    starts = [c for c in columns if signs.is_start_day(c.name) or (first and c.index == 0)]
    for column in (*ends, *starts):
        values = draft.values(column)
        if day := signs.last_day(values, american):
            return day
        if values:
            draft.seen.append(
                f"the dates in column {column.letters} can be read in two ways: write `fetched` "
                "as YYYY-MM-DD if it matters"
            )
            return ""
    return ""


def _look(draft: Draft) -> None:
    """Say what a person should look at: encodings, headings, wordings, addresses in answers."""
    grid = draft.grid
    draft.seen[:0] = [f"{len(draft.body)} responses, {grid.width} columns."]
    draft.seen += [*grid.warnings, *filter(None, [damaged(grid)])]
    head = grid.rows[0]
    if sum(number_of(cell) is not None for cell in head) > len(head) / 2:
        draft.asks.append(
            "the first row holds numbers: if the file has no headings, put them in and import again"
        )
    columns = {column.letters: column for column in draft.layout.columns}
    for question in draft.questions:
        column = columns.get(question.column)
        if column and any(signs.holds_email(value) for value in draft.values(column)):
            draft.seen.append(f"column {column.letters}: an e-mail address stands in an answer")
