"""Back and forward, places of interest, bookmarks, and the turns of one speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualkit.core.records import Span
from qualkit.core.selection import Selection, Unit, pointed, reaching, selected
from qualkit.core.text import turn_at
from qualkit.core.trail import Trail
from qualkit.tui import equal
from qualkit.tui.paint import Picture
from qualkit.tui.screens.transcript.showing import Showing

if TYPE_CHECKING:
    from qualkit.core.marks import Bookmark, CodingMark, TeamNote

# What goes further than a step: one can come back from it. A run of pages counts as one leap.
_LEAPS = frozenset({
    "next_coding", "previous_coding", "next_uncoded", "previous_uncoded", "next_of_speaker",
    "previous_of_speaker", "next_place", "previous_place", "to_start", "to_end", "next_hit",
    "previous_hit", "undo", "redo", "page_down", "page_up",
})  # fmt: skip
_RUNS = frozenset({"page_down", "page_up"})
BOOKMARK, NOTE = "#", "@"


@dataclass(frozen=True, slots=True)
class Interest:
    """A place worth a look, and what it is."""

    span: Span
    what: str


class Travelling(Showing):
    """Remembers where one was, and knows what lies on the way."""

    marks: Mapping[str, tuple[CodingMark, ...]] = {}
    bookmarks: Sequence[Bookmark] = ()
    notes: Sequence[TeamNote] = ()
    _trail: Trail[Selection] | None = None
    _last_leap = ""

    @property
    def trail(self) -> Trail[Selection]:
        """Where one has been in this document."""
        if self._trail is None:
            self._trail = Trail()
        return self._trail

    def act(self, identity: str) -> None:
        """Do an action; from a leap one can come back."""
        before = self.selection
        super().act(identity)
        run = identity in _RUNS and self._last_leap in _RUNS
        if identity in _LEAPS and not run:
            self.remember(before)
        self._last_leap = identity

    def remember(self, before: Selection | None) -> None:
        """Keep a selection that has been left, to come back to."""
        if before is not None and before != self.selection:
            self.trail.leave(before)

    def leap(self, selection: Selection) -> None:
        """Select something far from here, and remember where one was."""
        before = self.selection
        self.select(selection)
        self.remember(before)

    def leap_to(self, span: Span) -> None:
        """Leap to a passage, or while movements extend draw the selection out over it."""
        here = self.selection
        if here is not None and self.sticky:
            self.leap(reaching(self.units, here, span))
        else:
            self.leap(selected(self.units, span, Unit.SENTENCE))

    def do_go_back(self) -> None:
        """Where one was before the last leap, with what was selected."""
        here = self.selection
        place = self.trail.back(here) if here is not None else None
        if place is None:
            self._leave_document()
            return
        self.select(place)
        self._tell_trail()

    def _leave_document(self) -> None:
        """Back to the transcript from which this one was opened, past the search or list between.

        It stands as it was left; where there is none this says so and stays.
        """
        below = self.app.screen_stack[-2::-1]
        texts = [number for number, each in enumerate(below, 1) if isinstance(each, Travelling)]
        if not texts:
            self.status.say("Nothing further back in this document")
        for _ in range(texts[0] if texts else 0):
            self.app.pop_screen()

    def do_go_forward(self) -> None:
        """Forward again, to where one went back from."""
        here = self.selection
        place = self.trail.forward(here) if here is not None else None
        if place is None:
            self.status.say("Nothing further forward")
            return
        self.select(place)
        self._tell_trail()

    def _tell_trail(self) -> None:
        behind, ahead = self.trail.behind, self.trail.ahead
        self.status.say(f"{behind} further back, {ahead} forward")

    def do_next_of_speaker(self) -> None:
        """The next turn of whoever speaks here."""
        self._to_same_speaker(1)

    def do_previous_of_speaker(self) -> None:
        """The previous turn of whoever speaks here."""
        self._to_same_speaker(-1)

    def _to_same_speaker(self, step: int) -> None:
        structure = self.version.structure
        here = self.selection
        number = turn_at(structure, here.cursor) if here is not None else None
        if number is None:
            self.status.say("No speaker here")
            return
        speaker = structure.turns[number].speaker
        other = number + step
        while 0 <= other < len(structure.turns):
            turn = structure.turns[other]
            span = self.units.after(turn.start, Unit.SENTENCE)
            if turn.speaker == speaker and span is not None and span.start < turn.end:
                self.leap_over(span)
                return
            other += step
        name = self.speaker_name(speaker)
        self.status.say(f"No {'later' if step > 0 else 'earlier'} turn of {name}")

    def leap_over(self, span: Span) -> None:
        """Select a passage, or extend over it; `act` remembers where one was."""
        here = self.selection
        if here is not None and self.sticky:
            self.select(reaching(self.units, here, span))
        else:
            self.select(pointed(self.units, span.start, Unit.SENTENCE))

    def read_marks(self) -> None:
        """Read stars, counter-examples, notes and bookmarks; paint their signs."""
        study, document = self.study, self.document
        self.marks = study.marks(document)
        self.notes = [n for n in study.team_notes(document) if n.version_id == self.version.id]
        found = study.bookmarks(document) if study.coder else ()
        self.bookmarks = [b for b in found if b.version_id == self.version.id]
        picture = self.transcript.picture
        if picture is not None and (signs := self._signs(picture)) != picture.signs:
            rows = {*signs, *picture.signs}
            self.transcript.resign(replace(picture, signs=signs), rows)

    def _signs(self, picture: Picture) -> Mapping[int, str]:
        row_of = picture.layout.row_at
        signs = {row_of(note.span.start): NOTE for note in self.notes}
        signs |= {row_of(mark.span.start): BOOKMARK for mark in self.bookmarks}
        return {row: sign for row, sign in signs.items() if row not in picture.folds}

    def decorated(self, picture: Picture) -> Picture:
        """Signs in the gutter as well."""
        picture = super().decorated(picture)
        return replace(picture, signs=self._signs(picture))

    def do_bookmark(self) -> None:
        """Set a bookmark, or take away the one that is here."""
        if self.selection is None:
            return
        span = self.selection.span
        there = {mark.id for mark in self.bookmarks}
        self.study.bookmark(self.document, span)
        self.desk.equal = equal.bookmarked(self.document, span)
        self.read_marks()
        new = any(mark.id not in there for mark in self.bookmarks)
        self.status.say("Bookmark: ; and , lead to it" if new else "The bookmark is taken away")

    def do_next_place(self) -> None:
        """The next place of interest."""
        self._to_place(forward=True)

    def do_previous_place(self) -> None:
        """The previous place of interest."""
        self._to_place(forward=False)

    def _to_place(self, *, forward: bool) -> None:
        here = self.selection
        if here is None:
            return
        key = (here.span.start, here.span.end)
        places: dict[tuple[int, int], list[str]] = {}
        for place in self._interests():
            places.setdefault((place.span.start, place.span.end), []).append(place.what)
        order = sorted(place for place in places if (place > key if forward else place < key))
        if not order:
            self.status.say(
                f"No {'later' if forward else 'earlier'} bookmark, star, counter-example, memo, "
                "note or doubt"
            )
            return
        found = order[0] if forward else order[-1]
        self.select(selected(self.units, Span(*found)))
        self.status.say("; ".join(dict.fromkeys(places[found])))

    def _interests(self) -> list[Interest]:
        """Every place of interest that is shown."""
        found = [Interest(mark.span, "Bookmark") for mark in self.bookmarks]
        for note in self.notes:
            words = " ".join(note.text.split())
            found.append(Interest(note.span, f"Note for the team by {note.coder}: {words[:60]}"))
        for coding in self.coded.codings:
            name = self.code_name(coding.code)
            found += [
                Interest(coding.span, f"{mark.kind.value.capitalize()}: {name}")
                for mark in self.marks.get(coding.id, ())
            ]
            if coding.memo:
                memo = " ".join(coding.memo.split())
                found.append(Interest(coding.span, f"Memo on {name}: {memo[:60]}"))
        found += self._doubts()
        return [each for each in found if self.is_shown(each.span)]

    def _doubts(self) -> list[Interest]:
        """What a corrected text left in doubt, where it may belong."""
        if not self.study.coder:
            return []
        found = []
        last = len(self.version.text) - 1
        for each in self.study.carried(document=self.document):
            near = min(each.near, last)
            name = f" ({self.code_name(each.code)})" if each.code else ""
            what = f"In doubt since the text was corrected: {each.what}{name}. Space d decides"
            found.append(Interest(each.span or Span(near, near + 1), what))
        return found
