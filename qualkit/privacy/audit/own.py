"""What a study printed itself between quotation marks: answers of scales, words of its codebook."""

from __future__ import annotations

from collections.abc import Iterable

from qualkit.privacy.audit.tokens import pieces_of


class OwnWords:
    """Texts that the study's own files hold: nobody of the study said them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = f" {' | '.join(filter(None, map(_plain, texts)))} "

    def have(self, text: str) -> bool:
        """Whether they hold these words in this order, whatever their case and signs."""
        words = _plain(text)
        return bool(words) and f" {words} " in self._texts


def _plain(text: str) -> str:
    return " ".join(word for piece in pieces_of(text, ()) for word in piece.words)
