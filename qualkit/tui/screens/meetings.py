"""The code meetings of a study, and what waits to be talked about at the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qualkit.core.meeting import AgendaPoint, Meeting
from qualkit.core.records import Document
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.tui.equal import meeting as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.meeting_entries import (
    WAITING,
    meeting_entry,
    meeting_item,
    waiting_entry,
    waiting_item,
)
from qualkit.tui.screens.meeting_base import MeetingsShared
from qualkit.tui.widgets.listing import Item

_NONE = (
    "Nothing waits to be talked about and no meeting is on record. Draft codes, open notes for the "
    "team (@ on a transcript), passages that nobody could decide by the codebook and codes on "
    "which coders agree least come here. n puts a meeting on record."
)


class MeetingScreen(MeetingsShared):
    """Lists what goes on, what waits and what was held; Enter opens it."""

    WHERE = Where.MEETING
    TITLE = "Meetings"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.meetings: tuple[Meeting, ...] = ()
        self.waiting: tuple[AgendaPoint, ...] | None = None
        """What waits; None until it has been gathered."""
        self._untouched = True

    def read(self) -> None:
        """Read the meetings; what waits is gathered when they stand on the screen."""
        self.meetings = self.study.meetings()
        # Figures of agreement are part of it: 0.3 s in the demonstration, 2 s in a large study.
        self.call_after_refresh(self._gather)
        self._list()

    def _gather(self) -> None:
        with self.errors_shown():
            self.waiting = self.study.agenda()
        self._list()
        self.show_keys()

    def _list(self) -> None:
        self.listing.show(list(self._items()), _NONE if self.waiting is not None else "")
        if self._untouched:
            self.listing.edge(last=False)
        self._tell()
        self.moved()

    def _items(self) -> Iterator[Item]:
        context = self.context
        if context is None:
            return
        head = context.look.quiet
        newest = self.meetings[::-1]
        going_on = [each for each in newest if not each.closed_at]
        held = [each for each in newest if each.closed_at]
        if going_on:
            yield Item("", (("Going on", head),))
            yield from (meeting_item(each, context) for each in going_on)
        since = "What waits besides" if going_on else "What waits for the next meeting"
        if self.waiting is None:
            yield Item("", ((f"{since}: gathering it …", head),))
        elif self.waiting:
            yield Item("", ((since, head),))
            yield from (waiting_item(point, context) for point in self.waiting)
        if held:
            yield Item("", (("Held", head),))
            yield from (meeting_item(each, context) for each in held)

    def _tell(self) -> None:
        waits = "gathering what waits"
        if self.waiting is not None:
            waits = f"{counted(len(self.waiting), 'point')} waiting"
        self.status.show_place([counted(len(self.meetings), "meeting"), waits], self.who)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is highlighted."""
        key = self.listing.current
        return next((each for each in self.meetings if each.id == key), None)

    @property
    def point(self) -> AgendaPoint | None:
        """The waiting point that is highlighted."""
        key = self.listing.current or ""
        return next((p for p in self.waiting or () if f"{WAITING}{p.target_id}" == key), None)

    def moved(self) -> None:
        """Show the whole of what is highlighted."""
        meeting, point = self.meeting, self.point
        if self.context is None or (meeting is None and point is None):
            self.pane.show("", ())
        elif meeting is not None:
            self.pane.show(meeting.id, meeting_entry(meeting, self.context))
        elif point is not None:
            self.pane.show(point.target_id, waiting_entry(point, self.context))
        self.show_keys()

    def works(self, action: Action) -> bool:
        """Keys for meetings only on a meeting."""
        if action.id in ("meeting_minutes", "meeting_remove"):
            return self.meeting is not None
        return action.id != "meeting_enter" or self.listing.current is not None

    def act(self, identity: str) -> None:
        """Until the first key the highlight is on the first row, whatever is still added."""
        self._untouched = False
        super().act(identity)

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("meeting_enter")

    def _at_hand(self) -> Meeting:
        if (meeting := self.meeting) is None:
            raise RefusedError("no meeting is highlighted")
        return meeting

    def do_meeting_enter(self) -> None:
        """Open the meeting; of what waits, the code or passage it is about."""
        if (point := self.point) is not None:
            self.go_there(point)
        else:
            self._open(self._at_hand().id)

    def _open(self, meeting_id: str) -> None:
        from qualkit.tui.screens.meeting_points import PointsScreen

        self.app.push_screen(PointsScreen(self.study, self.document, meeting_id))

    def do_meeting_new(self) -> None:
        """Ask who is there, when it is and what it is called, and put the meeting on record."""
        team = ", ".join(coder.initials for coder in self.study.coders())
        self.ask("Who is there (initials or names, with commas): ", team, self._ask_when)

    def _ask_when(self, present: str) -> None:
        def answered(day: str) -> None:
            title = f"Code meeting of {day}"
            self.ask("What it is called: ", title, lambda called: self._begin(present, day, called))

        self.ask("Held on (year-month-day): ", date.today().isoformat(), answered)

    def _begin(self, present: str, day: str, title: str) -> None:
        known = {each.id for each in self.study.meetings()}
        who = [each.strip() for each in present.split(",") if each.strip()]
        change = self.study.open_meeting(who, day, title)
        self.done(change, equal.opened(who, day, title))
        new = next((each.id for each in self.study.meetings() if each.id not in known), "")
        if new:
            self._open(new)

    def do_meeting_minutes(self) -> None:
        """Write the minutes."""
        self.write_minutes(self._at_hand())

    def do_meeting_remove(self) -> None:
        """Take the meeting off the record."""
        meeting = self._at_hand()
        back = f". {self.again('list_undo')} brings it back"
        self.done(self.study.remove_meeting(meeting.id), equal.removed(meeting), back)

    def do_meeting_scroll_down(self) -> None:
        """Scroll the text down."""
        self.scroll(1)

    def do_meeting_scroll_up(self) -> None:
        """Scroll the text up."""
        self.scroll(-1)
