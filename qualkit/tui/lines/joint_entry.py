"""The whole of one cell of a joint display, and what is to be said of the display itself."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.joint import JointCell, JointDisplay, JointRow, NoteKind
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.lines.joint_rows import is_whole
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph

INTERNAL = "INTERNAL: small groups are shown, for the team's own eyes"


def cell_entry(
    display: JointDisplay, row: JointRow, number: int, look: Palette, enter: str
) -> Iterator[Paragraph]:
    """Where the cell stands, everything that it says, and what Enter does there."""
    cell, column = row.cells[number], display.columns[number]
    yield said(" · ".join(dict.fromkeys(_place(display, row, number))), look.quiet)
    yield said(column.heading, look.strong)
    if column.key == "fit" and row.notes and not is_whole(row):
        yield from _judged(row, look)
    elif cell.text:
        yield from (said(text, look.text) for text in cell.text.split("\n"))
    yield from _quotes(cell, look)
    if cell.hidden:
        words = f"fewer than {display.minimum} people, or would give such a group back"
        yield said(f"Not shown: {words}.", look.quiet)
    if enter:
        yield BLANK
        yield said(enter, look.quiet)


def _place(display: JointDisplay, row: JointRow, number: int) -> Iterator[str]:
    for at, (column, cell) in enumerate(zip(display.columns, row.cells, strict=True)):
        heads = column.key in display.repeats or column.key in ("kind", "case", "profile")
        if heads and at != number and cell.text:
            yield cell.text.partition("\n")[0]
        if column.kind.wraps and not heads:
            return


def _judged(row: JointRow, look: Palette) -> Iterator[Paragraph]:
    for note in row.notes:
        waiting = ", provisional" if note.provisional else ""
        name = note.judgement.value if note.judgement else note.kind.value
        yield Paragraph(((f"{name} ", look.strong), (f"({note.coder}{waiting})", look.quiet)))
        yield from (said(text, look.text, "  ") for text in note.text.split("\n"))


def _quotes(cell: JointCell, look: Palette) -> Iterator[Paragraph]:
    if not cell.attributions:
        if cell.quotes:
            number = len(cell.quotes)
            yield said(f"{number} {'passage' if number == 1 else 'passages'} behind it", look.quiet)
        return
    for quote, who in zip(cell.quotes, cell.attributions, strict=False):
        yield BLANK
        words = quote.text().split("\n")
        yield said(f"“{words[0]}{'”' if len(words) == 1 else ''}", look.text)
        for number, text in enumerate(words[1:], 2):
            yield said(f"{text}{'”' if number == len(words) else ''}", look.text)
        turn = f", turn {quote.turn}" if quote.turn else ""
        yield said(f"{who or 'no speaker'} ({quote.document}{turn})", look.quiet)


def about_entry(display: JointDisplay, look: Palette) -> Iterator[Paragraph]:
    """The title and every note: link, claim, what is hidden, counts, layer."""
    yield said(display.title, look.strong)
    if display.internal:
        yield said(f"{INTERNAL}.", look.error)
    for note in display.notes:
        if note:
            yield BLANK
            yield said(note, look.text)


def claim_of(display: JointDisplay) -> str:
    """The note that says what the codebook links, as whose claim."""
    return next((n for n in display.notes if n.startswith(("Linked by the", "The codebook"))), "")


def hidden_of(display: JointDisplay) -> str:
    """The groups that are not shown in it, in one line; "" where nothing is hidden."""
    names: dict[str, None] = {}
    for note in display.notes:
        if note.startswith("Not shown, having"):
            names |= dict.fromkeys(note.partition(": ")[2].partition(". ")[0].split(", "))
    cells = [cell for row in display.rows for cell in row.cells]
    for cell in cells:
        groups = cell.description.groups if cell.description is not None else ()
        names |= dict.fromkeys(group.group for group in groups if group.hidden)
    if names:
        return f"not shown, under {display.minimum}: {', '.join(names)}"
    return "small groups are not shown" if any(cell.hidden for cell in cells) else ""


def may_change(row: JointRow, number: int, display: JointDisplay) -> tuple[NoteKind, ...]:
    """The kinds of notes that stand in that cell of a side-by-side display."""
    key = display.columns[number].key
    if not is_whole(row):
        return (NoteKind.FIT,) if key == "fit" else ()
    if key == "interviews":
        return (NoteKind.LEAD_IN, NoteKind.REMARK)
    return (NoteKind.META_INFERENCE,) if key == "fit" else ()
