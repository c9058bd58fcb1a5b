"""Quotation marks in a paragraph: which open, which close, which are apostrophes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_DOUBLE = '"“”„‟«»″'
_SINGLE = "'‘’‛"
_OPENING = "“„«‘‛"
_CLOSING = "”»’"
_MARKS = _DOUBLE + _SINGLE
_BEFORE_OPENING = "([{-–—/\xa0"
# Words that lose their beginning in speech, so that the mark before them is an apostrophe.
_CLIPPED_WORDS = "em cause cos coz til till tis twas n bout neath cept spose mon s m ve re ll d"
_CLIPPED = frozenset(_CLIPPED_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sign:
    """A quotation mark at `at`: double or single, opening or closing."""

    at: int
    double: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks, `[start, end)` without them; `end` None: never closed."""

    start: int
    end: int | None
    double: bool


def signs(text: str) -> Iterator[Sign]:
    """The quotation marks of a paragraph. Context decides; the shape of the mark where it can't."""
    for at, character in enumerate(text):
        if character in _DOUBLE:
            opens = _opens(text, at)
            if opens is not None:
                yield Sign(at, True, opens)
        elif character in _SINGLE:
            opens = _opens(text, at)
            if opens is None or (opens and _is_clipped(text, at)):
                continue
            if not opens and _inside_word(text, at):
                continue
            yield Sign(at, False, opens)


def _opens(text: str, at: int) -> bool | None:
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    begins = before.isspace() or before in _BEFORE_OPENING or before in _MARKS
    can_open = begins and (after.isalnum() or after in "[(.…-–—£$&#@" or after in _MARKS)
    can_close = not before.isspace() and not after.isalnum()
    if can_open != can_close:
        return can_open
    if text[at] in _OPENING or text[at] in _CLOSING:
        return text[at] in _OPENING
    return True if can_open else None


def _is_clipped(text: str, at: int) -> bool:
    end = at + 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[at + 1 : end].casefold()
    return text[at] not in "‘" and (word in _CLIPPED or text[at + 1 : at + 2].isdigit())


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def marked(text: str) -> list[Marked]:
    """What stands between marks, outermost only, in order; the last may be unclosed."""
    found: list[Marked] = []
    known = list(signs(text))
    place = 0
    while place < len(known):
        sign = known[place]
        if not sign.opens:
            place += 1
            continue
        closing = (_close_double if sign.double else _close_single)(text, known, place)
        if closing is not None:
            found.append(Marked(sign.at + 1, known[closing].at, sign.double))
            place = closing + 1
        elif sign.double:
            found.append(Marked(sign.at + 1, None, True))
            break
        else:
            place += 1
    return found


def _close_double(text: str, known: list[Sign], opening: int) -> int | None:
    depth = 0
    last = None
    for place in range(opening, len(known)):
        if not known[place].double:
            continue
        depth += 1 if known[place].opens else -1
        if not known[place].opens:
            last = place
        if depth == 0:
            return place
    # One mark inside was opened and never closed: the quotation goes to the last one that closes.
    return last


def _close_single(text: str, known: list[Sign], opening: int) -> int | None:
    doubtful = None
    balance = 0
    for place in range(opening + 1, len(known)):
        sign = known[place]
        if sign.double:
            balance += 1 if sign.opens else -1
            if balance < 0:
                break
        elif sign.opens:
            if doubtful is not None:
                break
        elif balance == 0:
            # `the nurses' lives`: a possessive, if a surer end comes later.
            if text[sign.at - 1] != "s" or not text[sign.at + 1 : sign.at + 3].strip().isalpha():
                return place
            doubtful = place if doubtful is None else doubtful
    return doubtful
