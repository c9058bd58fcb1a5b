"""Fields of codes and themes edited in place; what was typed is kept until it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as made
from typing import Any

from textual import events

from qualkit.core.codebook import Code, Theme
from qualkit.core.codebook_meaning import rule_changes
from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui.equal import codebook as book_equal
from qualkit.tui.lines.fields import (
    CHOICES,
    CODE_FIELDS,
    THEME_FIELDS,
    Field,
    Kind,
    change_of,
    text_of,
)
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.picker import Entry

KEPT = "Not saved yet; your text is kept: {key} opens it again"
_WHICH = (
    Entry("meaning", "A change of meaning", "new version, second look", "m",
          detail=("Makes a new version of the codebook; codings made under the old one are listed "
                  "for a second look.",)),
    Entry("editorial", "Editorial", "no second look", "e",
          detail=("A slip of the pen, a better word: the codings stand as they are.",)),
    Entry("write", "Go on writing", "", "w"),
    Entry("discard", "Throw it away", "", "t"),
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A field that was written and is not saved yet."""

    target: Code | Theme
    field: Field
    text: str
    fields: dict[str, Any] = made(default_factory=dict)

    @property
    def kind(self) -> str:
        """What it is a field of."""
        return "code" if isinstance(self.target, Code) else "theme"


class FieldEdits(BookScreen):
    """Asks for a field, takes its text, asks whether the meaning changes, saves it."""

    EDIT_KEY = "e"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.draft: Draft | None = None

    def edit(self, target: Code | Theme) -> None:
        """Choose a field of a code or theme and write it."""
        if self._resumed():
            return
        offered = CODE_FIELDS if isinstance(target, Code) else THEME_FIELDS
        entries = [
            Entry(each.key, each.name, _glimpse(text_of(target, each)), each.letter,
                  self.palette.bar_key)
            for each in offered
        ]  # fmt: skip

        def chosen(key: str) -> None:
            self.edit_field(target, key)

        self.choose(f"Edit {target.name}: which field?", entries, chosen, typed=False, verb="edit")

    def edit_field(self, target: Code | Theme, key: str) -> None:
        """Write one field."""
        if self._resumed():
            return
        offered = CODE_FIELDS if isinstance(target, Code) else THEME_FIELDS
        which = next(each for each in offered if each.key == key)
        self._write(Draft(target, which, text_of(target, which)))

    def _resumed(self) -> bool:
        """Whether a text that is not saved yet was opened again."""
        if self.draft is None:
            return False
        self._write(self.draft)
        return True

    def _write(self, draft: Draft) -> None:
        which, target = draft.field, draft.target

        def written(text: str | None) -> None:
            with self.errors_shown():
                self._written(draft, text or "")
            self.settle()

        if which.kind is Kind.CHOICE:
            entries = [Entry(value, name) for value, name in CHOICES[which.key]]
            self.choose(f"{which.name} of {target.name}", entries, written, typed=False)
        elif which.kind is Kind.LINE:
            self.ask(f"{which.name}: ", draft.text, written)
        else:
            from qualkit.tui.screens.book.field import FieldScreen

            def keep(text: str) -> bool:
                draft.text = text
                self.draft = draft
                return self.keep()

            title = f"{which.name} · {target.name}"
            self.app.push_screen(FieldScreen(title, which.hint, draft.text, keep), written)

    def _written(self, draft: Draft, text: str) -> None:
        draft.text = text
        self.draft = draft
        draft.fields = change_of(draft.target, draft.field, text)
        if not draft.fields:
            self.draft = None
            self.status.say("Nothing was changed")
        elif self._bears_meaning(draft):
            self._ask_meaning()
        else:
            self.save(draft, editorial=False)

    def _bears_meaning(self, draft: Draft) -> bool:
        """Whether coders would now decide differently: only then a second look is called for."""
        if not isinstance(draft.target, Code):
            return False
        return bool(rule_changes(draft.target, replace(draft.target, **draft.fields)))

    def _ask_meaning(self) -> None:
        title = "Is this a change of meaning, or editorial?"
        self.choose(title, _WHICH, self._answered, typed=False, verb="save")

    def _answered(self, which: str) -> None:
        draft = self.draft
        if draft is None:
            return
        if which == "write":
            self._write(draft)
        elif which == "discard":
            self.draft = None
            self.status.say("Thrown away: the codebook stands as it was")
        else:
            self.save(draft, editorial=which == "editorial")

    def save(self, draft: Draft, *, editorial: bool) -> None:
        """Save the draft; where the study refuses it, the text is kept."""
        target, fields = draft.target, draft.fields
        if isinstance(target, Code):
            change = self.study.edit_code(target.id, editorial=editorial, **fields)
        else:
            change = self.study.edit_theme(target.id, editorial=editorial, **fields)
        self.draft = None
        self.changed(
            change, book_equal.edited(draft.kind, target.id, draft.field.key, editorial), ""
        )

    def keep(self) -> bool:
        """Save what was written before the program is left, as a change of meaning."""
        draft = self.draft
        if draft is None:
            return True
        try:
            draft.fields = change_of(draft.target, draft.field, draft.text)
            if draft.fields:
                self.save(draft, editorial=False)
        except QualkitError as error:
            self.notice.show(f"Not saved: {error.message}", error.hint or "", error=True)
            return False
        return True

    def on_key(self, event: events.Key) -> None:
        """As everywhere; a text whose saving was put off is not forgotten."""
        asked = self.draft is not None and self.picker.is_open
        super().on_key(event)
        if not asked or self.draft is None or self.picker.is_open or self.prompt.is_open:
            return
        if self.app.screen is self:
            self.status.say(KEPT.format(key=self.EDIT_KEY))

    def do_list_back(self) -> None:
        """Back, but not with a text that is not saved."""
        if self.draft is not None:
            self._ask_meaning()  # which also offers to go on writing, and to throw away
        else:
            super().do_list_back()


def _glimpse(text: str) -> str:
    flat = " · ".join(line.strip() for line in text.splitlines() if line.strip())
    return flat if len(flat) <= 44 else f"{flat[:43].rstrip()}…"
