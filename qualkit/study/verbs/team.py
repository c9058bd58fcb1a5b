"""Coders, where each of them stopped, what they did, undone and redone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.records import (
    Change,
    Coder,
    Document,
)
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.selection import Selection


class TeamVerbs(Verbs):
    """Coders, where each of them stopped, what they did, undone and redone."""

    @listing
    def coders(self) -> tuple[Coder, ...]:
        """Everybody who codes in this study."""
        return self._session.known_coders()

    def add_coder(self, coder: Coder, account: str = "") -> Change:
        """Make a coder known, or change their name and role.

        In a study on a server they get an account there, of the name `account` if one is given;
        where an administrator has to make it, the notices say how.
        """
        from qualkit.study import codings, served

        change = codings.add_coder(self._session, coder)
        if account or self._session.settings.on_server:
            served.give_account(self._session, coder.initials, account)
        return change

    def place(self, document: Document | str) -> int | None:
        """Where the coder at work stopped in a document."""
        from qualkit.study import team

        return team.place(self._session, self._resolved(document))

    def place_selection(self, document: Document | str) -> Selection | None:
        """What was selected where the coder at work stopped; None where that is not known."""
        from qualkit.study import team

        return team.place_selection(self._session, self._resolved(document))

    def remember_place(
        self, document: Document | str, offset: int, selection: Selection | None = None
    ) -> None:
        """Keep where the coder at work stops; no action, and not in the history."""
        from qualkit.study import team

        team.remember_place(self._session, self._resolved(document), offset, selection)

    def undo(self) -> Change | None:
        """Take back the last action of the coder at work; None where there is none."""
        from qualkit.study import history

        return history.undo(self._session)

    def next_undo(self) -> Change | None:
        """What `undo` would take back now, with its summary; None where there is nothing."""
        from qualkit.study import history

        return history.next_undo(self._session)

    def redo(self) -> Change | None:
        """Bring back what the coder at work undid last."""
        from qualkit.study import history

        return history.redo(self._session)

    @listing
    def go_back(self, change_id: str, *, dry_run: bool = False) -> tuple[Change, ...]:
        """Take back all of one's own actions after that entry, newest first, or none at all.

        `redo` brings them back one by one; with `dry_run` only say which they are.
        """
        from qualkit.study import history

        return history.go_back(self._session, change_id, dry_run=dry_run)

    @listing
    def history(
        self, coder: str | None = None, limit: int | None = 50, *, before: str = ""
    ) -> tuple[Change, ...]:
        """Who did what, newest first; `before` is an entry's clock: only what is older.

        A coder who works blind sees of others only what they did to codebook and transcripts.
        """
        from qualkit.study import history

        return history.history(self._session, coder, limit, before)

    def told(self, change: Change) -> Change:
        """The change with its summary for people."""
        from qualkit.study import history

        return history.all_told(self._session, [change])[0]
