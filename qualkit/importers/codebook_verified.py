"""An edit of codebook.yaml as text, verified: the new text reads as exactly what is intended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from qualkit.core.codebook import Codebook, tidy, tidy_name
from qualkit.core.codebook_rules import faults
from qualkit.errors import CodebookError, InternalError
from qualkit.importers.codebook import read_codebook
from qualkit.importers.splicing import line_break
from qualkit.strictyaml import Document

SOURCE = "codebook.yaml"
_BOM = "\ufeff"


def edited(
    text: str,
    intend: Callable[[Codebook], Codebook],
    edit: Callable[[Document, Codebook, bool], str],
    reserved: frozenset[str],
) -> str:
    """The edited text, verified: it must read as exactly the codebook that is intended."""
    body = text.removeprefix(_BOM)
    missing = "" if body.endswith("\n") else line_break(body)
    read = read_codebook(body + missing, SOURCE, reserved)
    present, document = read.codebook, read.document
    intended = intend(present)
    if intended == present:
        return text
    for fault in faults(intended, reserved):
        raise CodebookError(fault.message, fault.hint or None)
    # A comment that stands deeper than usual could flow into a block text above it: then the
    # second try, with every value on one line, does without block texts.
    for plain in (False, True):
        new = edit(document, present, plain)
        if _reads_as(new, intended, reserved):
            return text[: len(text) - len(body)] + new.removesuffix(missing)
    raise InternalError(
        "the codebook could not be edited without changing more than was asked; it is unchanged",
        "Make the change in codebook.yaml yourself, and tell us: qualkit could not.",
    )


def _reads_as(text: str, intended: Codebook, reserved: frozenset[str]) -> bool:
    try:
        return read_codebook(text, SOURCE, reserved).codebook == intended
    except CodebookError:
        return False


def tidied(record: Any) -> Any:
    """The record with each text in the form in which reading gives it back."""
    changed = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in ("name", "aliases", "by"):
            changed[each.name] = _each_text(value, tidy_name)
        else:
            changed[each.name] = _each_text(value, tidy)
    return replace(record, **changed)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_text(item, change) for item in value if item != "")
    return tidied(value) if hasattr(value, "__dataclass_fields__") else value
