"""The coding screen's motions: keys become steps of the selection."""

from __future__ import annotations

from qualkit.core.records import Coding, Role
from qualkit.core.selection import (
    Unit,
    dragged,
    grown,
    moved,
    pointed,
    selected,
    shrunk,
    stepped,
    to_edge,
    turned,
)
from qualkit.core.text import has_words, turn_at
from qualkit.tui.screens.transcript.travelling import Travelling


class Moving(Travelling):
    """Moves, extends, grows and shrinks the selection."""

    def _move(self, unit: Unit, *, forward: bool, extend: bool = False) -> None:
        if self.selection is not None:
            extend = extend or self.sticky
            self.select(moved(self.units, self.selection, unit, forward=forward, extend=extend))

    def do_next_word(self) -> None:
        """The next word."""
        self._move(Unit.WORD, forward=True)

    def do_previous_word(self) -> None:
        """The previous word."""
        self._move(Unit.WORD, forward=False)

    def do_next_sentence(self) -> None:
        """The next sentence."""
        self._move(Unit.SENTENCE, forward=True)

    def do_previous_sentence(self) -> None:
        """The previous sentence."""
        self._move(Unit.SENTENCE, forward=False)

    def do_next_turn(self) -> None:
        """The next turn."""
        self._move(Unit.TURN, forward=True)

    def do_previous_turn(self) -> None:
        """The previous turn."""
        self._move(Unit.TURN, forward=False)

    def do_extend_right(self) -> None:
        """Extend by a word."""
        self._move(Unit.WORD, forward=True, extend=True)

    def do_extend_left(self) -> None:
        """Extend by a word backwards."""
        self._move(Unit.WORD, forward=False, extend=True)

    def do_extend_down(self) -> None:
        """Extend by a sentence."""
        self._move(Unit.SENTENCE, forward=True, extend=True)

    def do_extend_up(self) -> None:
        """Extend by a sentence backwards."""
        self._move(Unit.SENTENCE, forward=False, extend=True)

    def do_nudge_right(self) -> None:
        """The moving end one character onward."""
        self._nudge(forward=True)

    def do_nudge_left(self) -> None:
        """The moving end one character back."""
        self._nudge(forward=False)

    def _nudge(self, *, forward: bool) -> None:
        here = self.selection
        if here is not None:
            self.select(stepped(self.units, here, forward=forward))
            if self.selection == here:
                self.status.say("This end goes no further")

    def do_other_end(self) -> None:
        """Make the other end the one that moves."""
        if self.selection is not None:
            self.select(turned(self.units, self.selection))
            end = "beginning" if self.selection.backward else "end"
            self.status.say(f"The {end} moves now: shift-arrows, > and <")

    def do_stick(self) -> None:
        """Let all movements extend, or no more."""
        self.sticky = not self.sticky

    def do_grow(self) -> None:
        """The next larger unit."""
        if self.selection is not None:
            self.select(grown(self.units, self.selection))

    def do_shrink(self) -> None:
        """The next smaller unit."""
        if self.selection is not None:
            self.select(shrunk(self.units, self.selection))

    def do_to_start(self) -> None:
        """The beginning of the document."""
        if self.selection is not None:
            self.select(to_edge(self.units, self.selection, forward=False, extend=self.sticky))

    def do_to_end(self) -> None:
        """The end of the document."""
        if self.selection is not None:
            self.select(to_edge(self.units, self.selection, forward=True, extend=self.sticky))

    def do_page_down(self) -> None:
        """One page on."""
        self._page(1)

    def do_page_up(self) -> None:
        """One page back."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        """Scroll by a page less two rows, and take the selection along."""
        picture = self.transcript.picture
        if self.selection is None or picture is None:
            return
        step = direction * max(1, self.transcript.size.height - 2)
        row = picture.layout.row_at(self.selection.cursor)
        offset = self.transcript.row_from(row, step)
        self.transcript.scroll_rows(self.transcript.top + step)
        if self.sticky:
            self.select(dragged(self.units, self.selection, offset))
        else:
            self.select(pointed(self.units, offset, self.selection.unit))

    def do_next_coding(self) -> None:
        """The next passage that is coded."""
        self._to_coding(forward=True)

    def do_previous_coding(self) -> None:
        """The previous passage that is coded."""
        self._to_coding(forward=False)

    def _to_coding(self, *, forward: bool) -> None:
        if self.selection is None:
            return
        for coding in self.coded.beyond(self.selection.span, forward=forward):
            if self.is_shown(coding.span):
                self.select_coding(coding)
                return
        where = "among the turns that are shown" if self.filters else ""
        words = "No coding of yours further on" if forward else "None before this one"
        self.status.say(f"{words} {where}".rstrip())

    def select_coding(self, coding: Coding) -> None:
        """Select exactly what is coded; the coding is then the one that is meant."""
        self.select(selected(self.units, coding.span))
        self.held = (coding.id,)

    def do_next_uncoded(self) -> None:
        """The next turn of a participant that has no code."""
        self._to_uncoded(forward=True)

    def do_previous_uncoded(self) -> None:
        """The previous turn of a participant that has no code."""
        self._to_uncoded(forward=False)

    def _to_uncoded(self, *, forward: bool) -> None:
        if self.selection is None:
            return
        units, span = self.units, self.selection.span
        turn = units.after(span.end, Unit.TURN) if forward else units.before(span.start, Unit.TURN)
        while turn is not None:
            open_turn = not self.coded.overlapping(turn.start, turn.end)
            if open_turn and not self._asked(turn.start) and has_words(self.version, turn):
                first = pointed(units, turn.start, Unit.SENTENCE)
                self.select(first)
                return
            turn = (
                units.after(turn.end, Unit.TURN) if forward else units.before(turn.start, Unit.TURN)
            )
        self.status.say(f"No turn without a code {'after' if forward else 'before'} this one")

    def _asked(self, offset: int) -> bool:
        """Whether an interviewer speaks at `offset`."""
        structure = self.version.structure
        number = turn_at(structure, offset)
        if number is None:
            return False
        speaker = structure.turns[number].speaker
        return structure.speakers[speaker].role is Role.INTERVIEWER
