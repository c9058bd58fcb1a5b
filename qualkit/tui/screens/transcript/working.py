"""The menu of everything that can be done where one is, and the verbs together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualkit.core.marks import CodingMarkKind
from qualkit.core.records import Coding
from qualkit.tui.keymap import Where, actions
from qualkit.tui.screens.transcript.applying import Applying
from qualkit.tui.screens.transcript.paraphrasing import Paraphrasing
from qualkit.tui.screens.transcript.reworking import Reworking
from qualkit.tui.widgets.picker import Entry


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the menu: the action whose key it shows, its words, what it does."""

    action: str
    title: str
    do: Callable[[], None]


class Working(Applying, Reworking, Paraphrasing):
    """Every verb of the coding screen."""

    def do_coding_menu(self) -> None:
        """Choose what is to be done with the coding here, or with the selection."""
        if self.selection is None:
            return
        if self.under:
            self.choose_coding("Which coding?", self.menu_of)
        else:
            self._open_menu(f"No coding: {self.quoted(self.selection.span)}", self._bare(), ())

    def menu_of(self, coding: Coding) -> None:
        """Choose what is to be done with a coding."""
        name = self.code_name(coding.code)
        title = f"{name} {self.quoted(coding.span, name)}"
        self._open_menu(title, self._choices(coding), self.facts(coding))

    def _choices(self, coding: Coding) -> list[Choice]:
        mark = {mark.kind for mark in self.study.marks(self.document).get(coding.id, ())
                if mark.coder == self.study.coder}  # fmt: skip
        starred, counter = CodingMarkKind.STAR in mark, CodingMarkKind.COUNTER_EXAMPLE in mark
        return [
            Choice("recode", "another code", lambda: self.recode(coding)),
            Choice("resize", "the extent of the selection", lambda: self._resize(coding)),
            Choice("split", "split where the selection begins", lambda: self.split(coding)),
            Choice("merge", "merge with its neighbour", lambda: self.merge(coding)),
            Choice("memo", "change its memo" if coding.memo else "write a memo on it",
                   lambda: self.write_memo(coding)),
            Choice("star", "take its star away" if starred else "star it for the report",
                   lambda: self.star(coding)),
            Choice("counter_example", "a counter-example: its note, or no more" if counter
                   else "mark it as a counter-example", lambda: self.counter(coding)),
            Choice("paraphrase", "say it in your own words, for whoever may not be quoted",
                   lambda: self.paraphrase(coding)),
            Choice("team_note", "write the team a note on it",
                   lambda: self.note_for_team(coding.span, coding.code)),
            Choice("remove", "remove it", lambda: self.remove_codings((coding,))),
        ]  # fmt: skip

    def _resize(self, coding: Coding) -> None:
        if self.selection is not None and self.selection.span == coding.span:
            self.status.say("Select what it is to cover, then ~: it has just this extent now")
        else:
            self.resize(coding)

    def _bare(self) -> list[Choice]:
        """What can be done with words that have no code."""
        return [
            Choice("pick", "give it a code", self.do_pick),
            Choice("in_vivo", "a new code called as these words", self.do_in_vivo),
            Choice("team_note", "write the team a note on it", self.do_team_note),
            Choice("memo_elsewhere", "a memo on document, code, participant, study",
                   self.do_memo_elsewhere),
        ]  # fmt: skip

    def _open_menu(self, title: str, choices: list[Choice], facts: tuple[str, ...]) -> None:
        keys = {action.id: action.keys for action in actions(Where.CODING)}
        entries = [
            Entry(choice.action, choice.title, letter=_letter(keys.get(choice.action, ())),
                  detail=facts) for choice in choices
        ]  # fmt: skip
        todo = {choice.action: choice.do for choice in choices}

        def chosen(names: tuple[str, ...]) -> None:
            with self.errors_shown():
                todo[names[0]]()
            self.settle()

        self.place_picker(len(entries) + len(facts) + 5)
        self.picker.open(title, lambda _: entries, chosen, typed=False, verb="do it")

    def facts(self, coding: Coding) -> tuple[str, ...]:
        """What is known of a coding: who, when, under which rule; its memo and marks."""
        from qualkit.tui.lines.memo_entries import written

        numbers = dict(self.study.codebook_versions())
        version = numbers.get(coding.codebook_version)
        made = [
            f"coder {coding.coder}",
            f"round {coding.round}",
            f"codebook {version}" if version is not None else "",
            written(coding.created_at, "%Y-%m-%d %H:%M"),
            "assisted: it was proposed" if coding.assisted else "",
        ]
        marks = [
            f"{mark.kind.value.capitalize()} ({mark.coder}){': ' if mark.note else ''}{mark.note}"
            for mark in self.study.marks(self.document).get(coding.id, ())
        ]
        return (
            " · ".join(filter(None, (self.length(coding.span), *made))),
            *([f"Memo: {coding.memo}"] if coding.memo else []),
            *marks,
        )


def _letter(keys: tuple[str, ...]) -> str:
    """The first key that is one character; "" where a person has given the action none."""
    return next((key for key in keys if len(key) == 1), "")
