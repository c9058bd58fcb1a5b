"""Meetings at which a team changes its codebook: what was on the agenda, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PointKind(StrEnum):
    """Where a point of an agenda comes from."""

    DRAFT = "draft code"
    NOTE = "team note"
    UNCLEAR = "codebook unclear"
    """A passage on which coders differed and nobody could decide by the codebook."""
    AGREEMENT = "low agreement"
    OTHER = "other"
    """What somebody put on the agenda by hand."""


class Decision(StrEnum):
    """What the meeting made of a point."""

    ADOPT = "adopt"
    MERGE = "merge"
    REDEFINE = "redefine"
    REJECT = "reject"
    POSTPONE = "postpone"
    NOTED = "noted"
    """Talked about; nothing in the codebook changes."""

    @property
    def changes(self) -> bool:
        """Whether the codebook changes by it."""
        return self in (Decision.ADOPT, Decision.MERGE, Decision.REDEFINE)


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """Something to be talked about: `target_id` is the draft, note, decision or code behind it.

    `code` is the id of the code it is about, or "".
    """

    kind: PointKind
    target_id: str
    code: str
    heading: str


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """A point of a meeting's agenda, by number from 1, with what was decided.

    `decision` is None as long as nothing is. `codebook_version` is the fingerprint of the version
    that came of it, or "".
    """

    id: str
    number: int
    point: AgendaPoint
    decision: Decision | None = None
    reason: str = ""
    codebook_version: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A code meeting. `number` counts from 1 by date; `present` are initials or names.

    `codebook_before` and `codebook_after` are fingerprints; "" after, while it is not closed.
    """

    id: str
    number: int
    held_on: str
    title: str
    present: tuple[str, ...]
    round: str
    coder: str
    codebook_before: str
    codebook_after: str = ""
    closed_at: str = ""
    points: tuple[MeetingPoint, ...] = ()

    @property
    def undecided(self) -> tuple[MeetingPoint, ...]:
        """The points about which nothing has been decided."""
        return tuple(point for point in self.points if point.decision is None)
