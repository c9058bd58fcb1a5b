"""The framework matrix as a DataFrame, without quotations that the team's files must not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.study.frames.recipe import Col, Kind
from qualkit.study.matrices.framework import Framework

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study.session import Session

COLUMNS = (
    Col("participant", Kind.TEXT, "the pseudonym", lambda r: r[0].participant),
    Col("theme", Kind.TEXT, "the theme's id", lambda r: r[0].theme),
    Col("summary", Kind.TEXT, "what a researcher wrote", lambda r: r[0].summary),
    Col("by", Kind.TEXT, "who wrote it, by initials", lambda r: r[0].by),
    Col("time", Kind.TIME, "when it was written", lambda r: r[0].at),
    Col("references", Kind.WHOLE, "passages; missing where nothing of the participant was coded",
        lambda r: r[0].references),
    Col("quotations", Kind.TEXT, "some of them, as the team reads them, a blank line between",
        lambda r: "\n\n".join(quote.text() for quote in r[1])),
)  # fmt: skip


class FrameworkAnswer(Framework):
    """A framework matrix that a study answers with."""

    __slots__ = ("_session",)
    _session: Session

    def frame(self) -> pd.DataFrame:
        """A row for each cell: participant, theme, summary, by, time, references, quotations.

        Quotations are those that a file for the team may hold.
        """
        from qualkit.core.deidentifying import Profile
        from qualkit.study.frames.making import build, marked, still_open
        from qualkit.study.leaving.clearing import Clearing

        clearing = Clearing(still_open(self._session), Profile.TEAM)
        cells = [
            (cell, [quote for quote in cell.quotes if clearing.lets(quote)])
            for row in self.rows
            for cell in row
        ]
        made = build(COLUMNS, cells)
        made.attrs |= marked(self._session.settings.title, "framework", layer=self.layer)
        return made
