"""A survey platform's file: a guess of what its columns are, and with it confirmed, the answers.

`read_grid` reads any file into text cells; `guess` says what each column seems to be;
`mapping_text` and `read_mapping` are survey/NAME.yaml; `apply` turns cells into clean columns.
Names are resolved when first used, so that importing this package imports no library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualkit.importers.surveys.applying import apply
    from qualkit.importers.surveys.clean import Clean, RowLeftOut
    from qualkit.importers.surveys.grids import read_grid
    from qualkit.importers.surveys.guessing import guess
    from qualkit.importers.surveys.mapping import parse_mapping, read_mapping
    from qualkit.importers.surveys.mapping_writer import confirmed_text, mapping_text
    from qualkit.importers.surveys.records import (
        Answers,
        Ask,
        Grid,
        Platform,
        SurveyMapping,
        asks_of,
        survey_of,
    )

_HOMES = {
    "Answers": "records",
    "Ask": "records",
    "Clean": "clean",
    "Grid": "records",
    "Platform": "records",
    "RowLeftOut": "clean",
    "SurveyMapping": "records",
    "apply": "applying",
    "asks_of": "records",
    "confirmed_text": "mapping_writer",
    "guess": "guessing",
    "mapping_text": "mapping_writer",
    "parse_mapping": "mapping",
    "read_grid": "grids",
    "read_mapping": "mapping",
    "survey_of": "records",
}

__all__ = [
    "Answers",
    "Ask",
    "Clean",
    "Grid",
    "Platform",
    "RowLeftOut",
    "SurveyMapping",
    "apply",
    "asks_of",
    "confirmed_text",
    "guess",
    "mapping_text",
    "parse_mapping",
    "read_grid",
    "read_mapping",
    "survey_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
