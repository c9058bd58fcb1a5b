"""What a report is made of: headings, paragraphs, quotations, lists, tables, figures, prompts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.quotes import Quote
from qualkit.core.table import Table


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in running text that prints as "Table 3", "Figure 1" or a heading's words.

    `key` is the key of the table, figure or heading that is meant; the writer numbers them.
    """

    key: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set off in italics, as the letters of statistics are."""

    text: str


Piece = str | Reference | Emphasis
Text = str | tuple[Piece, ...]
"""Running text: a string, or pieces where it refers to a table or sets words off."""


class Style(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    LEAD_IN = "lead-in"
    """The researcher's own sentence before a quotation: stays with what follows."""
    NOTE = "note"
    """What qualifies the text above it: small."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; `key` lets `Reference` name it."""

    text: str
    level: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words set apart, with the attribution and the locator that `quote` carries.

    The gate checks it like any other quotation. `counter` says that it qualifies or contradicts
    the quotations beside it; `theme` and `subtheme` are names for the formats of programs.
    """

    quote: Quote
    counter: bool = False
    theme: str = ""
    subtheme: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items under one another, with bullets or numbers."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its caption, `table.caption` or else its title, and its notes.

    `wide` lays it on a page of its own on its side; None leaves that to its columns.
    """

    table: Table
    key: str = ""
    wide: bool | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: PNG for Word, SVG for pages where there is one, and in words what it shows.

    `width` is in centimetres on paper; None takes the width of the text.
    """

    png: bytes
    caption: str
    alt: str
    svg: bytes = b""
    key: str = ""
    width: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a person still has to write: printed so that nobody can overlook it.

    `mend` is the command or the place in the study where it is written; "" for none.
    """

    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, down to headings of `levels`."""

    levels: int = 2
    title: str = "Contents"


Block = (
    Heading | Paragraph | Quotation | BulletList | TableBlock | Figure | Prompt | PageBreak
    | Contents
)  # fmt: skip
