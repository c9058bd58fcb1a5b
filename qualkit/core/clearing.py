"""What stands against letting a quotation leave a study, and what came of asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Against(StrEnum):
    """A reason why a quotation, or a file, should not leave."""

    WITHDRAWN = "consent withdrawn"
    REFUSED = "no quotation agreed to"
    PARAPHRASE = "paraphrase only"
    EMBARGO = "embargo"
    AUDIENCE = "not agreed to for these readers"
    UNRECORDED = "no consent on record"
    UNSCANNED = "text not scanned for identifiers"
    OPEN = "finding not decided"
    DISCLOSURE = "attribution that singles somebody out"
    LEAK = "name of the roster in the file"
    DUPLICATE = "same words twice"
    NEAR_DUPLICATE = "nearly the same words twice"
    BALANCE = "one person has more than a quarter of a theme"
    ONE_TEAM = "all who share the attribution are of one team"

    @property
    def left_out(self) -> bool:
        """Whether the quotation stays behind whatever anybody says: what was refused is refused."""
        return self in _LEFT_OUT

    @property
    def blocks(self) -> bool:
        """Whether nothing is written until somebody mends it or says why it may leave."""
        return self in _BLOCKING


_LEFT_OUT = frozenset(
    (
        Against.WITHDRAWN, Against.REFUSED, Against.PARAPHRASE, Against.EMBARGO, Against.AUDIENCE,
    )
)  # fmt: skip
_BLOCKING = frozenset(
    (
        Against.UNRECORDED, Against.UNSCANNED, Against.OPEN, Against.DISCLOSURE, Against.LEAK,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against one quotation (against the whole file, where no document is named).

    `said` is a sentence for an ethics board; it holds no word of a transcript.
    """

    against: Against
    said: str
    code: str = ""
    document: str = ""
    turn: int = 0
    start: int = 0
    end: int = 0
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the gate says of a choice of quotations before anything is written.

    `quotes` is how many would leave, `left_out` how many stay behind by what was agreed to;
    `widened` are sentences on attributions of which something was widened or left out, and why.
    """

    profile: str
    quotes: int
    left_out: int
    objections: tuple[Objection, ...]
    widened: tuple[str, ...] = ()

    @property
    def blocking(self) -> tuple[Objection, ...]:
        """What must be mended, or overruled with a reason."""
        return tuple(each for each in self.objections if each.against.blocks)

    @property
    def warnings(self) -> tuple[Objection, ...]:
        """What a person should look at."""
        return tuple(
            each for each in self.objections if not (each.against.blocks or each.against.left_out)
        )
