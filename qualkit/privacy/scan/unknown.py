"""Capitals that nothing explains: for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.roster import names_nobody
from qualkit.privacy.scan.bodies import bodies
from qualkit.privacy.scan.context import REVIEW, Context
from qualkit.privacy.scan.forms import TITLES
from qualkit.privacy.scan.guard import FUNCTION_WORDS
from qualkit.privacy.scan.mentions import LOCATIVE
from qualkit.privacy.scan.places import SUFFIXES
from qualkit.privacy.scan.tokens import wordset

_CALLED = wordset("called named cawed cried cawd dr mr mrs ms")


def unknown(context: Context, taken: frozenset[int]) -> Iterator[Finding]:
    """Runs of capitals in the middle of a sentence, and words nobody knows at its start."""
    words = context.words
    known = taken | bodies(context)
    spoken = {token.low for token in words.tokens if not token.capital}
    index = 0
    while index < len(words.tokens):
        if _strange_place(context, index, taken):
            yield context.over(index, index, FindingType.UNKNOWN, REVIEW, "unknown word", "[...]")
        if not _strange(context, index, known, spoken):
            index += 1
            continue
        first, last = _whole_name(context, index, taken), index
        while words.joined(last + 1) and (step := _further(context, last, known)):
            last += step
        if words.joined(last + 1) and words.low(last + 1) in SUFFIXES:
            last += 1
        yield context.over(first, last, FindingType.UNKNOWN, REVIEW, "unknown capital", "[...]")
        index = last + 1


def _whole_name(context: Context, index: int, taken: frozenset[int]) -> int:
    """Where a run begins: a word such as NHS or Scottish before it belongs to it."""
    words = context.words
    if not words.joined(index) or not words.capital(index - 1):
        return index
    before = words.tokens[index - 1]
    general = (before.low,) in context.lex.bodies and before.low not in FUNCTION_WORDS
    return index - 1 if general and before.start not in taken and len(before.low) > 1 else index


def _strange_place(context: Context, index: int, taken: frozenset[int]) -> bool:
    """Whether a word nobody knows stands in a text without capitals where a name would."""
    token, words = context.words.tokens[index], context.words
    if token.capital or token.start in taken or len(token.low) < 4 or "'" in token.low:
        return False
    if words.low(index - 1) not in LOCATIVE | _CALLED or not words.lower_case(token.start):
        return False
    return not context.lex.is_word(token.low) and (token.low,) not in context.lex.bodies


def _further(context: Context, last: int, known: frozenset[int]) -> int:
    """How many words on the run goes: 1, 2 over a small word, 0 where it ends."""
    words = context.words
    token = words.tokens[last + 1]
    if token.low == "i":
        return 0
    if token.capital and token.start not in known:
        return 1
    if token.low in ("of", "the", "and", "de") and words.joined(last + 2):
        after = words.tokens[last + 2]
        if after.capital and after.start not in known:
            return 2
    return 0


def _strange(context: Context, index: int, known: frozenset[int], spoken: set[str]) -> bool:
    token, lex = context.words.tokens[index], context.lex
    if not token.capital or token.start in known or token.low == "i" or token.low.isdecimal():
        return False
    if len(token.low) == 1 or token.low in TITLES or token.low.startswith(("i'", "o'clock")):
        return False
    if token.opens and context.text[token.end : token.end + 1] == ":" and names_nobody(token.low):
        return False
    if token.opens and context.text[token.end : token.end + 1] == ":" and names_nobody(token.low):
        return False
    if token.low in FUNCTION_WORDS or ("'" in token.low and lex.is_word(token.low)):
        return False
    if token.gap.strip() and token.low in lex.words:
        return False
    if token.opens or (token.shouted and len(token.low) > 5):
        return not lex.is_word(token.low) and (token.low not in spoken or token.shouted)
    return True
