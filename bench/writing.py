"""Writing: 10,000 quotations as Word, Excel and the rest, and a long report in each format."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure
from qualkit.core.blocks import (
    Block,
    Contents,
    Heading,
    Paragraph,
    Prompt,
    Quotation,
    Style,
    TableBlock,
)
from qualkit.core.quotes import Line, Quote
from qualkit.core.report import Cleared, ClearedReport, FrontMatter, Provenance, Report
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.exporters import Format, write
from qualkit.exporters.report import ReportFormat, write_report

QUOTATIONS = 10_000
_SPOKEN = "we are on the rota again and nobody said so when the cases came in at night"
_PROVENANCE = Provenance("Invented", "0")
_AIMS = {
    Format.CSV: 0.5, Format.JSON: 0.5, Format.MD: 1.0, Format.HTML: 1.0, Format.XLSX: 10.0,
    Format.DOCX: 10.0,
}  # fmt: skip


def measure() -> Iterator[Figure]:
    """The tables first, then a report of 500 quotations in 40 themes."""
    chance = random.Random(7)
    quotes = list(_rows(chance))
    cleared = Cleared(Table("Quotations", _COLUMNS, quotes, (), _REPEATS), _PROVENANCE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        for kind, aim in _AIMS.items():
            seconds = _timed(lambda kind=kind: write(cleared, path, kind))
            yield Figure(f"{QUOTATIONS:,} quotations as {kind.value}", seconds, aim, "s")
        report = ClearedReport(Report(FrontMatter("A report"), tuple(_blocks(chance))), _PROVENANCE)
        for form in (ReportFormat.DOCX, ReportFormat.HTML, ReportFormat.MD, ReportFormat.JSON):
            seconds = _timed(lambda form=form: write_report(report, path, form))
            yield Figure(f"a report of 500 quotations as {form.value}", seconds, 2.0, "s")


def _timed(work: Callable[[], object]) -> float:
    # Once before, so that imports do not count.
    work()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


_COLUMNS = (
    Column("theme", "Theme"),
    Column("subtheme", "Subtheme"),
    Column("definition", "Definition", width=2.0),
    Column("participants", "Participants (n)", ColumnKind.INTEGER, 0.75),
    Column("references", "References (n)", ColumnKind.INTEGER, 0.75),
    Column("quotation", "Illustrative quotation", ColumnKind.QUOTE, 5.0),
    Column("attribution", "Attribution"),
    Column("sha", "Text SHA-256", machine=True),
)
_REPEATS = ("theme", "subtheme", "definition", "participants", "references")


def _spoken(chance: random.Random) -> str:
    return " ".join(chance.choices(_SPOKEN.split(), k=chance.randint(10, 90)))


def _rows(chance: random.Random) -> Iterator[tuple[Cell, ...]]:
    for number in range(QUOTATIONS):
        theme = number // 500
        yield (
            f"Theme {theme}", f"Subtheme {number // 100}", "Talk that ties strain to numbers.", 12,
            100, _spoken(chance), f"(P{number % 40:02}, nurse, NHS)", "ab" * 32,
        )  # fmt: skip


def _blocks(chance: random.Random) -> Iterator[Block]:
    yield Contents()
    for theme in range(40):
        yield Heading(f"Theme {theme}", 1 + theme % 2)
        yield Paragraph(_spoken(chance))
        for number in range(13):
            yield Paragraph("As some said:", Style.LEAD_IN)
            words = (Line(f"P{number:02}", _spoken(chance), True),)
            yield Quotation(
                Quote("c", "d", "v", "ab" * 32, 0, 9, 1, words, ("AB",), "main", "1", "coder",
                      f"P{number:02}, nurse, NHS")
            )  # fmt: skip
        yield Prompt("What these show together.")
        rows = [(f"Group {n}", n, n / 7) for n in range(12)]
        columns = (
            Column("group", "Group"),
            Column("n", "n", ColumnKind.INTEGER),
            Column("mean", "Mean", ColumnKind.NUMBER),
        )
        yield TableBlock(Table(f"Scores {theme}", columns, rows))
