"""Consent as it is on record, and what participants said in researchers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Span
from qualkit.errors import InputError
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.marks import Paraphrase
    from qualkit.study.checks import Finding
    from qualkit.study.consents import Consents


class ConsentVerbs(Verbs):
    """Consent as it is on record, and what participants said in researchers' words."""

    def consents(self, profile: str = "") -> Consents:
        """What may be done today with what each participant and the respondents said, and why.

        `profile` is for whom: team, commissioner or public; without it study.yaml's.
        """
        from qualkit.study import consents

        return consents.consents(self._session, profile)

    @listing
    def check_consents(self) -> tuple[Finding, ...]:
        """Everything that is missing from the consent on record, or wrong with it."""
        from qualkit.study import consents

        return consents.faults(self._session)

    @listing
    def paraphrases(
        self, document: Document | str | None = None, code: str = ""
    ) -> tuple[Paraphrase, ...]:
        """What researchers wrote in place of a participant's words, by document and place."""
        from qualkit.study import paraphrases

        found = None if document is None else self._resolved(document)
        return paraphrases.paraphrases(self._session, found, code)

    def paraphrase(
        self, text: str, *, coding: str = "", document: Document | str | None = None,
        span: Span | None = None, code: str = "",
    ) -> Change:  # fmt: skip
        """Say in one's own words what was said in a coded passage.

        That is a `coding` (its id), or a `span` of a `document` under a `code`. RefusedError where
        six words in a row are the speaker's, or a name of the roster is among them.
        """
        from qualkit.study import paraphrases

        if coding:
            where = paraphrases.of_coding(self._session, coding)
        elif document is None or span is None or not code:
            raise InputError(
                "a paraphrase needs a coding, or a passage and a code",
                "see the codings with their ids: qualkit codings",
            )
        else:
            where = paraphrases.at(self._session, self._resolved(document), span, code)
        return paraphrases.add(self._session, where, text)

    def edit_paraphrase(self, paraphrase_id: str, text: str) -> Change:
        """Word a paraphrase of one's own anew."""
        from qualkit.study import paraphrases

        return paraphrases.edit(self._session, paraphrase_id, text)

    def remove_paraphrase(self, paraphrase_id: str) -> Change:
        """Take a paraphrase away: one's own; who leads, anybody's."""
        from qualkit.study import paraphrases

        return paraphrases.remove(self._session, paraphrase_id)
