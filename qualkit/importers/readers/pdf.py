"""PDF files that hold text: the lines of each page, without running heads and page numbers."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter
from typing import Any

from qualkit.core.limits import PAGE_LIMIT, UNPACKED_LIMIT, megabytes
from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Reading, cleaned, left_out
from qualkit.importers.readers.plain import is_wrapped
from qualkit.importers.shapes import PERSONAL, shape_of, tidy

# A running head or foot stands among the first or last two lines of a page.
_EDGE = 2
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_STREAM = re.compile(rb"stream\r?\n(?=.)", re.DOTALL)
_CHUNK = 1 << 20
_DIGITS = re.compile(r"\d+")


def read(data: bytes, name: str) -> Reading:
    """The lines of all pages."""
    if not data.lstrip()[:5] == b"%PDF-":
        raise InputError(f"{name}: this is not a PDF", "Rename it to what it is, or export again.")
    _refuse_bomb(data, name)
    raw = "\f".join(_pages(data, name))
    pages = [cleaned(page) for page in raw.split("\f")]
    if not any(text.strip() for text, _ in pages):
        raise InputError(
            f"{name}: this PDF holds no text; it is a scan (pictures of pages)",
            "Run text recognition (OCR) over it first, or ask for the original document.",
        )
    lines = [[line.rstrip() for line in text.split("\n")] for text, _ in pages]
    warnings = tuple(warning for _, found in pages for warning in found)
    blocks, omitted = _without_running_heads(lines)
    wrapped = is_wrapped([block.text for block in blocks])
    return Reading(tuple(blocks), tuple(omitted), warnings, wrapped=wrapped)


def _refuse_bomb(data: bytes, name: str) -> None:
    """Refuse a PDF whose packed streams unpack to too much: pdfminer unpacks each as a whole."""
    left = UNPACKED_LIMIT
    for found in _STREAM.finditer(data):
        left -= _unpacked(data, found.end(), left)
        if left <= 0:
            raise InputError(
                f"{name}: refused, because what is packed in it has more than "
                f"{megabytes(UNPACKED_LIMIT)} (a bomb?)",
                "Print it to a new PDF, or ask for the original document.",
            )


def _unpacked(data: bytes, start: int, most: int) -> int:
    """To how many bytes the stream at `start` unpacks, counted up to `most`; 0 for another kind."""
    if data[start] & 0x0F != 8:  # the sign of a zlib stream
        return 0
    first, size, at = b"", 0, start
    unpacker, inner = zlib.decompressobj(), zlib.decompressobj()
    try:
        while size < most and not unpacker.eof and (chunk := data[at : at + _CHUNK]):
            at += len(chunk)
            # Behind the end of a stream its tail stays unread for ever.
            while chunk and size < most and not unpacker.eof:
                out = unpacker.decompress(chunk, _CHUNK)
                first = first or out[:2]
                # A stream may be packed twice; what is inside counts then.
                twice = len(first) == 2 and first[0] & 0x0F == 8 and int.from_bytes(first) % 31 == 0
                size += len(out) if not twice else _more(inner, out, most - size)
                chunk = unpacker.unconsumed_tail
    except zlib.error:
        # Damaged, or no zlib stream at all: its reader will say so.
        return size
    return size


def _more(inner: Any, packed: bytes, most: int) -> int:
    size = 0
    while packed and size < most and not inner.eof:
        size += len(inner.decompress(packed, _CHUNK))
        packed = inner.unconsumed_tail
    return size


def _pages(data: bytes, name: str) -> list[str]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    # What pdfminer finds odd about a file it would write to the terminal.
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())
    logging.getLogger("pdfplumber").addHandler(logging.NullHandler())
    texts: list[str] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > PAGE_LIMIT:
                raise InputError(
                    f"{name}: {len(pdf.pages)} pages; a PDF may have {PAGE_LIMIT}",
                    "Split it into one file for each interview.",
                )
            for page in pdf.pages:
                texts.append(page.extract_text() or "")
                page.close()
    except (PdfminerException, PDFException) as error:
        causes: list[Any] = [error, *error.args]
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise InputError(
                f"{name}: this PDF has a password", "Save it without one and import that."
            ) from error
        raise _damaged(name, error) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        # pdfminer lets the mistakes of a broken file surface as these.
        raise _damaged(name, error) from error
    return texts


def _damaged(name: str, error: Exception) -> InputError:
    what = str(error) or type(error).__name__
    return InputError(
        f"{name}: this PDF is damaged ({what})",
        "Open it in a PDF viewer and print it to a new PDF, or ask for the original document.",
    )


def _without_running_heads(pages: list[list[str]]) -> tuple[list[Block], list[LeftOut]]:
    repeated = _repeated(pages)
    numbered = _numbered(pages)
    blocks: list[Block] = []
    omitted: list[LeftOut] = []
    for number, lines in enumerate(pages, 1):
        edges = _edges(lines)
        for index, line in enumerate(lines):
            if not line.strip():
                continue
            where = f"page {number}"
            if (number, index) in numbered:
                omitted.append(left_out("page number", line, where))
            elif index in edges and _shape(line) in repeated and not _labels(line):
                omitted.append(left_out("running head or foot", line, where))
            else:
                blocks.append(Block(line, f"{where}, line {index + 1}"))
    return blocks, omitted


def _numbered(pages: list[list[str]]) -> frozenset[tuple[int, int]]:
    """The (page, line index) of page numbers: they go up with the pages on most of them."""
    found: list[tuple[int, int, int]] = []
    for number, lines in enumerate(pages, 1):
        for index in _edges(lines):
            if match := _PAGE_NUMBER.match(lines[index]):
                found.append((number, index, int(match[1]) - number))
    counts = Counter({difference: 0 for _, _, difference in found})
    for difference in counts:
        counts[difference] = len({number for number, _, d in found if d == difference})
    usual, count = counts.most_common(1)[0] if counts else (0, 0)
    if count < max(1, 0.6 * len(pages)) or (len(pages) == 1 and usual):
        return frozenset()
    return frozenset((number, index) for number, index, d in found if d == usual)


def _labels(line: str) -> bool:
    """Whether a line that repeats could be somebody speaking: `Interviewer: Yes.`"""
    head, colon, _ = line.partition(":")
    return bool(colon) and shape_of(tidy(head)) in PERSONAL


def _edges(lines: list[str]) -> frozenset[int]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return frozenset(filled[:_EDGE] + filled[-_EDGE:])


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """The edge lines that stand on most pages, page numbers aside; at least three times."""
    counts = Counter(
        shape for lines in pages for shape in {_shape(lines[index]) for index in _edges(lines)}
    )
    least = max(3, 0.6 * len(pages))
    return frozenset(
        shape for shape, count in counts.items() if count >= least and not _DIGITS.fullmatch(shape)
    )
