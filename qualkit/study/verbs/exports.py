"""What leaves a study, through the export gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.clearing import Clearance, ExportRecord
    from qualkit.study.leaving.exporting import Exported
    from qualkit.study.quotes import QuoteChoice


class ExportVerbs(Verbs):
    """What leaves a study, through the export gate."""

    def export_quotes(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        choice: QuoteChoice | None = None, template: Path | None = None, *,
        profile: str = "", leave_out: bool = False, force: str = "",
    ) -> Exported:  # fmt: skip
        """Write the themed quote table through the export gate, and put on record that it left.

        `profile` is for whom: team (a working file, stamped so), commissioner or public; without
        it what study.yaml says. GateError where something blocks (`clearance` says what): with
        `leave_out` what passes is written; `force` is a reason for writing the rest too, never
        what somebody refused.
        """
        from qualkit.study import quotes
        from qualkit.study.leaving import quotes_out

        path = self._target(target, "quotes", format or "docx")
        choice = choice or quotes.QuoteChoice()
        terms = quotes_out.Terms(profile, leave_out, force)
        return quotes_out.export_quotes(self._session, path, format, choice, template, terms)

    def clearance(self, choice: QuoteChoice | None = None, profile: str = "") -> Clearance:
        """What the export gate says of a choice of quotations; nothing is written."""
        from qualkit.study import quotes
        from qualkit.study.leaving import quotes_out

        return quotes_out.clearance(self._session, choice or quotes.QuoteChoice(), profile)

    def export_clearance(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        choice: QuoteChoice | None = None, profile: str = "", template: Path | None = None,
    ) -> Exported:  # fmt: skip
        """Write what the export gate says of a choice of quotations: for an ethics board."""
        from qualkit.study import quotes
        from qualkit.study.leaving import clearance_file

        path = self._target(target, "clearance", format or "docx")
        choice = choice or quotes.QuoteChoice()
        return clearance_file.export(self._session, path, format, choice, profile, template)

    @listing
    def exports(self) -> tuple[ExportRecord, ...]:
        """Everything that left the study, oldest first, and why a file is stale."""
        from qualkit.study.leaving import export_records

        return export_records.records(self._session)

    def export_codings(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        coder: str | None = None, layer: str = "",
    ) -> Exported:  # fmt: skip
        """Write the codings, as `import_codings` takes them back.

        All coders' are written, whatever was decided on, unless a layer is named: final,
        consensus, or a coder's initials.
        """
        from qualkit.study.leaving import exports

        path = self._target(target, "codings", format or "csv")
        wanted = self._filter(None, coder, None, None)
        return exports.export_codings(self._session, path, format, wanted, layer)

    def export_codebook(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        template: Path | None = None,
    ) -> Exported:  # fmt: skip
        """Write the codebook: to be read as docx, html, md or pdf, as a table for programs."""
        from qualkit.study.leaving import exports

        path = self._target(target, "codebook", format or "docx")
        return exports.export_codebook(self._session, path, format, template)
