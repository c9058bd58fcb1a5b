"""The board: drafts and unsorted codes as cards, to be sorted into themes."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.codebook import Code, Status, Theme
from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import bookentry
from qualkit.tui.screens.book.bookscreen import BEFORE
from qualkit.tui.screens.book.code_moves import CodeMoves
from qualkit.tui.widgets.cards import Card, Cards, Column
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.picker import Entry

TALL = 32
"""Lines from which on the entry below the cards gets more of them."""
_CARD = frozenset({"board_send_right", "board_send_left", "board_pick", "board_open",
                   "board_definition", "board_adopt", "board_retire"})  # fmt: skip


class BoardScreen(CodeMoves):
    """A column for what is unsorted and one for each theme; a card is a code."""

    WHERE = Where.BOARD
    TITLE = "Board"
    EDIT_KEY = "d"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.cards = Cards(self.moved, self.opened)
        self._all = False
        # A card stays on the board until it is left, though it is sorted or adopted meanwhile.
        self._seen: set[str] = set()
        self._follow = ""

    def body(self) -> ComposeResult:
        """The cards, and the entry of the one that is highlighted."""
        yield Container(self.cards, self.pane, id="booked", classes="below")

    def on_resize(self, event: events.Resize) -> None:
        """The entry takes a small part of the height."""
        self.pane.beside = False
        self.pane.styles.height = 12 if event.size.height >= TALL else 6
        self.pane.redraw()
        self.call_after_refresh(self._place)

    def fill(self) -> None:
        """Lay the cards out."""
        self.read_book()
        with self.errors_shown():
            self._counts = self.study.code_counts()
        first = not self.cards.columns
        self.cards.show(self._columns(), self._follow)
        if first:
            self.cards.go_to_first()
        self._follow = ""
        self.moved()

    def _columns(self) -> list[Column]:
        lying: dict[str, list[Card]] = {}
        for placed in self.book.walk():
            if self._lies(placed.code, placed.theme):
                self._seen.add(placed.code.id)
                theme = placed.theme.id if placed.theme else ""
                lying.setdefault(theme, []).append(self._card(placed.code))
        unsorted = Column("", "0", "Unsorted", "", tuple(lying.get("", ())))
        return [unsorted, *(
            Column(theme.id, str(number) if number < 10 else "", theme.name,
                   theme.statement or "no statement yet", tuple(lying.get(theme.id, ())))
            for number, theme in enumerate(self.book.themes, 1)
        )]  # fmt: skip

    def _lies(self, code: Code, theme: Theme | None) -> bool:
        if code.status in (Status.RETIRED, Status.MERGED):
            return False
        if self._all or code.status is Status.DRAFT or code.id in self._seen:
            return True
        return theme is None and code.codable

    def _card(self, code: Code) -> Card:
        look = self.look(code.id)
        count = self._counts.get(code.id)
        used = count.references if count else 0
        apart = count.comment_references if count else 0
        parts = [self.state(code)]
        parts += [f"{used} reference{'' if used == 1 else 's'}"] if code.codable else []
        parts += [f"{apart} in comments"] if apart else []
        note = " · ".join(part for part in parts if part)
        letter = look.letter if code.codable else "▪"
        return Card(code.id, letter, self.palette.ink(look.colour), code.name, note)

    def moved(self) -> None:
        """Show the entry of the card, or of the theme where there is none."""
        column, key = self.cards.column, self.cards.current
        code = self.book.code(key)
        if code is not None:
            self.pane.show(f"code:{key}", self.entry(code))
        elif column is not None:
            theme = self.book.theme(column.key)
            self.pane.show(f"theme:{column.key}", self._nothing(theme))
        self._place()

    def _nothing(self, theme: Theme | None) -> tuple[Paragraph, ...]:
        if theme is not None:
            return bookentry.theme_entry(self.book, theme, self.palette)
        text = ("Nothing is unsorted. Drafts made while coding (V, or c and a new name) come here; "
                "a lays out all codes, c makes a card, n a theme.")  # fmt: skip
        return (bookentry.said("Unsorted", self.palette.strong),
                bookentry.said(text, self.palette.text))  # fmt: skip

    def _place(self) -> None:
        total = sum(len(column.cards) for column in self.cards.columns)
        parts = [f"{total} card{'' if total == 1 else 's'}", "all codes" if self._all
                 else "drafts and unsorted codes"]  # fmt: skip
        if self.wrong:
            parts = [BEFORE]
        seen, count = self.cards.seen, len(self.cards.columns)
        right = f"columns {seen.start + 1}-{seen.stop} of {count}" if len(seen) < count else ""
        self.status.show_place(parts, right)

    def works(self, action: Action) -> bool:
        """The keys of cards only where one is highlighted."""
        if action.id == "board_statement":
            return bool(self.cards.column and self.cards.column.key)
        return bool(self.cards.current) or action.id not in _CARD

    def opened(self) -> None:
        """A second click opens."""
        self.act("board_open")

    def _code(self) -> Code:
        code = self.book.code(self.cards.current)
        if code is None:
            self.refuse("there is no card here", "a lays out all codes; c makes a new card")
        return code

    def _send(self, across: int, *, follow: bool) -> None:
        code = self._code()
        if not 0 <= across < len(self.cards.columns):
            self.status.say("There is no theme on that side" if follow
                            else f"There is no theme {across}: n makes one")  # fmt: skip
            return
        column = self.cards.columns[across]
        if across == self.cards.across:
            self.status.say(f"It lies under {column.title} already")
            return
        self._follow = code.id if follow else ""
        self.move_to(code, column.key)

    def do_board_send_right(self) -> None:
        """To the theme at the right; the highlight goes with it."""
        self._send(self.cards.across + 1, follow=True)

    def do_board_send_left(self) -> None:
        """To the theme at the left; the highlight goes with it."""
        self._send(self.cards.across - 1, follow=True)

    def do_board_send(self) -> None:
        """To the theme of that number; the next card appears."""
        if not self._key.isdigit():
            self.do_board_pick()
        else:
            self._send(int(self._key), follow=False)

    def do_board_pick(self) -> None:
        """To a theme by its name."""
        code = self._code()
        offered = [Entry(column.key, column.title, "", column.number)
                   for column in self.cards.columns]  # fmt: skip

        def chosen(key: str) -> None:
            places = [column.key for column in self.cards.columns]
            self._send(places.index(key), follow=False)

        self.choose(f"Move {code.name} to …", offered, chosen, verb="move")

    def do_board_right(self) -> None:
        """The next column."""
        self.cards.go(self.cards.across + 1, self.cards.down)

    def do_board_left(self) -> None:
        """The column before."""
        self.cards.go(self.cards.across - 1, self.cards.down)

    def do_list_down(self) -> None:
        """The next card."""
        self.cards.go(self.cards.across, self.cards.down + 1)

    def do_list_up(self) -> None:
        """The card before."""
        self.cards.go(self.cards.across, self.cards.down - 1)

    def do_list_page_down(self) -> None:
        """Five cards on."""
        self.cards.go(self.cards.across, self.cards.down + 5)

    def do_list_page_up(self) -> None:
        """Five cards back."""
        self.cards.go(self.cards.across, self.cards.down - 5)

    def do_list_start(self) -> None:
        """The first card of the column."""
        self.cards.go(self.cards.across, 0)

    def do_list_end(self) -> None:
        """The last card of the column."""
        self.cards.go(self.cards.across, 10**6)

    def do_board_open(self) -> None:
        """The entry and the passages."""
        self.passages(self._code())

    def do_board_definition(self) -> None:
        """What the code means."""
        self.edit_field(self._code(), "definition")

    def do_board_statement(self) -> None:
        """What the theme says."""
        column = self.cards.column
        theme = self.book.theme(column.key) if column else None
        if theme is None:
            self.refuse("what is unsorted has no statement", "go to a theme with ← and →")
        self.edit_field(theme, "statement")

    def do_board_adopt(self) -> None:
        """From draft to active."""
        self.adopt(self._code())

    def do_board_retire(self) -> None:
        """Off the table."""
        self.retire(self._code())

    def do_board_share(self) -> None:
        """From private to everybody's."""
        self.share(self._code())

    def do_board_new(self) -> None:
        """A new card in this column."""
        column = self.cards.column
        self.new_code(column.key if column else "", "", self._shown)

    def do_board_theme(self) -> None:
        """A new theme."""

        def then(identity: str) -> None:
            places = [column.key for column in self.cards.columns]
            if identity in places and not self.cards.current:
                self.cards.go(places.index(identity), 0)

        self.new_theme(then)

    def _shown(self, identity: str) -> None:
        self.cards.find(identity)
        self.cards.redraw()
        self.moved()

    def do_board_all(self) -> None:
        """All codes, or those that want sorting."""
        self._all = not self._all
        if not self._all:
            self._seen.clear()
        self.status.say("All codes" if self._all else "Drafts and unsorted codes")
