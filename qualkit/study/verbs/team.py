"""Coders, where each of them stopped, what they did, undone and redone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.records import (
    Change,
    Coder,
    Document,
)
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    pass


class TeamVerbs(Verbs):
    """Coders, where each of them stopped, what they did, undone and redone."""

    def coders(self) -> tuple[Coder, ...]:
        """Everybody who codes in this study."""
        return self._session.known_coders()

    def add_coder(self, coder: Coder) -> Change:
        """Make a coder known, or change their name and role."""
        from qualkit.study import codings

        return codings.add_coder(self._session, coder)

    def place(self, document: Document | str) -> int | None:
        """Where the coder at work stopped in a document."""
        from qualkit.study import team

        return team.place(self._session, self._resolved(document))

    def remember_place(self, document: Document | str, offset: int) -> None:
        """Keep where the coder at work stops; no action, and not in the history."""
        from qualkit.study import team

        team.remember_place(self._session, self._resolved(document), offset)

    def undo(self) -> Change | None:
        """Take back the last action of the coder at work; None where there is none."""
        from qualkit.study import history

        return history.undo(self._session)

    def redo(self) -> Change | None:
        """Bring back what the coder at work undid last."""
        from qualkit.study import history

        return history.redo(self._session)

    def history(self, coder: str | None = None, limit: int | None = 50) -> tuple[Change, ...]:
        """Who did what, newest first."""
        from qualkit.study import history

        return history.history(self._session, coder, limit)

    def told(self, change: Change) -> Change:
        """The change with its summary for people."""
        from qualkit.study import history

        return history.told(self._session, change)
