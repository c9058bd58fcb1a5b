"""What is gathered while a published table is checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualkit.core.published import PublishedCell, PublishedRow, Rule, TableFinding


@dataclass(slots=True)
class Checked:
    """The findings and notes of one table so far, and how many cells were recomputed."""

    table: str
    cells: int = 0
    findings: list[TableFinding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def judge(
        self,
        row: PublishedRow,
        cell: PublishedCell,
        possible: bool,
        rule: Rule,
        instead: str,
        why: str,
    ) -> None:
        """Count a cell as recomputed, and note it where what is printed is not possible."""
        self.cells += 1
        if not possible:
            self.findings.append(
                TableFinding(
                    self.table, row.label, row.line, cell.column, cell.number.text, instead, rule,
                    why,
                )
            )  # fmt: skip

    def note(self, row: PublishedRow, text: str) -> None:
        """Remember what could not be checked, or what is missing, in a row."""
        where = f"{self.table}, line {row.line}" if self.table else f"line {row.line}"
        self.notes.append(f"{where} ({row.label}): {text}")
