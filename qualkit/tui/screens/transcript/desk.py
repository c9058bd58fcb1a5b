"""What the parts of the coding screen share: the document, what is coded in it, and its picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual import events

from qualkit.core.codebook import Code, Codebook
from qualkit.core.layout import Layout, gutter
from qualkit.core.letters import code_letters
from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.records import (
    Coding,
    Document,
    Layer,
    MarkKind,
    Role,
    Span,
    TextVersion,
)
from qualkit.core.selection import Selection, beginning, pointed, selected
from qualkit.core.window import around, part
from qualkit.errors import CodebookError
from qualkit.study import Study, reading
from qualkit.study.reading import Reading
from qualkit.tui.coded import Coded, Words
from qualkit.tui.keymap import RESERVED_SHORTCUTS, Where
from qualkit.tui.paint import Look, Picture
from qualkit.tui.palette import code_colour
from qualkit.tui.screens.asking import AskingScreen
from qualkit.tui.widgets.transcript import Transcript

COUNT_AFTER = 0.2
"""Seconds from a change to the new percentage: not in the way of the next key."""
# From this height on there is room for a blank row between turns.
SPACIOUS = 30


class Desk(AskingScreen):
    """Holds one document open for one coder; the actions are added by its subclasses."""

    WHERE = Where.CODING
    _kept_selection: Selection | None = None

    def __init__(self, study: Study, document: Document, at: Span | None = None) -> None:
        super().__init__(study)
        self.document = document
        self._at = at
        self.reading: Reading = reading.of(study, document)
        self.version: TextVersion = self.reading.version
        self._kept_place: int | None = study.place(document)
        text, structure = self.version.text, self.version.structure
        first = at.start if at is not None else self._kept_place or 0
        self._part = around(structure, len(text), first)
        self.units = self.reading.units(part(structure, self._part) if self._part else None)
        self.transcript = Transcript()
        self.book: Codebook | None = None
        self.shortcuts: dict[str, str] = {}
        self.coded = Coded(self.own_codings(within=self._part))
        self.words: Words | None = None
        self.coded_words = 0
        self.hits: tuple[Span, ...] = ()
        self.sticky = False
        self._looks: dict[str, Look] = {}
        self._shape: tuple[int, bool] = (0, False)
        self._keeps_place = not study.read_only

    @property
    def selection(self) -> Selection | None:
        """What is selected; None where nobody speaks."""
        return self.transcript.selection

    @property
    def under(self) -> list[Coding]:
        """The codings that touch the selection; those of exactly its extent first."""
        if self.selection is None:
            return []
        span = self.selection.span
        found = self.coded.overlapping(span.start, span.end)
        return sorted(found, key=lambda coding: coding.span != span)

    @property
    def whole(self) -> bool:
        """Whether all of the text has been read, and not only the part that is shown first."""
        return self._part is None

    def complete(self) -> None:
        """Read the rest of a long text, of which only the part first shown has been laid out."""
        if self.whole:
            return
        self._part = None
        self.units = self.reading.units()
        self.coded = Coded(self.own_codings())
        if (picture := self.transcript.picture) is not None:
            rows = picture.layout.rows
            top = rows[min(self.transcript.top, len(rows) - 1)].start
            self.repaint()
            if (whole := self.transcript.picture) is not None:
                self.transcript.scroll_rows(whole.layout.row_at(top))

    def take(self, event: events.Key) -> None:
        """Keys work on the whole text."""
        self.complete()
        super().take(event)

    def start(self) -> None:
        """Put the cursor where the coder stopped, else at the beginning."""
        self.read_codebook()
        if self.units.empty:
            self.complete()
        if self.units.empty:
            self.notice.show(f"Nobody speaks in {self.document.name}: there is nothing to code")
            return
        place = self._kept_place
        units = self.units
        first = beginning(units)
        if self._at is not None:
            first = selected(units, self._at)
        elif (kept := self.study.place_selection(self.document)) is not None:
            first = self._kept_selection = kept
        elif place is not None:
            first = pointed(units, place, first.unit)
        self.transcript.select(first)

    def select(self, selection: Selection) -> None:
        """Move the selection."""
        self.transcript.select(selection)

    def own_codings(self, code: str | None = None, within: Span | None = None) -> Sequence[Coding]:
        """This coder's codings; nobody else's are ever shown here, so none without a coder."""
        coder = self.study.coder
        if not coder:
            return ()
        found = self.study.codings(self.document, coder, code, within=within)
        return [
            coding
            for coding in found
            if coding.layer is Layer.CODER and coding.version_id == self.version.id
        ]

    def read_codebook(self) -> None:
        """Take over the codebook as its file stands; a broken one leaves the last in place."""
        try:
            book = self.study.codebook
        except CodebookError as error:
            if error.message != self._book_error:
                self._book_error = error.message
                self.tell_broken(error)
            return
        if book is self.book:
            self._book_error = ""
            return
        self._book_error = ""
        self.book = book
        self._looks, self.shortcuts = {}, {}
        dark = self.palette.dark
        letters = code_letters(placed.code for placed in book.walk())
        for number, placed in enumerate(book.walk()):
            code = placed.code
            colour = code_colour(code.colour, number, dark=dark)
            self._looks[code.id] = Look(letters[code.id], colour)
            if code.in_use and code.shortcut and code.shortcut not in RESERVED_SHORTCUTS:
                self.shortcuts.setdefault(code.shortcut, code.id)
        for old, new in book.merged().items():
            self._looks[old] = self._looks[new]
        self.repaint()

    _book_error = ""

    def tell_broken(self, error: CodebookError) -> None:
        """Say what is wrong in the codebook file, on one line with its number, and go on."""
        if self.book is None:
            self.notice.show(error.message, error.hint or "", error=True)
            return
        self.study.hold_codebook()
        self.notice.show(f"{error.message}. Coding goes on with the codebook as it was", error=True)

    def current(self, identity: str) -> str:
        """The id of the code that codings of this one count for: another where it was merged."""
        return self.book.current(identity) if self.book else identity

    def code(self, identity: str) -> Code | None:
        """A code of the codebook; of a merged one, the code that it went into."""
        return self.book.code(self.book.current(identity)) if self.book else None

    def code_name(self, identity: str) -> str:
        """A code's name, or its id where the codebook has it no more."""
        code = self.code(identity)
        return code.name if code else identity

    def path(self, identity: str) -> str:
        """A code's place in the codebook."""
        code = self.code(identity)
        return self.book.path(code) if self.book and code else identity

    def look(self, identity: str) -> Look:
        """A code's letter and colour."""
        found = self._looks.get(identity)
        return found or Look(identity[:1] or "?", code_colour("#888888", 0))

    def lay(self) -> None:
        """Lay the text out for the size of the screen, where that has changed."""
        shape = (self.transcript.text_width, self.transcript.size.height >= SPACIOUS)
        if shape != self._shape or self.transcript.picture is None:
            self._shape = shape
            self.repaint()
        self.transcript.keep_in_view()

    def repaint(self) -> None:
        """Make the whole picture anew: another size, theme or codebook."""
        width, spaced = self._shape
        if not width:
            return
        structure = self.version.structure
        old = self.transcript.picture
        drawn = (width, spaced, self._part, self.reading.masks)
        if self._whole is None or self._drawn != drawn:
            self._whole = self.reading.lay_out(width, spaced=spaced, within=self._part)
        self._drawn = drawn
        layout = self.folded(self._whole)
        if old is None or layout is not old.layout:
            self.coded.assign(layout)
        names = [gutter(speaker) for speaker in structure.speakers]
        asking = {s.number for s in structure.speakers if s.role is Role.INTERVIEWER}
        editorial = [
            Span(mark.start, mark.end)
            for mark in structure.marks
            if mark.kind is MarkKind.EDITORIAL and mark.start < mark.end
        ]
        self.transcript.show(
            self.decorated(Picture(
                layout=layout,
                coded=self.coded,
                looks=self._looks,
                palette=self.palette,
                names=[names[turn.speaker] for turn in structure.turns],
                dimmed=frozenset(i for i, t in enumerate(structure.turns) if t.speaker in asking),
                editorial=editorial,
                hits=self.hits,
            ))
        )  # fmt: skip

    def folded(self, layout: Layout) -> Layout:
        """The rows of `layout` that are to be seen; filters hide some."""
        return layout

    def decorated(self, picture: Picture) -> Picture:
        """The picture with what stands around the text: times, signs, layers of others."""
        return picture

    _whole: Layout | None = None

    _drawn: tuple[int, bool, Span | None, Masks] = (0, False, None, NO_MASKS)

    def reload(self) -> list[Coding]:
        """Read all codings afresh and paint what differs; the differing ones."""
        return self._take_over(self.own_codings())

    def reload_codes(self, codes: Iterable[str]) -> list[Coding]:
        """Read the codings of these codes afresh: 1 ms where all 2,000 take 15. What differs."""
        codes = frozenset(self.current(code) for code in codes)
        kept = [each for each in self.coded.codings if self.current(each.code) not in codes]
        fresh = (coding for code in codes for coding in self.own_codings(code))
        return self._take_over([*kept, *fresh])

    def drop(self, coding: Coding) -> None:
        """Show a coding no more: it was removed."""
        self._take_over([each for each in self.coded.codings if each.id != coding.id])

    def _take_over(self, codings: Sequence[Coding]) -> list[Coding]:
        old, picture = self.coded, self.transcript.picture
        self.coded = Coded(codings)
        if picture is None:
            return []
        self.coded.assign(picture.layout, old)
        changed = self.coded.differing(old)
        self.transcript.recode(replace(picture, coded=self.coded), changed)
        self.set_timer(COUNT_AFTER, self.count)
        return changed

    def show_hits(self, hits: Iterable[Span]) -> None:
        """Highlight these passages and no others."""
        old, self.hits = self.hits, tuple(hits)
        if (picture := self.transcript.picture) is not None:
            self.transcript.highlight(replace(picture, hits=self.hits), (*old, *self.hits))

    def count(self) -> None:
        """Count coded words again, outside the way from key to paint."""
        if self.words is None:
            self.words = Words(self.version.text, self.version.structure)
            self.desk.loaded()
        self.coded_words = self.words.coded(self.coded.codings)
        self.settle()
