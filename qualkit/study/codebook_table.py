"""The codebook as a table of definitions and rules."""

from __future__ import annotations

from qualkit.core.codebook import Placed
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.study import codebook as book
from qualkit.study.blindness import left_out
from qualkit.study.counting import coding_counts
from qualkit.study.quotes import comments
from qualkit.study.session import Session

COLUMNS = (
    Column("theme", "Theme", width=1.0),
    Column("subtheme", "Subtheme", width=1.0),
    Column("code", "Code", width=1.2),
    Column("id", "Id", machine=True),
    Column("status", "Status", machine=True),
    Column("origin", "Origin", machine=True),
    Column("definition", "Definition", width=3.0),
    Column("use_when", "Use when", width=2.0),
    Column("not_when", "Not when", width=2.0),
    Column("example", "Example", width=2.0),
    Column("codings", "Codings (n)", ColumnKind.INTEGER, width=0.7),
)
OF_COMMENTS = Column("comments", "Survey comments: codings (n)", ColumnKind.INTEGER, width=0.8)


def codebook_table(session: Session) -> Table:
    """One row a code in the order of the codebook, with the number of its codings.

    Those in survey comments are counted in a column of their own, where the study has any.
    """
    codebook = book.codebook(session)
    apart = comments(session)
    counts = coding_counts(session, but=apart)
    answers = coding_counts(session, only=apart) if apart else {}

    def row(placed: Placed) -> tuple[Cell, ...]:
        code, theme = placed.code, placed.theme
        return (
            theme.name if theme else "Unsorted",
            codebook.subtheme(code),
            code.name,
            code.id,
            code.status.value,
            code.origin.value if code.origin else "",
            code.definition or code.brief,
            "\n".join(code.use_when),
            "\n".join(code.not_when),
            "\n".join(example.text for example in code.examples),
            *(
                found.get(code.id, 0) if code.codable and not code.merged_into else None
                for found in ((counts, answers) if apart else (counts,))
            ),
        )

    return Table(
        f"{session.settings.title}: codebook",
        (*COLUMNS, OF_COMMENTS) if apart else COLUMNS,
        tuple(row(placed) for placed in codebook.walk()),
        notes=left_out(session),
        repeats=("theme", "subtheme"),
    )
