"""Zip files that are the same bytes every time: fixed stamps, fixed order."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import IO

_STAMP = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


def repack(source: IO[bytes], path: Path) -> None:
    """Write the zip file `source` to `path` with its entries sorted and their stamps fixed.

    The list of content types comes first, as readers of office files expect it.
    """
    with (
        zipfile.ZipFile(source) as given,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in sorted(given.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.file_size = given.getinfo(name).file_size
            with given.open(name) as part, packed.open(entry, "w") as copy:
                shutil.copyfileobj(part, copy, _CHUNK)
