"""Places, services and organisations: those on the lists, and those whose last word says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.context import AUTO, REVIEW, Context
from qualkit.privacy.scan.forms import TITLES
from qualkit.privacy.scan.tokens import words_of, wordset

# The last word of a name, and what stands in the name's place.
SUFFIXES = {
    **dict.fromkeys(
        words_of(
            """street st road rd avenue ave terrace drive place lane crescent gardens close row
            square wynd loan brae quay vennel court way path grove gait"""
        ),
        "[address]",
    ),
    **dict.fromkeys(
        words_of("academy primary school high college university nursery grammar"),
        "[school]",
    ),
    **dict.fromkeys(words_of("hospital infirmary hospice"), "[NHS hospital]"),
    **dict.fromkeys(
        words_of("clinic surgery practice medical pharmacy chemist chemists health"),
        "[health service]",
    ),
    **dict.fromkeys(words_of("house lodge hostel flats"), "[house or hostel]"),
    **dict.fromkeys(
        words_of(
            """centre center hub project trust foundation association charity society fellowship
            recovery partnership service services outreach cafe café initiative
            network rooms hall suite"""
        ),
        "[service]",
    ),
    **dict.fromkeys(words_of("housing homes"), "[housing association]"),
    **dict.fromkeys(words_of("council"), "[local authority]"),
    **dict.fromkeys(
        words_of("church kirk parish chapel mosque temple cathedral synagogue"),
        "[place of worship]",
    ),
    **dict.fromkeys(words_of("prison jail"), "[prison]"),
    **dict.fromkeys(words_of("herald courier gazette times telegraph advertiser"), "[newspaper]"),
    **dict.fromkeys(
        words_of(
            """park bridge estate green hill loch glen bay island isle castle library museum hotel
            bar inn arms tavern station harbour docks industries shipyard mill works
            ltd limited plc group team unit board"""
        ),
        "[place or organisation]",
    ),
}
_LONGEST = 8
_ADDRESS = "[address]"
_INNER = frozenset({"of", "and", "the", "for", "de", "an"})
_GENERAL = wordset(
    """social care health community local mental drug drugs alcohol addiction addictions substance
    use recovery housing criminal justice adult child family public royal general high
    primary main old new north south east west central national sheriff support outreach
    crisis day city county town team group hospital hospitals infirmary medical nursing
    service services board ward unit"""
)
_HOUSE_NUMBER = re.compile(r"(?:(?i:flat|no\.?|number)\s+)?\d+[A-Za-z]?(?:/\d+)*,?\s+\Z")
_WARD = re.compile(
    r"\b(?:ward|wing|bay)\s+(?:\d{1,3}[A-Za-z]?\b|[A-Z]\b|(?:twenty|thirty|forty|fifty)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?\b|(?:one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen)\b)",
    re.IGNORECASE,
)


def listed(context: Context) -> Iterator[Finding]:
    """What the lists of places and services know, in capitals or in a text without any."""
    words, longest = context.words, max((len(key) for key in context.places), default=0)
    begins = {key[0] for key in context.places}
    index = 0
    while index < len(words.tokens):
        length = _listed_at(context, index, longest) if words.low(index) in begins else 0
        if length:
            yield _place(context, index, length)
        index += max(length, 1)


def _listed_at(context: Context, index: int, longest: int) -> int:
    """How many words of a listed name begin at `index`; 0 where none does."""
    words = context.words
    for length in range(min(longest, len(words.tokens) - index), 0, -1):
        key = tuple(token.low for token in words.tokens[index : index + length])
        if key not in context.places:
            continue
        if any(not words.joined(index + n) for n in range(1, length)):
            continue
        if length == 1 and _after_a_name(context, index):
            continue
        proper = index + (key[0] == "the")
        if words.capital(proper):
            return length
        # "the ferry" in lower case is a boat.
        single = all(context.lex.ordinary_name(word) for word in key) or key[0] == "the"
        lower = words.lower_case(words.tokens[index].start) or sum(map(len, key)) > 5
        if lower and not single:
            return length
    return 0


def _after_a_name(context: Context, index: int) -> bool:
    """Whether a title or first name stands before: Dr Hamilton, Fiona Hamilton."""
    words, before = context.words, context.words.low(index - 1)
    if not words.joined(index) or not words.capital(index - 1):
        return False
    return before in TITLES or (context.lex.is_name(before) and before in context.lex.first_names)


def _place(context: Context, index: int, length: int) -> Finding:
    words = context.words
    key = tuple(token.low for token in words.tokens[index : index + length])
    token = words.tokens[index]
    doubt = length == 1 and context.lex.ordinary_name(key[0]) and token.opens
    if not words.capital(index + (key[0] == "the")) and not words.lower_case(token.start):
        doubt = True
    status = REVIEW if doubt else AUTO
    replacement = context.places[key]
    body = replacement in ("[health board]", "[local authority]", "[newspaper]", "[prison]")
    kind = FindingType.ORGANISATION if body else FindingType.PLACE
    return context.over(index, index + length - 1, kind, status, "list of places", replacement)


def organisations(context: Context) -> Iterator[Finding]:
    """Names in capitals whose last word says that they are a service, a street or a place."""
    words, lex = context.words, context.lex
    for index, token in enumerate(words.tokens):
        if not token.capital or token.low not in SUFFIXES or token.shouted:
            continue
        first = _beginning(context, index)
        run = words.tokens[first : index + 1]
        own = [t for t in run[:-1] if t.low not in _GENERAL and t.low not in _INNER]
        if not own or _is_body(context, first, index):
            continue
        known = all(lex.is_word(t.low) for t in own)
        street = SUFFIXES[token.low] == _ADDRESS
        if known and len(own) == 1 and run[0].opens and first == index - 1:
            continue
        status = REVIEW if known and not street else AUTO
        start = run[0].start
        kind = FindingType.ORGANISATION
        if street:
            kind = FindingType.ADDRESS
            if number := _HOUSE_NUMBER.search(context.text, max(0, start - 24), start):
                start = number.start()
        yield context.found(
            start, token.end, kind, status, "last word of a name", SUFFIXES[token.low]
        )
    for match in _WARD.finditer(context.text):
        yield context.found(
            *match.span(), FindingType.ORGANISATION, AUTO, "ward and its number", "[ward]"
        )


def _beginning(context: Context, index: int) -> int:
    """The first word of the run of capitals that ends at `index`; small words may be in it."""
    words = context.words
    first, at = index, index
    while at > max(0, index - _LONGEST) and _close(context, at):
        at -= 1
        token = words.tokens[at]
        if token.capital and not (
            token.opens and context.lex.is_word(token.low) and at != index - 1
        ):
            first = at
        elif token.low not in _INNER or at < index - 5:
            break
        if token.opens:
            break
    while first < index and (words.low(first) in _INNER or words.low(first)[:2] in ("i", "i'")):
        first += 1
    return first


def _close(context: Context, index: int) -> bool:
    gap = context.words.tokens[index].gap
    return gap in (" ", "-", " & ") or context.words.joined(index)


def _is_body(context: Context, first: int, last: int) -> bool:
    bodies = context.lex.bodies
    for start in range(first, last):
        if tuple(t.low for t in context.words.tokens[start : last + 1]) in bodies:
            return True
    return False
