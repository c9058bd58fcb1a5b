"""A measured figure, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `aim` and `memory_aim` are the most it should be, None for no aim."""

    what: str
    value: float
    aim: float | None
    unit: str
    megabytes: float | None = None
    memory_aim: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the aims are met; None where there is none."""
        if self.aim is None:
            return None
        within = self.memory_aim is None or (self.megabytes or 0) <= self.memory_aim
        return self.value <= self.aim and within

    def line(self) -> str:
        """The figure as a row of the table."""
        digits = 1 if self.value >= 10 else 2 if self.unit == "s" else 1
        aim = "" if self.aim is None else f"{self.aim:g} {self.unit}"
        memory = "" if self.megabytes is None else f"{self.megabytes:.0f} MB"
        if self.memory_aim is not None:
            memory += f" (aim {self.memory_aim:.0f})"
        verdict = {True: "ok", False: "MISSED", None: ""}[self.met]
        value = f"{self.value:.{digits}f} {self.unit}"
        return f"{self.what:44}{value:>12}{aim:>10}  {memory:>18}  {verdict}"


HEAD = f"{'':44}{'measured':>12}{'aim':>10}  {'peak memory':>18}"


def missed(figures: Iterable[Figure]) -> list[str]:
    """The figures whose aims are not met."""
    return [figure.what for figure in figures if figure.met is False]
