"""Codings made elsewhere: every row checked against the texts, all taken in or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from qualkit.core.records import Document, Layer, Span
from qualkit.errors import InputError, QualkitError
from qualkit.importers.codebook_tables import draft_code
from qualkit.importers.codings import CodingRow, read_codings
from qualkit.importers.placed_rows import Given, Source
from qualkit.storage import memos
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import rounds, working
from qualkit.study.codings import register
from qualkit.study.known_codings import Known, MisfitError
from qualkit.study.passages import Passages, excerpt, passages
from qualkit.study.reading import Reading, reading
from qualkit.study.refused_rows import MEND, SHOWN, refusal
from qualkit.study.session import Session

# Faults that are printed, and that are told apart at all; the rest are counted.
MOST = 1000
SLICE = 5000
_FINGERPRINT = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class ImportedCodings:
    """What came of a codings file: codings new and known already, coders, documents.

    One that the study held, where who imports may not see it, counts as new: as known it would
    tell that it is there.
    """

    new: int
    known: int
    coders: tuple[str, ...]
    documents: int


@dataclass(slots=True)
class _Job:
    """One import: what rows are held against, and what has been seen so far."""

    session: Session
    version: str
    create_codes: bool
    round: str
    known: Known
    texts: dict[str, Reading] = field(default_factory=dict)
    passages: dict[str, Passages] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[int]] = field(default_factory=dict)
    failed: int = 0
    coders: set[str] = field(default_factory=set)
    notes: list[tuple[str, str, str, str]] = field(default_factory=list)


def import_codings(
    session: Session, path: Source, *, create_codes: bool = False
) -> ImportedCodings:  # fmt: skip
    """Take in the codings of a CSV file or a table in memory: one action, every row or none.

    Rows that the study holds already are left alone. With `create_codes` a code that the codebook
    lacks is added to it as a draft. Raises InputError that names the rows at fault.
    """
    version, round_name = book.version_in_force(session), rounds.current(session)
    job = _Job(session, version, create_codes, round_name, Known(session))
    if create_codes:
        _create_codes(job, path)
    with session.write("import codings", coder=session.somebody()) as entry:
        checked = _checked_rows(job, path, entry.id, entry.at)
        new = _insert(entry, checked)
        if job.failed:
            raise _refusal(job, path)
        memos.add_memos(entry, job.notes)
        register(session, *sorted(job.coders))
        working.touch_imported(session, entry)
        entry.touch(*(document.id for document in job.documents.values()))
        if job.known.secret and not entry.ops:
            # An action like any other: that nothing was written would tell that all was there.
            entry.ops.append({"table": "coding", "batch": entry.id, "count": 0})
        new += job.known.secret
        of = "table" if isinstance(path, Given) else path.suffix.lstrip(".")
        entry.state(count=new, file=of)
    return ImportedCodings(new, job.known.known, tuple(sorted(job.coders)), len(job.documents))


def _insert(entry: Entry, checked: Iterator[dict[str, Any]]) -> int:
    # In slices, so that half a million rows never lie in memory at once.
    total = 0
    while batch := list(islice(checked, SLICE)):
        total += len(batch)
        entry.insert_rows("coding", batch)
    entry.note_batch("coding", total)
    return total


def _checked_rows(job: _Job, path: Source, change_id: str, at: str) -> Iterator[dict[str, Any]]:
    for item in read_codings(path):
        if isinstance(item, tuple):
            _fail(job, *item)
            continue
        try:
            row = _resolved(job, item, change_id, at)
        except MisfitError as misfit:
            _fail(job, item.row, str(misfit))
        else:
            if row is not None and not job.failed:
                yield row


def _fail(job: _Job, row: int, problem: str) -> None:
    job.failed += 1
    # One unknown code in thousands of rows is one problem.
    seen = job.problems.setdefault(problem, [row, 0]) if len(job.problems) < MOST else None
    if seen is not None:
        seen[1] += 1


def _refusal(job: _Job, path: Source) -> InputError:
    """Rows with one and the same fault are told as one."""
    shown = list(job.problems.items())[:SHOWN]
    told = [
        (row, problem + (f" (and {count - 1} rows more)" if count > 1 else ""))
        for problem, (row, count) in shown
    ]
    hint = "mend these rows and give the frame again" if isinstance(path, Given) else MEND
    if any("no code '" in problem for problem in job.problems):
        hint += "; --create-codes adds codes that the codebook lacks, as drafts"
    unnamed = job.failed - sum(count for _, (_, count) in shown)
    return refusal(path, told, hint, failed=job.failed, unnamed=unnamed)


def _resolved(job: _Job, item: CodingRow, change_id: str, at: str) -> dict[str, Any] | None:
    document = _document(job, item.document)
    code = _code(job, item.code)
    start, end = _place(job, document, item)
    round_name = item.round or job.round
    key = (document.version_id, item.coder, round_name, code, start, end)
    job.coders.add(item.coder)
    coding_id = job.known.take(key, item.id)
    if not coding_id:
        return None
    if item.memo:
        job.notes.append(("coding", coding_id, item.memo, item.coder))
    return {
        "id": coding_id,
        "document_id": document.id,
        "version_id": document.version_id,
        "layer": Layer.CODER.value,
        "coder": item.coder,
        "round": round_name,
        "code": code,
        "span_start": start,
        "span_end": end,
        "created_at": item.time or at,
        "codebook_version": _version(job, item.codebook_version),
        "assisted": int(item.assisted),
        "change_id": change_id,
    }


def _version(job: _Job, given: str) -> str:
    if not given:
        return job.version
    if _FINGERPRINT.match(given):
        return given
    for fingerprint, number in book.version_numbers(job.session).items():
        if given == str(number):
            return fingerprint
    raise MisfitError(
        f"codebook_version '{given}' is neither a version's number nor its fingerprint"
    )


def _document(job: _Job, name: str) -> Document:
    if name not in job.documents:
        try:
            job.documents[name] = job.session.document(name)
        except QualkitError as problem:
            raise MisfitError(_with_hint(problem)) from problem
    return job.documents[name]


def _code(job: _Job, name: str) -> str:
    if name not in job.codes:
        try:
            found = book.codebook(job.session).find(name)
        except QualkitError as problem:
            raise MisfitError(_with_hint(problem)) from problem
        if not found.codable:
            raise MisfitError(f"'{found.name}' is a heading of the codebook, not a code")
        job.codes[name] = found.id
    return job.codes[name]


def _with_hint(problem: QualkitError) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def _text(job: _Job, document: Document) -> Reading:
    if document.id not in job.texts:
        job.texts[document.id] = reading(job.session, document.version_id)
    return job.texts[document.id]


def _passages(job: _Job, document: Document) -> Passages:
    if document.id not in job.passages:
        job.passages[document.id] = passages(job.session, document)
    return job.passages[document.id]


def _place(job: _Job, document: Document, item: CodingRow) -> tuple[int, int]:
    if item.start is None or item.end is None:
        try:
            found = _passages(job, document).find(item.quote, item.turn)
        except QualkitError as problem:
            raise MisfitError(_with_hint(problem)) from problem
        return found.start, found.end
    if item.end > document.characters:
        raise MisfitError(
            f"end {item.end} is past the end of {document.name}, "
            f"which has {document.characters} characters"
        )
    if item.quote:
        read, span = _text(job, document), Span(item.start, item.end)
        if span.of(read.version.text) != item.quote and not read.fits(span, item.quote):
            raise MisfitError(
                f"the quote is not what stands at {item.start} to {item.end} of {document.name} "
                f"(there: '{excerpt(read.read(span))}')"
            )
    return item.start, item.end


def _create_codes(job: _Job, path: Source) -> None:
    """Add the codes that the file uses and the codebook lacks, as drafts."""
    present = book.codebook(job.session)
    names: dict[str, None] = {}
    for item in read_codings(path):
        if not isinstance(item, tuple):
            names[item.code] = None
    missing = []
    for name in names:
        try:
            present.find(name)
        except QualkitError:
            missing.append(name)
    if missing:
        taken = {code.id for code in present.codes}
        drafts = []
        for name in missing:
            drafts.append(draft_code(name, taken))
            taken.add(drafts[-1].id)
        book.add_codes(job.session, drafts)
        job.session.notice(f"added to the codebook as drafts: {', '.join(missing)}")
        job.version = book.version_in_force(job.session)
