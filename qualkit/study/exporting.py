"""The one seam through which anything leaves a study.

Items go to the gate, come back cleared, are written to a temporary file by a writer that accepts
only what is cleared; the file's own text is read back and checked for names on the roster; then
it is renamed into place. Whatever fails on the way, nothing new stands under the final name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit import __version__
from qualkit.core.report import Cleared, Provenance
from qualkit.core.table import Cell
from qualkit.errors import GateError, InputError
from qualkit.privacy import consent, gate
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


def rules(session: Session) -> Rules:
    """What the gate goes by in this study today; what a participant forbids, their comments do."""
    from qualkit.study.survey.respondents import everybody

    obstacles = consent.obstacles(everybody(session), date.today())
    return Rules(obstacles, session.roster().forms())


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
    for name, values in (("themes", choice.themes), ("codes", choice.codes)):
        if values:
            settings.append((name, ", ".join(values)))
    if choice.document:
        settings.append(("document", choice.document))
    if choice.most:
        settings.append(("quotations a code", str(choice.most)))
    return Provenance(session.settings.title, __version__, tuple(settings))


def write(
    cleared: Cleared, going_by: Rules, target: Path, format_name: str,
    template: Path | None = None,
) -> Exported:  # fmt: skip
    """Write what was cleared; GateError, and no file, where a name on the roster stands in it."""
    from qualkit import exporters
    from qualkit.exporters.files import replacing

    chosen = _format(format_name, target)
    rows = _Counted(cleared.table.rows)
    counted = replace(cleared, table=replace(cleared.table, rows=rows))
    with replacing(target) as temporary:
        exporters.write(counted, temporary, chosen, template)
        _refuse_leaks(exporters.read_back(temporary, chosen), going_by, target)
    return Exported(target, rows.count, cleared.warnings)


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
        _refuse_leaks(chain(("\n".join(words),), written), going_by, target)


def _refuse_leaks(written: Iterable[str], going_by: Rules, target: Path) -> None:
    if not going_by.forms:
        return
    parts = chain([target.name], written)
    if named := gate.leaks(parts, going_by.forms):
        raise GateError(
            f"{target.name} was not written: it would still name {', '.join(named)}",
            tuple(f"a form of {pseudonym}'s name stands in the file" for pseudonym in named),
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
