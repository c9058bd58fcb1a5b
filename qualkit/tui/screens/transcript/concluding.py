"""The coder's own work on the open document: its round and state, done, and open again."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.records import Coding
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.tui.keymap import action, key_name
from qualkit.tui.lines.own_work import own_work
from qualkit.tui.screens.finishing import Finishing
from qualkit.tui.screens.transcript.telling import Telling


class Concluding(Telling, Finishing):
    """Says how far the coder is here, and tells when that changed by itself."""

    _own: tuple[Assignment, ...] = ()

    def read_work(self) -> None:
        """Read what the coder at work has to do here; a table of assignments costs 0.2 ms."""
        self.work_text = ""
        if not self.study.coder:
            return
        self._own = self.own_work(self.document)
        closed = {each.document.id for each in self.study.closed_documents()}
        here = closed & {self.document.id}
        found = own_work(self._own, self.study.rounds(), here).get(self.document.id)
        self.work_text = found.words if found else ""

    def tell_closed(self) -> None:
        """Say once why others' work is not shown here, and until when."""
        document = self.document
        closed = {each.document.id: each for each in self.study.closed_documents()}
        if document.id not in closed or document.id in self.desk.told_closed:
            return
        self.desk.told_closed.add(document.id)
        if self.notice.text:
            return
        each = closed[document.id]
        how = f" ({self._key_of('finish_document')} says that you are)" if each.own else ""
        said = f"{document.name} is coded blind: what others do here is hidden until {each.until}"
        said += f"{how}."
        again = any(a.purpose is Purpose.RECODE and not a.finished for a in self._own)
        if again and any(a.finished for a in self._own):
            said += " So is what you coded here before."
        self.notice.show(said)

    def _key_of(self, identity: str) -> str:
        keys = action(identity).keys
        return key_name(keys[0]) if keys else "Ctrl+P, done,"

    def _take_over(self, codings: Sequence[Coding]) -> list[Coding]:
        changed = super()._take_over(codings)
        if changed:
            self._follow_work()
        return changed

    def _follow_work(self) -> None:
        """What is coded in work that was done opens it again: say so, at once."""
        done = {each.id for each in self._own if each.state is WorkState.DONE}
        self.read_work()
        opened = [a for a in self._own if a.id in done and a.state is WorkState.IN_PROGRESS]
        if not opened:
            return
        more = f"{self._key_of('finish_document')} says done again"
        if opened[0].finished:
            more = f"Agreement keeps to what you had when you first said done; {more}"
        if opened[0].discussed_at:
            more += ". It counts as discussed: others' codings could be seen"
        self.notice.show(f"{self.document.name} was done; it is open again.", more)

    def do_finish_document(self) -> None:
        """Say that one is done with this document."""
        if self.say_done(self.document, "finish_document"):
            self.read_work()

    def do_reopen_document(self) -> None:
        """Go on with it."""
        self.go_on(self.document)
        self.read_work()
