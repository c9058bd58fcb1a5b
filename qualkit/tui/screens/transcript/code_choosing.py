"""The choice of codes by typing, and of codes that are made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from qualkit.core.cells import cell_count, fitted
from qualkit.core.codebook import Code, Status
from qualkit.core.in_vivo import in_vivo_name
from qualkit.errors import CodebookError, QualkitError
from qualkit.tui.lines.new_code import NewCode, ThemeEntries, new_entries, planned
from qualkit.tui.screens.transcript.choosing import Choosing, Chosen
from qualkit.tui.widgets.picker import Entry

NO_CODES = (
    "The codebook has no codes yet. Write them into codebook/codebook.yaml, which is read at once, "
    "or take a codebook over: qualkit import codebook FILE"
)
# Cells for a code's theme in a line of 80: the letter behind it is never cut off.
_ABOVE = 22


class CodeChoosing(Choosing):
    """Opens the picker over the codebook."""

    _entries: Mapping[str, Entry] = {}
    _entries_of: tuple[object, str] = (None, "")
    _private: Mapping[str, str] = {}
    """Private draft to its coder."""

    def choose_codes(
        self, title: str, done: Chosen, *, several: bool = False, without: str = "",
        verb: str = "apply",
    ) -> None:  # fmt: skip
        """Let one choose codes; `done` gets their ids, of new ones after they have been made."""
        self.read_codebook()
        if self.book is None or self.selection is None:
            return
        words = in_vivo_name(self.units.said(self.selection.span))
        self._refresh_entries()

        def source(query: str) -> Sequence[Entry]:
            if self.book is None:
                return ()
            ranked = self.book.rank(query, self.desk.recent)
            found = [self._entries[code.id] for code in ranked if code.id != without]
            return [*found, *new_entries(query, words, self.book)]

        def chosen(keys: tuple[str, ...]) -> None:
            self.make_codes([planned(key, words) for key in keys], done)

        self.place_picker()
        self.picker.open(
            title, source, chosen, several=several, verb=verb, describe=self.explain,
            also="↑ new code",
        )  # fmt: skip

    def make_codes(
        self, wanted: Sequence[str | NewCode], done: Chosen, ready: tuple[str | NewCode, ...] = ()
    ) -> None:
        """Ask for what new codes still need, one after the other; then make and hand over all."""
        if not wanted:
            self._make(ready, done)
            return
        first, rest = wanted[0], wanted[1:]

        def settled(answer: str | NewCode) -> None:
            self.make_codes(rest, done, (*ready, answer))

        if isinstance(first, str):
            settled(first)
        elif first.in_vivo or not first.name:
            self._ask_name(first, settled)
        else:
            self._ask_theme(first, settled)

    def _ask_name(self, new: NewCode, done: Callable[[NewCode], None]) -> None:
        def named(name: str) -> None:
            if not name.strip():
                self.status.say("A code needs a name: nothing was made")
            elif new.in_vivo:
                done(new.called(name))
            else:
                self._ask_theme(new.called(name), done)

        self.ask("In-vivo code: " if new.in_vivo else "Name of the new code: ", new.name, named)

    def _ask_theme(self, new: NewCode, done: Callable[[NewCode], None]) -> None:
        """Ask for the theme of a new code; Enter leaves it unsorted."""
        themes = self.book.themes if self.book else ()
        if not themes or (self.book and new.existing(self.book)):
            done(new)
            return

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                done(new.under(keys[0]))
            self.settle()

        self.place_picker(len(themes) + 7)
        title = f"Theme of the new code “{new.name}”"
        self.picker.open(title, ThemeEntries(themes), chosen, empty="No theme is called that.")

    def _make(self, ready: Iterable[str | NewCode], done: Chosen) -> None:
        """Make what is new and hand all codes over."""
        with self.errors_shown():
            made: list[str] = []
            codes: list[str] = []
            for item in ready:
                if isinstance(item, NewCode) and self.book:
                    existing = item.existing(self.book)
                    code = existing or item.make(self.study)
                    if existing is None:
                        made.append(code.id)
                    codes.append(code.id)
                elif isinstance(item, str):
                    codes.append(item)
            self.read_codebook()
            self._refresh_entries()
            try:
                done(tuple(dict.fromkeys(codes)))
            except QualkitError:
                if made:
                    names = ", ".join(self.code_name(code) for code in made)
                    self.status.say(f"New: {names}; but nothing is coded")
                raise
            if made:
                self.tell(self._told_new(made), "")
        self.settle()

    def _told_new(self, made: Sequence[str]) -> str:
        names = ", ".join(f"“{self.code_name(code)}”" for code in made)
        private = all(code in self._private for code in made)
        where = "yours alone until you share it" if private else "a draft in the codebook"
        return f"New, {where}: {names}"

    def _refresh_entries(self) -> None:
        """Make the lines of the picker afresh where codebook or theme have changed: 300 in 2 ms."""
        state = (self.book, self.palette.theme)
        if self.book is None or (
            self._entries_of[0] is state[0] and self._entries_of[1] == state[1]
        ):
            return
        # Where the file has been saved broken the last codebook stays, with what was known of it.
        with suppress(CodebookError):
            drafts = self.study.drafts()
            self._private = {draft.code.id: draft.coder for draft in drafts if draft.private}
        self._entries = {code.id: self._entry(code) for code in self.book.active()}
        self._entries_of = state

    def _entry(self, code: Code) -> Entry:
        look = self.look(code.id)
        above = self.path(code.id).rpartition(" / ")[0]
        if cell_count(above) > _ABOVE:
            above = fitted(above, _ABOVE)
        aside = "  ".join(filter(None, (self._state(code), above, code.shortcut or " ")))
        return Entry(code.id, code.name, aside, look.letter, self._ink(code.id))

    def _state(self, code: Code) -> str:
        """What marks a draft in lists; "" for a code that is settled."""
        if (coder := self._private.get(code.id)) is not None:
            return "yours alone" if coder == self.study.coder else f"{coder}'s draft"
        return "draft" if code.status is Status.DRAFT else ""

    def explain(self, key: str) -> Sequence[str]:
        """What a code means, with rules, examples and links; or what a new one will be."""
        code = self.code(key)
        if code is None or self.book is None:
            codes = self.book is not None and self.book.active()
            return NewCode.explained(key) if codes else (*NewCode.explained(key), NO_CODES)
        key = f"key {code.shortcut}" if code.shortcut else ""
        links = [
            f"{link.instrument} {', '.join(link.subscales)}".strip()
            for link in self.book.links_of(code)
        ]
        return [
            " · ".join(filter(None, (self.path(code.id), key, self._state(code)))),
            code.definition or code.brief or "No definition yet.",
            *(f"Use when: {rule}" for rule in code.use_when),
            *(f"Not when: {rule}" for rule in code.not_when),
            *(f"Such as: “{example.text}”" for example in code.examples),
            *([f"Beside: {'; '.join(links)}"] if links else []),
        ]
