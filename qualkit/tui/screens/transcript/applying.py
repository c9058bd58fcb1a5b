"""The coding screen's first verbs: apply, repeat, make on the spot, remove, take back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualkit.core.in_vivo import in_vivo_name
from qualkit.core.records import Change, Coding, Span
from qualkit.core.selection import selected
from qualkit.tui import equal
from qualkit.tui.lines.new_code import NewCode
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.transcript.code_choosing import CodeChoosing


class Applying(CodeChoosing):
    """Changes codings through the study, and shows what came of it."""

    def unbound(self, character: str) -> None:
        """Apply the code that has this shortcut."""
        self.read_codebook()
        if code := self.shortcuts.get(character):
            self.status.say("")
            self.notice.close()
            with self.errors_shown():
                self.apply((code,))
            self.settle()

    def apply(self, codes: Sequence[str]) -> None:
        """Give the selection these codes, in one action that is on disk before the next begins."""
        if self.selection is None:
            return
        span = self.selection.span
        before = {coding.id for coding in self.coded.overlapping(span.start, span.end)}
        self.study.code(self.document, span, *codes)
        self.sticky = False
        self.desk.equal = equal.coded(self.document, span, *codes)
        self.desk.used(codes)
        self.reload_codes(codes)
        made = [coding for coding in self.under if coding.id not in before]
        self.held = tuple(coding.id for coding in made)
        new = {coding.code for coding in made}
        names = ", ".join(self.code_name(code) for code in codes if code in new)
        there = [self.code_name(code) for code in codes if code not in new]
        known = f" ({', '.join(there)} {'was' if len(there) == 1 else 'were'} there)"
        self.tell(names, f": {self.length(span)}{known if there else ''}")

    def do_pick(self) -> None:
        """Open the picker."""
        if self.selection is not None:
            title = f"Code {self.quoted(self.selection.span)}"
            self.choose_codes(title, self.apply, several=True)

    def do_repeat(self) -> None:
        """Apply the last codes again."""
        if self.desk.last_codes:
            self.apply(self.desk.last_codes)
        else:
            self.status.say("No code to repeat yet: apply one with its letter or with c")

    def do_recent(self) -> None:
        """Apply a recent code by its digit."""
        number = int(self._key) - 1
        if number < len(self.desk.recent):
            self.apply((self.desk.recent[number],))
        else:
            self.status.say(f"There is no recent code {self._key} yet")

    def do_in_vivo(self) -> None:
        """Make a code that is called as the selected words, and apply it."""
        self.read_codebook()
        if self.selection is None or self.book is None:
            return
        words = in_vivo_name(self.units.said(self.selection.span))
        self.make_codes([NewCode(words, in_vivo=True)], self.apply)

    def do_remove(self) -> None:
        """Remove a coding; asked which where there are several."""
        self.choose_codings("Remove which coding?", self.remove_codings, "remove")

    def remove_codings(self, codings: Sequence[Coding]) -> None:
        """Take codings out, in one action."""
        self.study.uncode(*(coding.id for coding in codings))
        self.desk.equal = equal.uncoded(tuple(codings))
        gone = {coding.id for coding in codings}
        for coding in codings:
            self.drop(coding)
        self.held = tuple(each for each in self.held if each not in gone)
        self.tell(f"Removed: {', '.join(self.code_name(coding.code) for coding in codings)}", "")

    def do_undo(self) -> None:
        """Take the last action back and show where."""
        if self.may_undo("undo"):
            self._history(self.study.undo(), "Nothing to undo")
            self.desk.equal = equal.undone()

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._history(self.study.redo(), "Nothing to redo")
        self.desk.equal = equal.redone()

    def _history(self, change: Change | None, nothing: str) -> None:
        """Tell what was taken back or brought back, and select the place where it shows."""
        if change is None:
            self.status.say(nothing)
            return
        self.read_codebook()
        codes = _codes_of(change)
        changed = self.reload_codes(codes) if codes else self.reload()
        self.read_marks()
        elsewhere = change.touched and self.document.id not in change.touched
        told = sentence(change)
        told = f"Elsewhere, {told[:1].lower()}{told[1:]}" if elsewhere else self._here(told)
        self.tell(told, "", "")
        here = {coding.id for coding in self.coded.codings}
        # What is there now tells more of what happened than what is there no more.
        places = [coding for coding in changed if coding.id in here] or changed
        self.held = tuple(coding.id for coding in places if coding.id in here)
        if places:
            self.select_span(min(places, key=lambda coding: coding.span))
        elif not elsewhere and (span := self._stated(change)) is not None:
            self.select(selected(self.units, span))

    def _here(self, told: str) -> str:
        """What was done, without the place: that is selected on the screen."""
        name = re.escape(self.document.name)
        return re.sub(rf" (?:at |in |with )?{name}(?: \d+-\d+)?(?= |$|,)", "", told).rstrip(" :,")

    def _stated(self, change: Change) -> Span | None:
        """Where a change lies by its own account, if it lies in this document."""
        facts = dict(change.facts)
        start, end = facts.get("start", ""), facts.get("end", "")
        here = facts.get("document") == self.document.id or self.document.id in change.touched
        if not (here and start.isdigit() and end.isdigit()):
            return None
        if not int(start) < int(end) <= len(self.version.text):
            return None
        return Span(int(start), int(end))

    def select_span(self, coding: Coding) -> None:
        """Show where something changed."""
        raise NotImplementedError

    def read_marks(self) -> None:
        """Show stars and notes as they are now."""


# Their entries name every code whose codings they change.
_BY_CODE = frozenset({"code", "uncode", "memo", "recode", "resize"})


def _codes_of(change: Change) -> tuple[str, ...]:
    """The codes whose codings an undo or redo changed; none where it may have been others too."""
    facts = dict(change.facts)
    if facts.get("action") not in _BY_CODE:
        return ()
    return tuple(value for name, value in change.facts if name in ("code", "was"))
