"""What remains specific in a quotation: what a reader who knows the field could know it by."""

from __future__ import annotations

import re

from qualkit.core.folding import plain_signs

_NUMBER = re.compile(
    r"\b\d[\d,.]*\b(?:\s+[a-z]+){0,2}|\b(?:two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|twenty|thirty) (?:years?|months?|weeks?|of us)\b"
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
_INITIALS = re.compile(r"\b[A-Z]{2,6}s?\b")
_CUES = re.compile(
    r"\b(?:the only|only one|only \w+ (?:who|in)|the first|the last|everybody knows|everyone knew|"
    r"famous|well known|in the papers|press|my (?:son|daughter|husband|wife|partner|mother|mum|"
    r"father|dad|brother|sister|bairn)s?|pregnan\w*|maternity|diagnos\w*|cancer|diabet\w*|"
    r"in recovery|relaps\w*|prison|court|accent|born in|grew up|retir\w*|i'm the \w+|"
    r"as (?:the|a) (?:manager|lead|team lead\w*))\b",
    re.IGNORECASE,
)
_MOST = 8


def specifics(text: str) -> tuple[str, ...]:
    """Numbers with what they count, names, initials and telling phrases, in order, each once.

    A help for the second reader, not a measure: what is not listed may still be known.
    """
    plain = plain_signs(text).replace("\n", " ")
    found = [m for p in (_NUMBER, _NAME, _INITIALS, _CUES) for m in p.finditer(plain)]
    found.sort(key=lambda match: match.start())
    listed = dict.fromkeys(" ".join(match[0].split()) for match in found)
    return tuple(word for word in listed if word not in ("I", "I'm", "I've"))[:_MOST]
