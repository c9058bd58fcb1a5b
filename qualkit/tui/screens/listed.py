"""What all screens that are lists do alike: motions, undo, and the way back."""

from __future__ import annotations

from textual.app import ComposeResult

from qualkit.core.records import Change, Document
from qualkit.study import Study
from qualkit.tui import equal
from qualkit.tui.keymap import Action, actions
from qualkit.tui.screens.asking import AskingScreen
from qualkit.tui.screens.base import sentence
from qualkit.tui.widgets.bars import Footer, TitleBar
from qualkit.tui.widgets.listing import Listing
from qualkit.tui.widgets.painted import Painted


class ListScreen(AskingScreen):
    """A title, one list, a notice, a status line and the footer, with a picker and a prompt.

    A subclass fills the list in `fill`, which is called when the screen is shown, when one comes
    back to it, and after every action.
    """

    TITLE = ""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study)
        self.document = document
        self.title_bar = TitleBar(f"{self.TITLE} · {study.title}", lambda: self.who)
        self.listing = Listing(self.moved, self.opened)
        self.footer = Footer(self.clicked)

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        yield self.title_bar
        yield from self.body()
        yield self.notice
        yield self.status
        yield self.prompt
        yield self.footer
        yield self.picker

    def body(self) -> ComposeResult:
        """What stands between title and notice; a subclass may set a pane beside the list."""
        yield self.listing

    def on_mount(self) -> None:
        """Fill the list."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self.settle()

    def on_screen_resume(self) -> None:
        """Another screen may have changed something."""
        if self.is_mounted:
            self.settle()

    def fill(self) -> None:
        """Read what is to be listed and show it; for subclasses."""
        raise NotImplementedError

    def moved(self) -> None:
        """Another row is highlighted; for subclasses that show what it stands for."""

    def opened(self) -> None:
        """The highlighted row was clicked twice; for subclasses."""

    def works(self, action: Action) -> bool:
        """Whether the footer offers an action now."""
        return True

    def settle(self) -> None:
        """Bring list, bars and footer up to date."""
        with self.errors_shown():
            self.fill()
        self.show_keys()

    def show_keys(self) -> None:
        """Let the footer offer what works now."""
        self.footer.show([a for a in actions(self.WHERE) if a.label and self.works(a)])

    def _recolour(self) -> None:
        self.settle()
        for widget in self.query(Painted):
            widget.redraw()

    def do_list_down(self) -> None:
        """The next row."""
        self.listing.step(1)

    def do_list_up(self) -> None:
        """The previous row."""
        self.listing.step(-1)

    def do_list_page_down(self) -> None:
        """One page on."""
        self.listing.page(1)

    def do_list_page_up(self) -> None:
        """One page back."""
        self.listing.page(-1)

    def do_list_start(self) -> None:
        """The first row."""
        self.listing.edge(last=False)

    def do_list_end(self) -> None:
        """The last row."""
        self.listing.edge(last=True)

    def do_list_undo(self) -> None:
        """Take back the last action."""
        if self.may_undo("list_undo"):
            self._told(self.study.undo(), "There is nothing to undo")
            self.desk.equal = equal.undone()

    def do_list_redo(self) -> None:
        """Bring back what was undone."""
        self._told(self.study.redo(), "There is nothing to redo")
        self.desk.equal = equal.redone()

    def _told(self, change: Change | None, nothing: str) -> None:
        if change is None:
            self.status.say(nothing)
        else:
            self.status.say(sentence(self.study.told(change)))

    def do_list_back(self) -> None:
        """Back to the screen below."""
        self.desk.to_list()
