"""The letters by which one jumps to a place on the screen."""

from __future__ import annotations

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first: most jumps need no reach."""


def jump_letters(count: int) -> tuple[str, ...]:
    """`count` sequences of one or two letters, none the beginning of another, short ones first.

    676 at most; what is more than that gets none.
    """
    many = len(LETTERS)
    count = min(count, many * many)
    # Each first letter given up opens 26 pairs: as few as will do.
    pairs = max(0, -(-(count - many) // (many - 1)))
    singles = list(LETTERS[: many - pairs])
    doubles = [first + second for first in LETTERS[many - pairs :] for second in LETTERS]
    return tuple((singles + doubles)[:count])
