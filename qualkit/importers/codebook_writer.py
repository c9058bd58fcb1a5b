"""Writes the parts of a codebook as YAML, the way a careful person would lay them out."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

from qualkit.core.codebook import Code, Codebook, Example, Find, Link, Revision, Rules, Theme, slug
from qualkit.importers.codebook import CODE_FIELDS, FORMAT, THEME_FIELDS
from qualkit.importers.codebook_tokens import on_one_line
from qualkit.strictfields import quoted

WIDTH = 96
"""Columns that a wrapped text may take, its indentation included."""

Value = Any
"""What a field of a code or theme can hold: text, flag, enum, find, or a tuple of such."""


def inline(value: Value, always: bool = False) -> str:
    """A value on one line, as it can stand anywhere, also within brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, str):
        return quoted(value, flow=True, always=always)
    if isinstance(value, tuple):
        return f"[{', '.join(inline(item) for item in value)}]"
    if value is None:
        return "null"
    return f"{{{', '.join(_pairs(value))}}}"


def _pairs(record: Value) -> list[str]:
    """`key: value` for a record's fields, defaults left out where that says the same."""
    if isinstance(record, Link):
        shown = [("instrument", record.instrument), ("subscales", record.subscales)]
        return [f"{key}: {inline(value)}" for key, value in shown if value]
    if isinstance(record, Example):
        text = inline(record.text, always=True)
        return [f"text: {text}", f"source: {record.source}"]
    if isinstance(record, Find):
        lemmas = [f"lemmas: {inline(record.lemmas)}"] if record.lemmas else []
        # JSON is YAML as it stands, once the characters that YAML refuses are written as signs.
        spacy = [f"spacy: [{', '.join(on_one_line(each) for each in record.spacy)}]"]
        return [
            f"words: {inline(record.words)}",
            *lemmas,
            f"patterns: {inline(record.patterns)}",
            *(spacy if record.spacy else []),
        ]
    if isinstance(record, Revision):
        # A date stands plain: this field expects one.
        version = [f"version: {record.version}"] if record.version else []
        date = [f"date: {record.date}"] if record.date else []
        by = [f"by: {inline(record.by)}"] if record.by else []
        return [*version, *date, *by, f"change: {inline(record.change)}"]
    keys = CODE_FIELDS if isinstance(record, Code) else THEME_FIELDS
    return [f"{key}: {inline(value)}" for key, value in given(record, keys)]


def given(record: Value, keys: tuple[str, ...]) -> list[tuple[str, Value]]:
    """The fields that a record has to say, in the order of `keys`."""
    defaults = {f.name: f.default for f in fields(type(record))}
    held = [(key, getattr(record, key)) for key in keys]
    return [(key, value) for key, value in held if value != defaults[key] or key == "status"]


def field_lines(key: str, value: Value, column: int, plain: bool = False) -> list[str]:
    """The lines of `key: value` in a block whose keys stand in `column`.

    The first line comes without its indentation. `plain` keeps every value on the line of its key.
    """
    pad = " " * (column + 2)
    if isinstance(value, str) and not plain:
        return _text_lines(key, str(value), column)
    if isinstance(value, tuple) and not plain and not _short(key, value, column):
        return [f"{key}:", *(f"{pad}- {item_text(item)}" for item in value)]
    return [f"{key}: {inline(value)}"]


def _short(key: str, items: tuple[Value, ...], column: int) -> bool:
    if any(isinstance(item, Example | Revision) for item in items):
        return False
    return column + len(key) + 2 + len(inline(items)) <= WIDTH


def item_text(item: Value) -> str:
    """An item of a block list, without its dash."""
    return quoted(item) if isinstance(item, str) else inline(item)


def _text_lines(key: str, text: str, column: int) -> list[str]:
    line = f"{key}: {_own_quoted(key, text)}"
    if column + len(line) <= WIDTH and "\n" not in text:
        return [line]
    body = block_body(text, column + 2)
    return [f"{key}: {body[0]}", *body[1:]] if body else [line]


