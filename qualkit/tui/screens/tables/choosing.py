"""What a table shows, changed by key: which table, groups, themes, codes, layer, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qualkit.core.ranking import Ranker
from qualkit.core.searching import SearchMode
from qualkit.tui import tabled
from qualkit.tui.screens.tables.answering import Answering
from qualkit.tui.tabled import (
    ATTRIBUTE,
    BY_GROUP,
    BY_TURNS,
    CASES,
    CONCORDANCE,
    COUNTED,
    DOCUMENT,
    FRAMEWORK,
    KIND,
    MEET,
    TABLES,
    WORDS,
)
from qualkit.tui.widgets.picker import Entry

_ALL = "*"
_SAME_COLUMNS = frozenset({"layer", "internal", "binary", "within"})
"""What changes the figures of a table and not what its columns are of."""
_ORDERS = {"place": "left", "left": "right", "right": "speaker", "speaker": "place"}
_SORTED = {
    "place": "as they stand in the texts", "left": "by the words before",
    "right": "by the words after", "speaker": "by who says it",
}  # fmt: skip
_MEETING = {"overlap": "on the same words", "turn": "in the same turn", "1": "one turn apart"}


class Choosing(Answering):
    """Changes what is asked for; the answer is shown by the screen itself."""

    def _show(self, **fields: object) -> None:
        before = self.shown
        self.shown = replace(before, **fields)  # type: ignore[arg-type]
        if self.shown.name != before.name:
            self.grid.at = self.grid.column = 0
        if not fields.keys() <= _SAME_COLUMNS:
            self.sorted_by = None
        self.stale = True

    def _to(self, name: str) -> None:
        self._show(name=name)
        if name == CONCORDANCE and not self.shown.text:
            self.do_tables_find()

    def do_tables_attribute(self) -> None:
        """Codes by group."""
        if not self.shown.by:
            self._show(by=tabled.first(self.study).by)
        self._to(ATTRIBUTE)

    def do_tables_document(self) -> None:
        """Codes by document."""
        self._to(DOCUMENT)

    def do_tables_kind(self) -> None:
        """Codes by kind of document."""
        self._to(KIND)

    def do_tables_meet(self) -> None:
        """Codes that meet."""
        self._to(MEET)

    def do_tables_cases(self) -> None:
        """A row a participant."""
        self._to(CASES)

    def do_tables_framework(self) -> None:
        """Participants by themes."""
        self._to(FRAMEWORK)

    def do_tables_concordance(self) -> None:
        """Words in their context."""
        self._to(CONCORDANCE)

    def do_tables_words(self) -> None:
        """How often words are said."""
        self._to(WORDS)

    def do_tables_choose(self) -> None:
        """Choose among all tables."""
        entries = [Entry(name, words) for name, words in TABLES.items()]

        def chosen(name: str) -> None:
            if name == ATTRIBUTE:
                self.do_tables_attribute()
            else:
                self._to(name)

        self.choose("Which table?", entries, chosen, typed=False, verb="show")

    def _only(self, names: frozenset[str], message: str) -> None:
        """Refuse where the table that is shown has no such choice."""
        if self.shown.name not in names:
            self.refuse(message, "v chooses another table")

    def do_tables_by(self) -> None:
        """Choose the attribute that groups are made by."""
        self._only(BY_GROUP, "this table is not made of groups")
        found = tabled.attributes(self.study)
        if self.shown.name == WORDS:
            found = {name: who for name, who in found.items() if who != "survey alone"}
        entries = [Entry(name, name, who) for name, who in found.items()]
        if self.shown.name == WORDS:
            entries.insert(0, Entry(_ALL, "all together"))
        if not entries:
            self.refuse(
                "nobody has an attribute that groups could be made by",
                "participants.csv holds those of participants, a survey those of respondents",
            )

        def chosen(name: str) -> None:
            self._show(by="" if name == _ALL else name)

        self.choose("Groups by …", entries, chosen, verb="show")

    def do_tables_themes(self) -> None:
        """Only these themes, or all."""
        self._only(COUNTED | {FRAMEWORK}, "words are counted under whichever themes")
        self.read_book()
        entries = [Entry(theme.id, theme.name) for theme in self.book.themes]
        self._several("Which themes?", "all themes", entries,
                      lambda chosen: self._show(themes=chosen))  # fmt: skip

    def do_tables_codes(self) -> None:
        """Only these codes, or all."""
        self._only(COUNTED, "this table is not made of codes")
        self.read_book()
        entries = self.code_entries(self.book.active())
        self._several("Which codes?", "all codes", entries,
                      lambda chosen: self._show(codes=chosen))  # fmt: skip

    def _several(
        self, title: str, all_of_them: str, entries: Sequence[Entry],
        done: Callable[[tuple[str, ...]], None],
    ) -> None:  # fmt: skip
        offered = [Entry(_ALL, all_of_them), *entries]
        ranker = Ranker([(entry.title, (entry.aside,)) for entry in offered])

        def ranked(query: str) -> Sequence[Entry]:
            return [offered[place] for place in ranker.rank(query)]

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                done(() if _ALL in keys else keys)
            self.settle()

        self._place_picker(len(offered) + 4)
        self.picker.open(title, ranked, chosen, several=True)

    def do_tables_roll_up(self) -> None:
        """Themes instead of codes, or codes again."""
        self._only(COUNTED, "this table is not made of codes")
        self._show(themes_only=not self.shown.themes_only)

    def do_tables_layer(self) -> None:
        """Choose the layer that is counted."""
        self._only(COUNTED | {FRAMEWORK}, "words are counted in no layer of codings")
        entries = [
            Entry(_ALL, "as study.yaml says"),
            Entry("final", "final", "the consensus, else the designated coder's"),
            Entry("consensus", "consensus", "only what was decided"),
            Entry("union", "union", "everybody's codings together"),
        ]
        entries += [Entry(c.initials, c.initials, "this coder's") for c in self.study.coders()]

        def chosen(layer: str) -> None:
            self._show(layer="" if layer == _ALL else layer)

        self.choose("Which layer is counted?", entries, chosen, verb="show")

    def do_tables_within(self) -> None:
        """Choose where codes meet."""
        self._only(frozenset({MEET}), "this table does not say where codes meet")
        entries = [Entry(each, _MEETING.get(each, f"up to {each} turns apart"))
                   for each in BY_TURNS]  # fmt: skip
        self.choose("Codes meet …", entries, lambda within: self._show(within=within),
                    typed=False, verb="show")  # fmt: skip

    def do_tables_pairs(self) -> None:
        """Pairs of codes, or the whole matrix."""
        self._only(frozenset({MEET}), "there are no pairs in this table")
        self._show(pairs=not self.shown.pairs)

    def do_tables_binary(self) -> None:
        """0 and 1, or references."""
        self._only(frozenset({CASES}), "only a row a participant can be 0 and 1")
        self._show(binary=not self.shown.binary)

    def do_tables_respondents(self) -> None:
        """Respondents of the survey, or participants."""
        self._only(frozenset({CASES}), "only a row a participant can be a respondent's")
        self._show(respondents=not self.shown.respondents)

    def do_tables_internal(self) -> None:
        """Hide no small group, or hide them again."""
        self._only(BY_GROUP, "no group is hidden in this table")
        self._show(internal=not self.shown.internal)
        self.status.say(
            "Internal view: small groups are shown, and every file says so"
            if self.shown.internal
            else "Small groups are hidden again"
        )

    def do_tables_kinds(self) -> None:
        """Words of one kind of document, or of all that participants say."""
        self._only(frozenset({CONCORDANCE, WORDS}), "kinds of document have rows or columns here")
        kinds = dict.fromkeys(each.kind.value for each in self.study.documents())
        entries = [Entry(_ALL, "as they come: interviews, focus groups and others")]
        entries += [Entry(kind, kind) for kind in kinds]

        def chosen(kind: str) -> None:
            self._show(kind="" if kind == _ALL else kind)

        self.choose("Words of which kind of document?", entries, chosen, verb="show")

    def do_tables_find(self) -> None:
        """Ask for the words to see in context."""
        before = f"/{self.shown.text}/" if self.shown.mode == "regex" and self.shown.text else ""

        def answered(text: str) -> None:
            if not text:
                return
            pattern = len(text) > 2 and text[0] == text[-1] == "/"
            mode = "regex" if pattern else self.shown.mode
            if mode == "regex" and not pattern:
                mode = "word"
            self.grid.at = 0
            self._show(name=CONCORDANCE, text=text[1:-1] if pattern else text, mode=mode)

        self.ask("Words, or /a pattern/: ", before, answered)

    def do_tables_mode(self) -> None:
        """Choose how words are compared."""
        self._only(frozenset({CONCORDANCE}), "words are compared in their context alone")
        entries = [Entry(mode.value, mode.value) for mode in SearchMode]
        self.choose("Compare words by …", entries, lambda mode: self._show(mode=mode),
                    verb="show")  # fmt: skip

    def do_tables_sort(self) -> None:
        """Sort by this column: down, up, as they were; lines by what stands around the words."""
        if self.shown.name == CONCORDANCE:
            order = _ORDERS[self.shown.order]
            self._show(order=order)
            self.status.say(f"Sorted {_SORTED[order]}")
            return
        if self.sheet is None or not len(self.sheet):
            self.refuse("there are no rows to sort")
        column = self.grid.column
        if self.sorted_by is None or self.sorted_by[0] != column:
            self.sorted_by = (column, True)
        else:
            self.sorted_by = (column, False) if self.sorted_by[1] else None
        self.grid.at = 0
