"""Agreement in words: the sentence for a methods section, and how figures are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualkit.study.agreement.question import AgreementQuestion, Source, Unit
from qualkit.study.agreement.report import Figure, Interval, Overall

if TYPE_CHECKING:
    from qualkit.study.agreement.confusing import Settling
    from qualkit.study.agreement.steps import Step

TENTATIVE = 0.667
RELIABLE = 0.800

_UNITS = {
    Unit.CHARACTER: "characters of what participants said",
    Unit.SENTENCE: "sentences",
    Unit.TURN: "turns",
    Unit.DOCUMENT: "whole documents",
}


@dataclass(frozen=True, slots=True)
class Extent:
    """How many documents were compared, of how many of their sort; sorts are never added up."""

    noun: str
    compared: int
    of: int

    @property
    def share(self) -> str:
        """` (40 %)`, to stand behind the number."""
        return f" ({100 * self.compared / self.of:.0f} %)" if self.of else ""


def number(value: float | None, reason: str | None = None) -> str:
    """A coefficient with two decimals, or why there is none."""
    if value is None:
        return reason or "undefined"
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text


def figure(found: Figure) -> str:
    """The figure with two decimals, or why there is none."""
    return number(found.value, found.reason)


def interval(found: Interval) -> str:
    """`0.72 (0.61 to 0.83)`, or the figure and why it has no interval."""
    text = number(found.value, found.reason)
    if found.low is not None and found.high is not None:
        return f"{text} ({number(found.low)} to {number(found.high)})"
    if found.value is not None and found.interval_reason:
        return f"{text} (no interval: {found.interval_reason})"
    return text


def signed(change: Interval) -> str:
    """`+0.05 (-0.10 to 0.20)`: a difference with its interval, or why it has none."""
    text = interval(change)
    return f"+{text}" if change.value is not None and change.value >= 0.005 else text


def plain(found: Interval, tell: Callable[[Interval], str] = interval) -> str:
    """The figure with its interval where it has one, else the figure alone."""
    return tell(replace(found, interval_reason=None))


_MOST = 5
"""Codes that are named in a sentence."""


def step_words(name: str, step: Step, level: float) -> str:
    """What changed from one round or week to the next, and whether chance may be all of it.

    `level` is that of the intervals: of so many codes a share of 1 - level would change by chance.
    """
    opening = f"From {step.since} to {name}: "
    if step.pooled.value is None:
        return f"{opening}nothing can be compared ({step.pooled.reason})."
    if step.pooled.low is None:
        why = f"there is no interval ({step.pooled.interval_reason}), so nothing follows from it"
    elif step.clear:
        why = "the interval leaves out 0: more than the choice of documents explains"
    else:
        why = "the interval holds 0: the choice of documents alone may explain it"
    which = "the same documents in both" if step.paired else "each with documents of its own"
    words = f"{opening}pooled kappa {plain(step.pooled, signed)}, {which}; {why}."
    clear = [code for code in step.codes if code.clear]
    if not clear:
        return words
    told = "; ".join(f"{code.name} {signed(code.change)}" for code in clear[:_MOST])
    more = f"; and {len(clear) - _MOST} more" if len(clear) > _MOST else ""
    judged = sum(code.change.low is not None for code in step.codes)
    return (
        f"{words} Codes whose alpha changed clearly: {told}{more} (of {_counted(judged, 'code')} "
        f"with an interval; {judged * (1 - level):.1f} would do so by chance)."
    )


def settled(found: Settling | None) -> str:
    """`0.44 to 0.57`: alpha after some passages are settled, without and with the code."""
    if found is None:
        return "-"
    known = [each.value for each in (found.without, found.with_code) if each.value is not None]
    words = list(dict.fromkeys(number(value) for value in sorted(known)))
    return " to ".join(words) or figure(found.without)


def where_or_what(overall: Overall) -> str:
    """Whether coders differ about where there is something, or about what it is, in words.

    Where nobody used two codes there was nothing to mistake: then only "where" is judged. "" where
    there is no figure.
    """
    where, what = overall.u_alpha_where.value, overall.u_alpha_what.value
    if what is None and overall.u_alpha_what.reason == "no variation":
        what = 1.0
    if where is None or what is None:
        return ""
    if where >= TENTATIVE and what >= TENTATIVE:
        return "Coders agree on where there is something to code and on what it is."
    if where < TENTATIVE <= what:
        return (
            "Coders differ on where there is something to code, hardly on what it is: talk about "
            "how much to mark before you change definitions."
        )
    if what < TENTATIVE <= where:
        return (
            "Coders mark the same passages and call them by different codes: look at the "
            "definitions."
        )
    lower = "more" if where < what else "less"
    return (
        f"Coders differ on where there is something to code and also on what it is, {lower} on "
        "where: talk about how much to mark, then look at the definitions."
    )


def methods_sentence(
    question: AgreementQuestion, raters: Sequence[str], extent: Sequence[Extent], codes: Overall,
    alphas: Sequence[Interval],
) -> str:  # fmt: skip
    """What a methods section says of agreement, from the figures themselves."""
    extent = [each for each in extent if each.compared]
    if not extent or len(raters) < 2 or question.training:
        return ""
    parts = [_opening(question, raters, extent)]
    parts += [_main(question, codes)]
    if codes.median.value is not None:
        parts.append(
            f"Krippendorff's alpha over {_counted(codes.codes, 'code')} had a median of "
            f"{figure(codes.median)} (range {figure(codes.lowest)} to {figure(codes.highest)}); "
            f"{_counted(codes.below_667, 'code')} lay below 0.667."
        )
    if codes.not_applied:
        parts.append(
            f"{_counted(len(codes.not_applied), 'code').capitalize()} nobody applied "
            f"({', '.join(codes.not_applied)}) {'is' if len(codes.not_applied) == 1 else 'are'} "
            "left out."
        )
    if question.replicates and any(each.low is not None for each in alphas):
        parts.append(
            f"Intervals: {question.level:.0%} over documents (bootstrap, B = "
            f"{question.replicates:,}, seed {question.seed})."
        )
    return " ".join(filter(None, parts))


def _opening(question: AgreementQuestion, raters: Sequence[str], extent: Sequence[Extent]) -> str:
    these = " and ".join(f"{e.compared} of {e.of} {e.noun}{e.share}" for e in extent)
    if question.intra:
        return f"{question.intra} coded {these} twice."
    how = "independently " if question.source is Source.INDEPENDENT else ""
    who = ", ".join(raters)
    if len(raters) == 2:
        return f"Two coders ({who}) {how}coded the same {these}."
    these = " and of ".join(f"{e.of} {e.noun} {e.compared}{e.share}" for e in extent)
    return (
        f"Of {these} were {how}coded by at least two of {_counted(len(raters), 'coder')} ({who})."
    )


def _main(question: AgreementQuestion, overall: Overall) -> str:
    unit = _UNITS[question.unit]
    if overall.pooled.value is None:
        return ""
    text = f"Judged by {unit}, pooled Cohen's kappa was {interval(overall.pooled)}"
    if overall.u_alpha.value is not None:
        text += f", Krippendorff's unitizing alpha {figure(overall.u_alpha)}"
    return text + "."


_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _counted(count: int, noun: str) -> str:
    word = _WORDS[count] if count < len(_WORDS) else f"{count:,}"
    return f"{word} {noun}" if count == 1 else f"{word} {noun}s"
