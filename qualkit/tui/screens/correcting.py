"""Correcting the words of one turn: typed, weighed, stored as a new version of the text."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from qualkit.core.records import Document, Span
from qualkit.core.text import turn_at
from qualkit.study import Study
from qualkit.tui.equal import correcting as correction_equal
from qualkit.tui.keymap import Where, actions
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.widgets.area import Area
from qualkit.tui.widgets.bars import Footer, TitleBar
from qualkit.tui.widgets.heads import Heads

_ASK = "The correction is not stored. Enter stores it, x throws it away, any other key goes on."


class CorrectingScreen(KeyScreen):
    """Edits one stretch of speech. Labels and time stamps stay as they are.

    Nothing typed is lost silently: Escape asks, and leaving qualkit stores what was typed, as it
    does with a memo; one `u` has the former text back.
    """

    WHERE = Where.CORRECTING

    def __init__(self, study: Study, document: Document, span: Span, cursor: int) -> None:
        super().__init__(study)
        self.document, self._span, self._cursor = document, span, cursor
        self._version = study.text(document)
        self._was = span.of(self._version.text)
        self.title_bar = TitleBar(f"{document.name} · Correcting", lambda: self.who)
        self.heads = Heads()
        self.area = Area(self._was, id="correcting-text", soft_wrap=True, tab_behavior="focus")
        self.footer = Footer(self.act)
        self._asking = ""

    def compose(self) -> ComposeResult:
        """Who speaks, the words, and what a correction does."""
        yield self.title_bar
        yield self.heads
        yield self.area
        yield self.notice
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Put the cursor where it was in the transcript."""
        before = self._was[: max(0, self._cursor - self._span.start)]
        self.area.move_cursor((before.count("\n"), len(before) - (before.rfind("\n") + 1)))
        self.area.focus()
        self.heads.show(self._speaker(), "labels and time stamps stay as they are ")
        self.status.show_place(["For turns and labels correct the file: documents correct"], "")
        self.footer.show([a for a in actions(self.WHERE) if a.id.startswith("correct_")])

    def _speaker(self) -> str:
        structure = self._version.structure
        turn = turn_at(structure, self._span.start)
        if turn is None:
            return "Without a speaker"
        return f"{structure.speakers[structure.turns[turn].speaker].pseudonym}, turn {turn + 1}"

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.area.text.strip() != self._was.strip()

    def _corrected(self) -> str:
        text, span = self._version.text, self._span
        return text[: span.start] + self.area.text.strip() + text[span.end :]

    async def on_event(self, event: events.Event) -> None:
        """Take the keys that are not typed before the text does."""
        if isinstance(event, events.Key):
            if self._asking:
                self._answered(event)
            elif event.key in ("escape", "ctrl+o", "ctrl+q", "ctrl+p"):
                self.take(event)
            else:
                await super().on_event(event)
                return
            event.stop()
            event.prevent_default()
            return
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """What the text does not take goes on to its bindings, which delete and move."""
        event.prevent_default()

    def _answered(self, event: events.Key) -> None:
        """Enter stores; where leaving was asked about, x throws away; all else goes on."""
        asked, self._asking = self._asking, ""
        self.notice.close()
        self.area.focus()
        if event.key == "enter":
            # Loading what finds the ends of sentences takes 1.4 s, once.
            self.status.say("Storing the correction …")
            self.call_after_refresh(self._finish)
        elif event.key == "ctrl+q":
            self.desk.leave()
        elif event.character == "x" and asked == "leave":
            self.desk.to_list()

    def _finish(self) -> None:
        with self.errors_shown():
            self._store()
            self._back()

    def _back(self) -> None:
        """Back to the transcript, which is laid out afresh, and say there what was done."""
        told = self._told

        def say() -> None:
            if isinstance(screen := self.desk.screen, KeyScreen):
                screen.status.say(told)

        self.desk.to_list()
        self.desk.set_timer(0.1, say)

    def do_correct_save(self) -> None:
        """Say what the correction does, and ask."""
        if not self.changed:
            self.status.say("Nothing is changed yet")
            return
        report = self.study.correct_document(self.document, self._corrected(), dry_run=True)
        self._ask(
            "save",
            f"{report.words().capitalize()}; {report.carried()}.",
            "Enter stores it as a new version of the text, any other key goes on.",
        )

    def do_correct_leave(self) -> None:
        """Back, if nothing would be lost."""
        if not self.changed:
            self.desk.to_list()
            return
        self._ask("leave", _ASK)

    def _ask(self, what: str, *texts: str) -> None:
        """Ask, and take the next key for the answer: the text must not have it."""
        self._asking = what
        self.set_focus(None)
        self.notice.show(*texts)

    def _store(self) -> None:
        report = self.study.correct_document(self.document, self._corrected())
        self._was = self.area.text
        self.desk.equal = correction_equal.edited(self.document)
        if report.waiting:
            # In 80 columns there is no room for more, and this is what there is to do.
            carried = sum(tally.carried for tally in report.tallies)
            self._told = f"Stored: {carried} carried, {report.waiting} wait for review: Space d"
        else:
            self._told = f"{report.words().capitalize()}; {report.carried()}. u twice takes it back"

    _told = ""

    def keep(self) -> bool:
        """Store what was typed, because qualkit is being left; whether that could be done."""
        if not self.changed:
            return True
        done = False
        with self.errors_shown():
            self._store()
            done = True
        return done
