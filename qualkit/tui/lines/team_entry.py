"""What is said of one document of the plan: who has it, since when, and why it is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.style import Style

from qualkit.core.records import Document
from qualkit.core.team import Assignment, Purpose, Round, WorkState
from qualkit.core.text import percent
from qualkit.study.closed import ClosedDocument
from qualkit.study.grid import WorkCell, WorkGrid, WorkRow
from qualkit.tui.lines.memo_entries import written
from qualkit.tui.lines.teamwork import SIGNS, share_words, total_text
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph

PURPOSES: Mapping[Purpose, str] = {
    Purpose.DOUBLE: "codes it independently of the others",
    Purpose.SINGLE: "codes it alone",
    Purpose.RECODE: "codes it again",
    Purpose.CHECK: "looks through it, and codes nothing",
    Purpose.TRAINING: "codes what has been settled, to learn",
}
"""What a purpose is, as a sentence about a coder and as a line of a picker."""
BLANK = Paragraph()


def document_entry(
    grid: WorkGrid, document: Document, work: Mapping[str, Assignment],
    closed: ClosedDocument | None, themes: Mapping[str, str], look: Palette,
) -> tuple[Paragraph, ...]:  # fmt: skip
    """Everything about one document; `work` is by coder, `themes` are names by id."""
    return tuple(_document(grid, document, work, closed, themes, look))


def _document(
    grid: WorkGrid, document: Document, work: Mapping[str, Assignment],
    closed: ClosedDocument | None, themes: Mapping[str, str], look: Palette,
) -> Iterator[Paragraph]:  # fmt: skip
    words = document.participant_words or document.words
    yield _said(document.name, look.strong)
    yield _said(f"{document.kind.value}, {words:,} words to be coded", look.quiet)
    row = next((row for row in grid.rows if row.document.id == document.id), None)
    yield BLANK
    if row is None:
        hint = ": a gives it to a coder, p shares all such documents out"
        told = f"Nobody has it in the round {grid.round.name}"
        yield _said(told + (hint if grid.round.open else ""), look.text)
    else:
        for cell in row.cells:
            yield from _coder(cell, row, work.get(cell.coder), themes, look)
    yield BLANK
    if closed is not None:
        yield _said(f"Closed to you: what others coded is hidden until {closed.until}", look.text)
    elif row is not None and row.cells:
        yield _said("Open to you: what has been coded in it may be seen", look.quiet)
    for each in row.unblinded if row else ():
        reason = f": {each.reason}" if each.reason else ""
        yield _said(f"{each.coder} looked into it before all were done{reason}", look.text)


def _coder(
    cell: WorkCell, row: WorkRow, work: Assignment | None, themes: Mapping[str, str], look: Palette
) -> Iterator[Paragraph]:
    parts = [PURPOSES[cell.purpose]]
    if cell.themes:
        parts.append("only " + ", ".join(themes.get(each, each) for each in cell.themes))
    mark = f"{SIGNS[cell.state]} {cell.coder}  "
    yield Paragraph(((_state(cell, row, work), look.strong), (" · ", look.quiet),
                     (", ".join(parts), look.text)), (mark, look.strong))  # fmt: skip
    more = []
    if cell.designated:
        more.append("their codings stand where nothing was decided")
    if cell.discussed and work is not None:
        more.append(f"opened again {_day(work.discussed_at)}, when others' codings could be seen")
    elif cell.finished and cell.state is not WorkState.DONE and work is not None:
        more.append(f"was done {_day(work.first_done_at)}, and is open again")
    for each in more:
        yield Paragraph(((each, look.quiet),), (" " * len(mark), look.quiet))


def _state(cell: WorkCell, row: WorkRow, work: Assignment | None) -> str:
    if cell.state is WorkState.DONE:
        return f"done {_day(work.done_at)}" if work is not None and work.done_at else "done"
    if cell.state is WorkState.IN_PROGRESS and row.words:
        return f"in progress, {percent(cell.words_done, row.words)} % of the words"
    return cell.state.value


def round_entry(grid: WorkGrid, rounds: int, look: Palette) -> tuple[Paragraph, ...]:
    """The round in a few lines: for a pane with nothing else to say."""
    return tuple(_round(grid, rounds, look))


def _round(grid: WorkGrid, rounds: int, look: Palette) -> Iterator[Paragraph]:
    yield _said(f"Round {grid.round.name}: {round_state(grid.round)}", look.strong)
    if rounds > 1:
        yield _said(f"r shows the next of {rounds} rounds", look.quiet)
    yield BLANK
    for total in grid.totals:
        yield Paragraph(((total_text(total), look.text),), (f"{total.coder}  ", look.strong))
    yield _said(f"Coded by two: {share_words(grid.double_share(done=False))}", look.text)
    yield _said(f"Done by two: {share_words(grid.double_share(done=True))}", look.text)


def round_state(each: Round) -> str:
    """`open`, or `closed 28 Nov 2025`; what the round is for, where its name is another."""
    state = "open" if each.open else f"closed {_day(each.closed_at)}"
    return state if each.kind.value in each.name.casefold() else f"{each.kind.value}, {state}"


def _day(at: str) -> str:
    return written(at, "%d %b %Y").lstrip("0") if at else "some day"


def _said(text: str, style: Style) -> Paragraph:
    return Paragraph(((text, style),))
