"""Names of the roster in what a finished file says: whole forms, and words that are nearly one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from qualkit.core.text import squeeze
from qualkit.privacy.gate.names import pattern_of, spellings, whom
from qualkit.privacy.roster import Form

NEAR = 90.0
"""rapidfuzz ratio in percent from which a word may be a misspelt name: of five letters and more
it is one letter too few or too many, of ten and more another letter."""
_SHORTEST = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Leak:
    """Somebody who is named in a file; `near` where by a word that is nearly their name."""

    pseudonym: str
    near: bool = False


@dataclass(slots=True)
class Leaks:
    """Seeks the forms in a file that is handed over part by part.

    `known` gives words, in small letters, that are nobody's name here whatever they resemble:
    without it nothing is sought that is only nearly a name. Each part is taken apart once into its
    different words (0.03 s per million characters); only a form all of whose words are there is
    looked for by its pattern.
    """

    forms: tuple[Form, ...]
    known: Callable[[], Collection[str]] | None = None
    _words: set[str] = field(default_factory=set)
    _found: dict[str, None] = field(default_factory=dict)
    _parts: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parts = [
            (text, tuple(_WORD.findall(text)), whose)
            for text, whose in spellings(self.forms).items()
        ]

    def read(self, part: str) -> None:
        """Take in a part of the file."""
        # Splitting at white space first halves the time: most pieces repeat.
        words = {word for piece in set(part.split()) for word in _WORD.findall(piece)}
        several: list[str] = []
        for text, parts, whose in self._parts:
            if words.issuperset(parts):
                if parts == (text,):
                    self._found[whose] = None
                else:
                    several.append(text)
        if several:
            whose_of = spellings(self.forms)
            for match in pattern_of(tuple(several)).finditer(part):
                self._found[whose_of[squeeze(match[0])]] = None
        self._words |= words

    def found(self) -> tuple[Leak, ...]:
        """Who is named in all that was read."""
        exact = self.exact()
        sure = {leak.pseudonym for leak in exact}
        near = whom(name for name in self._near() if name not in sure)
        return (*exact, *(Leak(name, near=True) for name in near))

    def exact(self) -> tuple[Leak, ...]:
        """Who is named by a whole form."""
        return tuple(Leak(name) for name in self._found)

    def _near(self) -> Iterable[str]:
        if self.known is None:
            return
        from rapidfuzz import fuzz, process

        surnames = {
            form.text.casefold(): form.pseudonym
            for form in self.forms
            if form.text.isalpha() and len(form.text) >= _SHORTEST
        }
        candidates = [w for w in sorted(self._words) if len(w) >= _SHORTEST and w[0].isupper()]
        if not surnames or not candidates:
            return
        allowed = frozenset(self.known())
        every = list(surnames)
        for word in dict.fromkeys(word.casefold() for word in candidates if word.isalpha()):
            best = process.extractOne(word, every, scorer=fuzz.ratio, score_cutoff=NEAR)
            if best and word not in surnames and word not in allowed and not _known(word):
                yield surnames[best[0]]


def _known(word: str) -> bool:
    """Whether it is a word, a name of its own or a place, and so nobody's misspelt name."""
    from qualkit.privacy.scan.lexicon import lexicon

    lists = lexicon()
    return (
        lists.is_word(word)
        or word in lists.first_names
        or word in lists.surnames
        or (word,) in lists.places
        or (word,) in lists.bodies
    )


def leaks(parts: Iterable[str], forms: tuple[Form, ...]) -> tuple[str, ...]:
    """The pseudonyms of those whose name still stands, form for form, in the parts of a file."""
    if not forms:
        return ()
    seeking = Leaks(forms)
    for part in parts:
        seeking.read(part)
    return tuple(leak.pseudonym for leak in seeking.exact())
