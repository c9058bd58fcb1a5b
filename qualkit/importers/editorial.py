"""Editorial marks and time stamps inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.core.records import Mark, MarkKind
from qualkit.importers.stamps import IN_TEXT, normalised
from qualkit.importers.vocabulary import EDITORIAL_ONLY

# Anything short in square or double round brackets was put there by the transcriber; single round
# brackets, asterisks and angle brackets only with a known word.
_BRACKETS = re.compile(
    r"\(\((?P<double>[^()\n]{0,60})\)\)|\[{1,2}(?P<square>[^\[\]\n]{1,60})\]{1,2}"
    r"|\((?P<single>[^()\n]{2,60})\)|\*(?P<star>[^*\n]{2,40})\*|<(?P<angle>[^<>\n]{2,40})>"
    r"|(?P<hash>#[\d:.,-]{4,20}#)"
)


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
        yield Mark(*match.span(), MarkKind.EDITORIAL, content.strip())
