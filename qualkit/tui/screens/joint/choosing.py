"""What a joint display screen shows, changed by key: the display, groups, a theme, the view."""

from __future__ import annotations

from dataclasses import replace

from qualkit.core.joint import JointDisplay
from qualkit.tui.equal import joint as equal
from qualkit.tui.jointly import (
    BY_GROUP,
    CASES,
    CROSSTAB,
    DISCORDANT,
    DISPLAYS,
    MATRIX,
    SIDES,
    SOURCES,
    STATISTICS,
    TYPOLOGY,
)
from qualkit.tui.screens.joint.answering import Answering
from qualkit.tui.widgets.picker import Entry

_ALL = "*"
FIRST = {MATRIX: 1, CROSSTAB: 2, STATISTICS: 3, SOURCES: 1}
"""The first column of what a display is about; in the others the first that there is."""
OWN = "own"
"""The reference that stands for the respondents themselves."""


class Choosing(Answering):
    """Changes what is asked for; the answer is shown by the screen itself."""

    def _show(self, **fields: object) -> None:
        before = self.shown
        self.shown = replace(before, **fields)  # type: ignore[arg-type]
        if self.shown.name != before.name:
            self.grid.row, self.grid.column = 0, FIRST.get(self.shown.name, 0)
        self.stale = True

    def _to(self, name: str) -> None:
        self._show(name=name, codes=())

    def do_joint_side_by_side(self) -> None:
        """Survey and interviews."""
        self._to(SIDES)

    def do_joint_matrix(self) -> None:
        """Quotations by group."""
        self._to(MATRIX)

    def do_joint_crosstab(self) -> None:
        """n of N by group."""
        self._to(CROSSTAB)

    def do_joint_statistics(self) -> None:
        """Scores of those who raised it."""
        self._to(STATISTICS)

    def do_joint_cases(self) -> None:
        """Linked persons."""
        self._to(CASES)

    def do_joint_discordant(self) -> None:
        """What speaks against a link."""
        self._to(DISCORDANT)

    def do_joint_sources(self) -> None:
        """Staff and leads, groups, comments, literature."""
        self._to(SOURCES)

    def do_joint_typology(self) -> None:
        """Themes by profile, against a reference that is named first."""
        own = "this study's respondents: circular, and it says so"
        entries = [Entry(name, name, "a reference sample of the key") for name in self._samples()]
        entries.append(Entry(OWN, "the respondents themselves", own, "o"))

        def chosen(name: str) -> None:
            self._show(name=TYPOLOGY, codes=(), reference=name)

        self.choose("High and low against which reference?", entries, chosen, typed=False)

    def _samples(self) -> list[str]:
        """The samples that every subscale of a profiled instrument has figures of."""
        found: list[str] = []
        for each in self.study.instruments():
            if each.profiles:
                names = [{r.name for r in s.references} for s in each.subscales if not s.total]
                found += sorted(set.intersection(*names)) if names else []
        return list(dict.fromkeys(found))

    def do_joint_displays(self) -> None:
        """Choose among all displays."""
        # Their digits in the list are those of the screen.
        entries = [Entry(name, words) for name, words in DISPLAYS.items()]

        def chosen(name: str) -> None:
            if name == TYPOLOGY:
                self.do_joint_typology()
            else:
                self._to(name)

        self.choose("Which display?", entries, chosen, typed=False, verb="show")

    def do_joint_by(self) -> None:
        """Choose the attribute that groups are made by."""
        if self.shown.name not in BY_GROUP:
            self.refuse("this display is made of persons, not of groups")
        entries = [Entry(name, name, who) for name, who in self.attributes().items()]
        if not entries:
            self.refuse(
                "nobody has an attribute that groups could be made by",
                "participants.csv holds those of participants, a survey those of respondents",
            )
        self.choose("Groups by …", entries, lambda name: self._show(by=name), verb="show")

    def do_joint_survey(self) -> None:
        """Choose the survey whose figures are shown."""
        surveys = self.study.surveys()
        if len(surveys) < 2:
            self.refuse("there is no other survey", "Space v, then a, takes one in")
        entries = [
            Entry(each.name, each.name, ", ".join(name for name, _ in each.instruments))
            for each in surveys
        ]
        self.choose("Figures of which survey?", entries, lambda name: self._show(survey=name),
                    verb="show")  # fmt: skip

    def do_joint_theme(self) -> None:
        """Only one theme, or all."""
        self.read_book()
        entries = [Entry(_ALL, "all themes")]
        entries += [Entry(theme.id, theme.name) for theme in self.book.themes]

        def chosen(theme: str) -> None:
            self.grid.row = 0
            self._show(theme="" if theme == _ALL else theme)

        self.choose("Which theme?", entries, chosen, verb="show")

    def do_joint_percent(self) -> None:
        """Percent in the crosstab, or not."""
        if self.shown.name != CROSSTAB:
            self.refuse("percent stands in the crosstab alone", "3 shows it")
        self._show(percent=not self.shown.percent)

    def do_joint_internal(self) -> None:
        """Hide no small group, or hide them again."""
        self._show(internal=not self.shown.internal)
        self.status.say(
            "Internal view: small groups are shown, and every file says so"
            if self.shown.internal
            else "Small groups are hidden again"
        )

    def do_joint_write(self) -> None:
        """Write the display as a Word file, through the export gate."""
        display = self._whole()
        done = self.study.export_joint(display)
        self.desk.equal = equal.written(self.shown, str(done.path))
        self.status.say(f"Wrote {done.path}")
        if done.warnings:
            self.notice.show(f"Wrote {done.path}", *done.warnings)

    def _whole(self) -> JointDisplay:
        if self.working:
            self.refuse("the figures are still being worked out", "in a moment it can be written")
        if self.display_now is None:
            self.refuse("there is nothing to write")
        return self.display_now
