"""Ids that sort by time, and the clock that orders changes made on different machines."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

_lock = threading.Lock()
_last = 0


def uuid7() -> str:
    """A new UUID of version 7; within one process each is greater than the one before.

    RFC 9562 section 5.7, with the 12 bits after the millisecond as a counter (method 1 of
    section 6.2), so that thousands made in one millisecond keep their order.
    """
    global _last
    with _lock:
        _last = max(_last + 1, int(time.time() * 1000) << 12)
        stamp, count = _last >> 12, _last & 0xFFF
    tail = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    digits = f"{stamp:012x}7{count:03x}{tail:016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def now() -> str:
    """The present time in UTC as ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def next_clock(last: str, node: str) -> str:
    """The hybrid logical clock's next reading after `last`: `milliseconds-counter-node`, in hex.

    Never runs back, also where the machine's clock does; readings of one node sort as they were
    made, and those of different nodes sort by time, then counter, then node (Kulkarni et al. 2014).
    """
    millis, counter = int(time.time() * 1000), 0
    if last:
        seen_millis, seen_counter = (int(part, 16) for part in last.split("-")[:2])
        if seen_millis >= millis:
            millis, counter = seen_millis, seen_counter + 1
    return f"{millis:012x}-{counter:06x}-{node}"
