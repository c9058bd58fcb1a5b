"""What every screen does alike: keys become actions, errors become sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.screen import Screen

from qualkit.core.records import Change
from qualkit.errors import QualkitError
from qualkit.tui.keymap import Where, by_key
from qualkit.tui.palette import Palette, palette
from qualkit.tui.widgets.bars import Notice, StatusBar

if TYPE_CHECKING:
    from qualkit.study import Study
    from qualkit.tui.app import QualkitApp


def sentence(change: Change) -> str:
    """What a change did, beginning with a capital."""
    return change.summary[:1].upper() + change.summary[1:]


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
        return f"coder {coder}" if coder else "no coder: start with --coder AB"

    def on_key(self, event: events.Key) -> None:
        """Do what the key stands for; unknown keys do nothing."""
        event.stop()
        event.prevent_default()
        self.take(event)

    def take(self, event: events.Key) -> None:
        """Look the key up and do its action."""
        character = event.character if event.is_printable else None
        key = character if character in self._actions else event.key
        if key in self._actions:
            self._key = key
            self.act(self._actions[key].id)
        elif character:
            self.unbound(character)

    def unbound(self, character: str) -> None:
        """A printable key that no action has."""

    def act(self, identity: str) -> None:
        """Do an action by its id."""
        self.status.say("")
        self.notice.close()
        method: Callable[[], None] = getattr(self, f"do_{identity}")
        with self.errors_shown():
            method()
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
        """Show all keys."""
        from qualkit.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.WHERE))

    def do_quit(self) -> None:
        """Leave qualkit."""
        self.desk.leave()
