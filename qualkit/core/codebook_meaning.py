"""What of a codebook bears meaning: for its fingerprint, and for what a coder went by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any

from qualkit.core.codebook_records import Code

# What a person may change without changing what the codes mean.
_NO_MEANING = frozenset({"colour", "shortcut", "history", "version"})

RULE_FIELDS = ("brief", "definition", "use_when", "not_when")
"""What tells a coder when a code applies. A change of one of them asks for a second look."""


def rule_changes(before: Code, after: Code) -> tuple[str, ...]:
    """The names of the fields by which coders would now decide differently.

    `brief` counts only while there is no definition: then it is all that a coder goes by.
    """
    was, now = _rule(before), _rule(after)
    return tuple(name for name in RULE_FIELDS if was[name] != now[name])


def rule_mark(code: Code) -> str:
    """A short mark of a code's rule: equal for equal rules."""
    rule = json.dumps(_rule(code), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(rule.encode()).hexdigest()[:32]


def _rule(code: Code) -> dict[str, Any]:
    rule = {name: getattr(code, name) for name in RULE_FIELDS}
    return {**rule, "brief": "" if code.definition else code.brief}


def meaning(record: Any, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a record that bear meaning and are not at their default, as plain values."""
    found = {}
    for name, default in _meaningful(record.__class__):
        value = getattr(record, name)
        if value != default and (not only or name in only):
            plain = _plain(value)
            if plain not in ("", None, [], {}):
                found[name] = plain
    return found


@cache
def _meaningful(record_type: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(record_type) if f.name not in _NO_MEANING)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        plain = [_plain(item) for item in value]
        return sorted(plain, key=json.dumps) if len(plain) > 1 else plain
    if isinstance(value, StrEnum):
        return str(value)
    if hasattr(value, "__dataclass_fields__"):
        return meaning(value)
    return value
