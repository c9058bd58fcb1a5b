"""Words as they are compared: capitals, typographic signs and hyphens made alike.

A quotation is a row of pieces with gaps between them: a marked cut `[...]`, a redaction such as
`[manager]` that stands for up to eight words, or plain dots, which may be speech or a cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from qualkit.core.folding import plain_signs

WORD = re.compile(r"\w[\w\u0300-\u036f\xad]*(?:'\w+)*")
"""A word in text with plain signs; a hyphen parts two words, so that `self-care` is two."""

_DOTS = re.compile(r"…|\.(?:\s?\.)+")
# A redaction takes its possessive along: the transcript's word is `Stuart's`.
_BRACKETS = re.compile(r"\[([^\[\]]{0,200})\](?:'\w{1,2}\b)?|\(\(([^()]{0,80})\)\)")
_DASHES = re.compile(r"-(?:\s*-)+")
_ROUND = re.compile(r"\([^()]{1,40}\)")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_TURN_LABEL = re.compile(
    r"(?m)^[ \t]*(?:[A-Z]{1,4}\d{0,4}|[A-Z][\w'. -]{0,22}\d{0,3})[ \t]*:(?=\s)[ \t]*"
)


class Gap(Enum):
    """What stands between two pieces of a quotation."""

    CUT = "cut"
    """`[...]`: something is left out, and it is said."""
    REDACTED = "redacted"
    """`[manager]`: other words for some, or the editor's addition."""
    DOTS = "dots"
    """Three dots without brackets."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word folded, as it is written, and where it stands."""

    word: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that must stand together; `signs` are what stands before each but the first."""

    tokens: tuple[Token, ...]
    signs: tuple[str, ...]
    after: Gap | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.word for token in self.tokens)


def folded(word: str) -> str:
    """A word as it is compared."""
    return word.casefold() if word.isascii() else unicodedata.normalize("NFC", word).casefold()


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words of `text[start:end]`, which has plain signs."""
    return [Token(folded(m[0]), m[0], m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def sign_between(text: str) -> str:
    """The punctuation of a gap between two words, as it is compared: without white space,
    quotation marks, and with three dots of any kind as one sign."""
    plain = _DASHES.sub("-", _DOTS.sub("…", plain_signs(text)))
    return "".join(c for c in plain if not c.isspace() and c not in "\"'`")


def without_labels(text: str) -> str:
    """An exchange without its speakers' labels; each line begins with what was said."""
    return _TURN_LABEL.sub("", text)


def labels_in(text: str) -> tuple[str, ...]:
    """The speakers' labels of an exchange, as they stand."""
    return tuple(found[0].strip().rstrip(":").strip() for found in _TURN_LABEL.finditer(text))


def pieces_of(
    text: str, known: Container[str], *, dots_cut: bool = False, rounds: bool = False
) -> list[Piece]:
    """A quotation as pieces and gaps.

    `known` are the words of the transcripts: they decide whether a hyphen at a line's end
    belonged to its word. With `dots_cut` plain dots are gaps, with `rounds` so is what stands in
    round brackets.
    """
    text = _rejoined(plain_signs(_LETTER.sub(r"\1", text)), known)
    gaps: list[tuple[int, int, Gap]] = []
    for found in _BRACKETS.finditer(text):
        inner = (found[1] or found[2] or "").strip(" .…")
        gaps.append((*found.span(), Gap.REDACTED if inner else Gap.CUT))
    if rounds:
        gaps += [(*f.span(), Gap.REDACTED) for f in _ROUND.finditer(text)]
    if dots_cut:
        gaps += [
            (*f.span(), Gap.DOTS)
            for f in _DOTS.finditer(text)
            if not any(s <= f.start() < e for s, e, _ in gaps)
        ]
    return _cut_at(text, sorted(gaps, key=lambda gap: gap[:2]))


def _cut_at(text: str, gaps: list[tuple[int, int, Gap]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end, gap in (*gaps, (len(text), len(text), None)):
        if start < at:
            continue
        tokens = tokens_of(text, at, start)
        if tokens:
            between = pairwise(tokens)
            signs = tuple(sign_between(text[a.end : b.start]) for a, b in between)
            pieces.append(Piece(tuple(tokens), signs, gap))
        elif pieces and gap is not None and pieces[-1].after is not Gap.CUT:
            pieces[-1] = Piece(pieces[-1].tokens, pieces[-1].signs, gap)
        at = end
    if pieces:
        pieces[-1] = Piece(pieces[-1].tokens, pieces[-1].signs)
    return pieces


def _rejoined(text: str, known: Container[str]) -> str:
    def joined(found: re.Match[str]) -> str:
        whole = found[0].replace("\xad", "")
        return whole if folded(whole) in known else found[0].replace("\xad", "-")

    return re.sub(r"\w+(?:\xad\w+)+", joined, text) if "\xad" in text else text
