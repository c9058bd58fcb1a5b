"""One participant: where they speak, what was said in their place, files that hold their words."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.marks import Paraphrase
from qualkit.core.records import Coding, Document, Layer, Span
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui import persons
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import person_entry as entry
from qualkit.tui.lines.book import Passages
from qualkit.tui.lines.bookentry import BLANK, passage_entry, said
from qualkit.tui.persons import Person
from qualkit.tui.screens.participants.sided import Sided
from qualkit.tui.widgets.bars import TitleBar
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item

_AROUND = 200
_NOTHING = "They speak in no document, and no file that left holds words of theirs."


class PersonScreen(Sided):
    """Documents, paraphrases and files of one participant; Enter opens the transcript there."""

    WHERE = Where.PERSON
    TITLE = "Participants"
    KIND = "person"

    def __init__(
        self, study: Study, document: Document | None, person: Person, readers: str
    ) -> None:
        super().__init__(study, document)
        self.person, self.readers = person, readers
        self.title_bar = TitleBar(
            f"{self.TITLE} › {person.pseudonym} · {study.title}", lambda: self.who
        )
        self._places: dict[str, tuple[Document, Span]] = {}
        self._phrases: dict[str, Paraphrase] = {}
        self._items: list[Item] = []
        self._passages = Passages(study)

    def read(self) -> None:
        """Read the participant again: a paraphrase may have been written meanwhile."""
        found = persons.read(self.study, self.readers).person(self.person.pseudonym)
        self.person = found or self.person
        self.read_book()
        self._passages = Passages(self.study)
        self._places, self._phrases = {}, {}
        self._items = [*self._documents(), *self._paraphrases(), *self._files()]

    def _documents(self) -> Iterator[Item]:
        look, found = self.palette, persons.spoken(self.study, self.person)
        if found:
            yield Item("", (("Speaks in", look.quiet),))
        for each in found:
            key = f"document {each.document.id}"
            self._places[key] = each.document, each.first
            turns = counted(each.turns, "turn")
            yield Item(key, ((each.document.name, look.text),), ((f" {turns} ", look.quiet),))

    def _paraphrases(self) -> Iterator[Item]:
        look, found = self.palette, persons.paraphrased(self.study, self.person)
        if found:
            yield Item("", (("In researchers' words", look.quiet),))
        elif self.person.consent.may == persons.PARAPHRASE:
            yield Item("", (("No paraphrase yet: $ on the transcript writes one", look.quiet),))
        for each in found:
            key = f"paraphrase {each.id}"
            self._places[key] = self.study.document(each.document_id), each.span
            self._phrases[key] = each
            yield Item(key, ((each.text, look.text),), ((f" {each.coder} ", look.quiet),))

    def _files(self) -> Iterator[Item]:
        look = self.palette
        if self.person.files:
            yield Item("", (("Files that left with words of theirs", look.quiet),))
        for each in reversed(self.person.files):
            stale = f"stale: {each.stale}" if each.stale else ""
            yield Item(
                f"file {each.id}",
                ((f"{each.file}  ", look.text), (stale, look.strong)),
                ((f" {each.profile}, {each.at[:10]} ", look.quiet),),
            )

    def show_rows(self) -> None:
        """Show what was read."""
        self.listing.show(self._items, _NOTHING)
        look, person = self.palette, self.person
        texts = counted(len(person.documents), "document")
        files = f", {counted(len(person.files), 'file')} that left" if person.files else ""
        self.heads.show([(f" {person.pseudonym}: {person.may}", look.strong)], f"{texts}{files} ")
        self.moved()

    def moved(self) -> None:
        """What is highlighted in full, and all about the participant."""
        key = self.listing.current or ""
        told = list(self._highlighted(key))
        told += [BLANK] if told else []
        told += list(entry.person_entry(self.person, self.readers, self.palette))
        self.pane.show(key, tuple(told))
        self.place(f"{self.person.pseudonym}, for {self.readers}")

    def _highlighted(self, key: str) -> Iterator[Paragraph]:
        look = self.palette
        if phrase := self._phrases.get(key):
            day = f"{phrase.coder}, {phrase.at[:10]}"
            yield said(f"{self.code_name(phrase.code)} · {day}", look.quiet)
            yield said(phrase.text, look.strong)
            yield from passage_entry(self._passages.of(_coding(phrase), _AROUND), look)
        for file in self.person.files:
            if key == f"file {file.id}":
                yield from entry.file_entry(file, look)

    def works(self, action: Action) -> bool:
        """The transcript where there is a place; a withdrawal for the steward."""
        if action.id == "person_withdraw":
            return self.study.is_steward
        return action.id != "person_open" or (self.listing.current or "") in self._places

    def do_person_open(self) -> None:
        """Open the transcript at their first turn, or at the passage."""
        place = self._places.get(self.listing.current or "")
        if place is None:
            self.refuse("this is no place in a transcript")
        self.desk.open_document(*place)

    def do_person_withdraw(self) -> None:
        """They withdraw."""
        self.open_withdrawal(self.person.pseudonym)

    def do_person_scroll_down(self) -> None:
        """Read on."""
        self.scroll(down=True)

    def do_person_scroll_up(self) -> None:
        """Read back."""
        self.scroll(down=False)


def _coding(each: Paraphrase) -> Coding:
    """The passage of a paraphrase, as passages are looked up."""
    return Coding(
        each.id, each.document_id, each.version_id, Layer.CODER, each.coder, "", each.code,
        each.span, "", "",
    )  # fmt: skip
