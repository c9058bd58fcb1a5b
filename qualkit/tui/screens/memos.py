"""Every memo, counter-example and note for the team: read, searched, gone on with."""

from __future__ import annotations

from collections.abc import Callable

from qualkit.core.marks import Memo, MemoKind
from qualkit.core.records import Role
from qualkit.errors import CodebookError
from qualkit.tui import equal
from qualkit.tui.equal import coding as coding_equal
from qualkit.tui.lines.memo_targets import Target, Targets
from qualkit.tui.screens.memo_list import MemoList


class MemosScreen(MemoList):
    """Goes on with memos, opens their passages, settles notes, writes new ones."""

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("memos_open")

    def do_memos_open(self) -> None:
        """Go on with one's own memo, open the passage of another's."""
        memo = self.current
        if memo is not None and not self.own(memo) and memo.document_id:
            self.do_memos_passage()
        else:
            self.do_memos_edit()

    def do_memos_edit(self) -> None:
        """Go on with a memo of one's own."""
        memo = self.current
        if memo is None:
            self.status.say("No memo is highlighted")
        elif not self.own(memo):
            self.status.say(f"This is {memo.coder}'s: coders change only their own")
        else:
            self._write(memo)

    def _write(self, memo: Memo) -> None:
        def save(text: str) -> None:
            self._save(memo, text)

        title = f"{memo.kind.value.capitalize()}: {memo.title}"
        self._open_text(title, self.words(memo), memo.text, save)

    def _save(self, memo: Memo, text: str) -> None:
        if memo.kind is MemoKind.CODING:
            self.study.memo(memo.target, text)
            self.desk.equal = coding_equal.noted_coding(memo.target)
        elif memo.kind is MemoKind.COUNTER_EXAMPLE:
            self.study.counter_example(memo.target, text)
            self.desk.equal = coding_equal.countered(memo.target, text)
        elif memo.kind is MemoKind.STAR:
            self.study.star(memo.target, note=text)
            self.desk.equal = coding_equal.starred(memo.target, on=True, note=text)
        elif memo.kind is MemoKind.TEAM_NOTE:
            self.study.edit_team_note(memo.target, text)
            self.desk.equal = coding_equal.edited_team_note(memo.target)
        else:
            self.study.memo_on(memo.kind, memo.target, text)
            self.desk.equal = equal.memo_on(memo.kind, memo.target)

    def _open_text(
        self, title: str, words: str, text: str, save: Callable[[str], None]
    ) -> None:  # fmt: skip
        from qualkit.tui.screens.memo import MemoScreen

        def closed(saved: bool | None) -> None:
            if saved:
                self.stale = True
                self.status.say("Saved · u undoes it")
                self.settle()

        self.app.push_screen(MemoScreen(title, words, text, save), closed)

    def do_memos_passage(self) -> None:
        """Open the transcript with the passage selected."""
        memo = self.current
        if memo is None:
            self.status.say("No memo is highlighted")
        elif not memo.document_id:
            self.status.say(f"A memo on the {memo.kind.value} lies in no transcript")
        else:
            self.desk.open_document(self.study.document(memo.document_id), at=memo.span)

    def do_memos_settle(self) -> None:
        """Say that a note for the team has been dealt with, or that it has not."""
        memo = self.current
        if memo is None or memo.kind is not MemoKind.TEAM_NOTE:
            self.status.say("Only notes for the team are settled")
            return
        settled = memo.target not in self.settled
        self.study.settle_team_note(memo.target, settled)
        self.desk.equal = coding_equal.settled(memo.target, settled=settled)
        self.stale = True
        self.status.say(f"{'Settled' if settled else 'Open again'} · u undoes it")

    def do_memos_new(self) -> None:
        """Choose what a memo is to be about, and write it."""
        try:
            book = self.study.codebook
        except CodebookError as error:
            self.notice.show(error.message, error.hint or "", error=True)
            return
        targets = Targets(self.study, self._targets(), book, self.desk.recent)

        def chosen(keys: tuple[str, ...]) -> None:
            target = targets[keys[0]]

            def save(text: str) -> None:
                self.study.memo_on(target.kind, target.id, text)
                self.desk.equal = equal.memo_on(target.kind, target.title)

            title = f"Memo on the {target.kind.value} {target.title}"
            self._open_text(title, "", targets.text(keys[0]), save)

        self.place_picker(22)
        title = "Memo on what? Type a part of its name for any code"
        self.picker.open(title, targets, chosen, verb="write")

    def _targets(self) -> list[Target]:
        documents = self.study.documents()
        here = [self.document] if self.document else []
        ordered = [*here, *(d for d in documents if not here or d.id != here[0].id)]
        speakers = [speaker for document in documents for speaker in document.speakers]
        people = {s.pseudonym for s in speakers if s.pseudonym and s.role is Role.PARTICIPANT}
        return [
            Target(MemoKind.STUDY, "", self.study.title),
            *(Target(MemoKind.DOCUMENT, document.id, document.name) for document in ordered),
            *(Target(MemoKind.PARTICIPANT, name, name) for name in sorted(people)),
        ]
