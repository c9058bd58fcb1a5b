"""Whether a paraphrase is the speaker's words after all."""

from __future__ import annotations

import re

RUN = 6
"""So many words in a row that both have are the speaker's own."""
LEAST = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def borrowed(text: str, said: str, passage: str) -> str:
    """The first run of words in `text` that is the speaker's; "" where it is a researcher's own.

    That is `RUN` words in a row of what was `said`, whatever their case and the signs between
    them; or all of a `passage` that is shorter, if it has `LEAST` words at least.
    """
    written = [(match[0], _plain(match[0])) for match in _WORD.finditer(text)]
    words = [plain for _, plain in written]
    spoken, short = _words(said), _words(passage)
    runs = {tuple(spoken[at : at + RUN]) for at in range(len(spoken) - RUN + 1)}
    wanted = {RUN: runs}
    if LEAST <= len(short) < RUN:
        wanted[len(short)] = {tuple(short)}
    for length, found in wanted.items():
        for at in range(len(words) - length + 1):
            if tuple(words[at : at + length]) in found:
                return " ".join(word for word, _ in written[at : at + length])
    return ""


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
