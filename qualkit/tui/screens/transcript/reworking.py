"""What changes a coding that is there: another code, another extent, two out of one, one of two."""

from __future__ import annotations

from qualkit.core.records import Coding, Span
from qualkit.core.text import turn_at
from qualkit.tui.equal import coding as coding_equal
from qualkit.tui.screens.transcript.choosing import NO_CODING
from qualkit.tui.screens.transcript.code_choosing import CodeChoosing

AT_EDGE = "Here is its edge: select where the second part is to begin, then |"


class Reworking(CodeChoosing):
    """Recode, resize, split, merge."""

    def do_recode(self) -> None:
        """Give a coding another code."""
        self.choose_coding("Give which coding another code?", self.recode)

    def recode(self, coding: Coding) -> None:
        """Ask for the code that a coding is to have instead."""

        def chosen(codes: tuple[str, ...]) -> None:
            code = codes[0]
            self.study.recode(coding.id, code)
            self.desk.equal = coding_equal.recoded(coding, code)
            self._took(coding, coding.code, code)
            names = f"{self.code_name(coding.code)} is now {self.code_name(code)}"
            self.tell(names, f": {self.length(coding.span)}")

        name = self.code_name(coding.code)
        title = f"{name} {self.quoted(coding.span, name)} is rather"
        self.choose_codes(title, chosen, without=coding.code, verb="recode")

    def do_resize(self) -> None:
        """Give a coding the extent of the selection; the one last selected goes first."""
        if self.selection is None:
            return
        span = self.selection.span
        other = [coding for coding in self.under if coding.span != span]
        held = [coding for coding in other if coding.id in self.held]
        if other:
            self.choose_coding("Give which coding this extent?", self.resize, held or other)
        elif self.under:
            self.status.say("It has this extent already: move an end with shift-arrows, > or <")
        else:
            self.status.say(NO_CODING)

    def resize(self, coding: Coding) -> None:
        """Give a coding the extent of the selection."""
        if self.selection is None:
            return
        span = self.selection.span
        self.study.resize(coding.id, span)
        self.desk.equal = coding_equal.resized(coding, span)
        self.sticky = False
        self._took(coding, coding.code)
        words = f"{self.length(span)}, {self.count_words(coding.span)} before"
        self.tell(self.code_name(coding.code), f": {words}")

    def do_split(self) -> None:
        """Split a coding where the selection begins."""
        if self.selection is None:
            return
        at = self.selection.span.start
        inside = [c for c in self.under if c.span.start < at < c.span.end and self._parts(c, at)]
        if inside:
            self.choose_coding("Split which coding?", self.split, inside)
        elif self.under:
            self.status.say(AT_EDGE)
        else:
            self.status.say(NO_CODING)

    def _parts(self, coding: Coding, at: int) -> bool:
        """Whether something is said in the coding on both sides of a place."""
        first, second = Span(coding.span.start, at), Span(at, coding.span.end)
        return bool(self.units.said(first).strip() and self.units.said(second).strip())

    def split(self, coding: Coding) -> None:
        """Split a coding where the selection begins."""
        if self.selection is None:
            return
        at = self.selection.span.start
        if not (coding.span.start < at < coding.span.end and self._parts(coding, at)):
            self.status.say(AT_EDGE)
            return
        known = {each.id for each in self.coded.codings}
        self.study.split_coding(coding.id, at)
        self.desk.equal = coding_equal.split(coding, at)
        self.reload_codes((coding.code,))
        first, second = Span(coding.span.start, at), Span(at, coding.span.end)
        parts = self.coded.overlapping(coding.span.start, coding.span.end)
        self.held = (coding.id, *(c.id for c in parts if c.id not in known))
        words = f"{self.length(first)} and {self.length(second)}"
        self.tell(self.code_name(coding.code), f" split: {words}")

    def do_merge(self) -> None:
        """Merge a coding with its neighbour of the same code."""
        groups = {coding.code: group for coding in self.under if (group := self.partners(coding))}
        if groups:
            self.choose_coding(
                "Merge which with its neighbour?", self.merge, [g[0] for g in groups.values()]
            )
        elif self.under:
            names = ", ".join(dict.fromkeys(self.code_name(c.code) for c in self.under))
            self.status.say(f"No other coding of {names} in this turn or next to it")
        else:
            self.status.say(NO_CODING)

    def merge(self, coding: Coding) -> None:
        """Merge a coding with its neighbours."""
        group = self.partners(coding)
        if not group:
            name = self.code_name(coding.code)
            self.status.say(f"No other coding of {name} in this turn or next to it")
            return
        self.study.merge_codings(*(each.id for each in group))
        self.desk.equal = coding_equal.merged(group)
        self._took(group[0], coding.code)
        whole = next((c for c in self.coded.codings if c.id == group[0].id), None)
        if whole is not None:
            self.select_span(whole)
            name = self.code_name(coding.code)
            words = f"{len(group)} merged into one of {self.length(whole.span)}"
            self.tell(name, f": {words}")

    def partners(self, coding: Coding) -> list[Coding]:
        """The codings to be merged with one, it among them, in order; [] where there are none.

        All of its code that the selection touches; else the parts into which it was just split;
        else the one that overlaps it or lies next to it; else the nearest in the same turn, the
        following before the preceding.
        """
        alike = [
            each
            for each in self.coded.codings
            if (each.code, each.round) == (coding.code, coding.round)
        ]
        touched = [each for each in self.under if each in alike]
        held = [each for each in alike if each.id in self.held]
        for group in (touched, held):
            if len(group) > 1 and coding in group:
                return sorted(group, key=lambda each: (each.span, each.id))
        others = [each for each in alike if each.id != coding.id]
        near = [each for each in others if self._next_to(each.span, coding.span)]
        near = near or [each for each in others if self._one_turn(each.span, coding.span)]
        if not near:
            return []
        end = coding.span.end
        nearest = min(near, key=lambda each: (each.span.start < coding.span.start,
                                              abs(each.span.start - end)))  # fmt: skip
        return sorted((coding, nearest), key=lambda each: (each.span, each.id))

    def _next_to(self, one: Span, other: Span) -> bool:
        """Whether two passages overlap, or nothing is said between them."""
        first, second = sorted((one, other))
        if first.end >= second.start:
            return True
        return not self.units.said(Span(first.end, second.start)).strip()

    def _one_turn(self, one: Span, other: Span) -> bool:
        """Whether the earlier passage ends in the turn in which the later begins."""
        first, second = sorted((one, other))
        structure = self.version.structure
        turn = turn_at(structure, first.end - 1)
        return turn is not None and turn == turn_at(structure, second.start)

    def _took(self, coding: Coding, *codes: str) -> None:
        """Show codings as they are now, and hold the one that was changed."""
        self.reload_codes(codes)
        self.held = (coding.id,)

    def select_span(self, coding: Coding) -> None:
        """Show where something changed."""
        raise NotImplementedError
