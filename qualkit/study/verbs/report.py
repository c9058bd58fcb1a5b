"""The report: made, written, compared with the last one; what people write for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.marks import Memo
    from qualkit.core.report import Report
    from qualkit.core.report_plan import Asked, Difference
    from qualkit.study.leaving.exporting import Exported


class ReportVerbs(Verbs):
    """The report: made, written, compared with the last one; what people write for it."""

    def report(
        self, template: str | Path | None = None, *, selection: str = "", profile: str = ""
    ) -> Report:
        """The report as it would leave for readers of a profile, as blocks: nothing is written.

        `template` is a report.yaml; without it the study's own, if it has one. `selection` names
        the quotations; without one some are taken by a rule.
        """
        from qualkit.study.leaving.quotes_out import Terms
        from qualkit.study.report import leaving

        path = Path(template) if template is not None else None
        asked = leaving.ReportAsked(path, selection, Terms(profile), "html")
        return leaving.preview(self._session, asked)

    def export_report(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        template: str | Path | None = None, *, selection: str = "", word_template: Path | None =
        None, profile: str = "", leave_out: bool = False, force: str = "",
    ) -> Exported:  # fmt: skip
        """Write the report (docx, html, md, pdf or json) through the export gate.

        `template` and `selection` as for `report`; `word_template` is a Word file whose styles
        are used. `profile`, `leave_out` and `force` as for `export_quotes`.
        """
        from qualkit.study.leaving.quotes_out import Terms
        from qualkit.study.report import leaving

        path = self._target(target, "report", format or "docx")
        plan = Path(template) if template is not None else None
        asked = leaving.ReportAsked(plan, selection, Terms(profile, leave_out, force), format)
        return leaving.export(self._session, path, asked, word_template)

    def report_changes(
        self, since: str | Path | None = None, template: str | Path | None = None, *,
        selection: str = "", profile: str = "",
    ) -> tuple[Difference, ...]:  # fmt: skip
        """What the report would say otherwise than the one that was written to `since` last.

        Without a file the study's exports/report.docx is meant. Readers and selection are those
        of that report, where others are not named.
        """
        from qualkit.study.leaving.quotes_out import Terms
        from qualkit.study.report import leaving

        path = Path(template) if template is not None else None
        asked = leaving.ReportAsked(path, selection, Terms(profile))
        return leaving.changes(self._session, self._target(since, "report", "docx"), asked)

    def report_prompts(self) -> tuple[Asked, ...]:
        """Everything that people may write for the report, with what has been written."""
        from qualkit.study.report import texts

        return texts.prompts(self._session)

    def write_report_text(self, place: str, text: str) -> Change:
        """Write what the report says at a place (`methods.sampling`), or word it anew.

        An empty text takes it away. Earlier wordings are kept in the history.
        """
        from qualkit.study.report import texts

        return texts.write(self._session, place, text)

    def report_memo(self, memo: str, wanted: bool = True) -> Change:
        """Make a memo (its id) a key point of the report, or no more."""
        from qualkit.study.report import texts

        return texts.mark_memo(self._session, memo, wanted)

    def report_memos(self) -> tuple[Memo, ...]:
        """The memos that are key points of the report, in the order in which they were marked."""
        from qualkit.study.report import texts

        return texts.key_points(self._session)
