"""For notebooks: one way to write anything, and what a study says of itself in a cell."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.leaving.exporting import Exported


class FrameVerbs(Verbs):
    """For notebooks: one way to write anything, and what a study says of itself in a cell."""

    def export(
        self, what: Any, path: str | Path | None = None, /, **settings: Any
    ) -> Exported:  # fmt: skip
        """Write something through the export gate, in the format that the file's name ends in.

        `what` is a name ("quotes", "codings", "codebook", "memos", "agreement", ...: an unknown
        one is told which there are), or an answer of this study: a matrix, a framework matrix, a
        concordance, a joint display, a report of agreement, the audit of a report. `settings` are
        those of the method that writes it, `export_quotes` for "quotes", and fields of the choice
        or question that it takes (`codes=["stigma"]`); InputError where there is no such.

        What comes back says where the file is, how many rows it has and what one must know of it.
        """
        from qualkit.study.frames import exporting

        return exporting.export(self, what, path, settings)

    def __repr__(self) -> str:
        session = self._session
        return (
            f"<Study '{session.settings.title}' in {session.path}; coder at work: {session.coder}>"
        )

    def _repr_html_(self) -> str:
        session = self._session
        coder = session.coder or "nobody yet"
        return (
            f"<p><b>{escape(session.settings.title)}</b><br>{escape(str(session.path))}; "
            f"coder at work: {escape(coder)}</p>"
        )
