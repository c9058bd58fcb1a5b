"""What the search and the queue of proposals share: asking for proposals, and making them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.message import Message

from qualkit.core.proposals import Candidate, ProposalSource, Wish
from qualkit.core.units import Unit
from qualkit.errors import QualkitError
from qualkit.tui.equal import searching as search_equal
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.picker import Entry

HEAVY = 2_000_000
"""Characters of text from which on a search or proposals are made in a thread: about 0.3 s."""
SLOW = 400_000
"""The same where words are compared by lemmas, patterns or likeness."""


class Proposing(BookScreen):
    """Makes queues; a large study is gone through in a thread, and stored when that is done."""

    class Found(Message):
        """Passages to propose have been found, or an error."""

        def __init__(
            self, wish: Wish, found: Sequence[Candidate], error: QualkitError | None = None
        ) -> None:
            super().__init__()
            self.wish, self.found, self.error = wish, found, error

    @property
    def characters(self) -> int:
        """How much text the study has."""
        return sum(document.characters for document in self.study.documents())

    def ask_unit(self, done: Callable[[Unit], None]) -> None:
        """Ask for the size of a proposed passage."""
        entries = [
            Entry(Unit.SENTENCE.value, "each sentence", "what the words stand in", "s"),
            Entry(Unit.TURN.value, "each turn", "all that the speaker says there", "t"),
        ]
        self.choose("Propose", entries, lambda unit: done(Unit(unit)), typed=False)

    def make_queue(self, wish: Wish) -> None:
        """Have passages proposed, and say how many there are."""
        from qualkit.study import assisted

        slow = wish.source is not ProposalSource.SEARCH
        if self.characters < (SLOW if slow else HEAVY) and not self._loads_spacy(wish):
            found = assisted.candidates_of(self.study, wish)
            self._keep(wish, found)
            return
        self.status.say("Looking for passages …")
        self.run_worker(partial(self._find, wish), thread=True, exclusive=True, group="propose")

    def _loads_spacy(self, wish: Wish) -> bool:
        """Whether spaCy is needed, which takes a second and more to load."""
        codes = [self.book.code(code) for code in wish.codes] or list(self.book.active())
        tokens = any(code is not None and code.find.spacy for code in codes)
        lemmas = self.study.word_basis() == "lemmas"
        return lemmas or (wish.source is ProposalSource.FIND and tokens)

    def _find(self, wish: Wish) -> None:
        """Find the passages, in a thread that does nothing but send a message."""
        from qualkit.study.proposing import candidates_in

        try:
            found = candidates_in(self.study.path, self.study.coder or "", wish)
        except QualkitError as error:
            self.post_message(self.Found(wish, (), error))
        else:
            self.post_message(self.Found(wish, found))

    def on_proposing_found(self, event: Found) -> None:
        """Store what was found."""
        with self.errors_shown():
            if event.error is not None:
                self.status.say("")
                raise event.error
            self._keep(event.wish, event.found)
        self.settle()

    def _keep(self, wish: Wish, found: Sequence[Candidate]) -> None:
        from qualkit.study import assisted

        change = assisted.keep_found(self.study, wish, found)
        equal = search_equal.proposed(self.study, wish)
        if found:
            self.changed(change, equal, self.after_queue())
        else:
            self.desk.equal = equal
            self.status.say("Nothing new: all such passages are coded, refused or proposed already")
        self.queue_made(wish)

    def after_queue(self) -> str:
        """What is said after the number of proposals; for subclasses."""
        return ""

    def queue_made(self, wish: Wish) -> None:
        """There may be new proposals; for subclasses."""
