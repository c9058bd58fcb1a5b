"""What the keys of the codebook screen do with the code or theme that is highlighted."""

from __future__ import annotations

from qualkit.core.codebook import Code, Theme
from qualkit.tui.screens.book.file_edits import FileEdits


class TreeVerbs(FileEdits):
    """Keys of the tree; the screen says what is highlighted."""

    @property
    def target(self) -> Code | Theme | None:
        """The code or theme that is highlighted; None on what is unsorted and on nothing."""
        raise NotImplementedError

    def go_to(self, key: str) -> None:
        """Highlight a code or theme."""
        raise NotImplementedError

    def at_hand(self) -> Code | Theme | None:
        """The editor opens at what is highlighted."""
        return self.target

    def _any(self) -> Code | Theme:
        target = self.target
        if target is None:
            self.refuse("this is done with a code or a theme: highlight one")
        return target

    def _code(self) -> Code:
        target = self.target
        if not isinstance(target, Code):
            self.refuse("this is done with a code: highlight one")
        return target

    def _shared(self) -> Code:
        code = self._code()
        if not code.codable:
            self.refuse(f"{code.name} is a folder: it holds codes, not passages")
        return code

    def do_codebook_edit(self) -> None:
        """Edit a field."""
        self.edit(self._any())

    def do_codebook_new(self) -> None:
        """A new code where the highlight is."""
        target = self.target
        theme = parent = ""
        if isinstance(target, Code):
            own = self.book.theme_of(target)
            theme = own.id if own else ""
            # Under a folder, or beside a code that stands under another.
            parent = target.parent if target.codable else target.id
        elif target is not None:
            theme = target.id
        self.new_code(theme, parent, lambda identity: self.go_to(f"code:{identity}"))

    def do_codebook_new_theme(self) -> None:
        """A new theme."""
        self.new_theme(lambda identity: self.go_to(f"theme:{identity}"))

    def do_codebook_rename(self) -> None:
        """Another name."""
        self.rename(self._any())

    def do_codebook_move(self) -> None:
        """Another place."""
        self.move(self._code())

    def do_codebook_merge(self) -> None:
        """Into another code."""
        self.merge(self._shared())

    def do_codebook_split(self) -> None:
        """Into parts."""
        self.split(self._shared())

    def do_codebook_retire(self) -> None:
        """Out of use, or back."""
        self.retire(self._code())

    def do_codebook_adopt(self) -> None:
        """From draft to active."""
        self.adopt(self._code())

    def do_codebook_share(self) -> None:
        """From private to everybody's."""
        self.share(self._code())

    def do_codebook_colour(self) -> None:
        """Another colour."""
        self.recolour(self._code())

    def do_codebook_shortcut(self) -> None:
        """Another letter."""
        self.letter(self._shared())

    def do_codebook_memo(self) -> None:
        """A memo on the code."""
        self.note(self._code())
