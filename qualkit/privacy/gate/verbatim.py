"""Whether the words of a quotation stand in its text: cut only by [...], replaced in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.quotes import Quote
from qualkit.core.text import squeeze
from qualkit.errors import GateError

CUT = "[...]"
_REDACTION = re.compile(r"\[[^\[\]]+\]")


class Verbatim:
    """Compares quotations with what may be read of their texts; a paraphrase with nothing.

    `source` gives the stored text of a version, `masks` what is replaced in it.
    """

    def __init__(
        self, source: Callable[[str], str], masks: Callable[[str], Masks] | None = None
    ) -> None:
        self._source = source
        self._masks = masks
        self._texts: dict[str, tuple[str, Masks]] = {}

    def check(self, quote: Quote) -> None:
        """GateError where words are printed that the text does not say there."""
        if quote.paraphrased:
            return
        if quote.version_id not in self._texts:
            self._texts[quote.version_id] = self._read(quote)
        text, masks = self._texts[quote.version_id]
        there = text[quote.start : quote.end]
        if masks and masks.overlaps(quote.start, quote.end):
            there = _read(there, quote.start, masks)
        if len(quote.lines) == 1 and quote.lines[0].words == there:
            return
        whole = squeeze(there)
        if not all(_stands(line.words, whole) for line in quote.lines):
            raise _fault("a quotation does not stand word for word in its text", quote)

    def _read(self, quote: Quote) -> tuple[str, Masks]:
        masks = self._masks(quote.version_id) if self._masks else NO_MASKS
        if not all(_REDACTION.fullmatch(each.text) for each in masks.all):
            raise _fault("words are replaced without square brackets", quote)
        return self._source(quote.version_id), masks


def _read(there: str, at: int, masks: Masks) -> str:
    """The stretch with its replacements, put together another way than the quotation was."""
    for each in reversed(tuple(masks.within(at, at + len(there)))):
        start, end = max(0, each.span.start - at), each.span.end - at
        there = f"{there[:start]}{each.text}{there[end:]}"
    return there


def _stands(words: str, whole: str) -> bool:
    """Whether every piece between cuts stands in the text, one after the other."""
    if words in whole:
        return True
    at = 0
    for piece in words.split(CUT):
        at = _after(piece.split(), whole, at)
        if at < 0:
            return False
    return True


def _after(words: Sequence[str], whole: str, at: int) -> int:
    """Where the words end that stand in order from `at` on; -1 where one does not.

    A label or time stamp inside the turn makes the words stand apart in the stored text.
    """
    for word in words:
        found = whole.find(word, at)
        if found < 0:
            return -1
        at = found + len(word)
    return at


def _fault(message: str, quote: Quote) -> GateError:
    return GateError(
        message,
        (f"{quote.document}, characters {quote.start} to {quote.end}",),
        "this is a fault in qualkit; please report it",
    )
