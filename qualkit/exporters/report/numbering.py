"""What a writer has to know of a whole report before it writes the first line: numbers, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.blocks import Block, Emphasis, Figure, Heading, Reference, TableBlock, Text
from qualkit.core.report import Report
from qualkit.errors import InternalError
from qualkit.exporters.cells import caption, one_line

_APPENDIX = re.compile(r"Appendix [A-Z]\b")
"""Where a heading begins so, whoever refers to it needs no more of it."""
LEVELS = 3
"""Headings go no deeper: a reader of a report is lost below that."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading, table or figure: what a reference to it prints, and the anchor it leads to."""

    label: str
    anchor: str
    text: str
    level: int = 0


class Numbering:
    """Numbers of tables and figures and levels of headings, in the order of the report.

    A heading never skips a level, whatever the report says: who hears a page goes by them.
    """

    def __init__(self, report: Report) -> None:
        self._by_block: dict[int, Place] = {}
        self._by_key: dict[str, Place] = {}
        self._headings: list[Place] = []
        self._tables = self._figures = 0
        level = 0
        for at, block in enumerate(report.blocks):
            if isinstance(block, Heading):
                level = max(1, min(block.level, level + 1, LEVELS))
            if (place := self._placed(block, level)) is not None:
                self._by_block[at] = place
                self._know(block, place)

    def _placed(self, block: Block, level: int) -> Place | None:
        match block:
            case Heading():
                text = one_line(block.text)
                appendix = _APPENDIX.match(text)
                label = appendix[0] if appendix else f"“{text}”"
                place = Place(label, f"section-{len(self._headings) + 1}", text, level)
                self._headings.append(place)
                return place
            case TableBlock():
                self._tables += 1
                label, anchor = f"Table {self._tables}", f"table-{self._tables}"
                return Place(label, anchor, caption(block.table))
            case Figure():
                self._figures += 1
                label, anchor = f"Figure {self._figures}", f"figure-{self._figures}"
                return Place(label, anchor, one_line(block.caption))
            case _:
                return None

    def _know(self, block: Block, place: Place) -> None:
        key = block.key if isinstance(block, (Heading, TableBlock, Figure)) else ""
        if not key:
            return
        if key in self._by_key:
            raise InternalError(f"Two parts of the report have the key “{key}”.")
        self._by_key[key] = place

    def place(self, at: int) -> Place:
        """The place of the block with this index: a heading, a table or a figure."""
        return self._by_block[at]

    def of(self, reference: Reference) -> Place:
        """The place that a reference means."""
        place = self._by_key.get(reference.key)
        if place is None:
            raise InternalError(f"The report refers to “{reference.key}”, which is not in it.")
        return place

    def headings(self, levels: int) -> tuple[Place, ...]:
        """The headings down to a level."""
        return tuple(place for place in self._headings if place.level <= levels)

    def plain(self, text: Text) -> str:
        """Running text without links and italics."""
        return "".join(self._plain(text))

    def _plain(self, text: Text) -> Iterator[str]:
        for piece in (text,) if isinstance(text, str) else text:
            match piece:
                case Reference():
                    yield self.of(piece).label
                case Emphasis():
                    yield piece.text
                case _:
                    yield piece
