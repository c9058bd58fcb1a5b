"""What a finished file says, without its markup: the text in which the export seam seeks leaks.

Names hide in markup: split over runs, behind `\\n` or `&#x27;`, in document properties, in the
header of a template. So whole paragraphs are returned, unescaped, and everything that is not text
of the page (attribute values, properties, part names) as well.
"""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import IO

from qualkit.errors import InternalError

_CHUNK = 1 << 20
# Cell references alone make 8 million different values in a workbook of 500,000 rows.
_REMEMBERED = 100_000

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROL_NAMES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ATTRIBUTE = re.compile(r'="([^"]*)"')
# A picture of points in base 64, in which any short name would be found by chance.
_POINTS = re.compile('"iVBORw0KGgo[A-Za-z0-9+/=]*"')
_PICTURE = "data:image/"
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# How an office workbook writes a character that XML cannot hold.
_WORKBOOK_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Elements whose text belongs together, however many runs it is cut into: paragraphs of Word and
# of drawings, strings of a workbook.
_WHOLE = frozenset({"p", "si", "is", "c"})
_LINE_BREAKS = frozenset({"br", "cr", "tab"})
_XML_SUFFIXES = (".xml", ".rels", ".vml")


def plain(path: Path) -> Iterator[str]:
    """The text of the file in pieces of about a million characters that end with a line."""
    with open(path, encoding="utf-8", newline="") as file:
        while lines := file.readlines(_CHUNK):
            yield "".join(lines)


def markdown(path: Path) -> Iterator[str]:
    """The text of a Markdown file with its escapes undone."""
    for piece in plain(path):
        yield unescape(_MARKDOWN_ESCAPE.sub(r"\1", piece.replace("<br>", "\n")))


def html(path: Path) -> Iterator[str]:
    """The text of one of our pages with tags as line ends, then its attribute values."""
    for piece in plain(path):
        yield unescape(_TAG.sub("\n", piece))
        if values := list(map(_shown, _ATTRIBUTE.findall(piece))):
            yield unescape("\n".join(dict.fromkeys(values)))


def _shown(value: str) -> str:
    """An attribute's value; of a picture what it says, which is nothing where it is of points."""
    if not value.startswith(_PICTURE):
        return value
    kind, _, content = value.removeprefix(_PICTURE).partition(";base64,")
    return b64decode(content).decode("utf-8", "replace") if kind == "svg+xml" else ""


def svg(path: Path) -> Iterator[str]:
    """The text of a picture: title, description, and the comments beside letters drawn as paths."""
    whole = "".join(plain(path))
    yield unescape("\n".join(_COMMENT.findall(whole)))
    yield unescape(_TAG.sub("\n", whole))


def json(path: Path) -> Iterator[str]:
    """The text of a JSON file with the escapes in its strings undone."""
    for piece in plain(path):
        yield _ESCAPE.sub(_unescaped, _POINTS.sub('""', piece))


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _CONTROL_NAMES.get(found[2], found[2])


def office(path: Path) -> Iterator[str]:
    """The names of all parts of a Word or Excel file, and what each part says."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            yield name
            if name.endswith(_XML_SUFFIXES):
                with package.open(name) as part:
                    yield from _part(part, name)
            elif name.endswith((".txt", ".htm", ".html", ".rtf")):
                yield package.read(name).decode("utf-8", "replace")


def _part(part: IO[bytes], name: str) -> Iterator[str]:
    """What one part says, in pieces of about a million characters."""
    from lxml import etree

    piece: list[str] = []
    size = 0
    try:
        for text in _texts(part):
            piece.append(text)
            size += len(text)
            if size > _CHUNK:
                yield _decoded("\n".join(piece), name)
                piece, size = [], 0
    except etree.XMLSyntaxError as error:
        raise InternalError(f"The written file cannot be read back: {name}: {error}") from error
    if piece:
        yield _decoded("\n".join(piece), name)


def _decoded(text: str, name: str) -> str:
    if not name.startswith("xl/"):
        return text
    return _WORKBOOK_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _texts(part: IO[bytes]) -> Iterator[str]:
    """The paragraphs, attribute values and comments of a part; repeated values come once."""
    from lxml import etree

    seen: set[str] = set()
    runs: list[str] = []
    inside = 0
    events = ("start", "end", "comment", "pi")
    for event, element in etree.iterparse(
        part, events=events, resolve_entities=False, huge_tree=True
    ):
        if event in ("comment", "pi"):
            yield element.text or ""
            continue
        local = element.tag.rpartition("}")[2]
        if event == "start":
            for value in element.attrib.values():
                if value not in seen:
                    seen.add(value)
                    yield value
            if len(seen) > _REMEMBERED:
                seen.clear()
            inside += local in _WHOLE
            if local in _LINE_BREAKS:
                runs.append("\n")
            continue
        runs += [text for text in (element.text, *(child.tail for child in element)) if text]
        element.clear(keep_tail=True)
        inside -= local in _WHOLE
        if runs and (local in _WHOLE or not inside):
            yield "".join(runs)
            runs.clear()
    yield "".join(runs)
