"""One code meeting: its points, each decided on with one key and a reason."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from qualkit.core.meeting import Decision, Meeting, MeetingPoint
from qualkit.core.ranking import Ranker
from qualkit.core.records import Document
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.tui.equal import meeting as equal
from qualkit.tui.keymap import Action, Where, action, key_name
from qualkit.tui.lines.meeting_entries import point_entry, point_item
from qualkit.tui.screens.meeting_base import MeetingsShared
from qualkit.tui.widgets.bars import TitleBar
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.picker import Entry

_OPEN_ONLY = frozenset({"point_add", "point_waiting", "point_close"})
_NEED_POINT = frozenset({"point_enter", "point_version"})
_NONE = (
    "No point is on this agenda yet. + puts one on it in your words, t takes over what waits: "
    "draft codes, notes for the team, unclear passages, codes with low agreement."
)
_LONGEST = 40
"""Characters of a heading in a question."""


class PointsScreen(MeetingsShared):
    """Triage as of mail: a letter decides, a line says why, the next undecided point follows."""

    WHERE = Where.POINTS
    TITLE = "Meetings"

    def __init__(
        self, study: Study, document: Document | None = None, meeting_id: str = ""
    ) -> None:
        super().__init__(study, document)
        self.meeting_id = meeting_id
        self.meeting = self._find()
        title = self.meeting.title if self.meeting else "…"
        self.title_bar = TitleBar(f"{self.TITLE} › {title}", lambda: self.who)
        self.heads = Heads()
        self._asked_to_close = False
        self._begun = False

    def body(self) -> ComposeResult:
        """The letters of the decisions above the list."""
        yield self.heads
        yield from super().body()

    def read(self) -> None:
        """Read the meeting."""
        self.meeting = self._find()
        self._head()
        if self.meeting is None or self.context is None:
            self.listing.show((), "This meeting is not on record any more.")
            self.status.show_place(["taken off the record"], self.who)
            return
        context = self.context
        self.listing.show([point_item(each, context) for each in self.meeting.points], _NONE)
        if not self._begun:
            self._begun = True
            self._move_on(0)
        parts = [counted(len(self.meeting.points), "point")]
        parts += [f"{len(self.meeting.undecided)} undecided"] if self.meeting.undecided else []
        parts += ["closed" if self.meeting.closed_at else "going on", self.meeting.held_on]
        self.status.show_place(parts, self.who)

    def _find(self) -> Meeting | None:
        return next((each for each in self.study.meetings() if each.id == self.meeting_id), None)

    def _head(self) -> None:
        look, pieces = self.palette, [(" ", self.palette.text)]
        for each in Decision:
            keys = action(f"point_{each.value}").keys
            pieces += [
                (key_name(keys[0]) if keys else "", look.strong),
                (f" {each.value}  ", look.quiet),
            ]
        self.heads.show(pieces)

    @property
    def point(self) -> MeetingPoint | None:
        """The point that is highlighted."""
        key = self.listing.current or ""
        points = self.meeting.points if self.meeting else ()
        return next((each for each in points if str(each.number) == key), None)

    def moved(self) -> None:
        """Show the whole point."""
        point = self.point
        if point is None or self.context is None:
            self.pane.show("", ())
        else:
            self.pane.show(str(point.number), point_entry(point, self.context))
        self.show_keys()

    def works(self, action: Action) -> bool:
        """What can be done with this point of this meeting."""
        if action.id in _OPEN_ONLY:
            return self.meeting is not None and not self.meeting.closed_at
        if action.id == "point_version":
            return self.point is not None and self.point.decision is not None
        return action.id not in _NEED_POINT or self.point is not None

    def act(self, identity: str) -> None:
        """Anything but the same key again takes the question back whether to close."""
        if identity != "point_close":
            self._asked_to_close = False
        super().act(identity)

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("point_enter")

    def _held(self) -> Meeting:
        if self.meeting is None:
            raise RefusedError("this meeting is not on record any more")
        return self.meeting

    def _at_hand(self) -> MeetingPoint:
        if (point := self.point) is None:
            raise RefusedError("no point is highlighted")
        return point

    def do_point_enter(self) -> None:
        """Open the code or passage it is about."""
        self.go_there(self._at_hand().point)

    def do_point_adopt(self) -> None:
        """Adopt."""
        self._decide(Decision.ADOPT)

    def do_point_merge(self) -> None:
        """Merge."""
        self._decide(Decision.MERGE)

    def do_point_redefine(self) -> None:
        """Redefine."""
        self._decide(Decision.REDEFINE)

    def do_point_reject(self) -> None:
        """Reject."""
        self._decide(Decision.REJECT)

    def do_point_postpone(self) -> None:
        """Postpone."""
        self._decide(Decision.POSTPONE)

    def do_point_noted(self) -> None:
        """Talked about, and nothing changes."""
        self._decide(Decision.NOTED)

    def _decide(self, decision: Decision) -> None:
        held, point = self._held(), self._at_hand()
        had = point.reason if point.decision is decision else ""

        def answered(reason: str) -> None:
            if not reason:
                self.status.say("A decision needs its reason: nothing was recorded")
                return
            change = self.study.decide(point.number, decision, reason, meeting=held.id)
            self.done(change, equal.decided(held, point.number, decision))
            self.fill()
            self._move_on(point.number)
            self._tell_rest(f"Point {point.number}: {decision.value}")

        self.ask(f"{decision.value.capitalize()} point {point.number}, because: ", had, answered)

    def _move_on(self, after: int) -> None:
        """Highlight the next undecided point behind that number, else the first."""
        undecided = self.meeting.undecided if self.meeting else ()
        behind = [each for each in undecided if each.number > after]
        if following := (behind or undecided):
            self.listing.go_to(str(following[0].number))
        self.moved()

    def _tell_rest(self, told: str) -> None:
        held = self._held()
        undo = self.again("list_undo")
        if held.undecided:
            self.status.say(f"{told}. {len(held.undecided)} to decide. {undo} takes it back")
        elif held.closed_at:
            self.status.say(f"{told}. {undo} takes it back")
        else:
            key = self.again("point_close")
            self.status.say(f"{told}. All is decided: {key} closes the meeting")

    def do_point_version(self) -> None:
        """Ask which codebook version came of the decision; it stays the same otherwise."""
        held, point = self._held(), self._at_hand()
        decision = point.decision
        if decision is None:
            raise RefusedError("nothing has been decided about this point yet")

        def answered(text: str) -> None:
            number = text.removeprefix("version").strip()
            if not number.isdecimal():
                self.status.say("That is no version's number: nothing was changed")
                return
            change = self.study.decide(
                point.number, decision, point.reason, version=int(number), meeting=held.id
            )
            self.done(change, equal.decided(held, point.number, decision, int(number)))
            self.status.say(f"Version {number} came of point {point.number}")

        now = str(self.study.codebook_number())
        self.ask(f"Codebook version that came of point {point.number}: ", now, answered)

    def do_point_add(self) -> None:
        """Ask for a point in a person's words, and which code it is about."""
        self.ask("What is to be talked about: ", "", self._about_which_code)

    def _about_which_code(self, heading: str) -> None:
        if not heading:
            self.status.say("The point has no words: nothing was put on the agenda")
            return
        entries = [Entry("", "no code in particular")]
        if self.context is not None:
            book = self.context.book
            codes = [placed.code for placed in book.walk()]
            entries += [Entry(code.id, code.name, book.path(code)) for code in codes]
        ranker = Ranker([(entry.title, (entry.aside,)) for entry in entries])

        def ranked(query: str) -> Sequence[Entry]:
            return [entries[place] for place in ranker.rank(query)]

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                self._add(heading, keys[0])
            self.settle()

        width, height = self.app.size
        styles = self.picker.styles
        styles.width, styles.height = min(96, width), max(8, min(20, height - 4))
        styles.offset = ((width - min(96, width)) // 2, 1)
        short = heading if len(heading) <= _LONGEST else f"{heading[:_LONGEST]}…"
        self.picker.open(f"“{short}” is about", ranked, chosen)

    def _add(self, heading: str, code: str) -> None:
        held = self._held()
        change = self.study.add_point(heading, code, held.id)
        self.done(change, equal.added(held, code))
        self.fill()
        self.listing.edge(last=True)

    def do_point_waiting(self) -> None:
        """Take over what has come to wait since."""
        held = self._held()
        change = self.study.add_waiting(held.id)
        if change is None:
            self.status.say("Nothing has come to wait since")
        else:
            self.done(change, equal.took_over(held))

    def do_point_close(self) -> None:
        """Close the meeting; where points are undecided, when asked again at once."""
        held = self._held()
        if held.undecided and not self._asked_to_close and not held.closed_at:
            self._asked_to_close = True
            listed = ", ".join(str(each.number) for each in held.undecided)
            key = self.again("point_close")
            self.notice.show(
                f"Nothing has been decided about point {listed}.",
                f"{key} again closes the meeting all the same: they come on the next agenda.",
            )
            return
        anyway = self._asked_to_close
        self._asked_to_close = False
        change = self.study.close_meeting(held.id, anyway=anyway)
        self.done(change, equal.closed(held, anyway=anyway), f". {self._minutes()}")

    def _minutes(self) -> str:
        return f"{self.again('point_minutes')} writes the minutes"

    def do_point_minutes(self) -> None:
        """Write the minutes."""
        self.write_minutes(self._held())

    def do_point_scroll_down(self) -> None:
        """Scroll the text down."""
        self.scroll(1)

    def do_point_scroll_up(self) -> None:
        """Scroll the text up."""
        self.scroll(-1)
