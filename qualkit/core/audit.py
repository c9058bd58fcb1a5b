"""A finished report and what its audit says: the report's text by place, quotations, findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.records import LeftOut, Span, TextVersion


class Part(StrEnum):
    """Where in a report a paragraph stands."""

    BODY = "body"
    CELL = "table cell"
    NOTE = "note"
    """A footnote or an endnote."""
    MARGIN = "header or footer"
    COMMENT = "comment"
    DELETED = "tracked deletion"
    """Left out on the page, and still in the file."""
    PROPERTY = "document property"


QUOTING = (Part.BODY, Part.CELL, Part.NOTE)
"""The parts in which quotations are looked for; names are looked for in all."""


class Setting(StrEnum):
    """How a paragraph is set, as far as that tells a quotation."""

    PLAIN = "plain"
    INDENTED = "indented"
    """Set in, or all in italics: it may be a quotation without marks."""
    QUOTED = "quoted"
    """A Quote style, `>` or <blockquote>: it is one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a paragraph stands in a table; counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report; `place` is what a person finds it by."""

    text: str
    place: str
    part: Part = Part.BODY
    setting: Setting = Setting.PLAIN
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report as its file gives it, in reading order."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a report presents as somebody's.

    `label` is the attribution after it, `lead_in` what comes before it in its sentence. `sure`
    is false where only an indent speaks for it, `single` true between single marks, `block` where
    it has none. `parts` are its paragraphs where each opens with a mark of its own: one quotation
    by the books, several by oversight. `listed` says that it stands in a table.
    """

    text: str
    place: str
    label: str = ""
    lead_in: str = ""
    sure: bool = True
    block: bool = False
    single: bool = False
    parts: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A text that may have been quoted, and what the document is called.

    `masked` are the stretches in whose place a report has words in square brackets, in order.
    """

    name: str
    version: TextVersion
    masked: tuple[Span, ...] = ()


class Verdict(StrEnum):
    """What becomes of a quotation's words when they are looked up in the transcripts."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    STITCHED = "stitched"
    """Put together from places that lie apart."""
    NOT_FOUND = "not found"
    CITED = "cited"
    """Not found, and a work of literature is named beside it: nobody of the study is quoted."""
    TERM = "term"
    """Up to three words in quotation marks without an attribution: an expression. So is what the
    study's own codebook and scales say, however long."""


class Fault(StrEnum):
    """What is wrong with a quotation."""

    ALTERED = "altered"
    STITCHED = "stitched"
    NOT_FOUND = "not found"
    TWICE = "used twice"
    CONSENT = "without consent"
    IDENTIFIER = "identifier"
    ATTRIBUTION = "attribution"
    """The attribution singles somebody out."""
    SPEAKER = "wrong speaker"
    """The attribution is somebody else's than the words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in words for people."""

    kind: Fault
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch `[start, end)` of a document's present text."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what was found about it.

    `at` is its place in the report; `places` are where its words stand, one but for stitched
    ones. `diff` shows words as [-in the transcript only-] and {+in the report only+}; None where
    nothing differs or nothing is near. `sharing` is how many participants share what the
    attribution names; None where it names nothing.
    """

    text: str
    verdict: Verdict
    at: str
    places: tuple[Place, ...] = ()
    speakers: tuple[str, ...] = ()
    attribution: str = ""
    sharing: int | None = None
    diff: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody's name in the report outside its quotations; the name itself is not repeated."""

    at: str
    message: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit of a report says, in the order of the report."""

    report: str
    quotes: tuple[Checked, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    notes: tuple[str, ...] = ()
    minimum: int = 3

    @property
    def failed(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.elsewhere) or any(quote.findings for quote in self.quotes)


_CHANGE = re.compile(r"\[-.*?-\]|\{\+.*?\+\}", re.DOTALL)
_KEPT = 5


def around_changes(diff: str) -> str:
    """A diff with what agrees cut down to five words on either side of each change.

    >>> around_changes("one two three four five six seven [-eight-] nine")
    '... three four five six seven [-eight-] nine'
    """
    parts: list[str] = []
    at = 0
    for found in (*_CHANGE.finditer(diff), None):
        words = diff[at : found.start() if found else len(diff)].split()
        before, after = at > 0, found is not None
        if len(words) > _KEPT * (before + after):
            words = [*words[: _KEPT * before], "...", *words[len(words) - _KEPT * after :]]
        parts += words
        if found:
            parts.append(found[0])
            at = found.end()
    return " ".join(parts)
