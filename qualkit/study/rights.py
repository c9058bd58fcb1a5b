"""Who else on this computer can read the study's files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from qualkit.study.session import Session

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# A study of a thousand interviews has some thousand files; more than that is somebody's archive.
_MOST = 20_000
_FOLDERS = ("transcripts", "codebook", "survey", "codings", "exports", "privacy")


def open_to_others(session: Session) -> tuple[Path, ...]:
    """The files of the study that others on this computer may read or write, in order.

    What lies in a folder that others cannot enter is out of their reach, whatever its own mode.
    None on Windows, where rights are the folder's.
    """
    if os.name == "nt" or not _lets_in(session.path):
        return ()
    return tuple(path for path in islice(_files(session), _MOST) if _mode(path) & _OTHERS)


def _lets_in(folder: Path) -> bool:
    return bool(_mode(folder) & (stat.S_IXGRP | stat.S_IXOTH))


def _files(session: Session) -> Iterator[Path]:
    database = session.settings.database
    beside = () if session.settings.on_server else sorted(session.path.glob(f"{database}*"))
    yield from (path for path in (session.path / "study.yaml", *beside) if path.is_file())
    for name in _FOLDERS:
        folder = session.path / name
        if folder.is_dir() and _lets_in(folder):
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        # Gone meanwhile, or a link that leads nowhere: nothing to read for anybody.
        return 0
