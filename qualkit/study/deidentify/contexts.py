"""Where findings stand: turn, and what is said around them, for the steward's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.core.deidentifying import FoundWords
from qualkit.core.records import TextVersion
from qualkit.core.text import turn_at
from qualkit.study.stewardship import steward_or_refuse

if TYPE_CHECKING:
    from qualkit.study.study import Study


class Contexts:
    """Tells turns and surroundings; each look is put into the log by whoever opens the screen."""

    def __init__(self, study: Study) -> None:
        self._session = study._session

    def _text(self, each: FoundWords) -> TextVersion:
        steward_or_refuse(self._session, "see the participants' own words")
        return self._session.text(each.finding.version_id)

    def turn(self, each: FoundWords) -> int:
        """The number of the turn in which a finding begins, from 1; 0 where there is none."""
        turn = turn_at(self._text(each).structure, each.finding.span.start)
        return 0 if turn is None else turn + 1

    def around(self, each: FoundWords, most: int) -> tuple[str, str]:
        """So many characters before a finding, and so many behind it."""
        text, span = self._text(each).text, each.finding.span
        return text[max(0, span.start - most) : span.start], text[span.end : span.end + most]
