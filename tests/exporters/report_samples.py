"""An invented report with every kind of block, for the tests of the writers."""

from __future__ import annotations

import struct
import zlib

from qualkit.core.blocks import (
    Block,
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
    Style,
    TableBlock,
)
from qualkit.core.quotes import Line, Quote
from qualkit.core.report import NOT_DEIDENTIFIED, ClearedReport, FrontMatter, Report
from qualkit.core.table import Cell, Column, ColumnKind, Table
from tests.exporters.export_samples import PROVENANCE, table

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b"<title>Bars</title><rect width='40' height='20' fill='#56b4e9'/></svg>"
)


def png(width: int = 40, height: int = 20) -> bytes:
    """A blue picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = b"".join(b"\0" + b"\x56\xb4\xe9" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content


def quote(
    words: str | tuple[tuple[str, str, bool], ...], attribution: str = "P07, nurse, NHS",
    *, paraphrased: bool = False, turn: int = 12,
) -> Quote:  # fmt: skip
    lines = (
        (Line("P07", words, True),)
        if isinstance(words, str)
        else tuple(Line(who, said, participant) for who, said, participant in words)
    )
    return Quote(
        "caseload", "int-07.docx", "v7", "ab12" * 16, 120, 120 + len(str(words)), turn, lines,
        ("AB", "CD"), "main", "9f8e7d6c", "consensus", attribution, paraphrased,
    )  # fmt: skip


EXCHANGE = quote(
    (
        ("I", "And at night?", False),
        ("P03", "At night <nobody> & nothing, we ring round & hope.", True),
        ("P04", "You ring, *I* hope.", True),
    ),
    "P03, team lead, NHS; P04, support worker, third sector",
)

ROWS: tuple[tuple[Cell, ...], ...] = (
    ("NHS", 22, 2.31, 0.84),
    ("Third sector", 14, 3.4, None),
    ("All", 40, 2.71, 0.95),
)


def small(title: str = "Emotional exhaustion by sector", notes: tuple[str, ...] = ()) -> Table:
    columns = (
        Column("group", "Sector", width=2),
        Column("n", "n", ColumnKind.INTEGER),
        Column("mean", "Mean", ColumnKind.NUMBER),
        Column("sd", "SD", ColumnKind.NUMBER),
        Column("id", "Id", machine=True),
    )
    return Table(title, columns, tuple((*row, "x") for row in ROWS), notes)


def blocks() -> tuple[Block, ...]:
    return (
        Contents(levels=2),
        PageBreak(),
        Heading("Methods", 1, "methods"),
        Paragraph(
            (
                "Interviews were coded by two coders; ",
                Reference("exhaustion"),
                " gives the scores (",
                Emphasis("M"),
                " = 2.71), ",
                Reference("curve"),
                " the curve.",
            )
        ),
        BulletList(("staff interviews", "focus groups", ("see ", Reference("findings")))),
        BulletList(("first", "second"), numbered=True),
        BulletList(("again the first",), numbered=True),
        # No heading of the second level before it.
        Heading("Agreement", 3),
        TableBlock(small(notes=("SD: – where it is undefined.",)), "exhaustion"),
        Figure(
            png(400, 240),
            "New codes by transcript",
            "A curve that flattens after the ninth.",
            SVG,
            "curve",
            10.0,
            ("Counted in the order of coding.",),
        ),
        Heading("Findings & “more”", 1, "findings"),
        Heading("Caseload", 2),
        Paragraph("Staff tied strain to numbers:", Style.LEAD_IN),
        Quotation(quote("Forty cases | and *two* of us."), theme="Burnout", subtheme="Causes"),
        Quotation(EXCHANGE),
        Quotation(quote("Some weeks it is calm, to be fair.", "P11, nurse"), counter=True),
        Quotation(quote("They feel let down by the rota.", "P09, manager", paraphrased=True)),
        Quotation(quote("קשה מאוד בלילה", "P12, nurse")),
        Paragraph("Counts are of participants, not of mentions.", Style.NOTE),
        Prompt("What follows from this for the service?", "qualkit report write burnout"),
        Heading("Quotations by theme", 2),
        TableBlock(table(title="Themed quotations"), "quotes"),
        Heading("Limitations", 1),
        Prompt("Who could not be reached, and why."),
    )


def report(given: tuple[Block, ...] | None = None) -> Report:
    front = FrontMatter(
        "Night shifts & after",
        "Draft report of the evaluation",
        ("An invented team",),
        "March 2026",
        (("Interviews", "17"), ("Focus groups", "3")),
        "This draft was put together by qualkit; boxes say what is still to be written.",
    )
    return Report(front, blocks() if given is None else given)


def cleared_report(
    given: tuple[Block, ...] | None = None, stamp: str = NOT_DEIDENTIFIED
) -> ClearedReport:
    return ClearedReport(report(given), PROVENANCE, stamp)
