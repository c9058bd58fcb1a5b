"""Going from cell to cell of a joint display, and staying where one was when it is read anew."""

from __future__ import annotations

from qualkit.core.joint import JointRow
from qualkit.tui.lines import joint_rows
from qualkit.tui.screens.joint.new_fits import NewFits


class Going(NewFits):
    """Moves the highlight; the list of other screens is a grid here."""

    _kept: tuple[object, ...] | None = None

    def keep_row(self) -> None:
        """Remember what the highlighted row is about: a note that is changed may move it."""
        row = self.row
        if row is not None and self._kept is None:
            self._kept = _about(row)

    def go_to_kept(self) -> None:
        """Highlight the row that is about the same, where there is one."""
        display = self.display_now
        if self._kept is None or display is None:
            return
        kept, self._kept = self._kept, None
        abouts = [_about(row) for row in display.rows]
        here = abouts[self.grid.row] if self.grid.row < len(abouts) else None
        if here != kept and kept in abouts:
            self.grid.go(abouts.index(kept), self.grid.column)

    @property
    def column(self) -> int:
        """The number of the display's column that is highlighted."""
        if self.display_now is None:
            return 0
        return joint_rows.columns(self.display_now)[self.grid.column]

    def do_joint_next_theme(self) -> None:
        """The next theme."""
        self._to_theme(1)

    def do_joint_previous_theme(self) -> None:
        """The theme before."""
        self._to_theme(-1)

    def _to_theme(self, step: int) -> None:
        display, row = self.display_now, self.row
        if display is None or row is None:
            return
        firsts: dict[str, int] = {}
        for number, each in enumerate(display.rows):
            firsts.setdefault(each.cells[0].text, number)
        starts = list(firsts.values())
        at = list(firsts).index(row.cells[0].text)
        within = step < 0 and self.grid.row > starts[at]
        self.grid.go(starts[max(0, min(len(starts) - 1, at if within else at + step))],
                     self.grid.column)  # fmt: skip

    def do_joint_left(self) -> None:
        """The cell at the left."""
        self.grid.go(self.grid.row, self.grid.column - 1)

    def do_joint_right(self) -> None:
        """The cell at the right."""
        self.grid.go(self.grid.row, self.grid.column + 1)

    def do_list_down(self) -> None:
        """The cell below."""
        self.grid.go(self.grid.row + 1, self.grid.column)

    def do_list_up(self) -> None:
        """The cell above."""
        self.grid.go(self.grid.row - 1, self.grid.column)

    def do_list_page_down(self) -> None:
        """One page on."""
        self.grid.page(1)

    def do_list_page_up(self) -> None:
        """One page back."""
        self.grid.page(-1)

    def do_list_start(self) -> None:
        """The first row."""
        self.grid.go(0, self.grid.column)

    def do_list_end(self) -> None:
        """The last row."""
        self.grid.go(10**9, self.grid.column)

    def do_list_undo(self) -> None:
        """Take back the last action, and read afresh."""
        self.stale = True
        super().do_list_undo()

    def do_list_redo(self) -> None:
        """Bring back what was undone, and read afresh."""
        self.stale = True
        super().do_list_redo()


def _about(row: JointRow) -> tuple[object, ...]:
    return (row.theme, row.instrument, row.subscale, frozenset(row.codes), row.cells[0].text)
