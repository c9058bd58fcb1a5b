"""Themed quotations as a table for the eye and as a DataFrame, asked of the gate for the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from qualkit.core.deidentifying import Profile
from qualkit.core.table import Column, Table
from qualkit.study.frames.making import (
    build,
    frame_of_table,
    html_of_table,
    kind_of,
    marked,
    still_open,
)
from qualkit.study.frames.recipe import Col, Here, Kind
from qualkit.study.leaving import quote_table

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study.quotes import QuoteChoice
    from qualkit.study.session import Session

_NAMED = {"code": "code_name"}
_CLASSES = ("theme", "subtheme", "document", "round", "layer", "codebook_version")


class Answer(Table):
    """A table that a study answers with: printed as any, and to be had as a DataFrame."""

    __slots__ = ("_study",)
    _study: str

    @classmethod
    def of(cls, table: Table, study: str) -> Answer:
        """The table, as an answer of a study."""
        made = cls(**_content(table))
        object.__setattr__(made, "_study", study)
        return made

    def frame(self) -> pd.DataFrame:
        """The table as a DataFrame under its columns' keys; undefined and hidden are <NA>."""
        return frame_of_table(self, marked(getattr(self, "_study", ""), "table"))

    def _repr_html_(self) -> str:
        return html_of_table(self)


class QuoteTable(Table):
    """The themed quotations: a table for the team's eyes, and a DataFrame of what the gate lets."""

    __slots__ = ("_asked",)
    _asked: tuple[Session, QuoteChoice]

    @classmethod
    def of(cls, table: Table, session: Session, choice: QuoteChoice) -> QuoteTable:
        """The table, with what it was asked by."""
        made = cls(**_content(table))
        object.__setattr__(made, "_asked", (session, choice))
        return made

    @property
    def choice(self) -> QuoteChoice:
        """Which quotations were asked for."""
        return self._asked[1]

    def frame(self) -> pd.DataFrame:
        """A row for each quotation, in the order of the codebook, document and text.

        It is made as a file for the team is: words read as the team reads them with the roster's
        names masked, attribution as it prints, and what somebody refused, or withdrew, is not in
        it; `.attrs["left_out"]` says how many quotations that is.
        """
        session, choice = self._asked
        return _frame(still_open(session), choice)

    def _repr_html_(self) -> str:
        return html_of_table(self)


def _content(table: Table) -> dict[str, Any]:
    return {field.name: getattr(table, field.name) for field in fields(Table)}


def _frame(session: Session, choice: QuoteChoice) -> pd.DataFrame:
    from qualkit.study.leaving.clearing import Clearing
    from qualkit.study.quotes import quote_source

    clearing = Clearing(session, Profile.TEAM, beside=choice.scores_by)
    source = quote_source(session, choice, clearing.masks)
    left_out = sum(not clearing.lets(quote) for quote in source.quotes())
    quotes = [clearing.dressed(quote) for quote in source.quotes(clearing.lets)]
    table = quote_table.tabulator(source, session.settings.title)(quotes)
    records = list(zip(quotes, table, strict=True))
    made = build(columns(Here(session), table.columns), records)
    made.attrs |= marked(
        session.settings.title, "quotes", layer=source.layer.short, left_out=left_out
    )
    return made


def columns(here: Here, printed: Sequence[Column]) -> Sequence[Col]:
    """The columns of the frame: those of the table, the code's id, who speaks, paraphrased or not.

    The two of survey comments are always there, and missing in a study without any.
    """
    places = {column.key: place for place, column in enumerate(printed)}
    wanted = list(quote_table.COLUMNS)
    if quote_table.SCORES.key in places:
        wanted.append(quote_table.SCORES)
    found = [_col(here, column, places.get(column.key)) for column in wanted]
    code = Col("code", Kind.CLASS, "the code's id", lambda r: r[0].code, here.codes)
    people = Col("participant", Kind.TEXT, "who speaks: one pseudonym, or several with commas",
                 lambda r: ", ".join(r[0].speakers))  # fmt: skip
    own = Col("paraphrased", Kind.FLAG, "whether the words are a researcher's",
              lambda r: r[0].paraphrased)  # fmt: skip
    at = next(n for n, col in enumerate(found) if col.name == "code_name")
    return (*found[:at], code, *found[at:], people, own)


def _col(here: Here, column: Column, place: int | None) -> Col:
    kind = Kind.CLASS if column.key in _CLASSES else kind_of(column.kind)
    values = {"theme": here.themes, "document": here.names}.get(column.key)
    read = (lambda r: r[1][place]) if place is not None else (lambda r: None)
    return Col(_NAMED.get(column.key, column.key), kind, column.heading, read, values)
