"""A quotation on its way out of a study.

Half a million of these are made in one export, so they are named tuples: 0.4 µs each where a
frozen dataclass takes 2.5 µs.
"""

from __future__ import annotations

from typing import NamedTuple

from qualkit.core.records import Span

CUT = "[...]"
"""What stands where words of a quotation are left out."""


class Line(NamedTuple):
    """What one speaker says in a quotation: words as spoken, white space squeezed."""

    pseudonym: str
    words: str
    participant: bool


class CodedSpan(NamedTuple):
    """A coding as far as quotations need it."""

    code: str
    document_id: str
    version_id: str
    start: int
    end: int
    coder: str
    round: str
    codebook_version: str
    layer: str = "coder"


class Quote(NamedTuple):
    """The words that one reference of a code covers, with everything needed to find them again.

    `code` is the code's id, `coders` those whose codings make up the reference, `turn` counts
    from 1 (0 in a text without speakers); `start` and `end` are a half-open span of the text.
    `attribution` is what prints beside it, filled in by the export gate; `paraphrased` says that
    the words are a researcher's and not the speaker's, `qualifies` that it is a counter-example to
    the quotation before it.
    """

    code: str
    document: str
    version_id: str
    sha256: str
    start: int
    end: int
    turn: int
    lines: tuple[Line, ...]
    coders: tuple[str, ...]
    round: str
    codebook_version: str
    layer: str = "coder"
    attribution: str = ""
    paraphrased: bool = False
    qualifies: bool = False

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The participants quoted, in order of first word."""
        if len(self.lines) == 1:
            line = self.lines[0]
            return (line.pseudonym,) if line.participant and line.pseudonym else ()
        found = (ln.pseudonym for ln in self.lines if ln.participant and ln.pseudonym)
        return tuple(dict.fromkeys(found))

    def dressed(self, attribution: str, document: str, lines: tuple[Line, ...]) -> Quote:
        """The same with what prints beside it, in half the time that `_replace` takes (1.4 µs)."""
        return Quote(self[0], document, *self[2:7], lines, *self[8:12], attribution, *self[13:])

    def text(self) -> str:
        """The quotation as printed: an exchange keeps its labels and lines.

        The words of a paraphrase are all in the first line: they are nobody's in particular.
        """
        if len(self.lines) == 1 or self.paraphrased:
            return self.lines[0].words
        return "\n".join(f"{line.pseudonym}: {line.words}" for line in self.lines)
