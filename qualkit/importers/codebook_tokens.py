"""spaCy token patterns in codebook.yaml: read from its tree, written on one line."""

from __future__ import annotations

import json
import re
from typing import Any

from qualkit.core.codebook_records import tidy
from qualkit.core.token_patterns import bad_pattern, canonical_pattern, pattern_of
from qualkit.strictfields import as_text
from qualkit.strictyaml import UNUSABLE, Document, Mapping, Node, Scalar, Sequence

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{1,9})?")
_HINT = "Write a list with a group of fields a token: [{LEMMA: count}, {POS: NOUN}]"


def token_pattern(document: Document, node: Node) -> str:
    """The pattern in a node as canonical JSON; the document's error with its line otherwise."""
    if not isinstance(node, Sequence):
        document.fail(node.line, "a spaCy pattern must be a list of tokens", _HINT)
    for token in node.items:
        if not isinstance(token, Mapping):
            document.fail(token.line, "a token of a spaCy pattern must be a group of fields", _HINT)
    pattern = canonical_pattern([_value(document, token) for token in node.items])
    if reason := bad_pattern(pattern):
        document.fail(node.line, f"a spaCy pattern {reason}", _HINT)
    return pattern


def _value(document: Document, node: Node) -> Any:
    if isinstance(node, Mapping):
        return {tidy(pair.key.value): _value(document, pair.value) for pair in node.pairs}
    if isinstance(node, Sequence):
        return [_value(document, item) for item in node.items]
    return _single(document, node)


def _single(document: Document, node: Scalar) -> Any:
    plain = node.value.lower()
    if not node.style and plain in ("true", "false"):
        return plain == "true"
    if not node.style and _NUMBER.fullmatch(node.value):
        return float(node.value) if "." in node.value else int(node.value)
    return tidy(as_text(document, node, "a value in a spaCy pattern"))


def on_one_line(pattern: str) -> str:
    """A canonical pattern on one line of YAML."""
    text = json.dumps(pattern_of(pattern), ensure_ascii=False, separators=(", ", ": "))
    return UNUSABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
