"""Writers: a cleared table becomes a file in one of six formats, the same bytes every time.

Only `study` calls this room, and a writer accepts only what the export gate has let through.
The seam is: `files.replacing` gives a temporary path, `write` fills it, `read_back` returns what
the finished file says, and leaving `replacing` without an error puts it in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from qualkit.core.report import Cleared
from qualkit.errors import InputError, InternalError


class Format(StrEnum):
    """The formats that a table can be written in; the value is also the file's suffix."""

    DOCX = "docx"
    """Word: for reports; print columns only."""
    XLSX = "xlsx"
    """Excel: every column, with filters."""
    CSV = "csv"
    """Every column under its key, UTF-8, for other programs."""
    MD = "md"
    """Markdown: for notes and wikis; print columns only."""
    HTML = "html"
    """One self-contained page; print columns only."""
    JSON = "json"
    """Every column with its description, notes and provenance."""

    @property
    def suffix(self) -> str:
        """The suffix of a file in this format, with its dot."""
        return f".{self.value}"


def write(cleared: Cleared, path: Path, format: Format, template: Path | None = None) -> None:  # noqa: A002
    """Write `cleared` to `path`, which is overwritten as it stands: wrap it in `replacing`.

    `template` is a Word file whose styles, page setup, headers and footers are used.
    """
    _check(cleared, format, template)
    # Imported here, one by one: python-docx costs 0.12 s and XlsxWriter 0.05 s at import.
    match format:
        case Format.DOCX:
            from qualkit.exporters.word import write_docx

            write_docx(cleared, path, template)
        case Format.XLSX:
            from qualkit.exporters.excel import write_xlsx

            write_xlsx(cleared, path)
        case Format.CSV:
            from qualkit.exporters.delimited import write_csv

            write_csv(cleared, path)
        case Format.MD:
            from qualkit.exporters.markdown import write_markdown

            write_markdown(cleared, path)
        case Format.HTML:
            from qualkit.exporters.web import write_html

            write_html(cleared, path)
        case Format.JSON:
            from qualkit.exporters.objects import write_json

            write_json(cleared, path)


def _check(cleared: object, format: Format, template: Path | None) -> None:  # noqa: A002
    if not isinstance(cleared, Cleared):
        raise InternalError(
            f"A writer was handed {type(cleared).__name__} instead of cleared content.",
            "Please report this: nothing may leave a study but through the export gate.",
        )
    if template is not None and format is not Format.DOCX:
        raise InputError(
            f"A template can only be used for Word, not for {format}: {template}",
            "Leave --template out, or use --format docx.",
        )


def read_back(path: Path, format: Format) -> Iterator[str]:  # noqa: A002
    """Everything that the finished file at `path` says, visible or not, as text without markup.

    Paragraphs come whole, whatever runs they are split into; characters come unescaped; attribute
    values, document properties and the names of the parts of a zip come too.
    """
    from qualkit.exporters import reading

    match format:
        case Format.DOCX | Format.XLSX:
            return reading.office(path)
        case Format.CSV:
            return reading.plain(path)
        case Format.MD:
            return reading.markdown(path)
        case Format.HTML:
            return reading.html(path)
        case Format.JSON:
            return reading.json(path)


__all__ = ["Format", "read_back", "write"]
