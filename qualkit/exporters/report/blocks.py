"""The blocks of a report as paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

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
from qualkit.exporters.cells import notes, one_line, xml_text
from qualkit.exporters.report import wording
from qualkit.exporters.report.flow import Piece
from qualkit.exporters.report.lists import Lists
from qualkit.exporters.report.numbering import Numbering, Place
from qualkit.exporters.report.pictures import inline
from qualkit.exporters.word import is_wide
from qualkit.exporters.word_base import letter_width
from qualkit.exporters.word_table import table_element
from qualkit.exporters.word_text import (
    FIELD_END,
    bookmarked,
    element,
    field,
    field_begin,
    paragraph,
    runs,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PARAGRAPHS = {Style.BODY: "Body Text", Style.LEAD_IN: "Lead-in", Style.NOTE: "Report Note"}
_KEEP_NEXT = "<w:keepNext/>"
_KEEP_LINES = "<w:keepLines/>"
_LOOSE = '<w:keepNext w:val="0"/>'
_ROOM_BELOW = '<w:spacing w:after="240"/>'
_TABLE_END = '<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>'
_LIST_END = '<w:spacing w:after="140"/>'
# A longer quotation may break over two pages: about ten lines.
_WHOLE_UP_TO = 800
# A longer attribution has a line of its own.
_BESIDE_UP_TO = 14


class Blocks:
    """Turns blocks into pieces of the body; `width` and `side` are of the text, in twips.

    `side` is the width on a page that lies. With `computed` page numbers in the contents are left
    to the program that prints, which LibreOffice does not do in a table of contents.
    """

    def __init__(
        self, document: WordDocument, styles: dict[str, str], numbering: Numbering,
        width: int, side: int, *, computed: bool = False,
    ) -> None:  # fmt: skip
        self._document, self._styles, self._numbering = document, styles, numbering
        self._width, self._side, self._computed = width, side, computed
        self._lists = Lists(document)
        self._wider = letter_width(document)
        self._bookmarks = 0
        self._break = False

    def pieces(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        """The pieces of all blocks, in order."""
        for at, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                self._break = True
                continue
            for piece in self._of(at, block):
                piece.breaks = self._break
                self._break = False
                yield piece

    def _of(self, at: int, block: Block) -> Iterator[Piece]:
        match block:
            case Heading():
                yield self._heading(self._numbering.place(at))
            case Paragraph():
                yield self._paragraph(block)
            case Quotation():
                yield from self._quotation(block)
            case BulletList():
                yield from self._list(block)
            case TableBlock():
                yield from self._table(block, self._numbering.place(at))
            case Figure():
                yield from self._figure(block, self._numbering.place(at))
            case Prompt():
                yield self._prompt(block)
            case Contents():
                yield from self._contents(block)

    def _p(
        self, style: str, text: str, before: str = "", *, first: str = "", then: str = "",
        after: str = "", leads: bool = False,
    ) -> Piece:  # fmt: skip
        xml = paragraph(self._styles[style], text, before, first=first, then=then, after=after)
        return Piece(element(xml), leads=leads)

    def _heading(self, place: Place) -> Piece:
        inside = self._marked(f"_Toc_{_name(place)}", runs(place.text))
        piece = self._p(f"heading {place.level}", "", inside, leads=True)
        piece.opens = place.level == 1
        return piece

    def _marked(self, name: str, inside: str) -> str:
        self._bookmarks += 1
        # Templates bring bookmarks of their own, with low numbers.
        return bookmarked(name, 10_000 + self._bookmarks, inside)

    def _paragraph(self, block: Paragraph) -> Piece:
        leads = block.style is Style.LEAD_IN
        return self._p(_PARAGRAPHS[block.style], "", self._inline(block.text), leads=leads)

    def _inline(self, text: Text) -> str:
        return "".join(self._inlined(text))

    def _inlined(self, text: Text) -> Iterator[str]:
        for piece in (text,) if isinstance(text, str) else text:
            match piece:
                case Reference():
                    yield self._reference(self._numbering.of(piece))
                case Emphasis():
                    yield runs(xml_text(piece.text), looks="<w:i/><w:iCs/>")
                case _:
                    yield runs(xml_text(piece))

    def _reference(self, place: Place) -> str:
        if place.level:
            name = f"_Toc_{_name(place)}"
            if place.label != f"“{place.text}”":
                # An appendix is told by its letter: a field would print all of its heading.
                return f'<w:hyperlink w:anchor="{name}">{runs(place.label)}</w:hyperlink>'
            return runs("“") + field(f"REF {name} \\h", place.text) + runs("”")
        return field(f"REF _Ref_{_name(place)} \\h", place.label)

    def _quotation(self, block: Quotation) -> Iterator[Piece]:
        who = wording.attribution(block.quote)
        said = wording.lines(block.quote)
        if over := wording.label_over(block):
            yield self._p("Label over a Passage", over, leads=True)
        whole = _KEEP_LINES if sum(map(len, said)) <= _WHOLE_UP_TO else ""
        # A researcher's words are no quotation, and are not set as one.
        style = "Paraphrase" if block.quote.paraphrased else "Quote"
        if len(said) <= 1 and len(who.split()) <= _BESIDE_UP_TO:
            looks = f"<w:rStyle w:val={quoteattr(self._styles['Attribution'])}/>"
            after = runs(f" {who}", looks=looks) if who else ""
            yield self._p(style, "".join(said), first=whole, after=after)
            return
        style = "Quote Exchange" if len(said) > 1 else style
        for number, line in enumerate(said):
            together = _KEEP_NEXT if (whole or number == len(said) - 1) and who else ""
            yield self._p(style, line, first=together + whole)
        if who:
            yield self._p("Quote Attribution", who)

    def _list(self, block: BulletList) -> Iterator[Piece]:
        style = "List Number" if block.numbered else "List Bullet"
        number = self._lists.number_of(self._styles[style], numbered=block.numbered)
        first = (
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        )
        for at, item in enumerate(block.items, start=1):
            room = _LIST_END if at == len(block.items) else ""
            yield self._p(style, "", self._inline(item), first=first, then=room)

    def _caption(self, place: Place, kind: str, *, first: str = "", then: str = "") -> Piece:
        number = place.label.rpartition(" ")[2]
        label = runs(f"{kind} ") + field(f"SEQ {kind} \\* ARABIC", number)
        before = self._marked(f"_Ref_{_name(place)}", label) + runs(". ")
        return self._p("caption", place.text, before, first=first, then=then, leads=True)

    def _table(self, block: TableBlock, place: Place) -> Iterator[Piece]:
        wide = is_wide(block.table) if block.wide is None else block.wide
        width = self._side if wide else self._width
        table, count = table_element(
            block.table, self._styles, width, together=True, wider=self._wider
        )
        below = list(notes(block.table, count))
        yield self._with(self._caption(place, "Table"), wide=wide)
        yield Piece(table, wide)
        for number, note in enumerate(below, start=1):
            room = _ROOM_BELOW if number == len(below) else ""
            yield self._with(self._p("Table Note", note, then=room), wide=wide)
        if not below:
            yield self._with(self._p("Table Note", "", then=_TABLE_END), wide=wide)

    @staticmethod
    def _with(piece: Piece, *, wide: bool) -> Piece:
        piece.wide = wide
        return piece

    def _figure(self, block: Figure, place: Place) -> Iterator[Piece]:
        part, image = self._document.part.get_or_add_image(BytesIO(block.png))
        alt = one_line(block.alt)
        number = int(place.label.rpartition(" ")[2])
        shown = inline(
            part, number, alt, (image.px_width, image.px_height), self._width, block.width
        )
        yield self._p("Figure", "", shown, leads=True)
        below = [xml_text(note) for note in block.notes]
        yield self._caption(place, "Figure", first=_LOOSE, then="" if below else _ROOM_BELOW)
        for at, note in enumerate(below, start=1):
            yield self._p("Table Note", note, then=_ROOM_BELOW if at == len(below) else "")

    def _prompt(self, block: Prompt) -> Piece:
        bold = f"<w:rStyle w:val={quoteattr(self._styles['Prompt Head'])}/>"
        head = runs(f"{wording.TO_WRITE} ", looks=bold)
        where = wording.mend(block)
        after = runs(f"\n{where}") if where else ""
        return self._p("Prompt", xml_text(block.text), head, after=after)

    def _contents(self, block: Contents) -> Iterator[Piece]:
        """The contents with their entries written in, to be worked out anew by Word."""
        entries = self._numbering.headings(block.levels)
        if not entries:
            return
        yield self._p("TOC Heading", one_line(block.title), leads=True)
        begin = "" if self._computed else field_begin(
            f'TOC \\o "1-{block.levels}" \\h \\z \\u', dirty=True
        )  # fmt: skip
        for number, place in enumerate(entries, start=1):
            ends = number == len(entries) and not self._computed
            yield self._p(
                f"toc {place.level}", "", begin + self._entry(place), first=self._tab(),
                after=FIELD_END if ends else "",
            )  # fmt: skip
            begin = ""

    def _entry(self, place: Place) -> str:
        name = f"_Toc_{_name(place)}"
        page = ""
        if self._computed:
            page = runs("\t") + field_begin(f"PAGEREF {name} \\h") + runs("0") + FIELD_END
        inside = runs(place.text) + page
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{inside}</w:hyperlink>'

    def _tab(self) -> str:
        return (
            '<w:tabs><w:tab w:val="clear" w:pos="9070"/>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{self._width}"/></w:tabs>'
        )


def _name(place: Place) -> str:
    """The anchor as a bookmark may be called."""
    return place.anchor.replace("-", "_")
