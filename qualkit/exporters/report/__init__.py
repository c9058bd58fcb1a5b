"""Writers of reports: a cleared report becomes a file in one of five formats.

The seam is that of tables (`qualkit.exporters`): `files.replacing`, `write_report`, `read_back`.
The same report gives the same bytes, but for PDF, in which LibreOffice writes the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from qualkit.core.report import ClearedReport
from qualkit.errors import InputError, InternalError


class ReportFormat(StrEnum):
    """The formats that a report can be written in; the value is also the file's suffix."""

    DOCX = "docx"
    """Word: headings, captions, contents and styles that a template can change."""
    HTML = "html"
    """One self-contained page."""
    MD = "md"
    """Markdown: for notes, wikis and version control; pictures in words."""
    JSON = "json"
    """Every block with its locators and pictures, for other programs."""
    PDF = "pdf"
    """What LibreOffice makes of the Word document, where it is installed."""

    @property
    def suffix(self) -> str:
        """The suffix of a file in this format, with its dot."""
        return f".{self.value}"


def write_report(
    cleared: ClearedReport,
    path: Path,
    format: ReportFormat,  # noqa: A002
    template: Path | None = None,
) -> tuple[str, ...]:
    """Write `cleared` to `path`, overwritten as it stands; returns what to tell the person.

    `template` is a Word file whose styles, page setup, headers and footers are used, and whose
    text too where it holds the placeholder `{{report}}`.
    """
    _check(cleared, format, template)
    match format:
        case ReportFormat.DOCX:
            from qualkit.exporters.report.word import write_docx

            return write_docx(cleared, path, template)
        case ReportFormat.PDF:
            from qualkit.exporters.report.pdf import write_pdf

            return write_pdf(cleared, path, template)
        case ReportFormat.HTML:
            from qualkit.exporters.report.web import write_html

            write_html(cleared, path)
        case ReportFormat.MD:
            from qualkit.exporters.report.markdown import write_markdown

            write_markdown(cleared, path)
        case ReportFormat.JSON:
            from qualkit.exporters.report.objects import write_json

            write_json(cleared, path)
    return ()


def _check(cleared: object, format: ReportFormat, template: Path | None) -> None:  # noqa: A002
    if not isinstance(cleared, ClearedReport):
        raise InternalError(
            f"A writer was handed {type(cleared).__name__} instead of a cleared report.",
            "Please report this: nothing may leave a study but through the export gate.",
        )
    if template is not None and format not in (ReportFormat.DOCX, ReportFormat.PDF):
        raise InputError(
            f"A template can only be used for Word and PDF, not for {format}: {template}",
            "Leave --template out, or use --format docx.",
        )


def read_back(path: Path, format: ReportFormat) -> Iterator[str]:  # noqa: A002
    """Everything that the finished report at `path` says, visible or not, without markup."""
    from qualkit.exporters import reading

    match format:
        case ReportFormat.DOCX:
            return reading.office(path)
        case ReportFormat.PDF:
            from qualkit.exporters.report.pdf import read_pdf

            return read_pdf(path)
        case ReportFormat.HTML:
            return reading.html(path)
        case ReportFormat.MD:
            return reading.markdown(path)
        case ReportFormat.JSON:
            return reading.json(path)


__all__ = ["ReportFormat", "read_back", "write_report"]
