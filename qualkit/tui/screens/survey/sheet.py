"""One subscale or question in full, with what each row says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.plot_text import boxplot_lines
from qualkit.core.report import INTERNAL
from qualkit.core.statistics import Comparison, Description, Frequencies
from qualkit.study import Study
from qualkit.study.survey.saying import pair_words
from qualkit.tui.equal import survey as equal
from qualkit.tui.keymap import Where
from qualkit.tui.lines import survey_entry, survey_sheet
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.screens.survey.choices import QUESTIONS, SCORES
from qualkit.tui.screens.survey.writing import draw
from qualkit.tui.surveyed import Results, key_of
from qualkit.tui.widgets.bars import TitleBar
from qualkit.tui.widgets.entry import EntryPane, Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

_SCROLLED = 4
_ONE = {SCORES: "one subscale", QUESTIONS: "one question"}
_BESIDE, _BELOW = 38, 45


class SheetScreen(ListScreen):
    """A subscale's groups, tests and pairs, or a question's answers by group."""

    WHERE = Where.SHEET

    def __init__(self, study: Study, found: Results, view: str, key: str, several: bool) -> None:
        super().__init__(study)
        self.found, self.view, self.key = found, view, key
        self._several = several
        self.title_bar = TitleBar(f"Survey › {_ONE[view]} · {study.title}", lambda: self.who)
        self.banner, self.crumb, self.heads = Heads(), Heads(), Heads()
        self.pane = EntryPane()

    def body(self) -> ComposeResult:
        """Where one is, the heads, the rows, what is said of one."""
        yield self.banner
        yield self.crumb
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self.pane.stand(event.size.width, beside=f"{_BESIDE}%", below=f"{_BELOW}%")
        self.fill()

    def take_results(self, found: Results) -> None:
        """The tests have come."""
        self.found = found
        self.fill()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width - width * _BESIDE // 100 - 1 if width >= WIDE else width - 1

    @property
    def description(self) -> Description | None:
        """The subscale, where it is one."""
        every = self.found.basics.descriptions if self.view == SCORES else ()
        return next((each for each in every if key_of(each.scale) == self.key), None)

    @property
    def records(self) -> tuple[Frequencies, ...]:
        """The question's counts, where it is one."""
        every = self.found.basics.frequencies
        return next((each for each in every if each[0].question == self.key), ())

    @property
    def test(self) -> Comparison | None:
        """The subscale's comparison, once it is there."""
        one = self.description
        return None if one is None else self.found.test(one.scale)

    def fill(self) -> None:
        """The rows of what is open."""
        look, asked, one = self.palette, self.found.basics.asked, self.description
        self.banner.display = asked.internal
        self.banner.show(((f" {INTERNAL}", look.error),))
        by = f" by {asked.by}" if asked.by else ""
        if one is not None:
            self.crumb.show(((f" {one.scale.name}{by}", look.strong),
                             (f"   {one.scale.instrument_name}", look.quiet)))  # fmt: skip
            self.heads.show(survey_sheet.scale_heads(self.across))
            self.listing.show(survey_sheet.scale_items(one, self.test, look, self.across))
            self.desk.equal = equal.scores(asked, self._several)
        elif records := self.records:
            self.crumb.show(((f" {records[0].label}{by}", look.strong),))
            self.heads.show("Answers, with their share of all respondents")
            self.listing.show(survey_sheet.question_items(records, look, self.across))
            self.desk.equal = equal.counts(asked, self._several, self.key)
        at = self._keys.index(self.key) + 1 if self.key in self._keys else 0
        self.status.show_place([f"{at} of {len(self._keys)} {self.view}"], self.who)
        self.moved()

    @property
    def _keys(self) -> list[str]:
        if self.view == SCORES:
            return [key_of(each.scale) for each in self.found.basics.descriptions]
        return [each[0].question for each in self.found.basics.frequencies]

    def moved(self) -> None:
        """Say what the row says."""
        key = self.listing.current or ""
        self.pane.show(f"{self.key} {key}", tuple(self._entry(key)))

    def sentence(self) -> str:
        """What the highlighted row says in words."""
        kind, _, rest = (self.listing.current or "").partition(" ")
        one, test = self.description, self.test
        if one is None:
            number = int(rest.split(" ")[0]) if rest else len(self.records) - 1
            return self.study.survey_sentences([self.records[number]])[0] if self.records else ""
        if kind == survey_sheet.PAIR and test is not None:
            return pair_words(test, survey_sheet.pairs_of(test)[int(rest)])
        if kind == survey_sheet.NOTE and test is not None:
            return test.notes[int(rest)]
        group = rest if kind == survey_sheet.GROUP else ""
        if group and one.by and any(each.group == group for each in one.groups):
            return survey_entry.sentence_of(self.study, self.found, f"{self.key}\n{group}")
        return survey_entry.sentence_of(self.study, self.found, self.key)

    def _entry(self, key: str) -> Sequence[Paragraph]:
        look, one = self.palette, self.description
        said = [Paragraph(((self.sentence(), look.text),))]
        if one is None:
            told = dict.fromkeys(note for each in self.records for note in each.notes)
            return [*said, Paragraph(), *(Paragraph(((n, look.quiet),)) for n in told)]
        if one.by and self.found.tests is None:
            said.append(Paragraph(((survey_entry.WORKING, look.quiet),)))
        elif self.found.refused:
            said.append(Paragraph(((self.found.refused, look.quiet),)))
        if key.startswith(survey_sheet.GROUP):
            room = self.app.size.width
            width = (room * _BESIDE // 100 if room >= WIDE else room) - 4
            # Hidden groups have their rows in the list: here they would take room from the boxes.
            shown = tuple(each for each in one.groups if not each.hidden)
            lines = boxplot_lines(replace(one, groups=shown), max(30, min(width, WIDE - 1)))
            said += [Paragraph(), *survey_entry.drawn(lines, look)]
            alpha = self.found.basics.reliability(one.scale)
            if alpha is not None:
                words = self.study.survey_sentences([alpha])[0]
                said += [Paragraph(), Paragraph(((words, look.quiet),))]
            notes = () if self.test else one.notes
            said += [Paragraph(((note, look.quiet),)) for note in notes]
        return said

    def do_sheet_next(self) -> None:
        """The next subscale or question."""
        self._go(1)

    def do_sheet_previous(self) -> None:
        """The one before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        keys = self._keys
        if self.key in keys:
            self.key = keys[(keys.index(self.key) + step) % len(keys)]
            self.listing.index = 0

    def do_sheet_copy(self) -> None:
        """Copy what the row says."""
        self.app.copy_to_clipboard(self.sentence())
        self.status.say("Copied: " + self.sentence())

    def do_sheet_figure(self) -> None:
        """Draw the subscale, or the question."""
        asked, one = self.found.basics.asked, self.description
        if one is None:
            draw(self, asked, several=self._several, question=self.key)
        else:
            draw(self, asked, several=self._several, instrument=one.scale.instrument,
                 subscale=one.scale.subscale)  # fmt: skip

    def do_sheet_scroll_down(self) -> None:
        """Scroll the pane down."""
        self.pane.scroll_by(_SCROLLED)

    def do_sheet_scroll_up(self) -> None:
        """Scroll the pane up."""
        self.pane.scroll_by(-_SCROLLED)
