"""How far coders agree: figures, their course over time, and files of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.agreement.confusing import Confusions
    from qualkit.study.agreement.drift import Drift
    from qualkit.study.agreement.question import AgreementQuestion
    from qualkit.study.agreement.report import AgreementReport
    from qualkit.study.leaving.exporting import Exported


class AgreementVerbs(Verbs):
    """How far coders agree: figures, their course over time, and files of them."""

    def agreement(
        self, question: AgreementQuestion | None = None, *, more: bool = False,
        compatible: str = "", **limits: Any,
    ) -> AgreementReport:  # fmt: skip
        """How far coders agree, code by code and overall, on what one may see.

        `more` adds the coefficients that are shown on request; `compatible` (nvivo, maxqda) adds
        figures as that program computes them. `limits` are fields of `AgreementQuestion`, such as
        `round`, `pair`, `unit`. `.frame(table)` is a DataFrame of codes, pairs, documents or
        overall. Raises RefusedError where nothing can be compared.
        """
        from qualkit.study.agreement import answering
        from qualkit.study.agreement.question import AgreementQuestion
        from qualkit.study.frames import asking

        asked = asking.asked(question or AgreementQuestion(), limits)
        return answering.of_study(self._session, asked, more=more, compatible=compatible)

    @listing
    def agreement_over_time(
        self, question: AgreementQuestion | None = None, *, by: str = "round"
    ) -> tuple[Drift, ...]:
        """Agreement per round, or per week of coding (`by="week"`), in order of time."""
        from qualkit.study.agreement import drift
        from qualkit.study.agreement.question import AgreementQuestion

        return drift.over_time(self._session, question or AgreementQuestion(), by)

    def confusions(self, question: AgreementQuestion | None = None) -> Confusions:
        """Which codes were taken for each other, and what settling would do to each code's alpha.

        By characters, whatever unit is asked for. RefusedError where nothing can be compared.
        """
        from qualkit.study.agreement import confusing
        from qualkit.study.agreement.question import AgreementQuestion

        return confusing.confusions(self._session, question or AgreementQuestion())

    def export_agreement(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        question: AgreementQuestion | None = None, table: str = "codes",
    ) -> Exported:  # fmt: skip
        """Write a table: codes, pairs, documents, overall, confusions or differences."""
        from qualkit.study.agreement import files
        from qualkit.study.agreement.question import AgreementQuestion

        path = self._target(target, "agreement", format or "docx")
        asked = question or AgreementQuestion()
        return files.export_agreement(self._session, path, format, asked, table)
