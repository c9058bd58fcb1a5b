"""What has left the study, file by file, and which of it should no longer be used."""

from __future__ import annotations

from qualkit.core.clearing import ExportRecord
from qualkit.core.records import Document
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.equal import participants as equal
from qualkit.tui.keymap import Where
from qualkit.tui.lines import person_entry as entry
from qualkit.tui.lines.person_rows import file_items
from qualkit.tui.screens.participants.sided import Sided

_NONE = "Nothing has left the study yet: qualkit export quotes writes the first file."
_FRESH = "No file is stale: f shows all."


class LeftScreen(Sided):
    """Lists the files, the last first."""

    WHERE = Where.LEFT
    TITLE = "Participants › What has left"
    KIND = "left"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.only_stale = False
        self.files: tuple[ExportRecord, ...] = ()

    def read(self) -> None:
        """Read what has left."""
        self.files = self.study.exports()[::-1]
        self.desk.equal = equal.left()

    def show_rows(self) -> None:
        """Show all of it, or what is stale."""
        shown = [each for each in self.files if each.stale or not self.only_stale]
        self.listing.show(file_items(shown, self.palette), _FRESH if self.files else _NONE)
        stale = sum(bool(each.stale) for each in self.files)
        only = " · only stale files" if self.only_stale else ""
        self.heads.show(f"{counted(len(self.files), 'file')}{only}", f"{stale} stale ")
        self.moved()

    def moved(self) -> None:
        """Everything on record of the file."""
        key = self.listing.current or ""
        told = [part for each in self.files if each.id == key
                for part in entry.file_entry(each, self.palette)]  # fmt: skip
        self.pane.show(key, tuple(told))
        self.place("files that left")

    def opened(self) -> None:
        """A second click does nothing: files are opened by the programs that they are for."""

    def do_left_stale(self) -> None:
        """Only what is stale, or all."""
        self.only_stale = not self.only_stale

    def do_left_scroll_down(self) -> None:
        """Read on."""
        self.scroll(down=True)

    def do_left_scroll_up(self) -> None:
        """Read back."""
        self.scroll(down=False)
