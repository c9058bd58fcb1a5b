"""Zip packages and XML from outside, opened so that neither can harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from qualkit.core.limits import UNPACKED_LIMIT, bomb, megabytes
from qualkit.errors import InputError

_CHUNK = 1 << 20
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package:
    """A zip file whose sizes were checked before anything was read from it."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        self.name = name
        self._left = UNPACKED_LIMIT
        if data.startswith(_OLE2):
            raise InputError(
                f"{name}: this is an old Word file (.doc) or one with a password",
                f"Open it in Word, remove the password if it has one, and save it as .{kind}.",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise InputError(
                f"{name}: this is not a .{kind} file, or it is damaged ({error})",
                f"Open it in the program that made it and save it again as .{kind}.",
            ) from error
        self._check()
        self.names = frozenset(self._zip.namelist())

    def _check(self) -> None:
        entries = self._zip.infolist()
        if why := bomb(entries):
            self._bomb(why)
        for entry in entries:
            if entry.flag_bits & 1:
                raise InputError(
                    f"{self.name}: the file has a password", "Save it without one and import that."
                )

    def _bomb(self, why: str) -> None:
        raise InputError(
            f"{self.name}: refused, because {why} (a zip bomb?)",
            "Open the file in Word, copy its text into a new document and import that.",
        )

    def read(self, part: str) -> bytes:
        """The content of `part`; the declared size is not believed."""
        pieces: list[bytes] = []
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        self._bomb(f"it unpacks to more than {megabytes(UNPACKED_LIMIT)}")
                    pieces.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise InputError(
                f"{self.name}: {part} in it is damaged ({error})",
                "Open it in the program that made it and save it again.",
            ) from error
        return b"".join(pieces)

    def refuse_doctypes(self) -> None:
        """Refuse a package of which a part declares a document type, for readers not ours.

        Only the beginning of each part is parsed, up to its first element.
        """
        for part in sorted(self.names):
            if part.endswith((".xml", ".rels", ".vml")):
                _refuse_doctype(self.read(part), f"{self.name}: {part}")
        self._left = UNPACKED_LIMIT

    def xml(self, part: str) -> Any:
        """The root element of `part`."""
        return parse_xml(self.read(part), f"{self.name}: {part}")


def parse_xml(data: bytes, place: str) -> Any:
    """The root element of `data`; no entity, document type or network address is followed."""
    from lxml import etree

    # huge_tree stays off: it caps depth at 256 and one text at 10 MB.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"{place} is damaged ({error.msg})",
            "Open the file in the program that made it and save it again.",
        ) from error
    _check_declared(root, place)
    return root


def _refuse_doctype(data: bytes, place: str) -> None:
    from lxml import etree

    events = etree.iterparse(
        io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for _, root in events:
            _check_declared(root, place)
            return
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"{place} is damaged ({error.msg})",
            "Open the file in the program that made it and save it again.",
        ) from error


def _check_declared(root: Any, place: str) -> None:
    info: Any = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise InputError(
            f"{place} declares a document type or entities, which no word processor writes",
            "Refused for safety. Open the file in Word, copy its text into a new document.",
        )
