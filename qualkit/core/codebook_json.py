"""A code as JSON and back, for codes that stand in no file."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from qualkit.core.codebook_records import (
    Code,
    Direction,
    Example,
    ExampleSource,
    Find,
    Link,
    Origin,
    Revision,
    Status,
)

_DEFAULTS = {each.name: each.default for each in fields(Code)}


def code_json(code: Code) -> str:
    """The code as JSON; fields at their default are left out."""
    held = asdict(code)
    given = {name: held[name] for name in held if getattr(code, name) != _DEFAULTS[name]}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def code_of_json(text: str) -> Code:
    """The code that `code_json` wrote."""
    held: dict[str, Any] = json.loads(text)
    for name in ("use_when", "not_when"):
        if name in held:
            held[name] = tuple(held[name])
    if "examples" in held:
        held["examples"] = tuple(
            Example(each["text"], ExampleSource(each["source"])) for each in held["examples"]
        )
    if "links" in held:
        held["links"] = tuple(
            Link(each["instrument"], tuple(each["subscales"])) for each in held["links"]
        )
    if "find" in held:
        held["find"] = Find(**{name: tuple(each) for name, each in held["find"].items()})
    if "history" in held:
        held["history"] = tuple(Revision(**each) for each in held["history"])
    kinds: tuple[tuple[str, Any], ...] = (
        ("status", Status), ("origin", Origin), ("direction", Direction),
    )  # fmt: skip
    for name, kind in kinds:
        if held.get(name):
            held[name] = kind(held[name])
    return Code(**held)
