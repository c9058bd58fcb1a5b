"""A report in Markdown: readable as it stands, pictures in words, tables as pipe tables."""

from __future__ import annotations

from collections.abc import Iterator
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
from qualkit.exporters.markdown import inline, own_paragraph, table_lines
from qualkit.exporters.report import wording
from qualkit.exporters.report.numbering import Numbering


def write_markdown(cleared: ClearedReport, path: Path) -> None:
    """Write the report as Markdown to `path`."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _lines(cleared))


def _lines(cleared: ClearedReport) -> Iterator[str]:
    yield from _front(cleared)
    numbering = Numbering(cleared.report)
    for at, block in enumerate(cleared.report.blocks):
        yield from _of(at, block, numbering)
    yield "---"
    yield ""
    yield f"Source: {inline(one_line(cleared.provenance.line()))}"


def _front(cleared: ClearedReport) -> Iterator[str]:
    front = cleared.report.front
    yield f"# {inline(one_line(front.title))}"
    yield ""
    if cleared.stamp:
        yield from (f"> **{inline(one_line(cleared.stamp))}**", "")
    if front.subtitle:
        yield from (f"**{inline(one_line(front.subtitle))}**", "")
    for line in (*front.by, front.date):
        if line:
            yield from (own_paragraph(one_line(line)), "")
    for name, value in front.facts:
        yield f"- {inline(one_line(name))}: {inline(one_line(value))}"
    if front.facts:
        yield ""
    if front.notice:
        yield from (own_paragraph(front.notice), "")


def _of(at: int, block: Block, numbering: Numbering) -> Iterator[str]:
    match block:
        case Heading():
            place = numbering.place(at)
            # The title of the report is the one heading of the first level.
            yield f"{'#' * (place.level + 1)} {inline(place.text)}"
        case Paragraph():
            text = _text(block.text, numbering)
            yield f"*{text}*" if block.style is Style.NOTE and _is_plain(block.text) else text
        case Quotation():
            yield from _quotation(block)
        case BulletList():
            for number, item in enumerate(block.items, start=1):
                sign = f"{number}." if block.numbered else "-"
                yield f"{sign} {_text(item, numbering)}"
        case TableBlock():
            yield from _table(block, f"{numbering.place(at).label}. {numbering.place(at).text}")
        case Figure():
            place = numbering.place(at)
            yield f"**{inline(f'{place.label}. {place.text}')}**"
            yield ""
            yield f"[Picture: {inline(one_line(block.alt))}]".replace("[P", "\\[P", 1)
            for note in block.notes:
                yield from ("", own_paragraph(note))
        case Prompt():
            # Set apart it would read as somebody's words.
            where = f" ({inline(wording.mend(block))})" if block.mend else ""
            yield f"**{wording.TO_WRITE}** {inline(xml_text(block.text))}{where}"
        case Contents():
            yield f"**{inline(one_line(block.title))}**"
            yield ""
            for place in numbering.headings(block.levels):
                yield f"{'  ' * (place.level - 1)}- {inline(place.text)}"
        case PageBreak():
            return
    yield ""


def _is_plain(text: Text) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _quotation(block: Quotation) -> Iterator[str]:
    if over := wording.label_over(block):
        yield from (inline(over), "")
    said = [inline(line) for line in wording.lines(block.quote)]
    who = inline(wording.attribution(block.quote))
    if len(said) > 1:
        # Two spaces at the end of a line keep it.
        said = [f"{line}  " for line in said]
        yield from (f"> {line}" for line in (*said, who) if line.strip())
        return
    mark = "" if block.quote.paraphrased else "> "
    yield f"{mark}{' '.join([*said, who]).strip()}"


def _table(block: TableBlock, caption: str) -> Iterator[str]:
    yield f"**{inline(caption)}**"
    yield ""
    count = yield from table_lines(block.table)
    for note in notes(block.table, count):
        yield from ("", own_paragraph(note))


def _text(text: Text, numbering: Numbering) -> str:
    """Running text; at the beginning of a line nothing that Markdown takes for a list."""
    if isinstance(text, str):
        return own_paragraph(xml_text(text))
    pieces = []
    for piece in text:
        match piece:
            case Reference():
                pieces.append(inline(numbering.of(piece).label))
            case Emphasis():
                pieces.append(f"*{inline(xml_text(piece.text))}*")
            case _:
                pieces.append(inline(xml_text(piece)))
    return "".join(pieces)
