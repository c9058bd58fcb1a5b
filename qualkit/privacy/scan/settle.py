"""One set of findings out of what the layers say: overlaps settled, replacements made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualkit.core.findings import Finding, FindingStatus, FindingType
from qualkit.privacy.scan.context import Context
from qualkit.privacy.scan.naming import Names

# These are phrases in which names and places may lie; the rest never overlap.
WIDE = frozenset(
    {
        FindingType.STORY,
        FindingType.ROLE,
        FindingType.WORKPLACE,
        FindingType.PERSONAL,
        FindingType.TENURE,
    }
)


# A phrase of more letters than this is no phrase any more; what overlaps it is not added to it.
_LONGEST = 200


def settled(context: Context, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the text.

    Names, places and numbers do not overlap: what is masked goes before what waits, the longer
    before the shorter, an earlier layer before a later one; what is left of the loser stays.
    Phrases that overlap are one; other findings may lie in them.
    """
    narrow: list[Finding] = []
    wide: list[Finding] = []
    for finding in findings:
        (wide if finding.type in WIDE else narrow).append(finding)
    names = Names(context)
    kept = [names.replaced(finding) for finding in _apart(context, narrow)]
    every = [*kept, *_united(context, wide)]
    return tuple(sorted(every, key=lambda f: (f.start, -f.end)))


def _apart(context: Context, findings: list[Finding]) -> list[Finding]:
    ranked = sorted(
        enumerate(findings), key=lambda f: (_waits(f[1]), -(f[1].end - f[1].start), f[0])
    )
    covered = bytearray(len(context.text))
    kept = []
    for _, finding in ranked:
        start, end = finding.start, finding.end
        if not any(covered[start:end]):
            kept.append(finding)
        else:
            kept.extend(_left(context, finding, covered))
        covered[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda f: f.start)


def _waits(finding: Finding) -> bool:
    return finding.status is not FindingStatus.AUTO


def _left(context: Context, finding: Finding, covered: bytearray) -> Iterator[Finding]:
    """What is left of a finding where stronger ones lie over it: its words with a capital or
    a figure that nothing covers."""
    words = context.words
    index = words.at(finding.start)
    while index < len(words.tokens) and words.tokens[index].start < finding.end:
        token = words.tokens[index]
        index += 1
        start, end = max(token.start, finding.start), min(token.end, finding.end)
        if any(covered[start:end]) or not (token.capital or token.low.isdecimal()):
            continue
        if context.lex.is_word(token.low):
            continue
        yield context.found(
            start, end, finding.type, finding.status, finding.rule, finding.replacement
        )


def _united(context: Context, findings: list[Finding]) -> Iterator[Finding]:
    held: Finding | None = None
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if held is None or finding.start >= held.end:
            if held is not None:
                yield held
            held = finding
        elif finding.end > held.end:
            end = finding.end
            if end - held.start <= _LONGEST:
                held = _moved(context, held, held.start, end)
            else:
                yield held
                held = _moved(context, finding, held.end, end)
    if held is not None:
        yield held


def _moved(context: Context, finding: Finding, start: int, end: int) -> Finding:
    """The finding at another place; never at a space."""
    while start < end - 1 and context.text[start].isspace():
        start += 1
    return context.found(
        start, end, finding.type, finding.status, finding.rule, finding.replacement
    )
