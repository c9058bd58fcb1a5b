"""Texts in cells that a spreadsheet program might take for formulae.

A text that begins with `=`, `@`, tab or carriage return, or with `+` or `-` and is no number,
gets an apostrophe in front; the full-width forms of these signs count too. A text that already
begins with apostrophes before such a character gets one more, so that `unguarded` brings back
exactly what was there.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*(?:[=@\t\r＝＠＋－]|[+-](?!\d+(?:[.,]\d+)*%?\Z))")


def guarded(text: str) -> str:
    """`text` as a spreadsheet can open it without running it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
