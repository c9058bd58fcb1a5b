"""A report as one self-contained page: no scripts, nothing fetched, for screens and readers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from importlib import resources
from pathlib import Path

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
    Text,
)
from qualkit.core.report import ClearedReport
from qualkit.exporters.cells import notes, one_line, xml_text
from qualkit.exporters.report import wording
from qualkit.exporters.report.numbering import Numbering, Place
from qualkit.exporters.web import broken, table_lines
from qualkit.exporters.word import is_wide

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_CLASSES = {Style.BODY: "", Style.LEAD_IN: "", Style.NOTE: ' class="note"'}


def write_html(cleared: ClearedReport, path: Path) -> None:
    """Write the report as a page to `path`."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _lines(cleared))


def _lines(cleared: ClearedReport) -> Iterator[str]:
    style = resources.files("qualkit.exporters.report").joinpath("page.css").read_text("utf-8")
    title = escape(one_line(cleared.report.front.title))
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#text">Skip to the text</a>\n<main>'
    yield from _front(cleared, title)
    numbering = Numbering(cleared.report)
    begins = False
    yield '<div id="text" tabindex="-1">'
    for at, block in enumerate(cleared.report.blocks):
        if isinstance(block, PageBreak):
            begins = True
            continue
        if begins:
            yield '<div class="begin"></div>'
            begins = False
        yield from _of(at, block, numbering)
    yield f'</div>\n<p class="source">Source: {escape(one_line(cleared.provenance.line()))}</p>'
    yield "</main>\n</body>\n</html>"


def _front(cleared: ClearedReport, title: str) -> Iterator[str]:
    front = cleared.report.front
    yield "<header>"
    if cleared.stamp:
        yield f'<p class="stamp" role="note">{escape(one_line(cleared.stamp))}</p>'
    yield f"<h1>{title}</h1>"
    if front.subtitle:
        yield f'<p class="subtitle">{escape(one_line(front.subtitle))}</p>'
    for line in (*front.by, front.date):
        if line:
            yield f'<p class="front">{escape(one_line(line))}</p>'
    if front.facts:
        pairs = (
            f"<dt>{escape(one_line(name))}</dt><dd>{escape(one_line(value))}</dd>"
            for name, value in front.facts
        )
        yield f'<dl class="facts">{"".join(pairs)}</dl>'
    if front.notice:
        yield f'<p class="note">{broken(xml_text(front.notice))}</p>'
    yield "</header>"


def _of(at: int, block: Block, numbering: Numbering) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(numbering.place(at))
        case Paragraph():
            yield f'<p{_CLASSES[block.style]} dir="auto">{_text(block.text, numbering)}</p>'
        case Quotation():
            yield from _quotation(block)
        case BulletList():
            tag = "ol" if block.numbered else "ul"
            items = (f'<li dir="auto">{_text(item, numbering)}</li>' for item in block.items)
            yield f"<{tag}>{''.join(items)}</{tag}>"
        case TableBlock():
            yield from _table(block, numbering.place(at))
        case Figure():
            yield from _figure(block, numbering.place(at))
        case Prompt():
            where = f"<br>{escape(wording.mend(block))}" if block.mend else ""
            yield (
                f'<p class="prompt" role="note"><strong>{wording.TO_WRITE}</strong> '
                f"{broken(xml_text(block.text))}{where}</p>"
            )
        case Contents():
            yield from _contents(block, numbering)
        case PageBreak():
            return


def _heading(place: Place) -> str:
    # The title of the report is the one heading of the first level.
    tag = f"h{place.level + 1}"
    return f'<{tag} id="{place.anchor}" dir="auto">{escape(place.text)}</{tag}>'


def _quotation(block: Quotation) -> Iterator[str]:
    if over := wording.label_over(block):
        yield f'<p class="over">{over}</p>'
    said = [escape(line) for line in wording.lines(block.quote)]
    who = escape(wording.attribution(block.quote))
    if len(said) > 1:
        lines = "".join(f'<p dir="auto">{line}</p>' for line in said)
        by = f'<p class="by">{who}</p>' if who else ""
        yield f'<blockquote class="exchange">{lines}{by}</blockquote>'
        return
    by = f' <span class="by">{who}</span>' if who else ""
    words = "".join(said)
    if block.quote.paraphrased:
        yield f'<p class="paraphrase" dir="auto">{words}{by}</p>'
    else:
        yield f'<blockquote><p dir="auto">{words}{by}</p></blockquote>'


def _table(block: TableBlock, place: Place) -> Iterator[str]:
    wide = is_wide(block.table) if block.wide is None else block.wide
    side = ' class="wide"' if wide else ""
    caption = escape(f"{place.label}. {place.text}")
    yield f'<figure{side} id="{place.anchor}">'
    # The keyboard must be able to scroll a table that is wider than the window.
    yield f'<div class="table" role="region" aria-label="{escape(place.label)}" tabindex="0">'
    yield f'<table>\n<caption dir="auto">{caption}</caption>'
    count = yield from table_lines(block.table)
    yield "</table>\n</div>"
    if below := list(notes(block.table, count)):
        yield '<div class="notes">'
        yield from (f'<p dir="auto">{broken(note)}</p>' for note in below)
        yield "</div>"
    yield "</figure>"


def _figure(block: Figure, place: Place) -> Iterator[str]:
    kind, content = ("svg+xml", block.svg) if block.svg else ("png", block.png)
    source = f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"
    wide = f' style="width: {block.width:g}cm"' if block.width else ""
    alt = escape(one_line(block.alt))
    yield f'<figure id="{place.anchor}"><img alt="{alt}"{wide} src="{source}">'
    yield f'<figcaption dir="auto">{escape(f"{place.label}. {place.text}")}</figcaption>'
    if block.notes:
        yield '<div class="notes">'
        yield from (f'<p dir="auto">{broken(xml_text(note))}</p>' for note in block.notes)
        yield "</div>"
    yield "</figure>"


def _contents(block: Contents, numbering: Numbering) -> Iterator[str]:
    """The headings as lists in one another, as deep as they are."""
    places = numbering.headings(block.levels)
    if not places:
        return
    title = escape(one_line(block.title))
    yield f'<nav aria-label="{title}"><p><strong>{title}</strong></p>'
    level = 0
    for place in places:
        if place.level > level:
            yield "<ul>" * (place.level - level)
        else:
            yield "</li>" + "</ul></li>" * (level - place.level)
        yield f'<li><a href="#{place.anchor}">{escape(place.text)}</a>'
        level = place.level
    yield "</li></ul>" * level
    yield "</nav>"


def _text(text: Text, numbering: Numbering) -> str:
    pieces = []
    for piece in (text,) if isinstance(text, str) else text:
        match piece:
            case Reference():
                place = numbering.of(piece)
                pieces.append(f'<a href="#{place.anchor}">{escape(place.label)}</a>')
            case Emphasis():
                pieces.append(f"<em>{escape(xml_text(piece.text))}</em>")
            case _:
                pieces.append(broken(xml_text(piece)))
    return "".join(pieces)
