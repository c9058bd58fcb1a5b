"""The list of attributions as a table, on its way to the team and the ethics board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from qualkit.core.report import NOT_DEIDENTIFIED
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.privacy import gate
from qualkit.study.attribution.attributions import Attribution, Attributions
from qualkit.study.leaving.exporting import Exported, provenance, rules, write
from qualkit.study.session import Session

COLUMNS = (
    Column("participant", "Participant", width=0.7),
    Column("attribution", "Prints as", width=1.6),
    Column("share", "Who share it (n)", ColumnKind.INTEGER, width=0.7),
    Column("least", "At least", ColumnKind.INTEGER, width=0.5),
    Column("counted", "Counted among", width=0.8),
    Column("widened", "Widened or left out", width=1.8),
    Column("why", "Why", width=2.6),
)


def attribution_table(session: Session, found: Attributions) -> Table:
    """A row for each participant and respondent."""
    return Table(
        f"{session.settings.title}: attributions of quotations ({found.profile})",
        COLUMNS,
        tuple(_row(each) for each in found.people),
        tuple(_notes(found)),
    )


def _row(each: Attribution) -> tuple[Cell, ...]:
    counted = "respondents" if each.respondent else "participants"
    return (
        each.pseudonym,
        each.label,
        each.size,
        each.least,
        "population" if each.in_population else counted,
        ", ".join(change.said() for change in each.widened),
        each.why,
    )


def _notes(found: Attributions) -> Iterator[str]:
    yield (
        "Everybody who took part is counted, whether or not they are quoted, and a value that is "
        "left out counts as a value of its own. For the team and the ethics board: this table says "
        "what attributions leave out."
    )
    if not found.pseudonyms:
        yield "No pseudonym prints beside quotations."
    yield from (f"Note: {warning}." for warning in found.warnings)


def export_attributions(
    session: Session, found: Attributions, target: Path, format_name: str
) -> Exported:
    """Write the list; names on the roster are masked."""
    going_by = rules(session)
    made = provenance(session)
    settings = (("profile", found.profile.value), ("at least", str(found.minimum)))
    cleared = gate.clear_table(
        attribution_table(session, found), going_by, replace(made, settings=settings),
        NOT_DEIDENTIFIED,
    )  # fmt: skip
    return write(cleared, going_by, target, format_name)
