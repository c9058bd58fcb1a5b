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
from qualkit.tui.lines.own_work import HEADINGS, Group, OwnWork
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import Painted, label, line

if TYPE_CHECKING:
    from qualkit.study.codings import Progress

_NO_WORK: Mapping[str, OwnWork] = {}
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
    """How wide the columns of one list are; the name has what the others leave.

    A column of no width is not there: what one has to do where nobody was given anything, and the
    kind where names and work need its room.
    """

    name: int
    kind: int
    gauge: int
    work: int = 0

    def row(
        self, name: str, kind: str, words: str, codings: str, coded: str, gauge: str, mark: str,
        work: str = "",
    ) -> str:  # fmt: skip
        """One row of the list."""
        kind = f" {label(kind, self.kind)}" if self.kind else ""
        work = f" {label(work, self.work)}" if self.work else ""
        return (
            f" {label(name, self.name)} {mark}{work}{kind} {words:>7} {codings:>7} "
            f"{coded:>5} {gauge}"
        )

    @property
    def heading(self) -> str:
        """The headings of the columns, set in as the list's margin is."""
        heads = ("document", "kind", "words", "codings", "coded", "", " ", "your work")
        return f" {self.row(*heads)}"


def columns(
    documents: Sequence[Document], width: int, work: Mapping[str, OwnWork] = _NO_WORK
) -> Columns:
    """Columns for these documents; where a name would be cut, gauge and kind give way."""
    kind = max([len(document.kind.value) for document in documents], default=9)
    longest = max([cell_count(document.name) for document in documents], default=10)
    texts = [cell_count(own.text) for own in work.values()]
    across = max(9, *texts) if texts else 0
    if texts and width - kind - 31 - across < longest:
        kind = -1
        across = min(across, max(14, width - 30 - longest))
    rest = width - kind - 30 - (across + 1 if texts else 0)
    gauge = 12 if width >= 90 else 6
    if rest - gauge < longest:
        gauge = 6 if rest - 6 >= longest else 0
    name = max(10, min(rest - gauge, max(longest, 24)))
    return Columns(name, max(0, kind), gauge, across)


def rows_of(
    documents: Sequence[Document], progress: Mapping[str, Progress], noted: Collection[str],
    look: Palette, places: Columns, work: Mapping[str, OwnWork] = _NO_WORK,
) -> list[Item]:  # fmt: skip
    """What one has to do, or else what is begun, then the rest, each under its heading."""

    def begun(document: Document) -> bool:
        return document.id in progress and progress[document.id].codings > 0

    groups = [
        ("begun", [document for document in documents if begun(document)]),
        ("not begun", [document for document in documents if not begun(document)]),
    ]
    headed = bool(progress) and all(members for _, members in groups)
    if work:
        headed = True
        groups = [
            (title, [d for d in documents if _group(d, work) is group])
            for group, title in HEADINGS.items()
        ]
    items: list[Item] = []
    for title, members in groups:
        if headed and members:
            items.append(Item("", ((f"{title} ({len(members)})", look.quiet),)))
        for document in members:
            text = _document(
                document, progress.get(document.id), document.id in noted, places,
                work.get(document.id),
            )  # fmt: skip
            items.append(Item(document.id, ((text, look.text),)))
    return items


def _group(document: Document, work: Mapping[str, OwnWork]) -> Group:
    own = work.get(document.id)
    return own.group if own else Group.REST


def _document(
    document: Document, done: Progress | None, noted: bool, places: Columns, own: OwnWork | None
) -> str:
    whole = document.words if document.kind.published else document.participant_words
    words = done.words if done else whole
    share = done.coded_words / words if done and words else 0.0
    codings = str(done.codings) if done else "0"
    coded = f"{percent(done.coded_words, words) if done else 0}%"
    return places.row(
        document.name, document.kind, f"{words:,}", codings, coded,
        _gauge(share, places.gauge), "✎" if noted else " ",
        own.fitted(places.work) if own else "",
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
