"""Markdown: a pipe table that any renderer shows, for notes, wikis and version control."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path

from qualkit.core.report import Cleared
from qualkit.core.table import Table
from qualkit.exporters.cells import (
    caption,
    head,
    is_numeric,
    notes,
    one_line,
    printed_columns,
    printed_rows,
)

# What CommonMark, tables, strike-through and formulae give a meaning to in the middle of a line.
_ACTIVE = re.compile(r"[\\`*_\[\]|~$]")
# What gives a whole line another meaning when it stands first.
_LEADING = re.compile(r"\A(?:[#+\-=:]|\d+[.)])")


def write_markdown(cleared: Cleared, path: Path) -> None:
    """Write the printed columns of the table as Markdown to `path`, row by row."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _lines(cleared))


def _lines(cleared: Cleared) -> Iterator[str]:
    yield f"# {inline(one_line(cleared.table.title))}"
    yield ""
    if cleared.stamp:
        yield f"> **{inline(one_line(cleared.stamp))}**"
        yield ""
    if cleared.table.caption:
        yield f"Table 1. {inline(caption(cleared.table))}"
        yield ""
    count = yield from table_lines(cleared.table)
    yield ""
    for note in notes(cleared.table, count):
        yield own_paragraph(note)
        yield ""
    yield f"Source: {inline(one_line(cleared.provenance.line()))}"


def table_lines(table: Table) -> Generator[str, None, int]:
    """The lines of a table; returns how many rows it has."""
    columns = printed_columns(table)
    yield _row(tuple(inline(head(column)) for column in columns))
    yield _row(tuple("---:" if is_numeric(column) else "---" for column in columns))
    count = 0
    for row in printed_rows(table):
        pairs = zip(row.texts, row.fresh, strict=True)
        yield _row(tuple(inline(text) if fresh else "" for text, fresh in pairs))
        count += 1
    return count


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def inline(text: str) -> str:
    """`text` on one line, with nothing that Markdown or HTML would take for markup."""
    text = _ACTIVE.sub(r"\\\g<0>", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br>")


def own_paragraph(text: str) -> str:
    """`text` as a paragraph of its own that is neither list nor heading."""
    text = inline(text.strip())
    return _LEADING.sub(lambda m: m[0][:-1] + "\\" + m[0][-1], text)
