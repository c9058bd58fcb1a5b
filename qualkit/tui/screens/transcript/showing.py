"""Filters: only some turns are shown, and the cursor moves only through them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from qualkit.core.cells import visible
from qualkit.core.filtering import Filter, FilterKind, Folded, contain, fold, stretches
from qualkit.core.layout import Layout
from qualkit.core.records import Role, Span
from qualkit.core.selection import Selection, Units, contained, pointed
from qualkit.core.text import turn_at
from qualkit.core.wording import counted
from qualkit.study.reading import Reading
from qualkit.tui.paint import Picture
from qualkit.tui.screens.transcript.layering import Layering
from qualkit.tui.widgets.picker import Entry

_NONE, _TEXT = "none", "text"


class Showing(Layering):
    """Hides turns. Filters of one kind add to each other, those of several kinds all hold."""

    filters: tuple[Filter, ...] = ()
    _every: Units | None = None
    _shown: tuple[Span, ...] = ()
    _seen: tuple[bool, ...] = ()
    _fold: tuple[Layout, tuple[bool, ...], Folded] | None = None

    def show_reading(self, shown: Reading) -> None:
        """Show the same text with other words in it; the cursor stays, filters go by the words."""
        self.complete()
        picture, filters = self.transcript.picture, self.filters
        rows = picture.layout.rows if picture else ()
        top = rows[min(self.transcript.top, len(rows) - 1)].start if rows else 0
        self.filters, self._every = (), None
        self.reading, self.units = shown, shown.units()
        self.repaint()
        if filters:
            self._filter_by(filters)
        if (drawn := self.transcript.picture) is not None:
            self.transcript.scroll_rows(drawn.layout.row_at(top))
            self.transcript.keep_in_view()

    def is_shown(self, span: Span) -> bool:
        """Whether all of a passage is shown, with nothing hidden inside."""
        return not self.filters or self._stretch(span) is not None

    def _stretch(self, span: Span) -> Span | None:
        index = bisect_right(self._shown, span.start, key=lambda each: each.start) - 1
        if index >= 0 and span.end <= self._shown[index].end:
            return self._shown[index]
        return None

    def select(self, selection: Selection) -> None:
        """Move the selection; never over hidden turns. To show a hidden one the filters go."""
        if self.filters:
            stretch = self._stretch(selection.anchor)
            if stretch is None:
                self._filter_by(())
                self.status.say("The filters were taken away to show this")
            else:
                selection = contained(selection, stretch)
        super().select(selection)

    def folded(self, layout: Layout) -> Layout:
        """Without the turns that the filters hide."""
        if not self.filters or self._every is None:
            return layout
        if self._fold is None or self._fold[0] is not layout or self._fold[1] != self._seen:
            self._fold = (layout, self._seen, fold(layout, self._every.turns, self._seen))
        return self._fold[2].layout

    def decorated(self, picture: Picture) -> Picture:
        """With the number of turns on each row that stands for hidden ones."""
        picture = super().decorated(picture)
        if self.filters and self._fold is not None:
            picture = replace(picture, folds=self._fold[2].folds)
        return picture

    def filter_parts(self) -> list[str]:
        """What the status line says of the filters."""
        if not self.filters:
            return []
        labels = [each.label for each in self.filters]
        count = f"{sum(self._seen)} of {len(self._seen)} turns"
        return [f"only {labels[0]}", *labels[1:], count]

    def do_filter(self) -> None:
        """Choose what is shown."""
        self.complete()
        if self.units.empty:
            self.status.say("Nothing is said here")
            return
        entries, chosen = self._filter_entries()

        def fitting(query: str) -> list[Entry]:
            return [e for e in entries if query.casefold() in e.title.casefold()]

        def done(keys: tuple[str, ...]) -> None:
            if keys == (_TEXT,):
                self._ask_text()
                return
            self._filter_by(() if _NONE in keys else (*self.filters, *(chosen[k] for k in keys)))
            self.settle()

        self.place_picker(len(entries) + 8)
        self.picker.open("Show only", fitting, done, several=True, verb="show only these")

    def _filter_entries(self) -> tuple[list[Entry], dict[str, Filter]]:
        chosen: dict[str, Filter] = {}
        entries = [Entry(_NONE, "everything: take all filters away")] if self.filters else []
        speakers = self.version.structure.speakers
        if speakers:
            chosen["p"] = Filter(FilterKind.PARTICIPANTS, "participants")
            entries.append(Entry("p", "participants", "not what interviewers say"))
        chosen["u"] = Filter(FilterKind.UNCODED, "uncoded")
        entries.append(Entry("u", "uncoded", "turns of participants without a code of yours"))
        entries.append(Entry(_TEXT, "a text …", "turns in which some words occur"))
        for speaker in speakers:
            name, key = self.speaker_name(speaker.number), f"s{speaker.number}"
            chosen[key] = Filter(FilterKind.SPEAKER, name, str(speaker.number))
            entries.append(Entry(key, name, "speaker"))
        counts = self.code_counts()
        for code in self.codes_used():
            name, look = self.code_name(code), self.look(code)
            chosen[f"c{code}"] = Filter(FilterKind.CODE, name, code)
            entries.append(Entry(f"c{code}", name, counted(counts[code], "coding"), look.letter,
                                 self.palette.ink(look.colour)))  # fmt: skip
        present = [key for key, each in chosen.items() if each in self.filters]
        for key in present:
            del chosen[key]
        return [e for e in entries if e.key not in present], chosen

    def _ask_text(self) -> None:
        self.prompt.ask("only turns with: ", "", self._filter_text)
        self.status.display = False

    def _filter_text(self, words: str) -> None:
        self.status.display = True
        if words.strip():
            text = Filter(FilterKind.TEXT, f"“{visible(words.strip())}”", words)
            self._filter_by((*self.filters, text))
        self.settle()

    def drop_filter(self) -> bool:
        """Take the last filter away; whether there was one."""
        if not self.filters:
            return False
        self._filter_by(self.filters[:-1])
        return True

    def _filter_by(self, filters: Sequence[Filter]) -> None:
        """Show what fits these filters; where nothing does, leave all as it is and say so."""
        self.complete()
        if self._every is None or not self.filters:
            self._every = self.units
        wanted = tuple(dict.fromkeys(filters))
        seen = self._fitting(self._every, wanted)
        if not any(seen):
            labels = " · ".join(each.label for each in wanted)
            self.status.say(f"No turn is left by: {labels}")
            return
        self.filters, self._seen = wanted, tuple(seen)
        self._shown = stretches(self._every.turns, seen)
        self.units = self._every.only(self._shown) if wanted else self._every
        self._follow()

    def _follow(self) -> None:
        """Draw the rows that are left, with the selection on the nearest of them."""
        here = self.selection
        if here is not None and self.filters and self._stretch(here.span) is None:
            here = pointed(self.units, here.cursor, here.unit)
        self.repaint()
        if here is not None:
            super().select(here)
        self.transcript.keep_in_view()

    def _fitting(self, units: Units, filters: Sequence[Filter]) -> list[bool]:
        """Which turns meet one filter of each kind."""
        seen = [True] * len(units.turns)
        for kind in dict.fromkeys(each.kind for each in filters):
            values = [each.value for each in filters if each.kind is kind]
            for number, fits in enumerate(self._of_kind(units, kind, values)):
                seen[number] = seen[number] and fits
        return seen

    def _of_kind(self, units: Units, kind: FilterKind, values: Sequence[str]) -> list[bool]:
        structure, turns = self.version.structure, units.turns
        if kind is FilterKind.TEXT:
            each = [contain(units.text, turns, words, units.masks) for words in values]
            return [any(fits) for fits in zip(*each, strict=True)]

        def speaker(turn: Span) -> int:
            number = turn_at(structure, turn.start)
            return structure.turns[number].speaker if number is not None else -1

        def participant(turn: Span) -> bool:
            who = speaker(turn)
            return who < 0 or structure.speakers[who].role is not Role.INTERVIEWER

        codes = frozenset(values)
        tests: dict[FilterKind, Callable[[Span], bool]] = {
            FilterKind.PARTICIPANTS: participant,
            FilterKind.SPEAKER: lambda t: str(speaker(t)) in codes,
            FilterKind.UNCODED: lambda t: (
                participant(t) and not self.coded.overlapping(t.start, t.end)
            ),
            FilterKind.CODE: lambda t: any(
                self.current(coding.code) in codes
                for coding in self.coded.overlapping(t.start, t.end)
            ),
        }
        return [tests[kind](turn) for turn in turns]
