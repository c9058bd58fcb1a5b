"""What is decided where coders differ, and what then stands in the final layer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualkit.core.differing import Difference, Judgement
from qualkit.core.records import Coding, Span
from qualkit.core.team import DifferenceKind, Outcome


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A decision on a passage on which coders differed.

    `taken` is the coder whose codings were taken (outcome TAKE), `codings` are the ids of the
    consensus codings that came of it, `about` those of the coders' codings that were decided on.
    `decided_by` says in words who decided, `coder` who put it on record. `followed_by` is the
    fingerprint of the codebook version that answered a "codebook unclear", or "".
    """

    id: str
    round: str
    document_id: str
    version_id: str
    span: Span
    kind: DifferenceKind
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    outcome: Outcome
    taken: str
    codings: tuple[str, ...]
    about: tuple[str, ...]
    reason: str
    decided_by: str
    followed_by: str
    coder: str
    created_at: str

    @property
    def replaces(self) -> bool:
        """Whether it says what is to stand there: a codebook that is unclear leaves it open."""
        return self.outcome is not Outcome.UNCLEAR

    def fits(self, difference: Difference) -> bool:
        """Whether it is about that passage: the same codes in the same round, overlapping."""
        return (
            self.version_id == difference.version_id
            and self.round == difference.round
            and self.codes == difference.codes
            and self.span.overlaps(difference.span)
        )


def settled(found: Iterable[Difference], decided: Iterable[Adjudication]) -> tuple[Difference, ...]:
    """The differences, each with the decision that fits it best, if there is one."""
    by_place: dict[tuple[str, str, tuple[str, ...]], list[Adjudication]] = {}
    for each in decided:
        by_place.setdefault((each.version_id, each.round, each.codes), []).append(each)
    told = []
    for one in found:
        near = by_place.get((one.version_id, one.round, one.codes), ())
        fitting = [each for each in near if each.fits(one)]
        best = max(fitting, key=lambda each: (_shared(each.span, one.span), each.id), default=None)
        told.append(replace(one, adjudication=best.id if best else ""))
    return tuple(told)


def _shared(one: Span, two: Span) -> int:
    inner = one.intersection(two)
    return len(inner) if inner else 0


def consensus(difference: Difference, outcome: Outcome, take: str = "") -> tuple[Judgement, ...]:
    """What an outcome leaves standing in a passage; nothing for "no code" and "codebook unclear".

    BOTH is everything that anybody has there: where codings of one code overlap, their hull. What
    EDITED leaves is for the person to say.
    """
    if outcome is Outcome.TAKE:
        side = difference.side(take)
        return _merged(side.judgements if side else ())
    if outcome is Outcome.BOTH:
        return _merged(each for side in difference.sides for each in side.judgements)
    return ()


def _merged(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements without their ids; those of one code that share a character become one."""
    made: list[Judgement] = []
    for each in sorted(judgements):
        last = made[-1] if made else None
        if last and last.code == each.code and last.span.overlaps(each.span):
            made[-1] = Judgement(each.code, last.span.hull(each.span))
        else:
            made.append(Judgement(each.code, each.span))
    return tuple(sorted(made, key=lambda each: (each.span, each.code)))


def with_most(difference: Difference, *, least: bool = False) -> str:
    """The coder whose codings cover the most of the passage (the least); the first of equals."""
    having = [side for side in difference.sides if side.judgements]
    sign = -1 if least else 1
    return max(having, key=lambda side: sign * _covered(side.judgements)).coder


def _covered(judgements: Iterable[Judgement]) -> int:
    return sum(len(each.span) for each in _merged(judgements))


def replaced(
    codings: Iterable[Coding], decided: Sequence[Adjudication], frozen: Collection[str]
) -> frozenset[str]:
    """The ids of a coder's codings in whose place a decision stands.

    They are those that were decided on and, of the same codes in the same passage, those that were
    made or moved there since. What the coders had alike when they said done (in `frozen`, the ids
    of what was compared) was not decided on and stands.
    """
    by_version: dict[str, list[Adjudication]] = {}
    for each in decided:
        if each.replaces:
            by_version.setdefault(each.version_id, []).append(each)
    about: Mapping[str, frozenset[str]] = {
        each.id: frozenset(each.about) for near in by_version.values() for each in near
    }
    return frozenset(
        coding.id
        for coding in codings
        for each in by_version.get(coding.version_id, ())
        if coding.id in about[each.id]
        or (
            coding.id not in frozen
            and coding.code in each.codes
            and coding.span.overlaps(each.span)
        )
    )
