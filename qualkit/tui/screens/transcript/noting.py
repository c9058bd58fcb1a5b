"""What is written beside codings: memos, stars, counter-examples, notes for the team."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualkit.core.marks import CodingMark, CodingMarkKind, MemoKind
from qualkit.core.records import Coding, Role, Span
from qualkit.core.text import turn_at
from qualkit.tui import equal
from qualkit.tui.equal import coding as coding_equal
from qualkit.tui.screens.transcript.choosing import Choosing
from qualkit.tui.widgets.picker import Entry

if TYPE_CHECKING:
    from qualkit.tui.lines.memo_targets import Target


class Noting(Choosing):
    """Writes beside codings and passages."""

    def do_memo(self) -> None:
        """Write a memo on a coding."""
        self.choose_coding("Memo on which coding?", self.write_memo)

    def write_memo(self, coding: Coding) -> None:
        """Open the memo of a coding."""

        def save(text: str) -> None:
            self.study.memo(coding.id, text)
            self.desk.equal = equal.noted(coding)

        words = self.units.said(coding.span)
        self.write(self.path(coding.code), words, coding.memo, save, "Memo saved")

    def write(
        self, title: str, words: str, text: str, save: Callable[[str], None], done: str
    ) -> None:
        """Open a text to write; `done` is said where something was saved."""
        # The text area alone costs 9 ms to import: not before somebody writes.
        from qualkit.tui.screens.memo import MemoScreen

        def closed(saved: bool | None) -> None:
            if saved:
                self.reload()
                self.read_marks()
                self.tell(done, "")
                self.settle()

        self.app.push_screen(MemoScreen(title, words, text, save), closed)

    def do_memo_elsewhere(self) -> None:
        """Choose what a memo is to be about, and write it."""
        from qualkit.tui.lines.memo_targets import Targets

        self.read_codebook()
        targets = Targets(self.study, self._targets(), self.book, self.desk.recent)

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                self._write_on(targets[keys[0]], targets.text(keys[0]))

        self.place_picker()
        title = "Memo on what? Type a part of its name for any code"
        self.picker.open(title, targets, chosen, verb="write")

    def _targets(self) -> list[Target]:
        """What a memo here is likely to be about, the nearest first."""
        from qualkit.tui.lines.memo_targets import Target

        found = [Target(MemoKind.DOCUMENT, self.document.id, self.document.name)]
        codes = dict.fromkeys(coding.code for coding in self.under)
        found += [Target(MemoKind.CODE, code, self.code_name(code)) for code in codes]
        if pseudonym := self._speaker_here():
            found.append(Target(MemoKind.PARTICIPANT, pseudonym, pseudonym))
        return [*found, Target(MemoKind.STUDY, "", self.study.title)]

    def _speaker_here(self) -> str:
        """The pseudonym of the participant who speaks in the selection; "" for an interviewer."""
        if self.selection is None:
            return ""
        structure = self.version.structure
        turn = turn_at(structure, self.selection.cursor)
        if turn is None:
            return ""
        speaker = structure.speakers[structure.turns[turn].speaker]
        return speaker.pseudonym if speaker.role is Role.PARTICIPANT else ""

    def _write_on(self, target: Target, text: str) -> None:
        def save(words: str) -> None:
            self.study.memo_on(target.kind, target.id, words)
            self.desk.equal = equal.memo_on(target.kind, target.title)

        title = f"Memo on the {target.kind.value} {target.title}"
        self.write(title, "", text, save, f"Memo on the {target.kind.value} saved")

    def own_mark(self, coding: Coding, kind: CodingMarkKind) -> CodingMark | None:
        """This coder's mark of a kind on a coding."""
        for mark in self.study.marks(self.document).get(coding.id, ()):
            if mark.kind is kind and mark.coder == self.study.coder:
                return mark
        return None

    def do_star(self) -> None:
        """Star a coding, or take its star away."""
        self.choose_coding("Star which coding?", self.star)

    def star(self, coding: Coding) -> None:
        """Star a coding, or take its star away."""
        on = self.own_mark(coding, CodingMarkKind.STAR) is None
        self.study.star(coding.id, on=on)
        self.desk.equal = coding_equal.starred(coding.id, on=on)
        self.read_marks()
        what = "Starred for the report" if on else "The star is taken away"
        self.tell(f"{what}: {self.code_name(coding.code)}", "")

    def do_counter_example(self) -> None:
        """Mark a coding as a counter-example, with a note."""
        self.choose_coding("Which is a counter-example?", self.counter)

    def counter(self, coding: Coding) -> None:
        """Ask why a coding is a counter-example; where it is one, whether it is still."""
        mark = self.own_mark(coding, CodingMarkKind.COUNTER_EXAMPLE)
        if mark is None:
            question = "Counter-example, because (Enter alone: no note): "
            self.ask(question, "", lambda note: self._set_counter(coding, note.strip()))
            return

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                if keys[0] == "off":
                    self._set_counter(coding, None)
                else:
                    self._edit_counter(coding, mark.note)
            self.settle()

        entries = [
            Entry("note", "change its note", letter="n", detail=(mark.note or "no note yet",)),
            Entry("off", "it is no counter-example any more", letter="x"),
        ]
        self.place_picker(10)
        name = self.code_name(coding.code)
        self.picker.open(f"{name}: a counter-example", lambda _: entries, chosen, typed=False)

    def _edit_counter(self, coding: Coding, note: str) -> None:
        def save(text: str) -> None:
            self.study.counter_example(coding.id, text)
            self.desk.equal = coding_equal.countered(coding.id, text)

        title = f"{self.code_name(coding.code)}: why this is a counter-example"
        self.write(title, self.units.said(coding.span), note, save, "Note saved")

    def _set_counter(self, coding: Coding, note: str | None) -> None:
        self.study.counter_example(coding.id, note)
        self.desk.equal = coding_equal.countered(coding.id, note)
        self.read_marks()
        what = "No counter-example any more" if note is None else "Counter-example"
        self.tell(f"{what}: {self.code_name(coding.code)}", "")

    def do_team_note(self) -> None:
        """Write a note for the team on the selection."""
        if self.selection is not None:
            self.note_for_team(self.selection.span)

    def note_for_team(self, span: Span, code: str = "") -> None:
        """Write a note for the team on a passage; one of one's own there is gone on with."""
        notes = self.study.team_notes(self.document)
        there = [n for n in notes if (n.span, n.coder, n.code) == (span, self.study.coder, code)]
        note = there[0] if there else None

        def save(text: str) -> None:
            if note is not None:
                self.study.edit_team_note(note.id, text)
                self.desk.equal = coding_equal.edited_team_note(note.id)
            else:
                self.study.note_for_team(self.document, span, text, code=code)
                self.desk.equal = coding_equal.noted_for_team(self.document, span, code)

        title = f"Note for the team: {self.code_name(code)}" if code else "Note for the team"
        words, text = self.units.said(span), note.text if note else ""
        self.write(title, words, text, save, "Note for the team saved")

    def read_marks(self) -> None:
        """Show stars and notes as they are now."""
