"""What researchers write into a joint display, typed where it stands: fits, lead-ins, remarks."""

from __future__ import annotations

from collections.abc import Callable

from qualkit.core.joint import JointNote, JointRow, Judgement, NoteKind
from qualkit.errors import RefusedError
from qualkit.tui.equal import joint as equal
from qualkit.tui.jointly import SIDES
from qualkit.tui.lines.joint_entry import may_change
from qualkit.tui.lines.joint_rows import is_whole
from qualkit.tui.screens.joint.choosing import Choosing
from qualkit.tui.widgets.picker import Entry

BACK = ". u takes it back"


class Judging(Choosing):
    """Writes notes as the coder at work; each is an action of its own, undone by u."""

    def part(self) -> JointRow:
        """The row that can be judged; refused where the highlight is on none."""
        row = self.row
        if self.shown.name != SIDES or row is None:
            raise RefusedError("fits are judged side by side", "1 shows survey and interviews")
        if is_whole(row):
            raise RefusedError(
                "this row is the theme as a whole: fits are judged scale by scale",
                "go to a row below it, or press n to judge another scale or codes",
            )
        return row

    def theme(self) -> str:
        """The theme of the highlighted row."""
        row = self.row
        if self.shown.name != SIDES or row is None or not row.theme:
            raise RefusedError("notes are written side by side", "1 shows survey and interviews")
        return row.theme

    def do_joint_confirm(self) -> None:
        """Both say the same."""
        self.judge(Judgement.CONFIRM)

    def do_joint_expand(self) -> None:
        """Different sides of it."""
        self.judge(Judgement.EXPAND)

    def do_joint_discord(self) -> None:
        """They contradict each other."""
        self.judge(Judgement.DISCORD)

    def do_joint_silent(self) -> None:
        """One says nothing about it."""
        self.judge(Judgement.SILENT)

    def judge(self, judgement: Judgement) -> None:
        """Judge the row's fit: one's own is judged anew at once, then its reasons are typed."""
        row, coder = self.part(), self.study.coder
        own = next((n for n in row.notes if n.kind is NoteKind.FIT and n.coder == coder), None)
        if own is None:
            self.judge_new(row.theme, judgement, row.instrument, row.subscale, row.codes)
            return
        if own.judgement is not judgement:
            change = self.study.edit_joint_note(own.id, judgement=judgement)
            self.stale = True
            self.changed(change, equal.judged(own.id, judgement), BACK)
            own = self._again(own, judgement)
        self._reword(own)

    def _again(self, before: JointNote, judgement: Judgement) -> JointNote:
        found = self.study.joint_notes(before.theme)
        return next(n for n in found if n.about == before.about and n.judgement is judgement)

    def judge_new(
        self, theme: str, judgement: Judgement, instrument: str, subscale: str,
        codes: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Let the reasons of a judgement be typed; without them it is none."""
        scale = f"{subscale} ({instrument})" if instrument else "no scale"
        names = ", ".join(map(self.code_name, codes)) or "no code"

        def save(text: str) -> None:
            note = JointNote("", theme, NoteKind.FIT, "", text, judgement, instrument, subscale,
                             codes)  # fmt: skip
            self._write(note)

        title = f"{judgement.value.capitalize()}: why? {scale}; {names}"
        self._type(title, "", save, f"Not judged: {judgement.value} needs its reasons")

    def _write(self, note: JointNote) -> None:
        self.study.joint_note(
            note.theme, note.kind, note.text, judgement=note.judgement or "",
            instrument=note.instrument, subscale=note.subscale, codes=note.codes,
        )  # fmt: skip
        self.desk.equal = equal.noted(note)

    def _type(self, title: str, text: str, save: Callable[[str], None], unsaved: str = "") -> None:
        from qualkit.tui.screens.memo import MemoScreen

        def closed(saved: bool | None) -> None:
            if saved:
                self.stale = True
                self.settle()
                self.status.say("Saved · u undoes it")
            elif unsaved:
                self.status.say(unsaved)

        self.app.push_screen(MemoScreen(title, "", text, save), closed)

    def _reword(self, note: JointNote) -> None:
        name = note.judgement.value if note.judgement else note.kind.value
        scale = f" · {note.subscale} ({note.instrument})" if note.instrument else ""
        whose = "" if note.coder == self.study.coder else f", {note.coder}'s"

        def save(text: str) -> None:
            if text:
                self.study.edit_joint_note(note.id, text=text)
                self.desk.equal = equal.reworded(note.id)
            else:
                self.study.remove_joint_note(note.id)
                self.desk.equal = equal.removed(note.id)

        self._type(f"{name.capitalize()}{scale}{whose}", note.text, save)

    def do_joint_lead_in(self) -> None:
        """One's lead-in to the theme."""
        self._once(NoteKind.LEAD_IN)

    def do_joint_meta(self) -> None:
        """One's meta-inference."""
        self._once(NoteKind.META_INFERENCE)

    def do_joint_remark(self) -> None:
        """A remark beside those that there are."""
        self._new(NoteKind.REMARK)

    def _once(self, kind: NoteKind) -> None:
        found = self.study.joint_notes(self.theme())
        own = [n for n in found if n.kind is kind and n.coder == self.study.coder]
        if own:
            self._reword(own[0])
        else:
            self._new(kind)

    def _new(self, kind: NoteKind) -> None:
        theme = self.theme()

        def save(text: str) -> None:
            self._write(JointNote("", theme, kind, "", text))

        named = self.book.theme(theme)
        self._type(f"{kind.value.capitalize()} to {named.name if named else theme}", "", save)

    def edit_here(self) -> None:
        """Go on with what is written in the cell; where nothing is, begin it or say how."""
        at, display = self.grid.current, self.display_now
        row = self.row
        if at is None or display is None or row is None:
            return
        kinds = may_change(row, self.column, display)
        notes = [note for note in row.notes if note.kind in kinds]
        if not notes and kinds == (NoteKind.FIT,):
            self.status.say("Not judged yet: c confirm, e expand, d discord, s silent")
        elif not notes:
            self._once(kinds[0])
        else:
            self._of_these(notes, "Go on with which?", self._reword)

    @property
    def column(self) -> int:
        """The number of the display's column that is highlighted."""
        raise NotImplementedError

    def _of_these(
        self, notes: list[JointNote], title: str, done: Callable[[JointNote], None]
    ) -> None:
        mine = [note for note in notes if self.leads or note.coder == self.study.coder]
        if not mine:
            names = ", ".join(dict.fromkeys(note.coder for note in notes))
            raise RefusedError(
                f"this is {names}'s: only who wrote it and leads change it",
                "write your own beside it: c, e, d, s judge the fit, l a lead-in, r a remark",
            )
        if len(mine) == 1:
            done(mine[0])
            return
        by_id = {note.id: note for note in mine}
        entries = [
            Entry(n.id, f"{n.judgement or n.kind} ({n.coder})", n.text.split("\n")[0][:60])
            for n in mine
        ]
        self.choose(title, entries, lambda key: done(by_id[key]), typed=False)

    def _notes_here(self) -> list[JointNote]:
        row, display = self.row, self.display_now
        if row is None or display is None or not row.notes:
            raise RefusedError("nothing is written here", "l, r, m, c, e, d and s write")
        kinds = may_change(row, self.column, display)
        return [n for n in row.notes if n.kind in kinds] or list(row.notes)

    def do_joint_settle(self) -> None:
        """Checked against the final figures, or provisional again."""

        def done(note: JointNote) -> None:
            change = self.study.edit_joint_note(note.id, provisional=not note.provisional)
            self.stale = True
            same = equal.settled(note.id, provisional=not note.provisional)
            self.changed(change, same, BACK)

        self._of_these(self._notes_here(), "Which was checked, or is provisional again?", done)

    def do_joint_remove(self) -> None:
        """Take away what one wrote."""

        def done(note: JointNote) -> None:
            change = self.study.remove_joint_note(note.id)
            self.stale = True
            self.changed(change, equal.removed(note.id), BACK)

        self._of_these(self._notes_here(), "Take which away?", done)
