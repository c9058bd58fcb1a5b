"""A queue of one's own codings: one key decides, and the next appears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.codebook import Code
from qualkit.core.records import Coding, Document
from qualkit.study import Study
from qualkit.tui.equal import Equal
from qualkit.tui.equal import codebook as book_equal
from qualkit.tui.keymap import Action
from qualkit.tui.lines.book import Passages
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.heads import Heads, Piece
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

BACK = ". u takes it back"
AROUND = 280
_EMPTY_TOO = frozenset({"list_back", "rooms", "help"})


class Queue(BookScreen):
    """Codings in a list, the one at hand with its words and its rule in a pane."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self.passages = Passages(study)
        self.codings: Sequence[Coding] = ()
        self._later: list[str] = []
        self._words: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """The heading, the list and the pane."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The pane stands beside the list where there is room, else below it."""
        self.pane.stand(event.size.width)

    def read(self) -> None:
        """Read what is in the queue into `codings`; for subclasses."""
        raise NotImplementedError

    def heading(self) -> None:
        """Say what is being gone through; for subclasses."""
        raise NotImplementedError

    def empty(self) -> str:
        """What to say where nothing is listed; for subclasses."""
        raise NotImplementedError

    def detail(self, coding: Coding) -> None:
        """Show the coding in the pane; for subclasses."""
        raise NotImplementedError

    def ordered(self, codings: Iterable[Coding]) -> tuple[Coding, ...]:
        """By rank, document and place; what was put off last."""
        return tuple(
            sorted(
                codings,
                key=lambda c: (
                    self._later.index(c.id) if c.id in self._later else -1,
                    self.rank(c), self.passages.name(c), c.span,
                ),
            )
        )  # fmt: skip

    def rank(self, coding: Coding) -> int:
        """What comes first, whatever its document; for subclasses."""
        return 0

    def around(self) -> int:
        """How many characters are shown before and after a passage: fewer where room is small."""
        return AROUND if self.pane.beside else AROUND // 2

    def fill(self) -> None:
        """List the codings and show the one at hand."""
        self.read()
        missing = [coding for coding in self.codings if coding.id not in self._words]
        for coding, words in zip(missing, self.study.words_of(missing), strict=True):
            self._words[coding.id] = " ".join(words.split())
        self.listing.show(list(self._items()), self.empty())
        self.heading()
        self.moved()

    def group(self, coding: Coding) -> tuple[Piece, ...]:
        """A heading over codings that belong together, or (); for subclasses."""
        return ()

    def _items(self) -> Iterator[Item]:
        look = self.palette
        head: tuple[Piece, ...] = ()
        for coding in self.codings:
            late = coding.id in self._later
            group = ((" Put off", look.quiet),) if late else self.group(coding)
            if group != head:
                head = group
                yield Item("", group)
            words = (self._words[coding.id], look.text)
            tag = (f"{label(self.passages.short(coding), 9)} ", look.quiet)
            yield Item(coding.id, (tag, words))

    @property
    def current(self) -> Coding | None:
        """The coding that is highlighted."""
        key = self.listing.current
        return next((coding for coding in self.codings if coding.id == key), None)

    def at_hand(self) -> Coding:
        """The coding that is highlighted, or a refusal."""
        if (coding := self.current) is None:
            self.refuse("nothing is left here")
        return coding

    def moved(self) -> None:
        """Show the coding that is highlighted."""
        if coding := self.current:
            self.detail(coding)
        else:
            self.pane.show("", ())

    def works(self, action: Action) -> bool:
        """Decisions only where there is something to decide."""
        return bool(self.codings) or action.id in _EMPTY_TOO

    def opened(self) -> None:
        """A second click opens the transcript."""
        with self.errors_shown():
            self.open_passage()

    def open_passage(self) -> None:
        """Show the passage in its transcript."""
        coding = self.at_hand()
        document = self.study.document(coding.document_id)
        if document.version_id != coding.version_id:
            self.refuse(
                f"this coding lies on an earlier text of {document.name}",
                "see what the correction left in doubt: Space d",
            )
        self.desk.open_document(document, coding.span)

    def skip(self) -> None:
        """Put the coding off to the end of the queue."""
        coding = self.at_hand()
        keys = [each.id for each in self.codings]
        at = keys.index(coding.id)
        if coding.id in self._later:
            self._later.remove(coding.id)
        self._later.append(coding.id)
        self.fill()
        self.listing.go_to((keys[at + 1 :] or keys)[0])
        self.status.say("Put off to the end")

    def recode(self, coding: Coding, code: str) -> None:
        """Give the coding another code."""
        self.study.recode(coding.id, code)
        self.decided(f"It is {self.code_name(code)} now", book_equal.recoded(coding.id, code))

    def ask_code(self) -> None:
        """Choose another code for the coding at hand."""
        coding = self.at_hand()
        codes: list[Code] = [code for code in self.book.active() if code.id != coding.code]
        self.choose("Recode as …", self.code_entries(codes),
                    lambda code: self.recode(coding, code), verb="recode")  # fmt: skip

    def take_off(self) -> None:
        """Take the code off the passage."""
        coding = self.at_hand()
        self.study.uncode(coding.id)
        name = self.code_name(coding.code)
        self.decided(f"{name} is off the passage", book_equal.removed(coding.id))

    def decided(self, what: str, equal: Equal) -> None:
        """Say in a few words what was decided: the next one is on the screen already."""
        self.desk.equal = equal
        self.status.say(f"{what}{BACK}")
