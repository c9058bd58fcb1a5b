"""Attributions: whom and what they name, and how many participants share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualkit.core.folding import plain_signs
from qualkit.core.records import Participant
from qualkit.privacy.disclosure.counting import Counting, Share
from qualkit.privacy.disclosure.labels import Rule
from qualkit.privacy.disclosure.values import key_of

# Values that say nothing of a person.
_EMPTY = frozenset({"", "none", "no", "yes", "n/a", "na", "unknown", "not stated", "-"})
# Other words for a value, by the value as participants.csv has it.
_OTHER_WORDS = {
    "male": ("man", "men"), "female": ("woman", "women"), "m": ("man",), "f": ("woman",),
    "third sector": ("voluntary sector", "charity"), "local authority": ("council",),
}  # fmt: skip
# A single letter is an initial sooner than a gender.
_SHORTEST = 2
# "one NHS pharmacist", "a male nurse in her fifties": one person, and so many words about them.
_ONE_PERSON = re.compile(
    r"\b(?:an?|one|another|the only)\s((?:(?!(?:who|that|and|but|said|says|told|described|felt|put|"
    r"explained|reported|noted|added|recalled|spoke|talked|about)\b)[\w'/-]+[ ,]*){1,9})",
    re.IGNORECASE,
)
_AUTHORS = r"[A-Z][\w'.-]+(?:,? (?:and|&|et al\.?|[A-Z][\w'.-]+))*"
_YEAR = r"(?:19|20)\d\d[a-z]?\b"
# In running text the year stands in brackets: "Maslach (2016)"; "In March 2025" names no work.
_CITED_BEFORE = re.compile(rf"{_AUTHORS},? \({_YEAR}|\bet al\b")
_CITED_BEHIND = re.compile(rf"{_AUTHORS},? {_YEAR}|ref\.? ?\d|{_YEAR},? ?pp?\. ?\d|.*\bet al\b")
_NO_AUTHOR = re.compile(
    r"interview|focus group|survey|participant|respondent|\b(?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What an attribution says: pseudonyms, and attributes as (columns, value).

    Several columns where the value stands in more than one, such as years in service and in the
    sector.
    """

    pseudonyms: tuple[str, ...] = ()
    attributes: tuple[tuple[tuple[str, ...], str], ...] = ()

    def words(self) -> str:
        """The attributes as people read them."""
        return ", ".join(value for _, value in self.attributes)

    def __bool__(self) -> bool:
        return bool(self.pseudonyms or self.attributes)


class Labels:
    """Reads attributions by what participants.csv says of the participants."""

    def __init__(
        self, participants: Sequence[Participant], respondents: Sequence[Participant] = (),
        pseudonyms: Iterable[str] = (), rule: Rule | None = None,
        survey_rule: Rule | None = None,
    ) -> None:  # fmt: skip
        rule = rule or Rule()
        self._counting = {
            True: Counting(participants, rule),
            False: Counting(respondents, survey_rule or rule),
        }
        self._participants = {person.pseudonym for person in participants}
        self._people = {person.pseudonym: person for person in (*participants, *respondents)}
        self._heads = {
            key_of(name): name for person in self._people.values() for name in person.attributes
        }
        columns: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        for person in self._people.values():
            for column, value in person.attributes.items():
                plain = _plain(value)
                if plain not in _EMPTY and len(plain) >= _SHORTEST:
                    columns.setdefault(plain, {})[column] = None
                    self._written.setdefault(plain, value)
        # A wider word is a value of whoever has the narrower one.
        for attribute, words in rule.wider.items():
            for word in words.values():
                columns.setdefault(_plain(word), {})[self._heads.get(key_of(attribute), "")] = None
                self._written.setdefault(_plain(word), word)
        self._columns = {value: tuple(found) for value, found in columns.items()}
        said = {value: value for value in columns}
        for value in columns:
            said.update(dict.fromkeys(_OTHER_WORDS.get(value, ()), value))
        self._values = said
        self._value_pattern = _any_of(said)
        known = sorted({*self._people, *filter(None, pseudonyms)})
        self._pseudonyms = {name.casefold(): name for name in known}
        self._pseudonym_pattern = _any_of(self._pseudonyms)

    def read(self, label: str) -> Named:
        """What an attribution beside a quotation names."""
        text = _plain(label)
        people = tuple(
            dict.fromkeys(self._pseudonyms[m[0]] for m in _found(self._pseudonym_pattern, text))
        )
        values = dict.fromkeys(self._values[m[0]] for m in _found(self._value_pattern, text))
        return Named(
            people, tuple((self._columns[value], self._written[value]) for value in values)
        )

    def read_lead(self, lead_in: str) -> Named:
        """What running text before or after a quotation says of one person."""
        phrases = [m[1] for m in _ONE_PERSON.finditer(plain_signs(lead_in))]
        named = self.read(phrases[-1]) if phrases else Named()
        return Named(self.read(lead_in).pseudonyms, named.attributes)

    def sharing(self, named: Named, speakers: Sequence[str] = ()) -> Share:
        """Of how many the attributes are true, by the rule that attributions are made by.

        Participants are counted, or the population that study.yaml names; of a respondent, the
        respondents.
        """
        interviewed = not speakers or any(who in self._participants for who in speakers)
        return self._counting[interviewed].share(named.attributes)

    def contradicts(self, pseudonym: str, named: Named) -> tuple[str, ...]:
        """The values that an attribution gives a participant and participants.csv does not."""
        person = self._people.get(pseudonym)
        if person is None:
            return ()
        return tuple(
            value
            for columns, value in named.attributes
            if any(_plain(person.attributes.get(c, "")) not in _EMPTY for c in columns)
            and not self._might_have(person, columns, value)
        )

    def _might_have(self, person: Participant, columns: Sequence[str], value: str) -> bool:
        """Whether the value is theirs, wider than theirs or a part of it: a peer support worker
        supports too."""
        own = [(column, person.attributes.get(column, "")) for column in columns]
        return any(
            self._counting[True].means(column, each, value)
            or f" {_plain(value)} " in f" {_plain(each)} "
            for column, each in own
        )


def cites_literature(label: str, lead_in: str) -> bool:
    """Whether a work is named beside a quotation: `(Maslach, 2016)` or `Maslach (2016) says`."""
    label = plain_signs(label)
    behind = _CITED_BEHIND.match(label) and not _NO_AUTHOR.search(label.casefold())
    return bool(behind or _CITED_BEFORE.search(plain_signs(lead_in)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", plain_signs(text)).casefold().split())


def _any_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the forms as whole words, the longest first: a peer support worker is no support
    worker."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    if not ordered:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def _found(pattern: re.Pattern[str] | None, text: str) -> list[re.Match[str]]:
    return list(pattern.finditer(text.casefold())) if pattern else []
