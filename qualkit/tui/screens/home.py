"""The first screen: the documents, and how far the coder is in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui import equal
from qualkit.tui.keymap import Where, actions
from qualkit.tui.screens.base import KeyScreen, sentence
from qualkit.tui.widgets.bars import Footer, TitleBar
from qualkit.tui.widgets.painted import Painted, counted, label, line

if TYPE_CHECKING:
    from qualkit.study.codings import Progress

EMPTY = (
    "No transcripts yet.",
    "",
    "Bring some in, from the study's folder:",
    "    qualkit import transcripts FILES...",
    "",
    "See first what would be read:",
    "    qualkit import transcripts FILES... --dry-run",
)


class Documents(Painted):
    """One line a document; scrolls with the highlight."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: Sequence[Document] = ()
        self._progress: Mapping[str, Progress] = {}
        self.index = 0
        self._top = 0

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, documents: Sequence[Document], progress: Mapping[str, Progress]) -> None:
        """Set what is listed."""
        self.documents, self._progress = documents, progress
        self.index = max(0, min(self.index, len(documents) - 1))
        self.redraw()

    def go(self, index: int) -> None:
        """Move the highlight."""
        self.index = max(0, min(len(self.documents) - 1, index))
        self.redraw()

    @property
    def page(self) -> int:
        """How many documents are seen at once."""
        return max(1, self.size.height - 2)

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """A heading and the documents that fit."""
        look = self.palette
        if not self.documents:
            return [line([(f"  {text}", look.text)], width, look.text) for text in ("", *EMPTY)]
        self._top = max(min(self._top, self.index), self.index - self.page + 1)
        lines = [self._row("document", "kind", "words", "codings", "coded", None, width, False)]
        for number in range(self._top, min(len(self.documents), self._top + self.page)):
            document = self.documents[number]
            done = self._progress.get(document.id)
            words = done.words if done else document.participant_words
            share = done.coded_words / words if done and words else 0.0
            lines.append(
                self._row(
                    document.name, document.kind, f"{words:,}",
                    str(done.codings) if done else "0", f"{share:.0%}", share, width,
                    number == self.index,
                )
            )  # fmt: skip
        return lines

    def _row(
        self, name: str, kind: str, words: str, codings: str, coded: str, share: float | None,
        width: int, here: bool,
    ) -> Strip:  # fmt: skip
        look = self.palette
        base = (look.text if share is not None else look.quiet) + Style(reverse=here or None)
        bar = 12 if width >= 90 else 6
        room = max(10, min(60, width - 44 - bar))
        filled = 0 if share is None else round(share * bar)
        # One cell as soon as anything is coded, all of them only when everything is.
        if share and not filled:
            filled = 1
        if share is not None and share < 1:
            filled = min(filled, bar - 1)
        gauge = " " * bar if share is None else "━" * filled + "·" * (bar - filled)
        text = (
            f"  {label(name, room)} {label(kind, 14)} {words:>8} {codings:>8} {coded:>6} {gauge} "
        )
        return line([(text, base)], width, look.text)

    def on_click(self, event: events.Click) -> None:
        """Highlight; a second click opens."""
        row = event.y - 1 + self._top
        if event.y >= 1 and row < len(self.documents):
            self.go(row)
            if event.chain > 1 and isinstance(self.screen, HomeScreen):
                self.screen.act("open")

    def on_mouse_scroll_down(self) -> None:
        """Three on."""
        self.go(self.index + 3)

    def on_mouse_scroll_up(self) -> None:
        """Three back."""
        self.go(self.index - 3)


class NewFiles(Painted):
    """Says that files wait in `transcripts/`; takes no room where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.display = False

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, count: int) -> None:
        """Set how many wait."""
        self.count, self.display = count, count > 0
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line."""
        look = self.palette
        said = f"  {counted(self.count, 'new file')} in transcripts/: press i"
        return [line([(said, look.strong)], width, look.text)]


class HomeScreen(KeyScreen):
    """The list of documents."""

    WHERE = Where.HOME

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.list = Documents()
        self.new_files = NewFiles()
        self.footer = Footer(self.act)
        self._progress: Mapping[str, Progress] = {}

    def compose(self) -> ComposeResult:
        """Title, list, new files, status, footer."""
        yield TitleBar(self.study.title, lambda: self.who)
        yield self.list
        yield self.new_files
        yield self.notice
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Show the documents."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile."""
        self.refresh_list()

    def _repaint(self) -> None:
        for widget in self.query(Painted):
            widget.redraw()

    def refresh_list(self) -> None:
        """Read documents afresh; how far the coder is in each is counted after the first paint."""
        with self.errors_shown():
            documents = self.study.documents()
            self.list.show(documents, self._progress)
            self._summarise(documents)
            # A moment later: counting 100,000 words takes 90 ms, in which nothing is written out.
            self.call_after_refresh(lambda: self.set_timer(0.05, self._count))
        self._show_keys()

    def _show_keys(self) -> None:
        idle = set() if self.list.documents else {"open"}
        if not self.new_files.count:
            idle.add("import_files")
        keys = [a for a in actions(Where.HOME) if a.label and a.id not in idle]
        self.footer.show(keys)

    def _look_for_files(self) -> tuple[Path, ...]:
        """The files that wait in `transcripts/`, announced."""
        paths = self.study.new_files()
        self.new_files.show(len(paths))
        self._show_keys()
        return paths

    def _count(self) -> None:
        coder = self.study.coder
        with self.errors_shown():
            self._look_for_files()
        with self.errors_shown():
            self._progress = self.study.progress(coder) if coder else {}
            self.list.show(self.list.documents, self._progress)
            self._summarise(self.list.documents, len(self.study.codebook.active()))
        self.desk.loaded()

    def _summarise(self, documents: Sequence[Document], codes: int | None = None) -> None:
        words = sum(document.participant_words for document in documents)
        parts = [
            f"{len(documents)} document{'' if len(documents) == 1 else 's'}",
            f"{words:,} words of participants",
        ]
        if codes is not None:
            parts.append(f"{codes} code{'' if codes == 1 else 's'}")
        self.status.show_place(parts, "")

    def do_down(self) -> None:
        """The next document."""
        self.list.go(self.list.index + 1)

    def do_up(self) -> None:
        """The previous document."""
        self.list.go(self.list.index - 1)

    def do_home_page_down(self) -> None:
        """A page on."""
        self.list.go(self.list.index + self.list.page)

    def do_home_page_up(self) -> None:
        """A page back."""
        self.list.go(self.list.index - self.list.page)

    def do_first(self) -> None:
        """The first document."""
        self.list.go(0)

    def do_last(self) -> None:
        """The last document."""
        self.list.go(len(self.list.documents) - 1)

    def do_open(self) -> None:
        """Open the highlighted document."""
        if self.list.documents:
            self.desk.open_document(self.list.documents[self.list.index])

    def do_import_files(self) -> None:
        """Look at the new files."""
        if paths := self._look_for_files():
            self.desk.open_import(paths)
        else:
            self.status.say("No new files in transcripts/")

    def do_undo(self) -> None:
        """Undo the last action, wherever it was."""
        change = self.study.undo()
        self.desk.equal = equal.undone()
        self.refresh_list()
        self.status.say(sentence(change) if change else "Nothing to undo")

    def do_redo(self) -> None:
        """Redo."""
        change = self.study.redo()
        self.desk.equal = equal.redone()
        self.refresh_list()
        self.status.say(sentence(change) if change else "Nothing to redo")

    def do_leave(self) -> None:
        """Quit."""
        self.app.exit()
