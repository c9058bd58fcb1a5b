"""Loose texts scanned for what says who somebody is: no study is needed for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualkit.core.findings import OwnLists, ScannedPassage
from qualkit.errors import InputError


def scan_passages(
    path: str | Path,
    *,
    places: str | Path | None = None,
    services: str | Path | None = None,
    model: str = "",
) -> Iterator[ScannedPassage]:
    """The passages of a JSON Lines file, each with its findings, one after the other.

    `places` and `services` are lists of your own, `model` the name of a spaCy model that you have
    installed; what it finds waits for a person. InputError names the line that cannot be read.
    """
    from qualkit.importers.passages import read_passages
    from qualkit.privacy.scan.engine import scan

    own = OwnLists(_read(places), _read(services))
    for passage in read_passages(Path(path)):
        yield ScannedPassage(passage, scan(passage.text, passage.people, own, model))


def _read(path: str | Path | None) -> str:
    if path is None:
        return ""
    try:
        return Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", "save it as UTF-8") from error
