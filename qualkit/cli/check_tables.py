"""`qualkit check-tables`: what is impossible in published tables; no study is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option
from qualkit.errors import ExitCode

if TYPE_CHECKING:
    from qualkit.core.published import TableCheck, TableFinding


@click.command("check-tables")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--decimals",
    type=click.IntRange(0, 6),
    metavar="N",
    help="Means, SDs and F have at least so many decimals, where noughts were dropped (5 for 5.0).",
)
@json_option
def check_tables_command(file: Path, decimals: int | None, as_json: bool) -> int:
    """Recompute the published tables of a CSV or XLSX file and say which cells are impossible.

    F, p, df, percentages and totals, each given how the table rounds; means and SDs by the scale
    where the file gives it. How the file is laid out: docs/check-tables.md. Leaves with 3 where
    something is wrong.
    """
    from qualkit.study.survey.table_check import check_tables

    found = check_tables(file, decimals=decimals)
    if as_json:
        output.answer_json(_plain(found))
    else:
        _show(found)
    return ExitCode.FINDINGS if found.findings else ExitCode.DONE


def _plain(found: TableCheck) -> dict[str, Any]:
    return {
        "source": found.source,
        "tables": found.tables,
        "rows": found.rows,
        "checked": found.checked,
        "findings": found.findings,
        "notes": found.notes,
    }


def _show(found: TableCheck) -> None:
    for finding in found.findings:
        output.paragraph(_told(finding), hang="  ")
    for note in found.notes:
        output.say(note)
    wrong = len(found.findings)
    cells = f"{found.checked} cell{'' if found.checked == 1 else 's'}"
    verdict = f"{wrong} cannot be right" if wrong else "none is impossible"
    output.say(f"{found.source}: {cells} recomputed, {verdict}")


def _told(finding: TableFinding) -> str:
    table = f"{finding.table}, " if finding.table else ""
    return (
        f"{table}line {finding.line}, {finding.row}, column '{finding.column}': "
        f"{finding.printed} printed, {finding.possible} possible. "
        f"{finding.message[:1].upper()}{finding.message[1:]}."
    )
