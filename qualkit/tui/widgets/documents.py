"""The rows of the list of documents: what each is, and how far the coder is in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from textual.strip import Strip

from qualkit.core.cells import cell_count
from qualkit.core.records import Document
from qualkit.core.text import percent
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


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns of one list are; the name has what the others leave."""

    name: int
    kind: int
    gauge: int

    def row(
        self, name: str, kind: str, words: str, codings: str, coded: str, gauge: str, mark: str
    ) -> str:
        """One row of the list."""
        return (
            f" {label(name, self.name)} {mark} {label(kind, self.kind)} {words:>7} {codings:>7} "
            f"{coded:>5} {gauge}"
        )

    @property
    def heading(self) -> str:
        """The headings of the columns, set in as the list's margin is."""
        return f" {self.row('document', 'kind', 'words', 'codings', 'coded', '', ' ')}"


def columns(documents: Sequence[Document], width: int) -> Columns:
    """Columns for these documents; where a name would be cut, the gauge gives way."""
    kind = max([len(document.kind.value) for document in documents], default=9)
    longest = max([cell_count(document.name) for document in documents], default=10)
    rest = width - kind - 30
    gauge = 12 if width >= 90 else 6
    if rest - gauge < longest:
        gauge = 6 if rest - 6 >= longest else 0
    return Columns(max(10, min(rest - gauge, max(longest, 24))), kind, gauge)


def rows_of(
    documents: Sequence[Document], progress: Mapping[str, Progress], noted: Collection[str],
    look: Palette, places: Columns,
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
            text = _document(document, progress.get(document.id), document.id in noted, places)
            items.append(Item(document.id, ((text, look.text),)))
    return items


def _document(document: Document, done: Progress | None, noted: bool, places: Columns) -> str:
    words = done.words if done else document.participant_words
    share = done.coded_words / words if done and words else 0.0
    codings = str(done.codings) if done else "0"
    coded = f"{percent(done.coded_words, words) if done else 0}%"
    return places.row(
        document.name, document.kind, f"{words:,}", codings, coded,
        _gauge(share, places.gauge), "✎" if noted else " ",
    )  # fmt: skip


def _gauge(share: float, cells: int) -> str:
    """One cell as soon as anything is coded, all of them only when everything is."""
    filled = round(share * cells)
    if share and not filled:
        filled = min(1, cells)
    if share < 1:
        filled = min(filled, max(0, cells - 1))
    return "━" * filled + "·" * (cells - filled)


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

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, text: str) -> None:
        """Set them; no room is taken where there are none."""
        self._text, self.display = text, bool(text)
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line."""
        return [line([(self._text, self.palette.quiet)], width, self.palette.text)]
