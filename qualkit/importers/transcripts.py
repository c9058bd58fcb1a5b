"""One file in, one `Transcript` out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from qualkit.core.records import DocumentKind, MarkKind, Span, Speaker, Structure, Transcript
from qualkit.core.text import count_words, spoken
from qualkit.errors import InputError
from qualkit.importers.blocks import Corrections, Reading
from qualkit.importers.files import bytes_of
from qualkit.importers.roles import kind_of, roles_of
from qualkit.importers.shapes import key_of
from qualkit.importers.speakers import Found, structure_of
from qualkit.importers.suffixes import READERS, SUFFIXES

# What other programs keep transcripts in, and the way out of each.
_HINTS = {
    ".doc": "Open it in Word and save it as .docx.",
    ".docm": "Open it in Word and save it as .docx.",
    ".pages": "Open it in Pages and export it as Word (.docx).",
    ".xlsx": "Save the sheet as CSV UTF-8.",
    ".xls": "Save the sheet as CSV UTF-8.",
    ".mp3": "This is sound; import its transcript.",
    ".m4a": "This is sound; import its transcript.",
    ".wav": "This is sound; import its transcript.",
    ".mp4": "This is a film; import its transcript.",
}


def read_transcript(path: Path | str, corrections: Corrections | None = None) -> Transcript:
    """The transcript in a file: its text as it will be stored, and its structure."""
    path = Path(path)
    corrections = corrections or Corrections()
    read = _reader(path)
    data = _bytes_of(path)
    reading = read(data, path.name)
    if corrections.kind is DocumentKind.LITERATURE:
        from qualkit.importers import writings

        # Nobody speaks in it, whatever looks like a label.
        found = writings.structure_of(reading)
        reading = replace(reading, wrapped=False)
        corrections = Corrections(kind=corrections.kind)
    else:
        found = structure_of(reading, corrections)
    if not found.text.strip():
        raise InputError(f"{path.name}: there is no text in it", "Check the original document.")
    return _assembled(path, data, reading, found, corrections)


def _reader(path: Path) -> Callable[[bytes, str], Reading]:
    suffix = path.suffix.lower()
    if suffix not in READERS:
        known = " ".join(SUFFIXES)
        raise InputError(
            f"{path.name}: files ending in '{suffix}' cannot be read",
            _HINTS.get(suffix, f"Save the transcript as one of: {known}"),
        )
    module = import_module(f"qualkit.importers.readers.{READERS[suffix]}")
    return cast("Callable[[bytes, str], Reading]", module.read)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path.name}: this is a folder", f"qualkit import transcripts {path}/*")
    data = bytes_of(path, hint="Split it, or save it without pictures.")
    if not data:
        raise InputError(f"{path.name}: the file is empty", "Export or copy the transcript again.")
    return data


def _assembled(
    path: Path, data: bytes, reading: Reading, found: Found, corrections: Corrections
) -> Transcript:
    from qualkit.importers.sentences import splitter

    roles, warnings = roles_of(found.labels, found.turns, found.text, corrections.roles)
    speakers = tuple(
        Speaker(number, label, role)
        for number, (label, role) in enumerate(zip(found.labels, roles, strict=True))
    )
    structure = Structure(speakers, found.turns, (), found.marks)
    pieces = spoken(found.text, structure)
    sentences = splitter().sentences(found.text, [x.span for x in pieces], reading.wrapped)
    return Transcript(
        path.name,
        corrections.kind or kind_of(found.text, structure, pieces),
        found.text,
        Structure(speakers, found.turns, sentences, found.marks),
        path.name,
        hashlib.sha256(data).hexdigest(),
        found.left_out,
        (*found.warnings, *warnings, *_unknown(found, corrections), *_mostly_silent(found)),
    )


def _unknown(found: Found, corrections: Corrections) -> tuple[str, ...]:
    """Labels that were named and are not in this file; a folder may be imported with one set."""
    known = {key_of(label): label for label in sorted(corrections.known)}
    named = {key_of(label): label for label in (*corrections.roles, *corrections.merges)}
    missing = [key for key in {**known, **named} if key not in found.seen]
    return tuple(
        f"the roster knows a speaker '{known[key]}' who is not in this document"
        if key in known
        else f"no speaker is called '{named[key]}' here"
        for key in missing
    )


def _mostly_silent(found: Found) -> tuple[str, ...]:
    """A warning where more than a fifth of the words was taken for no speech."""
    asides = [
        Span(mark.start, mark.end)
        for mark in found.marks
        if mark.kind in (MarkKind.ASIDE, MarkKind.HEADING)
    ]
    silent, total = count_words(found.text, asides), len(found.text.split())
    if not found.labels or total < 50 or silent <= 0.2 * total:
        return ()
    share = round(100 * silent / total)
    return (f"about {share}% of the words were not taken as speech: see what was left out",)
