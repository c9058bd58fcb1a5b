"""Time stamps as people and programs write them."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
# Older Teams files write 0:0:2.5.
_LOOSE = r"\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,7}"
CLOCK = rf"(?:{_LOOSE}|{_CLOCK})(?!\d|:\d)"
# Messengers put the day before the clock: 12/03/2024, 10:02.
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+)?"
_RANGE = rf"{_DAY}{CLOCK}(?:\s*(?:-{{1,2}}>|[-–—]|to)\s*{CLOCK})?"

BRACKETED = (
    rf"(?:#{CLOCK}(?:-\d+)?#|\[\s*{_RANGE}\s*\]|\(\s*{_RANGE}\s*\)"
    rf"|<\s*{_RANGE}\s*>|\{{\s*{_RANGE}\s*\}})"
)
STAMP = rf"(?:{BRACKETED}|{_RANGE}(?:\s?[AaPp]\.?[Mm]\b\.?)?)"

ONLY_STAMP = re.compile(rf"\s*{STAMP}\s*")
IN_TEXT = re.compile(BRACKETED)
_FIRST = re.compile(CLOCK)

_LEADING = re.compile(rf"\s*{STAMP}(?!\w)")


def leading_stamp(text: str) -> int:
    """Where the time stamp at the head of `text` ends, or 0."""
    found = _LEADING.match(text)
    return found.end() if found else 0


def normalised(stamp: str) -> str:
    """The first time in `stamp` as h:mm:ss, or "" where there is none.

    >>> normalised("[75:12]"), normalised("00:12:31,500"), normalised("0:0:2.5")
    ('1:15:12', '0:12:31', '0:00:02')
    """
    found = _FIRST.search(stamp)
    if found is None:
        return ""
    parts = [int(part) for part in re.split(r"[.,]", found[0])[0].split(":")]
    hours, minutes, seconds = parts if len(parts) == 3 else (0, *parts)
    total = 3600 * hours + 60 * minutes + seconds
    return f"{total // 3600}:{total // 60 % 60:02}:{total % 60:02}"
