"""The queue of what a corrected text left in doubt: the old passage above the one suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import Document, Span
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.study.carried import Carried, Passage
from qualkit.tui.equal import Equal
from qualkit.tui.equal import correcting as correction_equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.screens.transcript.desk import Desk
from qualkit.tui.widgets.entry import EntryPane, Paragraph, Piece
from qualkit.tui.widgets.listing import Item

AROUND = 160
"""Characters before and behind a passage; a third of them where room is small."""
BLANK = Paragraph()
_EMPTY = (
    "Nothing waits. When the correction of a transcript changes the words under a coding of yours, "
    "the coding waits here until you say where it belongs now."
)
_EMPTY_TOO = frozenset({"list_back", "rooms", "help"})


class CarriedScreen(ListScreen):
    """What waits for the coder at work; one key decides, and the next appears."""

    WHERE = Where.CARRIED
    TITLE = "Doubtful places"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.pane = EntryPane()
        self._found: Sequence[Carried] = ()
        self._later: list[str] = []
        self._opened: tuple[str, Desk] | None = None
        self._selected: dict[str, Span] = {}
        self._begun = 0

    def body(self) -> ComposeResult:
        """The list, and the passages beside it or below."""
        yield Container(self.listing, self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """Beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside="60%", below="65%")
        self.moved()

    def on_screen_resume(self) -> None:
        """Take over what was selected in the transcript."""
        if self._opened is not None:
            target, desk = self._opened
            self._opened = None
            if desk.selection is not None:
                self._selected[target] = desk.selection.span
        super().on_screen_resume()

    def fill(self) -> None:
        """List what waits: of the open document first, what was put off last."""
        if not self.study.coder:
            raise RefusedError("who is working? No coder is named", "start with --coder AB")
        first = self.document.id if self.document else ""
        self._found = sorted(
            self.study.carried(),
            key=lambda c: (
                self._later.index(c.id) if c.id in self._later else -1,
                c.document.id != first, c.document.name, c.from_number, c.near,
            ),
        )  # fmt: skip
        self._begun = max(self._begun, len(self._found))
        self._names = {code.id: code.name for code in self.study.codebook.codes}
        self.listing.show(list(self._items()), _EMPTY)
        self.moved()

    def _items(self) -> Iterator[Item]:
        look = self.palette
        for head, group in groupby(
            self._found, lambda c: "Put off" if c.id in self._later else c.document.name
        ):
            yield Item("", ((head, look.quiet),))
            for each in group:
                sure = f" {each.confidence}% " if each.span is not None else " lost "
                name = self._title(each)
                words = " ".join(each.was.words.split())
                yield Item(each.id, ((f"{name}  ", look.strong), (words, look.text)),
                           ((sure, look.quiet),))  # fmt: skip

    def _title(self, each: Carried) -> str:
        if each.what == "coding":
            return self._names.get(each.code, each.code)
        return each.what.capitalize()

    @property
    def current(self) -> Carried | None:
        """What is highlighted."""
        key = self.listing.current
        return next((each for each in self._found if each.id == key), None)

    def _at_hand(self) -> Carried:
        if (each := self.current) is None:
            raise RefusedError("nothing waits here")
        return each

    def works(self, action: Action) -> bool:
        """Decisions only where there is something to decide."""
        each = self.current
        if each is None:
            return action.id in _EMPTY_TOO
        if action.id == "carry_accept":
            return each.span is not None
        if action.id == "carry_selected":
            return each.id in self._selected
        return True

    def opened(self) -> None:
        """A second click opens the transcript."""
        self.act("carry_open")

    def moved(self) -> None:
        """Show both passages of what is highlighted."""
        each = self.current
        done = self._begun - len(self._found)
        told = [f"{done} decided"] if done > 0 else []
        if each is None:
            self.pane.show("", ())
            self.status.show_place(["Nothing waits", *told], "")
            return
        self.pane.show(each.id, tuple(self._story(each)))
        at = [c.id for c in self._found].index(each.id) + 1
        self.status.show_place([f"{at} of {len(self._found)}", *told], "")

    def _story(self, each: Carried) -> Iterator[Paragraph]:
        look = self.palette
        if self.pane.beside:
            yield Paragraph(((f"{self._title(each)} in {each.document.name}", look.strong),))
            yield BLANK
        yield Paragraph(((f"As it was (version {each.from_number})", look.quiet),))
        before, after = self._compared(each.was.words, each.now.words if each.now else "")
        yield Paragraph(self._around(each.was, before))
        yield BLANK
        if each.now is None:
            yield Paragraph((("Nothing in the text is like it any more", look.strong),))
            yield Paragraph(((
                "o opens the transcript about where they stood: select the passage that it "
                "belongs to and come back, then w. x gives it up.", look.quiet),))  # fmt: skip
        else:
            yield Paragraph(((f"Suggested now, {each.confidence}% sure", look.quiet),))
            yield Paragraph(self._around(each.now, after))
        if each.id in self._selected:
            yield BLANK
            yield Paragraph((("What you have selected: w takes it", look.quiet),))
            yield Paragraph(((self._words(each, self._selected[each.id]), look.strong),))

    def _words(self, each: Carried, span: Span) -> str:
        return self.study.shown(each.document, span)

    def _around(self, passage: Passage, words: Sequence[Piece]) -> tuple[Piece, ...]:
        quiet, most = self.palette.quiet, AROUND if self.pane.beside else AROUND // 3
        before, behind = passage.before[-most:], passage.behind[:most]
        if len(before) == most:
            before = before.partition(" ")[2]
        if len(behind) == most:
            behind = behind.rpartition(" ")[0]
        return ((f"… {before}", quiet), *words, (f"{behind} …", quiet))

    def _compared(self, was: str, now: str) -> tuple[list[Piece], list[Piece]]:
        """Both with the differing words marked; all of the one that has no other."""
        plain = self.palette.text
        if not now:
            return [(was, self.palette.strong)], []
        mark = plain + Style(underline=True, bold=True)
        first, second = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (was, now))
        before: list[Piece] = []
        after: list[Piece] = []
        for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
            style = plain if kind == "equal" else mark
            before.append(("".join(first[a:b]), style))
            after.append(("".join(second[c:d]), style))
        return before, after

    def do_carry_accept(self) -> None:
        """Put it where it is suggested."""
        self._settle(self._at_hand(), None)

    def do_carry_selected(self) -> None:
        """Put it on what was selected."""
        each = self._at_hand()
        if each.id not in self._selected:
            raise RefusedError(
                "nothing is selected for it yet",
                "o opens the transcript: select the passage there and come back with q",
            )
        self._settle(each, self._selected[each.id])

    def _settle(self, each: Carried, span: Span | None) -> None:
        self.study.settle_carried(each.id, span)
        self._decided(each, f"{self._title(each)} placed", correction_equal.settled(each.id, span))

    def do_carry_drop(self) -> None:
        """Give it up."""
        each = self._at_hand()
        self.study.drop_carried(each.id)
        self._decided(each, f"{self._title(each)} given up", correction_equal.dropped(each.id))

    def _decided(self, each: Carried, told: str, equal: Equal) -> None:
        keys = [c.id for c in self._found]
        at = keys.index(each.id)
        following = [*keys[at + 1 :], *reversed(keys[:at])]
        self.desk.equal = equal
        self.fill()
        if following:
            self.listing.go_to(following[0])
        self.status.say(f"{told}. u takes it back")

    def do_carry_skip(self) -> None:
        """To the end of the queue."""
        each = self._at_hand()
        keys = [c.id for c in self._found]
        following = keys[keys.index(each.id) + 1 :] or keys
        if each.id in self._later:
            self._later.remove(each.id)
        self._later.append(each.id)
        self.fill()
        self.listing.go_to(following[0])

    def do_carry_open(self) -> None:
        """Show where it may belong, in its transcript."""
        each = self._at_hand()
        span = each.span or Span(each.near, each.near + 1)
        self.desk.open_document(each.document, span)
        if isinstance(self.app.screen, Desk):
            self._opened = (each.id, self.app.screen)

    def do_carry_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_carry_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)
