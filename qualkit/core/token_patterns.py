"""spaCy token patterns as a codebook keeps them: JSON in one form, so that equal ones are equal."""

from __future__ import annotations

import json
from typing import Any

TokenPattern = list[dict[str, Any]]
"""A token pattern as spaCy's Matcher takes it: one group of conditions a token."""


def canonical_pattern(pattern: TokenPattern) -> str:
    """The pattern as JSON: keys sorted, no spaces, characters as they are."""
    return json.dumps(pattern, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def pattern_of(text: str) -> TokenPattern:
    """The pattern that a codebook's `spacy` entry stands for."""
    found: TokenPattern = json.loads(text)
    return found


def bad_pattern(text: str) -> str:
    """What is wrong with an entry, as the end of a sentence; "" where nothing is."""
    try:
        pattern = json.loads(text)
    except ValueError:
        return "is no JSON"
    if not isinstance(pattern, list) or not pattern:
        return "is no list of tokens"
    if not all(isinstance(token, dict) for token in pattern):
        return "holds a token that is no group of fields"
    return "" if text == canonical_pattern(pattern) else "is not in canonical form"
