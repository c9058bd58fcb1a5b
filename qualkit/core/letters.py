"""The letter by which each code is known at the margin."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase

from qualkit.core.codebook import Code


def code_letters(codes: Iterable[Code]) -> dict[str, str]:
    """Code id to its letter: the shortcut, else a letter of the name that no other code has.

    Sixty codes find sixty different letters as a rule; where none is left the first of the name is
    shared.
    """
    codes = tuple(codes)
    letters = {code.id: code.shortcut for code in codes if code.shortcut}
    taken = set(letters.values())
    for code in codes:
        if code.id in letters:
            continue
        name = [character for character in code.name if character.isalnum()]
        wanted = [c.lower() for c in name] + [c.upper() for c in name]
        free = (c for c in (*wanted, *ascii_lowercase, *ascii_uppercase)
                if len(c) == 1 and c not in taken)  # fmt: skip
        letter = next(free, name[0].lower() if name else "?")
        letters[code.id] = letter
        taken.add(letter)
    return letters
