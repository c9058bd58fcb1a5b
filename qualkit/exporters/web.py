"""HTML: one self-contained page without scripts or references, for screens, print and readers."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from html import escape
from pathlib import Path

from qualkit.core.report import Cleared
from qualkit.core.table import Column, Table
from qualkit.exporters.cells import (
    PrintedRow,
    caption,
    has_right_to_left,
    head,
    is_numeric,
    notes,
    one_line,
    printed_columns,
    printed_rows,
)

# No source of anything is allowed but the style below: a page of quotes fetches and sends nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --ink: #1f2933; --quiet: #52606d; --paper: #ffffff;
  --band: #edf1f5; --line: #cbd2d9; --rule: #3e4c59; --alert: #8a1c1c; --alert-paper: #fdf3f2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --quiet: #a9b4c0; --paper: #14191f;
  --band: #222a33; --line: #37424e; --rule: #9aa5b1; --alert: #ffb4ab; --alert-paper: #2c1715; } }
body { margin: 2rem auto; max-width: 88rem; padding: 0 1.5rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 Calibri, Carlito, "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
.stamp { border: 2px solid var(--alert); background: var(--alert-paper); color: var(--alert);
  font-weight: 700; margin: 0 0 1.25rem; padding: .5rem .8rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; border-bottom: 2px solid var(--rule); width: 100%;
  font-size: .925rem; }
caption { caption-side: top; text-align: start; color: var(--quiet); padding: 0 0 .5rem; }
th, td { padding: .45rem .6rem; text-align: start; vertical-align: top; }
thead th { background: var(--band); border-top: 2px solid var(--rule);
  border-bottom: 1px solid var(--rule); vertical-align: bottom; }
tbody th { font-weight: 600; }
tbody td, tbody th { border-top: 1px solid var(--line); }
tbody .again { border-top-color: transparent; }
tbody .begins > * { border-top: 2px solid var(--rule); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.quote { white-space: pre-line; min-width: 18rem; }
.again span { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.notes { color: var(--quiet); font-size: .875rem; }
.notes p { margin: .4rem 0; }
@media print { @page { size: A4 landscape; margin: 15mm; }
  :root { --ink: #000000; --quiet: #333333; --paper: #ffffff; --band: #eeeeee; --line: #bbbbbb;
    --rule: #333333; --alert: #8a1c1c; --alert-paper: #ffffff; }
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  th, td { padding: 3pt 5pt; } .table { overflow: visible; } thead { display: table-header-group; }
  tr { break-inside: avoid; } h1, caption { break-after: avoid; } }
"""


def write_html(cleared: Cleared, path: Path) -> None:
    """Write the printed columns of the table as a page to `path`, row by row."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _lines(cleared))


def _lines(cleared: Cleared) -> Iterator[str]:
    table, title = cleared.table, escape(one_line(cleared.table.title))
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    if cleared.stamp:
        yield f'<p class="stamp" role="note">{escape(one_line(cleared.stamp))}</p>'
    yield f"<h1>{title}</h1>"
    # The keyboard must be able to scroll a table that is wider than the window.
    yield f'<div class="table" role="region" aria-label="{title}" tabindex="0">\n<table>'
    yield f"<caption>Table 1. {escape(caption(table))}</caption>"
    count = yield from table_lines(table)
    yield '</table>\n</div>\n<div class="notes">'
    for note in notes(table, count):
        yield f'<p dir="auto">{broken(note)}</p>'
    yield f"<p>Source: {escape(one_line(cleared.provenance.line()))}</p>"
    yield "</div>\n</main>\n</body>\n</html>"


def table_lines(table: Table) -> Generator[str, None, int]:
    """The head and the body of the table; returns how many rows there were."""
    columns = printed_columns(table)
    shares = sum(column.width for column in columns) or 1.0
    widths = (f'<col style="width: {100 * column.width / shares:.1f}%">' for column in columns)
    yield f"<colgroup>{''.join(widths)}</colgroup>\n<thead>\n<tr>"
    for column in columns:
        kind = ' class="number"' if is_numeric(column) else ""
        yield f'<th scope="col"{kind}>{escape(head(column))}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    # What repeats in the first column names the row for somebody who hears the table.
    names_rows = columns[0].key in table.repeats
    count = 0
    for row in printed_rows(table):
        yield _row(columns, row, names_rows)
        count += 1
    yield "</tbody>"
    return count


def _row(columns: tuple[Column, ...], row: PrintedRow, names_rows: bool) -> str:
    cells = []
    for i, (column, text, fresh) in enumerate(zip(columns, row.texts, row.fresh, strict=True)):
        classes = ["quote"] if column.kind.wraps else []
        classes += ["number"] if is_numeric(column) else []
        classes += [] if fresh else ["again"]
        attributes = f' class="{" ".join(classes)}"' if classes else ""
        if column.kind.wraps or has_right_to_left(text):
            attributes += ' dir="auto"'
        content = escape(text) if column.kind.wraps else broken(text)
        if not fresh:
            # Blank to the eye, still there for a screen reader, a search and a style-less reader.
            content = f"<span>{content}</span>"
        named = i == 0 and names_rows
        tag, scope = ("th", ' scope="row"') if named else ("td", "")
        cells.append(f"<{tag}{scope}{attributes}>{content}</{tag}>")
    begins = ' class="begins"' if row.begins else ""
    return f"<tr{begins}>{''.join(cells)}</tr>"


def broken(text: str) -> str:
    """The text for a page, its line ends as breaks."""
    return escape(text).replace("\n", "<br>")
