"""The cells of a joint display as text, for screens, terminals and files alike."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.joint import JointCell


def cell_text(cell: JointCell) -> str:
    """What a cell says, then its quotations."""
    return "\n".join(filter(None, [cell.text, *quotations(cell)]))


def quotations(cell: JointCell) -> Iterator[str]:
    """The quotations of a cell with who is quoted; none where they only stand behind a count."""
    for quote, who in zip(cell.quotes, cell.attributions, strict=False):
        words = quote.text()
        mark = "\n" if "\n" in words else " "
        yield f"\u201c{words}\u201d{mark}({who})" if who else f"\u201c{words}\u201d"
