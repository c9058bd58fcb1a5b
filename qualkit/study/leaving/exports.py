"""What leaves a study without being quoted: codings, the codebook, stars, memos, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.table import Table
from qualkit.privacy import gate
from qualkit.privacy.gate import Rules
from qualkit.storage.codings import CodingFilter
from qualkit.study import final_layer
from qualkit.study.blindness import left_out
from qualkit.study.carried import waiting_note
from qualkit.study.codebook_table import codebook_table
from qualkit.study.coding_table import round_trip_table
from qualkit.study.leaving.exporting import (
    UNMASKED,
    Exported,
    provenance,
    rules,
    write,
    write_report,
)
from qualkit.study.mark_files import marks_table
from qualkit.study.meetings import minutes_table
from qualkit.study.memos import Wanted, memo_table
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.core.meeting import Meeting


def export_codings(
    session: Session, target: Path, format_name: str, wanted: CodingFilter, layer: str = ""
) -> Exported:
    """Write the codings in the columns that `import codings` takes back without loss.

    Without a layer all coders' are written, or those of the coder that is `wanted`: it is a copy
    to work with, and nothing is to be lost in it.
    """
    chosen = final_layer.choose(session, layer or wanted.coder or final_layer.UNION)
    wanted = replace(wanted, layer=chosen.rows, coder=wanted.coder or chosen.coder)
    table = round_trip_table(session, wanted, chosen)
    cleared = gate.clear_working_copy(table, provenance(session, layer=chosen))
    exported = write(cleared, Rules(()), target, format_name)
    warnings = (*exported.warnings, *waiting_note(session), *left_out(session))
    return replace(exported, warnings=warnings)


def export_codebook(
    session: Session, target: Path, format_name: str, template: Path | None
) -> Exported:
    """Write the codebook: a document in formats for reading, a table in those of programs."""
    going_by = rules(session)
    if (format_name or target.suffix.lstrip(".").lower()) in _READ:
        return _codebook_to_read(session, target, format_name, template)
    cleared = gate.clear_table(codebook_table(session), going_by, provenance(session))
    return write(cleared, going_by, target, format_name, template)


_READ = ("docx", "html", "md", "pdf")


def _codebook_to_read(
    session: Session, target: Path, format_name: str, template: Path | None
) -> Exported:
    from qualkit.core.blocks import Heading
    from qualkit.study.codebook_report import codebook_report

    report, going_by = codebook_report(session), rules(session)
    # It quotes nobody: examples of codes are made up.
    nothing = gate.Verbatim(lambda version: session.text(version).text)
    layer = final_layer.choose(session, "")
    whence = provenance(session, layer=layer)
    cleared = gate.clear_report(report, going_by, nothing, lambda _: None, whence, stamp="")
    done = write_report(cleared, going_by, target, format_name, template)
    codes = sum(isinstance(each, Heading) and each.level > 1 for each in report.blocks)
    return replace(done, rows=codes)


def export_marks(session: Session, target: Path, format_name: str) -> Exported:
    """Write the stars and counter-examples in the columns that `import marks` takes back."""
    cleared = gate.clear_working_copy(marks_table(session), provenance(session))
    exported = write(cleared, Rules(()), target, format_name)
    return replace(exported, warnings=(*exported.warnings, *left_out(session)))


def export_memos(session: Session, target: Path, format_name: str) -> Exported:
    """Write the memos; names on the roster that stand in them are masked."""
    table = memo_table(session, Wanted(all_coders=True))
    return _masked(session, table, target, format_name, left_out(session))


def export_minutes(session: Session, target: Path, format_name: str, held: Meeting) -> Exported:
    """Write the minutes of a code meeting; names on the roster that stand in them are masked."""
    return _masked(session, minutes_table(session, held), target, format_name)


def _masked(
    session: Session, table: Table, target: Path, format_name: str, warnings: Sequence[str] = ()
) -> Exported:
    """Write what people wrote freely, names on the roster masked."""
    going_by = rules(session)
    unmasked = session.missing_roster()
    cleared = gate.clear_memos(
        replace(table, notes=(*table.notes, UNMASKED)) if unmasked else table,
        going_by,
        provenance(session),
        (*filter(None, [unmasked]), *warnings),
    )
    return write(cleared, going_by, target, format_name)
