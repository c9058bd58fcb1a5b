"""What stands against letting one quotation leave, for certain readers."""

from __future__ import annotations

from qualkit.core.clearing import Against, Objection
from qualkit.core.deidentifying import Profile
from qualkit.core.quotes import Quote
from qualkit.study.leaving.clearing import Clearing


class Standing:
    """The gate asked of single quotations: of who speaks, of the words, of what prints beside."""

    def __init__(self, clearing: Clearing) -> None:
        self._clearing = clearing
        self._people: dict[tuple[str, ...], tuple[tuple[Against, str], ...]] = {}

    def objections(self, quote: Quote) -> tuple[Objection, ...]:
        """What stands against a quotation, refusals first; warnings of its attribution too."""
        speakers = quote.speakers
        of_speakers = self._clearing.against_speakers(quote, speakers)
        of_words = self._clearing.against_words(quote)
        found = [each for each in (of_speakers, of_words) if each]
        if speakers not in self._people:
            self._people[speakers] = self._of_attribution(speakers)
        found += self._people[speakers]
        return tuple(
            Objection(
                against, said, quote.code, quote.document, quote.turn, quote.start, quote.end,
                speakers,
            )
            for against, said in found
        )  # fmt: skip

    def _of_attribution(self, speakers: tuple[str, ...]) -> tuple[tuple[Against, str], ...]:
        if not speakers or self._clearing.profile is Profile.TEAM:
            return ()
        against = self._clearing.attributions.against(speakers)
        return tuple((each.against, each.said) for each in against)

    def may_leave(self, quote: Quote) -> bool:
        """Whether nothing blocks it, and nobody in it refused."""
        found = self.objections(quote)
        return not any(each.against.blocks or each.against.left_out for each in found)
