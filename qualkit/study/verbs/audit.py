"""A finished report held against the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.audit import Audit
    from qualkit.study.leaving.exporting import Exported


class AuditVerbs(Verbs):
    """A finished report held against the study."""

    def verify(self, report: str | Path, *, minimum: int | None = None) -> Audit:
        """Every quotation of a report with its verdict: verbatim and where, or what is wrong.

        The report is a docx, md, html, txt or pdf file. An attribution has to fit `minimum`
        people, by default as many as study.yaml says. Names on the roster are looked for in the
        whole file. Changes nothing.
        """
        from qualkit.study import audit

        return audit.verify(self._session, Path(report), minimum)

    def export_audit(
        self, audit: Audit, target: str | Path | None = None,
        format: str = "",  # noqa: A002 - the option's name
    ) -> Exported:  # fmt: skip
        """Write what `verify` found, quotation by quotation; names on the roster are masked."""
        from qualkit.study import audit_files

        path = self._target(target, "audit", format or "docx")
        return audit_files.export_audit(self._session, audit, path, format)

    def export_intruder_sheet(
        self, audit: Audit, target: str | Path | None = None,
        format: str = "",  # noqa: A002 - the option's name
    ) -> Exported:  # fmt: skip
        """Write the motivated-intruder sheet: quotation, label, what is specific, a signature."""
        from qualkit.study import audit_files

        path = self._target(target, "intruder-sheet", format or "docx")
        return audit_files.export_intruder_sheet(self._session, audit, path, format)
