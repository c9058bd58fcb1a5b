"""A quotation beside its transcript, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.privacy.audit.corpus import Corpus
from qualkit.privacy.audit.exact import REDACTED_WORDS, Chain, Range
from qualkit.privacy.audit.tokens import Gap, Piece, folded


def shown(word: str, sign: str) -> str:
    """A word with the punctuation behind it."""
    return f"{word} {sign}" if sign == "-" else word + sign


def small_changes(pieces: Sequence[Piece], chain: Chain, corpus: Corpus) -> str | None:
    """The diff of words that agree where capitals or punctuation do not; None where all does.

    The first letter of a piece may be capital or not, and the ends have no punctuation of theirs.
    """
    parts: list[str] = []
    differs = False
    for piece, (start, end) in zip(pieces, chain, strict=True):
        for number, at in enumerate(range(start, end)):
            mine, theirs = piece.tokens[number].written, corpus.written(at)
            if number == 0 and folded(mine) == folded(theirs):
                theirs = mine
            last = number + 1 == len(piece.tokens)
            sign = "" if last else piece.signs[number]
            there = "" if last else corpus.sign_before(at + 1)
            if not last and corpus.breaks_before(at + 1):
                there = sign
            same = mine == theirs and sign == there
            differs = differs or not same
            parts.append(
                shown(mine, sign)
                if same
                else f"[-{shown(theirs, there)}-] {{+{shown(mine, sign)}+}}"
            )
        if piece.after is not None:
            parts.append("[...]")
    return " ".join(parts) if differs else None


def word_diff(pieces: Sequence[Piece], near: Range, corpus: Corpus) -> str:
    """The quotation with what the transcript has instead: [-transcript-] {+quotation+}.

    What a redaction stands for is not shown.
    """
    from rapidfuzz.distance import LCSseq

    words = [token for piece in pieces for token in piece.tokens]
    signs = [sign for piece in pieces for sign in (*piece.signs, "")]
    hidden = _hidden(pieces)
    theirs = [corpus.written(at) for at in range(*near)]
    parts: list[str] = []
    for op in LCSseq.opcodes([t.word for t in words], corpus.words[slice(*near)]):
        mine, mine_end, there, there_end = op.src_start, op.src_end, op.dest_start, op.dest_end
        if op.tag == "equal":
            parts += (shown(words[i].written, signs[i]) for i in range(mine, mine_end))
            continue
        gone = theirs[there:there_end]
        if mine in hidden and len(gone) <= REDACTED_WORDS:
            parts.append("[...]")
            gone = []
        added = [words[i].written for i in range(mine, mine_end)]
        parts += [f"[-{' '.join(gone)}-]"] * bool(gone) + [f"{{+{' '.join(added)}+}}"] * bool(added)
    return " ".join(parts)


def _hidden(pieces: Sequence[Piece]) -> frozenset[int]:
    """Before which of the quotation's words a redaction stands."""
    found = set()
    count = 0
    for piece in pieces:
        count += len(piece.tokens)
        if piece.after is Gap.REDACTED:
            found.add(count)
    return frozenset(found)
