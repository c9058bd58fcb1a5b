"""Survey and interviews side by side: what researchers judge, and displays as all faces get them.

A display is rows of cells. A cell holds what it says, the counts it is made of and the quotations
behind it, so that a screen can open them; tables and files are made of the same cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind
from qualkit.core.statistics import Comparison, Description
from qualkit.core.table import Column


class NoteKind(StrEnum):
    """What a researcher writes into a joint display."""

    LEAD_IN = "lead-in"
    REMARK = "remark"
    FIT = "fit"
    META_INFERENCE = "meta-inference"

    @property
    def once(self) -> bool:
        """Whether a coder has one of it a theme, so that a new one takes the old one's place."""
        return self in (NoteKind.LEAD_IN, NoteKind.META_INFERENCE)


class Judgement(StrEnum):
    """How survey and interviews fit together: a researcher's judgement, never computed."""

    CONFIRM = "confirm"
    """Both say the same."""
    EXPAND = "expand"
    """They speak of different sides of it."""
    DISCORD = "discord"
    """They contradict each other."""
    SILENT = "silent"
    """One of them says nothing about it."""


@dataclass(frozen=True, slots=True)
class JointNote:
    """What one researcher has written on a theme. A judgement of fit is on a subscale ("" where
    the survey has none) and codes; `provisional` has still to be checked against final figures."""

    id: str
    theme: str
    kind: NoteKind
    coder: str
    text: str
    judgement: Judgement | None = None
    instrument: str = ""
    subscale: str = ""
    codes: tuple[str, ...] = ()
    provisional: bool = False
    at: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        """Everything that it says: two notes that are equal in it are the same note."""
        return (
            self.theme, self.kind, self.coder, self.instrument, self.subscale,
            tuple(sorted(self.codes)), self.judgement, self.text,
        )  # fmt: skip

    @property
    def about(self) -> tuple[object, ...]:
        """What it is a note on, by whom: a new one takes the place of the one before."""
        return (
            self.theme, self.kind, self.coder, self.instrument, self.subscale,
            tuple(sorted(self.codes)),
        )  # fmt: skip


class LinkLevel(StrEnum):
    """By what survey and interviews are tied together in a display."""

    NONE = "none"
    GROUP = "group"
    RESPONDENT = "respondent"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class LinkUse:
    """The tie that a display uses, and how that is said in it."""

    level: LinkLevel
    words: str


@dataclass(frozen=True, slots=True)
class ScaleLink:
    """A subscale that the codebook ties to a theme, with the codes it is tied to there.

    `by_theme` says that the theme itself names it; otherwise single codes do.
    """

    theme: str
    instrument: str
    subscale: str
    codes: tuple[str, ...]
    by_theme: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How far a code reaches in one kind of document: `participants` of `of`, in `references`.

    `asked` are those who did not raise it and were asked a question under which others did; None
    where no question is known.
    """

    kind: DocumentKind
    participants: int
    of: int
    references: int
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class JointCell:
    """What stands in one cell, and what it was made of. A hidden cell holds no figures."""

    text: str = ""
    counts: tuple[Count, ...] = ()
    quotes: tuple[Quote, ...] = ()
    attributions: tuple[str, ...] = ()
    """Who is quoted, one for each of `quotes`, as it is printed."""
    hidden: bool = False
    description: Description | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class JointRow:
    """One row. `notes` are what researchers wrote on it; `codes` what its quotations are of."""

    cells: tuple[JointCell, ...]
    theme: str = ""
    codes: tuple[str, ...] = ()
    instrument: str = ""
    subscale: str = ""
    notes: tuple[JointNote, ...] = ()


@dataclass(frozen=True, slots=True)
class JointDisplay:
    """A display: columns, rows of as many cells, and what must be printed under it.

    `notes` hold the codebook's links as the analytic claim that they are, which tie is used, what
    is hidden and why. `internal` hides nothing and is for the team's own eyes.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[JointRow, ...]
    link: LinkUse
    notes: tuple[str, ...] = ()
    by: str = ""
    minimum: int = 5
    internal: bool = False
    repeats: tuple[str, ...] = ()

    def printed(self) -> tuple[Quote, ...]:
        """The quotations that are printed; the others stand behind a count."""
        cells = (cell for row in self.rows for cell in row.cells if cell.attributions)
        return tuple(dict.fromkeys(quote for cell in cells for quote in cell.quotes))

    def quotes(self) -> tuple[Quote, ...]:
        """Every quotation in it, once, in order."""
        cells = (cell for row in self.rows for cell in row.cells)
        return tuple(dict.fromkeys(quote for cell in cells for quote in cell.quotes))
