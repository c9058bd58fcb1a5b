"""The survey's screen: subscales by group, questions, open answers, keys, profiles."""

from __future__ import annotations

from qualkit.errors import RefusedError
from qualkit.tui.equal import Equal
from qualkit.tui.equal import survey as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import survey_entry
from qualkit.tui.lines.survey_rows import UNSCORED, group_of
from qualkit.tui.screens.survey.choices import (
    ANSWERS,
    INSTRUMENTS,
    PROFILES,
    QUESTIONS,
    SCORES,
)
from qualkit.tui.screens.survey.views import SurveyViews
from qualkit.tui.screens.survey.writing import draw, write_table

_SCROLLED = 4
_FREE = frozenset({"survey_add"})
# On which views an action can do something; those not named work on all.
_VIEWS = {
    **dict.fromkeys(("survey_method", "survey_two", "survey_turn", "survey_instrument"), (SCORES,)),
    **dict.fromkeys(
        ("survey_by", "survey_copy", "survey_write", "survey_figure"), (SCORES, QUESTIONS)
    ),
    "survey_all_groups": (SCORES,),
    "survey_internal": (SCORES, QUESTIONS, PROFILES),
    "survey_respondents": (ANSWERS,),
    "survey_reference": (PROFILES,),
    "survey_key": (INSTRUMENTS,),
    "survey_open": (SCORES, QUESTIONS, ANSWERS, INSTRUMENTS),
}


class SurveyScreen(SurveyViews):
    """Shows the survey's results; Enter goes further in."""

    WHERE = Where.SURVEY
    TITLE = "Survey"

    def on_mount(self) -> None:
        """Ask; the screen stands meanwhile."""
        super().on_mount()
        self.ask()

    def on_screen_resume(self) -> None:
        """Files may have changed while another screen was on: what is kept is asked anew."""
        super().on_screen_resume()
        if self.found is not None or self.why:
            self.ask()

    def answered(self) -> None:
        """Show it; `:` tells how to ask for it elsewhere."""
        if self.found is not None and self.found.basics.surveys:
            self.desk.equal = self._equal_of_view()
        self.settle()
        from qualkit.tui.screens.survey.sheet import SheetScreen

        if isinstance(self.app.screen, SheetScreen) and self.found is not None:
            self.app.screen.take_results(self.found)

    def _equal_of_view(self) -> Equal:
        if self.view == QUESTIONS:
            return equal.counts(self.asked, self.several)
        if self.view == INSTRUMENTS:
            return equal.instruments()
        if self.view == PROFILES and self.profiles is not None:
            return equal.profiled(self.reference, self.asked, self.several)
        if self.view == ANSWERS:
            return equal.scored(self.asked, self.several)
        return equal.scores(self.asked, self.several)

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("survey_open")

    def works(self, action: Action) -> bool:
        """Without a survey one can but take one in; the rest goes by the view."""
        if action.id in _FREE:
            return True
        if not action.id.startswith("survey_"):
            return True
        if self.found is None or not self.found.basics.surveys:
            return False
        return self.view in _VIEWS.get(action.id, (self.view,))

    def do_survey_open(self) -> None:
        """Further in."""
        key = self.listing.current or ""
        if self.found is None or not key or key.startswith(UNSCORED):
            return
        if self.view in (SCORES, QUESTIONS):
            from qualkit.tui.screens.survey.sheet import SheetScreen

            self.app.push_screen(
                SheetScreen(self.study, self.found, self.view, group_of(key)[0], self.several)
            )
        elif self.view == ANSWERS:
            self.desk.open_document(self.study.document(key))
        elif self.view == INSTRUMENTS:
            self._scores_of(key)

    def _scores_of(self, instrument: str) -> None:
        responses = self.found.basics.responses if self.found else None
        asked = [name for name, _ in responses.survey.instruments] if responses else []
        if instrument not in asked:
            self.status.say(f"This survey did not ask {instrument}")
            return
        self.show_view(SCORES)
        self.ask(instrument=instrument)

    def do_survey_respondents(self) -> None:
        """Comments beside their respondents' own scores."""
        if self.view != ANSWERS or self.listing.current is None:
            self.status.say("Put the highlight on an open question first: 3 lists them")
            return
        from qualkit.tui.screens.survey.comments import CommentsScreen

        document = self.study.document(self.listing.current)
        self.app.push_screen(CommentsScreen(self.study, document, self.asked.survey))
        self.desk.equal = equal.scored(self.asked, self.several)

    def do_survey_copy(self) -> None:
        """Copy what the row says."""
        words = self._sentence()
        if not words:
            self.status.say("There is no sentence to copy here")
            return
        self.app.copy_to_clipboard(words)
        self.status.say("Copied: " + words)

    def _sentence(self) -> str:
        key = self.listing.current or ""
        if self.found is None or not key:
            return ""
        if self.view == SCORES:
            return survey_entry.sentence_of(self.study, self.found, key)
        if self.view == QUESTIONS and (records := self.records(key)):
            return " ".join(survey_entry.question_sentences(self.study, records))
        return ""

    def do_survey_write(self) -> None:
        """Write the table that is shown as a Word file."""
        if self.found is None or self.view not in (SCORES, QUESTIONS):
            raise RefusedError("there is no table to write here", "1 shows scores, 2 questions")
        write_table(self, self.found, questions=self.view == QUESTIONS, several=self.several)

    def do_survey_figure(self) -> None:
        """Draw the instrument of the row, or its question."""
        key = self.listing.current or ""
        if self.view not in (SCORES, QUESTIONS) or not key or key.startswith(UNSCORED):
            raise RefusedError("there is nothing to draw here", "1 shows scores, 2 questions")
        if self.view == QUESTIONS:
            draw(self, self.asked, several=self.several, question=key)
        else:
            draw(self, self.asked, several=self.several, instrument=key.partition(".")[0])

    def do_survey_key(self) -> None:
        """Copy the highlighted key into the study."""
        key = self.listing.current or ""
        target = self.study.copy_instrument(key)
        self.ask()
        self.desk.equal = equal.copied_key(key)
        self.status.say(f"Copied to {target.relative_to(self.study.path)}: from now on the study "
                        "scores by it")  # fmt: skip

    def do_survey_add(self) -> None:
        """Choose a survey's file, to be looked at."""
        from qualkit.tui.screens.survey.intake import choose_file

        choose_file(self)

    def do_survey_scroll_down(self) -> None:
        """Scroll the pane down."""
        self.pane.scroll_by(_SCROLLED)

    def do_survey_scroll_up(self) -> None:
        """Scroll the pane up."""
        self.pane.scroll_by(-_SCROLLED)
