"""The first screen: the documents, how far the coder is in each, and what waits to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from qualkit.core.marks import MemoKind
from qualkit.core.records import Change, Document
from qualkit.core.text import percent
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui import equal
from qualkit.tui.keymap import Action, Where, actions
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.home_work import HomeWork
from qualkit.tui.widgets.bars import Footer, TitleBar
from qualkit.tui.widgets.documents import EMPTY, Heads, Told, columns, rows_of
from qualkit.tui.widgets.listing import Listing
from qualkit.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from qualkit.study.codings import Progress

LOOK_EVERY = 3.0
"""Seconds between looks whether files have been dropped into transcripts/."""


class HomeScreen(HomeWork):
    """The list of documents."""

    WHERE = Where.HOME

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.heads = Heads()
        self.list = Listing(self._go, lambda: self.act("open"))
        self.new_files, self.waiting = Told(), Told()
        self.footer = Footer(self.clicked)
        self._documents: Sequence[Document] = ()
        self._progress: Mapping[str, Progress] = {}
        self._noted: frozenset[str] = frozenset()
        self._files: tuple[Path, ...] = ()
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Title, list, what waits, status, footer."""
        yield TitleBar(self.study.title, lambda: self.who)
        yield self.heads
        yield self.list
        yield self.waiting
        yield self.new_files
        yield self.notice
        yield self.status
        yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Show the documents."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.set_interval(LOOK_EVERY, self._watch)

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile."""
        super().on_screen_resume()
        self.refresh_list()

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.show_list()

    def _repaint(self) -> None:
        self.show_list()
        for widget in self.query(Painted):
            widget.redraw()

    @property
    def document(self) -> Document | None:
        """The document under the highlight."""
        found = [each for each in self._documents if each.id == self.list.current]
        return found[0] if found else None

    def refresh_list(self) -> None:
        """Read documents afresh; how far the coder is in each is counted after the first paint."""
        with self.errors_shown():
            self._documents = self.study.documents()
            self.read_work()
            self.show_list()
            self._summarise()
            # A moment later: counting 100,000 words takes 90 ms, in which nothing is written out.
            self.call_after_refresh(lambda: self.set_timer(0.05, self._count))
        self.show_keys()

    def show_list(self) -> None:
        """Show the documents that fit, in rows of this width."""
        width = self.list.size.width or self.app.size.width
        shown = [each for each in self._documents if self._wanted in each.name.casefold()]
        places = columns(shown, width, self.work)
        items = rows_of(shown, self._progress, self._noted, self.palette, places, self.work)
        empty = f"No document is called “{self._wanted}”: Escape shows all" if shown else ""
        if not self._documents:
            empty = EMPTY
        self.heads.show(places.heading if items else "")
        self.list.show(items, empty or f"No document is called “{self._wanted}”")

    def _go(self) -> None:
        self.moved_once = True
        self.show_keys()

    def works(self, action: Action) -> bool:
        """Whether an action can do anything now."""
        if action.id in ("open", "home_memo", "home_find"):
            return bool(self._documents)
        if action.id == "import_files":
            return bool(self._files)
        return self.work_allows(action.id)

    def show_keys(self) -> None:
        """Let the footer offer what works now."""
        self.footer.show([a for a in actions(Where.HOME) if a.label and self.works(a)])

    def _watch(self) -> None:
        """Notice files that are dropped into the folder while one looks at the list."""
        if self.app.screen is self:
            with self.errors_shown():
                self._look_for_files()

    def _look_for_files(self) -> None:
        """The files that wait in `transcripts/`, announced."""
        self._files = self.study.new_files()
        count = len(self._files)
        self.new_files.show(
            f"{counted(count, 'new file')} in transcripts/: press i" if count else ""
        )
        self.show_keys()

    def _count(self) -> None:
        coder = self.study.coder
        with self.errors_shown():
            self._look_for_files()
        with self.errors_shown():
            self._progress = self.study.progress(coder) if coder else {}
            notes = self.study.memos(MemoKind.DOCUMENT, coder=coder or "")
            self._noted = frozenset(memo.target for memo in notes)
            self.show_list()
            if not self.moved_once:
                # What is begun comes first: there one goes on.
                self.list.edge(last=False)
            self._summarise(len(self.study.codebook.active()))
        with self.errors_shown():
            self.waiting.show(self._queues() if coder else "")
        self.desk.loaded()

    def _queues(self) -> str:
        """What waits for this coder, and the key that leads there."""
        waiting = [
            (len(self.study.carried()), "doubtful place", "d"),
            (len(self.study.proposals()), "proposal", "p"),
            (self.study.second_look_count(), "second look", "l"),
        ]
        said = [
            f"{counted(count, noun)} (Space {letter})" for count, noun, letter in waiting if count
        ]
        return f"waiting for you: {' · '.join(said)}" if said else ""

    def _words_told(self, *, of_survey: bool) -> str:
        """What was said, or written in the survey, and how much of it the coder has coded."""
        spoken = [each for each in self._documents if not each.kind.published]
        own = [each for each in spoken if each.kind.of_survey is of_survey]
        words = sum(document.participant_words for document in own)
        told = f"{words:,} of respondents" if of_survey else f"{words:,} words of participants"
        if not (self._progress and words):
            return told
        done = sum(self._progress[each.id].coded_words for each in own if each.id in self._progress)
        lead = "" if of_survey else "you have coded "
        return f"{lead}{percent(done, words)}% of {told}"

    def _summarise(self, codes: int | None = None) -> None:
        parts = [counted(len(self._documents), "document"), self._words_told(of_survey=False)]
        if any(each.kind.of_survey for each in self._documents):
            parts.append(self._words_told(of_survey=True))
        if codes is not None:
            parts.append(counted(codes, "code"))
        if self._wanted:
            parts.insert(0, f"only “{self._wanted}”")
        self.status.show_place(parts, "")

    def do_down(self) -> None:
        """The next document."""
        self.list.step(1)

    def do_up(self) -> None:
        """The previous document."""
        self.list.step(-1)

    def do_home_page_down(self) -> None:
        """A page on."""
        self.list.page(1)

    def do_home_page_up(self) -> None:
        """A page back."""
        self.list.page(-1)

    def do_first(self) -> None:
        """The first document."""
        self.list.edge(last=False)

    def do_last(self) -> None:
        """The last document."""
        self.list.edge(last=True)

    def do_open(self) -> None:
        """Open the highlighted document."""
        if document := self.document:
            self.moved_once = True
            self.desk.open_document(document)

    def do_import_files(self) -> None:
        """Look at the new files."""
        self._look_for_files()
        if self._files:
            self.desk.open_import(self._files)
        else:
            self.status.say("No new files in transcripts/")

    def do_home_memo(self) -> None:
        """Write the memo on the highlighted document."""
        from qualkit.tui.screens.memo import MemoScreen

        document = self.document
        if document is None:
            return
        coder = self.study.coder or ""
        old = [
            memo.text
            for memo in self.study.memos(MemoKind.DOCUMENT, target=document.id, coder=coder)
        ]

        def save(text: str) -> None:
            self.study.memo_on(MemoKind.DOCUMENT, document.id, text)
            self.desk.equal = equal.memo_on(MemoKind.DOCUMENT, document.name)

        self.app.push_screen(
            MemoScreen(document.name, "your memo on this document", old[0] if old else "", save)
        )

    def do_home_find(self) -> None:
        """Ask for a part of a name, and show the documents that have it."""
        self.prompt.ask("/", self._wanted, self._find)
        self.status.display = False

    def _find(self, text: str) -> None:
        self.status.display = True
        self._wanted = text.strip().casefold()
        self.show_list()
        self._summarise()
        self.show_keys()

    def do_home_all(self) -> None:
        """Show all documents again."""
        if self._wanted:
            self._find("")

    def do_undo(self) -> None:
        """Undo the last action, wherever it was."""
        if self.may_undo("undo"):
            self._told(self.study.undo(), "Nothing to undo")
            self.desk.equal = equal.undone()

    def do_redo(self) -> None:
        """Redo."""
        self._told(self.study.redo(), "Nothing to redo")
        self.desk.equal = equal.redone()

    def _told(self, change: Change | None, nothing: str) -> None:
        self.refresh_list()
        self.status.say(sentence(change) if change else nothing)

    def do_leave(self) -> None:
        """Quit."""
        self.app.exit()
