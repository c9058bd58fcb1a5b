"""How evenly a report quotes: who stands behind a theme, who is quoted, who never."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.records import DocumentKind


@dataclass(frozen=True, slots=True)
class QuotedPerson:
    """How often somebody is quoted; `share` of the quotations of what is looked at."""

    pseudonym: str
    respondent: bool
    quotations: int
    share: float


@dataclass(frozen=True, slots=True)
class ThemeBalance:
    """How evenly a theme is quoted; "" is what lies under no theme.

    `behind` are the participants whose words stand under it, `quoted` how many of them are quoted,
    `never` who is not; the same of respondents. `most` are those quoted, most often first,
    `too_much` those with more than a quarter of four quotations or more.
    """

    id: str
    name: str
    quotations: int
    behind: int
    quoted: int
    respondents: int
    respondents_quoted: int
    most: tuple[QuotedPerson, ...] = ()
    too_much: tuple[QuotedPerson, ...] = ()
    never: tuple[str, ...] = ()
    counter_examples: int = 0
    counter_examples_used: int = 0
    kinds: tuple[tuple[DocumentKind, int], ...] = ()
    codes_without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteBalance:
    """How evenly a selection or a choice quotes; kinds of documents are counted apart.

    `people` are those quoted, most often first; `never` the participants whose words are coded and
    who are not quoted; `themes_without` and `codes_without` are names of what has words and no
    quotation.
    """

    quotations: int
    themes: tuple[ThemeBalance, ...]
    people: tuple[QuotedPerson, ...] = ()
    never: tuple[str, ...] = ()
    themes_without: tuple[str, ...] = ()
    codes_without: tuple[str, ...] = ()
    kinds: tuple[tuple[DocumentKind, int], ...] = ()
    selection: str = ""
