"""Who is given what: assigned, taken off, whose codings stand, done, and looked into."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualkit.core.records import CoderRole, Document
from qualkit.core.team import Purpose, WorkState
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.tui.equal import team as equal
from qualkit.tui.lines.team_entry import PURPOSES
from qualkit.tui.lines.teamwork import cell_text
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.team.grid import GridScreen
from qualkit.tui.widgets.picker import Entry


class Giving(GridScreen):
    """Changes one document's row of the grid."""

    def pick(
        self, title: str, entries: Sequence[Entry], chosen: Callable[[tuple[str, ...]], None],
        verb: str, *, several: bool = False,
    ) -> None:  # fmt: skip
        """Let one choose from a few lines over the list."""
        width, height = self.app.size
        columns = min(96, width)
        styles = self.picker.styles
        rows = len(entries) + (4 if several else 2)
        styles.width, styles.height = columns, max(6, min(rows, height - 4))
        styles.offset = ((width - columns) // 2, 1)

        def done(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                chosen(keys)
            self.settle()
            self.tell_notices()

        self.picker.open(title, lambda _: entries, done, several=several, typed=False, verb=verb)

    def do_team_assign(self) -> None:
        """Choose who gets the document, then what for."""
        document = self.at_hand()
        self.refuse_unless_open()
        totals = {each.coder: each for each in self.grid.totals} if self.grid else {}
        row = self.row
        entries = []
        for coder in self.study.coders():
            if coder.role is CoderRole.CONSENSUS:
                continue
            cell = row.cell(coder.initials) if row else None
            has = totals.get(coder.initials)
            aside = f"{counted(has.documents, 'document')}, {has.words:,} words" if has else "none"
            if cell is not None and row is not None:
                aside = f"has it: {cell_text(cell, row.words)}"
            title = f"{coder.initials}  {coder.name}".strip()
            entries.append(Entry(coder.initials, title, aside))
        if not entries:
            raise RefusedError(
                "no coder is known", "make somebody known: qualkit coders add INITIALS"
            )

        def chosen(coders: tuple[str, ...]) -> None:
            self._purpose(document, coders)

        self.pick(f"Who is to have {document.name}?", entries, chosen, "choose", several=True)

    def _purpose(self, document: Document, coders: tuple[str, ...]) -> None:
        """Ask what for; what fits best comes first."""
        others = [c for c in (self.row.coders if self.row else ()) if c not in coders]
        first = Purpose.DOUBLE if others or len(coders) > 1 else Purpose.SINGLE
        order = sorted(Purpose, key=lambda each: each is not first)
        entries = [Entry(p.value, f"{p.value:<10}{PURPOSES[p]}", letter=p.value[0]) for p in order]

        def chosen(keys: tuple[str, ...]) -> None:
            purpose = Purpose(keys[0])
            for coder in coders:
                self.study.assign(coder, document, round=self.round_name, purpose=purpose)
            self.desk.equal = equal.assigned(coders, document, purpose, self.round_name)
            self.status.say(f"{', '.join(coders)}: {document.name}, {purpose.value}. u takes back")

        self.pick(f"{', '.join(coders)}: what for?", entries, chosen, "assign")

    def _holders(self, question: str, done: Callable[[str], None], *, codes: bool = False) -> None:
        """Choose one of those who have the document; where there is only one, that one."""
        row = self.row
        cells = [c for c in row.cells if c.purpose.codes or not codes] if row else []
        if row is None or not cells:
            raise RefusedError("nobody has it in this round", "a gives it to a coder")
        if len(cells) == 1:
            done(cells[0].coder)
            return
        entries = [Entry(cell.coder, cell.coder, cell_text(cell, row.words)) for cell in cells]
        self.pick(question, entries, lambda keys: done(keys[0]), "choose")

    def do_team_unassign(self) -> None:
        """Take the document off a coder."""
        document = self.at_hand()

        def done(coder: str) -> None:
            change = self.study.unassign(coder, document, round=self.round_name)
            self.desk.equal = equal.unassigned(coder, document, self.round_name)
            self.status.say(f"{sentence(change)}. u takes it back")

        self._holders(f"Take {document.name} off whom?", done)

    def do_team_designate(self) -> None:
        """Choose whose codings stand."""
        document = self.at_hand()

        def done(coder: str) -> None:
            self.study.designate(coder, document, round=self.round_name)
            self.desk.equal = equal.designated(coder, document, self.round_name)
            self.status.say(f"{coder}'s codings of {document.name} stand where nothing was decided")

        self._holders(f"Whose codings of {document.name} stand?", done, codes=True)

    def do_team_done(self) -> None:
        """Say that one is done with the document oneself."""
        self.say_done(self.at_hand(), "team_done")

    def do_team_reopen(self) -> None:
        """Go on with it."""
        self.go_on(self.at_hand())

    def do_team_training(self) -> None:
        """Choose a trainee who is done, and see how near they came."""
        document, coders = self.current, self.trainees()
        if not coders:
            raise RefusedError(
                "nobody is done with training in this round",
                "a gives a document for training; the coder says done",
            )
        row = self.row
        here = {c.coder for c in row.cells if c.purpose is Purpose.TRAINING} if row else set()
        wanted = document if here & set(coders) else None
        if len(coders) == 1:
            self.show_training(coders[0], wanted)
            return
        entries = [Entry(coder, coder, "done with training") for coder in coders]
        self.pick("How near did whom come?", entries,
                  lambda keys: self.show_training(keys[0], wanted), "show")  # fmt: skip

    def do_team_unblind(self) -> None:
        """Ask for the reason, then look into a closed document."""
        document = self.at_hand()
        self._may_unblind(document)

        def answered(reason: str) -> None:
            self.status.display = True
            with self.errors_shown():
                self.study.unblind(document, reason)
                self.desk.equal = equal.unblinded(document)
                self.status.say(f"{document.name} is open to you; that you looked is on record")
            self.settle()

        self.prompt.ask("Why, for the record (never undone)? ", "", answered)
        self.status.display = False

    def _may_unblind(self, document: Document) -> None:
        """Let the study refuse before a reason is typed for nothing."""
        closed = self.closed.get(document.id)
        if closed is None:
            raise RefusedError(f"nothing in {document.name} is hidden from you")
        if self.study.coder not in self._leads:
            raise RefusedError("only a lead may look into a document that is coded blind")
        own = [a for a in self.own_work(document) if a.purpose.codes and not a.finished]
        if own and own[0].state is not WorkState.DONE:
            raise RefusedError(
                f"you have {document.name} to code yourself, and would not be independent any more",
                "be done with it first, or have it taken off you: x",
            )
