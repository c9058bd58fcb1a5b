"""Which files can be read, and by which reader; apart, because screens ask it at once."""

from __future__ import annotations

READERS = {
    ".docx": "word",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".html": "web",
    ".htm": "web",
    ".rtf": "rtf",
    ".odt": "odf",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".pdf": "pdf",
}
SUFFIXES = tuple(READERS)
"""The file name endings that can be read, in lower case."""
