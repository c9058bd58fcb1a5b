"""Stars and counter-examples carried in and out as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qualkit.core.ids import uuid7
from qualkit.core.marks import CodingMark
from qualkit.core.records import Coding, Span
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.errors import QualkitError
from qualkit.importers.marks import MarkRow, read_marks
from qualkit.storage import codings as coding_rows
from qualkit.storage import marks as rows
from qualkit.storage import memos
from qualkit.storage.codings import CodingFilter
from qualkit.storage.sight import EVERYTHING
from qualkit.study import codebook as book
from qualkit.study.blindness import left_out, sight
from qualkit.study.codings import Wording, register
from qualkit.study.drafts import hidden_codes
from qualkit.study.passages import Passages, passages
from qualkit.study.refused_rows import MisfitError, refusal
from qualkit.study.session import Session, checked_initials

# Faults that are printed; the rest are counted.


@dataclass(frozen=True, slots=True)
class ImportedMarks:
    """What came of a marks file: marks new and known already, and who set them."""

    new: int
    known: int
    coders: tuple[str, ...]


@dataclass(slots=True)
class _Job:
    """One import: what has been looked up so far."""

    session: Session
    passages: dict[str, Passages] = field(default_factory=dict)
    codings: dict[str, dict[tuple[str, Span], list[Coding]]] = field(default_factory=dict)


def import_marks(session: Session, path: Path) -> ImportedMarks:
    """Take in the marks of a CSV file: one action, every row or none.

    Marks that the study holds already are left alone. Raises InputError that names the rows at
    fault.
    """
    job = _Job(session)
    pairs, faults = [], []
    for item in read_marks(path):
        if isinstance(item, tuple):
            faults.append(item)
            continue
        try:
            pairs.append((item, _coding(job, item)))
        except MisfitError as misfit:
            faults.append((item.row, str(misfit)))
        except QualkitError as problem:
            faults.append((item.row, "; ".join(filter(None, (problem.message, problem.hint)))))
    if faults:
        raise refusal(path, faults)
    return _store(session, pairs)


def _store(session: Session, pairs: list[tuple[MarkRow, Coding]]) -> ImportedMarks:
    with session.write("import marks", coder=session.somebody()) as entry:
        known = {
            # Everything: a mark that may not be seen must not be set twice either.
            (mark.coding_id, mark.kind, mark.coder)
            for mark in rows.marks(session.store.database, sight=EVERYTHING)
        }
        made, notes = [], []
        for item, coding in pairs:
            if (key := (coding.id, item.kind, item.by)) in known:
                continue
            known.add(key)
            mark = CodingMark(
                uuid7(), coding.id, item.kind, item.by, item.note, item.on or entry.at
            )
            made.append(mark)
            if item.note:
                notes.append((item.kind.value, mark.id, item.note, item.by))
            entry.touch(coding.document_id)
        entry.insert_batch("mark", [rows.mark_row(entry, mark) for mark in made])
        memos.add_memos(entry, notes)
        who = sorted({item.by for item, _ in pairs})
        register(session, *who)
        entry.state(count=len(made))
    return ImportedMarks(len(made), len(pairs) - len(made), tuple(who))


def _coding(job: _Job, item: MarkRow) -> Coding:
    """The coding that a row marks: of `coder`, else of the one who marks, else the only one."""
    checked_initials(item.by)
    document = job.session.document(item.document)
    code = book.codebook(job.session).find(item.code)
    if document.id not in job.codings:
        job.passages[document.id] = passages(job.session, document)
        found: dict[tuple[str, Span], list[Coding]] = {}
        # What may not be seen is not there: a row that fits it is as wrong as one that fits none.
        wanted = CodingFilter(version_id=document.version_id, sight=sight(job.session))
        for coding in coding_rows.codings(job.session.store.database, wanted):
            found.setdefault((coding.code, coding.span), []).append(coding)
        job.codings[document.id] = found
    if item.start is not None and item.end is not None:
        span = Span(item.start, item.end)
    else:
        span = job.passages[document.id].find(item.quote, item.turn)
    fitting = [
        coding
        for coding in job.codings[document.id].get((code.id, span), ())
        if item.coder in ("", coding.coder) and item.round in ("", coding.round)
    ]
    fitting = [coding for coding in fitting if coding.coder == item.by] or fitting
    if not fitting:
        raise MisfitError(f"nobody has coded that passage of {document.name} as '{code.name}'")
    if len(fitting) > 1:
        who = ", ".join(f"{coding.coder} in round {coding.round}" for coding in fitting)
        raise MisfitError(f"several codings fit ({who}): say which with columns coder and round")
    return fitting[0]


def marks_table(session: Session) -> Table:
    """The marks in the columns that `import marks` takes back without loss."""
    numbers = ("start", "end")
    columns = tuple(
        Column(key, key, ColumnKind.INTEGER if key in numbers else ColumnKind.TEXT)
        for key in (
            "document", "start", "end", "quote", "code", "mark", "note", "by", "on", "coder",
            "round",
        )
    )  # fmt: skip

    def walk() -> Iterator[tuple[Cell, ...]]:
        database, seen = session.store.database, sight(session)
        hidden = hidden_codes(session)
        names = {document.id: document.name for document in session.documents()}
        said = Wording(session).said
        marks: dict[str, list[CodingMark]] = {}
        for mark in rows.marks(database, sight=seen):
            marks.setdefault(mark.coding_id, []).append(mark)
        if not marks:
            return
        marked = CodingFilter(ids=tuple(marks), layer="", sight=seen)
        for coding in coding_rows.codings(database, marked):
            if coding.coder != session.coder and coding.code in hidden:
                continue
            for mark in marks[coding.id]:
                yield (
                    names[coding.document_id],
                    coding.span.start,
                    coding.span.end,
                    said(coding),
                    coding.code,
                    mark.kind.value,
                    mark.note,
                    mark.coder,
                    mark.at,
                    coding.coder,
                    coding.round,
                )

    return Table(
        f"{session.settings.title}: stars and counter-examples", columns, walk(), left_out(session)
    )
