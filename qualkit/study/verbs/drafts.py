"""Codes made while coding: drafts, private until they are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.records import Change
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.codebook import Code
    from qualkit.study.drafts import Draft


class DraftVerbs(Verbs):
    """Codes made while coding: drafts, private until they are shared."""

    def draft_code(
        self, name: str, *, origin: str = "inductive", theme: str = "", parent: str = "",
        definition: str = "",
    ) -> Code:  # fmt: skip
        """Make a code on the spot: a draft, which nobody else sees while coders work blind."""
        from qualkit.study import drafts

        return drafts.draft_code(
            self._session, name, origin=origin, theme=theme, parent=parent, definition=definition
        )

    def share_draft(self, code_id: str) -> Change:
        """Write a private draft of one's own into the codebook, for everybody to see."""
        from qualkit.study import drafts

        return drafts.share_draft(self._session, code_id)

    def drafts(self) -> tuple[Draft, ...]:
        """The draft codes that the coder at work sees: the codebook's, then the private ones."""
        from qualkit.study import drafts

        return drafts.drafts(self._session)
