"""The grammar of speaker labels: what in a line could be one. Whether it is, `evidence` decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qualkit.importers.blocks import Line
from qualkit.importers.shapes import PERSONAL, Shape, key_of, shape_of, tidy
from qualkit.importers.stamps import STAMP
from qualkit.importers.vocabulary import SECTION_LINE, STATUS_LINE

LONGEST = 60


class Form(StrEnum):
    """How a label stands in its line; the first four are strong evidence by themselves."""

    VOICE = "voice"
    CELL = "cell"
    COLON = "colon"
    TIMED = "timed"
    BRACKET = "bracket"
    TAB = "tab"
    DASH = "dash"
    POINT = "point"
    BOLD = "bold"
    BARE = "bare"


STRONG = frozenset({Form.VOICE, Form.CELL, Form.COLON, Form.TIMED, Form.BRACKET})


@dataclass(slots=True)
class Candidate:
    """A possible label: `rest` is where speech begins in the line, `stamp` a time beside it."""

    line: Line
    label: str
    key: str
    form: Form
    shape: Shape
    rest: int
    stamp: tuple[int, int] | None = None
    bold: bool = False

    @property
    def value(self) -> str:
        """What stands behind the label in its line."""
        return self.line.text[self.rest :].strip()


_LEAD = (
    r"\s*(?:(?:[-–—]{1,3}|[•*▪·]|>{1,3})\s*)?"
    r"(?:\[\d{1,5}\]\s*|\(\d{1,5}\)\s*|\d{1,5}[.)]?\s+(?=[^\s\d]))?"
    rf"(?:(?P<before>{STAMP})[\s\-–—,|]*)?"
)
_NAME = rf"(?P<label>[^\W_][^:：\t\[\]<>|]{{0,{LONGEST}}}?)"
_AFTER = rf"(?:[\s,|–—-]*(?P<between>{STAMP}))?"

_COLON = re.compile(rf"{_LEAD}{_NAME}{_AFTER}\s*[:：](?!//)(?P<gap>\s*)")
_TRAILING_STAMP = re.compile(rf"(?P<stamp>{STAMP})\s*")
_BRACKET = re.compile(
    rf"{_LEAD}(?:\[(?P<square>[^\W\d_][^\]\n]{{0,40}})\]|<(?P<angle>[^\W\d_/][^>\n]{{0,40}})>)"
    rf"{_AFTER}\s*[:：]?(?:\s+|$)"
)
_STAMPED_FIRST = re.compile(
    rf"\s*(?:\[\d{{1,5}}\]\s*)?(?P<before>{STAMP})[ \t\-–—,|]*{_NAME}(?P<gap>\s*$|\t| {{2,}})"
)
_STAMPED_LAST = re.compile(rf"{_LEAD}{_NAME}[\s,|–—-]+(?P<between>{STAMP})\s*$")
_TAB = re.compile(rf"{_LEAD}{_NAME}\s*\t\s*(?:(?P<between>{STAMP})\s*\t\s*)?(?=\S)")
_DASH = re.compile(
    rf"{_LEAD}(?P<label>[^\W_][^:\t\[\]<>|–—]{{0,40}}?)(?:\s+[-–—]+\s+|\s*[>|]\s+)(?=\S)"
)
# Q. and A., as stenographers type them.
_POINT = re.compile(rf"{_LEAD}(?P<label>[A-Z]{{1,3}}\d{{0,2}})\.\s+(?=\S)")
_BARE = re.compile(rf"{_LEAD}{_NAME}\s*$")
_ENDS_IN_NUMBER = re.compile(r"\s\d{1,3}$")
_POSSIBLE = re.compile(r"[:：\t<\[|>–—-]|\d")


def find(line: Line, known: frozenset[str] = frozenset()) -> Candidate | None:
    """What could be a speaker's label at the head of the line.

    The keys in `known` need not look like labels. A word that is more often something else is
    found only where nothing likelier is.
    """
    if line.blank or SECTION_LINE.fullmatch(line.text.strip()):
        return None
    if known and len(line.text) <= 120 and STATUS_LINE.fullmatch(line.text.strip()):
        return None  # "Marsh, Fiona started transcription": a known name, and no label
    head = _Head(line, known)
    return head.candidate() or head.doubtful()


class _Head:
    """The beginning of one line, and what could be a label in it."""

    __slots__ = ("bold", "head", "known", "lenient", "line", "possible")

    def __init__(self, line: Line, known: frozenset[str]) -> None:
        self.line = line
        self.known = known
        self.head = line.text[: 2 * LONGEST]
        self.bold = line.bold() if line.block.bold else ()
        self.lenient = False
        self.possible = bool(_POSSIBLE.search(self.head))

    def candidate(self) -> Candidate | None:
        """The likeliest label by its form."""
        if self.possible:
            found = (
                self._colon()
                or self._matched(_BRACKET, Form.BRACKET)
                or self._stamped()
                or self._matched(_TAB, Form.TAB)
            )
            if found:
                return found
        return (
            self._bold()
            or self._matched(_DASH, Form.DASH)
            or (None if self.lenient else self._matched(_POINT, Form.POINT))
            or (self._matched(_BARE, Form.BARE) if len(self.line.text) <= LONGEST else None)
        )

    def doubtful(self) -> Candidate | None:
        """The same where words pass that are seldom labels."""
        first = next((char for char in self.head if char.isalpha()), "")
        if not first.isupper() or not (self.possible or self.bold or len(self.head) <= LONGEST):
            return None
        self.lenient = True
        return self.candidate()

    def _colon(self) -> Candidate | None:
        if ":" not in self.head and "：" not in self.head:
            return None
        match = _COLON.match(self.head)
        if not match:
            return None
        found = self._candidate(match["label"], Form.COLON, match.end(), _span(match))
        if not found:
            return None
        rest = self.line.text[match.end() :]
        if not match["gap"] and rest and not _may_touch(found, rest, match[0]):
            return None
        if stamp := _TRAILING_STAMP.match(rest):
            # "P1: 10:30 was too late" is speech; "P1: [10:30] Yes" and "P1: 00:10:30" are stamps.
            alone = not rest[stamp.end() :].strip()
            if alone or stamp["stamp"][0] in "[(<#{" or stamp["stamp"].count(":") == 2:
                start = match.end()
                found.stamp = (start, start + len(stamp["stamp"]))
                found.rest = start + stamp.end()
        found.bold = bool(self.bold) and self.bold[0][0] <= match.start("label") < self.bold[0][1]
        return found

    def _stamped(self) -> Candidate | None:
        found = self._matched(_STAMPED_FIRST, Form.TIMED)
        if found is None and len(self.line.text) <= 2 * LONGEST:
            found = self._matched(_STAMPED_LAST, Form.TIMED)
        return found

    def _bold(self) -> Candidate | None:
        text = self.line.text
        if not self.bold or self.bold[0][0] > len(text) - len(text.lstrip()):
            return None
        start, end = self.bold[0]
        label = text[start:end]
        if end >= len(text.rstrip()) or len(label) > LONGEST or not text[end:][:1].isspace():
            return None
        return self._candidate(label, Form.BOLD, end, None)

    def _matched(self, pattern: re.Pattern[str], form: Form) -> Candidate | None:
        match = pattern.match(self.line.text if form is Form.BARE else self.head)
        if not match:
            return None
        groups = match.groupdict()
        label = groups.get("label") or groups.get("square") or groups.get("angle") or ""
        stamp = _span(match)
        # "[Nina Berg] 10:01:22" is a name and a time; "[door] 10:01" is none.
        if form is Form.BRACKET and stamp:
            form = Form.TIMED
        return self._candidate(label, form, match.end(), stamp)

    def _candidate(
        self, raw: str, form: Form, rest: int, stamp: tuple[int, int] | None
    ) -> Candidate | None:
        label = tidy(raw)
        if not label:
            return None
        key = key_of(label)
        shape = Shape.KNOWN if key in self.known else shape_of(label)
        if shape is Shape.DOUBTFUL and not self.lenient:
            shape = Shape.NONE
        if shape is Shape.NONE and form is not Form.TIMED:
            return None
        bold = bool(self.bold) and not self.line.text[: self.bold[0][0]].strip()
        return Candidate(self.line, label, key, form, shape, rest, stamp, bold)


def _may_touch(found: Candidate, rest: str, matched: str) -> bool:
    """Whether the text may follow the colon without a space: `P1:Yes`, but not `10:30`."""
    if rest[:2].isdigit() and _ENDS_IN_NUMBER.search(found.label):
        return False  # "I   0:02" is a label and a time, not the label "I 0"
    if matched.rstrip().endswith("：") or rest[0].isspace():
        return True
    return found.shape in PERSONAL and not (rest[0].isdigit() and found.shape is Shape.NAME)


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    for group in ("before", "between"):
        if match.re.groupindex.get(group) and match[group]:
            return match.span(group)
    return None
