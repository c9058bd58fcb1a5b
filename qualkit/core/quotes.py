"""A quotation on its way out of a study."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.records import Span


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker says in a quotation: words as spoken, white space squeezed."""

    pseudonym: str
    words: str
    participant: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that one reference of a code covers, with everything needed to find them again.

    `code` is the code's id, `coders` those whose codings make up the reference, `turn` counts
    from 1 (0 in a text without speakers).
    """

    code: str
    document: str
    version_id: str
    sha256: str
    span: Span
    turn: int
    lines: tuple[Line, ...]
    coders: tuple[str, ...]
    round: str
    codebook_version: str
    memo: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """The participants quoted, in order of first word."""
        return tuple(dict.fromkeys(ln.pseudonym for ln in self.lines if ln.participant))

    def text(self) -> str:
        """The quotation as printed: an exchange keeps its labels and lines."""
        if len(self.lines) == 1:
            return self.lines[0].words
        return "\n".join(f"{line.pseudonym}: {line.words}" for line in self.lines)
