"""Passages on which coders who judged one document differ: coding beside coding, as people see it.

See `comparing` for how they are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.core.records import Span
from qualkit.core.team import DifferenceKind


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """A coding as it is compared: whose, of which code, where; `id` is that of the coding."""

    coder: str
    code: str
    span: Span
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """A code on a span, as a coder had it (`coding_id` is theirs) or as it is decided on ("")."""

    code: str
    span: Span
    coding_id: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder has in a passage on which coders differ; no judgements: nothing there."""

    coder: str
    judgements: tuple[Judgement, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that the coder has there, each once."""
        return tuple(dict.fromkeys(each.code for each in self.judgements))


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage on which coders differ.

    `span` is the hull of the codings it is about, `sides` holds everybody who judged one of its
    codes, by initials. `mass` is in characters of participants' speech: over its codes, the length
    of what differs times the share of pairs of coders that differ there. `share` is the part of
    the round's disagreement that this is; `adjudication` the id of the decision, or "". The key is
    the same whenever the same codings are compared.
    """

    key: str
    document_id: str
    version_id: str
    round: str
    span: Span
    kind: DifferenceKind
    codes: tuple[str, ...]
    sides: tuple[Side, ...]
    mass: float
    share: float = 0.0
    adjudication: str = ""

    @property
    def settled(self) -> bool:
        """Whether somebody has decided on it."""
        return bool(self.adjudication)

    @property
    def coders(self) -> tuple[str, ...]:
        """The initials of everybody who judged one of its codes."""
        return tuple(side.coder for side in self.sides)

    def side(self, coder: str) -> Side | None:
        """What that coder has there; None where they did not judge it."""
        return next((side for side in self.sides if side.coder == coder), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A document whose coders are compared.

    `coders` are those who judged it. `speech` is what counts, in order and disjoint: the words of
    participants. `judges` says whether a coder judged a code there (themes may limit them);
    `zones` are, by code, the passages that are missing for everybody. `seed` is what is the same
    for this document in every copy of the study: keys are made with it.
    """

    document_id: str
    version_id: str
    round: str
    coders: tuple[str, ...]
    speech: Sequence[Span]
    judges: Callable[[str, str], bool] = lambda coder, code: True
    zones: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    seed: str = ""


_RANK = {kind: rank for rank, kind in enumerate(DifferenceKind)}


def ranked(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Substitutions and omissions first, the heaviest before; then the edges."""
    edge = DifferenceKind.EDGE
    return tuple(
        sorted(
            found,
            key=lambda d: (d.kind is edge, -d.mass, _RANK[d.kind], d.round, d.key),
        )
    )
