"""What is asked on the screen of agreement: the keys that change the question."""

from __future__ import annotations

from dataclasses import replace

from qualkit.study.agreement.question import AgreementQuestion, Documents, Source, Unit
from qualkit.study.agreement.report import AgreementReport
from qualkit.tui.screens.listed import ListScreen


class AgreementChoices(ListScreen):
    """Changes the question; what comes of it is shown by the screen itself."""

    question: AgreementQuestion
    report: AgreementReport | None
    by: str

    def show_rounds(self) -> None:
        """Show the view of rounds; for the screen."""
        raise NotImplementedError

    def do_agree_round(self) -> None:
        """The next round that counts, then all of them together."""
        names = [each.name for each in self.study.rounds() if each.kind.counted]
        choices = [*names, "all"] if len(names) > 1 else names
        if not choices:
            self.status.say("No round counts for agreement yet: calibration and main rounds do")
            return
        now = self.question.round or (self.report.rounds[-1] if self.report else "")
        at = choices.index(now) + 1 if now in choices else 0
        self._change(round=choices[at % len(choices)])

    def do_agree_unit(self) -> None:
        """Characters, sentences, turns, documents."""
        units = list(Unit)
        self._change(unit=units[(units.index(self.question.unit) + 1) % len(units)])
        self.status.say(f"Judged by {self.question.unit.value}")

    def do_agree_fresh(self) -> None:
        """Only fresh documents, or all."""
        fresh = self.question.documents is Documents.FRESH
        self._change(documents=Documents.ALL if fresh else Documents.FRESH)
        self.status.say("All documents" if fresh else "Only freshly coded documents")

    def do_agree_now(self) -> None:
        """As first said done, or as they are now."""
        independent = self.question.source is Source.INDEPENDENT
        self._change(source=Source.CURRENT if independent else Source.INDEPENDENT)
        self.status.say(
            "Codings as they are now: no measure of independent coding"
            if independent
            else "Codings as they were when first said done"
        )

    def do_agree_week(self) -> None:
        """Weeks in place of rounds, and back."""
        self.by = "week" if self.by == "round" else "round"
        self.show_rounds()

    def _change(self, **fields: object) -> None:
        self.question = replace(self.question, **fields)  # type: ignore[arg-type]
