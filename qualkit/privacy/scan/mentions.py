"""People of the roster where they are named as the roster has them, in any case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.bodies import bodies
from qualkit.privacy.scan.context import AUTO, REVIEW, Context
from qualkit.privacy.scan.forms import FEMALE_TITLES, MALE_TITLES, TITLES, Part
from qualkit.privacy.scan.guard import DOES, Reading, reading
from qualkit.privacy.scan.sounds import sound
from qualkit.privacy.scan.tokens import wordset

LOCATIVE = wordset(
    """in from at near to around across over through outside inside fae frae intae doon up round
    covers of visit visiting leaving"""
)
EPITHETS = wordset("wee big auld old young daft wild mad poor")
SUFFIX_WORDS = wordset("street road house centre team park bridge trust project")
_OTHER = wordset("another different other second")


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    last: int
    whose: dict[int, Part]


def mentions(context: Context) -> Iterator[Finding]:
    """The mentions, each with a participant where nothing speaks for somebody else."""
    index, words = 0, context.words
    fixed = bodies(context, shortest=2)
    while index < len(words.tokens):
        match = _longest(context, index)
        if match is None or (words.tokens[index].start in fixed and match.first == match.last):
            index += 1
            continue
        finding, index = _settled(context, match)
        if finding is not None:
            yield finding


def _longest(context: Context, index: int) -> _Match | None:
    tokens, roster = context.words.tokens, context.roster
    if tokens[index].low not in roster.begins:
        return None
    for length in range(min(roster.longest, len(tokens) - index), 0, -1):
        key = tuple(token.low for token in tokens[index : index + length])
        whose = roster.forms.get(key)
        if whose and all(context.words.joined(index + n) for n in range(1, length)):
            return _Match(index, index + length - 1, whose)
    return None


def _settled(context: Context, match: _Match) -> tuple[Finding | None, int]:
    """The finding of a match, and the word to go on from."""
    after = match.last + 1
    best = min(match.whose.values())
    whose = [number for number, part in match.whose.items() if part == best]
    token = context.words.tokens[match.first]
    if len(match.whose) > 1 and best > Part.FULL:
        whose = list(match.whose)
    if best == Part.INITIALS or (len(token.low) < 4 and best == Part.ALIAS and token.shouted):
        return _initials(context, match, best), after
    if match.first == match.last and context.lex.ordinary_name(token.low):
        return _ordinary(context, match, whose, best)
    if _rare_in_lower_case(context, match):
        proposed = context.roster.pseudonym(whose[0]) if len(whose) == 1 else None
        kind = FindingType.PARTICIPANT
        return context.over(
            match.first, match.last, kind, REVIEW, "roster name in lower case", proposed=proposed
        ), after
    return _named(context, match, whose, best)


def _rare_in_lower_case(context: Context, match: _Match) -> bool:
    """Whether a short name that no list knows stands in lower case among capitals: a word?"""
    token = context.words.tokens[match.first]
    if match.first != match.last or token.capital or context.words.lower_case(token.start):
        return False
    known = token.low in context.lex.first_names or token.low in context.lex.surnames
    return not known and len(token.low) < 6


def _initials(context: Context, match: _Match, best: Part) -> Finding | None:
    token = context.words.tokens[match.first]
    known = (token.low,) in context.lex.bodies
    if not token.shouted or (best == Part.INITIALS and known):
        return None
    sure = best == Part.ALIAS and not known and len(match.whose) == 1
    whose = context.roster.pseudonym(next(iter(match.whose))) if len(match.whose) == 1 else None
    return context.over(
        match.first, match.last, FindingType.PARTICIPANT, AUTO if sure else REVIEW,
        "roster initials", participant=whose if sure else None, proposed=whose,
    )  # fmt: skip


def _ordinary(
    context: Context, match: _Match, whose: list[int], best: Part
) -> tuple[Finding | None, int]:
    after = match.last + 1
    token = context.words.tokens[match.first]
    if best in (Part.PET, Part.LOOSE_PET):
        heard = token.clitic == "s" or context.words.low(after) in DOES
        if not token.capital or (token.opens and not heard):
            return None, after
    read = reading(context.words, match.first, context.lex)
    if read is Reading.WORD:
        return None, after
    if read is Reading.NAME or context.words.low(match.first - 1) in TITLES:
        return _named(context, match, whose, best)
    proposed = context.roster.pseudonym(whose[0]) if len(whose) == 1 else None
    finding = context.over(
        match.first, match.last, FindingType.PARTICIPANT, REVIEW, "roster name, everyday word",
        proposed=proposed,
    )  # fmt: skip
    return finding, after


def _named(
    context: Context, match: _Match, whose: list[int], best: Part
) -> tuple[Finding | None, int]:
    """A name for certain; the question left is whose."""
    words = context.words
    first, last = match.first, match.last
    if first == last and _is_place(context, first):
        return None, last + 1
    other = False
    if best in (Part.LAST, Part.PIECE) and _other_first_name(context, first, whose):
        first, other = first - 1, True
    elif best in (Part.FIRST, Part.PET, Part.LOOSE_PET, Part.ALIAS) and first == last:
        last, other = _family_name_after(context, last, whose)
    before = words.low(first - 1)
    if before in TITLES:
        other = other or _title_disagrees(context, before, whose)
        if words.capital(first - 1) or words.lower_case(words.tokens[first].start):
            first -= 1
    if (before in EPITHETS and best > Part.ALIAS) or before in _OTHER:
        other = True
        first -= before in ("wee", "big", "auld") and words.capital(first - 1)
    if words.low(last + 1) in ("senior", "junior") and best > Part.FULL:
        other = True
    lone = best in (Part.LAST, Part.PIECE) and first == match.first
    place = (*(t.low for t in words.tokens[match.first : match.last + 1]),) in context.places
    if (
        len(whose) != 1
        or other
        or best == Part.LOOSE_PET
        or (place and (lone or best == Part.FULL))
    ):
        kind, participant = FindingType.NAME, None
    else:
        kind, participant = FindingType.PARTICIPANT, context.roster.pseudonym(whose[0])
    rule = f"roster {best.name.lower().replace('_', ' ')}"
    if other:
        rule = "roster name of somebody else"
    return context.over(first, last, kind, AUTO, rule, participant=participant), last + 1


def _is_place(context: Context, index: int) -> bool:
    """Whether a name that is also a place stands where a place would: "from Keith"."""
    words = context.words
    token = words.tokens[index]
    if (token.low,) not in context.places or not token.capital:
        return False
    before = words.low(index - 1)
    if before in ("on", "oan") and context.places[(token.low,)] == "[island]":
        return True
    return before in LOCATIVE and words.low(index - 2) not in ("email", "letter", "note", "call")


def _other_first_name(context: Context, index: int, whose: list[int]) -> bool:
    """Whether the family name at `index` follows a first name that is not its owner's."""
    words, lex = context.words, context.lex
    if not words.joined(index) or words.tokens[index].gap == "-":
        return False
    token = words.tokens[index - 1]
    if len(token.low) == 1 and token.capital and token.low != "i":
        return all(context.roster.people[n].first[0][0] != token.low for n in whose)
    if token.low in EPITHETS or token.low in TITLES:
        return False
    named = token.low in lex.first_names and (token.capital or not lex.ordinary_name(token.low))
    strange = token.capital and not token.opens and not lex.is_word(token.low)
    return (named or strange) and (token.low,) not in lex.bodies


