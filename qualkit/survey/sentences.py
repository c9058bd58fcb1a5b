"""Sentences about results, in the style of the APA manual and British English.

They are rendered from result objects and from nothing else: a figure in a sentence is the figure in
the table. What is hidden is named and not told; what is not significant is never said to be equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from qualkit.core.statistics import (
    Comparison,
    Description,
    Frequencies,
    Pair,
    Reliability,
    Summary,
    Test,
)
from qualkit.survey.homogeneity import listed, why_not
from qualkit.survey.wordings import (
    ALPHA,
    about,
    capital,
    difference,
    figures,
    frequency_text,
    group_scored,
    outcome,
    p_of,
    reliability_text,
    whose,
)

MOST_PAIRS = 3
"""More intervals than these make no sentence; the table of pairs has them all."""


def sentence(result: object, places: int = 1) -> str:
    """What a result says, as one paragraph; TypeError for anything that is no result object.

    `places` is how many decimals means and differences are given with.
    """
    teller = _TELLERS.get(type(result))
    if teller is None:
        raise TypeError(f"sentences are made of results, not of {type(result).__name__}")
    return teller(result, places)


def comparison_sentence(result: Comparison, places: int = 1) -> str:
    """What a comparison of groups says: the test, who scored higher, who is not shown."""
    _must_be(result, Comparison)
    return " ".join((*_verdict(result, places), *_absent(result), *_invented(result)))


def finding_sentence(result: Comparison, places: int = 1) -> str:
    """The test and its finding alone, for where the groups' figures stand beside it and
    `absence_sentences` are printed once for all."""
    _must_be(result, Comparison)
    bare = tuple(replace(each, mean=None) for each in result.groups)
    return " ".join(_verdict(replace(result, groups=bare), places))


def absence_sentences(result: Comparison) -> tuple[str, ...]:
    """Who is not shown and who took no part in the test; nothing where nobody is missing."""
    _must_be(result, Comparison)
    return _absent(result)


def description_sentence(result: Description, places: int = 1) -> str:
    """The mean, spread and size of each group that is shown."""
    _must_be(result, Description)
    shown = [each for each in result.groups if not each.hidden and each.mean is not None]
    scored = (group_scored(each, result.scale, places, not n) for n, each in enumerate(shown))
    told = [f"On {about(result.scale)}, {'; '.join(scored)}."] if shown else []
    hidden = [each.group for each in result.groups if each.hidden]
    if hidden:
        told.append(_not_shown(hidden, result.minimum))
    return " ".join((*told, *_invented(result)))


def pair_sentence(result: Comparison, pair: Pair, places: int = 1) -> str:
    """What one pair of a comparison's groups says; the pair must be one of the comparison's."""
    _must_be(result, Comparison)
    _must_be(pair, Pair)
    if pair not in (*result.pairs, *result.other_pairs):
        raise TypeError("the pair is not one of this comparison's")
    if not _visible(result, pair):
        hidden = [name for name in (pair.first, pair.second) if name in _hidden(result)]
        return _not_shown(hidden or [pair.first, pair.second], result.minimum)
    return capital(_pair(result, pair, places, lead=True)) + "."


def frequencies_sentence(result: Frequencies, places: int = 1) -> str:
    """How many respondents gave each answer, of how many."""
    _must_be(result, Frequencies)
    return frequency_text(result, places)


def reliability_sentence(result: Reliability, places: int = 2) -> str:
    """Cronbach's alpha with the items and respondents it rests on."""
    _must_be(result, Reliability)
    return reliability_text(result, places)


_TELLERS: dict[type, Callable[[Any, int], str]] = {
    Comparison: comparison_sentence,
    Description: description_sentence,
    Frequencies: frequencies_sentence,
    Reliability: lambda result, places: reliability_sentence(result),
}


def _must_be(result: object, kind: type) -> None:
    if not isinstance(result, kind):
        raise TypeError(f"a {kind.__name__} is told here, not {type(result).__name__}")


def _hidden(result: Comparison) -> tuple[str, ...]:
    return tuple(each.group for each in result.groups if each.hidden)


def _visible(result: Comparison, pair: Pair) -> bool:
    hidden = _hidden(result)
    return pair.difference is not None and not {pair.first, pair.second} & set(hidden)


def _group(result: Comparison, name: str) -> Summary | None:
    return next((each for each in result.groups if each.group == name), None)


def _verdict(result: Comparison, places: int) -> tuple[str, ...]:
    test, p = result.test, p_of(result.test)
    pairs = [pair for pair in result.pairs if _visible(result, pair)]
    if test.statistic is None or p is None:
        why = why_not(test) or "it is hidden"
        return (f"Groups could not be compared on {about(result.scale)}: {why}.",)
    if p >= ALPHA:
        return _not_shown_by_data(result, pairs, places)
    apart = [pair for pair in pairs if pair.p is not None and pair.p < ALPHA]
    if len(apart) == 1:
        return (_one_pair(result, apart[0], places),)
    lead = f"Scores on {_aside(result)} differed between {_groups_of(test)}, {_test(result)}"
    if not apart:
        return (f"{lead}; no single pair of the groups shown stands out.",)
    told = list(_each_once(result, apart[:MOST_PAIRS], places))
    more = len(apart) - len(told)
    pairs_too = "pair differs" if more == 1 else "pairs differ"
    rest = f" {more} further {pairs_too} too; the table has them." if more > 0 else ""
    return (f"{lead}: {'; '.join(told)}.{rest}",)


