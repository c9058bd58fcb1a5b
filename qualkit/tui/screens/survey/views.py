"""The views of the survey's screen: the rows of each, and what is said of a row."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.cells import cell_count
from qualkit.core.records import Document
from qualkit.core.report import INTERNAL
from qualkit.core.statistics import Frequencies, Profiles
from qualkit.core.survey import QuestionKind
from qualkit.core.wording import counted
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.study.survey.comments import batch_of
from qualkit.tui.lines import survey_entry, survey_rows
from qualkit.tui.screens.survey.asking import WORKING
from qualkit.tui.screens.survey.choices import (
    ANSWERS,
    INSTRUMENTS,
    PROFILES,
    QUESTIONS,
    SCORES,
    VIEWS,
    SurveyChoices,
)
from qualkit.tui.surveyed import METHOD_NAMES, Asked, Results, said
from qualkit.tui.widgets.entry import EntryPane, Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import WIDE, label

NO_SURVEY = (
    "This study has no survey yet. Press a and choose the file that the survey's platform "
    "exported: csv, xlsx or sav. What its columns are taken for is shown to you first, and nothing "
    "is taken in before you say that it is right.\n\n"
    "On the command line: qualkit import survey FILE"
)
_TABS = "  ".join(f"{number} {view}" for number, view in enumerate(VIEWS, 1)) + " "
_BESIDE, _BELOW = 38, 42
"""The pane's share of the width where it stands beside the list, of the height below it."""


def _tested(asked: Asked) -> str:
    """What is tested how."""
    if asked.groups:
        return f"{' v '.join(asked.groups)}, Welch's t"
    return METHOD_NAMES[asked.method]


