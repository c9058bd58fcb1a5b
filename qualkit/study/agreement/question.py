"""What is asked of agreement: which round, whose codings, in which unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.errors import InputError


class Unit(StrEnum):
    """What is judged with or without a code."""

    CHARACTER = "character"
    SENTENCE = "sentence"
    TURN = "turn"
    DOCUMENT = "document"


class Source(StrEnum):
    """Which codings are compared."""

    INDEPENDENT = "independent"
    """As they were when their coder first said done: what agreement means."""
    CURRENT = "current"
    """As they are now, after whatever was talked about since: no measure of independent work."""


class Documents(StrEnum):
    """Which documents of a round count."""

    FRESH = "fresh"
    """Those that none of their coders had coded in an earlier round."""
    ALL = "all"


ALL_ROUNDS = "all"


@dataclass(frozen=True, slots=True)
class AgreementQuestion:
    """What is asked.

    `round` is a round's name, "" for the last one with something to compare, "all" for every
    round that counts. `pair` limits to two coders. `codes` (ids) limits what is listed. `intra`
    compares this coder with themselves between rounds. `against_final` compares each coder with
    the settled layer; `training` (initials) only what this coder did for training, once it is
    done. `infer` takes whoever has codings in a document for somebody who finished
    it, for codings that came without assignments. `least` is the share of a sentence, turn or
    document that must be covered (0: any of it). `subcodes` counts codings of the codes under a
    code for it too. `replicates` 0 leaves intervals out.
    """

    round: str = ""
    pair: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    document: str = ""
    unit: Unit = Unit.CHARACTER
    least: float = 0.0
    source: Source = Source.INDEPENDENT
    documents: Documents = Documents.FRESH
    intra: str = ""
    against_final: bool = False
    training: str = ""
    infer: bool = False
    subcodes: bool = False
    interviewers: bool = False
    iou: float = 0.5
    replicates: int = 1000
    seed: int = 1
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.pair and len(set(self.pair)) != 2:
            raise InputError(
                f"a pair is two coders, not {', '.join(self.pair)}", "write it so: --pair AB,CD"
            )
        if not 0 <= self.least <= 1 or not 0 < self.iou <= 1:
            raise InputError("a share lies between 0 and 1", "such as --least 0.5 or --iou 0.5")
        if not 0.5 <= self.level < 1:
            raise InputError(
                f"{self.level} is no level of an interval", "write a share such as 0.95"
            )
        if self.replicates < 0:
            raise InputError("the number of replicates is negative", "take 1000, or 0 for none")
