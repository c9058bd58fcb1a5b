"""Published tables checked: no study is needed for it."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.published import TableCheck


def check_tables(path: str | Path, *, decimals: int | None = None) -> TableCheck:
    """What is impossible in the published tables of a CSV or XLSX file.

    F, p, df, percentages and totals are recomputed from the cells they hang on, and means and SDs
    judged by the scale where the file gives it. `decimals` is how many means, SDs and F have at
    least, where a table drops noughts. InputError names line and column of what is no figure.
    """
    from qualkit.importers.published_tables import read_published
    from qualkit.survey.tables_check import check_tables as checked

    path = Path(path)
    return checked(path.name, read_published(path), decimals)
