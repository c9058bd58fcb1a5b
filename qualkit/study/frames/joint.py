"""Joint displays as DataFrames: as they print, and the counts and quotations they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.core.joint import JointDisplay
from qualkit.study.frames.recipe import Col, Kind

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study.session import Session

_ROW = (
    Col("row", Kind.WHOLE, "the row of the display, from 1", lambda r: r[0]),
    Col("column", Kind.TEXT, "its column's heading", lambda r: r[1]),
    Col("theme", Kind.TEXT, "the theme's id", lambda r: r[2].theme),
    Col("codes", Kind.TEXT, "the ids of the codes, with commas", lambda r: ", ".join(r[2].codes)),
)
COUNTS = (
    *_ROW,
    Col("kind", Kind.CLASS, "kind of document; kinds are never added up",
        lambda r: r[3].kind.value),
    Col("participants", Kind.WHOLE, "participants who raised it", lambda r: r[3].participants),
    Col("of", Kind.WHOLE, "participants there are", lambda r: r[3].of),
    Col("references", Kind.WHOLE, "references", lambda r: r[3].references),
    Col("asked", Kind.WHOLE, "who were asked and did not raise it; missing: not known",
        lambda r: r[3].asked),
)  # fmt: skip
QUOTES = (
    *_ROW,
    Col("quotation", Kind.TEXT, "as the team reads it", lambda r: r[3][0].text()),
    Col("attribution", Kind.TEXT, "what prints beside it", lambda r: r[3][1]),
    Col("document", Kind.CLASS, "the document's name", lambda r: r[3][0].document),
    Col("turn", Kind.WHOLE, "the turn, from 1", lambda r: r[3][0].turn or None),
    Col("start", Kind.WHOLE, "first character, from 0", lambda r: r[3][0].start),
    Col("end", Kind.WHOLE, "the character after the last", lambda r: r[3][0].end),
)


class Display(JointDisplay):
    """A joint display that a study answers with."""

    __slots__ = ("_session",)
    _session: Session

    def frame(self, what: str = "rows") -> pd.DataFrame:
        """The display as a DataFrame: its `rows` as they print, or its `counts` or `quotes`.

        Of counts and quotations there is a row for each, with row and column of the display. A
        hidden cell has none. Quotations are those that a file for the team may hold.
        """
        from qualkit.study.frames.making import still_open

        return _frame(self, still_open(self._session), what)

    def _repr_html_(self) -> str:
        from qualkit.analysis.joint.tables import table_of
        from qualkit.study.frames.making import html_of_table

        return html_of_table(table_of(self))


def _frame(shown: JointDisplay, session: Session, what: str) -> pd.DataFrame:
    from qualkit.errors import InputError
    from qualkit.study.frames.making import build, frame_of_table, marked

    attrs = marked(session.settings.title, f"joint {shown.name} {what}", link=shown.link.words)
    if what == "counts":
        made = build(COUNTS, list(_counts(shown)))
        made.attrs |= attrs
        return made
    if what not in ("rows", "quotes"):
        raise InputError(f"a display has no '{what}'", "choose rows, counts or quotes")
    passed = _passed(shown, session)
    if what == "rows":
        from qualkit.analysis.joint.tables import table_of

        return frame_of_table(table_of(passed), attrs)
    made = build(QUOTES, list(_quotes(passed)))
    made.attrs |= attrs
    return made


def _passed(shown: JointDisplay, session: Session) -> JointDisplay:
    """The display without the quotations that must not even be in the team's files."""
    from qualkit.analysis.joint.tables import mapped
    from qualkit.core.deidentifying import Profile
    from qualkit.study.leaving.clearing import Clearing

    clearing = Clearing(session, Profile.TEAM)
    kept = frozenset(quote for quote in shown.quotes() if clearing.lets(quote))
    return mapped(shown, str, kept, clearing.dressed)


def _cells(shown: JointDisplay) -> Iterator[tuple[int, str, Any, Any]]:
    for number, row in enumerate(shown.rows, start=1):
        for column, cell in zip(shown.columns, row.cells, strict=True):
            if not cell.hidden:
                yield number, column.heading, row, cell


def _counts(shown: JointDisplay) -> Iterable[Any]:
    return (
        (number, heading, row, count)
        for number, heading, row, cell in _cells(shown)
        for count in cell.counts
    )


def _quotes(shown: JointDisplay) -> Iterable[Any]:
    return (
        (number, heading, row, (quote, quote.attribution))
        for number, heading, row, cell in _cells(shown)
        for quote in cell.quotes
    )


def columns() -> Mapping[str, Sequence[Col]]:
    """The columns of what a display is made of."""
    return {"counts": COUNTS, "quotes": QUOTES}
