"""The grammar of speaker labels: what in a line could be one. Whether it is, `evidence` decides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from qualkit.importers.blocks import Line
from qualkit.importers.stamps import ONLY_STAMP, STAMP
from qualkit.importers.vocabulary import (
    CODE,
    EDITORIAL_ONLY,
    HEADER_KEYS,
    INTERVIEWER,
    NOT_NAMES,
    NOTE_KEYS,
    OTHER,
    PARTICIPANT,
    PARTICLES,
    QUESTION_AND_ANSWER,
    SECTION_LINE,
)

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
    BOLD = "bold"
    BARE = "bare"


STRONG = frozenset({Form.VOICE, Form.CELL, Form.COLON, Form.TIMED, Form.BRACKET})


class Shape(StrEnum):
    """What a label looks like by itself."""

    GENERIC = "generic"
    CODE = "code"
    NAME = "name"
    WORD = "word"
    HEADER = "header"
    NOTE = "note"
    NONE = "none"


TYPICAL = frozenset({Shape.GENERIC, Shape.CODE})
PERSONAL = frozenset({Shape.GENERIC, Shape.CODE, Shape.NAME})


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
    r"\s*(?:(?:[-–—•*▪·]|>{1,3})\s*)?"
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
_BARE = re.compile(rf"{_LEAD}{_NAME}\s*$")
_ROLE = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_DATE_WORD = re.compile(
    r"(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|june|july|august|september|october|november|december",
    re.IGNORECASE,
)
_ENDS_IN_NUMBER = re.compile(r"\s\d{1,3}$")
_POSSIBLE = re.compile(r"[:：\t<\[|>–—-]|\d")


def find(line: Line) -> Candidate | None:
    """What could be a speaker's label at the head of the line."""
    text = line.text
    head = text[: 2 * LONGEST]
    if line.blank or SECTION_LINE.fullmatch(text.strip()):
        return None
    bold = line.bold() if line.block.bold else ()
    if _POSSIBLE.search(head):
        found = (
            _colon(line, head, bold)
            or _matched(line, _BRACKET, head, Form.BRACKET)
            or _stamped(line, head)
            or _matched(line, _TAB, head, Form.TAB)
        )
        if found:
            return found
    return (
        _bold(line, bold)
        or _matched(line, _DASH, head, Form.DASH)
        or (_matched(line, _BARE, text, Form.BARE) if len(text) <= LONGEST else None)
    )


def _colon(line: Line, head: str, bold: tuple[tuple[int, int], ...]) -> Candidate | None:
    if ":" not in head and "：" not in head:
        return None
    match = _COLON.match(head)
    if not match:
        return None
    found = _candidate(line, match["label"], Form.COLON, match.end(), _span(match))
    if not found:
        return None
    rest = line.text[match.end() :]
    if not match["gap"] and rest and not _may_touch(found, rest, match[0]):
        return None
    if stamp := _TRAILING_STAMP.match(rest):
        # "P1: 10:30 was too late" is speech; "P1: [10:30] Yes" and "P1: 00:10:30" are stamps.
        alone = not rest[stamp.end() :].strip()
        if alone or stamp["stamp"][0] in "[(<#{" or stamp["stamp"].count(":") == 2:
            start = match.end()
            found.stamp = (start, start + len(stamp["stamp"]))
            found.rest = start + stamp.end()
    found.bold = bool(bold) and bold[0][0] <= match.start("label") < bold[0][1]
    return found


def _may_touch(found: Candidate, rest: str, matched: str) -> bool:
    """Whether the text may follow the colon without a space: `P1:Yes`, but not `10:30`."""
    if rest[:2].isdigit() and _ENDS_IN_NUMBER.search(found.label):
        return False  # "I   0:02" is a label and a time, not the label "I 0"
    if matched.rstrip().endswith("：") or rest[0].isspace():
        return True
    return found.shape in PERSONAL and not (rest[0].isdigit() and found.shape is Shape.NAME)


def _stamped(line: Line, head: str) -> Candidate | None:
    for pattern in (_STAMPED_FIRST, _STAMPED_LAST):
        if (pattern is _STAMPED_FIRST or len(line.text) <= 2 * LONGEST) and (
            found := _matched(line, pattern, head, Form.TIMED)
        ):
            return found
    return None


