"""Codes and themes made, named, moved, merged, split, retired, coloured, lettered."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual import events
from textual.color import Color

from qualkit.core.codebook import Code, Status, Theme, slug
from qualkit.core.marks import MemoKind
from qualkit.tui.equal import codebook as book_equal
from qualkit.tui.keymap import Where, by_key, key_name
from qualkit.tui.palette import RAMP
from qualkit.tui.screens.book.field_edits import FieldEdits
from qualkit.tui.widgets.picker import Entry

_RAMP_NAMES = ("orange", "sky blue", "green", "pink", "vermilion", "blue", "mustard", "violet")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
BACK = ". u takes it back"


class CodeMoves(FieldEdits):
    """The verbs on a code that is at hand, whatever screen shows it."""

    _lettering: Code | None = None

    def new_code(self, theme: str, parent: str, then: Callable[[str], None]) -> None:
        """Make a draft under a theme or a code; `then` gets its id."""

        def named(name: str) -> None:
            if not name:
                return
            code = self.study.draft_code(name, theme=theme, parent=parent)
            self.desk.equal = book_equal.added("code", name, code.id, theme)
            self.settle()
            then(code.id)
            self.status.say(f"New draft: {code.name}{BACK}")

        above = self.book.code(parent) or self.book.theme(theme)
        where = f" under {above.name}" if above else ""
        self.ask(f"Name of the new code{where}: ", "", named)

    def new_theme(self, then: Callable[[str], None]) -> None:
        """Make a theme; `then` gets its id."""

        def named(name: str) -> None:
            if not name:
                return
            identity = self._free_id(slug(name) or "theme")
            change = self.study.add_theme(Theme(identity, name))
            self.changed(change, book_equal.added("theme", name, identity), BACK)
            self.settle()
            then(identity)

        self.ask("Name of the new theme: ", "", named)

    def _free_id(self, wanted: str) -> str:
        number, found = 1, wanted
        while self.book.theme(found):
            number += 1
            found = f"{wanted}-{number}"
        return found

    def rename(self, target: Code | Theme) -> None:
        """Ask for another name."""

        def named(name: str) -> None:
            if not name or name == target.name:
                self.status.say("The name stays")
            elif isinstance(target, Code):
                change = self.study.rename_code(target.id, name)
                self.changed(change, book_equal.renamed(target.id, name), BACK)
            else:
                change = self.study.edit_theme(target.id, name=name)
                self.changed(change, book_equal.edited("theme", target.id, "name", False), BACK)

        self.ask(f"{target.name} is to be called: ", target.name, named)

    def move(self, code: Code) -> None:
        """Ask under which theme or code it belongs."""
        below = {code.id}
        for placed in self.book.walk():
            if placed.code.parent in below:
                below.add(placed.code.id)
        themes = [Entry("theme:", "Unsorted", "no theme yet")]
        themes += [Entry(f"theme:{t.id}", t.name, "theme") for t in self.book.themes]
        offered = [c for c in self.book.active() if c.id not in below]
        folders = [p.code for p in self.book.walk()
                   if not p.code.codable and p.code.id not in below]  # fmt: skip
        codes = [
            Entry(f"code:{entry.key}", entry.title, entry.aside, entry.letter, entry.ink)
            for entry in self.code_entries([*folders, *offered])
        ]

        def chosen(key: str) -> None:
            kind, _, identity = key.partition(":")
            self.move_to(code, *((identity, "") if kind == "theme" else ("", identity)))

        self.choose(f"Move {code.name} under …", [*themes, *codes], chosen, verb="move")

    def move_to(self, code: Code, theme: str, parent: str = "") -> None:
        """Put a code under a theme, or under another code."""
        if parent:
            change = self.study.move_code(code.id, parent=parent)
        else:
            change = self.study.move_code(code.id, theme=theme, parent="")
        self.changed(change, book_equal.moved(code.id, theme, parent), BACK)

    def merge(self, code: Code) -> None:
        """Ask into which code it goes."""
        offered = [other for other in self.book.active() if other.id != code.id]

        def chosen(into: str) -> None:
            change = self.study.merge_codes(code.id, into)
            self.changed(change, book_equal.merged(code.id, into), BACK)

        self.choose(f"Merge {code.name} into …", self.code_entries(offered), chosen, verb="merge",
                    empty="There is no other code in use.")  # fmt: skip

    def split(self, code: Code) -> None:
        """Ask for the parts, then go through the passages."""
        from qualkit.tui.screens.book.field import FieldScreen

        hint = "Name the parts, one a line. The code itself stays until you retire it."

        def named(text: str | None) -> None:
            parts = [" ".join(row.split()) for row in (text or "").splitlines() if row.strip()]
            with self.errors_shown():
                if not parts:
                    self.status.say("No parts were named: nothing was split")
                    return
                self.study.split_code(code.id, parts)
                self.desk.equal = book_equal.split(code.id, parts)
                self.passages(code)
            self.settle()

        screen = FieldScreen(f"Split {code.name}", hint, "", lambda _: True)
        self.app.push_screen(screen, named)

    def passages(self, code: Code) -> None:
        """Show the passages of a code."""
        from qualkit.tui.screens.book.passages import PassagesScreen

        self.app.push_screen(PassagesScreen(self.study, code.id))

    def retire(self, code: Code) -> None:
        """Retire a code; bring a retired one back."""
        if code.status is Status.MERGED:
            into = self.code_name(code.merged_into)
            self.refuse(f"{code.name} was merged into {into}", "u takes back your last actions")
        elif code.status is Status.RETIRED:
            change = self.study.revive_code(code.id)
            self.changed(change, book_equal.one("revive", code.id, "revive_code"))
        else:
            change = self.study.retire_code(code.id)
            self.changed(change, book_equal.one("retire", code.id, "retire_code"), BACK)

    def adopt(self, code: Code) -> None:
        """Make a draft an active code."""
        if code.status is not Status.DRAFT:
            self.refuse(f"{code.name} is no draft", "x brings back a code that was retired")
        if code.id in self.private:
            self.refuse(f"{code.name} is a private draft", "share it first: S")
        change = self.study.edit_code(code.id, editorial=True, status=Status.ACTIVE)
        undefined = "" if code.definition else ". It has no definition yet"
        self.changed(change, book_equal.set_to(code.id, "status", "active"), undefined)

    def share(self, code: Code) -> None:
        """Put a private draft into the codebook that all see."""
        if code.id not in self.private:
            self.refuse(f"{code.name} is no private draft: everybody sees it already")
        change = self.study.share_draft(code.id)
        self.changed(change, book_equal.one("share", code.id, "share_draft"), BACK)

    def recolour(self, code: Code) -> None:
        """Choose a colour: from those that colour-blind readers tell apart, or one's own."""
        entries = [
            Entry(colour, f"███ {name}", colour, "", Style(), ())
            for name, colour in zip(_RAMP_NAMES, RAMP, strict=True)
        ]
        entries = [
            Entry(e.key, e.title.removeprefix("███ "), e.aside, "█",
                  self.palette.ink(Color.parse(e.key)))
            for e in entries
        ]  # fmt: skip
        entries += [
            Entry("own", "another colour", "six hexadecimal digits"),
            Entry("", "qualkit chooses", "as for codes without one"),
        ]

        def chosen(key: str) -> None:
            if key == "own":
                self.ask("Colour, as #E69F00: ", code.colour or "#", self._coloured(code))
            else:
                self._coloured(code)(key)

        self.choose(f"Colour of {code.name}", entries, chosen, typed=False)

    def _coloured(self, code: Code) -> Callable[[str], None]:
        def coloured(colour: str) -> None:
            if colour and not colour.startswith("#"):
                colour = f"#{colour}"
            if colour == "#":
                return
            change = self.study.edit_code(code.id, editorial=True, colour=colour)
            self.changed(change, book_equal.set_to(code.id, "colour", colour))

        return coloured

    def letter(self, code: Code) -> None:
        """Wait for the letter that is to apply the code."""
        self._lettering = code
        used = {each.shortcut for each in self.book.codes} | set(by_key(Where.CODING))
        used |= {key.upper() for key in used if len(key) == 1}
        free = "".join(letter for letter in _LETTERS if letter not in used)
        self.notice.show(
            f"Press the letter that is to apply {code.name} on the coding screen"
            + (f" (now {code.shortcut}); Delete takes it away" if code.shortcut else ""),
            f"Free: {' '.join(free)}   Esc: leave it",
        )

    def on_key(self, event: events.Key) -> None:
        """The key after `letter` is the letter; all others as everywhere."""
        code, self._lettering = self._lettering, None
        if code is None:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.notice.close()
        with self.errors_shown():
            if event.key in ("delete", "backspace"):
                self._lettered(code, "")
            elif event.character and event.is_printable:
                self._lettered(code, event.character)
            else:
                self.status.say("The letter stays as it is")
        self.settle()

    def _lettered(self, code: Code, letter: str) -> None:
        owner = next((c for c in self.book.codes if letter and c.shortcut == letter), None)
        if owner is not None and owner.id != code.id:
            self.refuse(f"{letter} applies {owner.name} already", "choose another letter: s")
        if action := by_key(Where.CODING).get(letter):
            self.refuse(
                f"{key_name(letter)} is a key of the coding screen: {action.tooltip}",
                "choose another letter: s",
            )
        change = self.study.edit_code(code.id, editorial=True, shortcut=letter)
        self.changed(change, book_equal.set_to(code.id, "shortcut", letter))

    def note(self, code: Code) -> None:
        """Write the coder's own memo on a code."""
        from qualkit.tui.screens.memo import MemoScreen

        own = [m.text for m in self.study.memos(MemoKind.CODE, target=code.id)
               if m.coder == self.study.coder]  # fmt: skip

        def save(text: str) -> None:
            self.study.memo_on(MemoKind.CODE, code.id, text)
            self.desk.equal = book_equal.noted(code.id)

        def closed(saved: bool | None) -> None:
            self.settle()
            if saved:
                self.status.say("Memo saved")

        words = code.definition or code.brief or code.name
        self.app.push_screen(
            MemoScreen(self.book.path(code), words, own[0] if own else "", save), closed
        )
