"""The rules of a codebook: faults that make it unusable, problems that a person should look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from qualkit.core.codebook_records import Code, Status, Theme
from qualkit.core.text import clean
from qualkit.core.token_patterns import bad_pattern

if TYPE_CHECKING:
    from qualkit.core.codebook import Codebook

RESERVED_SHORTCUTS = frozenset("cghjklmnqtuvxCGHJKLMNQTUVX")
"""Letters that the coding screen needs itself; the keymap may hand in its own set."""

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_POINTER = re.compile(r"\(use ([^()]+)\)", re.IGNORECASE)
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule. `part` is "codes", "themes" or ""; `index` the place in it.

    `first` is the place of the part with which this one collides.
    """

    part: str
    index: int
    field: str
    message: str
    hint: str = ""
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at; `about` is the id of a code or theme, or ""."""

    about: str
    message: str
    hint: str = ""


def faults(book: Codebook, reserved: frozenset[str] = RESERVED_SHORTCUTS) -> tuple[Fault, ...]:
    """Everything that makes the codebook unusable, in no special order."""
    return (
        *_head_faults(book),
        *_ids(book),
        *_texts(book),
        *_references(book),
        *_states(book),
        *_cycles(book, "parent", lambda code: code.parent),
        *_cycles(book, "merged_into", lambda code: code.merged_into),
        *_looks(book, reserved),
    )


def _head_faults(book: Codebook) -> Iterator[Fault]:
    if not SLUG.fullmatch(book.id):
        yield Fault("", 0, "id", f"the id '{book.id}' is not a plain word", _SLUG_HINT)
    if book.version < 1:
        yield Fault("", 0, "version", "the version must be at least 1", "Write `version: 1`.")


_SLUG_HINT = "Use lower-case letters, digits and hyphens: id: my-code"


def _parts(book: Codebook) -> tuple[tuple[str, Sequence[Code | Theme]], ...]:
    return ("themes", book.themes), ("codes", book.codes)


def _ids(book: Codebook) -> Iterator[Fault]:
    for part, records in _parts(book):
        noun, seen = part[:-1], dict[str, int]()
        for index, record in enumerate(records):
            if not SLUG.fullmatch(record.id) or len(record.id) > _LONGEST_ID:
                message = f"the id '{record.id}' is not a plain word"
                yield Fault(part, index, "id", message, _SLUG_HINT)
            if record.id in seen:
                message = f"there is already a {noun} with the id '{record.id}'"
                hint = f"Give this {noun} another id."
                yield Fault(part, index, "id", message, hint, seen[record.id])
            seen.setdefault(record.id, index)
            if not record.name:
                hint = "Add a line `name: ...`."
                yield Fault(part, index, "name", f"the {noun} '{record.id}' has no name", hint)


def _texts(book: Codebook) -> Iterator[Fault]:
    for part, records in _parts(book):
        for index, record in enumerate(records):
            # One look at all texts of a record clears it: a fault is rare, and names the field.
            together = "\n".join(_strings(record))
            if clean(together) == together:
                continue
            for each in fields(record):
                for text in _strings(getattr(record, each.name)):
                    if clean(text) != text:
                        message = f"'{each.name}' of '{record.id}' holds a control character"
                        yield Fault(part, index, each.name, message, "Type the passage again")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "__dataclass_fields__"):
        for each in fields(value):
            yield from _strings(getattr(value, each.name))


def _references(book: Codebook) -> Iterator[Fault]:
    codes, themes = {c.id for c in book.codes}, {t.id for t in book.themes}
    for index, code in enumerate(book.codes):
        for field, wanted, known, noun in (
            ("theme", code.theme, themes, "theme"),
            ("parent", code.parent, codes, "code"),
            ("merged_into", code.merged_into, codes, "code"),
        ):
            if wanted and wanted not in known:
                message = f"the code '{code.id}' names the {noun} '{wanted}', which does not exist"
                hint = f"Add that {noun}, or correct `{field}`."
                yield Fault("codes", index, field, f"{message}{_meant(wanted, known)}", hint)


def _meant(word: str, known: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _states(book: Codebook) -> Iterator[Fault]:
    for index, code in enumerate(book.codes):
        merged = code.status is Status.MERGED
        if merged and not code.merged_into:
            message = f"the code '{code.id}' is merged, but does not say into which"
            yield Fault("codes", index, "status", message, "Add a line `merged_into: ...`")
        if code.merged_into and not merged:
            message = f"the code '{code.id}' is {code.status}, yet merged into '{code.merged_into}'"
            hint = "Write `status: merged`, or take `merged_into` out."
            yield Fault("codes", index, "merged_into", message, hint)


def _cycles(book: Codebook, field: str, up: Callable[[Code], str]) -> Iterator[Fault]:
    done: set[str] = set()
    for code in book.codes:
        way: dict[str, None] = {}
        at: Code | None = code
        while at is not None and at.id not in way and at.id not in done:
            way[at.id] = None
            at = book.code(up(at))
        if at is not None and at.id in way:
            ring = list(way)[list(way).index(at.id) :]
            index = next(i for i, c in enumerate(book.codes) if c.id == at.id)
            message = f"codes run in a circle by `{field}`: {' → '.join([*ring, at.id])}"
            yield Fault("codes", index, field, message, f"Take `{field}` out of one of them")
        done.update(way)


def _looks(book: Codebook, reserved: frozenset[str]) -> Iterator[Fault]:
    taken: dict[str, int] = {}
    for index, code in enumerate(book.codes):
        if code.colour and not COLOUR.fullmatch(code.colour):
            hint = 'Write six hexadecimal digits in quotation marks: colour: "#E69F00"'
            yield Fault("codes", index, "colour", f"'{code.colour}' is not a colour", hint)
        for pattern in code.find.patterns:
            if reason := _bad_pattern(pattern):
                message = f"the pattern '{pattern}' is no regular expression: {reason}"
                yield Fault("codes", index, "find", message, "Correct it, or use `words`")
        for found in code.find.spacy:
            if reason := bad_pattern(found):
                message = f"a spaCy pattern of '{code.id}' {reason}"
                hint = "Write a list with a group of fields a token: [{LEMMA: count}]"
                yield Fault("codes", index, "find", message, hint)
        for line in code.history:
            if line.date and not _is_date(line.date):
                message = f"'{line.date}' is not a date"
                yield Fault("codes", index, "history", message, "Write it as 2026-01-31")
        key = code.shortcut
        if not key:
            continue
        if len(key) != 1 or key not in _LETTERS:
            yield Fault("codes", index, "shortcut", f"the shortcut '{key}' is not one letter", "")
        elif key in reserved:
            message = f"the shortcut '{key}' is one of qualkit's own keys"
            yield Fault("codes", index, "shortcut", message, _free(book, reserved))
        elif key in taken:
            message = f"the shortcut '{key}' already stands for '{book.codes[taken[key]].id}'"
            yield Fault("codes", index, "shortcut", message, _free(book, reserved), taken[key])
        taken.setdefault(key, index)


def _free(book: Codebook, reserved: frozenset[str]) -> str:
    used = {code.shortcut for code in book.codes} | reserved
    return f"Free letters: {' '.join(letter for letter in _LETTERS if letter not in used)}"


def _bad_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as problem:
        return problem.msg
    return ""


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def problems(book: Codebook) -> tuple[Problem, ...]:
    """What a person should look at, in the order of the codebook."""
    return (*_theme_problems(book), *_code_problems(book))


def _theme_problems(book: Codebook) -> Iterator[Problem]:
    filled = {placed.theme.id for placed in book.walk() if placed.theme}
    for theme in book.themes:
        if theme.id not in filled:
            hint = f"Give a code `theme: {theme.id}`, or delete the theme."
            yield Problem(theme.id, f"The theme '{theme.name}' has no codes", hint)


def _code_problems(book: Codebook) -> Iterator[Problem]:
    names: dict[str, Code] = {}
    for code in book.codes:
        if not code.in_use:
            continue
        if code.status is Status.ACTIVE and not code.definition:
            hint = "Add a line `definition: ...`, or set `status: draft`."
            yield Problem(code.id, f"The code '{code.name}' is active but not defined", hint)
        if other := names.get(code.name.casefold()):
            message = f"The codes '{other.id}' and '{code.id}' have the same name"
            yield Problem(code.id, message, "Rename one of them")
        names.setdefault(code.name.casefold(), code)
        yield from _place_problems(book, code)
        yield from _pointer_problems(book, code)
        if any(example.source == "unknown" for example in code.examples):
            message = f"An example of '{code.name}' does not say whose words it holds"
            hint = (
                "Write `source: synthetic` if it is invented; delete it if a participant said it."
            )
            yield Problem(code.id, message, hint)


def _place_problems(book: Codebook, code: Code) -> Iterator[Problem]:
    parent = book.code(code.parent)
    if parent is None:
        return
    above, own = book.theme_of(parent), book.theme_of(code)
    if above is not None and own is not above:
        message = f"The code '{code.name}' and the code above it belong to different themes"
        yield Problem(code.id, message, f"Set `theme: {above.id}`, or take `parent` out")
    if parent.status in (Status.MERGED, Status.RETIRED):
        message = f"The code '{code.name}' stands under '{parent.name}', which is {parent.status}"
        yield Problem(code.id, message, "Give it another `parent`")


def _pointer_problems(book: Codebook, code: Code) -> Iterator[Problem]:
    for sentence in (*code.use_when, *code.not_when):
        for found in _POINTER.finditer(sentence):
            for target in re.split(r",?\s+(?:or|and)\s+|[,;]\s*", found[1].strip()):
                pointed = book.code(target) or (book.named(target) or (None,))[0]
                if pointed is None and SLUG.fullmatch(target):
                    known = {other.id for other in book.codes}
                    message = f"'{code.id}' points to '{target}', which is no code"
                    yield Problem(code.id, f"{message}{_meant(target, known)}", "Correct it.")
                elif pointed is not None and not pointed.in_use:
                    message = f"'{code.id}' points to '{pointed.id}', which cannot be applied"
                    yield Problem(code.id, message, "Point to a code in use")
