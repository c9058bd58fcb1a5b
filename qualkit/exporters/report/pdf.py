"""A report as PDF, made by LibreOffice from the Word document, where LibreOffice is installed.

The one format that is not the same bytes every time: LibreOffice writes the time into it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from qualkit.core.report import ClearedReport
from qualkit.errors import InputError
from qualkit.exporters.report.word import write_docx

# A report of 60 pages takes 3 s, the first start of LibreOffice on a slow disk half a minute.
PATIENCE = 180
"""Seconds after which LibreOffice is given up."""

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# Tagged: with headings, tables and the words for pictures, for who hears it.
_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)


def write_pdf(
    cleared: ClearedReport, path: Path, template: Path | None = None
) -> tuple[str, ...]:  # fmt: skip
    """Write the report as PDF to `path`; returns what to say of the template.

    InputError where LibreOffice is not installed, does not answer in time or fails.
    """
    program = _program()
    # Beside the target: what is secret must not lie in a folder that others share.
    with tempfile.TemporaryDirectory(prefix=".qualkit-", dir=path.parent) as scratch:
        folder = Path(scratch)
        word = folder / "report.docx"
        told = write_docx(cleared, word, template, computed=True)
        _convert(program, word, folder)
        made = folder / "report.pdf"
        if not made.is_file() or not made.stat().st_size:
            raise InputError(
                "LibreOffice made no PDF of the report.",
                "Write the report as Word and save it as PDF there: --format docx",
            )
        path.write_bytes(made.read_bytes())
    return told


def read_pdf(path: Path) -> Iterator[str]:
    """The properties of a PDF, and the text of each of its pages."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for name, value in sorted((document.metadata or {}).items()):
            yield f"{name}\n{value}"
        for page in document.pages:
            yield page.extract_text() or ""
            page.close()


def _program() -> str:
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if Path(place).is_file():
            return place
    raise InputError(
        "A PDF is made by LibreOffice, which is not installed here.",
        "Install LibreOffice, or write the report as Word: --format docx",
    )


def _convert(program: str, word: Path, folder: Path) -> None:
    """Let LibreOffice, with a profile of its own, write `report.pdf` into the folder."""
    profile = (folder / "profile").as_uri()
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={profile}", "--convert-to", _FILTER, "--outdir", str(folder),
        str(word),
    ]  # fmt: skip
    try:
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        ) as running:  # fmt: skip
            try:
                running.wait(PATIENCE)
            except BaseException as error:
                _stop(running)
                if isinstance(error, subprocess.TimeoutExpired):
                    raise InputError(
                        f"LibreOffice did not answer in {PATIENCE} seconds; no PDF was written.",
                        "Try again, or write the report as Word: --format docx",
                    ) from error
                raise
    except OSError as error:
        raise InputError(
            f"LibreOffice cannot be started: {error.strerror}.",
            "Write the report as Word: --format docx",
        ) from error


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with its children: what is on the path is a script that starts it."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()
