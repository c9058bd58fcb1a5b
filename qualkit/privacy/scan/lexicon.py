"""The word lists that are shipped: everyday words, names, pet forms, places, national bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qualkit.errors import InputError
from qualkit.privacy.scan.tokens import fold

_ENDINGS = ("s", "es", "d", "ed", "ing", "in", "ly", "er", "ers", "est", "n't", "nt")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists, folded; phrases are tuples of folded words."""

    words: frozenset[str]
    also_words: frozenset[str]
    everyday: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    pet_forms: Mapping[str, tuple[str, ...]]
    places: Mapping[tuple[str, ...], str]
    bodies: frozenset[tuple[str, ...]]

    def is_word(self, word: str) -> bool:
        """Whether a folded word is an everyday one, by itself or less a usual ending."""
        if word in self.words or word in self.also_words:
            return True
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                if stem in self.words or stem + "e" in self.words:
                    return True
                if stem[-1] == stem[-2] and stem[:-1] in self.words:
                    return True
                if stem[-1] == "i" and stem[:-1] + "y" in self.words:
                    return True
        return False

    def ordinary_name(self, word: str) -> bool:
        """Whether a folded name is also an everyday word."""
        return word in self.also_words or word in self.words

    def is_name(self, word: str) -> bool:
        """Whether a folded word is a known first or family name and no everyday word."""
        known = word in self.first_names or word in self.surnames
        return known and not self.ordinary_name(word)


def _lines(name: str) -> Iterator[str]:
    text = files("qualkit.privacy.scan").joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line


def _plain(name: str, begins: str = "") -> frozenset[str]:
    lines = (line.removeprefix(begins) for line in _lines(name) if line.startswith(begins))
    return frozenset(word for line in lines for word in line.split())


def phrase(text: str) -> tuple[str, ...]:
    """A phrase as the folded words that the scan compares."""
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", fold(text)))


def read_places(lines: Iterable[str], source: str) -> dict[tuple[str, ...], str]:
    """Phrase to replacement, from lines `[replacement]` followed by names parted by commas, or
    `name = [replacement]`. InputError names the line that is neither."""
    found: dict[tuple[str, ...], str] = {}
    heading = ""
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if re.fullmatch(r"\[[^\[\]]+\]", line):
            heading = line
            continue
        names, own = line, heading
        if "=" in line:
            names, _, own = (part.strip() for part in line.partition("="))
        if not re.fullmatch(r"\[[^\[\]]+\]", own):
            raise InputError(
                f"{source}, line {number}: nothing is said to stand in its place",
                "write a heading such as [area of the city] above it, or: Lochee = [area]",
            )
        for name in names.split(","):
            if words := phrase(name):
                found[words] = own
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists that are shipped, read once."""
    named: dict[str, set[str]] = {"f": set(), "m": set(), "x": set()}
    for line in _lines("names.txt"):
        sex, *names = line.split()
        named[sex].update(names)
    pets: dict[str, tuple[str, ...]] = {}
    for line in _lines("nicknames.txt"):
        name, *forms = line.split()
        pets[name] = (*pets.get(name, ()), *forms)
    first = frozenset(name for names in named.values() for name in names)
    also = {form for forms in pets.values() for form in forms}
    bodies = {phrase(name) for line in _lines("bodies.txt") for name in line.split(",")}
    return Lexicon(
        words=_plain("words.txt"),
        also_words=_plain("words_also_names.txt") - {"!"},
        everyday=_plain("words_also_names.txt", "! "),
        female=frozenset(named["f"] - named["m"] - named["x"]),
        male=frozenset(named["m"] - named["f"] - named["x"]),
        first_names=first | frozenset(form for form in also if len(form) > 3),
        surnames=_plain("surnames.txt"),
        pet_forms=pets,
        places=read_places(_lines("places.txt"), "places.txt"),
        bodies=frozenset(bodies - {()}),
    )
