"""The codings that a study holds, for an import: what is new, and what may be told of the rest."""

from __future__ import annotations

from qualkit.core.ids import uuid7
from qualkit.core.records import Layer
from qualkit.storage import codings as rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.sight import EVERYTHING
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

Key = tuple[str, str, str, str, int, int]
"""Text version, coder, round, code, start and end: no two codings of coders share all of them."""


class MisfitError(Exception):
    """Why a row does not fit the study."""


class Known:
    """The codings that are there, and those that an import has brought so far.

    `known` counts rows that were there already, `secret` those of them that who imports may not
    see: to tell of one would tell that it is there.
    """

    def __init__(self, session: Session) -> None:
        self.known = 0
        self.secret = 0
        self._keys: set[Key] = set()
        self._ids: dict[str, Key] = {}
        self._hidden: set[Key] = set()
        self._gone = rows.removed_ids(session.store.database)
        seen, private = sight(session), hidden_codes(session)
        # Everything: what may not be seen must not be taken in a second time either.
        everything = CodingFilter(layer="", sight=EVERYTHING)
        for coding in rows.codings(session.store.database, everything):
            # What is imported is a coder's: an equal coding of the consensus is another one.
            text = coding.version_id if coding.layer is Layer.CODER else coding.layer.value
            key = (
                text, coding.coder, coding.round, coding.code, coding.span.start, coding.span.end
            )  # fmt: skip
            self._ids[coding.id] = key
            self._keys.add(key)
            own = coding.coder == session.coder
            shown = seen.sees(coding.coder, coding.document_id, coding.round)
            if not shown or (coding.code in private and not own):
                self._hidden.add(key)

    def take(self, key: Key, given: str) -> str:
        """The id for a row that is new (the one `given` in the file, if any); "" if it is known.

        Raises MisfitError where another coding has the id that is given.
        """
        if given in self._gone:
            # What was taken out and comes again is another coding: the log goes by ids.
            given = ""
        if given and self._ids.get(given, key) != key:
            if self._ids[given] not in self._hidden:
                raise MisfitError(f"the id {given} belongs to another coding")
            given = ""
        if key in self._keys:
            secret = key in self._hidden
            self.secret += secret
            self.known += not secret
            # A second row of the same is one too many, whoever may see the first.
            self._hidden.discard(key)
            return ""
        self._keys.add(key)
        new = given or uuid7()
        if given:
            self._ids[given] = key
        return new
