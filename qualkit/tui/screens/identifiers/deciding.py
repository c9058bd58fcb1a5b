"""Decisions on identifiers: one key decides, and the next that waits appears."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualkit.core.deidentifying import Decision, FoundWords, State
from qualkit.core.records import Document, Role
from qualkit.core.surface_forms import SurfaceForm
from qualkit.core.wording import counted
from qualkit.errors import NotFoundError
from qualkit.study import Study
from qualkit.study.deidentify.deciding import Verdict
from qualkit.study.deidentify.offers import offers
from qualkit.tui.equal import identifiers as equal
from qualkit.tui.identified import Identified, Narrowed, ids
from qualkit.tui.lines.identifier_rows import key_of
from qualkit.tui.lines.offered import OWN_WORDS, Offered, bracketed
from qualkit.tui.screens.identifiers.limiting import Limiting
from qualkit.tui.widgets.picker import Entry

BACK = " · u takes it back"
_DID = {
    Decision.ACCEPT: "accepted",
    Decision.GENERALISE: "generalised",
    Decision.KEEP: "stays",
    Decision.REJECT: "none",
}


class Deciding(Limiting):
    """Decides on the row at hand, or on all that are marked; the words are never told to the log.

    In the list of forms a decision is about all mentions that wait; where none does, about all.
    """

    def __init__(
        self, study: Study, document: Document | None = None,
        identified: Identified | None = None, narrowed: Narrowed | None = None,
    ) -> None:  # fmt: skip
        super().__init__(study, document, identified, narrowed)
        self._last: Verdict | None = None
        self._by_key: dict[str, SurfaceForm] = {}

    @property
    def row(self) -> SurfaceForm | None:
        """The row that is highlighted."""
        return self._by_key.get(self.listing.current or "")

    def gather(self) -> None:
        """Make the rows anew from what is known."""
        super().gather()
        self._by_key = {self.key_of(row): row for row in self.rows}

    def key_of(self, row: SurfaceForm) -> str:
        """What a row goes by."""
        return key_of(row, mentions=bool(self.form))

    def at_hand(self) -> list[SurfaceForm]:
        """The rows that a decision is about; of those that are marked what waits, if any does."""
        marked = [row for row in self.rows if self.key_of(row) in self.marked]
        if marked:
            # Nothing that is masked or decided already is changed along with many others.
            return [row for row in marked if row.waiting] or marked
        if self.row is None:
            self.refuse("nothing is left here", "F takes all limits away")
        return [self.row]

    def decide(self, verdict: Verdict, rows: Sequence[SurfaceForm]) -> None:
        """Decide on what is at stake in these rows, as one action; then go to the next."""
        named = ids(rows)
        following = self._following(rows)
        try:
            change = self.study.decide_findings(
                named, verdict.decision, replacement=verdict.replacement, wider=verdict.wider,
                participant=verdict.participant,
            )  # fmt: skip
        except NotFoundError:
            # A scan in another window took it out: what is shown is read afresh.
            self.stale = True
            raise
        self._equalled(rows, verdict)
        self._last = verdict
        self.identified.decided(change, verdict, frozenset(named))
        self._go_on(following)
        self.status.say(f"{self._said(rows, verdict, len(named))}{self._left()}{BACK}")

    def _equalled(self, rows: Sequence[SurfaceForm], verdict: Verdict) -> None:
        """On the command line a form stands for all of it that nobody has decided."""
        named: list[str] = []
        for row in rows:
            findings = set(ids([row]))
            whole = findings == self.identified.undecided(row.form)
            named += [row.form] if whole else sorted(findings)
        self.desk.equal = equal.decided(named, verdict)

    def _said(self, rows: Sequence[SurfaceForm], verdict: Verdict, number: int) -> str:
        what = rows[0].words if len(rows) == 1 else counted(len(rows), "row")
        what = what if len(what) <= 30 else f"{what[:29]}…"
        times = f" ({number})" if number > 1 else ""
        said = verdict.participant or verdict.replacement
        return f"{what}{times}: {_DID[verdict.decision]}{f' {said}' if said else ''}"

    def _left(self) -> str:
        return "" if self.identified.waiting else "; nothing waits any more"

    def _following(self, rows: Sequence[SurfaceForm]) -> str:
        """The next row that waits, as the list stands before; else the one at hand."""
        gone = {self.key_of(row) for row in rows}
        here = self.listing.current
        at = next((n for n, row in enumerate(self.rows) if self.key_of(row) == here), 0)
        order = (*self.rows[at:], *self.rows[:at])
        waits = (self.key_of(row) for row in order if row.waiting)
        return next((key for key in waits if key not in gone), here or "")

    def _go_on(self, following: str) -> None:
        self.marked = {}
        self.gather()
        self.show_rows()
        # A part of the form may wait still, or it was others that were marked.
        if self.row is None or not self.row.waiting:
            self.listing.go_to(following)

    def show_rows(self) -> None:
        """Show the rows as they are known; for the screen."""
        raise NotImplementedError

    def do_identifier_accept(self) -> None:
        """What is offered stands there."""
        self.decide(Verdict(Decision.ACCEPT), self.at_hand())

    def do_identifier_keep(self) -> None:
        """It stays."""
        self.decide(Verdict(Decision.KEEP), self.at_hand())

    def do_identifier_reject(self) -> None:
        """It is none."""
        self.decide(Verdict(Decision.REJECT), self.at_hand())

    def do_identifier_again(self) -> None:
        """As before."""
        if self._last is None:
            self.refuse("nothing was decided here yet")
        self.decide(self._last, self.at_hand())

    def do_identifier_person(self) -> None:
        """It is the participant who is proposed; where several are or nobody is, ask."""
        rows = self.at_hand()
        proposed = list(dict.fromkeys(who for row in rows for who in row.proposed))
        if len(proposed) == 1:
            # The form may also stand for a month: that goes on waiting.
            meant = [part for row in rows if (part := _proposing(row, proposed[0]))]
            self.decide(Verdict(Decision.ACCEPT, participant=proposed[0]), meant)
        else:
            self._ask_person(rows, proposed)

    def do_identifier_other_person(self) -> None:
        """It is the participant who is chosen."""
        self._ask_person(self.at_hand(), [])

    def _ask_person(self, rows: Sequence[SurfaceForm], first: Sequence[str]) -> None:
        speakers = [
            (s.role is not Role.PARTICIPANT, s.pseudonym, f"{s.role.value} in {each.document.name}")
            for each in self.identified.documents
            for s in each.document.speakers
            if s.pseudonym
        ]
        known = {name: told for _, name, told in sorted(speakers)}
        order = list(dict.fromkeys([*first, *known]))
        entries = [Entry(name, name, known.get(name, "")) for name in order]

        def chosen(who: str) -> None:
            self.decide(Verdict(Decision.ACCEPT, participant=who), rows)

        self.choose("Whose name is it?", entries, chosen, empty="nobody is called that")

    def do_identifier_generalise(self) -> None:
        """Choose or type what stands there."""
        rows = self.at_hand()
        words = rows[0].words if len(rows) == 1 else counted(len(rows), "row")

        def chosen(said: str) -> None:
            self.decide(Verdict(Decision.GENERALISE, said), rows)

        kinds = list(dict.fromkeys(kind for row in rows for kind in row.types))
        self.ask_words(f"What stands in the place of “{words}”?", kinds, chosen)

    def ask_words(self, title: str, kinds: Sequence[str], done: Callable[[str], None]) -> None:
        """Let one choose among what was said before, or type: what is typed is the last line."""
        offered = Offered(offers(dict(self.identified.said), kinds))

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                done(keys[0])
            self.settle()

        self._place_picker(len(offered("")) + 4)
        self.picker.open(title, offered, chosen, verb="say", also=OWN_WORDS)

    def do_identifier_public(self) -> None:
        """Accept with wider words for what is public."""
        rows = self.at_hand()
        mentions = [each for row in rows for each in row.at_stake]

        def answered(words: str) -> None:
            if not words:
                self.status.say("Nothing is said, so nothing is decided")
                return
            verdict = _as_it_is(mentions)
            wider = bracketed(words)
            self.decide(Verdict(verdict.decision, verdict.replacement, wider), rows)

        known = mentions[0].finding.wider
        self.ask("In what is public stands: ", known, answered)

    def do_identifier_mark(self) -> None:
        """Mark the row and go on, or take its mark away."""
        key = self.listing.current
        if key is None:
            return
        if key in self.marked:
            del self.marked[key]
        else:
            self.marked[key] = None
            self.listing.step(1)
        self.show_rows()

    def do_identifier_mark_all(self) -> None:
        """Mark everything that waits, or all where nothing does; again: nothing."""
        rows = [row for row in self.rows if row.waiting] or self.rows
        keys = [self.key_of(row) for row in rows]
        self.marked = {} if len(self.marked) >= len(keys) else dict.fromkeys(keys)
        self.show_rows()

    def do_identifier_next(self) -> None:
        """The next that waits."""
        here = self.row
        following = self._following([here]) if here else ""
        if following and following != self.listing.current:
            self.listing.go_to(following)
        else:
            self.status.say("No other one waits here")


def _proposing(row: SurfaceForm, who: str) -> SurfaceForm | None:
    """What of a row at stake may mean that participant."""
    there = tuple(each for each in row.at_stake if each.finding.proposed == who)
    return SurfaceForm(row.form, there) if there else None


def _as_it_is(mentions: Sequence[FoundWords]) -> Verdict:
    """The decision that leaves what stands there as it is."""
    said = {each.finding.replacement for each in mentions}
    own = all(each.finding.state is State.GENERALISED for each in mentions)
    if own and len(said) == 1:
        return Verdict(Decision.GENERALISE, said.pop())
    return Verdict(Decision.ACCEPT)
