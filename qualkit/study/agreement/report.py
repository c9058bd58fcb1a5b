"""Figures of agreement with names on: what screens, commands and exports are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.study.agreement.question import AgreementQuestion

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or the reason (in words) why there is none; one of the two is None."""

    value: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its interval over `n` documents.

    Where `low` and `high` are None although there is a value, `interval_reason` says why.
    `below_667` and `below_800` are shares of bootstrap replicates below these bounds.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    reason: str | None = None
    interval_reason: str | None = None
    below_667: float | None = None
    below_800: float | None = None


@dataclass(frozen=True, slots=True)
class PairFigures:
    """What two raters have in common on one code (or, pooled, on all).

    `coded` are the shares of the judged text that the first and the second gave the code;
    `documents` how many both judged it in.
    """

    coders: tuple[str, str]
    kappa: Interval
    f1: Figure
    jaccard: Figure
    percent: Figure
    ac1: Figure
    prevalence: Figure
    bias: Figure
    span_f1: Figure
    documents: int
    coded: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """All raters on one code.

    `documents` is how many at least two judged it in; `recoverable` how many characters of
    disagreement would go if it were settled (weighted by the share of pairs that differ);
    `flags` are words such as "rare" or "one coder only". `more` holds figures asked for.
    """

    code: str
    name: str
    theme: str
    documents: int
    alpha: Interval
    pairs: tuple[PairFigures, ...]
    f1: Figure
    percent: Figure
    ac1: Figure
    u_alpha: Figure
    recoverable: float
    flags: tuple[str, ...] = ()
    more: tuple[tuple[str, Figure], ...] = ()


@dataclass(frozen=True, slots=True)
class Overall:
    """All codes together.

    `pooled` is the pooled kappa of each pair and of all; `u_alpha` judges where and what,
    `u_alpha_where` only whether text was coded at all, `u_alpha_what` only which code, over
    `coverage` of the text. `median`, `lowest` and `highest` are alphas over codes. `sentences` is
    pooled kappa of whole sentences, where characters are judged and the texts have sentences.
    """

    pooled: Interval
    pairs: tuple[PairFigures, ...]
    u_alpha: Figure
    u_alpha_where: Figure
    u_alpha_what: Figure
    coverage: float | None
    codes: int
    below_667: int
    not_applied: tuple[str, ...]
    one_coder_only: tuple[str, ...]
    median: Figure
    lowest: Figure
    highest: Figure
    reading: str = ""
    """Where against what, in words."""
    more: tuple[tuple[str, Figure], ...] = ()
    sentences: Interval | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One code in one document: alpha there, and the disagreement in characters; None: no two."""

    code: str
    document: str
    alpha: Figure
    disagreement: float
    applied: bool


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """A document that was compared: its id, name, characters that count, who finished it."""

    id: str
    name: str
    round: str
    characters: int
    raters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The answer to an `AgreementQuestion`, with everything needed to make it again.

    `notes` say in words what was left out and why; `sentence` is for a methods section.
    """

    question: AgreementQuestion
    rounds: tuple[str, ...]
    assignments: str
    raters: tuple[str, ...]
    documents: tuple[ComparedDocument, ...]
    codes: tuple[CodeFigures, ...]
    overall: Overall
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    sentence: str

    def code(self, code: str) -> CodeFigures | None:
        """The figures of the code with that id."""
        return next((each for each in self.codes if each.code == code), None)

    def frame(self, table: str = "codes") -> pd.DataFrame:
        """The figures of `codes`, `pairs`, `documents` or `overall` as a DataFrame.

        They are not rounded, but for `overall` (4 digits). Undefined is <NA>, with its reason
        beside it.
        """
        from qualkit.study.frames.agreement import frame

        return frame(self, table)

    def _repr_html_(self) -> str:
        from qualkit.study.agreement.tables import table
        from qualkit.study.frames.making import html_of_table

        return html_of_table(table(self, "codes", "agreement"))
