"""Saying that one is done with a document, and that one goes on: alike on every screen."""

from __future__ import annotations

from qualkit.core.records import Document
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.tui.equal import team as equal
from qualkit.tui.keymap import action, key_name
from qualkit.tui.screens.asking import AskingScreen


class Finishing(AskingScreen):
    """Asks once where nothing was coded; shows a trainee afterwards how near they came."""

    _done_asked = ""
    _done_answered = ""

    def act(self, identity: str) -> None:
        """Do an action; what was asked is answered by the very next one, or by none."""
        self._done_asked, self._done_answered = "", self._done_asked
        super().act(identity)

    def own_work(self, document: Document) -> tuple[Assignment, ...]:
        """What the coder at work was given in a document, by round."""
        coder = self.study.coder
        return self.study.assignments(coder=coder, document=document) if coder else ()

    def say_done(self, document: Document, identity: str) -> bool:
        """Say done; False where it is asked first, because nothing was coded."""
        own = [a for a in self.own_work(document) if a.state is not WorkState.DONE]
        name = self.study.round_for(document)
        meant = next((a for a in own if a.round == name), own[-1] if own else None)
        coded = self.study.codings(document, self.study.coder, round=meant.round if meant else name)
        codes = meant is None or meant.purpose.codes
        if codes and not coded and self._done_answered != document.id:
            self._ask(document, identity)
            return False
        change = self.study.mark_done(document)
        name = dict(change.facts).get("round", name)
        self.desk.equal = equal.done(document, name)
        told = f"Done with {document.name} ({name})"
        if codes:
            told += f": {counted(len(coded), 'coding')}" if coded else ", nothing found"
        self.status.say(told)
        self._after(document, meant)
        return True

    def _ask(self, document: Document, identity: str) -> None:
        if not self.study.coder:
            raise RefusedError("who is working? No coder is named", "start with --coder AB")
        if any(a.state is WorkState.DONE for a in self.own_work(document)) and not any(
            a.state is not WorkState.DONE for a in self.own_work(document)
        ):
            self.study.mark_done(document)  # Refused, with the way to open it again.
            return
        self._done_asked = document.id
        keys = action(identity).keys
        again = f"Press {key_name(keys[0])}" if keys else "Choose it"
        self.notice.show(
            f"You have coded nothing in {document.name}.",
            f"{again} again to say so: done, nothing found is an answer too",
        )

    def _after(self, document: Document, work: Assignment | None) -> None:
        if work is not None and work.purpose is Purpose.TRAINING:
            self.show_training(self.study.coder or "", document)

    def show_training(self, coder: str, document: Document | None) -> None:
        """Show how near a coder came to what was settled; the study refuses it before."""
        from qualkit.tui.screens.team.training import TrainingScreen

        found = self.study.training(coder, document)
        self.app.push_screen(TrainingScreen(self.study, document, coder, found))

    def go_on(self, document: Document) -> None:
        """Open again what one was done with."""
        change = self.study.reopen(document)
        name = dict(change.facts).get("round", "")
        self.desk.equal = equal.reopened(document, name)
        work = next((a for a in self.own_work(document) if a.round == name), None)
        told = f"{document.name} is open again ({name})."
        more = "Agreement keeps to what you had when you first said done"
        if work is not None and work.discussed_at:
            more += "; it counts as discussed, since others' codings could be seen"
        self.notice.show(told, more if work is not None and work.finished else "")
