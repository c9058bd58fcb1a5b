"""What every screen does alike: keys become actions, errors become sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.screen import Screen

from qualkit.core.records import Change, CoderRole, Document
from qualkit.errors import QualkitError
from qualkit.tui.keymap import Action, Where, action, by_key, key_name
from qualkit.tui.keys.action import LETTER
from qualkit.tui.palette import Palette, palette
from qualkit.tui.widgets.bars import Footer, Notice, StatusBar
from qualkit.tui.widgets.tourbar import TourBar

if TYPE_CHECKING:
    from qualkit.study import Study
    from qualkit.tui.app import QualkitApp


def sentence(change: Change) -> str:
    """What a change did, beginning with a capital."""
    return change.summary[:1].upper() + change.summary[1:]


def _is_large(change: Change) -> bool:
    """Whether a change did more than one looks at when one takes it back by a key."""
    # A redo bears the facts of what it brought back behind that action's name.
    did = dict(change.facts).get("action", change.action)
    return did.startswith("import") or did == "correct document"


class KeyScreen(Screen[None]):
    """A screen whose keys are looked up in the keymap and done by methods `do_<action id>`."""

    WHERE: ClassVar[Where]
    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self.status = StatusBar()
        self.notice = Notice()
        self._actions = by_key(self.WHERE)
        self._key = ""
        self._undo_asked, self._undo_answered = "", ""
        self._tour_bar: TourBar | None = None
        self._role: tuple[str, str] | None = None

    @property
    def desk(self) -> QualkitApp:
        """The application, with what it remembers."""
        return cast("QualkitApp", self.app)

    @property
    def palette(self) -> Palette:
        """The styles of the theme in force."""
        return palette(self.app.current_theme)

    @property
    def who(self) -> str:
        """Who is coding."""
        coder = self.study.coder
        if not coder:
            return "no coder: start with --coder AB"
        # Asked once for a screen: it is painted at every key, and nobody's role changes so often.
        if self._role is None or self._role[0] != coder:
            roles = {each.initials: each.role for each in self.study.coders()}
            self._role = (coder, ", lead" if roles.get(coder) is CoderRole.LEAD else "")
        return f"coder {coder}{self._role[1]}"

    def on_key(self, event: events.Key) -> None:
        """Do what the key stands for; unknown keys do nothing."""
        event.stop()
        event.prevent_default()
        self.take(event)

    def take(self, event: events.Key) -> None:
        """Look the key up and do its action."""
        if self.desk.touring.tour is not None and event.key == "escape":
            self.desk.touring.leave()
            return
        character = event.character if event.is_printable else None
        key = character if character in self._actions else event.key
        if key in self._actions:
            self._key = key
            self.act(self._actions[key].id)
        else:
            if self._undo_asked:
                self._undo_asked = ""
                self.notice.close()
            if character:
                self.desk.touring.doing = LETTER
                self.unbound(character)

    def unbound(self, character: str) -> None:
        """A printable key that no action has."""

    def act(self, identity: str) -> None:
        """Do an action by its id."""
        self.status.say("")
        self.notice.close()
        # What was asked is answered by the very next action, or by none.
        self._undo_asked, self._undo_answered = "", self._undo_asked
        self.desk.touring.doing = identity
        method: Callable[[], None] = getattr(self, f"do_{identity}")
        with self.errors_shown():
            method()
            self.desk.touring.did(self.WHERE, identity)
        self.settle()

    @contextmanager
    def errors_shown(self) -> Iterator[None]:
        """Show what a study refuses, with the way out, in place of a crash."""
        try:
            yield
        except QualkitError as error:
            self.notice.show(error.message, error.hint or "", error=True)

    def settle(self) -> None:
        """Bring bars up to date after an action."""

    def works(self, action: Action) -> bool:
        """Whether an action can do anything now; for subclasses."""
        return True

    def why_not(self, action: Action) -> str:
        """Why an action can do nothing now; "" where it can."""
        from qualkit.tui.guide.reasons import WHY_NOT

        return "" if self.works(action) else WHY_NOT.get(action.id, "not now")

    def on_screen_resume(self) -> None:
        """Let the tour speak here too."""
        self.desk.touring.did(self.WHERE)
        # The first time the screen's parts are not there yet.
        self.call_after_refresh(self.show_tour)

    @property
    def bars(self) -> int:
        """How many rows notice and tour take at the bottom, for what must not lie over them."""
        return self.notice.rows + (self._tour_bar.rows if self._tour_bar else 0)

    def show_tour(self) -> None:
        """Say above the footer what the tour asks for; nothing where none is on."""
        tour, bar = self.desk.touring.tour, self._tour_bar
        footer: Footer | None = getattr(self, "footer", None)
        if tour is None:
            self._tour_bar = None
            if bar is not None:
                bar.remove()
        elif bar is not None:
            bar.show(tour.says)
        elif footer is not None and footer.is_attached:
            self._tour_bar = TourBar(tour.says)
            self.mount(self._tour_bar, before=footer)

    def open_now(self) -> Document | None:
        """The document that is open here, for the screens to which one goes from here."""
        return getattr(self, "document", None)

    def may_undo(self, identity: str) -> bool:
        """Whether to undo now; an import or a correction is named first, and undone when asked
        for again at once, by the action of that id."""
        change = self.study.next_undo()
        if change is None or change.id == self._undo_answered or not _is_large(change):
            return True
        self._undo_asked = change.id
        did = change.summary.removeprefix("redid: ")
        keys = action(identity).keys
        again = f"Press {key_name(keys[0])}" if keys else "Choose it"
        self.notice.show(f"Next would be undone: {did}.", f"{again} again to undo it")
        return False

    def do_rooms(self) -> None:
        """Choose another screen by its letter."""
        from qualkit.tui.screens.rooms import RoomsScreen

        document = self.open_now()

        def chosen(where: Where | None) -> None:
            if where is not None:
                with self.errors_shown():
                    self.desk.open_room(where, document)

        self.app.push_screen(RoomsScreen(), chosen)

    def do_palette(self) -> None:
        """Choose an action of this screen, or another screen, by name."""
        from qualkit.tui.screens.palette import PaletteScreen, room_of

        document = self.open_now()

        def chosen(identity: str | None) -> None:
            if identity is None:
                return
            if (where := room_of(identity)) is not None:
                with self.errors_shown():
                    self.desk.open_room(where, document)
                return
            keys = action(identity).keys
            self._key = keys[0] if keys else ""
            self.act(identity)

        self.app.push_screen(PaletteScreen(self.WHERE, self.why_not), chosen)

    def do_tour(self) -> None:
        """Begin the tour."""
        self.desk.touring.begin()

    def do_theme(self) -> None:
        """Change the theme."""
        self.status.say(f"Theme: {self.desk.next_theme()}")

    def do_equal(self) -> None:
        """Show the command line and the call equal to the last action."""
        equal = self.desk.equal
        if equal is None:
            self.status.say("Nothing has been done yet")
        else:
            self.notice.show(f"$ {equal.command}", f">>> {equal.python}")

    def do_help(self) -> None:
        """Explain this screen and show its keys."""
        from qualkit.tui.screens.help import HelpScreen

        def closed(tour: bool | None) -> None:
            if tour:
                self.act("tour")

        self.app.push_screen(HelpScreen(self.WHERE), closed)

    def do_quit(self) -> None:
        """Leave qualkit."""
        self.desk.leave()
