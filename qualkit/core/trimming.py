"""Leaving words out of a quotation: which cuts there may be, and what they take away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

from qualkit.core.graphemes import is_break
from qualkit.core.masking import Masks
from qualkit.core.records import Span
from qualkit.core.speech import Speech
from qualkit.core.text import WORD

_WRITTEN = re.compile(r"(\d+)-(\d+)")

# Words that turn a sentence into its opposite, Scots among them: couldnae, dinna, no, nae.
_NEGATION = re.compile(
    r"\b(?:not|no|nowt|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|"
    r"barely|scarcely|naebody|naething|nought|\w+n['\u2019]t|"
    r"(?:do|does|did|is|are|was|were|has|have|had|could|would|should|wo|ca|must|need|might)nt|"
    r"(?!antenn)\w*n(?:ae|ay)|(?:din|dinn|can|cann|wid|win|hav|hud|wis|didn|couldn|wouldn)na)\b",
    re.IGNORECASE,
)


def written(cuts: Sequence[Span], words: str) -> str:
    """Cuts (from the quotation's start) as they are stored, with a check of what they cut from."""
    if not cuts:
        return ""
    listed = ",".join(f"{cut.start}-{cut.end}" for cut in cuts)
    return f"{listed}/{check(words)}"


def check(words: str) -> str:
    """Eight characters that are others when the stored words are."""
    return f"{crc32(words.encode('utf-8', 'surrogatepass')):08x}"


def read(stored: str) -> tuple[Span, ...]:
    """Stored cuts, counted from the quotation's start."""
    return tuple(Span(int(a), int(b)) for a, b in _WRITTEN.findall(stored.partition("/")[0]))


def still_fit(stored: str, words: str) -> bool:
    """Whether stored cuts were made of these very words."""
    _, sign, checked = stored.partition("/")
    return not stored or (bool(sign) and checked == check(words))


def united(speech: Speech, cuts: Iterable[Span]) -> tuple[Span, ...]:
    """The cuts in order; two become one where nobody says anything between them."""
    made: list[Span] = []
    for cut in sorted(cuts):
        if made and (cut.start <= made[-1].end or _silent(speech, made[-1].end, cut.start)):
            made[-1] = made[-1].hull(cut)
        else:
            made.append(cut)
    return tuple(made)


def _silent(speech: Speech, start: int, end: int) -> bool:
    return not any(speech.text[a:b].strip() for _, a, b in speech.parts(start, end))


def left(span: Span, cuts: Sequence[Span]) -> tuple[Span, ...]:
    """What of a span is left by cuts that are in order and apart."""
    found, at = [], span.start
    for cut in cuts:
        if at < cut.start:
            found.append(Span(at, cut.start))
        at = max(at, cut.end)
    if at < span.end:
        found.append(Span(at, span.end))
    return tuple(found)


def fault(text: str, span: Span, cut: Span, every: Iterable[Masks] = ()) -> str:
    """Why there may be no such cut in a quotation; "" where there may."""
    if cut.start < span.start or cut.end > span.end:
        return "the cut reaches beyond the quotation"
    for offset in (cut.start, cut.end):
        if not is_break(text, offset) or _inside_word(text, offset):
            return f"the cut would split the word at character {offset - span.start}"
    for masks in every:
        for offset in (cut.start, cut.end):
            stretch = masks.at(offset)
            if stretch is not None and stretch.span.start != offset:
                return f"the cut would split what reads as {stretch.text}"
    return ""


def _inside_word(text: str, offset: int) -> bool:
    if not 0 < offset < len(text):
        return False
    # No word is longer; a text of one letter must not be searched from its beginning.
    begin = max(0, offset - 100)
    return any(
        found.start() < offset < found.end() for found in WORD.finditer(text, begin, offset + 100)
    )


def negations(words: str) -> tuple[str, ...]:
    """The words among these that turn a sentence into its opposite, each once."""
    return tuple(dict.fromkeys(match[0] for match in _NEGATION.finditer(words)))
