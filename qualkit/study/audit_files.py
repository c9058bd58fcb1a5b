"""What an audit found as files: the list of findings, and the sheet for a second reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualkit.core.audit import Audit, Checked
from qualkit.core.report import NOT_DEIDENTIFIED, Provenance
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.wording import counted
from qualkit.privacy import gate
from qualkit.study.leaving.exporting import Exported, rules, write
from qualkit.study.session import Session

_FINDINGS = (
    Column("at", "Place in the report", width=0.8),
    Column("quotation", "Quotation", ColumnKind.QUOTE, width=2.6),
    Column("verdict", "Verdict", width=0.7),
    Column("findings", "Findings", width=1.9),
    Column("diff", "Against the transcript", ColumnKind.QUOTE, width=2.0),
    Column("document", "Document", width=0.9),
    Column("start", "Start", ColumnKind.INTEGER, machine=True),
    Column("end", "End", ColumnKind.INTEGER, machine=True),
    Column("speakers", "Speakers", width=0.6),
    Column("attribution", "Attribution", width=0.9),
)
_SHEET = (
    Column("number", "No.", ColumnKind.INTEGER, width=0.35),
    Column("at", "Place", width=0.7),
    Column("quotation", "Quotation", ColumnKind.QUOTE, width=3.0),
    Column("attribution", "Label", width=0.9),
    Column("sharing", "Participants it fits", ColumnKind.INTEGER, width=0.6),
    Column("specifics", "What remains specific", width=1.4),
    Column("known", "Who in this field would know? By what?", width=1.6),
    Column("signature", "Signature, date", width=0.8),
)


def export_audit(session: Session, audit: Audit, target: Path, format_name: str) -> Exported:
    """Write every quotation of the report with its verdict and findings, names masked."""
    wrong = sum(bool(quote.findings) for quote in audit.quotes)
    notes = (
        f"{counted(len(audit.quotes), 'quotation')}, {wrong} with findings. "
        f"[-words-] stand in the transcript only, {{+words+}} in the report only.",
        *audit.notes,
    )
    rows = (*_rows(audit), *((e.at, "", "", e.message, *_NOTHING) for e in audit.elsewhere))
    table = Table(f"Audit of {audit.report}", _FINDINGS, rows, notes)
    return _written(session, table, audit, target, format_name)


_NOTHING = (None, None, None, None, None, None)


def _rows(audit: Audit) -> Iterator[tuple[Cell, ...]]:
    for quote in audit.quotes:
        place = quote.places[0] if quote.places else None
        yield (
            quote.at, quote.text, quote.verdict.value,
            "\n".join(f"{f.kind.value}: {f.message}" for f in quote.findings),
            quote.diff or None,
            "; ".join(dict.fromkeys(p.document for p in quote.places)) or None,
            place.start if place else None, place.end if place else None,
            ", ".join(quote.speakers) or None, quote.attribution or None,
        )  # fmt: skip


def export_intruder_sheet(
    session: Session, audit: Audit, target: Path, format_name: str
) -> Exported:
    """Write the sheet on which a second reader says, quotation by quotation, who would know."""
    from qualkit.privacy.audit.specifics import specifics

    rows = (
        (
            number, quote.at, quote.text, quote.attribution or None, quote.sharing,
            "; ".join(specifics(quote.text)) or None, None, None,
        )
        for number, quote in enumerate(_printed(audit), 1)
    )  # fmt: skip
    notes = (
        "The reader knows the field and has not seen the transcripts. For each quotation: could "
        "somebody who knows who was interviewed tell who spoke, or whom they speak about?",
        "What remains specific is a help, not a measure: numbers, names, initials, telling words.",
    )
    table = Table(f"Motivated-intruder sheet for {audit.report}", _SHEET, rows, notes)
    return _written(session, table, audit, target, format_name)


def _printed(audit: Audit) -> Iterator[Checked]:
    return (quote for quote in audit.quotes if quote.places or quote.findings)


def _written(
    session: Session, table: Table, audit: Audit, target: Path, format_name: str
) -> Exported:
    going_by = rules(session)
    source = Provenance(
        session.settings.title, _version(),
        (("report", audit.report), ("participants to share a label", str(audit.minimum))),
    )  # fmt: skip
    cleared = gate.clear_table(table, going_by, source, NOT_DEIDENTIFIED)
    return write(cleared, going_by, target, format_name)


def _version() -> str:
    from qualkit import __version__

    return __version__
