"""A table of any size: heads and row labels stay, the rest scrolls both ways under a highlight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.core.cells import cell_count, fitted
from qualkit.tui.lines.table_places import Place, aligned, placed
from qualkit.tui.lines.table_sheets import Head, Sheet, Tone
from qualkit.tui.widgets.painted import Painted, line, wrapped

_BAR = "│"
_HEAD_LINES = 3


class TableGrid(Painted):
    """One cell (or row) of a sheet is highlighted; only what is shown is ever laid out.

    `moved` is told of another highlight, `opened` of a second click.
    """

    def __init__(self, moved: Callable[[], None], opened: Callable[[], None]) -> None:
        super().__init__()
        self._moved, self._opened = moved, opened
        self._sheet: Sheet | None = None
        self._order: Sequence[int] = ()
        self._empty = ""
        self._mark: tuple[int, str] | None = None
        self._sorted = False
        self._top = self._first = 0
        self._hits: list[tuple[int, Place] | None] = []
        self.at = self.column = 0

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    @property
    def current(self) -> tuple[int, int] | None:
        """Row of the sheet and column of what is highlighted."""
        return (self._order[self.at], self.column) if self._order else None

    def show(
        self, sheet: Sheet | None, order: Sequence[int] = (), empty: str = "",
        mark: tuple[int, str] | None = None,
    ) -> None:  # fmt: skip
        """Set what is shown, in which order of rows; `mark` is a sign beside a column's head.

        The highlight stays where it is, or goes to the nearest cell.
        """
        self._sheet, self._order, self._empty, self._mark = sheet, order, empty, mark
        self._sorted = mark is not None and not (sheet and sheet.keeps_groups)
        self.at = max(0, min(self.at, len(order) - 1))
        if sheet is not None:
            self.column = max(0, min(self.column, len(sheet.heads) - 1))
        self.redraw()

    def go(self, at: int, column: int) -> None:
        """Highlight another cell, or the nearest that there is."""
        before = self.at, self.column
        columns = len(self._sheet.heads) if self._sheet else 0
        self.at = max(0, min(at, len(self._order) - 1))
        self.column = max(0, min(column, columns - 1))
        self.redraw()
        if (self.at, self.column) != before:
            self._moved()

    def page(self, direction: int) -> None:
        """Highlight a row about a screen further."""
        rows = {hit[0] for hit in self._hits if hit is not None}
        self.go(self.at + direction * max(1, len(rows) - 1), self.column)

    def turn(self, direction: int) -> None:
        """Highlight a column about a screen further."""
        shown = next((hit[1].columns for hit in self._hits if hit is not None), (0,))
        self.go(self.at, self.column + direction * max(1, len(shown) - 1))

    def beginning(self, step: int) -> None:
        """Highlight the first row under the next heading, or under the one before."""
        sheet = self._sheet
        if sheet is None or not self._order:
            return
        here = sheet.heading(self._order[self.at])
        at = self.at
        while 0 <= at < len(self._order) and sheet.heading(self._order[at]) == here:
            at += step
        if step < 0 and at >= 0:
            above = sheet.heading(self._order[at])
            while at > 0 and sheet.heading(self._order[at - 1]) == above:
                at -= 1
        self.go(at if at < len(self._order) else self.at, self.column)

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The heads, then the rows around the highlight."""
        look, sheet = self.palette, self._sheet
        if sheet is None or not self._order or not sheet.heads:
            texts = wrapped(self._empty, max(10, min(100, width - 4)))
            return [line([(f"  {text}", look.text)], width, look.text) for text in ("", *texts)]
        place = placed(sheet, self._first, self.column, width)
        self._first = place.columns[0]
        lines = self._head(sheet, place, width)
        self._hits = [None] * len(lines)
        room = max(1, height - len(lines))
        self._settle_top(sheet, place, room)
        for at in range(self._top, len(self._order)):
            if len(lines) >= height:
                break
            self._paint(sheet, at, place, width, lines)
        return lines[:height]

    def _settle_top(self, sheet: Sheet, place: Place, room: int) -> None:
        """Put the highlighted row on the screen; only rows that may be shown are measured."""
        self._top = max(0, min(self._top, self.at))
        used = self._tall(sheet, self.at, place) + self._headed(sheet, self.at)
        top = self.at
        while top > self._top:
            # The first row always bears its heading: what is above may bring one more line.
            used += self._tall(sheet, top - 1, place)
            used += bool(self._group(sheet, top) != self._group(sheet, top - 1))
            if used > room:
                break
            top -= 1
        self._top = top

    def _group(self, sheet: Sheet, at: int) -> str:
        return "" if self._sorted else sheet.heading(self._order[at])

    def _headed(self, sheet: Sheet, at: int) -> bool:
        return bool(self._group(sheet, at))

    def _most(self, sheet: Sheet) -> int:
        low, tall = sheet.lines
        return tall if self.app.size.height >= 32 else low

    def _tall(self, sheet: Sheet, at: int, place: Place) -> int:
        if self._most(sheet) == 1:
            return 1
        return max(len(cell) for cell in self._cells(sheet, at, place)) + 1

    def _cells(self, sheet: Sheet, at: int, place: Place) -> list[list[tuple[str, Style]]]:
        """The lines of each shown cell of a row."""
        row, most, tones = self._order[at], self._most(sheet), self._tones
        found = []
        for column, width in zip(place.columns, place.widths, strict=True):
            cell, align = sheet.cell(row, column), sheet.heads[column].align
            style = tones[cell.tone]
            if most == 1:
                found.append([(aligned(cell.text, width, align), style)])
                continue
            texts = wrapped(cell.text, width) or [""]
            if len(texts) > most:
                cut = texts[most - 1]
                cut = cut if cell_count(cut) < width else fitted(cut, width - 1).rstrip()
                texts = [*texts[: most - 1], f"{cut.rstrip('…')}…"]
            found.append([(fitted(text, width), style) for text in texts])
        return found

    @property
    def _tones(self) -> dict[Tone, Style]:
        look = self.palette
        return {Tone.PLAIN: look.text, Tone.STRONG: look.strong, Tone.QUIET: look.quiet}

    def _head(self, sheet: Sheet, place: Place, width: int) -> list[Strip]:
        look = self.palette
        shown = [sheet.heads[column] for column in place.columns]
        texts = [
            wrapped(self._titled(column, head), cells)[:_HEAD_LINES]
            for column, head, cells in zip(place.columns, shown, place.widths, strict=True)
        ]
        tall = max(1, *(len(each) for each in texts))
        lines = []
        if any(head.group for head in shown):
            lines.append(self._groups(sheet, place, width))
        more = place.columns[-1] < len(sheet.heads) - 1
        for number in range(tall):
            pieces = [(" ", look.quiet)]
            for head, cells in zip(sheet.labels, place.labels, strict=True):
                said = head.text if number == tall - 1 else ""
                pieces.append((fitted(said, cells) + " ", look.gutter))
            for order, (column, cells) in enumerate(zip(place.columns, place.widths, strict=True)):
                mark = "«" if order == 0 and column and number == 0 else _BAR
                pieces.append((mark, look.quiet))
                text = texts[order][number] if number < len(texts[order]) else ""
                end = more and order == len(place.columns) - 1 and number == 0
                here = column == self.column and not sheet.whole
                ink = look.strong + Style(underline=True) if here else look.gutter
                said = fitted(text, cells - end) + "»" * end
                pieces.append((said, ink if text else look.gutter))
            lines.append(line(pieces, width, look.text))
        return lines

    def _titled(self, column: int, head: Head) -> str:
        mark = self._mark
        return f"{mark[1]} {head.text}" if mark and mark[0] == column else head.text

    def _groups(self, sheet: Sheet, place: Place, width: int) -> Strip:
        """The line above the heads: where a group of columns begins, its name."""
        look = self.palette
        pieces = [(" " * (1 + sum(place.labels) + len(place.labels)), look.quiet)]
        runs: list[tuple[str, int]] = []
        for column, cells in zip(place.columns, place.widths, strict=True):
            group = sheet.heads[column].group
            if runs and runs[-1][0] == group:
                runs[-1] = (group, runs[-1][1] + cells + 1)
            else:
                runs.append((group, cells))
        for group, cells in runs:
            pieces += [(_BAR, look.quiet), (fitted(group, cells), look.quiet)]
        return line(pieces, width, look.text)

    def _paint(self, sheet: Sheet, at: int, place: Place, width: int, lines: list[Strip]) -> None:
        look, row = self.palette, self._order[at]
        above = at > self._top and not self._sorted
        group = self._group(sheet, at)
        if group and not (above and self._group(sheet, at - 1) == group):
            lines.append(line([(f" {group}", look.strong)], width, look.text))
            self._hits.append(None)
            above = False
        labels = sheet.label(row)
        before = sheet.label(self._order[at - 1]) if above else ()
        cells = self._cells(sheet, at, place)
        here = at == self.at
        for number in range(max(len(cell) for cell in cells)):
            pieces = [("›" if here and number == 0 else " ", look.strong)]
            for order, cells_wide in enumerate(place.labels):
                again = order < len(labels) - 1 and before[: order + 1] == labels[: order + 1]
                said = labels[order] if number == 0 and not again else ""
                pieces.append((fitted(said, cells_wide) + " ", look.strong if here else look.text))
            for order, column in enumerate(place.columns):
                cell = cells[order]
                blank = " " * place.widths[order]
                text, style = cell[number] if number < len(cell) else (blank, look.text)
                lit = here and (sheet.whole or column == self.column)
                pieces.append((_BAR, look.quiet))
                pieces.append((text, style + Style(reverse=True) if lit else style))
            lines.append(line(pieces, width, look.text))
            self._hits.append((at, place))
        if self._most(sheet) > 1:
            lines.append(line([(" " + "·" * max(0, width - 2), look.quiet)], width, look.text))
            self._hits.append((at, place))

    def on_click(self, event: events.Click) -> None:
        """Highlight the cell; a second click opens it."""
        hit = self._hits[event.y] if event.y < len(self._hits) else None
        if hit is None:
            return
        at, place = hit
        right = 1 + sum(place.labels) + len(place.labels)
        column = self.column
        if event.x >= right:
            for number, cells in zip(place.columns, place.widths, strict=True):
                column = number
                right += cells + 1
                if event.x < right:
                    break
        self.go(at, column)
        if event.chain > 1:
            self._opened()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        self.go(self.at + 3, self.column)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        self.go(self.at - 3, self.column)
