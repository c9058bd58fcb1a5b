"""What every layer of the scan is given."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.findings import Finding, FindingStatus, FindingType
from qualkit.privacy.scan.forms import Roster
from qualkit.privacy.scan.lexicon import Lexicon
from qualkit.privacy.scan.tokens import Words, fold

AUTO, REVIEW = FindingStatus.AUTO, FindingStatus.REVIEW


@dataclass(frozen=True, slots=True)
class Context:
    """One text, its words, the lists and the roster."""

    text: str
    words: Words
    lex: Lexicon
    roster: Roster
    places: dict[tuple[str, ...], str]

    def found(
        self,
        start: int,
        end: int,
        type_: FindingType,
        status: FindingStatus,
        rule: str,
        replacement: str = "",
        participant: str | None = None,
        proposed: str | None = None,
    ) -> Finding:
        """A finding with its key of grouping."""
        key = " ".join(fold(self.text[start:end]).split())
        return Finding(start, end, type_, status, rule, replacement, participant, proposed, key)

    def over(
        self,
        first: int,
        last: int,
        type_: FindingType,
        status: FindingStatus,
        rule: str,
        replacement: str = "",
        participant: str | None = None,
        proposed: str | None = None,
    ) -> Finding:
        """A finding from the word `first` to the word `last`, both in it."""
        tokens = self.words.tokens
        start, end = tokens[first].start, tokens[last].end
        return self.found(start, end, type_, status, rule, replacement, participant, proposed)
