"""People who are not on the roster: known first names, titles, and family names heard before."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.context import AUTO, REVIEW, Context
from qualkit.privacy.scan.forms import TITLES
from qualkit.privacy.scan.guard import DOES, FUNCTION_WORDS, Reading, reading
from qualkit.privacy.scan.places import SUFFIXES
from qualkit.privacy.scan.tokens import wordset

_PARTICLES = wordset("van der den de di da la le el al bin ibn von ter mac o du dos")
_NICK = wordset("wee big auld")
# Titles that are words as well: a name only before a capital.
_SOFT_TITLES = wordset(
    """miss father constable inspector judge lord lady sister matron nurse provost uncle auntie
    aunt granny nana pastor deacon sheriff doctor canon professor"""
)


def others(context: Context, taken: frozenset[int]) -> Iterator[Finding]:
    """Names off the roster: masked where capitals or a title are plain, else for a person."""
    family: set[str] = set()
    found = []
    index = 0
    while index < len(context.words.tokens):
        finding, index = _at(context, index, taken, family)
        if finding is not None:
            found.append(finding)
    yield from found
    starts = {finding.start for finding in found}
    yield from _heard_before(context, family, taken | starts)


def _at(
    context: Context, index: int, taken: frozenset[int], family: set[str]
) -> tuple[Finding | None, int]:
    token = context.words.tokens[index]
    if token.start in taken:
        return None, index + 1
    if token.low in TITLES:
        return _titled(context, index, taken, family)
    if token.low not in context.lex.first_names and token.low not in context.lex.surnames:
        return None, index + 1
    if (token.low,) in context.lex.bodies:
        return None, index + 1
    if token.capital:
        return _first_name(context, index, taken, family)
    lower = context.words.lower_case(token.start) or len(token.low) > 4
    if lower and context.lex.is_name(token.low) and token.low in context.lex.first_names:
        last = _lower_family(context, index, taken)
        first = index - (context.words.low(index - 1) in _NICK and context.words.joined(index))
        return context.over(
            first, last, FindingType.NAME, REVIEW, "first name in lower case"
        ), last + 1
    return None, index + 1


def _lower_family(context: Context, index: int, taken: frozenset[int]) -> int:
    words, lex = context.words, context.lex
    after = index + 1
    free = words.joined(after) and words.tokens[after].start not in taken
    return after if free and lex.is_name(words.low(after)) else index


def _titled(
    context: Context, index: int, taken: frozenset[int], family: set[str]
) -> tuple[Finding | None, int]:
    words, lex = context.words, context.lex
    token, after = words.tokens[index], index + 1
    if not words.joined(after) or words.tokens[after].start in taken:
        return None, after
    following = words.tokens[after]
    if following.low == "i" or following.low.startswith("i'"):
        # "Mr and Mrs. I aye have": or every I of the text would be a family name heard before.
        return None, after
    if following.capital:
        if following.low in SUFFIXES and following.low not in lex.surnames:
            return None, after
        plain = lex.is_word(following.low) and following.low not in lex.also_words
        if token.low in _SOFT_TITLES and (plain or (token.opens and lex.is_word(following.low))):
            return None, after
        if (following.low,) in lex.bodies or (token.low, following.low) in lex.bodies:
            return None, after
        last = _ending(context, after, taken)
        family.update(t.low for t in words.tokens[after : last + 1])
        first = index if token.capital else after
        if not token.capital and token.low not in _SOFT_TITLES:
            first = index
        return context.over(first, last, FindingType.NAME, AUTO, "title and name"), last + 1
    known = lex.is_word(following.low)
    if not words.lower_case(token.start) or (known and token.low in _SOFT_TITLES):
        return None, after
    status = REVIEW if known or token.low in _SOFT_TITLES else AUTO
    return context.over(index, after, FindingType.NAME, status, "title and name"), after + 1


def _first_name(
    context: Context, index: int, taken: frozenset[int], family: set[str]
) -> tuple[Finding | None, int]:
    words, lex = context.words, context.lex
    token = words.tokens[index]
    last = _ending(context, index, taken)
    first = index
    if words.joined(index) and words.low(index - 1) in _NICK and words.capital(index - 1):
        first -= 1
    ordinary = lex.ordinary_name(token.low)
    if last > index:
        named = any(not lex.is_word(t.low) for t in words.tokens[index + 1 : last + 1])
        family.update(t.low for t in words.tokens[index + 1 : last + 1])
        sure = not ordinary or (named and not token.opens)
        status = AUTO if sure else REVIEW
        return context.over(
            first, last, FindingType.NAME, status, "first and family name"
        ), last + 1
    if not ordinary:
        return context.over(first, last, FindingType.NAME, AUTO, "known name"), last + 1
    if token.low not in lex.first_names:
        return None, index + 1
    read = reading(words, index, lex)
    heard = token.clitic == "s" or words.low(index + 1) in DOES
    if read is Reading.NAME or (read is Reading.DOUBT and (heard or first < index)):
        return context.over(
            first, last, FindingType.NAME, REVIEW, "known name, everyday word"
        ), last + 1
    return None, index + 1


def _ending(context: Context, index: int, taken: frozenset[int]) -> int:
    """The last word of a name that begins at `index`: further names, particles, strange words."""
    words, lex = context.words, context.lex
    last, at = index, index + 1
    while at < len(words.tokens) and at <= index + 4 and words.joined(at):
        token = words.tokens[at]
        if token.start in taken:
            break
        if token.low in _PARTICLES and words.low(at) and not token.shouted:
            at += 1
            continue
        if not token.capital or (token.low,) in lex.bodies or token.low in SUFFIXES:
            break
        if token.low in FUNCTION_WORDS or token.low.startswith("i'"):
            break
        if lex.is_word(token.low) and token.low not in lex.also_words:
            break
        last = at
        at += 1
    return last


def _heard_before(
    context: Context, family: set[str], taken: frozenset[int] | set[int]
) -> Iterator[Finding]:
    """Family names that stood behind a title or first name and now stand alone."""
    lex = context.lex
    known = {name for name in family if not lex.is_word(name)}
    for index, token in enumerate(context.words.tokens):
        if token.capital and token.low in known and token.start not in taken:
            yield context.over(index, index, FindingType.NAME, AUTO, "name heard before")