class SurveyViews(SurveyChoices):
    """Shows the view that is chosen, and the sentence of the highlighted row."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.banner, self.heads = Heads(), Heads()
        self.banner.display = False
        self.pane = EntryPane()
        self.profiles: Profiles | None = None
        self._why_profiles = ""
        self._profiled: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """The mark of the internal view, the heads, the list, what is said of the row."""
        yield self.banner
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self.pane.stand(event.size.width, beside=f"{_BESIDE}%", below=f"{_BELOW}%")
        self.fill()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width - width * _BESIDE // 100 - 1 if width >= WIDE else width - 1

    @property
    def pane_width(self) -> int:
        """The cells that a line in the pane has."""
        width = self.app.size.width
        return (width * _BESIDE // 100 if width >= WIDE else width) - 4

    def fill(self) -> None:
        """Show what is known of the view."""
        found = self.found
        self.banner.display = self.asked.internal
        self.banner.show(((f" {INTERNAL}", self.palette.error),))
        if found is None or not found.basics.surveys:
            self.heads.show("")
            self.listing.show((), self.why or (WORKING if found is None else NO_SURVEY))
            self.pane.show("", ())
            self.status.show_place([self.view], self.who)
            return
        heads = self._heads(found)
        fits = cell_count(heads) + cell_count(_TABS) + 2 <= self.app.size.width
        self.heads.show(heads, _TABS if fits else "")
        self.listing.show(self._items(found), self._empty(found))
        self.status.show_place([self.view, *self._parts(found)], self.who)
        self.moved()

    def _heads(self, found: Results) -> str:
        if self.view == SCORES:
            return survey_rows.score_heads(found.basics, self.across, self.columns)
        if self.view == QUESTIONS:
            return survey_rows.question_heads(self.across)
        return {ANSWERS: "Open question", INSTRUMENTS: "Key", PROFILES: "Profile"}[self.view]

    def _items(self, found: Results) -> Sequence[Item]:
        look = self.palette
        if self.view == SCORES:
            return survey_rows.score_items(found, look, self.across, self.columns)
        if self.view == QUESTIONS:
            return survey_rows.question_items(found.basics, look, self.across)
        if self.view == INSTRUMENTS:
            return survey_rows.instrument_items(found.basics, look)
        if self.view == PROFILES:
            self._profile(found)
            return survey_rows.profile_items(self.profiles, look) if self.profiles else ()
        return [self._answer_item(document, name) for document, name in self.open_answers()]

    def _empty(self, found: Results) -> str:
        if self.view == SCORES:
            return "\n\n".join(why for _, why in found.basics.unscored)
        if self.view == PROFILES:
            return self._why_profiles
        return {
            QUESTIONS: "This survey has no questions with options.",
            ANSWERS: "This survey has no open questions whose answers lie in the study.",
            INSTRUMENTS: "",
        }[self.view]

    def _parts(self, found: Results) -> list[str]:
        basics, asked = found.basics, self.asked
        parts = [asked.survey] if len(basics.surveys) > 1 else []
        parts += [f"by {asked.by}" if asked.by else "all respondents together"]
        if self.view == SCORES:
            parts += [asked.instrument] if asked.instrument else []
            parts += [_tested(asked)] if asked.by else []
            parts += ["large groups tested"] if asked.all_groups is False else []
        parts += [counted(len(basics.responses), "respondent")] if basics.responses else []
        return parts

    def open_answers(self) -> list[tuple[Document, str]]:
        """The documents that hold open answers, each with its question, in their order."""
        found = self.found
        if found is None or found.basics.responses is None:
            return []
        survey = found.basics.responses.survey
        documents = self.study.documents()
        return [
            (document, question.label)
            for question in survey.questions
            if question.kind is QuestionKind.OPEN
            for document in documents
            if batch_of(document, survey.name, question.id)
        ]

    def _answer_item(self, document: Document, name: str) -> Item:
        look = self.palette
        answers = counted(len({each.pseudonym for each in document.speakers}), "answer")
        room = max(20, self.across - len(answers) - 3)
        return Item(
            document.id, ((label(name, room), look.strong),), ((f" {answers} ", look.quiet),)
        )

    def _profile(self, found: Results) -> None:
        """Ask for the profiles, where they are not those that are known."""
        asked = (self.reference, self.asked.survey, self.asked.internal, found.basics)
        if asked == self._profiled:
            return
        self._profiled, self.profiles, self._why_profiles = asked, None, ""
        try:
            self.profiles = self.study.survey_profiles(
                self.reference, survey=self.asked.survey, internal=self.asked.internal
            )
        except QualkitError as error:
            self._why_profiles = f"{said(error)}\n\nPress p to choose a reference sample."

    def records(self, question: str) -> tuple[Frequencies, ...]:
        """A question's counts."""
        every = self.found.basics.frequencies if self.found else ()
        return next((each for each in every if each[0].question == question), ())

    def moved(self) -> None:
        """Say what there is to say of the highlighted row."""
        key = self.listing.current or ""
        about = f"{self.view} {key} {self.asked}"
        self.pane.show(about, tuple(self._entry(key)))
        self.show_keys()

    def _entry(self, key: str) -> Sequence[Paragraph]:
        found, look, study = self.found, self.palette, self.study
        if found is None:
            return ()
        if self.view == SCORES:
            return tuple(survey_entry.score_entry(study, found, key, look))
        if self.view == QUESTIONS and (records := self.records(key)):
            return tuple(survey_entry.question_entry(study, records, look, self.pane_width))
        if self.view == INSTRUMENTS:
            return self._instrument_entry(found, key)
        if self.view == PROFILES and self.profiles is not None:
            return tuple(survey_entry.profile_entry(self.profiles, key, look))
        if self.view == ANSWERS:
            return self._answers_entry(key)
        return ()

    def _instrument_entry(self, found: Results, identity: str) -> Sequence[Paragraph]:
        basics = found.basics
        key = next((each for each in basics.instruments if each.id == identity), None)
        if key is None:
            return ()
        alphas = [each for each in basics.reliabilities if each.scale.instrument == key.id]
        own = key.id in basics.own
        return tuple(survey_entry.instrument_entry(key, own, alphas, self.study, self.palette))

    def _answers_entry(self, identity: str) -> Sequence[Paragraph]:
        look = self.palette
        document = next((d for d, _ in self.open_answers() if d.id == identity), None)
        if document is None:
            return ()
        links = self.study.survey_links(self.asked.survey)
        return (
            Paragraph(((document.name, look.strong),)),
            Paragraph((("Enter opens it to be coded; r puts each comment beside its respondent's "
                        "own scores.", look.text),)),
            Paragraph(),
            Paragraph((("How the survey and the texts are joined", look.quiet),)),
            *(Paragraph(((each.words(), look.text),), ("• ", look.quiet)) for each in links),
        )  # fmt: skip
