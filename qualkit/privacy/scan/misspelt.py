"""Words that look or sound like a name of the roster: masked, and only proposed to be it."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.context import AUTO, Context
from qualkit.privacy.scan.forms import Part
from qualkit.privacy.scan.labels import winner
from qualkit.privacy.scan.mentions import alike

_NEAR = 80.0
_SHORTEST = 4


def misspelt(context: Context, taken: frozenset[int]) -> Iterator[Finding]:
    """Capitalised words of four letters or more that are no word and no other known name.

    Two neighbours that are both like one person's names are that person; one alone is masked
    without a pseudonym, and says whom it looks like.
    """
    seen: dict[str, dict[int, float]] = {}
    words = context.words
    index = 0
    while index < len(words.tokens):
        token = words.tokens[index]
        if not token.capital or token.start in taken or len(token.low) < _SHORTEST:
            index += 1
            continue
        if token.low not in seen:
            seen[token.low] = {} if _known(context, token.low) else _scores(context, token.low)
        best = seen[token.low]
        if not best:
            index += 1
            continue
        last, participant = _with_neighbours(context, index, best)
        proposed = winner(context, best)
        kind = FindingType.PARTICIPANT if participant else FindingType.NAME
        yield context.over(
            index - (participant is not None and last < 0), abs(last), kind, AUTO,
            "like a roster name", participant=participant, proposed=proposed,
        )  # fmt: skip
        index = abs(last) + 1


def _known(context: Context, low: str) -> bool:
    lex = context.lex
    if lex.is_word(low) or low in lex.first_names or low in lex.surnames:
        return True
    return (low,) in context.places or (low,) in lex.bodies


def _scores(context: Context, low: str) -> dict[int, float]:
    best: dict[int, float] = {}
    for form, whose in context.roster.single.items():
        if abs(len(form) - len(low)) > 4:
            continue
        score = alike(low, form)
        if score >= _NEAR:
            for number, part in whose.items():
                if part not in (Part.LOOSE_PET, Part.INITIALS):
                    best[number] = max(best.get(number, 0.0), score)
    return best


def _with_neighbours(
    context: Context, index: int, best: dict[int, float]
) -> tuple[int, str | None]:
    """The last word of the name (negative where it began a word earlier), and whose it is."""
    words, roster = context.words, context.roster
    nearest = [number for number, score in best.items() if score == max(best.values())]
    if len(nearest) != 1:
        return index, None
    person = roster.people[nearest[0]]
    after = words.low(index + 1) if words.joined(index + 1) else ""
    if after and after in person.last and words.capital(index + 1):
        return index + 1, person.pseudonym
    if after and words.capital(index + 1) and any(alike(after, p) >= _NEAR for p in person.last):
        return index + 1, person.pseudonym
    return index, None
