"""Going from cell to cell of a table, behind a cell, and writing what stands there."""

from __future__ import annotations

from qualkit.core.quotes import Quote
from qualkit.errors import NotFoundError
from qualkit.study.matrices.framework import FrameworkCell
from qualkit.tui.equal import tables as equal
from qualkit.tui.lines.table_sheets import MatrixSheet
from qualkit.tui.lines.word_sheets import FrameworkSheet, LineSheet, WordSheet
from qualkit.tui.screens.tables.choosing import Choosing
from qualkit.tui.tabled import FRAMEWORK
from qualkit.tui.widgets.picker import Entry

_FORMATS = {
    "xlsx": "Excel: frozen head, filters", "docx": "Word: a real table", "csv": "for programs",
    "md": "Markdown", "html": "a page by itself", "json": "for programs, with reasons",
}  # fmt: skip


class Going(Choosing):
    """Moves the highlight; the list of other screens is a table here."""

    def do_tables_left(self) -> None:
        """The cell at the left."""
        self.grid.go(self.grid.at, self.grid.column - 1)

    def do_tables_right(self) -> None:
        """The cell at the right."""
        self.grid.go(self.grid.at, self.grid.column + 1)

    def do_tables_turn_left(self) -> None:
        """As many columns back as are shown."""
        self.grid.turn(-1)

    def do_tables_turn_right(self) -> None:
        """As many columns on."""
        self.grid.turn(1)

    def do_tables_next(self) -> None:
        """The next theme or group of rows."""
        self.grid.beginning(1)

    def do_tables_previous(self) -> None:
        """The one before."""
        self.grid.beginning(-1)

    def do_list_down(self) -> None:
        """The cell below."""
        self.grid.go(self.grid.at + 1, self.grid.column)

    def do_list_up(self) -> None:
        """The cell above."""
        self.grid.go(self.grid.at - 1, self.grid.column)

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

    def do_tables_open(self) -> None:
        """What stands behind the cell: passages, the place of a line, the lines of a word."""
        sheet, at = self.sheet, self.grid.current
        if sheet is None or at is None:
            return
        if isinstance(sheet, LineSheet):
            self._to_line(sheet, at[0])
            return
        if isinstance(sheet, WordSheet):
            self.show_word(sheet.rows[at[0]][1].word)
            return
        if isinstance(sheet, MatrixSheet) and sheet.at(*at).hidden:
            self.refuse(
                f"{sheet.at(*at).reason}, or what would give such a group back",
                "i opens the internal view, for the team's own eyes",
            )
        if (why := sheet.nothing(*at)) or (place := sheet.place(*at)) is None:
            self.status.say(why or "Nothing stands behind this cell")
            return
        self.ask_behind(place)

    def _to_line(self, sheet: LineSheet, row: int) -> None:
        line = sheet.made.lines[row]
        self.desk.open_document(self.study.document(line.document), line.span)

    def show_word(self, word: str) -> None:
        """Show a word in its contexts; for the screen."""
        raise NotImplementedError

    def show_behind(self, title: str, quotes: tuple[Quote, ...]) -> None:
        """The passages of a cell, or the transcript at the only one."""
        if not quotes:
            self.status.say("No passage stands behind this cell")
            return
        if len(quotes) == 1:
            quote = quotes[0]
            document = self.study.document(quote.document)
            here = document.version_id == quote.version_id
            self.desk.open_document(document, quote.span if here else None)
            return
        from qualkit.tui.screens.tables.passages import TablePassagesScreen

        self.app.push_screen(TablePassagesScreen(self.study, self.document, title, quotes))

    def do_tables_edit(self) -> None:
        """Write the summary of a participant on a theme, or word it anew."""
        sheet, at = self.sheet, self.grid.current
        if not isinstance(sheet, FrameworkSheet) or at is None:
            self.refuse("summaries are written in the framework matrix", "6 shows it")
        cell: FrameworkCell = sheet.at(*at)
        self._type_summary(cell, sheet.heads[at[1]].text)

    def _type_summary(self, cell: FrameworkCell, theme: str) -> None:
        from qualkit.tui.screens.memo import MemoScreen

        def save(text: str) -> None:
            self.study.summary(cell.participant, cell.theme, text)
            self.desk.equal = equal.summarised(cell.participant, cell.theme, removed=not text)

        def closed(saved: bool | None) -> None:
            if saved:
                self.stale = True
                self.settle()
                self.status.say("Saved · u undoes it")

        words = cell.quotes[0].text() if cell.quotes else ""
        title = f"{cell.participant} on {theme}: summary"
        self.app.push_screen(MemoScreen(title, words, cell.summary, save), closed)

    def do_tables_write(self) -> None:
        """Choose a format, and for quotations for whom, and write the file."""
        if self.working:
            self.refuse("the table is still being worked out", "in a moment it can be written")
        if self.made is None:
            self.refuse("there is nothing to write")
        entries = [Entry(name, name, words, name[0]) for name, words in _FORMATS.items()]

        def chosen(name: str) -> None:
            if self.shown.name == FRAMEWORK:
                self._for_whom(name)
            else:
                self._write(name)

        self.choose("Write it as …", entries, chosen, typed=False, verb="write")

    def _for_whom(self, name: str) -> None:
        profiles = {
            "": "as study.yaml says", "team": "a working copy, stamped so; nothing is held back",
            "commissioner": "everything that leaves is checked",
        }  # fmt: skip
        entries = [Entry(key or "*", key or "as set", words) for key, words in profiles.items()]

        def chosen(profile: str) -> None:
            self._write(name, "" if profile == "*" else profile)

        # A list cannot be opened by the answer of another before that one has gone.
        self.call_after_refresh(
            lambda: self.choose("For whom?", entries, chosen, typed=False, verb="write")
        )

    def _write(self, name: str, profile: str = "") -> None:
        if self.made is None or self.made_of is None:
            raise NotFoundError("there is nothing to write", "1 to 8 show a table")
        done = self.study.export_matrix(self.made, None, name, profile=profile)
        self.desk.equal = equal.written(self.made_of, str(done.path), profile)
        self.status.say(f"Wrote {done.path}")
        if done.warnings:
            self.notice.show(f"Wrote {done.path}", *done.warnings)
