"""Speaker labels at the start of lines: `Lorna:`, `LG:`, `Lorna Geddes  00:01:12`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.roster import names_nobody
from qualkit.privacy.scan.context import AUTO, REVIEW, Context
from qualkit.privacy.scan.forms import Part
from qualkit.privacy.scan.lexicon import phrase
from qualkit.privacy.scan.mentions import alike

_LABEL = re.compile(
    r"^[ \t]*(?:\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\]?[ \t]+)?"
    r"([^\W\d_][\w.,'’ -]{0,40}?)"
    r"(?:[ \t]*:(?=\s)|[ \t]+\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?[ \t]*:?[ \t]*$)",
    re.MULTILINE,
)
_NEAR = 80.0
_MARGIN = 8.0


def labels(context: Context) -> Iterator[Finding]:
    """The labels that name somebody; one that stands for a part in the talk names nobody."""
    found = [match for match in _LABEL.finditer(context.text) if len(match[1].split()) <= 4]
    times = Counter(match[1] for match in found)
    for match in found:
        label = match[1]
        if names_nobody(label) and not _known(context, label):
            continue
        if finding := _resolved(context, match, times[label]):
            yield finding


def _known(context: Context, label: str) -> bool:
    whose = context.roster.forms.get(phrase(label), {})
    return any(part in (Part.ALIAS, Part.INITIALS) for part in whose.values())


def _resolved(context: Context, match: re.Match[str], times: int) -> Finding | None:
    words = phrase(match[1])
    whose = list(context.roster.forms.get(words, {}))
    if len(whose) == 1:
        return _label(context, match, context.roster.pseudonym(whose[0]))
    if whose:
        return context.found(*match.span(1), FindingType.NAME, REVIEW, "label of two people")
    near = _nearest(context, words)
    if near is not None:
        return context.found(
            *match.span(1), FindingType.NAME, AUTO, "label like a name", proposed=near
        )
    named = any(context.lex.is_name(word) for word in words)
    strange = times > 1 and not all(context.lex.is_word(word) for word in words)
    if (named or strange) and match[1][0].isupper():
        return context.found(*match.span(1), FindingType.NAME, AUTO, "label off the roster")
    return None


def _label(context: Context, match: re.Match[str], pseudonym: str) -> Finding:
    kind = FindingType.PARTICIPANT
    return context.found(*match.span(1), kind, AUTO, "speaker label", participant=pseudonym)


def _nearest(context: Context, words: tuple[str, ...]) -> str | None:
    """Whom a misspelt label looks like, by a margin over everybody else."""
    best: dict[int, float] = {}
    joined = " ".join(words)
    if len(joined) < 4 or any(context.lex.is_word(word) for word in words):
        return None
    for form, whose in context.roster.forms.items():
        if len(form) != len(words):
            continue
        score = alike(joined, " ".join(form))
        for number in whose:
            best[number] = max(best.get(number, 0.0), score)
    return winner(context, best)


def winner(context: Context, best: dict[int, float]) -> str | None:
    """The pseudonym that scores 80 or more and 8 more than anybody else; None where none does."""
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _NEAR:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return context.roster.pseudonym(ranked[0][0])
