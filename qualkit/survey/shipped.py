"""Where the keys lie that qualkit brings along: items and scoring, never wording."""

from __future__ import annotations

from pathlib import Path


def shipped_keys() -> tuple[Path, ...]:
    """The files of the keys, by id, which is each file's stem."""
    found = (Path(__file__).parent / "keys").glob("*.yaml")
    return tuple(sorted(found, key=lambda path: path.stem))
