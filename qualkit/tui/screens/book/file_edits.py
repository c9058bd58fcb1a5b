"""The codebook's file in the person's own editor, taken over when it closes."""

from __future__ import annotations

from pathlib import Path

from textual.app import SuspendNotSupported

from qualkit.core.codebook import Code, Theme
from qualkit.errors import CodebookError, RefusedError
from qualkit.tui.editor import edited, left_over, line_named, line_of, unfinished, written
from qualkit.tui.equal import codebook as book_equal
from qualkit.tui.screens.book.code_moves import BACK, CodeMoves
from qualkit.tui.widgets.picker import Entry

_GO_ON = (
    Entry("write", "Go on editing, at that line", "", "w"),
    Entry("later", "Later: E opens the text as you left it", "", "l"),
    Entry("discard", "Throw the text away", "", "t"),
)
_RESUME = (
    Entry("write", "Go on with the text as you left it", "", "w"),
    Entry("begin", "Throw it away and edit the file as it stands", "", "t"),
)
_OVER = Entry("over", "Put your text in place of the other change; u brings that back", "", "o")
_WHICH = (
    Entry("meaning", "A change of meaning", "new version, second look", "m"),
    Entry("editorial", "Editorial", "no second look", "e"),
    Entry("write", "Go on editing", "", "w"),
    Entry("discard", "Throw the text away", "", "t"),
)


class FileEdits(CodeMoves):
    """Opens the file, and keeps what was written while it cannot be taken over."""

    _text: str | None = None
    """The file as the editor left it, where the study has not taken it over yet."""
    _was = ""
    """The file as the edit began with it: it is not written over where it has changed since."""

    _copy: Path | None = None
    """The copy that is edited."""

    def do_codebook_file(self) -> None:
        """Edit the whole file, beginning at what is highlighted."""
        if self._text is not None:
            self._open_file(self._text, self._line(self._text))
            return
        left = left_over(self.study.codebook_path, self._who())
        if left is None:
            self._begin()
            return

        def chosen(which: str) -> None:
            if which == "write":
                self._resume(left)
            else:
                left.unlink(missing_ok=True)
                self._begin()

        title = "You edited the file before, and it was not taken over"
        self.choose(title, _RESUME, chosen, typed=False)

    def _who(self) -> str:
        return self.study.coder or "nobody"

    def _begin(self) -> None:
        self._was = self.study.codebook_source()
        self._copy = unfinished(self.study.codebook_path, self._who(), self._was)
        self._open_file(self._was, self._line(self._was))

    def _resume(self, left: Path) -> None:
        source = self.study.codebook_source()
        same = unfinished(self.study.codebook_path, self._who(), source) == left
        # Nothing that the file can be: it is then refused, and a person decides which one counts.
        self._was = source if same else ""
        self._copy, self._text = left, written(left)
        self._open_file(self._text, self._line(self._text))

    def _line(self, text: str) -> int:
        if self.wrong:
            return line_named(self.wrong)
        target = self.at_hand()
        if target is None:
            return 1
        return line_of(text, "code" if isinstance(target, Code) else "theme", target.id)

    def at_hand(self) -> Code | Theme | None:
        """The code or theme at whose line the editor opens; for subclasses."""
        return None

    def _drop_copy(self) -> None:
        """Take the copy away, but for one that holds a text not taken over yet."""
        if self._copy is not None and self._text is None:
            self._copy.unlink(missing_ok=True)
        elif self._copy is not None and self._text is not None:
            self._copy.write_text(self._text, "utf-8", newline="")

    def _taken(self) -> None:
        """Nothing waits any more."""
        self._text = None
        self._drop_copy()

    def _open_file(self, text: str, line: int) -> None:
        copy = self._copy
        if copy is None:
            return
        try:
            with self.app.suspend():
                new = edited(copy, text, line)
        except SuspendNotSupported as error:
            self._drop_copy()
            raise RefusedError(
                "this terminal cannot be put aside for an editor",
                f"edit {self.study.codebook_path} in another window: it is read at once",
            ) from error
        except RefusedError:
            self._drop_copy()
            raise
        self.notice.close()
        self.app.refresh(layout=True)
        if new == self._was:
            self._taken()
            self.status.say("The file was not changed")
            return
        self._text = new
        self.choose("Is this a change of meaning, or editorial?", _WHICH, self._file_answered,
                    typed=False, verb="save")  # fmt: skip

    def _file_answered(self, which: str) -> None:
        text = self._text
        if text is None:
            return
        if which == "write":
            self._open_file(text, self._line(text))
        elif which == "discard":
            self._throw_away()
        else:
            self._save_file(text, editorial=which == "editorial")

    def _throw_away(self) -> None:
        self._taken()
        self.status.say("Thrown away: the codebook stands as it was")

    def _save_file(self, text: str, *, editorial: bool) -> None:
        try:
            change = self.study.save_codebook_source(text, editorial=editorial, was=self._was)
        except (CodebookError, RefusedError) as error:
            self._refused(text, error)
            return
        self._taken()
        # A file that was mended cannot be given back broken.
        then = "" if change.action == "mend codebook" else BACK
        self.changed(change, book_equal.written(editorial), then)

    def _refused(self, text: str, error: CodebookError | RefusedError) -> None:
        """Say why the file was not taken over, and what can be done about it."""
        self.notice.show(f"Not taken over: {error.message}", error.hint or "", error=True)
        line = line_named(error.message)
        others = self._was != self.study.codebook_source()

        def chosen(which: str) -> None:
            if which == "write":
                self._open_file(text, line)
            elif which == "discard":
                self._throw_away()
            elif which == "over":
                self._was = self.study.codebook_source()
                self._save_file(text, editorial=False)

        offered = (*_GO_ON, _OVER) if others else _GO_ON
        self.choose("Your text is kept", offered, chosen, typed=False)

    def do_list_back(self) -> None:
        """Back, but not with a file that is not taken over."""
        if self._text is not None:
            title = "The file that you edited is not taken over yet"
            self.choose(title, _WHICH, self._file_answered, typed=False, verb="save")
        else:
            super().do_list_back()
