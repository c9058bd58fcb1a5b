"""The search: words in all transcripts, with what stands around them on both sides."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from qualkit.core.proposals import ProposalSource, Wish
from qualkit.core.records import Document
from qualkit.core.searching import Limits, Query, SearchMode
from qualkit.core.units import Unit
from qualkit.core.wording import counted
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.study.search import Hit
from qualkit.tui.equal import searching as search_equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.concordance import Concordance
from qualkit.tui.screens.proposing import HEAVY, SLOW
from qualkit.tui.screens.search_limits import SearchLimits
from qualkit.tui.widgets.heads import Heads

CONTEXT = 24
"""Words fetched on either side of a hit: enough for the widest line."""
_WITH_HITS = frozenset({"search_open", "search_propose", "search_next", "search_previous"})
NOTHING_YET = (
    "Press / and type what to look for in everything that was said. Then limit it by key: s one "
    "speaker, a an attribute, c a code, o what is uncoded. m changes how words are compared: with "
    "lemma, cover finds covered and covering; with fuzzy, misspelt words are found."
)


class SearchScreen(SearchLimits):
    """Asks what to look for, and lists where it was said."""

    WHERE = Where.SEARCHING
    TITLE = "Search"
    _last: ClassVar[WeakKeyDictionary[Study, tuple[Query, Limits]]] = WeakKeyDictionary()

    class Hits(Message):
        """Hits of one document have been found."""

        def __init__(self, ticket: int, hits: tuple[Hit, ...]) -> None:
            super().__init__()
            self.ticket, self.hits = ticket, hits

    class Stopped(Message):
        """The search came to its end; `error` says why, where that was too early."""

        def __init__(self, ticket: int, error: QualkitError | None = None) -> None:
            super().__init__()
            self.ticket, self.error = ticket, error

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self.query_for, self.limits = self._last.get(study, (Query(""), Limits()))
        self.found = Concordance()
        self._ticket = 0
        self._looking = False

    def body(self) -> ComposeResult:
        """What limits the search, and the hits."""
        yield self.heads
        yield self.listing

    def on_mount(self) -> None:
        """Look again for what was looked for last, or ask what it shall be."""
        self.read_book()
        if self.query_for.text:
            self.look_for()
        else:
            self.do_search_words()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the new width."""
        self.found.fit(event.size.width, self.palette)
        self.listing.redraw()

    def fill(self) -> None:
        """Show the hits as they have been found so far."""
        self.found.fit(self.size.width, self.palette)
        text = self.query_for.text
        if not text:
            empty = NOTHING_YET
        elif self._looking:
            empty = "Looking …"
        else:
            empty = f"“{text}” was not found" + (" within these limits" if self.chips() else "")
        self.listing.show(self.found, empty)
        self._head()
        self.moved()

    def _head(self) -> None:
        look, query = self.palette, self.query_for
        mode = query.mode.value
        if query.mode is SearchMode.LEMMA:
            mode += " (word forms)" if self.study.word_basis() != "lemmas" else ""
        if query.case:
            mode += ", capitals told apart"
        pieces = [(f" {mode}", look.quiet), (f"  “{query.text}”", look.strong)]
        pieces += [(f"  · {chip}", look.gutter) for chip in self.chips()]
        number, documents = len(self.found.hits), self.found.documents
        told = f"{number:,} in {counted(documents, 'document')}" if number else ""
        self.heads.show(pieces if query.text else "", f"{told}{' …' if self._looking else ''} ")

    def moved(self) -> None:
        """Say where the highlighted hit stands."""
        if (hit := self.current) is None:
            self.status.show_place([""], "")
            return
        turn = [f"turn {hit.turn}"] if hit.turn else []
        place = f"{int(self.listing.current or 0) + 1:,} of {len(self.found.hits):,}"
        self.status.show_place([hit.document, *turn, hit.speaker], place)

    @property
    def current(self) -> Hit | None:
        """The highlighted hit."""
        key = self.listing.current
        return self.found.hits[int(key)] if key is not None else None

    def works(self, action: Action) -> bool:
        """What needs hits only where there are some."""
        if action.id in _WITH_HITS:
            return bool(self.found.hits)
        return action.id != "search_clear" or bool(self.chips())

    def do_search_words(self) -> None:
        """Ask what to look for."""

        def answered(text: str) -> None:
            if text:
                self.look_for(replace(self.query_for, text=text))

        # A pattern is mended; words are typed anew.
        pattern = self.query_for.mode is SearchMode.REGEX
        self.ask("Search: ", self.query_for.text if pattern else "", answered)

    def look_for(self, query: Query | None = None, limits: Limits | None = None) -> None:
        """Search anew, here or, where that would take longer than a moment, in a thread."""
        query, limits = query or self.query_for, limits or self.limits
        self._ticket += 1
        self.query_for, self.limits, self._looking = query, limits, False
        self.found = Concordance()
        self.listing.index = 0
        if not query.text:
            return
        self._last[self.study] = query, limits
        if self._takes_long(query):
            self._looking = True
            run = partial(self._stream, self._ticket, query, limits)
            self.run_worker(run, thread=True, exclusive=True, group="search")
            return
        self.found.add(self._search(query, limits))
        self.desk.equal = search_equal.searched(self.study, query, limits)

    def _takes_long(self, query: Query) -> bool:
        if query.mode is SearchMode.LEMMA and self.study.word_basis() == "lemmas":
            return True
        plain = query.mode in (SearchMode.EXACT, SearchMode.WORD)
        return query.mode is SearchMode.REGEX or self.characters > (HEAVY if plain else SLOW)

    def _search(self, query: Query, limits: Limits) -> tuple[Hit, ...]:
        from qualkit.study import search

        return search.found(self.study, query, limits, CONTEXT)

    def _stream(self, ticket: int, query: Query, limits: Limits) -> None:
        """Search document by document, in a thread that does nothing but send messages."""
        from qualkit.study.search import streamed

        worker = get_current_worker()
        try:
            path, coder = self.study.path, self.study.coder
            with closing(streamed(path, coder, query, limits, CONTEXT)) as hits:
                for batch in hits:
                    if worker.is_cancelled:
                        return
                    self.post_message(self.Hits(ticket, batch))
        except QualkitError as error:
            self.post_message(self.Stopped(ticket, error))
        else:
            self.post_message(self.Stopped(ticket))

    def on_search_screen_hits(self, event: Hits) -> None:
        """Add hits to the list."""
        if event.ticket == self._ticket:
            self.found.add(event.hits)
            self.settle()

    def on_search_screen_stopped(self, event: Stopped) -> None:
        """Say that this is all, or what went wrong."""
        if event.ticket != self._ticket:
            return
        self._looking = False
        with self.errors_shown():
            if event.error is not None:
                raise event.error
            self.desk.equal = search_equal.searched(self.study, self.query_for, self.limits)
        self.settle()

    def do_search_open(self) -> None:
        """Open the passage in its transcript."""
        if hit := self.current:
            self.desk.open_document(self.study.document(hit.document_id), hit.span)

    def opened(self) -> None:
        """A second click opens the passage."""
        with self.errors_shown():
            self.do_search_open()

    def do_search_next(self) -> None:
        """The next document."""
        self._to_document(1)

    def do_search_previous(self) -> None:
        """The document before."""
        self._to_document(-1)

    def _to_document(self, step: int) -> None:
        if (key := self.listing.current) is not None:
            self.listing.go_to(self.found.beginning(key, step))

    def do_search_propose(self) -> None:
        """Have the hits proposed for a code."""
        if not self.found.hits:
            self.refuse("there are no hits to propose")
        self.read_book()

        def chosen(code: str) -> None:
            self.ask_unit(lambda unit: self._propose(code, unit))

        self.choose("Propose them for …", self.code_entries(self.book.active()), chosen)

    def _propose(self, code: str, unit: Unit) -> None:
        self.make_queue(Wish((code,), ProposalSource.SEARCH, unit, self.limits, self.query_for))

    def after_queue(self) -> str:
        """Where the proposals are answered."""
        return ". Space p answers them"
