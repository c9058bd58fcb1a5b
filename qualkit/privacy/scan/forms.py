"""The forms under which the people of a roster may be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from qualkit.core.findings import RosterPerson
from qualkit.privacy.scan.lexicon import Lexicon, phrase
from qualkit.privacy.scan.tokens import wordset

TITLES = wordset(
    """mr mrs ms miss mx dr doctor prof professor rev reverend father canon rabbi imam councillor
    cllr sgt sergeant pc wpc di ds dc dci inspector constable sheriff judge lord lady sir
    dame sister matron nurse bailie provost uncle auntie aunt granny nana pastor deacon"""
)
MALE_TITLES = wordset("mr father sir lord uncle rabbi imam")
FEMALE_TITLES = wordset("mrs ms miss lady dame sister matron auntie aunt granny nana")

# Pet forms that share no beginning with their name and yet are understood by everybody.
_CLASSIC = wordset(
    """bill billy bob bobby rab rabbie bert betty betsy bess bessie liz lizzie libby beth peggy peg
    wullie wull eck ecky jim jimmy dick ted teddy ned harry hal chick sandy shug shuggie
    senga nell nellie dod doddie geordie tina kate katie kathy kit seun trina trish tricia
    pippa pip ally andy drew"""
)


class Part(IntEnum):
    """What of a name a form is; of two equal forms of one person the smaller counts."""

    FULL = 0
    ALIAS = 1
    FIRST = 2
    LAST = 3
    PET = 4
    LOOSE_PET = 5
    PIECE = 6
    INITIALS = 7


@dataclass(frozen=True, slots=True)
class Form:
    """A form as folded words, whose it is (a place in the roster) and what of the name it is."""

    words: tuple[str, ...]
    person: int
    part: Part


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster taken apart: first names, family name in its pieces, initials."""

    pseudonym: str
    first: tuple[str, ...]
    last: tuple[str, ...]
    sex: str

    @property
    def initials(self) -> str:
        """First letters of the first and the family name."""
        return (self.first[:1] or ("",))[0][:1] + (self.last[:1] or ("",))[0][:1]


class Roster:
    """All forms of a roster, looked up by their words."""

    def __init__(self, people: Iterable[RosterPerson], lex: Lexicon) -> None:
        self.people: list[Person] = []
        self.forms: dict[tuple[str, ...], dict[int, Part]] = {}
        for number, each in enumerate(people):
            person = _taken_apart(each, lex)
            self.people.append(person)
            for form in _forms(each, person, number, lex):
                held = self.forms.setdefault(form.words, {})
                held[number] = min(form.part, held.get(number, form.part))
        self.longest = max((len(words) for words in self.forms), default=0)
        self.begins = frozenset(words[0] for words in self.forms)
        self.single = {
            words[0]: whose
            for words, whose in self.forms.items()
            if len(words) == 1 and len(words[0]) >= 4
        }

    def pseudonym(self, number: int) -> str:
        """Whose pseudonym it is."""
        return self.people[number].pseudonym


def _taken_apart(person: RosterPerson, lex: Lexicon) -> Person:
    name = re.sub(r"[(\[].*?[)\]]", " ", person.name)
    if "," in name:
        family, _, given = name.partition(",")
        name = f"{given} {family}"
    parts = [part for part in name.split() if phrase(part) and phrase(part)[0] not in TITLES]
    if not parts:
        return Person(person.pseudonym, (), (), "")
    first: tuple[str, ...] = phrase(parts[0])
    rest = parts[1:]
    last: tuple[str, ...] = tuple(word for part in rest for word in phrase(part))
    # Two family names without a hyphen (Hunter Blair) or a second first name (Lesley Ann Orr).
    middle = phrase(rest[0]) if len(rest) > 1 else ()
    if middle and middle[0] in lex.first_names and middle[0] not in lex.surnames:
        first, last = (*first, *middle), tuple(w for p in rest[1:] for w in phrase(p))
    sex = "f" if first[0] in lex.female else "m" if first[0] in lex.male else ""
    return Person(person.pseudonym, first, last, sex)


def _forms(given: RosterPerson, person: Person, number: int, lex: Lexicon) -> Iterator[Form]:
    first, last = person.first, person.last
    if not first:
        return
    yield Form((*first, *last), number, Part.FULL if last else Part.FIRST)
    yield Form(first, number, Part.FIRST)
    yield Form(first[:1], number, Part.FIRST)
    for alias in given.aliases:
        if words := phrase(alias):
            yield Form(words, number, Part.ALIAS)
    if last:
        yield Form((*first[:1], *last), number, Part.FULL)
        yield Form((*last, *first), number, Part.FULL)
        yield Form(last, number, Part.LAST)
        for piece in last:
            if len(piece) > 2 and len(last) > 1:
                yield Form((*first[:1], piece), number, Part.FULL)
                yield Form((piece,), number, Part.PIECE)
        if len(person.initials) == 2:
            yield Form((person.initials,), number, Part.INITIALS)
    for pet in lex.pet_forms.get(first[0], ()):
        near = pet[:2] == first[0][:2] or pet in _CLASSIC
        # A pet form that is a name of its own (Alistair for Alasdair) may be somebody else.
        own = pet in lex.pet_forms and pet not in _CLASSIC
        yield Form((pet,), number, Part.PET if near and not own else Part.LOOSE_PET)
        if last:
            yield Form((pet, *last), number, Part.FULL)
