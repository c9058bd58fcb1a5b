"""What was found in new files, file by file, as rows that can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from rich.style import Style

from qualkit.core.cells import cell_count, fitted
from qualkit.core.records import LeftOut
from qualkit.core.wording import counted
from qualkit.study.import_reports import Imported, Outcome, Unread, Voice
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label, wrapped

_AS, _ROLE, _TURNS, _WORDS = 8, 12, 6, 8
# Between the label of a speaker and the figures, and what they take; the label has the rest.
_FIGURES = _AS + _ROLE + _TURNS + _WORDS + 8


class Tone(Enum):
    """How a row is painted."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    WRONG = "wrong"

    def style(self, look: Palette) -> Style:
        """The style in the theme in force, always on the ground of texts."""
        if self is Tone.WRONG:
            return look.error + Style(bgcolor=look.text.bgcolor)
        return {Tone.PLAIN: look.text, Tone.STRONG: look.strong, Tone.QUIET: look.quiet}[self]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: how it is painted, what it says, and whose row it is."""

    tone: Tone
    text: str
    voice: int | None = None
    """The number of the speaker that the row is about."""


def items_of(
    number: int, path: Path, found: Imported | Unread | None, look: Palette, width: int, *,
    skipped: bool, corrected: bool,
) -> list[Item]:  # fmt: skip
    """The rows of one file as items; `place_of` tells from an item's key whose row it is."""
    rows = list(_rows(path, found, width, skipped=skipped, corrected=corrected))
    items = [
        Item(
            f"{number}/{index}/{'' if row.voice is None else row.voice}",
            ((row.text, row.tone.style(look)),),
        )
        for index, row in enumerate(rows)
    ]
    return [*items, Item("", ())]


def place_of(key: str | None) -> tuple[int, int | None]:
    """The number of the file and of the speaker that a row is about."""
    if key is None:
        return (0, None)
    number, _, voice = key.split("/")
    return int(number), int(voice) if voice else None


def _rows(
    path: Path, found: Imported | Unread | None, width: int, *, skipped: bool, corrected: bool
) -> Iterator[Row]:
    if skipped:
        yield from _head(path.name, "left out of this import", width)
        return
    if found is None:
        yield from _head(path.name, "not read yet", width)
        return
    if isinstance(found, Unread):
        yield from _head(path.name, "cannot be imported", width)
        yield from _folded(found.message, width, Tone.WRONG)
        yield from _folded(found.hint, width, Tone.PLAIN)
        return
    figures = f"{counted(found.turns, 'turn')}, {counted(found.words, 'word')}"
    state = "" if found.outcome is Outcome.NEW else "in the study already: "
    mark = ", corrected" if corrected else ""
    yield from _head(found.name, f"{state}{found.kind.value}, {figures}{mark}", width)
    yield from _voices(found.voices, width)
    for spelling in found.spellings:
        said = f"'{spelling.wrong}' may be '{spelling.right}': press m on it if so"
        yield from _folded(said, width, Tone.STRONG)
    told = {f"'{spelling.wrong}' may be" for spelling in found.spellings}
    for warning in found.warnings:
        if not any(warning.startswith(beginning) for beginning in told):
            yield from _folded(f"note: {warning}", width, Tone.STRONG)
    yield from _left_out(found.left_out, width)


def _head(name: str, said: str, width: int) -> Iterator[Row]:
    room = max(10, width - cell_count(said) - 4)
    *above, last = wrapped(name, room) or [""]
    for row in above:
        yield Row(Tone.STRONG, row)
    yield Row(Tone.STRONG, f"{fitted(last, room)}  {said}")


def _folded(text: str, width: int, tone: Tone, indent: int = 3) -> Iterator[Row]:
    for row in wrapped(text, max(10, width - indent - 2)):
        yield Row(tone, f"{'':{indent}}{row}")


def _voices(voices: Sequence[Voice], width: int) -> Iterator[Row]:
    if not voices:
        yield from _folded("no speakers: the whole text counts as said by one voice",
                           width, Tone.PLAIN)  # fmt: skip
        return
    longest = max(cell_count(voice.label) for voice in voices)
    room = max(10, min(width - _FIGURES - 5, max(longest, 7)))
    yield Row(Tone.QUIET, _voice("speaker", "becomes", "role", "turns", "words", room))
    for number, voice in enumerate(voices):
        # The label is never cut: by its end two people may be told apart.
        *above, last = wrapped(voice.label, room) or [""]
        for row in above:
            yield Row(Tone.PLAIN, f"   {row}", number)
        figures = (f"{voice.turns:,}", f"{voice.words:,}")
        text = _voice(last, voice.pseudonym, voice.role.value, *figures, room)
        yield Row(Tone.PLAIN, text, number)


def _voice(name: str, pseudonym: str, role: str, turns: str, words: str, room: int) -> str:
    return (
        f"   {fitted(name, room)}  {label(pseudonym or '-', _AS)} {label(role, _ROLE)} "
        f"{turns:>{_TURNS}} {words:>{_WORDS}}"
    )


def _left_out(parts: Sequence[LeftOut], width: int) -> Iterator[Row]:
    if not parts:
        yield Row(Tone.QUIET, "   nothing left out")
        return
    yield Row(Tone.QUIET, f"   left out of what was said: {counted(len(parts), 'part')}")
    for part in parts:
        kept = "kept beside the speech" if part.kept else "not stored"
        yield from _folded(f"{part.what}, {part.where}, {kept}:", width, Tone.PLAIN, 5)
        yield from _folded(part.text, width, Tone.QUIET, 7)
