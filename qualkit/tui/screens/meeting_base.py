"""What the two screens of code meetings share: the pane, ways to ask, the way to what is meant."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.codebook import Codebook
from qualkit.core.marks import TeamNote
from qualkit.core.meeting import AgendaPoint, Meeting, PointKind
from qualkit.core.records import Change, Document
from qualkit.errors import CodebookError, RefusedError
from qualkit.study import Study
from qualkit.tui.equal import Equal
from qualkit.tui.equal import meeting as equal
from qualkit.tui.keymap import action, key_name
from qualkit.tui.lines.meeting_entries import Context
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.entry import EntryPane

_SCROLLED = 4


class MeetingsShared(ListScreen):
    """A list with a pane; what is listed is read again only after something was done."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.pane = EntryPane()
        self.stale = True
        """Whether something may have changed since the meetings were read."""
        self._painted = ""
        self.context: Context | None = None

    def body(self) -> ComposeResult:
        """The list, and beside or below it the whole of what is highlighted."""
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Place the pane."""
        self._place(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self._place(event.size.width)

    def _place(self, width: int) -> None:
        self.pane.stand(width, beside="44%", below="46%")

    def on_screen_resume(self) -> None:
        """Another screen may have changed something."""
        self.stale = True
        super().on_screen_resume()

    def fill(self) -> None:
        """Read and list, if something may have changed."""
        if self.stale or self._painted != self.palette.theme:
            self.stale, self._painted = False, self.palette.theme
            self.context = self._read_context()
            self.read()
        self.moved()

    def read(self) -> None:
        """Read what is listed and show it; for subclasses."""
        raise NotImplementedError

    def _read_context(self) -> Context:
        try:
            book = self.study.codebook
        except CodebookError:
            # Meetings can be held, and read, while the codebook's file is broken.
            book = Codebook()
        return Context(book, dict(self.study.codebook_versions()), self.palette)

    def done(self, change: Change, told: Equal, then: str = "") -> None:
        """Tell what was done, in words and in the two other faces."""
        self.desk.equal = told
        self.stale = True
        self.status.say(f"{sentence(self.study.told(change))}{then}")

    def ask(self, question: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for one line; `done` may ask again."""

        def answered(answer: str) -> None:
            with self.errors_shown():
                done(" ".join(answer.split()))
            self.settle()

        self.prompt.ask(question, text, answered)
        self.status.display = False

    def go_there(self, point: AgendaPoint) -> None:
        """Open what a point is about: where coders differed, a note's passage, else a code."""
        if point.kind is PointKind.UNCLEAR and self._side_by_side(point.target_id):
            return
        note = self._note(point.target_id) if point.kind is PointKind.NOTE else None
        if note is not None:
            self.desk.open_document(self.study.document(note.document_id), note.span)
            return
        if self.context is None or self.context.book.code(point.code) is None:
            raise RefusedError("this point is about no passage and no code of the codebook")
        from qualkit.tui.screens.book.codebook import CodebookScreen

        screen, key = CodebookScreen(self.study, self.document), f"code:{point.code}"
        self.app.push_screen(screen)
        screen.call_after_refresh(screen.go_to, key)

    def _side_by_side(self, decision: str) -> bool:
        """Show the codings that were decided on, side by side; False where they are gone."""
        from qualkit.tui.docket import Docket
        from qualkit.tui.screens.settling import SettlingScreen

        decided = [each for each in self.study.adjudications() if each.id == decision]
        if not decided:
            return False
        docket = Docket(self.study, round_name=decided[0].round)
        docket.read()
        found = [each.key for each in docket.all if each.adjudication == decision]
        if found:
            docket.current = found[0]
            self.app.push_screen(SettlingScreen(self.study, docket))
        else:
            document = self.study.document(decided[0].document_id)
            self.desk.open_document(document, decided[0].span)
        return True

    def _note(self, note: str) -> TeamNote | None:
        return next((n for n in self.study.team_notes(settled=True) if n.id == note), None)

    def write_minutes(self, meeting: Meeting) -> None:
        """Write the minutes as a Word file."""
        done = self.study.export_minutes(meeting.id)
        self.desk.equal = equal.minutes(meeting, str(done.path))
        self.status.say(f"Wrote {done.path}")

    def again(self, identity: str) -> str:
        """The first key of an action, as people call it."""
        keys = action(identity).keys
        return key_name(keys[0]) if keys else "the same"

    def scroll(self, direction: int) -> None:
        """Scroll the pane."""
        self.pane.scroll_by(direction * _SCROLLED)

    def do_list_undo(self) -> None:
        """Take back the last action, and read afresh."""
        self.stale = True
        super().do_list_undo()

    def do_list_redo(self) -> None:
        """Bring back what was undone, and read afresh."""
        self.stale = True
        super().do_list_redo()
