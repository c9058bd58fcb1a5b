"""The mouse on the coding screen: click, drag, stripes."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.records import Coding
from qualkit.core.selection import Unit, dragged, pointed, reaching
from qualkit.tui.paint import LAYER, STRIPES
from qualkit.tui.screens.transcript.jumping import Jumping
from qualkit.tui.widgets.transcript import Transcript

# The lanes that are left where the last two columns count what has no lane.
_CROWDED = STRIPES - 3


class Pointing(Jumping):
    """Selects by mouse: a click a sentence, twice a word, three times the sentence again."""

    _pressed: int | None = None

    def on_transcript_pointed(self, event: Transcript.Pointed) -> None:
        """Follow the mouse."""
        self.complete()
        if self.units.empty or self.picker.is_open or self.prompt.is_open:
            return
        self.end_jump()
        self.status.say("")
        self.notice.close()
        if event.beside is not None:
            self._pressed = None
            self._point_stripe(event.row, event.beside)
        else:
            self.transcript.still = True
            if event.dragging:
                self._drag(event.offset)
            else:
                self._press(event)
            self.transcript.still = False
        self.settle()

    def _press(self, event: Transcript.Pointed) -> None:
        picture, here = self.transcript.picture, self.selection
        if picture is not None and event.row in picture.folds:
            self._pressed = None
            self.status.say(r"Hidden by a filter: Esc takes the last one away, \ chooses others")
            return
        unit = Unit.WORD if event.clicks == 2 else Unit.SENTENCE
        if event.shift and here is not None:
            self.select(reaching(self.units, here, self.units.at(event.offset, Unit.WORD)))
            return
        self._pressed = event.offset
        self.select(pointed(self.units, event.offset, unit))

    def _drag(self, offset: int) -> None:
        if self._pressed is None:
            return
        first = pointed(self.units, self._pressed, Unit.WORD)
        # A hand that trembles within a word does not drag.
        if (drawn := dragged(self.units, first, offset)).extended:
            self.select(drawn)

    def _point_stripe(self, number: int, beside: int) -> None:
        """Select the coding of a stripe; of those that have no lane the next at each click."""
        picture = self.transcript.picture
        if picture is None:
            return
        row = picture.layout.rows[number]
        if beside >= STRIPES:
            self._point_layer(number, beside - STRIPES)
            return
        lane = beside - 1
        codings = self.coded.overlapping(row.start, row.end) if row.start < row.end else []
        crowded = any(self.coded.lane(coding) >= STRIPES - 1 for coding in codings)
        if crowded and lane >= _CROWDED:
            self._next_of([c for c in codings if self.coded.lane(c) >= _CROWDED])
        else:
            self._next_of([c for c in codings if self.coded.lane(c) == lane])

    def _next_of(self, codings: Sequence[Coding]) -> None:
        here = self.selection
        if not codings or here is None:
            return
        spans = [coding.span for coding in codings]
        at = spans.index(here.span) + 1 if here.span in spans else 0
        chosen = codings[at % len(codings)]
        self.leap_to_coding(chosen)
        self.status.say(f"{self.code_name(chosen.code)}: {self.length(chosen.span)}")

    def _point_layer(self, number: int, beside: int) -> None:
        """Select what another's stripe covers; it is only looked at."""
        picture = self.transcript.picture
        which, lane = beside // LAYER, beside % LAYER - 1
        if picture is None or which >= len(picture.layers):
            return
        row, layer = picture.layout.rows[number], picture.layers[which]
        for coding in layer.overlapping(row.start, max(row.start + 1, row.end)):
            if layer.lane(coding) == lane or lane == layer.lane(coding) >= LAYER - 1:
                self.leap_to_coding(coding)
                self.status.say(f"{self.beside[which].name}: {self.code_name(coding.code)}")
                return

    def leap_to_coding(self, coding: Coding) -> None:
        """Select exactly what is coded."""
        raise NotImplementedError
