"""The forms of the roster in a text: found, and replaced by pseudonyms in square brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from qualkit.core.masking import Replacement
from qualkit.core.records import Span
from qualkit.core.text import squeeze
from qualkit.privacy.roster import Form

_SHORTEST = 4
"""Letters of a form that is known in small letters and in capitals too: Li is not, in LIFE."""


@lru_cache(maxsize=4)
def spellings(forms: tuple[Form, ...]) -> dict[str, str]:
    """Every spelling that names somebody, longest first, with whose it is.

    A form in capitals, or in small letters, is the same form, unless each of its words is an
    everyday one: nobody is named by `marsh`, somebody is by `fiona marsh` and by `FIONA`.
    """
    found = {form.text: form.pseudonym for form in forms}
    for form in forms:
        for other in _cases(form.text):
            found.setdefault(other, form.pseudonym)
    return dict(sorted(found.items(), key=lambda each: (-len(each[0]), each[0])))


def _cases(text: str) -> Iterator[str]:
    from qualkit.privacy.scan.lexicon import lexicon

    words = [word for word in re.findall(r"\w+", text) if len(word) >= _SHORTEST]
    if any(not lexicon().is_word(word.casefold()) for word in words):
        yield text.upper()
        yield text.lower()


def form_pattern(forms: tuple[Form, ...]) -> re.Pattern[str] | None:
    """What finds any of the forms as whole words, whatever white space stands in them."""
    return pattern_of(tuple(spellings(forms))) if forms else None


@lru_cache(maxsize=256)
def pattern_of(texts: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of the texts as whole words, whatever white space stands in them."""
    every = [r"\s+".join(map(re.escape, text.split())) for text in texts]
    return re.compile(rf"(?<!\w)(?:{'|'.join(every)})(?!\w)")


def mask_text(forms: tuple[Form, ...]) -> Callable[[str], str]:
    """A function that puts [pseudonym] for every form that names somebody on the roster."""
    pattern = form_pattern(forms)
    if pattern is None:
        return lambda text: text
    whose = spellings(forms)
    return lambda text: pattern.sub(lambda found: f"[{whose[squeeze(found[0])]}]", text)


def named_in(
    text: str, forms: tuple[Form, ...], shown: Callable[[str], str] | None = None
) -> Iterator[Replacement]:
    """Where a text names somebody on the roster, with what stands there instead: [pseudonym], or
    what `shown` makes of it."""
    whose = spellings(forms)
    # A search for each beginning is 20 times as fast as the pattern of all on a long text.
    there = tuple(form for form in whose if form.split()[0] in text)
    if there:
        for found in pattern_of(there).finditer(text):
            pseudonym = whose[squeeze(found[0])]
            said = shown(pseudonym) if shown else f"[{pseudonym}]"
            yield Replacement(Span(*found.span()), said)


def whom(pseudonyms: Iterable[str]) -> tuple[str, ...]:
    """The pseudonyms, each once, in order."""
    return tuple(dict.fromkeys(pseudonyms))
