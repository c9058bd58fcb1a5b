"""The one seam through which anything leaves a study.

Items go to the gate, come back cleared, are written to a temporary file by a writer that accepts
only what is cleared; the file's own text is read back and checked for names on the roster; then
it is renamed into place. Whatever fails on the way, nothing new stands under the final name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit import __version__
from qualkit.core.clearing import Against, Objection
from qualkit.core.deidentifying import State
from qualkit.core.report import Cleared, ClearedReport, Provenance
from qualkit.core.table import Cell
from qualkit.errors import GateError, InputError
from qualkit.privacy import gate
from qualkit.privacy.gate import Rules
from qualkit.study import codebook as book
from qualkit.study.final_layer import ChosenLayer
from qualkit.study.quotes import QuoteChoice
from qualkit.study.session import Session
from qualkit.study.textfiles import private_folder

if TYPE_CHECKING:
    from qualkit.exporters import Format

UNMASKED = "No roster at hand: names that were spoken are not masked."


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and what the person should know about it."""

    path: Path
    rows: int
    warnings: tuple[str, ...] = ()
    alt: str = ""
    """What a picture shows, in words; "" for tables."""
    leaks: tuple[Objection, ...] = ()
    """Who is named in the file all the same, because somebody overruled the gate."""


def rules(session: Session, *, near: bool = False) -> Rules:
    """What the gate goes by in this study today; what a participant forbids, their comments do.

    With `near` words that are nearly a name are leaks too.
    """
    return Rules(session.roster().forms(), partial(_known_words, session) if near else None)


def _known_words(session: Session) -> frozenset[str]:
    """Words that are nobody's name whatever they resemble: the codebook's, the study's title, and
    those of findings that a person decided to leave."""
    from qualkit.storage import findings

    said = [session.settings.title, book.codebook(session).canonical()]
    for document in session.documents():
        text = session.text(document.version_id).text
        for finding in findings.on_versions(session.store.database, [document.version_id]):
            if finding.state in (State.KEPT, State.REJECTED):
                said.append(finding.span.of(text))
    return frozenset(word.casefold() for text in said for word in re.findall(r"\w+", text))


def provenance(
    session: Session, choice: QuoteChoice | None = None, layer: ChosenLayer | None = None
) -> Provenance:
    """Where a table comes from: the layer, the round, the codebook's version, what was chosen."""
    choice = choice or QuoteChoice()
    numbers = book.version_numbers(session)
    fingerprint = book.codebook(session).fingerprint()
    number = numbers.get(fingerprint)
    settings = [
        ("layer", layer.short if layer else "all coders"),
        ("round", choice.round or "all"),
        ("codebook version", f"{number or 'unsaved'} ({fingerprint[:12]})"),
    ]
    settings += choice.told()
    return Provenance(session.settings.title, __version__, tuple(settings))


def write(
    cleared: Cleared, going_by: Rules, target: Path, format_name: str,
    template: Path | None = None, *, overruled: bool = False,
) -> Exported:  # fmt: skip
    """Write what was cleared; GateError, and no file, where a name on the roster stands in it.

    Where that is `overruled` the file is written, and the answer says whom it names.
    """
    from qualkit import exporters
    from qualkit.exporters.files import replacing

    chosen = _format(format_name, target)
    rows = _Counted(cleared.table.rows)
    counted = replace(cleared, table=replace(cleared.table, rows=rows))
    with replacing(target) as temporary:
        exporters.write(counted, temporary, chosen, template)
        found = _leaks(exporters.read_back(temporary, chosen), going_by, target)
        if found and not overruled:
            raise leaked(found, target)
    return Exported(target, rows.count, cleared.warnings, leaks=found)


def write_report(
    cleared: ClearedReport, going_by: Rules, target: Path, format_name: str,
    template: Path | None = None, *, overruled: bool = False,
) -> Exported:  # fmt: skip
    """Write a cleared report like a table; `rows` of the answer are its blocks."""
    from qualkit.exporters import report as reports
    from qualkit.exporters.files import replacing

    name = format_name or target.suffix.lstrip(".").lower()
    try:
        chosen = reports.ReportFormat(name)
    except ValueError as error:
        raise InputError(
            f"'{name or target.name}' is no format of a report",
            f"choose with --format: {', '.join(f.value for f in reports.ReportFormat)}",
        ) from error
    with replacing(target) as temporary:
        told = reports.write_report(cleared, temporary, chosen, template)
        found = _leaks(reports.read_back(temporary, chosen), going_by, target)
        if found and not overruled:
            raise leaked(found, target)
    warnings = (*cleared.warnings, *told)
    return Exported(target, len(cleared.report.blocks), warnings, leaks=found)


def write_picture(
    content: bytes, words: Iterable[str], going_by: Rules, target: Path
) -> None:  # fmt: skip
    """Write a picture that says `words`; GateError, and no file, where one names somebody."""
    from qualkit.exporters import reading
    from qualkit.exporters.files import replacing

    with replacing(target) as temporary:
        temporary.write_bytes(content)
        written = reading.svg(temporary) if content.startswith(b"<?xml") else ()
        # Joined, because a name may stand at the end of one line and the beginning of the next.
        if found := _leaks(chain(("\n".join(words),), written), going_by, target):
            raise leaked(found, target)


def _leaks(written: Iterable[str], going_by: Rules, target: Path) -> tuple[Objection, ...]:
    """Who is named in a file by what it says, its own name included."""
    if not going_by.forms:
        return ()
    seeking = gate.Leaks(going_by.forms, going_by.known)
    for part in chain([target.name], written):
        seeking.read(part)
    return tuple(leak_objection(leak) for leak in seeking.found())


def leak_objection(leak: gate.Leak) -> Objection:
    """What is said of somebody who is named in a file."""
    kind = "a word that is nearly" if leak.near else "a form of"
    said = f"{kind} {leak.pseudonym}'s name stands in the file"
    return Objection(Against.LEAK, said, people=(leak.pseudonym,))


def leaked(found: Sequence[Objection], target: Path) -> GateError:
    """The refusal of a file that names somebody."""
    named = ", ".join(dict.fromkeys(person for each in found for person in each.people))
    return GateError(
        f"{target.name} was not written: it would still name {named}",
        tuple(each.said for each in found),
        "look for the name in document names, the study's title and the codebook",
    )


def _format(name: str, target: Path) -> Format:
    from qualkit.exporters import Format

    try:
        return Format(name or target.suffix.lstrip(".").lower())
    except ValueError as error:
        raise InputError(
            f"'{name or target.name}' is no format that can be written",
            f"choose with --format: {', '.join(f.value for f in Format)}",
        ) from error


class _Counted:
    """Rows that count themselves while they are walked."""

    def __init__(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for row in self._rows:
            self.count += 1
            yield row


def default_target(session: Session, what: str, format_name: str) -> Path:
    """Where an export goes when nobody says where."""
    folder = session.path / "exports"
    private_folder(folder)
    return folder / f"{what}.{format_name}"
