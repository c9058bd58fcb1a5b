"""The roster: who is behind which pseudonym, in a file outside the study."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.privacy.roster import RosterEntry
    from qualkit.study.checks import Finding
    from qualkit.study.rosters import RosterFile


class RosterVerbs(Verbs):
    """The roster: who is behind which pseudonym, in a file outside the study."""

    def roster_file(self) -> RosterFile:
        """Where the roster lives on this machine, if it is there, and if a passphrase is on it."""
        from qualkit.study import rosters

        return rosters.state(self._session)

    def roster(self) -> tuple[RosterEntry, ...]:
        """The names behind the pseudonyms; RefusedError where a passphrase is needed."""
        from qualkit.study import rosters

        return rosters.present(self._session).entries

    def check_roster(self) -> tuple[Finding, ...]:
        """What is wrong with the roster, and names in it that cannot be masked without a person."""
        from qualkit.study import rosters

        return rosters.check(self._session)

    def encrypt_roster(self, passphrase: str) -> RosterFile:
        """Put the roster under a passphrase, in the same file; without it nobody reads it again."""
        from qualkit.study import rosters

        return rosters.encrypt(self._session, passphrase)

    def decrypt_roster(self) -> RosterFile:
        """Take the roster from under its passphrase, which is asked for: a plain CSV again."""
        from qualkit.study import rosters

        return rosters.decrypt(self._session)

    def ask_passphrase_with(self, ask: Callable[[str], str] | None) -> None:
        """Let `ask` be called, with the reason, whenever the roster is needed and a passphrase is
        on it; without it, and without QUALKIT_PASSPHRASE_FILE, that is refused."""
        from qualkit.study import rosters

        rosters.ask_with(self._session, ask)
