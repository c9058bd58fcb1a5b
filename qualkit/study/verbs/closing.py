"""The end of a study: closed, archived, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.closing import Closing
    from qualkit.core.records import Change
    from qualkit.study.closing.closing import ClosingReport


class ClosingVerbs(Verbs):
    """The end of a study: closed, archived, opened again."""

    def close_study(
        self, retain_until: str, *, roster: str = "", reason: str = "", anyway: bool = False,
        dry_run: bool = False,
    ) -> ClosingReport:  # fmt: skip
        """Close the study, as its data steward: nothing is coded or decided in it from then on.

        It is kept until the day `retain_until` (2036-12-31). `roster` says what becomes of the
        file of names: "destroy" overwrites and removes it, for good; "keep" needs a `reason`.
        Writes what is archived, file by file, into the study's exports. RefusedError while work
        is open, unless `anyway`; with `dry_run` only say what would be done.
        """
        from qualkit.study.closing import closing

        return closing.close_study(
            self._session, retain_until, roster=roster, reason=reason, anyway=anyway,
            dry_run=dry_run,
        )  # fmt: skip

    def closing(self) -> Closing | None:
        """Since when the study is closed, and until when it is kept; None while it is open."""
        from qualkit.study.closing import state

        return state.closing(self._session)

    def reopen_study(self) -> Change:
        """Open a closed study again, as its data steward; a destroyed roster does not come back."""
        from qualkit.study.closing import closing

        return closing.reopen_study(self._session)
