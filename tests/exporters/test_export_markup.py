from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qualkit.core.table import ColumnKind
from qualkit.exporters import Format, write
from qualkit.exporters.cells import xml_text
from tests.exporters.export_samples import QUOTE_COLUMNS, SMALL_ROWS, cleared, one_column


class _Page(HTMLParser):
    """The elements of a page in order, and the text of each cell."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._open = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.cells.append("")
            self._open = True
        if tag == "br" and self._open:
            self.cells[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[-1] += data


def _source(tmp_path: Path, kind: Format, **options: object) -> str:
    write(cleared(**options), tmp_path / "out", kind)  # type: ignore[arg-type]
    return (tmp_path / "out").read_text("utf-8")


def test_the_page_holds_every_printed_cell_even_where_it_repeats(tmp_path: Path) -> None:
    page = _Page(_source(tmp_path, Format.HTML))
    printed = [c.heading for c in QUOTE_COLUMNS if not c.machine]
    wanted = ["" if cell is None else str(cell) for row in SMALL_ROWS for cell in row[:7]]
    assert page.cells == [*printed, *wanted]


def test_the_page_is_accessible(tmp_path: Path) -> None:
    page = _Page(_source(tmp_path, Format.HTML))
    assert ("html", {"lang": "en-GB"}) in page.tags
    names = [name for name, _ in page.tags]
    assert names.count("h1") == names.count("caption") == names.count("main") == 1
    scopes = [attributes.get("scope") for name, attributes in page.tags if name == "th"]
    assert scopes == ["col"] * 7 + ["row"] * 5
    quotes = [a for name, a in page.tags if name == "td" and "quote" in (a.get("class") or "")]
    assert len(quotes) == 5
    assert all(attributes["dir"] == "auto" for attributes in quotes)
    # Hidden from the eye only: display: none would hide it from a screen reader too.
    assert "display: none" not in _source(tmp_path, Format.HTML)


def test_the_page_refers_to_nothing_and_runs_nothing(tmp_path: Path) -> None:
    source = _source(tmp_path, Format.HTML)
    page = _Page(source)
    assert not {name for name, _ in page.tags} & {"script", "link", "img", "iframe", "a", "base"}
    assert not [a for _, a in page.tags if {"href", "src", "onclick"} & set(a)]
    assert not re.search(r"url\(|@import|https?://", source)
    assert "default-src 'none'" in source
    assert "prefers-color-scheme: dark" in source
    assert "@media print" in source


def test_markup_in_a_title_stamp_or_note_stays_text(tmp_path: Path) -> None:
    source = _source(tmp_path, Format.HTML, title='<b>"A&B"</b>', stamp="<i>stamp</i>")
    assert "<b>" not in source
    assert "<i>" not in source
    assert "&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;" in source


def _markdown_cells(source: str) -> list[str]:
    """The text of each cell as a renderer understands it."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(source)
    cells = []
    for before, token in pairwise(tokens):
        if before.type in ("td_open", "th_open"):
            assert token.children is not None
            text = ""
            for child in token.children:
                assert child.type in ("text", "text_special", "html_inline"), child
                assert child.type != "html_inline" or child.content == "<br>"
                text += "\n" if child.type == "html_inline" else child.content
            cells.append(text)
    return cells


def test_markdown_renders_to_the_same_table(tmp_path: Path) -> None:
    source = _source(tmp_path, Format.MD)
    cells = _markdown_cells(source)
    rows = [cells[i : i + 7] for i in range(0, len(cells), 7)]
    assert rows[0] == [c.heading for c in QUOTE_COLUMNS if not c.machine]
    assert rows[1] == [str(cell) for cell in SMALL_ROWS[0][:7]]
    assert rows[2] == [""] * 5 + list(SMALL_ROWS[1][5:7])
    assert rows[3] == [str(cell) for cell in SMALL_ROWS[2][:7]]
    assert len(rows) == 6
    assert source.startswith("# Themed quotations\n\n> **NOT DE-IDENTIFIED")
    assert "| ---: |" in source
    assert source.endswith("qualkit 0.1.0\n")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_no_text_breaks_the_markdown_table(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    write(one_column(texts), path, Format.MD)
    cells = _markdown_cells(path.read_text("utf-8"))[2:]
    squeezed = [" ".join(cell.split()) for cell in cells[1::2]]
    assert squeezed == [" ".join(xml_text(text).split()) for text in texts]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4), st.sampled_from(["text", "quote"]))
def test_any_text_comes_back_from_the_page(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], kind: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    write(one_column(texts, ColumnKind(kind)), path, Format.HTML)
    cells = _Page(path.read_bytes().decode("utf-8")).cells[2:]
    assert cells[1::2] == [xml_text(text) for text in texts]
