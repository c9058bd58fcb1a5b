"""What stands in a name's place: the same words for the same person throughout a text."""

from __future__ import annotations

import re
from dataclasses import replace

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.context import Context
from qualkit.privacy.scan.forms import TITLES
from qualkit.privacy.scan.mentions import EPITHETS
from qualkit.privacy.scan.tokens import fold

# What is said beside a name, or its title, to the word for the person.
_KINDS = (
    ("service user", "client patient resident tenant punter"),
    ("family member", "mum dad mother father brother sister son daughter wife husband aunt auntie "
     "uncle granny nana cousin niece nephew granda mither faither"),
    ("colleague", "colleague manager nurse supervisor boss gaffer lead consultant doctor dr prof "
     "professor receptionist secretary locum pharmacist cpn matron student volunteer"),
    ("police officer", "pc wpc di ds dc dci sgt sergeant inspector constable polis"),
    ("councillor", "councillor cllr bailie provost"),
    ("faith leader", "rev reverend father canon rabbi imam minister priest pastor"),
)  # fmt: skip
_KIND = {word: kind for kind, words in _KINDS for word in words.split()}


class Names:
    """The people of one text who have no pseudonym, numbered as they come up."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._whole: set[str] = set()

    def replaced(self, finding: Finding) -> Finding:
        """The finding with what stands in its place."""
        if finding.replacement:
            return finding
        if finding.participant is not None:
            return replace(finding, replacement=f"[{finding.participant}]")
        if finding.type not in (FindingType.NAME, FindingType.PARTICIPANT):
            return replace(finding, replacement="[...]")
        return replace(finding, replacement=f"[{self._person(finding)}]")

    def _person(self, finding: Finding) -> str:
        said = fold(self._context.text[finding.start : finding.end])
        words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", said)
        own = [w for w in words if w not in TITLES and w not in EPITHETS] or words
        person = self._known.get(" ".join(own)) or self._met(own)
        if person is None:
            kind = self._kind(finding, words)
            self._counts[kind] = self._counts.get(kind, 0) + 1
            person = f"{kind} {self._counts[kind]}"
        for name in (" ".join(own), *own):
            self._known.setdefault(name, person)
        if len(own) > 1:
            self._whole.add(person)
        return person

    def _met(self, own: list[str]) -> str | None:
        """Who was named by one of these words alone; two whole names are two people."""
        for word in (own[-1], own[0]):
            person = self._known.get(word)
            if person is not None and (len(own) == 1 or person not in self._whole):
                return person
        return None

    def _kind(self, finding: Finding, words: list[str]) -> str:
        if words[0] in _KIND and words[0] in TITLES:
            return _KIND[words[0]]
        seen = self._context.words
        index = seen.at(finding.start)
        for before in (seen.low(index - 1), seen.low(index - 2)):
            if before in _KIND:
                return _KIND[before]
        return "person"
