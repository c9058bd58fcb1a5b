"""Where a clause of speech begins and ends."""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[.!?;:,\n()\[\]\"“”\x00…]|\s[-–—]\s|[–—]|\s(?:um|uh|er|erm|and then|and um|you know|cos)\s"
)
_LEFT = re.compile(
    r"[.!?;:,\n()\[\]\"“”\x00…]\s*|\s[-–—]\s|[–—]|\b(?:um|uh|er|erm|and then|and um|"
    r"you know|cos)\s+|\b(?:and|but|so|because|cos|that|an)\s+"
    r"(?=(?:I|we|he|she|they|it|you|there|ah|i)\b)"
)
# Speech without stops has clauses all the same; most are shorter than this.
_LONGEST = 80
_SPACES = " \t'’"


def to_clause_end(text: str, end: int) -> int:
    """The end of the clause that goes on at `end`; 80 characters on at most, at a word's end."""
    found = _BREAK.search(text, end, min(len(text), end + _LONGEST))
    if found is not None:
        stop = found.start()
    elif len(text) <= end + _LONGEST:
        stop = len(text)
    else:
        stop = max(text.rfind(" ", end, end + _LONGEST), end)
    while stop > end and text[stop - 1] in _SPACES:
        stop -= 1
    return stop


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which a cue from `start` to `end` stands."""
    from_ = max(0, start - _LONGEST)
    begin = None
    for found in _LEFT.finditer(text, from_, end):
        if found.end() <= start:
            begin = found.end()
    if begin is None:
        begin = 0 if from_ == 0 else text.find(" ", from_) + 1
    while begin < start and text[begin] in " \t\n":
        begin += 1
    return min(begin, start), to_clause_end(text, end)
