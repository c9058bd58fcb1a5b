"""Saying in one's own words what a participant said who may not be quoted."""

from __future__ import annotations

from qualkit.core.marks import Paraphrase
from qualkit.core.records import Coding
from qualkit.tui.equal import coding as coding_equal
from qualkit.tui.screens.transcript.noting import Noting


class Paraphrasing(Noting):
    """Writes paraphrases of coded passages."""

    def do_paraphrase(self) -> None:
        """Say in one's own words what a coded passage says."""
        self.choose_coding("Paraphrase which coding?", self.paraphrase)

    def paraphrase(self, coding: Coding) -> None:
        """Open the paraphrase of a coding: one's own, where there is one; empty takes it away."""
        there = self._paraphrase_of(coding)

        def save(text: str) -> None:
            if there is None:
                self.study.paraphrase(text, coding=coding.id)
                self.desk.equal = coding_equal.paraphrased(coding.id)
            elif text.strip():
                self.study.edit_paraphrase(there.id, text)
                self.desk.equal = coding_equal.edited_paraphrase(there.id)
            else:
                self.study.remove_paraphrase(there.id)
                self.desk.equal = coding_equal.removed_paraphrase(there.id)

        title = f"{self.code_name(coding.code)}: in your own words"
        text = there.text if there else ""
        self.write(title, self.units.said(coding.span), text, save, "Paraphrase saved")

    def _paraphrase_of(self, coding: Coding) -> Paraphrase | None:
        for each in self.study.paraphrases(self.document):
            if (each.span, each.code, each.version_id, each.coder) == (
                coding.span, coding.code, coding.version_id, self.study.coder,
            ):  # fmt: skip
                return each
        return None
