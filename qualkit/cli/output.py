"""The only writer to the terminal: answers go to stdout, narration and progress to stderr."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import click

from qualkit.core.cells import cell_count, escaped_json, fitted, visible
from qualkit.core.table import Cell, ColumnKind, Table
from qualkit.errors import GateError, QualkitError

SCHEMA_VERSION = 1


def harmless(text: str) -> str:
    """`text` with every character that could act on the terminal replaced; line ends stay."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _styled(text: str, **style: Any) -> str:
    """`text` in colour or bold, unless NO_COLOR asks for none; off a terminal click strips it."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)


def answer(text: str) -> None:
    """Print a line of the answer."""
    click.echo(harmless(text))


def say(text: str) -> None:
    """Tell the person something beside the answer."""
    click.echo(harmless(text), err=True)


def answer_json(value: Mapping[str, Any]) -> None:
    """Print an answer for programs: stable keys, a schema version, no NaN."""
    whole = {"schema_version": SCHEMA_VERSION, **value}
    text = json.dumps(plain(whole), ensure_ascii=False, indent=1, allow_nan=False)
    click.echo(escaped_json(text))


def answer_json_line(value: Mapping[str, Any]) -> None:
    """Print one of many answers for programs on a line of its own (JSON Lines)."""
    whole = {"schema_version": SCHEMA_VERSION, **value}
    click.echo(json.dumps(plain(whole), ensure_ascii=False, allow_nan=False))


def plain(value: Any) -> Any:
    """A record as the dicts, lists and scalars that JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value


def columns(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], right: Sequence[int] = ()
) -> None:
    """Print rows under heads, in columns; the last takes what room there is."""
    heads = [_shown(head) for head in heads]
    lines = [[_shown(cell) for cell in row] for row in rows]
    widths = [cell_count(head) for head in heads]
    for line in lines:
        widths = [max(width, cell_count(c)) for width, c in zip(widths, line, strict=True)]
    wide = room()
    click.echo(_styled(_line(heads, widths, right, wide), bold=True))
    for line in lines:
        click.echo(_line(line, widths, right, wide))


def _shown(cell: Cell) -> str:
    if cell is None:
        return "-"
    return visible(" ".join(str(cell).split()))


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int], room: int) -> str:
    parts = []
    for number, (text, width) in enumerate(zip(cells, widths, strict=True)):
        gap = " " * (width - cell_count(text))
        parts.append(gap + text if number in right else text + gap)
    line = "  ".join(parts).rstrip()
    return fitted(line, room).rstrip() if room and cell_count(line) > room else line


def room() -> int:
    """The terminal's width; 0 where the output goes to a file or a pipe and nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def table(found: Table) -> None:
    """Print a table's columns for people."""
    shown = found.printed()
    right = [
        place
        for place, index in enumerate(shown)
        if found.columns[index].kind in (ColumnKind.INTEGER, ColumnKind.NUMBER)
    ]
    heads = [found.columns[index].heading for index in shown]
    columns(heads, ([row[index] for index in shown] for row in found), right)


def paragraph(text: str, indent: str = "", hang: str = "") -> None:
    """Print running text, wrapped to the terminal; its further lines stand in by `hang` more."""
    width = min(room() or 100, 100)
    further = indent + hang
    click.echo(
        textwrap.fill(harmless(text), width, initial_indent=indent, subsequent_indent=further)
    )


def complain(error: QualkitError) -> None:
    """Print an error: what happened, why the gate refused, what to do."""
    click.echo(_styled("Error: ", fg="red", bold=True) + harmless(error.message), err=True)
    if isinstance(error, GateError):
        for finding in error.findings:
            click.echo(f"  {harmless(finding)}", err=True)
    if error.hint:
        click.echo(harmless(error.hint), err=True)


class Progress:
    """A line on stderr that counts; silent off a terminal and in the first half second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = self._shown = time.monotonic()
        self._on = sys.stderr.isatty() and not os.environ.get("QUALKIT_QUIET")
        self._drawn = False

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that `done` of `total` are done, and what is at work."""
        now = time.monotonic()
        if not self._on or now - self._began < 0.5:
            return
        if done < total and now - self._shown < 0.1:
            return
        self._shown = now
        if done >= total:
            if self._drawn:
                sys.stderr.write("\r\x1b[K")
            return
        self._drawn = True
        line = f"{self._what} {done + 1}/{total}  {harmless(what)}"
        sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
        sys.stderr.flush()
