"""National bodies, brands and shortenings: what single nobody out and stays as it is."""

from __future__ import annotations

from qualkit.privacy.scan.context import Context


def bodies(context: Context, shortest: int = 1) -> frozenset[int]:
    """Where words begin that belong to a body of `shortest` words or more."""
    words, known = context.words, context.lex.bodies
    lengths: dict[str, set[int]] = {}
    for body in known:
        lengths.setdefault(body[0], set()).add(len(body))
    found: set[int] = set()
    index = 0
    while index < len(words.tokens):
        length = 0
        for n in sorted(lengths.get(words.tokens[index].low, ()), reverse=True):
            if tuple(t.low for t in words.tokens[index : index + n]) in known:
                length = n
                break
        if length >= shortest:
            found.update(t.start for t in words.tokens[index : index + length])
        index += max(length, 1)
    return frozenset(found)
