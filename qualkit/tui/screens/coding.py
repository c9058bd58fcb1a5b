"""The coding screen: a transcript, what is coded in it, and every key of the trade."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.cells import visible
from qualkit.core.records import Coding
from qualkit.core.selection import pointed, selected
from qualkit.tui import equal
from qualkit.tui.keymap import Action, Where, actions
from qualkit.tui.screens.applying import Applying
from qualkit.tui.screens.moving import Moving
from qualkit.tui.widgets.bars import CodeLine, CodesBar, Footer
from qualkit.tui.widgets.painted import Painted
from qualkit.tui.widgets.pane import Pane, Recent, Under
from qualkit.tui.widgets.transcript import MEASURE, Transcript

WIDE = 110
"""From this width on a pane stands beside the text."""
KEEP_EVERY = 2.0
"""Seconds between looks at whether the place has to be remembered."""


class CodingScreen(Moving, Applying):
    """One document, open for coding."""

    _last_search = ""

    def compose(self) -> ComposeResult:
        """Text and pane; below them codes, notice, status or prompt, and footer."""
        self.pane, self.codes = Pane(), CodesBar()
        self.footer = Footer(self._clicked)
        with Container(id="desk"):
            yield self.transcript
            yield self.pane
        yield self.codes
        yield self.notice
        yield self.status
        yield self.prompt
        yield self.footer
        yield self.picker

    def on_mount(self) -> None:
        """Begin where the coder stopped."""
        self.fit(self.app.size.width)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self.start()
        self.remember_recent()
        self.settle()
        self.call_after_refresh(lambda: self.set_timer(0.05, self.count))
        self.set_interval(KEEP_EVERY, self.keep_place)

    def remember_recent(self) -> None:
        """Take the recent codes of an earlier day from this document's codings."""
        if not self.desk.recent:
            newest = sorted(self.coded.codings, key=lambda c: (c.created_at, c.id), reverse=True)
            codes = dict.fromkeys(coding.code for coding in newest)
            self.desk.used([code for code in codes if self.code(code)][:9])
            self.desk.last_codes = self.desk.recent[:1]

    def on_unmount(self) -> None:
        """Remember the place."""
        self.keep_place()

    def on_resize(self, event: events.Resize) -> None:
        """Give the pane its share."""
        self.fit(event.size.width)

    def fit(self, width: int) -> None:
        """Show the pane where there is room, the codes row where there is none."""
        wide = width >= WIDE
        self.pane.display, self.codes.display = wide, not wide
        self.pane.styles.width = max(36, min(64, width - MEASURE - 13))
        self.place_picker()

    def on_transcript_resized(self, event: Transcript.Resized) -> None:
        """Lay out for the new size."""
        self.lay()
        self.settle()

    def _recolour(self) -> None:
        self.repaint()
        self.settle()
        for widget in self.query(Painted):
            widget.redraw()

    def on_key(self, event: events.Key) -> None:
        """Keys belong to the picker or the prompt while one is open."""
        event.stop()
        event.prevent_default()
        if self.picker.is_open:
            self.picker.key(event)
        elif self.prompt.is_open:
            self.prompt.key(event)
            self.status.display = not self.prompt.is_open
        else:
            self.take(event)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes where text is asked for, and is never taken for keys."""
        event.stop()
        if self.picker.is_open:
            self.picker.paste(event.text)
        elif self.prompt.is_open:
            self.prompt.paste(event.text)

    def _clicked(self, identity: str) -> None:
        """Do what was clicked in the footer, in place of what was being asked."""
        self.picker.close()
        self.prompt.close()
        self.status.display = True
        self.act(identity)

    def settle(self) -> None:
        """Bring the bars and the pane up to date with selection and codings."""
        under = self.under
        if self.pane.display:
            self.pane.show([self._under(coding) for coding in under[:20]], self._recents())
        else:
            self.codes.show([
                CodeLine(self.look(c.code).letter, self.code_name(c.code), self._ink(c.code),
                         bool(c.memo)) for c in under
            ])  # fmt: skip
        self._show_place()
        self.footer.show([a for a in actions(Where.CODING) if a.label and self._works(a, under)])

    def _under(self, coding: Coding) -> Under:
        code = self.code(coding.code)
        words = self.units.said(coding.span)
        same = self.selection is not None and coding.span == self.selection.span
        return Under(
            self.look(coding.code).letter,
            self._ink(coding.code),
            self.path(coding.code),
            (code.brief or code.definition) if code else "not in the codebook any more",
            coding.memo,
            "" if same else f"“{words[:60]}{'…' if len(words) > 60 else ''}”",
        )

    def _recents(self) -> list[Recent]:
        return [
            Recent(str(number), self.look(code).letter, self._ink(code), self.code_name(code))
            for number, code in enumerate(self.desk.recent, 1)
        ]

    def _works(self, action: Action, under: list[Coding]) -> bool:
        """Whether the footer offers an action: it never shows a key that would do nothing."""
        if action.id in ("remove", "memo"):
            return bool(under)
        if action.id == "repeat":
            return bool(self.desk.last_codes)
        return True

    def _show_place(self) -> None:
        text = self.version.text
        parts = [self.document.name]
        if self.selection is not None:
            parts.append(f"{self.selection.cursor * 100 // max(1, len(text))}%")
        if self.words is not None:
            done, total = self.coded_words, self.words.total
            share = done * 100 // total if total else 0
            parts += [f"{share}% coded", f"{total - done:,} words left"]
        parts.append(f"round {self.study.round}")
        if self.selection is not None and (time := self.time_at(self.selection.cursor)):
            parts.append(time)
        mode = "EXTEND  " if self.sticky else ""
        self.status.show_place(parts, f"{mode}{self.who}")

    def select_span(self, coding: Coding) -> None:
        """Show where something changed."""
        self.select_coding(coding)

    def do_search(self) -> None:
        """Ask what to search."""
        self.prompt.ask("/", "", self._search)
        self.status.display = False

    def _search(self, text: str) -> None:
        self.status.display = True
        if not text.strip():
            self.show_hits(())
            return
        self._last_search = text
        with self.errors_shown():
            found = self.study.search(text, document=self.document)
            self.desk.equal = equal.searched(self.document, text)
            self.show_hits(sorted(hit.span for hit in found))
            if self.hits:
                self._to_hit(forward=True, here=True)
            else:
                self.status.say(f"“{visible(text)}” does not occur in this document")
        self.settle()

    def do_next_hit(self) -> None:
        """The next hit."""
        self._to_hit(forward=True)

    def do_previous_hit(self) -> None:
        """The previous hit."""
        self._to_hit(forward=False)

    def _to_hit(self, *, forward: bool, here: bool = False) -> None:
        """Select the next hit as a whole; after the last comes the first."""
        if not self.hits or self.selection is None:
            self.status.say("Nothing is searched: / asks for what")
            return
        span = self.selection.span
        if forward:
            at = span.start if here else span.start + 1
            later = [i for i, hit in enumerate(self.hits) if hit.start >= at]
            number = later[0] if later else 0
        else:
            earlier = [i for i, hit in enumerate(self.hits) if hit.start < span.start]
            number = earlier[-1] if earlier else len(self.hits) - 1
        self.select(selected(self.units, self.hits[number], self.selection.unit))
        self.status.say(f"“{self._last_search}”: {number + 1} of {len(self.hits)}")

    def do_back(self) -> None:
        """Let go of what is held, one thing at a time; with nothing held go to the documents."""
        selection = self.selection
        if self._key == "escape" and self.sticky:
            self.sticky = False
        elif self._key == "escape" and self.hits:
            self.show_hits(())
        elif self._key == "escape" and selection is not None and selection.extended:
            self.select(pointed(self.units, selection.cursor, selection.unit))
        else:
            self.keep_place()
            self.desk.to_list()
