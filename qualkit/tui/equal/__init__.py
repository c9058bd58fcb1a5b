"""The command line and the Python call that do what was just done on a screen."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.marks import MemoKind
from qualkit.core.records import Change, Coding, Document, Span

if TYPE_CHECKING:
    from qualkit.study.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Equal:
    """One action, said in the two other faces of qualkit."""

    command: str
    python: str


def coded(document: Document, span: Span, *codes: str) -> Equal:
    """Applying codes."""
    name, where = shlex.quote(document.name), f"--start {span.start} --end {span.end}"
    given = ", ".join(repr(code) for code in codes)
    return Equal(
        f"qualkit code {name} {' '.join(codes)} {where}",
        f"study.code({_document(document)}, Span({span.start}, {span.end}), {given})",
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


def bookmarked(document: Document, span: Span) -> Equal:
    """Setting a bookmark, or taking it away."""
    where = f"--start {span.start} --end {span.end}"
    return Equal(
        f"qualkit bookmarks toggle {shlex.quote(document.name)} {where}",
        f"study.bookmark({_document(document)}, Span({span.start}, {span.end}))",
    )


def memo_on(kind: MemoKind, target: str) -> Equal:
    """Writing a memo on something that is no coding; its words are not repeated here."""
    option = {"document": "--document", "code": "--about-code", "participant": "--participant"}
    about = f"{option[kind.value]} {shlex.quote(target)}" if kind.value in option else "--on-study"
    given = repr(target if kind.value in option else "")
    return Equal(
        f"qualkit memo TEXT {about}", f"study.memo_on(MemoKind.{kind.name}, {given}, text)"
    )


def searched(document: Document, text: str) -> Equal:
    """Searching in one document."""
    return Equal(
        f"qualkit search {shlex.quote(text)} --document {shlex.quote(document.name)}",
        f"study.search({text!r}, document={_document(document)})",
    )


def imported(paths: Sequence[Path], wishes: Wishes) -> Equal:
    """Taking files in; what is wished for one file alone makes a command of its own."""
    alone = [path for path in paths if path.name in wishes.files]
    together = [path for path in paths if path not in alone]
    groups = [together] if together else []
    commands = [
        shlex.join(
            ["qualkit", "import", "transcripts", *map(str, group), *_options(wishes, group[0])]
        )
        for group in [*groups, *([path] for path in alone)]
    ]
    names = [str(path) for path in paths]
    given = f", {wishes!r}" if wishes.files else ""
    return Equal(" && ".join(commands), f"study.import_transcripts({names!r}{given})")


def _options(wishes: Wishes, path: Path) -> list[str]:
    own = wishes.of(path.name)
    options = [("--interviewer", label) for label in own.interviewers]
    options += [("--participant", label) for label in own.participants]
    options += [("--other", label) for label in own.others]
    options += [("--merge", f"{wrong}={right}") for wrong, right in own.merges.items()]
    options += [("--as", f"{label}={pseudonym}") for label, pseudonym in own.pseudonyms.items()]
    options += [("--kind", own.kind.value)] if own.kind else []
    return [word for option in options for word in option]


def undone() -> Equal:
    """Taking back."""
    return Equal("qualkit undo", "study.undo()")


def redone() -> Equal:
    """Bringing back."""
    return Equal("qualkit redo", "study.redo()")


def gone_back(change: Change) -> Equal:
    """Going back to a point of one's own work."""
    return Equal(f"qualkit history --back-to {change.id}", f"study.go_back({change.id!r})")


def _document(document: Document) -> str:
    return f"study.document({document.name!r})"
