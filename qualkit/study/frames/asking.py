"""Questions put together from what a notebook writes: the same fields, as keywords."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import Enum
from typing import Any, TypeVar

from qualkit.core.records import Document
from qualkit.errors import InputError

Asked = TypeVar("Asked")


def asked(question: Asked, limits: Mapping[str, Any]) -> Asked:
    """The question (a dataclass) with fields of it set; InputError for one that it has not.

    A list or a single word will do where there are several, and a word where there is a choice.
    """
    if not limits:
        return question
    known = {field.name: getattr(question, field.name) for field in fields(question)}  # type: ignore[arg-type]
    for name in limits:
        if name not in known:
            raise InputError(f"it cannot be limited by '{name}'", f"choose: {', '.join(known)}")
    changed = {name: _fitting(name, known[name], value) for name, value in limits.items()}
    made: Asked = replace(question, **changed)  # type: ignore[type-var]
    return made


def _fitting(name: str, present: Any, value: Any) -> Any:
    if isinstance(present, tuple):
        several = value.items() if isinstance(value, Mapping) else value
        return (value,) if isinstance(value, str) else tuple(several)
    if isinstance(value, Document):
        return value.name
    if isinstance(present, Enum):
        kind = type(present)
        try:
            return kind(value)
        except ValueError as error:
            choices = ", ".join(str(each.value) for each in kind)
            raise InputError(f"'{value}' is no {name}", f"choose: {choices}") from error
    return value
