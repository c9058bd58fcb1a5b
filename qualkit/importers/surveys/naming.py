"""Ids out of headings and answers, and the order in which answers are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from qualkit.core.codebook_records import slug
from qualkit.importers.surveys.grids import letters_of

_IDLE_WORDS = """
a an and any are as at be been by can could do does did for from has have how if in into is it its
me my of on or our please so than that the their them there these this to us was we were what when
where which who why will with would you your following all apply select tick
"""
_IDLE = frozenset(_IDLE_WORDS.split())
# What headings ask for when they ask for an attribute.
_ATTRIBUTE = re.compile(
    r"\b(sector|role|gender|sex|age group|age|region|area|organi[sz]ation|employer|setting"
    r"|department|team|grade|band|profession|occupation|job title|job|service|experience"
    r"|full[- ]time|part[- ]time|ethnicity|ethnic group|qualification|contract|years|location"
    r"|workplace|country|site|group)\b"
)
_OPENS = re.compile(
    r"(?:what|which|in (?:what|which)|how (?:long|many|old)|for how|are you|do you (?:work|have"
    r"|manage|supervise)|your|please (?:indicate|select|state|give|tell))\b"
)
_DIGITS = re.compile(r"\d+")
OTHER = re.compile(
    r"\bother\b.*\b(?:specify|state|describe|text)\b|\bother\b\s*[:.…(]*\s*\)?$", re.I
)


def short_id(text: str, taken: Container[str] = ()) -> str:
    """An id of at most four telling words of a text, unlike those taken."""
    words = [word for word in slug(text).split("-") if word]
    telling = [word for word in words if word not in _IDLE] or words
    return unlike("-".join(telling[:4]) or "question", taken)


def option_id(text: str, taken: Container[str] = ()) -> str:
    """An id for an answer: its first six words, unlike those taken."""
    return unlike("-".join(slug(text).split("-")[:6]) or "option", taken)


def unlike(name: str, taken: Container[str]) -> str:
    """`name`, with a number behind it where it is taken."""
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def attribute_word(heading: str) -> str:
    """What a heading asks of the person ("sector"), or "" where it asks an opinion."""
    key = " ".join(heading.casefold().split())
    found = _ATTRIBUTE.search(key)
    few = len(key.split()) <= 4 and not key.endswith("?")
    if found and (few or (_OPENS.match(key) and len(key.split()) <= 14)):
        return found[1]
    return ""


def in_order(values: Sequence[str]) -> list[str]:
    """Distinct answers as they are printed: by their numbers if they have any, else by count."""
    counts = Counter(values)
    distinct = list(counts)
    if any(_DIGITS.search(text) for text in distinct):
        return sorted(distinct, key=_natural)
    return sorted(distinct, key=lambda text: -counts[text])


def _natural(text: str) -> tuple[float, str]:
    found = _DIGITS.search(text)
    # "Under 5" and "less than 1" come before the range that begins with that number.
    below = re.match(r"\s*(?:<|under|less|fewer|below|up to)", text, re.IGNORECASE)
    return (float(found[0]) - 0.5 * bool(below) if found else float("inf"), text)


def letters(indices: Iterable[int]) -> tuple[str, ...]:
    """Columns as a mapping writes them: runs of neighbours as G-K.

    >>> letters([0, 2, 3, 4, 7])
    ('A', 'C-E', 'H')
    """
    found: list[list[int]] = []
    for index in indices:
        if found and found[-1][-1] == index - 1:
            found[-1].append(index)
        else:
            found.append([index])
    return tuple(
        letters_of(run[0]) if len(run) == 1 else f"{letters_of(run[0])}-{letters_of(run[-1])}"
        for run in found
    )


def unique_options(labels: Sequence[str]) -> list[tuple[str, str]]:
    """An id for each label, all different."""
    found: dict[str, str] = {}
    for label in labels:
        found[option_id(label, found)] = label
    return list(found.items())
