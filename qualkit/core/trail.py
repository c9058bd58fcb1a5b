"""Where one has been: places to go back to, and forward again."""

from __future__ import annotations

from typing import Generic, TypeVar

Place = TypeVar("Place")

KEPT = 200
"""Places remembered each way; the oldest are forgotten."""


class Trail(Generic[Place]):
    """Places in the order in which one left them."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def behind(self) -> int:
        """How many places one can go back to."""
        return len(self._behind)

    @property
    def ahead(self) -> int:
        """How many places one can go forward to."""
        return len(self._ahead)

    def leave(self, place: Place) -> None:
        """Remember a place on leaving it by a leap; what was ahead is forgotten."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
            del self._behind[:-KEPT]

    def back(self, here: Place) -> Place | None:
        """The place before this one, or None; `here` is then ahead."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place from which one went back, or None; `here` is then behind."""
        return self._step(self._ahead, self._behind, here)

    def _step(self, source: list[Place], target: list[Place], here: Place) -> Place | None:
        while source:
            place = source.pop()
            if place != here:
                target.append(here)
                del target[:-KEPT]
                return place
        return None
