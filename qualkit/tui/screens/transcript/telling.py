"""What bars and panes of the coding screen say: where one is, what is coded here, what works."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualkit.core.marks import CodingMarkKind
from qualkit.core.records import Coding
from qualkit.core.selection import shrunk
from qualkit.core.text import percent
from qualkit.tui.keymap import Action, Where, actions
from qualkit.tui.screens.transcript.choosing import shortened
from qualkit.tui.screens.transcript.travelling import Travelling
from qualkit.tui.screens.transcript.working import Working
from qualkit.tui.widgets.bars import CodeLine, CodesBar, Footer
from qualkit.tui.widgets.pane import Known, LegendPane, Pane, Recent, Under

# So many codings under the cursor are explained in full; more would push each other away.
_EXPLAINED = 3
_SIGNS = {CodingMarkKind.STAR: "*", CodingMarkKind.COUNTER_EXAMPLE: "!"}

_ON_CODING = frozenset({
    "remove", "memo", "recode", "resize", "split", "merge", "star", "counter_example",
    "paraphrase",
})  # fmt: skip
_ON_SELECTION = frozenset({
    "pick", "in_vivo", "team_note", "bookmark", "grow", "jump", "filter", "next_uncoded",
    "previous_uncoded", "next_of_speaker", "previous_of_speaker", "stick", "search",
})  # fmt: skip


class Telling(Travelling, Working):
    """Brings bars and panes up to date."""

    pane: Pane
    legend: LegendPane
    codes: CodesBar
    footer: Footer
    work_text = ""
    """What the coder at work has to do here, and how far they say they are; "" for nothing."""
    waits = ""
    """What is not shown because it waits for review since the text was corrected."""

    def settle(self) -> None:
        """Bring the bars and the panes up to date with selection and codings."""
        under = self.under
        if self.pane.display:
            recent = [] if self.legend.display else self._recents()
            told = [self._under(c, full=n < _EXPLAINED) for n, c in enumerate(under[:12])]
            self.pane.show(told, recent)
        else:
            self.codes.show([
                CodeLine(self.look(c.code).letter, self.code_name(c.code) + self._signs_of(c),
                         self._ink(c.code), bool(c.memo)) for c in under
            ])  # fmt: skip
        if self.legend.display:
            self._show_legend()
        self._show_place()
        self.footer.show([a for a in actions(Where.CODING) if a.label and self.works(a)])

    def _signs_of(self, coding: Coding) -> str:
        kinds = dict.fromkeys(mark.kind for mark in self.marks.get(coding.id, ()))
        signs = "".join(_SIGNS[kind] for kind in kinds)
        return f" {signs}" if signs else ""

    def _under(self, coding: Coding, *, full: bool) -> Under:
        code = self.code(coding.code)
        same = self.selection is not None and coding.span == self.selection.span
        means: tuple[str, ...] = ("not in the codebook any more",)
        if code is not None:
            brief = code.brief or code.definition
            means = tuple(self.explain(code.id)[1:]) if full else (brief,) if brief else ()
        marks = []
        for mark in self.marks.get(coding.id, ()):
            words = "starred" if mark.kind is CodingMarkKind.STAR else "counter-example"
            who = f" by {mark.coder}" if mark.coder != self.study.coder else ""
            note = f": {mark.note}" if mark.note else ""
            marks.append(f"{_SIGNS[mark.kind]} {words}{who}{note}")
        return Under(
            self.look(coding.code).letter,
            self._ink(coding.code),
            self.path(coding.code),
            means,
            coding.memo,
            "" if same else shortened(self.units.said(coding.span), 60),
            tuple(marks),
        )

    def _recents(self) -> list[Recent]:
        return [
            Recent(str(number), self.look(code).letter, self._ink(code), self.code_name(code))
            for number, code in enumerate(self.desk.recent, 1)
        ]

    def _show_legend(self) -> None:
        counts, ink = self.code_counts(), self.palette.ink
        known = [
            Known((look := self.look(code)).letter, ink(look.colour), self.code_name(code),
                  counts[code])
            for code in self.codes_used()[: self.legend.size.height]
        ]  # fmt: skip
        beside = ", ".join(view.name for view in self.beside)
        self.legend.show(known, self._recents(), beside)

    def works(self, action: Action) -> bool:
        """Whether an action can do anything now: the footer never shows a key that cannot."""
        identity = action.id
        if identity in _ON_CODING:
            return bool(self.under)
        if self.selection is None and identity in _ON_SELECTION:
            return False
        test = self._tests().get(identity)
        return test is None or test()

    def _tests(self) -> Mapping[str, Callable[[], bool]]:
        """What some actions need, each asked only where it is to be shown."""

        def hits() -> bool:
            return bool(self.hits)

        def coded() -> bool:
            return bool(self.coded.codings)

        def shrinks() -> bool:
            here = self.selection
            return here is not None and shrunk(self.units, here) != here

        return {
            "repeat": lambda: bool(self.desk.last_codes) and self.selection is not None,
            "recent": lambda: bool(self.desk.recent),
            "next_hit": hits, "previous_hit": hits,
            "next_coding": coded, "previous_coding": coded, "legend": coded,
            "go_back": lambda: bool(self.trail.behind),
            "go_forward": lambda: bool(self.trail.ahead),
            "times": lambda: bool(self._stamps()), "shrink": shrinks,
        }  # fmt: skip

    def _show_place(self) -> None:
        text = self.version.text
        # What is hidden must never be missed: before the name, which may be long.
        only = self.filter_parts()
        parts = [*([" · ".join(only)] if only else []), *filter(None, [self.waits])]
        parts.append(self.document.name)
        if self.work_text:
            parts.append(self.work_text)
        if self.beside:
            parts.append(f"beside: {', '.join(view.name for view in self.beside)}")
        if self.selection is not None:
            parts.append(f"{percent(self.selection.cursor, len(text))}%")
        if self.words is not None:
            done, total = self.coded_words, self.words.total
            share = percent(done, total)
            parts += [f"{share}% coded", f"{total - done:,} words left"]
        if not self.work_text:
            parts.append(f"round {self.study.round}")
        if self.selection is not None and (time := self.time_at(self.selection.cursor)):
            parts.append(time)
        mode = "EXTEND  " if self.sticky else ""
        self.status.show_place(parts, f"{mode}{self.who}")
