"""The codebook: the tree of themes and codes, the entry of each, and every change to them."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.cells import cell_count
from qualkit.core.codebook import Code, Placed, Theme
from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import bookentry
from qualkit.tui.screens.book.bookscreen import BEFORE
from qualkit.tui.screens.book.tree_verbs import TreeVerbs
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label
from qualkit.tui.widgets.picker import Entry

EMPTY = (
    "The codebook has no codes yet. n makes the first one, N the first theme; "
    "or take a codebook over: qualkit import codebook FILE"
)
UNREADABLE = (
    "The codebook cannot be read; below it says why. E opens it in your editor, at the line."
)
UNSORTED = "theme:"
FIGURES = 30
"""Cells that the counts and the letter take."""
_TREE = frozenset({"codebook_edit", "codebook_rename", "codebook_enter"})


class CodebookScreen(TreeVerbs):
    """The tree at the left or above, the entry of what is highlighted at the right or below."""

    WHERE = Where.CODEBOOK
    TITLE = "Codebook"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self._folded: set[str] = set()
        self._large = False

    def body(self) -> ComposeResult:
        """Tree and entry."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The entry stands beside the tree where there is room, else below it."""
        self._arrange(event.size.width)
        self.call_after_refresh(self._show)

    def _arrange(self, width: int) -> None:
        if self._large:
            self.pane.stand(width, beside="66%", below="76%")
        else:
            self.pane.stand(width, beside="46%", below="46%")

    def fill(self) -> None:
        """Read the codebook and how often its codes were used."""
        self.read_book()
        with self.errors_shown():
            self._counts = self.study.code_counts()
        self._show()

    def _show(self) -> None:
        self.heads.show("", self._figures("own", "references", "people", "key"))
        self.listing.show(self._items(), UNREADABLE if self.wrong else EMPTY)
        self._summarise()
        self.moved()

    def _summarise(self) -> None:
        book = self.book
        used = len(book.active())
        drafts = sum(1 for code in book.active() if code.status == "draft")
        parts = [f"{used} code{'' if used == 1 else 's'} in use"]
        parts += [f"{drafts} draft{'' if drafts == 1 else 's'}"] if drafts else []
        parts += [f"{len(book.themes)} theme{'' if len(book.themes) == 1 else 's'}"]
        if self.wrong:
            parts = [BEFORE if self.book.codes else "The file cannot be read"]
        self.status.show_place(parts, "" if self.wrong else f"version {book.version}")

    def _items(self) -> list[Item]:
        walked = self.book.walk()
        items: list[Item] = []
        for theme in (*self.book.themes, None):
            placed = [each for each in walked if each.theme is theme]
            if theme is None and not placed:
                continue
            key = f"theme:{theme.id}" if theme else UNSORTED
            folded = key in self._folded
            items.append(self._theme_item(key, theme, placed, folded))
            if not folded:
                items += [self._code_item(each) for each in placed]
        return items

    def _theme_item(
        self, key: str, theme: Theme | None, placed: list[Placed], folded: bool
    ) -> Item:  # fmt: skip
        look = self.palette
        sign = ("▸" if folded else "▾") if placed else " "
        name = theme.name if theme else "Unsorted"
        left = [(f"{sign} ", look.quiet), (name, look.strong)]
        if folded:
            left.append((f"  {len(placed)} code{'' if len(placed) == 1 else 's'}", look.quiet))
        return Item(key, tuple(left))

    def _code_item(self, placed: Placed) -> Item:
        look, code = self.palette, placed.code
        ink = look.strong + look.ink(self.look(code.id).colour)
        state = self.state(code)
        quiet = not code.in_use
        indent, after = "  " * (placed.depth + 1), f"  {state}" if state else ""
        left = [
            (indent, look.text),
            (f"{self.look(code.id).letter} " if code.codable else "▪ ", ink),
            (self._shortened(code.name, f"{indent}{after}"), look.quiet if quiet else look.text),
            (after, look.quiet),
        ]
        count = self._counts.get(code.id)
        figures = ("", "", "")
        if count is not None and code.codable:
            figures = (str(count.own), str(count.references), str(count.participants))
        right = ((self._figures(*figures, code.shortcut), look.quiet if quiet else look.text),)
        return Item(f"code:{code.id}", tuple(left), right)

    def _shortened(self, name: str, beside: str) -> str:
        """The name, cut where its state would not be seen: the words say what colour may not."""
        room = self.listing.size.width - FIGURES - cell_count(beside) - 3
        if room < 12 or cell_count(name) <= room:
            return name
        return label(name, room)

    def _figures(self, own: str, references: str, people: str, key: str) -> str:
        return f"{own:>5} {references:>10} {people:>6} {key:>4} ".rjust(FIGURES)

    def moved(self) -> None:
        """Show the entry of what is highlighted."""
        target = self.target
        key = self.listing.current or ""
        if isinstance(target, Code):
            self.pane.show(key, self.entry(target))
        elif key:
            self.pane.show(key, bookentry.theme_entry(self.book, target, self.palette))
        else:
            self.pane.show("", ())

    @property
    def target(self) -> Code | Theme | None:
        """The code or theme that is highlighted; None on what is unsorted and on nothing."""
        kind, _, identity = (self.listing.current or "").partition(":")
        if kind == "code":
            return self.book.code(identity)
        return self.book.theme(identity) if identity else None

    def works(self, action: Action) -> bool:
        """The keys that do something with what is highlighted."""
        return bool(self.listing.keys) or action.id not in _TREE

    def opened(self) -> None:
        """A second click opens."""
        self.act("codebook_enter")

    def go_to(self, key: str) -> None:
        """Highlight a code or theme, unfolding where it lies."""
        kind, _, identity = key.partition(":")
        if kind == "code" and (code := self.book.code(identity)):
            theme = self.book.theme_of(code)
            self._folded.discard(f"theme:{theme.id}" if theme else UNSORTED)
            self._show()
        self.listing.go_to(key)
        self.moved()

    def do_codebook_find(self) -> None:
        """Choose a row by typing."""
        themes = [Entry(f"theme:{t.id}", t.name, "theme") for t in self.book.themes]
        codes = self.code_entries([placed.code for placed in self.book.walk()])
        found = [Entry(f"code:{e.key}", e.title, e.aside, e.letter, e.ink, e.detail) for e in codes]
        self.choose("Find", [*themes, *found], self.go_to, verb="go there")

    def do_codebook_fold(self) -> None:
        """Fold the theme; on a code, go to what stands above it."""
        target = self.target
        key = self.listing.current or ""
        if isinstance(target, Code):
            theme = self.book.theme_of(target)
            above = self.book.code(target.parent)
            if above is not None and self.book.theme_of(above) is theme:
                self.go_to(f"code:{above.id}")
            else:
                self.go_to(f"theme:{theme.id}" if theme else UNSORTED)
        elif key:
            self._folded.add(key)

    def do_codebook_unfold(self) -> None:
        """Unfold the theme."""
        self._folded.discard(self.listing.current or "")

    def do_codebook_enter(self) -> None:
        """The passages of a code; a theme folds or unfolds."""
        target, key = self.target, self.listing.current
        if isinstance(target, Code):
            self.passages(target)
        elif key:
            self._folded ^= {key}

    def do_codebook_scroll_down(self) -> None:
        """Read on in the entry."""
        self.pane.scroll_by(3)

    def do_codebook_scroll_up(self) -> None:
        """Read back in the entry."""
        self.pane.scroll_by(-3)

    def do_codebook_wide(self) -> None:
        """More room for the entry."""
        self._large = not self._large
        self._arrange(self.size.width)
