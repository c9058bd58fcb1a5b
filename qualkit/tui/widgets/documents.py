"""The rows of the list of documents: what each is, and how far the coder is in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from textual.strip import Strip

from qualkit.core.records import Document
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import Painted, label, line

if TYPE_CHECKING:
    from qualkit.study.codings import Progress

EMPTY = (
    "No transcripts yet.\n"
    "Drop them into the folder transcripts/ of the study and press i here, or, in the study's "
    "folder:\n"
    "qualkit import transcripts FILES...\n"
    "See first what would be read:\n"
    "qualkit import transcripts FILES... --dry-run"
)


def heading(width: int) -> str:
    """The headings of the columns."""
    return _row("document", "kind", "words", "codings", "coded", "", " ", width, room=1)


def rows_of(
    documents: Sequence[Document], progress: Mapping[str, Progress], noted: Collection[str],
    look: Palette, width: int,
) -> list[Item]:  # fmt: skip
    """The documents that are begun, then those that are not, each under its heading."""

    def begun(document: Document) -> bool:
        return document.id in progress and progress[document.id].codings > 0

    groups = [
        ("begun", [document for document in documents if begun(document)]),
        ("not begun", [document for document in documents if not begun(document)]),
    ]
    headed = bool(progress) and all(members for _, members in groups)
    items: list[Item] = []
    for title, members in groups:
        if headed:
            items.append(Item("", ((f"{title} ({len(members)})", look.quiet),)))
        for document in members:
            text = _document(document, progress.get(document.id), document.id in noted, width)
            items.append(Item(document.id, ((text, look.text),)))
    return items


def _document(document: Document, done: Progress | None, noted: bool, width: int) -> str:
    words = done.words if done else document.participant_words
    share = done.coded_words / words if done and words else 0.0
    codings = str(done.codings) if done else "0"
    mark = "✎" if noted else " "
    bar = _gauge(share, 12 if width >= 90 else 6)
    return _row(document.name, document.kind, f"{words:,}", codings, f"{share:.0%}", bar, mark,
                width)  # fmt: skip


def _gauge(share: float, cells: int) -> str:
    """One cell as soon as anything is coded, all of them only when everything is."""
    filled = round(share * cells)
    if share and not filled:
        filled = 1
    if share < 1:
        filled = min(filled, cells - 1)
    return "━" * filled + "·" * (cells - filled)


def _row(
    name: str, kind: str, words: str, codings: str, coded: str, gauge: str, mark: str, width: int,
    *, room: int = 0,
) -> str:  # fmt: skip
    """A row; `room` are cells more at its left, where a list has its margin."""
    bar = 12 if width >= 90 else 6
    wide = max(10, min(60, width - 46 - bar))
    return (
        f"{'':{1 + room}}{label(name, wide)} {mark} {label(kind, 14)} {words:>8} {codings:>7} "
        f"{coded:>5} {gauge}"
    )


class Told(Painted):
    """One line above the status that takes no room where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.display = False

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, said: str) -> None:
        """Set what it says."""
        self._said, self.display = said, bool(said)
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line."""
        look = self.palette
        return [line([(f"  {self._said}", look.strong)], width, look.text)]


class Heads(Painted):
    """The headings of the columns."""

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line."""
        return [line([(heading(width), self.palette.quiet)], width, self.palette.text)]
