"""Rows of a file that do not fit the study: nothing of the file is taken in, and each is named."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.errors import InputError
from qualkit.importers.placed_rows import Given, Source

SHOWN = 20
"""Rows that are named; of more it is said how many."""
MEND = "mend the file and import it again"


class MisfitError(Exception):
    """Why a row does not fit the study."""


def refusal(
    path: Source, faults: Sequence[tuple[int, str]], hint: str = MEND, *,
    failed: int | None = None, unnamed: int | None = None,
) -> InputError:  # fmt: skip
    """What is raised for (row, what is wrong).

    `failed` rows are wrong and `unnamed` of them are not told, where a fault stands for several.
    """
    count = len(faults) if failed is None else failed
    rest = len(faults[SHOWN:]) if unnamed is None else unnamed
    called = path.called if isinstance(path, Given) else "row {}".format
    lines = "\n  ".join(f"{called(row)}: {problem}" for row, problem in faults[:SHOWN])
    more = f"\n  and {rest} more" if rest else ""
    rows_are = "1 row is" if count == 1 else f"{count} rows are"
    return InputError(f"{path}: {rows_are} wrong, so nothing was imported:\n  {lines}{more}", hint)
