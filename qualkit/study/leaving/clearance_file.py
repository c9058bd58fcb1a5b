"""What the export gate says of a choice of quotations, as a file: for an ethics board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualkit.core.clearing import Clearance, Objection
from qualkit.core.report import NOT_DEIDENTIFIED
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.wording import counted
from qualkit.privacy import gate
from qualkit.study import codebook as book
from qualkit.study.leaving.exporting import Exported, provenance, rules, write
from qualkit.study.leaving.quotes_out import clearance
from qualkit.study.quotes import QuoteChoice
from qualkit.study.session import Session

_COLUMNS = (
    Column("outcome", "Outcome", width=0.9),
    Column("against", "What stands against it", width=1.4),
    Column("said", "In words", width=3.0),
    Column("people", "Participants", width=0.9),
    Column("code", "Code", width=1.1),
    Column("document", "Document", width=1.2),
    Column("turn", "Turn", ColumnKind.INTEGER, width=0.5),
    Column("start", "Start", ColumnKind.INTEGER, machine=True),
    Column("end", "End", ColumnKind.INTEGER, machine=True),
)
_FOR_WHOM = {
    "team": "the study team's own eyes",
    "commissioner": "the commissioner of the study",
    "public": "the public",
}


def export(
    session: Session, target: Path, format_name: str, choice: QuoteChoice, profile: str,
    template: Path | None = None,
) -> Exported:  # fmt: skip
    """Write the list; it holds no word of a transcript, but pseudonyms and places, hence the
    stamp."""
    found = clearance(session, choice, profile, kept=None)
    names = {code.id: code.name for code in book.codebook(session).codes}
    title = f"{session.settings.title}: what the export gate says"
    rows = tuple(_rows(found, names))
    table = Table(title, _COLUMNS, rows, tuple(_notes(found)), caption="Objections to quotations")
    cleared = gate.clear_table(
        table, rules(session), provenance(session, choice), NOT_DEIDENTIFIED
    )  # fmt: skip
    return write(cleared, rules(session), target, format_name, template)


def _rows(found: Clearance, names: dict[str, str]) -> Iterator[tuple[Cell, ...]]:
    for each in found.objections:
        placed = bool(each.document)
        yield (
            _outcome(each), each.against.value, each.said, ", ".join(each.people) or None,
            names.get(each.code) or None, each.document or None, each.turn or None,
            each.start if placed else None, each.end if placed else None,
        )  # fmt: skip


def _outcome(objection: Objection) -> str:
    if objection.against.left_out:
        return "left out"
    return "blocks" if objection.against.blocks else "to be looked at"


def _notes(found: Clearance) -> Iterator[str]:
    yield (
        f"For {_FOR_WHOM[found.profile]}: {counted(found.quotes, 'quotation')} chosen, "
        f"{found.left_out} left out by what was agreed to. Each was compared word for word with "
        "its text as these readers may read it."
    )
    if not found.blocking:
        yield "Nothing blocks."
    yield from (f"{note[0].upper()}{note[1:]}." for note in found.notes)
    if found.widened:
        yield f"Attributions: {' '.join(found.widened)}"
    yield "This lowers risk; it does not make text anonymous."
