"""Bytes to text: byte order marks first, then UTF-8, then a guess that is said aloud."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from qualkit.core.limits import TEXT_LIMIT
from qualkit.errors import InputError
from qualkit.importers.blocks import cleaned

_SAMPLE = 1 << 16

# UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive (perhaps a Word or OpenDocument file)", ".docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (.doc) or an encrypted one", ".docx"),
    (b"{\\rtf", "an RTF file", ".rtf"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What Western European text holds beside ASCII; a guess among single-byte encodings that yields
# only these is right far more often than a statistical one on a short text.
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÖØÙÚÛÜßŒŠŽ‘’‚“”„–—…•€£§°©®™´·«»¿¡½¼¾ \xad"
)
# An apostrophe or a quotation mark of an old Macintosh, read as Windows-1252.
_MACINTOSH = re.compile("[a-z][ÕÓ][a-z .,?!]| Ò[A-Za-z]")


def check_size(data: bytes, name: str) -> None:
    """Refuse a text too large to be one transcript, and an empty file."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise InputError(f"{name}: the file is empty", "Export or copy the transcript again.")
    if len(data) > TEXT_LIMIT:
        raise InputError(
            f"{name}: the file has {len(data) // 1_000_000} MB; a text may have "
            f"{TEXT_LIMIT // 1_048_576} MB at most",
            "Split it into one file for each interview, then import those.",
        )


def refuse_other_formats(data: bytes, name: str, own: str = "") -> None:
    """Refuse content that is plainly of another format than the name says."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what, suffix in _OTHER_FORMATS:
        if suffix != own and head.startswith(magic):
            stem = name.rpartition(".")[0] or name
            hint = f"Rename it to {stem}{suffix} and import that."
            if suffix == ".docx":
                hint = "Open it in the program that made it and save it as .docx."
            raise InputError(f"{name}: the content is {what}, not what the name says", hint)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The clean text of `data` and the warnings that reading it gave rise to."""
    text, _, warnings = decode_named(data, name)
    return text, warnings


def decode_named(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The clean text of `data`, the encoding it was read in, and the warnings of reading it."""
    check_size(data, name)
    refuse_other_formats(data, name)
    raw, encoding, warnings = _decoded(data, name)
    _refuse_binary(raw, name)
    text, more = cleaned(raw)
    if not text.strip():
        raise InputError(f"{name}: the file is empty", "Export or copy the transcript again.")
    return text, encoding, warnings + more


def _decoded(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, ()
            except UnicodeDecodeError as error:
                text = data[len(mark) :].decode(encoding, "replace")
                damage = f"damaged {encoding} at byte {error.start}: shown as \ufffd there"
                return text, encoding, (damage,)
    if encoding := _wide(data):
        try:
            read = data.decode(encoding)
        except UnicodeDecodeError:
            _refuse(name)
        return read, encoding, (f"read as {encoding} without a byte order mark",)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _guessed(data, name)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows by a zero in nearly every second byte."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _guessed(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    encoding = _western(data)
    if not encoding:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        if best is None:
            _refuse(name)
        encoding = best.encoding
    text = data.decode(encoding, "replace")
    doubt = f"not UTF-8: read as {encoding}; look whether accents and quotes are right"
    return text, encoding, (doubt,)


def _western(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    foreign = [char for char in text if char > "\x7f"]
    if _MACINTOSH.search(text):
        return "mac_roman"
    if len(foreign) < 0.15 * len(text) and _WESTERN.issuperset(foreign):
        return "cp1252"
    return ""


def _refuse_binary(text: str, name: str) -> None:
    # A stray control character is removed and counted; a text of which more than one in a
    # hundred is one was never a text.
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(4, len(sample) // 100):
        _refuse(name)


def _refuse(name: str) -> NoReturn:
    raise InputError(
        f"{name}: the content is not text in any known encoding",
        "Save it as UTF-8 text or as .docx and import that.",
    )
