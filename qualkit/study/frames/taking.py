"""A DataFrame as rows to be taken in, under the rules by which files are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import repeat
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from qualkit.core.spreadsheet import guarded
from qualkit.errors import InputError
from qualkit.importers.codings import COLUMNS
from qualkit.importers.placed_rows import Given

if TYPE_CHECKING:
    import pandas as pd

NAME = "the DataFrame"


def given_codings(frame: pd.DataFrame) -> Given:
    """The rows of a DataFrame in the columns of the codings CSV, each called by its index.

    An index that bears the name of such a column counts as that column. Other columns are left
    alone. InputError for what is no DataFrame.
    """
    if not hasattr(frame, "columns") or not hasattr(frame, "reset_index"):
        raise InputError(
            f"codings are taken from a file or a DataFrame, not from a {type(frame).__name__}",
            "give the path of a CSV, or a frame as study.codings().frame() makes one",
        )
    labels = list(frame.index)
    named = [name for name in frame.index.names if name in COLUMNS and name not in frame.columns]
    whole = frame.reset_index(level=named) if named else frame
    header = [str(name).strip().casefold() for name in whole.columns]

    def rows() -> Iterable[Sequence[str]]:
        columns = [
            _texts(whole.iloc[:, place]) if name in COLUMNS else repeat("")
            for place, name in enumerate(header)
        ]
        return (cells for _, cells in zip(labels, zip(*columns, strict=False), strict=False))

    return Given(NAME, header, rows, lambda row: f"index {labels[row - 2]!r}")


def _texts(column: pd.Series[Any]) -> Iterator[str]:
    """The cells of a column as a file would have them; missing is empty."""
    missing = column.isna()
    return (
        "" if gone else _text(cell)
        for cell, gone in zip(column.astype(object), missing, strict=True)
    )


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool) or type(cell).__name__ == "bool_":
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        moment = cell.astimezone(UTC) if cell.tzinfo else cell
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(cell, Real) and not isinstance(cell, Integral) and float(cell).is_integer():
        # Whole numbers become floats where one of their column is missing.
        return str(int(float(cell)))
    return guarded(str(cell))
