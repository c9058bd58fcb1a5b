"""SPSS files: codes as they are, labels beside them, and what is declared missing as missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qualkit.errors import InputError
from qualkit.importers.surveys.grids import cell_text, refuse_too_many
from qualkit.importers.surveys.records import Grid


def grid_of_sav(path: Path, sha256: str) -> Grid:
    """Two header rows, names of variables and their labels, then one row a case.

    Rows are numbered as SPSS numbers cases, so that the header rows are 0.
    """
    try:
        import pyreadstat
    except ImportError as error:
        hint = "Install the reader: pip install 'qualkit-coding[spss]', or save the data as CSV."
        raise InputError(f"{path.name}: SPSS files need the package pyreadstat", hint) from error
    try:
        _, size = pyreadstat.read_sav(str(path), metadataonly=True, output_format="dict")
        refuse_too_many(max(size.number_rows or 0, 0) * len(size.column_names), path.name)
        # Codes and not labels: a scale with labels at its ends only would come out half in words.
        columns, meta = pyreadstat.read_sav(
            str(path), apply_value_formats=False, user_missing=False, output_format="dict"
        )
    except (pyreadstat.ReadstatError, ValueError, OverflowError) as error:
        hint = "Open it in SPSS and save it again, or save the data as CSV."
        raise InputError(f"{path.name}: no SPSS file, or damaged ({error})", hint) from error
    names = tuple(meta.column_names)
    cells = [[cell_text(_plain(cell)) for cell in columns[name]] for name in names]
    headings = tuple((text or "").strip() for text in meta.column_labels)
    labels = {
        names.index(name): tuple((cell_text(code), str(text).strip()) for code, text in of.items())
        for name, of in meta.variable_value_labels.items()
    }
    body = tuple(zip(*cells, strict=True))
    return Grid(
        source=path.name,
        kind="sav",
        rows=(names, headings, *body),
        numbers=(0, 0, *range(1, len(body) + 1)),
        sha256=sha256,
        encoding=str(meta.file_encoding or ""),
        labels=labels,
    )


def _plain(cell: Any) -> Any:
    """numpy's numbers as Python's."""
    return cell.item() if hasattr(cell, "item") else cell
