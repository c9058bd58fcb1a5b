"""The anonymised text: a rendering of a source and of what was decided on its findings.

The source and all that hangs on it stay as they are. Offsets are translated both ways; what lies
inside a stretch that was replaced is taken for the whole of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.core.deidentifying import Profile, State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.masking import Replacement
from qualkit.core.records import Span

# What is public tells of these the kind alone, whatever the finer word for it was.
_COARSE = {
    FindingType.PLACE: "[place]",
    FindingType.ORGANISATION: "[organisation]",
    FindingType.ADDRESS: "[address]",
    FindingType.WORKPLACE: "[workplace]",
    FindingType.DATE: "[date]",
    FindingType.AGE: "[age]",
    FindingType.TENURE: "[length of service]",
    FindingType.ROLE: "[role]",
}
_NUMBERED = re.compile(r"\[([^\[\]]*?)\s*\d+\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that was replaced, in the source and in the rendered text."""

    source: Span
    rendered: Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendered text and the stretches that were replaced in it, in order."""

    text: str
    pieces: tuple[Piece, ...]

    def to_rendered(self, span: Span) -> Span:
        """Where a span of the source lies in the rendered text."""
        return _moved(span, self.pieces, _source, _rendered)

    def to_source(self, span: Span) -> Span:
        """Where a span of the rendered text comes from."""
        return _moved(span, self.pieces, _rendered, _source)


Side = Callable[[Piece], Span]


def _source(piece: Piece) -> Span:
    return piece.source


def _rendered(piece: Piece) -> Span:
    return piece.rendered


def _moved(span: Span, pieces: Sequence[Piece], here: Side, there: Side) -> Span:
    # The last stretch that begins at or before the start: inside it, or behind it.
    at = bisect_right(pieces, span.start, key=lambda each: here(each).start) - 1
    start = span.start
    if at >= 0:
        gone, put = here(pieces[at]), there(pieces[at])
        start = put.start if start < gone.end else put.end + start - gone.end
    # The first stretch that ends at or behind the end: inside it, or before it.
    at = bisect_left(pieces, span.end, key=lambda each: here(each).end)
    if at < len(pieces) and here(pieces[at]).start < span.end:
        return Span(start, there(pieces[at]).end)
    if at:
        return Span(start, there(pieces[at - 1]).end + span.end - here(pieces[at - 1]).end)
    return Span(start, span.end)


def render(
    text: str, replacements: Iterable[Replacement], fixed: Iterable[Replacement] = ()
) -> Rendering:
    """`text` with each stretch replaced; where some overlap, the longest says with what.

    `fixed` are stretches that stay apart whatever overlaps them: speaker labels.
    """
    labels = sorted(fixed, key=lambda each: each.span)
    masked = united(text, replacements, labels)
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = 0
    for each in sorted([*labels, *masked], key=lambda each: each.span):
        before = text[at : each.span.start]
        start = length + len(before)
        length = start + len(each.text)
        parts += [before, each.text]
        pieces.append(Piece(each.span, Span(start, length)))
        at = each.span.end
    return Rendering("".join([*parts, text[at:]]), tuple(pieces))


def united(
    text: str, replacements: Iterable[Replacement], labels: Sequence[Replacement] = ()
) -> list[Replacement]:
    """The stretches in order and disjoint, outside `labels`, which come in order."""
    return [part for each in _united(replacements) for part in _around(each, labels, text)]


def _united(replacements: Iterable[Replacement]) -> Iterator[Replacement]:
    """Stretches that do not overlap, each with the words of the longest that lies in it."""
    held: list[Replacement] = []
    end = 0
    for each in sorted(replacements, key=lambda each: (each.span.start, -each.span.end)):
        if held and each.span.start >= end:
            yield _one(held, end)
            held = []
        held.append(each)
        end = max(end, each.span.end) if len(held) > 1 else each.span.end
    if held:
        yield _one(held, end)


def _one(held: Sequence[Replacement], end: int) -> Replacement:
    longest = max(held, key=lambda each: each.span.end - each.span.start)
    return Replacement(Span(held[0].span.start, end), longest.text)


def _around(mask: Replacement, labels: Sequence[Replacement], text: str) -> Iterator[Replacement]:
    """The parts of a replaced stretch that lie in no label."""
    start = mask.span.start
    at = bisect_right(labels, start, key=lambda each: each.span.end)
    while at < len(labels) and labels[at].span.start < mask.span.end:
        yield from _part(start, labels[at].span.start, mask.text, text)
        start = labels[at].span.end
        at += 1
    yield from _part(start, mask.span.end, mask.text, text)


def _part(start: int, end: int, said: str, text: str) -> Iterator[Replacement]:
    inside = text[start:end]
    if inside.strip():
        # White space at the ends stays, so that no line runs into the next.
        start += len(inside) - len(inside.lstrip())
        yield Replacement(Span(start, start + len(inside.strip())), said)


def masks(findings: Iterable[StoredFinding], profile: Profile) -> Iterator[Replacement]:
    """What is replaced for a profile, and by what."""
    for finding in findings:
        if said := shown(finding, profile):
            yield Replacement(finding.span, said)


def shown(finding: StoredFinding, profile: Profile) -> str:
    """What stands in a finding's place; "" where its words stay.

    What nobody has decided stays for the team alone.
    """
    undecided = finding.state is State.REVIEW and profile is not Profile.TEAM
    if not (finding.state.masked or undecided):
        return ""
    said = finding.replacement or "[...]"
    return _coarse(finding, said) if profile is Profile.PUBLIC else said


def _coarse(finding: StoredFinding, said: str) -> str:
    """The same for everybody: no pseudonym and no number by which two quotes could be joined."""
    if finding.wider:
        return finding.wider
    if finding.participant:
        return "[participant]"
    return _COARSE.get(finding.type) or _NUMBERED.sub(r"[\1]", said)