def _own_quoted(key: str, text: str) -> str:
    # Letters such as y and n, and colours, are quoted by habit: one sees that it is needed.
    return quoted(text, always=key in ("colour", "shortcut"))


def block_body(text: str, column: int, style: str = "") -> list[str]:
    """The sign (> or |) and lines of a block text in that column; none where it cannot be one."""
    lines = text.split("\n")
    if not text or text != text.strip() or quoted(text, always=True).count("\\u"):
        return []
    if "\t" in text or any(line != line.strip(" ") for line in lines):
        return []
    pad = " " * column
    if len(lines) > 1 or style == "|":
        return ["|", *(f"{pad}{line}" if line else "" for line in lines)]
    if "  " in text:
        return []
    room = max(WIDTH - column, 30)
    wrapped = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    # Where wrapping would touch other white space than plain spaces, it is not used.
    return [">", *(pad + line for line in wrapped)] if " ".join(wrapped) == text else []


def record_lines(record: Code | Theme, column: int, plain: bool = False) -> list[str]:
    """All lines of a code or theme whose keys stand in `column`; the first is not indented."""
    keys = CODE_FIELDS if isinstance(record, Code) else THEME_FIELDS
    pad = " " * column
    lines: list[str] = []
    for key, value in given(record, keys):
        first, *rest = field_lines(key, value, column, plain)
        lines += [(pad if lines else "") + first, *rest]
    return lines


def codebook_text(codebook: Codebook) -> str:
    """A whole codebook.yaml for a new study; reading it gives the codebook back."""
    lines = [
        "# The codebook of this study. Write in it as you like: comments and layout are kept.",
        "# Check it with: qualkit codebook check",
        f"qualkit_codebook: {FORMAT}",
        f"id: {quoted(codebook.id)}",
        f"version: {codebook.version}",
        f"language: {quoted(codebook.language)}",
        "",
        *_part("themes", codebook.themes),
        "",
        *_part("codes", codebook.codes),
    ]
    if codebook.rules != Rules():
        lines += ["", "rules:"]
        rules = [(f.name, getattr(codebook.rules, f.name)) for f in fields(Rules)]
        lines += [f"  {key}: {inline(value)}" for key, value in rules]
    return "\n".join(lines) + "\n"


def _part(key: str, records: Sequence[Code | Theme]) -> list[str]:
    if not records:
        return [f"{key}: []"]
    lines = [f"{key}:"]
    for number, record in enumerate(records):
        first, *rest = record_lines(record, 4)
        # Codes are long: an empty line between them lets the eye find where each begins.
        lines += [""] * (number > 0 and isinstance(record, Code)) + [f"  - {first}", *rest]
    return lines


def starter_text(title: str) -> str:
    """An empty codebook.yaml that a person can fill, with an example in comments."""
    name = slug(title) or "codebook"
    return f"""\
# The codebook of: {" ".join(title.split())}
# Write themes and codes below; the lines with # are an example and can be deleted.
# A theme is optional: a code may stay unsorted. Check the file with: qualkit codebook check
qualkit_codebook: {FORMAT}
id: {quoted(name)}
version: 1
language: en

themes: []
#  - id: workload                  # lower case, never changed afterwards
#    name: Workload
#    statement: null               # later: what the theme says, in a sentence or two

codes: []
#  - id: caseload                  # lower case, never changed afterwards
#    theme: workload               # may be left out
#    name: Caseload
#    brief: Too many cases.        # one line, shown while coding
#    definition: >
#      Talk that ties strain to the number of cases.
#    use_when: [gives a number]
#    not_when: [a single hard case]
#    examples:
#      - {{text: "There were forty on my list.", source: synthetic}}   # never a participant's words
#    colour: "#E69F00"             # in quotation marks, or YAML takes it for a comment
#    shortcut: "w"
"""