def _family_name_after(context: Context, index: int, whose: list[int]) -> tuple[int, bool]:
    """The last word of the name that begins at `index`, and whether it is somebody else's."""
    words, lex = context.words, context.lex
    after = index + 1
    if not words.joined(after):
        return index, False
    token = words.tokens[after]
    if len(token.low) == 1 and token.capital and token.low not in "ia":
        return after, all("".join(context.roster.people[n].last)[:1] != token.low for n in whose)
    known = token.low in lex.surnames and not lex.ordinary_name(token.low)
    lower = words.lower_case(token.start)
    if not token.capital and not (lower and known):
        return index, False
    if (token.low,) in lex.bodies or token.opens:
        return index, False
    if lex.is_word(token.low) and not known and token.low not in lex.also_words:
        return index, False
    for number in whose:
        for piece in context.roster.people[number].last:
            if token.low == piece or alike(token.low, piece) >= 80:
                return after, False
    if token.low in lex.also_words and words.low(after + 1) in SUFFIX_WORDS:
        return index, False
    return after, True


def _title_disagrees(context: Context, title: str, whose: list[int]) -> bool:
    sexes = {context.roster.people[number].sex for number in whose}
    return (title in MALE_TITLES and sexes == {"f"}) or (title in FEMALE_TITLES and sexes == {"m"})


def alike(one: str, other: str) -> float:
    """How alike two folded words are, 0 to 100: letters, or 100 where they sound the same."""
    from rapidfuzz.fuzz import ratio

    score = ratio(one, other)
    if score >= 40 and len(sound(one)) > 1 and sound(one) == sound(other):
        return 100.0
    return float(score)
