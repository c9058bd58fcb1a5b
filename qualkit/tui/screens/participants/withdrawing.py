"""Somebody withdraws: what would go, the pseudonym typed, then the removal and its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.equal import participants as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.withdrawal_entry import withdrawal_entry
from qualkit.tui.screens.participants.sided import Sided
from qualkit.tui.widgets.bars import TitleBar

if TYPE_CHECKING:
    from qualkit.study.withdrawal.withdrawing import WithdrawalReport

_ONLY_BEFORE = frozenset({"withdraw_now", "withdraw_name"})


class WithdrawScreen(Sided):
    """Shows a report on one person: of a dry run, from which they are removed; or the receipt.

    Nothing is removed before the pseudonym is typed; Escape leaves everything as it is.
    """

    WHERE = Where.WITHDRAWING
    TITLE = "Withdrawal"

    def __init__(self, study: Study, document: Document | None, report: WithdrawalReport) -> None:
        super().__init__(study, document)
        self.report = report
        self.forget = False
        self.removing = False
        done = "removed" if not report.dry_run else "what would go"
        self.title_bar = TitleBar(
            f"{self.TITLE} › {report.pseudonym}: {done} · {study.title}", lambda: self.who
        )

    def body(self) -> ComposeResult:
        """The report alone, from edge to edge."""
        yield Container(self.pane, id="booked")

    def stand(self, width: int) -> None:
        """Let the report fill the screen."""
        self.pane.stand(0, below="100%")

    def show_rows(self) -> None:
        """Show the report."""
        team = [each.initials for each in self.study.coders()]
        told = withdrawal_entry(self.report, team, self.forget, self.palette)
        self.pane.show(self.report.pseudonym, tuple(told))
        if self.report.dry_run:
            kind = f"nothing is removed yet: Enter asks for {self.report.pseudonym}, Esc goes back"
        else:
            kind = "removed; qualkit withdraw lists the receipts"
        self.status.show_place([kind], "")

    def works(self, action: Action) -> bool:
        """Removing only before it is done."""
        return self.report.dry_run or action.id not in _ONLY_BEFORE

    def do_withdraw_now(self) -> None:
        """Ask for the pseudonym, then remove; after that: to the list of documents."""
        if not self.report.dry_run:
            self.desk.to_list()
            return
        who = self.report.pseudonym
        self.ask(f"Type {who} to remove {who} for good: ", "", self._typed)

    def _typed(self, answer: str) -> None:
        who = self.report.pseudonym
        if answer != who:
            self.refuse(f"nothing was removed: what was typed is not {who}")
        self.removing = True
        self.notice.show(f"Removing {who} …", "this may take a moment: leave the window open")
        # The timer lets the words be painted first: nothing else can be done meanwhile.
        self.set_timer(0.05, self._remove)

    def _remove(self) -> None:
        from qualkit.tui.screens.verifying import VerifyScreen

        self.removing = False
        self.notice.close()
        who = self.report.pseudonym
        with self.errors_shown():
            report = self.study.withdraw(who, forget_name=self.forget)
            # What the screens below show holds words that are no more.
            self.desk.start_over()
            VerifyScreen.forget(self.study)
            self.desk.equal = equal.withdrawn(who, dry_run=False, forget_name=self.forget)
            self.app.push_screen(WithdrawScreen(self.study, None, report))

    def take(self, event: events.Key) -> None:
        """Take no key while somebody is being removed."""
        if not self.removing:
            super().take(event)

    def do_withdraw_name(self) -> None:
        """The rows of the roster go too, or stay."""
        if not self.report.dry_run:
            self.refuse("this is done already", "the roster is a file: qualkit roster path")
        if not self.report.roster_rows:
            self.refuse("the roster has no row of theirs, or is not on this machine")
        self.forget = not self.forget

    def do_list_undo(self) -> None:
        """Nothing is taken back here."""
        self.refuse("a withdrawal is never undone", "Escape leaves everything as it is")

    def do_list_redo(self) -> None:
        """Nothing is brought back here."""
        self.do_list_undo()

    def do_list_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(1)

    def do_list_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-1)

    def do_list_page_down(self) -> None:
        """Read on by a page."""
        self.pane.scroll_by(max(1, self.pane.size.height - 2))

    def do_list_page_up(self) -> None:
        """Read back by a page."""
        self.pane.scroll_by(-max(1, self.pane.size.height - 2))

    def do_list_start(self) -> None:
        """To the beginning."""
        self.pane.scroll_by(-10_000)

    def do_list_end(self) -> None:
        """To the end."""
        self.pane.scroll_by(10_000)

    def do_withdraw_scroll_down(self) -> None:
        """Read on."""
        self.scroll(down=True)

    def do_withdraw_scroll_up(self) -> None:
        """Read back."""
        self.scroll(down=False)
