"""A trainee's codings beside the settled ones: code by code, and passage by passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qualkit.core.differing import Difference
from qualkit.core.records import Span
from qualkit.core.speech import Speech
from qualkit.core.team import DifferenceKind
from qualkit.study.agreement.report import CodeFigures
from qualkit.study.agreement.wording import figure, interval, number
from qualkit.study.training import SETTLED, Training
from qualkit.tui.lines.agreeing import bar
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item, Piece
from qualkit.tui.widgets.painted import label

AROUND = 120
"""Characters before and behind a passage."""
_NUMBER, _FIGURE, _TITLE = 8, 7, 9
_KINDS = {
    DifferenceKind.SUBSTITUTION: "other code",
    DifferenceKind.EDGE: "other ends",
}
_KIND = 12
Name = Callable[[str], str]


def listed(found: Training) -> list[CodeFigures]:
    """The codes that one of the two has used, least agreement first."""
    used = [code for code in found.report.codes if sum(found.used.get(code.code, (0, 0)))]
    return sorted(used, key=lambda code: (_kappa(code), -code.recoverable, code.name))


def _kappa(code: CodeFigures) -> float:
    value = code.pairs[0].kappa.value if code.pairs else None
    return 2.0 if value is None else value


def _widths(across: int) -> tuple[int, int]:
    """Cells of the code's name and of the bar."""
    rest = across - 2 * _NUMBER - 2 * _FIGURE - 4
    drawn = max(0, min(24, rest - 34))
    return max(16, min(44, rest - drawn)), drawn


def code_heads(found: Training, across: int) -> str:
    """The line above the codes."""
    name, _ = _widths(across)
    return (
        f"{label('code', name)}{found.coder:>{_NUMBER}}{'settled':>{_NUMBER}}"
        f"{'kappa':>{_FIGURE}}{'F1':>{_FIGURE}}"
    )


def code_item(code: CodeFigures, found: Training, look: Palette, across: int) -> Item:
    """One code: how often each has it, kappa and F1 of its text, kappa as a bar."""
    name, drawn = _widths(across)
    own, settled = found.used.get(code.code, (0, 0))
    kappa = code.pairs[0].kappa if code.pairs else None
    value = "–" if kappa is None or kappa.value is None else f"{kappa.value:.2f}"
    f1 = "–" if code.f1.value is None else f"{code.f1.value:.2f}"
    pieces = [
        (label(code.name, name), look.text),
        (f"{own:>{_NUMBER}}{settled:>{_NUMBER}}", look.quiet),
        (f"{value:>{_FIGURE}}", look.strong),
        (f"{f1:>{_FIGURE}}", look.text),
    ]
    if drawn and kappa is not None:
        pieces.append((f"  {bar(kappa, drawn)}", look.quiet))
    return Item(code.code, tuple(pieces))


def code_entry(code: CodeFigures, found: Training, look: Palette) -> tuple[Paragraph, ...]:
    """One code in words."""
    own, settled = found.used.get(code.code, (0, 0))
    pair = code.pairs[0] if code.pairs else None
    kappa = interval(pair.kappa) if pair else number(None)
    differ = [each for each in found.passages if code.code in each.codes]
    told = [
        Paragraph(((code.name, look.strong),)),
        Paragraph(
            (
                (
                    f"{found.coder} used it {_times(own)}; in what is settled it stands "
                    f"{_times(settled)}",
                    look.text,
                ),
            )
        ),
        Paragraph((("Kappa ", look.quiet), (kappa, look.text))),
        Paragraph((("F1 of text ", look.quiet), (figure(code.f1), look.text))),
    ]
    if pair is not None:
        told.append(Paragraph((("F1 of passages ", look.quiet), (figure(pair.span_f1), look.text))))
    last = f"{len(differ)} passages differ: Enter shows them"
    if len(differ) < 2:
        last = "1 passage differs: Enter shows it" if differ else "No passage differs"
    return (*told, Paragraph(), Paragraph(((last, look.text),)))


def _times(count: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


def kind_of(each: Difference, found: Training) -> str:
    """What the trainee did, seen from what was settled."""
    side = each.side(found.coder)
    own = len(side.codes) if side else 0
    other = each.side(SETTLED)
    missed = own < (len(other.codes) if other else 0)
    return _KINDS.get(each.kind, "missed" if missed else "added")


def passage_item(each: Difference, found: Training, name: Name, look: Palette) -> Item:
    """One passage: what kind of difference, the trainee's code, the settled one."""
    said = kind_of(each, found)
    text, settled = f"{found.coder}: {_codes(each, found.coder, name)}", ""
    if each.kind is DifferenceKind.SUBSTITUTION:
        settled = f"  ·  settled: {_codes(each, SETTLED, name)}"
    else:
        text = _codes(each, found.coder if said == "added" else SETTLED, name)
    share = "<1%" if 0 < each.share < 0.01 else f"{each.share:.0%}"
    return Item(
        each.key,
        ((label(said, _KIND), look.quiet), (text, look.strong), (settled, look.text)),
        ((f" {share} ", look.quiet),),
    )  # fmt: skip


def _codes(each: Difference, who: str, name: Name) -> str:
    side = each.side(who)
    return ", ".join(name(code) for code in side.codes) if side and side.codes else "nothing"


def passage_entry(
    each: Difference, found: Training, name: Name, document: str, speech: Speech, look: Palette
) -> tuple[Paragraph, ...]:
    """Both versions of a passage, each with the words that it covers, in what stands around."""
    return tuple(_passage(each, found, name, document, speech, look))


def _passage(
    each: Difference, found: Training, name: Name, document: str, speech: Speech, look: Palette
) -> Iterator[Paragraph]:
    yield Paragraph(((f"{document} · {kind_of(each, found)}", look.quiet),))
    sides = [(found.coder, each.side(found.coder)), ("Settled", each.side(SETTLED))]
    for title, side in sides:
        codes = ", ".join(name(code) for code in side.codes) if side and side.codes else ""
        text = (codes, look.strong) if codes else ("nothing here", look.quiet)
        yield Paragraph((text,), (label(title, _TITLE), look.quiet))
    spans = [{j.span for j in side.judgements} if side else set() for _, side in sides]
    if all(spans) and spans[0] != spans[1]:
        for title, side in sides:
            for judgement in side.judgements if side else ():
                words = f"“{speech.said(judgement.span)}”"
                yield Paragraph()
                yield Paragraph(((words, look.text),), (label(title, _TITLE), look.quiet))
    yield Paragraph()
    yield Paragraph(_around(each.span, speech, look))


def _around(span: Span, speech: Speech, look: Palette) -> tuple[Piece, ...]:
    # By way of what is said: labels are people's names.
    span = speech.masks.widened(span)
    ends = (max(0, span.start - AROUND), min(len(speech.text), span.end + AROUND))
    before = speech.said(Span(ends[0], span.start)) if ends[0] < span.start else ""
    behind = speech.said(Span(span.end, ends[1])) if span.end < ends[1] else ""
    # Only whole words, but the passage itself as it lies.
    before = before.partition(" ")[2] if ends[0] else before
    behind = behind.rpartition(" ")[0] if ends[1] < len(speech.text) else behind
    return (
        (f"… {before} ", look.quiet), (speech.said(span), look.text), (f" {behind} …", look.quiet)
    )  # fmt: skip
