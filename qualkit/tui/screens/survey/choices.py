"""What is asked on the survey's screen: the keys that change the question."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from weakref import WeakKeyDictionary

from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.screens.survey.asking import SurveyAsking
from qualkit.tui.surveyed import METHOD_NAMES, METHODS
from qualkit.tui.widgets.picker import Entry

SCORES, QUESTIONS, ANSWERS, INSTRUMENTS, PROFILES = (
    "scores", "questions", "open answers", "instruments", "profiles",
)  # fmt: skip
VIEWS = (SCORES, QUESTIONS, ANSWERS, INSTRUMENTS, PROFILES)
NO_GROUPS = "-"
_INTERNAL = (
    Entry("yes", "Show small groups: nobody but the team looks at this screen", "", "y"),
    Entry("no", "Leave them hidden", "", "n"),
)


class SurveyChoices(SurveyAsking):
    """Changes the question; what comes of it is shown by the screen itself."""

    # Who has said once that only the team looks on is not asked again while the study is open.
    _agreed: ClassVar[WeakKeyDictionary[Study, bool]] = WeakKeyDictionary()

    view = SCORES
    columns = False
    reference = ""

    def do_survey_by(self) -> None:
        """Choose what groups are made by."""
        if self.found is None or self.found.basics.responses is None:
            return
        attributes = self.found.basics.responses.survey.attributes
        entries = [
            Entry(each.id, each.label, f"{each.id}, {counted(len(each.values), 'group')}")
            for each in attributes
        ]
        entries.append(Entry(NO_GROUPS, "no groups: all respondents together", "", "0"))

        def chosen(keys: tuple[str, ...]) -> None:
            self.ask(by="" if keys[0] == NO_GROUPS else keys[0])

        self.picker.open("Groups by", lambda _: entries, chosen, typed=False)

    def do_survey_internal(self) -> None:
        """Open the internal view, or close it."""
        if self.asked.internal:
            self.ask(internal=False)
            self.status.say("Small groups are hidden again")
        elif self._agreed.get(self.study):
            self.ask(internal=True)
        else:
            self.picker.open(
                "Internal view: figures of single people can be read from it",
                lambda _: _INTERNAL, self._internal_answered, typed=False,
            )  # fmt: skip

    def _internal_answered(self, keys: tuple[str, ...]) -> None:
        if keys[0] == "yes":
            self._agreed[self.study] = True
            self.ask(internal=True)

    def do_survey_method(self) -> None:
        """The next method."""
        now = METHODS.index(self.asked.method)
        method = METHODS[(now + 1) % len(METHODS)]
        self.ask(method=method)
        self.status.say(f"Tested by {METHOD_NAMES[method]}")

    def do_survey_two(self) -> None:
        """Two groups chosen beforehand, or all again."""
        if self.asked.groups:
            self.ask(groups=())
            self.status.say(f"All groups again, by {METHOD_NAMES[self.asked.method]}")
            return
        names = self._groups_shown()
        if len(names) < 2:
            self.status.say("There are no two groups that may be shown: b chooses others")
            return

        def first(keys: tuple[str, ...]) -> None:
            others = [Entry(name, name) for name in names if name != keys[0]]
            title = f"{keys[0]} against"
            self.picker.open(title, lambda _: others, partial(second, keys[0]), typed=False)

        def second(one: str, keys: tuple[str, ...]) -> None:
            self.ask(groups=(one, keys[0]))
            self.status.say(f"Only {one} and {keys[0]}, by Welch's t; w again: all groups")

        title = "Two groups chosen before the data were seen"
        entries = [Entry(name, name) for name in names]
        self.picker.open(title, lambda _: entries, first, typed=False)

    def _groups_shown(self) -> list[str]:
        """The groups by name of which at least one subscale may show figures."""
        if self.found is None or not self.asked.by or self.found.basics.responses is None:
            return []
        attributes = self.found.basics.responses.survey.attributes
        known = {name for each in attributes if each.id == self.asked.by for name in each.values}
        described = self.found.basics.descriptions
        shown = (each for one in described for each in one.groups if not each.hidden)
        return list(dict.fromkeys(each.group for each in shown if each.group in known))

    def do_survey_all_groups(self) -> None:
        """Small groups in the test or not."""
        if not self.asked.internal:
            self.status.say("Small groups are tested in the internal view alone: i")
            return
        everybody = self.asked.all_groups is not False
        self.ask(all_groups=not everybody)
        self.status.say("Small groups are left out of the test" if everybody
                        else "All groups take part in the test")  # fmt: skip

    def do_survey_instrument(self) -> None:
        """Only the next instrument, then all."""
        if self.found is None or self.found.basics.responses is None:
            return
        names = [name for name, _ in self.found.basics.responses.survey.instruments]
        choices = ["", *names]
        now = choices.index(self.asked.instrument) if self.asked.instrument in choices else 0
        self.ask(instrument=choices[(now + 1) % len(choices)])

    def do_survey_other(self) -> None:
        """The next survey."""
        names = self.found.basics.surveys if self.found else ()
        if len(names) < 2:
            self.status.say("There is no other survey: a takes one in")
            return
        now = names.index(self.asked.survey)
        self.ask(survey=names[(now + 1) % len(names)], by=None, instrument="")

    def do_survey_turn(self) -> None:
        """Groups as columns, or as rows."""
        self.columns = not self.columns
        self.show_view(SCORES)
        self.status.say("Groups as columns" if self.columns else "Groups as rows")

    def do_survey_scores(self) -> None:
        """The scores."""
        self.show_view(SCORES)

    def do_survey_questions(self) -> None:
        """The questions."""
        self.show_view(QUESTIONS)

    def do_survey_answers(self) -> None:
        """The open questions."""
        self.show_view(ANSWERS)

    def do_survey_instruments(self) -> None:
        """The keys."""
        self.show_view(INSTRUMENTS)

    def do_survey_profiles(self) -> None:
        """The profiles."""
        self.show_view(PROFILES)

    def do_survey_view(self) -> None:
        """The next view."""
        self.show_view(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def show_view(self, view: str) -> None:
        """Show one of the views, from its first row where it is another."""
        if view != self.view:
            self.view = view
            self.listing.index = 0

    def do_survey_reference(self) -> None:
        """Choose the sample that profiles are made against."""
        if self.found is None:
            return
        asked = {name for name, _ in self.found.basics.responses.survey.instruments} if (
            self.found.basics.responses) else set()  # fmt: skip
        keys = [key for key in self.found.basics.instruments if key.id in asked and key.profiles]
        names = dict.fromkeys(r.name for key in keys for s in key.subscales for r in s.references)
        entries = [Entry(name, name) for name in names]
        entries.append(Entry("own", "this study's own respondents", "circular"))

        def chosen(picked: tuple[str, ...]) -> None:
            self.reference = picked[0]
            self.show_view(PROFILES)
            self.settle()

        self.picker.open("Profiles against", lambda _: entries, chosen, typed=False)
