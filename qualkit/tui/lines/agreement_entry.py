"""What is said of one code's agreement, of a pair, of everything: paragraphs for the pane."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.study.agreement.drift import Drift
from qualkit.study.agreement.report import AgreementReport, CodeFigures, Interval, PairFigures
from qualkit.study.agreement.wording import TENTATIVE, figure, interval, number, step_words
from qualkit.tui.lines.agreeing import HEAT_KEY
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph


def code_entry(code: CodeFigures, look: Palette) -> tuple[Paragraph, ...]:
    """Everything about one code."""
    return tuple(_code(code, look))


def _code(code: CodeFigures, look: Palette) -> Iterator[Paragraph]:
    yield Paragraph(((code.name, look.strong),))
    where = f"{code.theme} · {code.documents} documents" if code.theme else ""
    yield Paragraph(((where, look.quiet),))
    yield Paragraph()
    yield _line("Krippendorff's alpha", interval(code.alpha), look)
    if (words := _below(code.alpha)) is not None:
        yield Paragraph(((words, look.quiet),))
    for pair in code.pairs:
        yield _line(f"Cohen's kappa {'/'.join(pair.coders)}", interval(pair.kappa), look)
        yield _line("  F1 of text, of passages", f"{figure(pair.f1)}, {figure(pair.span_f1)}", look)
    if not code.pairs:
        yield _line("F1 of coded text", figure(code.f1), look)
    yield _line("Unitizing alpha", figure(code.u_alpha), look)
    yield _line("Gwet's AC1, share agreed", f"{figure(code.ac1)}, {figure(code.percent)}", look)
    yield _line("Disagreement", f"{code.recoverable:,.0f} characters", look)
    for words in dict.fromkeys(words for pair in code.pairs for words in why_low(pair)):
        yield Paragraph(((words, look.text),))
    if code.flags:
        yield Paragraph(((", ".join(code.flags).capitalize(), look.quiet),))


def _below(found: Interval) -> str | None:
    if found.below_667 is None:
        return None
    return f"{found.below_667:.0%} of the drawn samples lie below 0.667"


def why_low(pair: PairFigures) -> Iterator[str]:
    """What besides care makes a kappa low: a rare code, or one coder who uses it much more."""
    kappa = pair.kappa.value
    if kappa is None or kappa >= TENTATIVE:
        return
    first, second = pair.coded
    one, two = pair.coders
    if first is not None and second is not None and min(first, second) > 0:
        ratio = max(first, second) / min(first, second)
        more, less = (one, two) if first > second else (two, one)
        if ratio >= 1.5:
            yield f"{more} gives it {ratio:.1f} times as much text as {less}."
    if pair.prevalence.value is not None and pair.prevalence.value < -0.98:
        yield "It is rare: a few passages decide this figure."


def overall_entry(report: AgreementReport, look: Palette) -> tuple[Paragraph, ...]:
    """All codes together, what was left out, and the sentence."""
    return tuple(_overall(report, look))


def _overall(report: AgreementReport, look: Palette) -> Iterator[Paragraph]:
    overall = report.overall
    yield Paragraph((("All codes together", look.strong),))
    yield Paragraph()
    yield _line("Pooled kappa", interval(overall.pooled), look)
    if overall.sentences is not None:
        yield _line("  by sentences", interval(overall.sentences), look)
    yield _line("Unitizing alpha", figure(overall.u_alpha), look)
    yield _line("  where there is something", figure(overall.u_alpha_where), look)
    coverage = f" (on {overall.coverage:.0%} of the text)" if overall.coverage else ""
    yield _line("  what it is", figure(overall.u_alpha_what) + coverage, look)
    spread = f"{figure(overall.median)} ({figure(overall.lowest)} to {figure(overall.highest)})"
    yield _line("Alpha over codes, median", spread, look)
    yield _line("Codes below 0.667", f"{overall.below_667} of {overall.codes}", look)
    if overall.reading:
        yield Paragraph(((overall.reading, look.text),))
    for note in report.notes:
        yield Paragraph(((note, look.quiet),), mark=("– ", look.quiet))


def drift_entry(drift: Drift, look: Palette) -> tuple[Paragraph, ...]:
    """One round or week: what has changed since the one before, and its figures."""
    found = [Paragraph(((drift.name, look.strong),))]
    if drift.step is not None:
        words = step_words(drift.name, drift.step, drift.report.question.level)
        found.append(Paragraph(((words, look.text),)))
    return (*found, Paragraph(), *_overall(drift.report, look))


def methods_entry(report: AgreementReport, look: Palette) -> tuple[Paragraph, ...]:
    """The sentence for a methods section."""
    head = Paragraph((("For the methods section", look.strong),))
    notes = [Paragraph(((note, look.quiet),), mark=("– ", look.quiet)) for note in report.notes]
    return (head, Paragraph(), Paragraph(((report.sentence, look.text),)), Paragraph(), *notes)


def cells_entry(report: AgreementReport, code: CodeFigures, look: Palette) -> tuple[Paragraph, ...]:
    """One code in every document, by name, and what the signs mean."""
    found = [Paragraph(((code.name, look.strong),)), Paragraph()]
    own = {cell.document: cell for cell in report.cells if cell.code == code.code}
    for document in report.documents:
        cell = own.get(document.name)
        value = figure(cell.alpha) if cell else "no overlap"
        more = f", {cell.disagreement:,.0f} characters differ" if cell and cell.disagreement else ""
        found.append(_line(document.name, f"alpha {value}{more}", look))
    return (*found, Paragraph(), Paragraph(((HEAT_KEY, look.quiet),)))


def pair_entry(report: AgreementReport, pair: PairFigures, look: Palette) -> tuple[Paragraph, ...]:
    """One pair, and the codes on which they differ most."""
    found = [Paragraph((("/".join(pair.coders), look.strong),)), Paragraph()]
    found.append(_line("Pooled kappa", interval(pair.kappa), look))
    found.append(_line("F1 of passages", figure(pair.span_f1), look))
    worst = [
        (own.kappa.value, code.name)
        for code in report.codes
        for own in code.pairs
        if own.coders == pair.coders and own.kappa.value is not None
    ]
    found.append(Paragraph((("They agree least on", look.quiet),)))
    for value, name in sorted(worst)[:8]:
        found.append(_line(f"  {name}", number(value), look))
    return tuple(found)


def _line(name: str, value: str, look: Palette) -> Paragraph:
    return Paragraph(((f"{name}: ", look.quiet), (value, look.text)))
