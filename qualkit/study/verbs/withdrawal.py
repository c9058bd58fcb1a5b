"""Consent withdrawn: a person removed everywhere, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.withdrawing import Withdrawal
    from qualkit.study.withdrawal.withdrawing import WithdrawalReport


class WithdrawalVerbs(Verbs):
    """Consent withdrawn: a person removed everywhere, for good."""

    def withdraw(
        self, pseudonym: str, *, dry_run: bool = False, forget_name: bool = False
    ) -> WithdrawalReport:
        """Remove a participant (P07) or respondent (R07) who withdraws; never undone.

        Their documents, their turns in others', what was coded and noted on their words, their
        survey answers and the files that hold these go for good; a receipt stays, and nothing of
        theirs is taken in again. With `dry_run` only say what would go; with `forget_name` their
        rows of the roster go too, so that their name is masked nowhere any more.
        """
        from qualkit.study.withdrawal import withdrawing

        return withdrawing.withdraw(
            self._session, pseudonym, dry_run=dry_run, forget_name=forget_name
        )

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The receipts of those who withdrew, oldest first."""
        from qualkit.study.withdrawal import withdrawing

        return withdrawing.withdrawals(self._session)
