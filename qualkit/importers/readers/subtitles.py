"""WebVTT and SubRip: a block for each line of a cue, its time and its `<v Name>` beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Reading, left_out
from qualkit.importers.decoding import decode

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"^\s*({_CLOCK})\s*-{{1,2}}>\s*{_CLOCK}(?:\s.*)?$")
_BLOCKS = re.compile(r"^(NOTE|STYLE|REGION)(?:[ \t].*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
# Tags of both formats; anything else in angle brackets, such as <laughs>, was typed by a person.
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|ruby|rt|lang|font|\d[\d:.]*)(?:[.\s][^>]*)?>|\{\\[^}]*\}", re.IGNORECASE
)


def read(data: bytes, name: str) -> Reading:
    """The cues of a subtitle file."""
    text, warnings = decode(data, name)
    reader = _Reader(text.split("\n"))
    blocks = tuple(reader.blocks())
    if not blocks:
        raise InputError(
            f"{name}: there is no cue in it (a line such as 00:00:01.000 --> 00:00:04.000)",
            "If it is plain text, rename it to .txt and import that.",
        )
    return Reading(blocks, tuple(reader.left_out), warnings, cues=True)


class _Reader:
    """Walks the lines of one file; keeps what was no speech in `left_out`."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.left_out: list[LeftOut] = []
        self.cue = 0

    def blocks(self) -> Iterator[Block]:
        """The lines of all cues."""
        index = self._header()
        while index < len(self.lines):
            line = self.lines[index]
            if timing := _TIMING.match(line):
                end = self._cue_end(index + 1)
                yield from self._cue(timing[1], self.lines[index + 1 : end])
                index = end
            elif _BLOCKS.match(line):
                index = self._leave_out(index, line.split()[0])
            elif line.strip() and not self._is_identifier(index):
                index = self._leave_out(index, "text outside a cue")
            else:
                index += 1

    def _header(self) -> int:
        if not self.lines[0].startswith("WEBVTT"):
            return 0
        index = 1
        while index < len(self.lines) and self.lines[index].strip():
            if _TIMING.match(self.lines[index]):
                return index
            index += 1
        header = " ".join(self.lines[:index])[6:].strip()
        if header:
            self.left_out.append(left_out("WebVTT header", header, "line 1"))
        return index

    def _is_identifier(self, index: int) -> bool:
        return index + 1 < len(self.lines) and bool(_TIMING.match(self.lines[index + 1]))

    def _cue_end(self, index: int) -> int:
        """A cue ends at a blank line, or where a file without blank lines times the next one."""
        while index < len(self.lines) and self.lines[index].strip():
            if _TIMING.match(self.lines[index]):
                return index
            numbered = self.lines[index].strip().isdigit() and self._is_identifier(index)
            if numbered:
                return index
            index += 1
        return index

    def _leave_out(self, index: int, what: str) -> int:
        end = index
        while end < len(self.lines) and self.lines[end].strip():
            if end > index and (_TIMING.match(self.lines[end]) or self._is_identifier(end)):
                break
            end += 1
        text = "\n".join(self.lines[index:end])
        self.left_out.append(left_out(what, text, f"line {index + 1}"))
        return end

    def _cue(self, time: str, lines: list[str]) -> Iterator[Block]:
        self.cue += 1
        for line in lines:
            for voice, part in _voices(line):
                text = html.unescape(_TAG.sub("", part)).strip()
                if text:
                    yield Block(text, f"cue {self.cue}", time=time, voice=voice)
                    time = ""


def _voices(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line by `<v Name>`; two voices may share a line."""
    parts = _VOICE.split(line)
    yield "", parts[0]
    for voice, part in zip(parts[1::2], parts[2::2], strict=True):
        yield html.unescape(voice).strip(), part
