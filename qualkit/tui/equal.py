"""The command line and the Python call that do what was just done on a screen."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.records import Coding, Document, Span


@dataclass(frozen=True, slots=True)
class Equal:
    """One action, said in the two other faces of qualkit."""

    command: str
    python: str


def coded(document: Document, span: Span, code: str) -> Equal:
    """Applying a code."""
    return Equal(
        f"qualkit code {shlex.quote(document.name)} {code} --start {span.start} --end {span.end}",
        f"study.code({_document(document)}, Span({span.start}, {span.end}), {code!r})",
    )


def uncoded(codings: tuple[Coding, ...]) -> Equal:
    """Removing codings."""
    ids = [coding.id for coding in codings]
    return Equal(
        f"qualkit uncode {' '.join(ids)}", f"study.uncode({', '.join(repr(i) for i in ids)})"
    )


def noted(coding: Coding) -> Equal:
    """Writing a memo; its words are not repeated here."""
    return Equal(f"qualkit memo {coding.id} TEXT", f"study.memo({coding.id!r}, text)")


def searched(document: Document, text: str) -> Equal:
    """Searching in one document."""
    return Equal(
        f"qualkit search {shlex.quote(text)} --document {shlex.quote(document.name)}",
        f"study.search({text!r}, document={_document(document)})",
    )


def imported(paths: Sequence[Path]) -> Equal:
    """Taking files in."""
    names = [str(path) for path in paths]
    return Equal(
        f"qualkit import transcripts {shlex.join(names)}", f"study.import_transcripts({names!r})"
    )


def undone() -> Equal:
    """Taking back."""
    return Equal("qualkit undo", "study.undo()")


def redone() -> Equal:
    """Bringing back."""
    return Equal("qualkit redo", "study.redo()")


def _document(document: Document) -> str:
    return f"study.document({document.name!r})"
