"""A report through the gate: names masked in every block, quotations compared, some left out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import qualkit
from qualkit.core.blocks import (
    BulletList,
    Contents,
    Emphasis,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Prompt,
    Quotation,
    Reference,
    TableBlock,
)
from qualkit.core.quotes import Line, Quote
from qualkit.core.report import ClearedReport, FrontMatter, Provenance, Report
from qualkit.core.table import Column, Table
from qualkit.errors import GateError
from qualkit.privacy.gate import Rules, Verbatim
from qualkit.privacy.gate.reports import clear_report
from qualkit.privacy.roster import Form

RULES = Rules((Form("Fiona Marsh", "P07"), Form("Fiona", "P07")))
TEXT = "Fiona said it is calm here."
PROVENANCE = Provenance("Study", "0")


def _quote(words: str, start: int = 11, end: int = 27) -> Quote:
    lines = (Line("P01", words, True),)
    return Quote("c", "d", "v", "aa", start, end, 1, lines, ("AB",), "main", "1")


def _cleared(*blocks: object, front: FrontMatter | None = None, **options: object) -> ClearedReport:
    made = Report(front or FrontMatter("A report"), blocks)  # type: ignore[arg-type]
    verbatim = Verbatim(lambda version: TEXT)
    passed = options.pop("dressed", lambda quote: quote)
    return clear_report(made, RULES, verbatim, passed, PROVENANCE, **options)  # type: ignore[arg-type]


def test_only_the_gate_makes_cleared_reports() -> None:
    package = Path(qualkit.__file__).parent
    makers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ClearedReport"
    }
    assert makers == {"privacy/gate/reports.py"}


def test_a_name_goes_from_every_place_where_a_report_says_something() -> None:
    name = "Fiona Marsh"
    table = Table(name, (Column("a", name),), [(name,), (3,), (None,)], (name,), (), name)
    cleared = _cleared(
        Contents(title=name),
        Heading(name),
        Paragraph((name, Emphasis(name), Reference("t"))),
        Paragraph(name),
        BulletList((name, (name,))),
        Quotation(_quote("it is calm here."), theme=name, subtheme=name),
        TableBlock(table, "t"),
        Figure(b"", name, name, notes=(name,)),
        Prompt(name, name),
        PageBreak(),
        front=FrontMatter(name, name, (name,), name, ((name, name),), name),
    )
    said = repr(cleared.report)
    assert "Fiona" not in said
    assert said.count("[P07]") == 26
    (block,) = [b for b in cleared.report.blocks if isinstance(b, TableBlock)]
    assert list(block.table) == [("[P07]",), (3,), (None,)]
    assert cleared.stamp.startswith("NOT DE-IDENTIFIED")


def test_a_quotation_that_the_text_does_not_say_stops_the_report() -> None:
    with pytest.raises(GateError, match="word for word"):
        _cleared(Quotation(_quote("it is never calm here.")))


def test_a_quotation_may_be_left_out_or_dressed() -> None:
    kept, gone = Quotation(_quote("calm here.")), Quotation(_quote("it is calm"))

    def dressed(quote: Quote) -> Quote | None:
        return quote._replace(attribution="nurse") if quote == kept.quote else None

    cleared = _cleared(kept, gone, Paragraph("And."), dressed=dressed, stamp="")
    assert [quote.attribution for quote in cleared.report.quotes()] == ["nurse"]
    assert len(cleared.report.blocks) == 2
    assert cleared.stamp == ""
