"""What the screens of the codebook share: the book as its file stands, and ways to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from textual import events

from qualkit.core.codebook import Code, Codebook
from qualkit.core.ranking import Ranker
from qualkit.core.records import Change, Document
from qualkit.errors import CodebookError, RefusedError
from qualkit.study import Study
from qualkit.tui.equal import Equal
from qualkit.tui.lines import bookentry
from qualkit.tui.lines.book import looks, state
from qualkit.tui.paint import Look
from qualkit.tui.palette import code_colour
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.entry import EntryPane, Paragraph
from qualkit.tui.widgets.picker import Entry

if TYPE_CHECKING:
    from qualkit.study.counting import CodeCount

WATCHED_EVERY = 1.0
"""Seconds between two looks at the file: a change by another program is shown within two."""
BEFORE = "The file cannot be read: what you see is how it stood before"
MOTIONS = frozenset({
    "list_down", "list_up", "list_page_down", "list_page_up", "list_start", "list_end",
    "board_left", "board_right", "codebook_scroll_down", "codebook_scroll_up",
    "passages_scroll_down", "passages_scroll_up", "look_scroll_down", "look_scroll_up",
    "differ_scroll_down", "differ_scroll_up", "differ_next", "settle_scroll_down",
    "settle_scroll_up", "settle_down", "settle_up", "settle_page_down", "settle_page_up",
    "settle_passage",
})  # fmt: skip
_ELSEWHERE = "The codebook was changed in another program; this is how it stands now"


class BookScreen(ListScreen):
    """Holds the codebook; a file that breaks a rule leaves the last good one in place."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.book = Codebook()
        self.wrong = ""
        """What is wrong with the file now; "" where it can be read."""
        self.private: dict[str, str] = {}
        """Private draft to its coder, "" for one's own."""
        self.pane = EntryPane()
        self._looks: dict[str, Look] = {}
        self._counts: Mapping[str, CodeCount] = {}
        """How far each code reaches, on screens that show it."""
        self._stamp: tuple[int, int] | None = None
        self._only_moves = False

    def on_mount(self) -> None:
        """Watch the file, as another program may write it."""
        self.set_interval(WATCHED_EVERY, self._watch)

    def _stamped(self) -> tuple[int, int]:
        try:
            stat = self.study.codebook_path.stat()
        except OSError:
            return (0, 0)
        return (stat.st_mtime_ns, stat.st_size)

    def _watch(self) -> None:
        if self.app.screen is not self or self._stamped() == self._stamp:
            return
        before = self.book
        self.notice.close()
        self.status.say("")
        self.settle()
        if not self.wrong and self.book is not before:
            self.status.say(_ELSEWHERE)

    def read_book(self) -> None:
        """Take over the codebook as its file stands, or say what is wrong with it."""
        self._stamp = self._stamped()
        try:
            book = self.study.codebook
            own = self.study.coder
            self.private = {
                draft.code.id: "" if draft.coder == own else draft.coder
                for draft in self.study.drafts()
                if draft.private
            }
        except CodebookError as error:
            self.wrong = error.message
            if not self.notice.text:  # what was refused just now says more
                self.notice.show(error.message, error.hint or "", error=True)
            return
        self.wrong = ""
        if book is not self.book:
            self.book, self._looks = book, looks(book)

    def look(self, identity: str) -> Look:
        """A code's letter and colour."""
        found = self._looks.get(identity)
        return found or Look(identity[:1] or "?", code_colour("#888888", 0))

    def code_name(self, identity: str) -> str:
        """A code's name, or its id where the codebook has it no more."""
        return self.book.name_of(identity)

    def state(self, code: Code) -> str:
        """What a code is besides in use."""
        return state(self.book, code, self.private)

    def entry(self, code: Code) -> tuple[Paragraph, ...]:
        """All that the codebook says of a code, and the coder's memo on it."""
        count = self._counts.get(code.id)
        return bookentry.code_entry(self.book, code, self.state(code), self.palette, count)

    def act(self, identity: str) -> None:
        """Do an action; one that only moves changes nothing that would have to be read again."""
        self._only_moves = identity in MOTIONS and not self.wrong
        super().act(identity)
        self._only_moves = False

    def settle(self) -> None:
        """Bring everything up to date; after a motion the footer is enough."""
        if self._only_moves:
            self.show_keys()
        else:
            super().settle()

    def refuse(self, message: str, hint: str = "") -> NoReturn:
        """Say why something cannot be done."""
        raise RefusedError(message, hint or None)

    def changed(self, change: Change, equal: Equal, then: str = "") -> None:
        """Tell what was done, in words and in the two other faces."""
        self.desk.equal = equal
        self.notice.close()
        self.status.say(f"{sentence(self.study.told(change))}{then}")

    def choose(
        self, title: str, offered: Sequence[Entry], done: Callable[[str], None], *,
        typed: bool = True, verb: str = "choose", empty: str = "nothing fits",
    ) -> None:  # fmt: skip
        """Let one be chosen from a list, by typing where the list is long."""
        ranker = Ranker([(entry.title, (entry.aside,)) for entry in offered])

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                done(keys[0])
            self.settle()

        def ranked(query: str) -> Sequence[Entry]:
            return [offered[place] for place in ranker.rank(query)]

        details = max((len(entry.detail) for entry in offered), default=0)
        self._place_picker(len(offered) + 4 + min(8, 2 * details))
        self.picker.open(title, ranked, chosen, typed=typed, verb=verb, empty=empty)

    def _place_picker(self, wanted: int) -> None:
        width, height = self.app.size
        rows = max(8, min(wanted, height - 4))
        columns = min(96, width - 4) if width >= 96 else width
        styles = self.picker.styles
        styles.width, styles.height = columns, rows
        styles.offset = ((width - columns) // 2, max(1, (height - rows) // 3))

    def ask(self, question: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for one line; "" is no answer."""

        def answered(answer: str) -> None:
            with self.errors_shown():
                done(" ".join(answer.split()))
            self.settle()

        self.prompt.ask(question, text, answered)
        self.status.display = False

    def on_key(self, event: events.Key) -> None:
        """As in every list; and the status line comes back when nothing is asked."""
        super().on_key(event)
        self.status.display = not self.prompt.is_open

    def code_entries(self, codes: Sequence[Code]) -> list[Entry]:
        """Codes to choose from, with their place and meaning."""
        found = []
        for code in codes:
            above = self.book.path(code).rpartition(" / ")[0]
            look = self.look(code.id)
            detail = tuple(text for text in (code.definition or code.brief,) if text)
            found.append(
                Entry(code.id, code.name, above, look.letter, self.palette.ink(look.colour), detail)
            )
        return found
