"""The one seam through which anything leaves a study.

Items go to the gate, come back cleared, are written to a temporary file by a writer that accepts
only what is cleared; the file's own text is read back and checked for names on the roster; then
it is renamed into place. Whatever fails on the way, nothing new stands under the final name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit import __version__
from qualkit.core.records import Role
from qualkit.core.report import Cleared, Provenance
from qualkit.core.table import Cell
from qualkit.errors import GateError, InputError
from qualkit.privacy import consent, gate
from qualkit.privacy.gate import Rules
from qualkit.storage.codings import CodingFilter
from qualkit.study import codebook as book
from qualkit.study.carried import waiting_note
from qualkit.study.codebook_table import codebook_table
from qualkit.study.coding_table import round_trip_table
from qualkit.study.mark_files import marks_table
from qualkit.study.memos import Wanted, memo_table
from qualkit.study.quotes import QuoteChoice, QuoteSource, tabulator
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.exporters import Format


UNMASKED = "No roster at hand: names that were spoken are not masked."


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and what the person should know about it."""

    path: Path
    rows: int
    warnings: tuple[str, ...] = ()


def rules(session: Session) -> Rules:
    """What the gate goes by in this study today."""
    return Rules(consent.obstacles(session.participants(), date.today()), session.roster().forms())


def export_quotes(
    session: Session, target: Path, format_name: str, choice: QuoteChoice, template: Path | None
) -> Exported:
    """Write the themed quote table."""
    source = QuoteSource(session, choice)
    going_by = rules(session)
    unmasked = session.missing_roster()
    waiting = waiting_note(session)
    warnings = (
        *_withheld(source, going_by), *_consent_gaps(session), *filter(None, [unmasked]), *waiting
    )  # fmt: skip
    title = f"{session.settings.title}: themed quotations"
    cleared = gate.clear_quotes(
        # Only where somebody may not be quoted; and before the most a code are chosen.
        source.quotes(
            (lambda quote: not gate.withheld(quote, going_by)) if going_by.obstacles else None
        ),
        going_by,
        source.source_text,
        tabulator(
            source,
            title,
            (
                _how_counted(choice),
                *_withheld(source, going_by),
                *waiting,
                *(
                    ["No roster at hand: names that were spoken are not masked."]
                    if unmasked
                    else []
                ),
            ),
        ),
        _provenance(session, choice),
        warnings,
    )
    return _write(cleared, going_by, target, format_name, template)


def export_codings(
    session: Session, target: Path, format_name: str, wanted: CodingFilter
) -> Exported:
    """Write the codings in the columns that `import codings` takes back without loss."""
    table = round_trip_table(session, wanted)
    cleared = gate.clear_working_copy(table, _provenance(session, QuoteChoice()))
    exported = _write(cleared, Rules({}, ()), target, format_name, None)
    return replace(exported, warnings=(*exported.warnings, *waiting_note(session)))


def export_codebook(
    session: Session, target: Path, format_name: str, template: Path | None
) -> Exported:
    """Write the codebook as a table of definitions and rules."""
    going_by = rules(session)
    cleared = gate.clear_table(
        codebook_table(session), going_by, _provenance(session, QuoteChoice())
    )
    return _write(cleared, going_by, target, format_name, template)


def export_marks(session: Session, target: Path, format_name: str) -> Exported:
    """Write the stars and counter-examples in the columns that `import marks` takes back."""
    cleared = gate.clear_working_copy(marks_table(session), _provenance(session, QuoteChoice()))
    return _write(cleared, Rules({}, ()), target, format_name, None)


def export_memos(session: Session, target: Path, format_name: str) -> Exported:
    """Write the memos; names on the roster that stand in them are masked."""
    going_by = rules(session)
    unmasked = session.missing_roster()
    table = memo_table(session, Wanted(all_coders=True))
    cleared = gate.clear_memos(
        replace(table, notes=(UNMASKED,)) if unmasked else table,
        going_by,
        _provenance(session, QuoteChoice()),
        tuple(filter(None, [unmasked])),
    )
    return _write(cleared, going_by, target, format_name, None)


def _withheld(source: QuoteSource, going_by: Rules) -> tuple[str, ...]:
    if not going_by.obstacles:
        return ()
    reasons: dict[str, int] = {}
    for reference in source.references:
        if reason := gate.withheld(source.quote(reference), going_by):
            reasons[reason] = reasons.get(reason, 0) + 1
    return tuple(
        f"{count} quotation{'s' if count > 1 else ''} withheld ({reason})"
        for reason, count in sorted(reasons.items())
    )


def _consent_gaps(session: Session) -> tuple[str, ...]:
    participants = session.participants()
    known = {participant.pseudonym for participant in participants}
    speakers = {
        speaker.pseudonym
        for document in session.documents()
        for speaker in document.speakers
        if speaker.role is Role.PARTICIPANT
    }
    gaps = sorted({*consent.unrecorded(participants), *(speakers - known)})
    if not gaps:
        return ()
    named = ", ".join(gaps[:8]) + (f" and {len(gaps) - 8} more" if len(gaps) > 8 else "")
    return (f"no word about quoting on record for {named} (may_quote is empty)",)


def _how_counted(choice: QuoteChoice) -> str:
    merged = (
        "overlapping codings of one code count as one reference"
        if choice.merge
        else "each coding counts as one reference"
    )
    layer = f"coder {choice.coder}" if choice.coder else "all coders together"
    most = (
        f" Quotations shown: at most {choice.most} a code, from as many participants as can be."
        if choice.most
        else ""
    )
    return (
        f"Participants: distinct participants whose words lie inside. References: {merged}; "
        f"layer: {layer}.{most}"
    )


def _provenance(session: Session, choice: QuoteChoice) -> Provenance:
    numbers = book.version_numbers(session)
    fingerprint = book.codebook(session).fingerprint()
    number = numbers.get(fingerprint)
    settings = [
        ("layer", choice.coder or "all coders"),
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


def _write(
    cleared: Cleared, going_by: Rules, target: Path, format_name: str, template: Path | None
) -> Exported:
    from qualkit import exporters
    from qualkit.exporters.files import replacing

    chosen = _format(format_name, target)
    rows = _Counted(cleared.table.rows)
    counted = replace(cleared, table=replace(cleared.table, rows=rows))
    with replacing(target) as temporary:
        exporters.write(counted, temporary, chosen, template)
        _refuse_leaks(temporary, chosen, going_by, target)
    return Exported(target, rows.count, cleared.warnings)


def _refuse_leaks(temporary: Path, chosen: Format, going_by: Rules, target: Path) -> None:
    from qualkit import exporters

    if not going_by.forms:
        return
    parts = chain([target.name], exporters.read_back(temporary, chosen))
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
    os.makedirs(folder, exist_ok=True)
    return folder / f"{what}.{format_name}"
