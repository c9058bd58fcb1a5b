"""The whole of one cell of a table in words, why it has no figure, and how the table is counted."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.report import INTERNAL
from qualkit.core.wording import counted
from qualkit.study.matrices.cooccurring import BY_ITSELF, CodePair, CoOccurrence
from qualkit.study.matrices.framework import FrameworkCell
from qualkit.study.matrices.matrix import MatrixCell
from qualkit.study.matrices.word_records import WordCount
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.lines.table_sheets import MatrixSheet, PairSheet, Sheet
from qualkit.tui.lines.word_sheets import FrameworkSheet, LineSheet, WordSheet
from qualkit.tui.palette import Palette
from qualkit.tui.tabled import Made
from qualkit.tui.widgets.entry import Paragraph


def cell_entry(sheet: Sheet, row: int, column: int, look: Palette) -> Iterator[Paragraph]:
    """Where the cell stands, and everything that it says."""
    match sheet:
        case MatrixSheet():
            yield said(sheet.path(row), look.quiet)
            yield said(_headed(sheet, column), look.strong)
            yield from _figures(sheet, sheet.at(row, column), look)
        case PairSheet():
            yield from _pair(sheet.made.pairs[row], look)
        case FrameworkSheet():
            name = sheet.heads[column].text
            yield from _summary(sheet.at(row, column), name, look)
        case LineSheet():
            yield from _line(sheet, row, look)
        case WordSheet():
            group, word = sheet.rows[row]
            yield from _word(group, word, look, grouped=bool(sheet.made.by))


def _headed(sheet: MatrixSheet, column: int) -> str:
    """The column's heading with the sort of group it is of."""
    head = sheet.made.columns[column]
    return f"{head.heading} ({head.of})" if head.of and head.of != head.heading else head.heading


def _figures(sheet: MatrixSheet, cell: MatrixCell, look: Palette) -> Iterator[Paragraph]:
    if cell.hidden:
        yield said(f"Not shown: {cell.reason}, or what would give such a group back.", look.text)
        yield said("i opens the internal view, for the team's own eyes.", look.quiet)
        return
    measure = sheet.made.measures[0]
    if cell.reason == BY_ITSELF:
        times = cell.text.strip("()")
        yield said(f"how often it stands by itself: {times}", look.text)
        return
    if cell.text:
        one = len(sheet.made.measures) == 1
        yield said(f"{cell.text} ({measure})" if one else cell.text, look.text)
    if cell.values[0] is None and cell.reason and cell.reason != cell.text:
        yield said(f"No figure: {cell.reason}.", look.quiet)
    elif cell.reason and cell.reason != cell.text:
        yield said(f"No {sheet.made.measures[-1]}: {cell.reason}.", look.quiet)


def _pair(pair: CodePair, look: Palette) -> Iterator[Paragraph]:
    yield said(f"{pair.one_name} and {pair.other_name}", look.strong)
    yield said(f"together {pair.count:,}; {pair.one_total:,} and {pair.other_total:,} by "
               "themselves", look.text)  # fmt: skip
    if pair.coefficient is None:
        yield said(f"No c: {pair.reason}.", look.quiet)
    else:
        yield said(f"c = {pair.coefficient:.4f}", look.text)
    if pair.overlap is None:
        yield said("No shared words: turns are counted, not characters.", look.quiet)
    else:
        yield said(f"{pair.overlap:.1%} of the words coded with either are coded with both",
                   look.text)  # fmt: skip


def _summary(cell: FrameworkCell, theme: str, look: Palette) -> Iterator[Paragraph]:
    yield said(f"{cell.participant} · {theme}", look.strong)
    if cell.summary:
        yield from (said(text, look.text) for text in cell.summary.split("\n"))
        yield said(f"({cell.by}, {cell.at[:10]})", look.quiet)
    else:
        yield said("No summary yet: e writes it.", look.quiet)
    if cell.references is None:
        yield said("None of the participant's documents was coded in this layer.", look.quiet)
        return
    shown = f", of which {len(cell.quotes)} here" if len(cell.quotes) < cell.references else ""
    yield said(f"{counted(cell.references, 'reference')}{shown}", look.quiet)
    for quote in cell.quotes:
        yield BLANK
        yield from (said(text, look.text) for text in f"“{quote.text()}”".split("\n"))
        turn = f", turn {quote.turn}" if quote.turn else ""
        yield said(f"({quote.document}{turn})", look.quiet)


def _line(sheet: LineSheet, row: int, look: Palette) -> Iterator[Paragraph]:
    line = sheet.made.lines[row]
    turn = f", turn {line.turn}" if line.turn else ""
    yield said(f"{line.speaker or 'no speaker'} ({line.document}{turn})", look.quiet)
    yield Paragraph((
        (f"{line.before.lstrip()}", look.text), (line.hit, look.strong),
        (f"{line.after.rstrip()}", look.text),
    ))  # fmt: skip


def _word(group: str, word: WordCount, look: Palette, *, grouped: bool) -> Iterator[Paragraph]:
    yield said(f"{word.word} · {group}" if group else word.word, look.strong)
    speakers = counted(word.speakers, "speaker")
    yield said(f"said {word.count:,} times by {speakers}; {word.per_thousand:.2f} per 1,000 words",
               look.text)  # fmt: skip
    uneven = "undefined: nobody to spread it over" if word.spread is None else f"{word.spread:.2f}"
    yield said(f"unevenness (DP): {uneven}; 0 is as even as their words", look.text)
    if not grouped:
        return
    if word.keyness is None:
        yield said("No keyness: there is no other group to hold it against.", look.quiet)
    else:
        yield said(f"keyness (G2) {word.keyness:.2f} against the other groups shown", look.text)
    if word.ratio is None:
        yield said("No log ratio: nobody of the other groups says it.", look.quiet)
    else:
        yield said(f"log ratio {word.ratio:.2f}; 1 is twice as often", look.text)


def about_entry(made: Made, look: Palette) -> Iterator[Paragraph]:
    """The title and every note: how it is counted, what is hidden, what is not in it."""
    matrix = made.matrix if isinstance(made, CoOccurrence) else made
    yield said(matrix.title, look.strong)
    if getattr(matrix, "internal", False):
        yield said(f"{INTERNAL}.", look.error)
    for note in made.notes:
        if note:
            yield BLANK
            yield said(note, look.text)
