"""A decision by hand: select a stretch as on the coding screen, and say which codes it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.differing import Difference, Judgement
from qualkit.core.records import Coding, Document, Span
from qualkit.core.selection import selected, turned
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.tui.keymap import Action, Where, actions
from qualkit.tui.lines.side_by_side import sides_of
from qualkit.tui.screens.transcript.choosing import shortened
from qualkit.tui.screens.transcript.code_choosing import CodeChoosing
from qualkit.tui.screens.transcript.moving import Moving
from qualkit.tui.sides import TOLD
from qualkit.tui.widgets.bars import Footer, TitleBar
from qualkit.tui.widgets.heads import Heads, Piece
from qualkit.tui.widgets.sided import SidedTranscript
from qualkit.tui.widgets.transcript import Transcript

Taken = Callable[[Sequence[Judgement]], None]


class EditingScreen(Moving, CodeChoosing):
    """Hands over the codes on the stretch that was selected, or on several of them."""

    WHERE = Where.EDITING

    def __init__(
        self, study: Study, document: Document, difference: Difference, taken: Taken
    ) -> None:
        self._difference = difference
        # Before there is anything to select in: the coder who has most is where one begins.
        having = [side for side in difference.sides if side.judgements]
        self._most = max(having, key=lambda side: sum(len(had.span) for had in side.judgements))
        super().__init__(study, document, self._hull(self._most.judgements))
        self.sided = SidedTranscript()
        self.transcript = self.sided
        self._taken = taken
        self._sides = sides_of(study, difference)
        self.codes: tuple[str, ...] = self._most.codes
        self.kept: list[Judgement] = []
        self.title_bar = TitleBar(f"Decision by hand · {study.title}", lambda: self.who)
        self.heads, self.below = Heads(), Heads()
        self.footer = Footer(self.clicked)

    def compose(self) -> ComposeResult:
        """The codes that are to stand, the text with what the coders have, and what is kept."""
        yield self.title_bar
        yield self.heads
        with Container(id="desk"):
            yield self.sided
        yield self.below
        yield self.notice
        yield self.status
        yield self.prompt
        yield self.footer
        yield self.picker

    def on_mount(self) -> None:
        """Begin with what the coder has who has most."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self.start()
        self.complete()
        if self.selection is not None:
            self._begin(self.selection.span)
        self.settle()

    def _recolour(self) -> None:
        self.book = None
        self.read_codebook()
        self.repaint()
        self.settle()

    def on_transcript_resized(self, event: Transcript.Resized) -> None:
        """Lay out for the new size."""
        self.lay()
        self.settle()

    def on_resize(self, event: events.Resize) -> None:
        """The picker has its place by the size of the screen."""
        self.place_picker()

    def own_codings(self, code: str | None = None, within: Span | None = None) -> Sequence[Coding]:
        """None: what is shown is what the coders have, beside the text."""
        return ()

    def repaint(self) -> None:
        """Make the whole picture anew, with what the coders have."""
        codes = {coding.code for side in self._sides for coding in side.coded.codings}
        self.sided.mark(self._sides, {code: self.code_name(code) for code in codes})
        super().repaint()

    @staticmethod
    def _hull(judgements: Sequence[Judgement]) -> Span:
        return Span(min(had.span.start for had in judgements),
                    max(had.span.end for had in judgements))  # fmt: skip

    def settle(self) -> None:
        """Say what would be decided."""
        look = self.palette
        words = self.length(self.selection.span) if self.selection is not None else ""
        pieces: list[Piece] = [(f" {words} as ", look.quiet)]
        for number, code in enumerate(self.codes):
            pieces += [(", " if number else "", look.text),
                       (f"{self.look(code).letter} ", look.strong + self._ink(code)),
                       (self.code_name(code), look.strong)]  # fmt: skip
        pieces += [] if self.codes else [("no code yet: c chooses", look.text)]
        self.heads.show(pieces)
        kept = ", ".join(
            f"{self.code_name(had.code)} on {shortened(self.units.said(had.span), 30)}"
            for had in self.kept
        )
        self.below.display = bool(kept)
        self.below.show(f"besides: {kept}")
        told = [f"{side.coder} {TOLD[side.number % len(TOLD)]}" for side in self._sides]
        self.status.show_place(
            [self._difference.kind.value, self.document.name, ", ".join(told)],
            "EXTEND" if self.sticky else "",
        )
        self.footer.show([a for a in actions(self.WHERE) if a.label and self.works(a)])

    def works(self, action: Action) -> bool:
        """What is to stand needs a code."""
        if action.id == "edit_take":
            return bool(self.codes or self.kept)
        return action.id != "edit_another" or bool(self.codes)

    def _standing(self) -> list[Judgement]:
        """What is selected under each of the codes."""
        if self.selection is None or not self.codes:
            raise RefusedError("no code is chosen yet", "c chooses codes, n in the list is no code")
        return [Judgement(code, self.selection.span) for code in self.codes]

    def do_edit_take(self) -> None:
        """Decide on it so."""
        standing = self._standing() if self.codes or not self.kept else []
        self._taken([*self.kept, *standing])
        self.app.pop_screen()

    def do_edit_codes(self) -> None:
        """Choose the codes."""

        def chosen(codes: tuple[str, ...]) -> None:
            self.codes = codes

        self.choose_codes("Which codes are to stand?", chosen, several=True, verb="choose")

    def do_edit_as(self) -> None:
        """Begin with what a coder has; of several stretches the others are kept as they are."""
        sides = self._difference.sides
        number = int(self._key) if self._key.isdigit() else 1
        if not 1 <= number <= len(sides) or not sides[number - 1].judgements:
            self.status.say("Nobody with that number has something here")
            return
        had = sides[number - 1].judgements
        first = had[0].span
        self.codes = tuple(dict.fromkeys(each.code for each in had if each.span == first))
        self.kept = [Judgement(each.code, each.span) for each in had if each.span != first]
        self._begin(first)

    def _begin(self, span: Span) -> None:
        """Select a stretch so that its end is what moves, and not what it was drawn from."""
        self.select(turned(self.units, turned(self.units, selected(self.units, span))))

    def do_edit_another(self) -> None:
        """Keep this one, and go on to another."""
        self.kept += self._standing()
        self.codes = ()
        self.sticky = False
        self.status.say("Kept: select another stretch, and c chooses its codes")

    def do_edit_back(self) -> None:
        """Let go of what is held, one thing at a time; then back without deciding."""
        if self._key == "escape" and self.sticky:
            self.sticky = False
        elif self._key == "escape" and self.kept:
            self.kept.pop()
        else:
            self.app.pop_screen()

    def _to_code(self, codes: tuple[str, ...]) -> None:
        raise NotImplementedError

    do_edit_grow = Moving.do_grow
    do_edit_shrink = Moving.do_shrink
    do_edit_extend_down = Moving.do_extend_down
    do_edit_extend_up = Moving.do_extend_up
    do_edit_extend_right = Moving.do_extend_right
    do_edit_extend_left = Moving.do_extend_left
    do_edit_nudge_right = Moving.do_nudge_right
    do_edit_nudge_left = Moving.do_nudge_left
    do_edit_other_end = Moving.do_other_end
    do_edit_stick = Moving.do_stick
    do_edit_next_sentence = Moving.do_next_sentence
    do_edit_previous_sentence = Moving.do_previous_sentence
    do_edit_next_word = Moving.do_next_word
    do_edit_previous_word = Moving.do_previous_word
    do_edit_next_turn = Moving.do_next_turn
    do_edit_previous_turn = Moving.do_previous_turn
    do_edit_page_down = Moving.do_page_down
    do_edit_page_up = Moving.do_page_up
