"""Copies of the study brought together, and what two of them changed differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.merging import Choice, Conflict, MergeReport


class MergingVerbs(Verbs):
    """Copies of the study brought together, and what two of them changed differently."""

    def merge(self, path: str | Path, *, dry_run: bool = False) -> MergeReport:
        """Bring the work of another copy of this study into this one, whatever came in before.

        `path` is the copy's database or its folder; it is only read. All or nothing; doing it
        again changes nothing, and the order of several copies makes no difference. With
        `dry_run` only say what would come in.
        """
        from qualkit.study.merging import copies

        return copies.merge(self._session, Path(path), dry_run=dry_run)

    def conflicts(self, *, settled: bool = False) -> tuple[Conflict, ...]:
        """What two copies changed differently and nobody has settled, as far as one may see it.

        With `settled` those that have been settled too.
        """
        from qualkit.study.merging import conflicts

        return conflicts.conflicts(self._session, settled=settled)

    def settle_conflict(self, conflict_id: str, choice: Choice | str) -> Change:
        """Settle a conflict: keep what is in force, take the other, or (memos) both."""
        from qualkit.core.merging import Choice
        from qualkit.errors import InputError
        from qualkit.study.merging import settling

        try:
            chosen = Choice(choice)
        except ValueError as error:
            raise InputError(
                f"'{choice}' settles nothing", f"choose: {', '.join(c.value for c in Choice)}"
            ) from error
        return settling.settle(self._session, conflict_id, chosen)
