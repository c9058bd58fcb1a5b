"""How a name sounds, roughly: names that sound alike in Scotland get one key."""

from __future__ import annotations

import re
from functools import lru_cache

# In this order: Gaelic lenition first (Mhairi is said Vari), then English spellings of one sound.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^mc|^mac", "mk"),
        (r"^[mb]h", "v"),
        (r"[mb]h", "v"),
        (r"^s[ie](?=[aou])", "x"),
        (r"sh|sch|ch(?=e$)", "x"),
        (r"lqu?h|lqu|lch(?=o)", "h"),
        (r"tch|ch", "k"),
        (r"ph", "f"),
        (r"gh(?=t|$)|th(?=om)", ""),
        (r"^kn|^gn", "n"),
        (r"^wr", "r"),
        (r"w(?=[oh])|wh", "w"),
        (r"c(?=[eiy])|z|s", "s"),
        (r"ck|c|q", "k"),
        (r"dg|g(?=[ei])", "j"),
        (r"v", "v"),
        (r"th|d", "t"),
        (r"[bp]", "p"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a folded word as they sound; a vowel only where it begins."""
    for rule, out in _RULES:
        word = rule.sub(out, word)
    return word[:1] + re.sub(r"[aeiouyhw']", "", word[1:])
