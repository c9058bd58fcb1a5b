"""Characters as people see them: where one begins that may be several code points long."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"
# One that a person sees as a single sign is rarely longer; a text of combining marks alone must
# not make a key slow.
_LONGEST = 64


@lru_cache(maxsize=4096)
def _clings(character: str) -> bool:
    """Whether a code point belongs to the sign before it."""
    code = ord(character)
    if code < 0x300:
        return False
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character == _JOINER
        or code == 0x200C
        or 0xFE00 <= code <= 0xFE0F
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or 0x1160 <= code <= 0x11FF
    )


def _half_flag(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def is_break(text: str, offset: int) -> bool:
    """Whether a sign that people see ends at `offset`; a selection may end there."""
    if offset <= 0 or offset >= len(text):
        return True
    here, before = text[offset], text[offset - 1]
    if _clings(here):
        return before == "\n"
    if before == _JOINER:
        return ord(here) < 0x2000
    if _half_flag(here) and _half_flag(before):
        first = offset
        while first > 0 and offset - first < _LONGEST and _half_flag(text[first - 1]):
            first -= 1
        return (offset - first) % 2 == 0
    return True


def next_break(text: str, offset: int) -> int:
    """Where the sign that begins at `offset` ends."""
    last = min(len(text), offset + _LONGEST)
    offset += 1
    while offset < last and not is_break(text, offset):
        offset += 1
    return min(offset, len(text))


def previous_break(text: str, offset: int) -> int:
    """Where the sign that ends at `offset` begins."""
    first = max(0, offset - _LONGEST)
    offset -= 1
    while offset > first and not is_break(text, offset):
        offset -= 1
    return max(offset, 0)
