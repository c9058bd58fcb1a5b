"""Invented quote tables for the tests of the writers."""

from __future__ import annotations

from collections.abc import Iterable

from qualkit.core.report import NOT_DEIDENTIFIED, Cleared, Provenance
from qualkit.core.table import Cell, Column, ColumnKind, Table

PROVENANCE = Provenance(
    "Night shifts & after",
    "0.1.0",
    (("layer", "consensus"), ("round", "2"), ("codebook version", "4 (9f8e7d6c)")),
)

QUOTE_COLUMNS = (
    Column("theme", "Theme", width=1.3),
    Column("subtheme", "Subtheme", width=1.4),
    Column("definition", "Definition", width=2.2),
    Column("participants", "Participants (n)", ColumnKind.INTEGER, 0.9),
    Column("references", "References (n)", ColumnKind.INTEGER, 0.9),
    Column("quotation", "Quotation", ColumnKind.QUOTE, 5.0),
    Column("attribution", "Attribution", width=1.5),
    Column("document", "Document", machine=True),
    Column("start", "Start", ColumnKind.INTEGER, machine=True),
    Column("text_sha256", "Text SHA-256", machine=True),
)
REPEATS = ("theme", "subtheme", "definition", "participants", "references")

_BURNOUT = ("Burnout", "Caseload", "Strain tied to case numbers or to cover for absence.", 5, 9)
_PRIDE = ("Burnout", "Pride", "What still gives satisfaction.", 5, 9)
_HELP = ("Support", None, "Who helps, and how.", 2, 2)

SMALL_ROWS: tuple[tuple[Cell, ...], ...] = (
    (*_BURNOUT, "“Forty cases | and *two* of us.”", "(P07, frontline)", "int-07.docx", 120, "ab12"),
    (
        *_BURNOUT,
        "I: And at night?\nP03: At night <nobody> & nothing.\nI: Nothing?",
        "(P03, lead)",
        "focus-1.vtt",
        0,
        "cd34",
    ),
    (*_PRIDE, "“=1+1 is what my daughter says”, she’d say_so_", "(P07)", "int-07.docx", 9, "ab12"),
    (*_HELP, "קשה מאוד בלילה", "(P11)", "int-11.txt", 77, "ef56"),
    (*_HELP, "- well… 🙂 we manage", "(P12)", "int-12.rtf", None, "ef57"),
)


def table(rows: Iterable[tuple[Cell, ...]] = SMALL_ROWS, title: str = "Themed quotations") -> Table:
    return Table(title, QUOTE_COLUMNS, rows, ("n: distinct participants.",), REPEATS)


def cleared(
    rows: Iterable[tuple[Cell, ...]] = SMALL_ROWS,
    stamp: str = NOT_DEIDENTIFIED,
    title: str = "Themed quotations",
) -> Cleared:
    return Cleared(table(rows, title), PROVENANCE, stamp)


def one_column(cells: Iterable[Cell], kind: ColumnKind = ColumnKind.TEXT) -> Cleared:
    """A table with the cells in one column beside a column of numbers."""
    columns = (Column("number", "Number", ColumnKind.INTEGER), Column("text", "Text", kind))
    return Cleared(Table("Texts", columns, [(i, c) for i, c in enumerate(cells)]), PROVENANCE)
