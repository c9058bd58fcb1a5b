"""Files in: transcripts, participants, topic guides, codebooks, codings.

Names are resolved when first used, so that importing this room imports no reader and no library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualkit.importers.blocks import Corrections, LabelMerge
    from qualkit.importers.joining import suggest_merges
    from qualkit.importers.suffixes import SUFFIXES
    from qualkit.importers.tables import read_guide, read_participants
    from qualkit.importers.transcripts import read_transcript

_HOMES = {
    "SUFFIXES": "suffixes",
    "Corrections": "blocks",
    "LabelMerge": "blocks",
    "read_guide": "tables",
    "read_participants": "tables",
    "read_transcript": "transcripts",
    "suggest_merges": "joining",
}

__all__ = [
    "SUFFIXES",
    "Corrections",
    "LabelMerge",
    "read_guide",
    "read_participants",
    "read_transcript",
    "suggest_merges",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
