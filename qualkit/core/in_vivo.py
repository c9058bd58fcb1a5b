"""The name that a code takes from somebody's words."""

from __future__ import annotations

import re

from qualkit.core.codebook_records import tidy_name

LONGEST = 60
"""Characters of a name that still fits a list at 80 columns beside its theme."""
_UNSPOKEN = re.compile(r"\[[^\]]*\]|\(\([^)]*\)\)")
_CLAUSE = re.compile(r"[.,;:!?…](?= )")
_EDGES = " \t\n.,;:!?…–—-\"'“”‘’«»()[]"


def in_vivo_name(words: str, longest: int = LONGEST) -> str:
    """The words as a code's name: no editorial marks, no stops at its ends, cut between words.

    >>> in_vivo_name("Well, [laughs] we just keep the lights on.")
    'Well, we just keep the lights on'
    """
    # Without its marks if anything is left; a passage that is one mark keeps its word.
    name = tidy_name(_UNSPOKEN.sub(" ", words)).strip(_EDGES)
    name = name or tidy_name(words).strip(_EDGES)
    if len(name) <= longest:
        return name
    # The end of a clause is the better place, unless too little were left of what was said.
    clauses = [match.start() for match in _CLAUSE.finditer(name, longest // 3, longest + 1)]
    cut = name[: clauses[-1]] if clauses else name[: longest + 1].rpartition(" ")[0]
    return (cut or name[:longest]).strip(_EDGES)
