"""The history: who did what, and back to any point of one's own work."""

from __future__ import annotations

from datetime import datetime

from rich.style import Style
from textual.app import ComposeResult
from textual.theme import Theme

from qualkit.core.records import Change, Document, Span
from qualkit.core.wording import counted
from qualkit.errors import NotFoundError
from qualkit.study import Study
from qualkit.tui import equal
from qualkit.tui.keymap import Action, Where, action, key_name
from qualkit.tui.lines.logbook import PAGE, Entries, local, tally
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.deed import DeedPane
from qualkit.tui.widgets.listing import Item

EMPTY = "Nothing has been done in this study yet."
NOTHING_MINE = "You have done nothing in this study yet."
NEAR = 50
"""So many rows before the last one read, older entries are read."""


class HistoryScreen(ListScreen):
    """The log of the study, newest first."""

    WHERE = Where.HISTORY
    TITLE = "History"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self._only_mine = False
        self._words = ""
        self._asked = ""
        self._made_for: tuple[Entries, Theme] | None = None
        self._rows: list[Item] = []
        self._day = ""
        self._by_id: dict[str, Change] = {}
        self.entries = self._fresh()
        self.pane = DeedPane()

    def body(self) -> ComposeResult:
        """The list, and below it what the highlighted entry was."""
        yield self.listing
        yield self.pane

    def _fresh(self) -> Entries:
        coder = self.study.coder if self._only_mine else None
        return Entries(lambda before, count: self.study.history(coder, count, before=before))

    def fill(self) -> None:
        """Show the entries; the log is read again only where something was done since."""
        if not self.entries.changes:
            self.entries.more()
        elif not self.entries.up_to_date():
            self.entries = self.entries.again()
        self._list()
        self._tell()
        self._explain()

    def _list(self) -> None:
        """Show what has been read; rows are made for what is new among it."""
        made_for = (self.entries, self.app.current_theme)
        if made_for != self._made_for:
            self._made_for, self._rows, self._day, self._by_id = made_for, [], "", {}
        fresh = self.entries.changes[len(self._by_id) :]
        if fresh or not self._rows:
            now = datetime.now().astimezone()
            for change in fresh:
                self._by_id[change.id] = change
                when = local(change.at)
                if (day := _day(when, now)) != self._day:
                    self._day = day
                    self._rows.append(Item("", ((day, self.palette.gutter),)))
                self._rows.append(self._item(change, when))
            self.listing.show(self._rows, NOTHING_MINE if self._only_mine else EMPTY)

    def moved(self) -> None:
        """Read older entries as the highlight comes near the last one."""
        if self.listing.index > len(self._rows) - NEAR and self.entries.more():
            self._list()
            self._tell()
        self._explain()
        self.show_keys()

    def _explain(self) -> None:
        """Show the whole of the highlighted entry."""
        change = self.change
        if change is None:
            self.pane.show("", "")
            return
        mark = " (does not hold any more)" if self.entries.undone(change) else ""
        said = f"{local(change.at):%H:%M:%S} {change.coder}: {sentence(change)}{mark}"
        place = self._place(change)
        document, span = place or (None, None)
        words = ""
        if document is not None and span is not None:
            words = self.study.shown(document, span)
        self.pane.show(said, " ".join(words.split()))

    def _item(self, change: Change, when: datetime) -> Item:
        look = self.palette
        mine = change.coder == self.study.coder
        undone = self.entries.undone(change)
        style = look.quiet if undone or not mine else look.text
        who = look.text + Style(bold=True) if mine else look.quiet
        what = sentence(change)
        right = ((" undone ", look.quiet),) if undone else ()
        return Item(
            change.id,
            ((f" {when:%H:%M}  ", look.quiet), (f"{change.coder:<5} ", who), (what, style)),
            right,
        )

    @property
    def change(self) -> Change | None:
        """The highlighted entry."""
        return self._by_id.get(self.listing.current or "")

    def _tell(self) -> None:
        read = len(self.entries.changes)
        kind = "entry of yours" if self._only_mine else "entry"
        number = counted(read, kind) if read == 1 else f"{read:,} {kind.replace('y', 'ies', 1)}"
        self.status.show_place([number if self.entries.complete else f"the newest {number}"], "")

    def works(self, action: Action) -> bool:
        """The footer shows only what can be done with the highlighted entry."""
        change = self.change
        if action.id == "history_open":
            return change is not None and self._place(change) is not None
        if action.id == "history_go_back":
            return change is not None and self._has_done_more(change)
        if action.id in ("history_next", "history_previous"):
            return bool(self._words)
        if action.id == "history_mine":
            return bool(self.study.coder)
        return True

    def _has_done_more(self, change: Change) -> bool:
        """Whether something that holds was done after one's own entry; the newest say so."""
        if change.coder != self.study.coder:
            return False
        for each in self.entries.changes:
            if each.id == change.id:
                break
            did = each.coder == change.coder and each.action != "undo"
            if did and not self.entries.undone(each):
                return True
        return False

    def act(self, identity: str) -> None:
        """Anything but the same key again takes the question back."""
        if identity != "history_go_back":
            self._asked = ""
        super().act(identity)

    def do_list_end(self) -> None:
        """The oldest entry that has been read; again, and more of them are read."""
        self.entries.more(10 * PAGE)
        self._list()
        super().do_list_end()
        if not self.entries.complete:
            key = key_name((action("list_end").keys or ("end",))[0])
            self.status.say(f"There are older ones: {key} again reads on")

    def opened(self) -> None:
        """A second click opens, as Enter does."""
        self.act("history_open")

    def do_history_open(self) -> None:
        """Open the place where it was done."""
        change = self.change
        place = self._place(change) if change else None
        if place is None:
            self.status.say("This was not done at one place of a text that is in the study")
        else:
            self.desk.open_document(*place)

    def _place(self, change: Change) -> tuple[Document, Span | None] | None:
        """Where it was done; None where that is no place, or not in the study any more."""
        facts = dict(change.facts)
        reference = facts.get("document") or (change.touched[0] if len(change.touched) == 1 else "")
        if not reference:
            return None
        try:
            document = self.study.document(reference)
        except NotFoundError:
            return None
        start, end = facts.get("start", ""), facts.get("end", "")
        if not (start.isdigit() and end.isdigit() and int(start) < int(end)):
            return document, None
        # The text may have been corrected since, and be shorter now.
        inside = int(end) <= document.characters
        return document, Span(int(start), int(end)) if inside else None

    def do_history_mine(self) -> None:
        """Show only one's own entries, or everybody's again."""
        if not self.study.coder:
            self.status.say("No coder is named: start with --coder AB")
            return
        self._only_mine = not self._only_mine
        self.entries = self._fresh()
        self.status.say("Only what you did" if self._only_mine else "What everybody did")

    def do_history_find(self) -> None:
        """Ask what to find."""
        self.prompt.ask("/", "", self._find)
        self.status.display = False

    def _find(self, words: str) -> None:
        self.status.display = True
        self._words = words.strip()
        if self._words:
            self._seek(older=True, here=True)
        self.settle()

    def do_history_next(self) -> None:
        """The next entry found, which is older."""
        self._seek(older=True)

    def do_history_previous(self) -> None:
        """The entry found before it, which is newer."""
        self._seek(older=False)

    def _seek(self, *, older: bool, here: bool = False) -> None:
        if not self._words:
            self.status.say("Nothing is searched: / asks for what")
            return
        ids = [change.id for change in self.entries.changes]
        at = ids.index(self.listing.current) if self.listing.current in ids else 0
        found = self.entries.search(self._words, at - 1 if here else at, older=older)
        self._list()
        if found is None:
            self.status.say(f"No {'older' if older else 'newer'} entry says “{self._words}”")
        else:
            self.listing.go_to(self.entries.changes[found].id)

    def do_history_go_back(self) -> None:
        """Say what would be taken back; the same key again takes it back."""
        change = self.change
        if change is None or change.coder != self.study.coder:
            self._asked = ""
            self.status.say("Choose an action of your own: all that you did after it is taken back")
        elif self._asked == change.id:
            self._asked = ""
            taken = self.study.go_back(change.id)
            self.desk.equal = equal.gone_back(change)
            redo = key_name((action("list_redo").keys or ("U",))[0])
            self.status.say(f"Taken back: {tally(taken)}. {redo} brings it back, one by one")
        else:
            would = self.study.go_back(change.id, dry_run=True)
            self._asked = change.id
            key = key_name((action("history_go_back").keys or ("b",))[0])
            self.notice.show(
                f"Back to {local(change.at):%d %B, %H:%M}: takes back "
                f"{counted(len(would), 'action')} of yours ({tally(would)}).",
                f"{key} again does it, any other key leaves all as it is.",
            )


def _day(when: datetime, now: datetime) -> str:
    days = (now.date() - when.date()).days
    name = f"{when:%A}, {when.day} {when:%B %Y}"
    return {0: f"Today, {name}", 1: f"Yesterday, {name}"}.get(days, name)
