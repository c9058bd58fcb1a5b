"""The participants: what may be done with their words today, what prints, what left with them."""

from __future__ import annotations

from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui import persons
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import person_entry as entry
from qualkit.tui.lines.person_rows import MISSING, RECEIPT, SURVEY, person_items
from qualkit.tui.persons import Only, Person, Persons
from qualkit.tui.screens.participants.sided import Sided
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.picker import Entry

_KEYS = {
    Only.QUOTE: "q", Only.PARAPHRASE: "p", Only.NOTHING: "n", Only.MISSING: "m",
    Only.WIDENED: "w", Only.STALE: "s",
}  # fmt: skip
_NONE = (
    "Nobody is in the study yet: participants.csv in the folder transcripts holds a row for each, "
    "with pseudonym, attributes and what they agreed to."
)
_LIMITED = "Nobody is left within this limit: f takes it away."
_NEEDS_ROW = frozenset({"people_open", "people_withdraw"})


class PeopleScreen(Sided):
    """Lists everybody who spoke, and the respondents of each survey as one row; never a name."""

    WHERE = Where.PARTICIPANTS
    TITLE = "Participants"
    KIND = "people"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.found: Persons | None = None
        self.only = Only.ALL

    def read(self) -> None:
        """Read everybody."""
        self.found = persons.read(self.study, self.readers)
        self.readers = self.found.readers

    def show_rows(self) -> None:
        """Show whom the limit leaves."""
        if (found := self.found) is None:
            return
        empty = _LIMITED if found.people else _NONE
        self.listing.show(list(person_items(found, self.only, self.palette)), empty)
        counts, look = found.counts(), self.palette
        pieces = [(f" for {found.readers}", look.strong)]
        pieces += [(f" · {self.only.value}", look.gutter)] if self.only else []
        stale = f" · {found.stale} of {len(found.files)} files stale" if found.stale else ""
        told = f"{counts[Only.QUOTE]} quoted, {counts[Only.PARAPHRASE]} paraphrased, "
        self.heads.show(pieces, f"{told}{counts[Only.NOTHING]} neither{stale} ")
        self.moved()

    @property
    def person(self) -> Person | None:
        """The participant who is highlighted."""
        return self.found.person(self.listing.current or "") if self.found else None

    @property
    def survey(self) -> str:
        """The survey whose row is highlighted; "" where none's is."""
        key = self.listing.current or ""
        return key.removeprefix(SURVEY) if key.startswith(SURVEY) else ""

    def moved(self) -> None:
        """All about the highlighted row."""
        self.pane.show(self.listing.current or "", tuple(self._story()))
        self.place("participants")

    def _story(self) -> list[Paragraph]:
        found, look = self.found, self.palette
        if found is None:
            return []
        if self.listing.current == MISSING:
            return list(entry.missing_entry(found.missing, look))
        for survey in found.surveys:
            if survey.survey == self.survey:
                return list(entry.survey_entry(survey, found, look))
        for receipt in found.receipts:
            if self.listing.current == f"{RECEIPT}{receipt.pseudonym}":
                return list(entry.receipt_entry(receipt, look))
        person = self.person
        return list(entry.person_entry(person, found.readers, look)) if person else []

    def works(self, action: Action) -> bool:
        """A withdrawal for the steward alone, and a row where one is needed."""
        if action.id == "people_withdraw" and not self.study.is_steward:
            return False
        return action.id not in _NEEDS_ROW or bool(self.person or self.survey)

    def do_people_open(self) -> None:
        """The participant, or the survey."""
        from qualkit.tui.screens.participants.person import PersonScreen

        if self.survey:
            self.desk.open_room(Where.SURVEY, self.document)
        elif self.person is not None:
            screen = PersonScreen(self.study, self.document, self.person, self.readers)
            self.app.push_screen(screen)
        elif self.listing.current == MISSING:
            self.refuse("each line says what mends it", "participants.csv and study.yaml are files")
        else:
            self.refuse("nobody is highlighted", "f takes the limit away")

    def do_people_filter(self) -> None:
        """Choose whom to show."""
        if self.found is None:
            return
        counts = self.found.counts()
        entries = [Entry("*", "all", f"{counts[Only.ALL]:,}", "*")]
        entries += [Entry(o.value, o.value, f"{counts[o]:,}", key) for o, key in _KEYS.items()]

        def chosen(only: str) -> None:
            self.only = Only("" if only == "*" else only)

        self.choose("Show", entries, chosen, typed=False)

    def do_people_readers(self) -> None:
        """Choose for whom."""
        self.ask_readers()

    def do_people_gate(self) -> None:
        """Ask the gate of all quotations."""
        from qualkit.tui.screens.participants.gate import GateScreen

        self.app.push_screen(GateScreen(self.study, self.document, self.readers))

    def do_people_left(self) -> None:
        """The files that left."""
        from qualkit.tui.screens.participants.left import LeftScreen

        self.app.push_screen(LeftScreen(self.study, self.document))

    def do_people_withdraw(self) -> None:
        """Somebody withdraws: the participant at hand, or a respondent who is asked for."""
        if self.person is not None:
            self.open_withdrawal(self.person.pseudonym)
        elif self.survey:
            self.ask(f"Which respondent of {self.survey} withdraws? ", "", self._respondent)
        else:
            self.refuse("nobody is highlighted")

    def _respondent(self, pseudonym: str) -> None:
        if pseudonym:
            self.open_withdrawal(pseudonym)

    def do_people_scroll_down(self) -> None:
        """Read on."""
        self.scroll(down=True)

    def do_people_scroll_up(self) -> None:
        """Read back."""
        self.scroll(down=False)
