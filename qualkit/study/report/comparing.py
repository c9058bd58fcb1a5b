"""What changed since the last report: kept as a record beside the file, told in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from qualkit.core.blocks import (
    Block,
    BulletList,
    Emphasis,
    Figure,
    Heading,
    Paragraph,
    Prompt,
    Quotation,
    TableBlock,
    Text,
)
from qualkit.core.report import Report
from qualkit.core.report_plan import Difference, Happened, Part
from qualkit.core.table import Cell, Table
from qualkit.errors import NotFoundError

SUFFIX = ".parts.json"
SCHEMA_VERSION = 1
_SHORT = 70
_BETWEEN = " | "
_WORDS = "words:"
_MOST_LINES = 6


def parts_of(report: Report) -> tuple[Part, ...]:
    """The report taken apart, each part by what finds it again in the next one."""
    found: dict[str, Part] = {}
    above: dict[int, str] = {}
    front = report.front
    said = "; ".join(filter(None, (front.title, front.subtitle, front.date, ", ".join(front.by))))
    _put(found, "front", "title page", "the title page", said, said)
    for block in report.blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level}
            above[block.level] = block.text
        for each in _parts(block, " / ".join(above.values())):
            _put(found, each.key, each.kind, each.section, each.said, each.print, each.lines)
    return tuple(found.values())


def _put(
    found: dict[str, Part], key: str, kind: str, section: str, said: str, text: str,
    lines: tuple[tuple[str, str], ...] = (),
) -> None:  # fmt: skip
    """Keep a part under a key of its own."""
    number, own = 1, key
    while own in found:
        number += 1
        own = f"{key}#{number}"
    found[own] = Part(own, kind, section, said, sha256(text.encode()).hexdigest()[:16], lines)


def _parts(block: Block, section: str) -> Iterator[Part]:
    match block:
        case Heading():
            yield Part(f"section|{section}", "section", section, block.text, block.text)
        case Quotation():
            quote = block.quote
            words = quote.text()
            # Where a report for the public has no locator its words find it.
            where = f"{quote.sha256[:12]}:{quote.start}" if quote.sha256 else _print(words)
            place = f"{quote.document}, turn {quote.turn}" if quote.document else block.subtheme
            said = f"{quote.attribution} {place}".strip()
            told = f"{words}\n{quote.attribution}\n{block.counter}"
            yield Part(f"quotation|{quote.code}|{where}", "quotation", section, said, told)
        case TableBlock():
            table = block.table
            lines = tuple(_lines(table))
            name = table.caption or table.title
            told = json.dumps([name, lines, list(table.notes)], ensure_ascii=False)
            yield Part(f"table|{block.key or name}", "table", section, name, told, lines)
        case Figure():
            # Not the picture's bytes: another version of a library draws the same otherwise.
            said = f"{block.caption}\n{block.alt}"
            key = block.key or block.caption
            yield Part(f"figure|{key}", "figure", section, block.caption, said)
        case Prompt():
            yield Part(f"prompt|{block.text}", "text still to be written", section, block.text,
                       block.text)  # fmt: skip
        case Paragraph():
            text = _plain(block.text)
            yield Part(f"text|{section}|{_print(text)}", "text", section, _short(text), text)
        case BulletList():
            for item in block.items:
                text = _plain(item)
                yield Part(f"text|{section}|{_print(text)}", "text", section, _short(text), text)


def _lines(table: Table) -> Iterator[tuple[str, str]]:
    """Each row by what it is of, with its cells; of cells with quotations only their print.

    What somebody said must not lie in one more file, where nobody looks when they withdraw.
    """
    shown = table.printed()
    wraps = [table.columns[i].kind.wraps for i in shown]
    naming = _naming(table)
    names: dict[str, int] = {}
    for row in table:
        cells = [
            f"{_WORDS}{_print(str(row[i]))}" if own else _cell(row[i])
            for i, own in zip(shown, wraps, strict=True)
        ]
        name = " / ".join(dict.fromkeys(_cell(row[i]) for i in naming))
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name = f"{name} ({names[name]})"
        yield name, _BETWEEN.join(cells)


def _naming(table: Table) -> tuple[int, ...]:
    """The columns that say what a row is of: those that repeat and the one behind, else the first;
    never one with quotations."""
    shown = [i for i in table.printed() if not table.columns[i].kind.wraps]
    repeats = [i for i in shown if table.columns[i].key in table.repeats]
    return tuple(shown[: len(repeats) + 1])


def _cell(cell: Cell) -> str:
    return "" if cell is None else str(cell).replace(_BETWEEN, " / ")


def _plain(text: Text) -> str:
    if isinstance(text, str):
        return text
    return "".join(
        piece if isinstance(piece, str) else piece.text if isinstance(piece, Emphasis) else "[…]"
        for piece in text
    )


def _print(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rsplit(' ', 1)[0]} …"


def record_path(target: Path) -> Path:
    """Where the record of a report lies: beside it."""
    return target.with_name(f"{target.name}{SUFFIX}")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A report as it was written last: for whom, of which selection, and its parts."""

    parts: tuple[Part, ...]
    profile: str = ""
    selection: str = ""
    coder: str = ""
    """Who wrote it: of others' reports a coder who works blind is told nothing."""


