"""How evenly a selection, or a choice of quotations, quotes those who stand behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qualkit.core.balancing import QuoteBalance, QuotedPerson, ThemeBalance
from qualkit.core.choosing import FoundQuote, QuoteChoice
from qualkit.core.codebook import Codebook
from qualkit.study.selections.finding import Telling, by_kind, theme_id, theme_name
from qualkit.study.session import Session

FEWEST = 4
"""Quotations from which one person's share is looked at: of three each has a third."""


def balance(session: Session, selection: str, choice: QuoteChoice | None) -> QuoteBalance:
    """Who stands behind each theme and who is quoted, by what would be written.

    Behind a theme stand those whose words are coded under it within the same limits of material;
    who may not be quoted stands behind it all the same.
    """
    wanted = choice or QuoteChoice()
    wanted = replace(wanted, selection=selection or wanted.selection)
    chosen = Telling(session, wanted)
    quoted = [each for each in chosen.found() if each.may_leave]
    within = replace(
        wanted, selection="", starred=None, counter_examples=None, used=None, exported=None,
        may_leave=None, words="", most=None,
    )  # fmt: skip
    # What stands behind: all that is coded, by who speaks alone.
    every = list(Telling(session, within).found())
    book = chosen.source.book
    behind = _by_theme(book, every)
    themes = tuple(
        _theme(book, each, behind[each], _of(book, each, quoted)) for each in _order(book, behind)
    )
    people = _people(quoted)
    named = {each.pseudonym for each in people}
    there = dict.fromkeys(who for each in every for who in each.speakers)
    missing = _codes_without(book, every, quoted)
    return QuoteBalance(
        len(quoted), themes, people,
        tuple(sorted(who for who in there if who not in named)),
        tuple(each.name for each in themes if not each.quotations), missing, by_kind(quoted),
        chosen.source.choice.selection,
    )  # fmt: skip


def _by_theme(book: Codebook, quotes: Iterable[FoundQuote]) -> dict[str, list[FoundQuote]]:
    found: dict[str, list[FoundQuote]] = {}
    for each in quotes:
        found.setdefault(theme_id(book, each.code), []).append(each)
    return found


def _order(book: Codebook, there: Mapping[str, object]) -> list[str]:
    return [each for each in (*(theme.id for theme in book.themes), "") if each in there]


def _of(book: Codebook, theme: str, quotes: Iterable[FoundQuote]) -> list[FoundQuote]:
    return [each for each in quotes if theme_id(book, each.code) == theme]


def _theme(
    book: Codebook, theme: str, behind: Sequence[FoundQuote], quoted: Sequence[FoundQuote]
) -> ThemeBalance:
    voices = {flag: _voices(behind, flag) for flag in (False, True)}
    heard = {flag: _voices(quoted, flag) for flag in (False, True)}
    most = _people(quoted)
    few = len(quoted) < FEWEST
    counter = {each.place for each in behind if each.counter_example}
    return ThemeBalance(
        theme, theme_name(book, theme), len(quoted),
        len(voices[False]), len(heard[False] & voices[False]),
        len(voices[True]), len(heard[True] & voices[True]),
        most,
        () if few else tuple(each for each in most if each.share > 1 / FEWEST),
        tuple(sorted((voices[False] - heard[False]) | (voices[True] - heard[True]))),
        len(counter), sum(each.counter_example for each in quoted), by_kind(quoted),
        _codes_without(book, behind, quoted),
    )  # fmt: skip


def _voices(quotes: Iterable[FoundQuote], of_survey: bool) -> set[str]:
    return {who for each in quotes if each.kind.of_survey is of_survey for who in each.speakers}


def _people(quotes: Sequence[FoundQuote]) -> tuple[QuotedPerson, ...]:
    """Those quoted, most often first; an exchange quotes each who speaks in it."""
    times = Counter(
        (who, each.kind.of_survey) for each in quotes for who in dict.fromkeys(each.speakers)
    )
    return tuple(
        QuotedPerson(who, of_survey, number, number / len(quotes))
        for (who, of_survey), number in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    )


def _codes_without(
    book: Codebook, behind: Iterable[FoundQuote], quoted: Iterable[FoundQuote]
) -> tuple[str, ...]:
    """Names of the codes that have words and no quotation, in the order of the codebook."""
    there = {each.code for each in behind} - {each.code for each in quoted}
    return tuple(placed.code.name for placed in book.walk() if placed.code.id in there)