def _bold(line: Line, bold: tuple[tuple[int, int], ...]) -> Candidate | None:
    if not bold or bold[0][0] > len(line.text) - len(line.text.lstrip()):
        return None
    start, end = bold[0]
    label = line.text[start:end]
    if end >= len(line.text.rstrip()) or len(label) > LONGEST or not line.text[end:][:1].isspace():
        return None
    return _candidate(line, label, Form.BOLD, end, None)


def _matched(line: Line, pattern: re.Pattern[str], head: str, form: Form) -> Candidate | None:
    match = pattern.match(head)
    if not match:
        return None
    groups = match.groupdict()
    label = groups.get("label") or groups.get("square") or groups.get("angle") or ""
    return _candidate(line, label, form, match.end(), _span(match))


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    for group in ("before", "between"):
        if match.re.groupindex.get(group) and match[group]:
            return match.span(group)
    return None


def _candidate(
    line: Line, raw: str, form: Form, rest: int, stamp: tuple[int, int] | None
) -> Candidate | None:
    label = tidy(raw)
    if not label:
        return None
    shape = shape_of(label)
    if shape is Shape.NONE and form is not Form.TIMED:
        return None
    return Candidate(line, label, key_of(label), form, shape, rest, stamp)


def tidy(raw: str) -> str:
    """A label as people should see it: squeezed, without `(laughs)` behind it."""
    label = " ".join(raw.split()).strip(" *_-–—,;|")
    role = _ROLE.search(label)
    if role and EDITORIAL_ONLY.fullmatch(role[1]):
        label = label[: role.start()]
    return label


def key_of(label: str) -> str:
    """What two spellings of one label have in common."""
    folded = unicodedata.normalize("NFKC", label).casefold().replace("’", "'")
    return " ".join(folded.split()).rstrip(".")


def role_in(label: str) -> tuple[str, str]:
    """The label without the role in brackets behind it, and that role."""
    found = _ROLE.search(label)
    return (label[: found.start()], found[1]) if found and found.start() else (label, "")


def is_ambiguous(label: str) -> bool:
    """Whether `label` is the initials of a person or a word in capitals: SO, NO, NB."""
    word = key_of(label) in NOT_NAMES or key_of(label) == "nb"
    return word and label.isupper() and len(label) <= 3


def shape_of(label: str) -> Shape:
    """What `label` looks like."""
    key = key_of(label)
    if key in NOTE_KEYS:
        return Shape.NOTE
    if key in HEADER_KEYS:
        return Shape.HEADER
    bare = role_in(label)[0]
    if key in NOT_NAMES and key not in QUESTION_AND_ANSWER and not is_ambiguous(label):
        return Shape.NONE
    if any(words.fullmatch(bare) for words in (INTERVIEWER, PARTICIPANT, OTHER)):
        return Shape.GENERIC
    if CODE.fullmatch(bare):
        return Shape.CODE
    return _named(bare)


def _named(label: str) -> Shape:
    words = label.replace(",", " ").replace("/", " ").split()
    if not 1 <= len(words) <= 5 or label.count(",") > 1 or label[-1:] in "?!;…(":
        return Shape.NONE
    if "." in label and not re.fullmatch(
        r"(?:[^.]{1,4}\.|[^.]+)(?:\s*(?:[^.\s]{1,4}\.|[^.]+))*", label
    ):
        return Shape.NONE
    if any(ONLY_STAMP.fullmatch(word) or _DATE_WORD.fullmatch(word) for word in words):
        return Shape.NONE
    if not label[0].isalpha():
        return Shape.NONE
    small = [word for word in words if _is_small(word)]
    if not small:
        return Shape.NAME
    if len(words) == 1:
        return Shape.WORD if words[0].isalnum() and words[0][0].isalpha() else Shape.NONE
    inner = all(word.casefold() in PARTICLES for word in small)
    return Shape.NAME if inner and words[-1] not in small else Shape.NONE


def _is_small(word: str) -> bool:
    """Whether a word begins with a lower-case letter; scripts without case have none."""
    first = next((char for char in word if char.isalnum()), "a")
    return first.islower() and first != "ª"