def remember(target: Path, report: Remembered) -> None:
    """Keep the parts of a report beside it: what it says itself, and no more."""
    from qualkit.exporters.files import replacing

    record = {
        "schema_version": SCHEMA_VERSION,
        "profile": report.profile,
        "selection": report.selection,
        "coder": report.coder,
        "parts": [
            {"key": p.key, "kind": p.kind, "section": p.section, "said": p.said, "print": p.print,
             "lines": [list(line) for line in p.lines]}
            for p in report.parts
        ],
    }  # fmt: skip
    with replacing(record_path(target)) as temporary:
        text = json.dumps(record, ensure_ascii=False, indent=1)
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")


def remembered(target: Path) -> Remembered:
    """The report that was written there last; NotFoundError where none is known."""
    path = record_path(target)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        parts = tuple(_part(each) for each in record["parts"])
        about = (str(record[name]) for name in ("profile", "selection", "coder"))
        return Remembered(parts, *about)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotFoundError(
            f"it is not known what {target.name} said: {path.name} is not there or cannot be read",
            f"write the report once: qualkit report -o {target}",
        ) from error


def _part(each: Mapping[str, Any]) -> Part:
    lines = tuple((str(name), str(cells)) for name, cells in each["lines"])
    key, kind, section, said, mark = (
        str(each[name]) for name in ("key", "kind", "section", "said", "print")
    )
    return Part(key, kind, section, said, mark, lines)


def differences(before: tuple[Part, ...], after: tuple[Part, ...]) -> tuple[Difference, ...]:
    """What was added, removed and changed, in the order of the new report, then what went."""
    old = {part.key: part for part in before}
    new = {part.key: part for part in after}
    found: list[Difference] = []
    for key, part in new.items():
        if key not in old:
            found.append(Difference(Happened.ADDED, part.kind, part.section, part.said))
        elif old[key].print != part.print:
            found += _changed(old[key], part)
    for key, part in old.items():
        if key not in new:
            found.append(Difference(Happened.REMOVED, part.kind, part.section, part.said))
    return tuple(found)


def _changed(old: Part, new: Part) -> Iterator[Difference]:
    if not new.lines and not old.lines:
        said = new.said if old.said == new.said else f"{new.said} (was: {old.said})"
        yield Difference(Happened.CHANGED, new.kind, new.section, said)
        return
    told = list(_changed_lines(dict(old.lines), dict(new.lines)))
    rest = f"; and {len(told) - _MOST_LINES} more rows" if len(told) > _MOST_LINES else ""
    said = "; ".join(told[:_MOST_LINES]) or "its notes or its caption"
    yield Difference(Happened.CHANGED, new.kind, new.section, f"{new.said}: {said}{rest}")


def _changed_lines(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for name, cells in new.items():
        if name not in old:
            yield f"new row {_short(name)}"
        elif old[name] != cells:
            now, was = cells.split(_BETWEEN), old[name].split(_BETWEEN)
            if len(now) != len(was):
                yield f"{_short(name)} has other columns"
                continue
            pairs = [(a, b) for a, b in zip(was, now, strict=True) if a != b]
            yield f"{_short(name)}: {', '.join(_changed_cell(a, b) for a, b in pairs)}"
    for name in old:
        if name not in new:
            yield f"row gone: {_short(name)}"


def _changed_cell(was: str, now: str) -> str:
    if now.startswith(_WORDS) and was.startswith(_WORDS):
        return "other words"
    return f"{_short(now) or 'nothing'} (was {_short(was) or 'nothing'})"
