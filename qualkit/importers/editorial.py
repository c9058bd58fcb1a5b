"""Editorial marks and time stamps inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.core.records import Mark, MarkKind
from qualkit.importers.stamps import IN_TEXT, normalised
from qualkit.importers.vocabulary import EDITORIAL_ONLY, EDITORIAL_WORDS

# Anything of up to 60 characters in square or double round brackets was put there by the
# transcriber, and up to 120 if nobody says I, me or you in it; single round brackets, asterisks
# and angle brackets only with a known word.
_BRACKETS = re.compile(
    r"\(\((?P<double>[^()\n]{0,120})\)\)|\[{1,2}(?P<square>[^\[\]\n]{1,120})\]{1,2}"
    r"|\((?P<single>[^()\n]{2,60})\)|\*(?P<star>[^*\n]{2,40})\*|<(?P<angle>[^<>\n]{2,40})>"
    r"|(?P<hash>#[\d:.,-]{4,20}#)"
)

_SHORT = 60
# A remark that stands by itself may be long; nobody types more in one pair of brackets.
_LONGEST = 400
_SPEAKS = re.compile(r"\b(?:I|I['’]\w+|you|your|my|me)\b|\?\s*$")
_OPEN = {"[": "]", "(": ")"}
_ANY_WORD = re.compile(rf"\b(?:{EDITORIAL_WORDS})\b", re.IGNORECASE)


def is_remark(text: str) -> bool:
    """Whether a line is wholly in brackets and was put there by whoever typed it.

    >>> is_remark("[Recorder off. Fire alarm.]"), is_remark("[sighs] Well. [laughs]")
    (True, False)
    """
    text = text.strip()
    if not 3 <= len(text) <= _LONGEST or text[0] not in _OPEN or not _encloses(text):
        return False
    if IN_TEXT.fullmatch(text):
        return False
    if text[0] == "[" or text.startswith("(("):
        return len(text) <= _SHORT or not _SPEAKS.search(text.strip("[]() "))
    return bool(_ANY_WORD.search(text)) and not _SPEAKS.search(text.strip("() "))


def _encloses(text: str) -> bool:
    """Whether the bracket that opens the text is closed by its last character."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == text[0]) - (char == _OPEN[text[0]])
        if depth <= 0:
            return place == len(text) - 1
    return False


def marks_in(text: str, start: int, end: int) -> Iterator[Mark]:
    """The editorial marks and time stamps in `text[start:end]`, in order."""
    for match in _BRACKETS.finditer(text, start, end):
        if IN_TEXT.fullmatch(match[0]):
            yield Mark(*match.span(), MarkKind.TIME, normalised(match[0]))
            continue
        inner = match["single"] or match["star"] or match["angle"]
        if match["hash"] or (inner and not EDITORIAL_ONLY.fullmatch(inner.strip())):
            continue
        content = inner or match["square"] or match["double"] or ""
        if len(content) > _SHORT and _SPEAKS.search(content):
            continue
        yield Mark(*match.span(), MarkKind.EDITORIAL, content.strip())
