"""What the review of identifiers shows, narrowed by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from qualkit.core.deidentifying import State
from qualkit.core.records import Document
from qualkit.core.surface_forms import SurfaceForm
from qualkit.study import Study
from qualkit.tui.equal import identifiers as equal
from qualkit.tui.identified import MASKED, Identified, Narrowed
from qualkit.tui.lines.identifier_rows import STATES
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.picker import Entry

_ANY = "*"
_STATE_LETTERS = {
    State.REVIEW: "w", State.AUTO: "o", State.ACCEPTED: "a", State.GENERALISED: "g",
    State.KEPT: "s", State.REJECTED: "x",
}  # fmt: skip
_SAYS = {
    State.REVIEW: "waits for you",
    State.AUTO: "masked at once, by nobody's decision",
    State.ACCEPTED: "accepted as it was offered",
    State.GENERALISED: "replaced by words of yours",
    State.KEPT: "an identifier that stays",
    State.REJECTED: "no identifier",
}


class Limiting(BookScreen):
    """Knows what was found and what of it is shown."""

    form = ""
    """The form whose mentions are shown; "" where forms are."""

    def __init__(
        self, study: Study, document: Document | None = None,
        identified: Identified | None = None, narrowed: Narrowed | None = None,
    ) -> None:  # fmt: skip
        super().__init__(study, document)
        self.identified = identified or Identified(study)
        self.narrowed = narrowed or Narrowed()
        self.rows: tuple[SurfaceForm, ...] = ()
        self.marked: dict[str, None] = {}
        self.stale = True

    def _watch(self) -> None:
        """Look after no codebook: nothing here goes by it."""

    def narrow(self, **fields: str) -> None:
        """Show something else; marks go, as one would not see what is marked."""
        self.narrowed = replace(self.narrowed, **fields)
        self.marked = {}
        self.gather()
        self.desk.equal = equal.listed(self.narrowed)

    def gather(self) -> None:
        """Make the rows anew from what is known."""
        known = self.identified
        if self.form:
            self.rows = known.mentions(self.form, self.narrowed)
        else:
            self.rows = known.forms(self.narrowed)

    def chips(self) -> list[str]:
        """What limits the list, in a word or two each."""
        here = self.narrowed
        state = STATES.get(State(here.state)) if here.state not in ("", MASKED) else here.state
        words = f"“{here.words}”" if here.words else ""
        return [chip for chip in (state, here.type, here.document, words) if chip]

    def _offer(
        self, title: str, entries: Iterable[Entry], done: Callable[[str], None], *,
        typed: bool = True,
    ) -> None:  # fmt: skip
        every = Entry(_ANY, "all", "", "*")

        def chosen(key: str) -> None:
            done("" if key == _ANY else key)

        self.choose(title, [every, *entries], chosen, typed=typed)

    def do_identifier_state(self) -> None:
        """Choose what of it."""
        states = self.identified.states()
        masked = sum(states[s.value] for s in State if s.masked)
        entries = [
            Entry(s.value, STATES[s], f"{states[s.value]:,}  {_SAYS[s]}", _STATE_LETTERS[s])
            for s in State
        ]
        entries.insert(1, Entry(MASKED, "replaced", f"{masked:,}  by whom ever", "r"))
        self._offer("Show", entries, lambda state: self.narrow(state=state), typed=False)

    def do_identifier_type(self) -> None:
        """Choose a type."""
        found = Counter(each.finding.type.value for each in self.identified.found)
        waits = Counter(
            each.finding.type.value
            for each in self.identified.found
            if each.finding.state is State.REVIEW
        )
        entries = [
            Entry(kind, kind, f"{number:,} found, {waits[kind]:,} waiting")
            for kind, number in found.most_common()
        ]
        self._offer("Only", entries, lambda kind: self.narrow(type=kind))

    def do_identifier_document(self) -> None:
        """Choose a document."""
        entries = [
            Entry(each.document.name, each.document.name,
                  f"{each.total:,} found, {each.waiting:,} waiting")
            for each in self.identified.documents
        ]  # fmt: skip
        self._offer("Only in", entries, lambda name: self.narrow(document=name))

    def do_identifier_words(self) -> None:
        """Ask for letters of a form."""
        self.ask("Only forms with (nothing: all): ", self.narrowed.words,
                 lambda words: self.narrow(words=words.casefold()))  # fmt: skip

    def do_identifier_everything(self) -> None:
        """All of it."""
        self.narrow(type="", state="", document="", words="")
