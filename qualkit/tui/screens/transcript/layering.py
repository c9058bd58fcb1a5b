"""What stands around the text on demand: time stamps, layers of others, the legend."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.core.layout import Layout, RowKind, gutter
from qualkit.core.records import Coding, MarkKind
from qualkit.core.wording import counted
from qualkit.tui.coded import Coded
from qualkit.tui.paint import Picture
from qualkit.tui.screens.transcript.choosing import Choosing
from qualkit.tui.widgets.picker import Entry

if TYPE_CHECKING:
    from qualkit.study.layers import LayerView

BLIND = (
    "You work blind in this document: what others coded, and the consensus, is not shown until "
    "the team compares its work"
)


class Layering(Choosing):
    """Adds columns beside the text without moving an offset."""

    beside: tuple[LayerView, ...] = ()
    """The layers of others that are shown."""
    _others: tuple[Coded, ...] = ()

    def lay_anew(self) -> None:
        """Lay out for columns that came or went; what stood at the top stays there."""
        picture, top = self.transcript.picture, 0
        if picture is not None:
            rows = picture.layout.rows
            top = rows[min(self.transcript.top, len(rows) - 1)].start
        self._shape = (0, False)
        self.lay()
        if picture is not None and (fresh := self.transcript.picture) is not None:
            self.transcript.scroll_rows(fresh.layout.row_at(top))
            self.transcript.keep_in_view()

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

    def show_times_again(self) -> None:
        """Make room for time stamps where they were shown before in this session."""
        self.transcript.timed = self.desk.shows_times and bool(self._stamps())

    def do_times(self) -> None:
        """Show the time stamps in the gutter, or hide them."""
        if not self._stamps():
            self.status.say("This transcript has no time stamps")
            return
        self.desk.shows_times = self.transcript.timed = not self.transcript.timed
        self.lay_anew()

    def _times_by_row(self, layout: Layout) -> Mapping[int, str]:
        """The first time stamp of each row; one before a row's text counts as the row's."""
        starts = [row.start for row in layout.rows]
        times: dict[int, str] = {}
        for offset, value in self._stamps():
            number = layout.row_at(offset)
            if layout.rows[number].end <= offset:
                number = min(bisect_left(starts, offset), len(starts) - 1)
                while layout.rows[number].kind is RowKind.BLANK and number + 1 < len(starts):
                    number += 1
            times.setdefault(number, value)
        return times

    def decorated(self, picture: Picture) -> Picture:
        """Times and layers of others, where they are wanted."""
        picture = super().decorated(picture)
        if self.transcript.timed:
            times = self._times_by_row(picture.layout)
            picture = replace(picture, gutter=self.transcript.lead, times=times)
        for layer in self._others:
            layer.assign(picture.layout)
        return replace(picture, layers=self._others)

    def do_layers(self) -> None:
        """Choose layers of others to look at beside one's own."""
        views = self.study.visible_layers(self.document)
        if not views:
            self.status.say("Nobody else has coded this document")
            if self.study.coder and self.study.works_blind(self.document):
                self.status.say("")
                self.notice.show(BLIND)
            return
        if len(views) == 1:
            self.show_layers(() if self.beside else views)
            return
        named = {view.name: view for view in views}
        shown = {view.name for view in self.beside}
        entries = [
            Entry(name, name, counted(view.codings, "coding") + ("  shown" * (name in shown)))
            for name, view in named.items()
        ]
        if shown:
            entries.append(Entry("", "none: only your own", ""))

        def chosen(names: tuple[str, ...]) -> None:
            with self.errors_shown():
                self.show_layers(tuple(named[name] for name in names if name))
            self.settle()

        self.place_picker(len(entries) + 6)
        self.picker.open("Beside your own codings", lambda _: entries, chosen,
                         several=True, typed=False, verb="show")  # fmt: skip

    def show_layers(self, views: Sequence[LayerView]) -> None:
        """Show these layers beside one's own, read-only, and no others."""
        self._others = tuple(Coded(self.study.layer_codings(self.document, v)) for v in views)
        self.beside = tuple(views)
        self.transcript.beside = len(self.beside)
        self.lay_anew()
        names = ", ".join(view.name for view in self.beside)
        self.status.say(f"Beside yours, to look at: {names}" if names else "Only your own codings")

    def reload_layers(self) -> None:
        """Read the layers afresh; those that may not be seen any more go."""
        if not self.beside:
            return
        allowed = {(v.layer, v.coder): v for v in self.study.visible_layers(self.document)}
        kept = [(v.layer, v.coder) for v in self.beside]
        views = tuple(allowed[key] for key in kept if key in allowed)
        if views != self.beside:
            self.show_layers(views)

    def speaker_name(self, number: int) -> str:
        """A speaker as the gutter names them."""
        return gutter(self.version.structure.speakers[number])

    _counted: tuple[Coded, Counter[str]] | None = None

    def code_counts(self) -> Counter[str]:
        """How many codings of one's own each code has in this document."""
        if self._counted is None or self._counted[0] is not self.coded:
            self._counted = (self.coded, Counter(self.current(c.code) for c in self.coded.codings))
        return self._counted[1]

    def codes_used(self) -> list[str]:
        """The codes used in this document: those on the screen first, then by frequency."""
        counts = self.code_counts()
        seen = dict.fromkeys(self.current(c.code) for c in self.codings_in_view())
        rest = sorted((c for c in counts if c not in seen), key=lambda c: (-counts[c], c))
        return [*(code for code in seen if code in counts), *rest]

    def codings_in_view(self) -> list[Coding]:
        """One's own codings on the rows of the screen."""
        picture, transcript = self.transcript.picture, self.transcript
        if picture is None:
            return []
        rows = picture.layout.rows[transcript.top : transcript.top + transcript.size.height]
        return self.coded.overlapping(rows[0].start, rows[-1].end) if rows else []

    def do_legend(self) -> None:
        """Show which letter is which code; choosing one goes to its next passage."""
        counts, codes = self.code_counts(), self.codes_used()
        if not codes:
            self.status.say("You have used no code in this document yet")
            return
        entries = [
            Entry(code, self.code_name(code), f"{counts[code]} here", self.look(code).letter,
                  self.palette.ink(self.look(code).colour), self._meaning(code))
            for code in codes
        ]  # fmt: skip
        others = ", ".join(view.name for view in self.beside)

        def fitting(query: str) -> list[Entry]:
            return [e for e in entries if query.casefold() in e.title.casefold()]

        self.place_picker(len(entries) + 10)
        title = "Codes in this document" + (f"; dimmed at the right: {others}" if others else "")
        self.picker.open(title, fitting, self._to_code, verb="go to the next passage")

    def _meaning(self, identity: str) -> tuple[str, ...]:
        code = self.code(identity)
        if code is None:
            return ("not in the codebook any more",)
        return tuple(text for text in (self.path(identity), code.definition or code.brief) if text)

    def _to_code(self, codes: tuple[str, ...]) -> None:
        raise NotImplementedError
