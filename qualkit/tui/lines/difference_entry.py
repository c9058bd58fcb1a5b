"""A passage on which coders differ, to read: who has what, why, and the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.style import Style

from qualkit.core.adjudicating import Adjudication
from qualkit.core.codebook import Code
from qualkit.core.differing import Difference
from qualkit.core.records import Span
from qualkit.core.speech import Speech
from qualkit.core.team import DifferenceKind
from qualkit.tui.lines.difference_rows import outcome_of
from qualkit.tui.lines.memo_entries import written
from qualkit.tui.paint import Look
from qualkit.tui.palette import Palette
from qualkit.tui.sides import MARKS, TOLD
from qualkit.tui.widgets.entry import Paragraph, Piece

BLANK = Paragraph()
_KINDS = {
    DifferenceKind.SUBSTITUTION: "The same words, another code",
    DifferenceKind.OMISSION: "One has a code here, the other has not",
    DifferenceKind.EDGE: "The same code, other ends",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell of differences: names and looks of codes, memos, words."""

    look: Palette
    code: Callable[[str], Code | None]
    sign: Callable[[str], Look]
    words: Callable[[Span], int]
    memos: Mapping[str, str]
    """Coding id to its memo, where the coder wrote one."""

    def name(self, code: str) -> str:
        """A code's name."""
        found = self.code(code)
        return found.name if found else code


def facts(each: Difference, versions: Mapping[str, int], decision: Adjudication | None) -> str:
    """What was decided on it, why, by whom and when; "" where nothing was."""
    if decision is None:
        return ""
    who = decision.decided_by or decision.coder
    told = f"✓ {outcome_of(decision)}"
    told += f": {decision.reason}" if decision.reason else ""
    told += f" ({who}, {written(decision.created_at, '%d %b %Y')})"
    if decision.followed_by:
        number = versions.get(decision.followed_by)
        told += f". Answered by version {number} of the codebook" if number else ". Answered"
    return told


def kind_of(each: Difference) -> str:
    """Its kind in a sentence, and how much of the disagreement it is."""
    share = f"{each.share:.1%}" if each.share >= 0.0005 else "less than 0.1%"
    return f"{_KINDS[each.kind]} · {share} of the disagreement in round {each.round}"


def sides(each: Difference, tell: Telling, *, marks: bool = True) -> Iterator[Paragraph]:
    """Each coder with the digit that takes what they have, their codes and their memos."""
    look = tell.look
    for number, side in enumerate(each.sides):
        how = f" {TOLD[number % len(TOLD)]}" if marks and side.judgements else ""
        head: list[Piece] = [(side.coder, look.strong + MARKS[number % len(MARKS)] if marks
                              else look.strong)]  # fmt: skip
        head.append((f"{how}  " if how else "  ", look.quiet))
        if not side.judgements:
            head.append(("nothing", look.text))
        for at, had in enumerate(side.judgements):
            sign = tell.sign(had.code)
            head += [(", " if at else "", look.text),
                     (f"{sign.letter} ", look.strong + look.ink(sign.colour)),
                     (tell.name(had.code), look.text),
                     (f" {tell.words(had.span)} words", look.quiet)]  # fmt: skip
        yield Paragraph(tuple(head), (f"{number + 1} ", look.strong))
        for had in side.judgements:
            if memo := tell.memos.get(had.coding_id):
                yield Paragraph(((memo, look.text),), ("  ✎ ", look.quiet))


def meanings(each: Difference, tell: Telling) -> Iterator[Paragraph]:
    """What each code in question means, in a sentence."""
    look = tell.look
    for identity in each.codes:
        sign, code = tell.sign(identity), tell.code(identity)
        meant = "not in the codebook any more"
        if code is not None:
            meant = code.brief or code.definition or "no definition yet"
        yield Paragraph(((f"{tell.name(identity)}: ", look.text), (meant, look.quiet)),
                        (f"{sign.letter} ", look.strong + look.ink(sign.colour)))  # fmt: skip


def rules(each: Difference, tell: Telling) -> Iterator[Paragraph]:
    """What the codebook says of the codes in question, briefly."""
    look = tell.look
    for identity in each.codes:
        code = tell.code(identity)
        sign = tell.sign(identity)
        yield Paragraph(((f"{sign.letter} ", look.strong + look.ink(sign.colour)),
                         (tell.name(identity), look.strong)))  # fmt: skip
        if code is None:
            gone = "It is not in the codebook any more"
            yield Paragraph(((gone, look.quiet),), ("  ", look.text))
            continue
        meant = code.definition or code.brief or "No definition yet."
        yield Paragraph(((meant, look.text),), ("  ", look.text))
        for rule in code.use_when:
            yield Paragraph(((rule, look.text),), ("  + ", look.quiet))
        for rule in code.not_when:
            yield Paragraph(((rule, look.text),), ("  − ", look.quiet))
        yield BLANK


def passage(each: Difference, speech: Speech, around: Span, tell: Telling) -> Iterator[Paragraph]:
    """The words, with each coder's codings marked in them, and what is said around them."""
    yield from _paragraphs(list(_pieces(each, speech, around, tell)))


def _pieces(
    each: Difference, speech: Speech, around: Span, tell: Telling
) -> Iterator[tuple[int, str, Style]]:
    """(turn, words, style) from the beginning of `around` to its end."""
    had = [(number, j.code, speech.masks.widened(j.span)) for number, side in enumerate(each.sides)
           for j in side.judgements]  # fmt: skip
    look, told = tell.look, 0
    for turn, start, end in speech.parts(around.start, around.end):
        cuts = {start, end}
        cuts.update(at for _, _, s in had for at in (s.start, s.end) if start < at < end)
        for first, last in pairwise(sorted(cuts)):
            over = [(n, code, s) for n, code, s in had if s.start <= first and last <= s.end]
            style = look.text if first in each.span else look.quiet
            if over:
                _, code, _ = min(over, key=lambda one: len(one[2]))
                ground = look.tint(tell.sign(code).colour)
                style = look.text + Style(bgcolor=ground.rich_color)
                for number, _, _ in over:
                    style += MARKS[number % len(MARKS)]
            yield turn, speech.read(first, last, told), style
            told = last
        # Between two stretches stood what nobody says: a label, a time stamp.
        yield turn, " ", look.text


def _paragraphs(pieces: Sequence[tuple[int, str, Style]]) -> Iterator[Paragraph]:
    """One paragraph for each turn."""
    runs: list[Piece] = []
    last: int | None = None
    for turn, words, style in pieces:
        if last is not None and turn != last and runs:
            yield Paragraph(tuple(runs))
            runs = []
        last = turn
        runs.append((words, style))
    if runs:
        yield Paragraph(tuple(runs))
