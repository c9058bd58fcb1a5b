"""What was collected: documents, people, turns, words and length of each kind apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from qualkit.analysis.joint.material import PLURAL
from qualkit.core.blocks import Block, Paragraph, Prompt, Reference, TableBlock
from qualkit.core.records import DocumentKind, MarkKind
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.wording import counted
from qualkit.study.report.making import Making, capital, listed

_N = ColumnKind.INTEGER
_DATA = (
    Column("kind", "Kind", width=1.5),
    Column("documents", "Documents", _N, 0.9),
    Column("participants", "Participants", _N, 1.0),
    Column("turns", "Turns", _N, 0.8),
    Column("words", "Words of participants", _N, 1.2),
    Column("length", "Length by time stamps", width=1.9),
)


def collected(making: Making) -> Iterator[Block]:
    """Documents, participants, turns, words and length of each kind, never added up."""
    if not making.documents:
        yield Paragraph("No documents are in the study yet.")
        yield Prompt("The data: take transcripts in first.", "qualkit import transcripts FILES")
        return
    rows: list[tuple[Cell, ...]] = []
    for kind, documents in making.documents.items():
        lengths = list(_lengths(making, kind))
        literature = kind is DocumentKind.LITERATURE
        rows.append(
            (
                capital(PLURAL.get(kind, kind.value)), len(documents),
                None if literature else len(_people(making, kind)),
                None if literature else sum(each.turns for each in documents),
                None if literature else sum(each.participant_words for each in documents),
                _length_words(lengths, len(documents)),
            )
        )  # fmt: skip
        noun = kind.value if kind is not DocumentKind.LITERATURE else "document of literature"
        making.facts.setdefault(PLURAL.get(kind, kind.value), counted(len(documents), noun))
    said = listed([_said(making, kind) for kind in making.documents])
    yield Paragraph((f"The study holds {said}. ", Reference("data"), " has the figures."))
    yield TableBlock(
        Table(
            "What was collected", _DATA, tuple(rows),
            ("Kinds are counted apart and never added up: one person may be in several. In survey "
             "comments participants are respondents, and turns are answers.",),
        ),
        "data", wide=False,
    )  # fmt: skip
    making.prove("sample_size", f"{capital(said)}.")
    told = [row[5] for row in rows if row[5]]
    making.prove("duration", "; ".join(f"{row[0]}: {row[5]}" for row in rows if row[5])
                 if told else "")  # fmt: skip


def _said(making: Making, kind: DocumentKind) -> str:
    number = len(making.documents[kind])
    if kind is DocumentKind.LITERATURE:
        return counted(number, "document") + " of literature"
    people = len(_people(making, kind))
    if kind.of_survey:
        return f"comments of {counted(people, 'respondent')} of the survey"
    noun = kind.value if kind is not DocumentKind.OTHER else "other document"
    return f"{counted(number, noun)} with {counted(people, 'participant')}"


def _people(making: Making, kind: DocumentKind) -> frozenset[str]:
    """Who speaks in documents of that kind, coded or not."""
    return frozenset(
        chain.from_iterable(making.gathered.speakers(each) for each in making.documents[kind])
    )


def _lengths(making: Making, kind: DocumentKind) -> Iterator[int]:
    """Minutes from the first time stamp to the last, of documents that have two."""
    for document in making.documents[kind]:
        marks = making.session.text(document.version_id).structure.marks
        stamps = [_seconds(mark.value) for mark in marks if mark.kind is MarkKind.TIME]
        known = [each for each in stamps if each is not None]
        if len(known) > 1 and known[-1] > known[0]:
            yield round((max(known) - min(known)) / 60)


def _seconds(stamp: str) -> int | None:
    parts = stamp.split(":")
    if not all(part.isdigit() for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


def _length_words(minutes: list[int], documents: int) -> str:
    if not minutes:
        return ""
    low, high = min(minutes), max(minutes)
    said = f"{low} to {high} minutes" if low != high else f"{low} minutes"
    return said if len(minutes) == documents else f"{said} ({len(minutes)} of {documents})"