def _each_once(result: Comparison, pairs: list[Pair], places: int) -> Iterator[str]:
    """The pairs in words, each group's own figures only where it is first named."""
    for pair in pairs:
        yield _pair(result, pair, places)
        known = (pair.first, pair.second)
        bare = (replace(g, mean=None) if g.group in known else g for g in result.groups)
        result = replace(result, groups=tuple(bare))


def _test(result: Comparison) -> str:
    return outcome(result.test, result.effects)


def _groups_of(test: Test) -> str:
    names = test.groups
    return f"{listed(names)} respondents" if len(names) < 3 else f"the {len(names)} groups tested"


def _one_pair(result: Comparison, pair: Pair, places: int) -> str:
    """`A scored higher than B, F(..)...; difference`: the finding and its test in one sentence."""
    many = len(result.test.groups)
    over = f" over the {many} groups tested" if many > 2 else ""
    test = outcome(result.test, result.effects, turned=(pair.difference or 0.0) < 0)
    told = f"{_higher(result, pair, places, on=True)}, {test}{over}"
    return capital(f"{told}; {difference(pair, places, absolute=True)}.")


def _higher(result: Comparison, pair: Pair, places: int, on: bool) -> str:
    """`NHS respondents scored higher on exhaustion (M = ..) than others (M = ..)`."""
    higher, lower = _ordered(pair)
    verb = "ranked higher" if pair.method == "Dunn" else "scored higher"
    on_what = f" on {about(result.scale)}" if on else ""
    comma = "," if on and result.scale.part_of else ""
    return (
        f"{higher} respondents {verb}{on_what}{figures(_group(result, higher), places)}{comma} "
        f"than {whose(lower, _group(result, lower), places)}"
    )


def _ordered(pair: Pair) -> tuple[str, str]:
    return (pair.first, pair.second) if (pair.difference or 0.0) >= 0 else (pair.second, pair.first)


def _pair(result: Comparison, pair: Pair, places: int, lead: bool = False) -> str:
    if pair.p is not None and pair.p < ALPHA:
        told = _higher(result, pair, places, on=lead)
        return f"{told}: {difference(pair, places, absolute=True)}"
    on = f" on {about(result.scale)}" if lead else ""
    return (
        f"the data do not show whether {whose(pair.first, _group(result, pair.first), places)} and "
        f"{whose(pair.second, _group(result, pair.second), places)} differ{on}: "
        f"{difference(pair, places)}"
    )


def _not_shown_by_data(result: Comparison, pairs: list[Pair], places: int) -> tuple[str, ...]:
    """Absence of evidence, and what the data leave room for."""
    test = result.test
    lead = (
        f"The data do not show a difference on {_aside(result)} between {_groups_of(test)}, "
        f"{_test(result)}."
    )
    if not pairs:
        return (lead,)
    if len(pairs) <= MOST_PAIRS:
        told = "; ".join(_room(result, pair, places) for pair in pairs)
        return lead, f"That is not to say that there is none: {told}."
    largest = max(pairs, key=lambda pair: _size(result, pair))
    return (
        lead,
        "That is not to say that there is none: of the two largest groups, "
        f"{_room(result, largest, places)}.",
    )


def _size(result: Comparison, pair: Pair) -> int:
    found = (_group(result, name) for name in (pair.first, pair.second))
    return sum(each.n or 0 for each in found if each is not None)


def _aside(result: Comparison) -> str:
    """What is measured, with the comma that closes `, one component of burnout`."""
    return f"{about(result.scale)}," if result.scale.part_of else about(result.scale)


def _room(result: Comparison, pair: Pair, places: int) -> str:
    first, second = _group(result, pair.first), _group(result, pair.second)
    return (
        f"{whose(pair.first, first, places)} and {whose(pair.second, second, places)}, "
        f"{difference(pair, places)}"
    )


def _absent(result: Comparison) -> tuple[str, ...]:
    """Who is not shown, and who took no part in the test."""
    hidden = _hidden(result)
    left_out = result.test.left_out
    small = [name for name in left_out if _is_small(result, name)]
    unasked = [name for name in left_out if name not in small]
    told = []
    both = [name for name in hidden if name in left_out]
    if both:
        told.append(_not_shown(both, result.minimum, "took no part in the test and "))
    rest = [name for name in hidden if name not in both]
    if rest:
        told.append(_not_shown(rest, result.minimum))
    only_out = [name for name in small if name not in hidden]
    if only_out:
        told.append(
            f"{capital(listed(only_out))} took no part in the test: fewer than "
            f"{result.test.smallest} respondents with a score."
        )
    others = [name for name in unasked if name not in hidden]
    if others:
        told.append(f"{capital(listed(others))} took no part in the test.")
    return tuple(told)


def _is_small(result: Comparison, name: str) -> bool:
    found = _group(result, name)
    return found is None or found.n is None or found.n < result.test.smallest


def _not_shown(names: list[str] | tuple[str, ...], minimum: int, also: str = "") -> str:
    each = " each" if len(names) > 1 else ""
    verb = "are" if len(names) > 1 else "is"
    return capital(
        f"{listed(names)} {also}{verb} not shown: fewer than {minimum} respondents{each}."
    )


def _invented(result: Comparison | Description) -> tuple[str, ...]:
    if not result.scale.invented:
        return ()
    return (f"The key of {result.scale.instrument_name} is invented for the demonstration.",)
