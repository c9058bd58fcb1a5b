"""What the parts of the coding screen share: the document, what is coded in it, and its picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualkit.core.codebook import Code, Codebook
from qualkit.core.layout import gutter, lay_out
from qualkit.core.records import (
    Coding,
    Document,
    Layer,
    MarkKind,
    Role,
    Span,
    TextVersion,
)
from qualkit.core.selection import Selection, Units, beginning, pointed
from qualkit.errors import CodebookError, QualkitError
from qualkit.study import Study
from qualkit.tui.coded import Coded, Words
from qualkit.tui.keymap import RESERVED_SHORTCUTS, Where
from qualkit.tui.paint import Look, Picture
from qualkit.tui.palette import code_colour
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.widgets.picker import Picker
from qualkit.tui.widgets.prompt import Prompt
from qualkit.tui.widgets.transcript import Transcript

COUNT_AFTER = 0.2
"""Seconds from a change to the new percentage: not in the way of the next key."""
# From this height on there is room for a blank row between turns.
SPACIOUS = 30


class Desk(KeyScreen):
    """Holds one document open for one coder; the actions are added by its subclasses."""

    WHERE = Where.CODING

    def __init__(self, study: Study, document: Document) -> None:
        super().__init__(study)
        self.document = document
        self.version: TextVersion = study.text(document)
        self.units = Units(self.version.text, self.version.structure)
        self.transcript = Transcript()
        self.picker = Picker()
        self.prompt = Prompt()
        self.book: Codebook | None = None
        self.shortcuts: dict[str, str] = {}
        self.coded = Coded(self.own_codings())
        self.words: Words | None = None
        self.coded_words = 0
        self.hits: tuple[Span, ...] = ()
        self.sticky = False
        self._looks: dict[str, Look] = {}
        self._shape: tuple[int, bool] = (0, False)
        self._kept_place: int | None = study.place(document)
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

    def start(self) -> None:
        """Put the cursor where the coder stopped, else at the beginning."""
        self.read_codebook()
        if self.units.empty:
            self.notice.show(f"Nobody speaks in {self.document.name}: there is nothing to code")
            return
        place = self._kept_place
        units = self.units
        first = beginning(units)
        self.transcript.select(first if place is None else pointed(units, place, first.unit))

    def select(self, selection: Selection) -> None:
        """Move the selection."""
        self.transcript.select(selection)

    def own_codings(self, code: str | None = None) -> Sequence[Coding]:
        """This coder's codings; nobody else's are ever shown here, so none without a coder."""
        coder = self.study.coder
        if not coder:
            return ()
        found = self.study.codings(self.document, coder, code)
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
            self.notice.show(error.message, error.hint or "", error=True)
            return
        if book is self.book:
            return
        self.book = book
        self._looks, self.shortcuts = {}, {}
        for number, placed in enumerate(book.walk()):
            code = placed.code
            letter = code.shortcut or code.name.strip()[:1].lower() or "?"
            self._looks[code.id] = Look(letter, code_colour(code.colour, number))
            if code.in_use and code.shortcut and code.shortcut not in RESERVED_SHORTCUTS:
                self.shortcuts.setdefault(code.shortcut, code.id)
        self.repaint()

    def code(self, identity: str) -> Code | None:
        """A code of the codebook."""
        return self.book.code(identity) if self.book else None

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
        if old is not None and old.layout.width == width and self._spaced == spaced:
            layout = old.layout
        else:
            layout = lay_out(self.version.text, structure, width, spaced=spaced)
            self.coded.assign(layout)
        self._spaced = spaced
        names = [gutter(speaker) for speaker in structure.speakers]
        asking = {s.number for s in structure.speakers if s.role is Role.INTERVIEWER}
        editorial = [
            Span(mark.start, mark.end)
            for mark in structure.marks
            if mark.kind is MarkKind.EDITORIAL and mark.start < mark.end
        ]
        self.transcript.show(
            Picture(
                layout=layout,
                coded=self.coded,
                looks=self._looks,
                palette=self.palette,
                names=[names[turn.speaker] for turn in structure.turns],
                dimmed=frozenset(i for i, t in enumerate(structure.turns) if t.speaker in asking),
                editorial=editorial,
                hits=self.hits,
            )
        )

    _spaced = False

    def reload(self) -> list[Coding]:
        """Read all codings afresh and paint what differs; the differing ones."""
        return self._take_over(self.own_codings())

    def reload_codes(self, codes: Iterable[str]) -> None:
        """Read the codings of these codes afresh: 1 ms where all 2,000 take 15."""
        codes = frozenset(codes)
        kept = [coding for coding in self.coded.codings if coding.code not in codes]
        self._take_over([*kept, *(coding for code in codes for coding in self.own_codings(code))])

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

    def keep_place(self) -> None:
        """Remember where the coder is, if that has changed."""
        if self.selection is None or not self.study.coder or not self._keeps_place:
            return
        place = self.selection.cursor
        if place != self._kept_place:
            try:
                self.study.remember_place(self.document, place)
                self._kept_place = place
            except QualkitError as error:
                self._keeps_place = False
                self.status.say(f"Your place is not kept: {error.message}")

    def time_at(self, offset: int) -> str:
        """The last time stamp before an offset, or ""."""
        stamps = self._stamps()
        index = bisect_right(stamps, offset, key=lambda mark: mark[0]) - 1
        return stamps[index][1] if index >= 0 else ""

    _times: list[tuple[int, str]] | None = None

    def _stamps(self) -> list[tuple[int, str]]:
        if self._times is None:
            marks = self.version.structure.marks
            self._times = [(m.start, m.value) for m in marks if m.kind is MarkKind.TIME]
        return self._times
