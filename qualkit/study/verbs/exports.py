"""What leaves a study, through the export gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.exporting import Exported
    from qualkit.study.quotes import QuoteChoice


class ExportVerbs(Verbs):
    """What leaves a study, through the export gate."""

    def export_quotes(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        choice: QuoteChoice | None = None, template: Path | None = None,
    ) -> Exported:  # fmt: skip
        """Write the themed quote table through the export gate."""
        from qualkit.study import exports, quotes

        path = self._target(target, "quotes", format or "docx")
        choice = choice or quotes.QuoteChoice()
        return exports.export_quotes(self._session, path, format, choice, template)

    def export_codings(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        coder: str | None = None, layer: str = "",
    ) -> Exported:  # fmt: skip
        """Write the codings, as `import_codings` takes them back.

        All coders' are written, whatever was decided on, unless a layer is named: final,
        consensus, or a coder's initials.
        """
        from qualkit.study import exports

        path = self._target(target, "codings", format or "csv")
        wanted = self._filter(None, coder, None, None)
        return exports.export_codings(self._session, path, format, wanted, layer)

    def export_codebook(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        template: Path | None = None,
    ) -> Exported:  # fmt: skip
        """Write the codebook as a table."""
        from qualkit.study import exports

        path = self._target(target, "codebook", format or "docx")
        return exports.export_codebook(self._session, path, format, template)
