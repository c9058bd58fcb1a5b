"""What a report is to hold: its sections in their order, its own words, what its tables are by."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class SectionKind(StrEnum):
    """The parts of a report; the value is what report.yaml and `qualkit report write` call them."""

    SUMMARY = "summary"
    INTRODUCTION = "introduction"
    METHODS = "methods"
    SAMPLE = "sample"
    SURVEY = "survey"
    FINDINGS = "findings"
    JOINT = "joint"
    LITERATURE = "literature"
    LIMITATIONS = "limitations"
    RETURNED = "returned"
    CONCLUSIONS = "conclusions"
    NEW_CODES = "new-codes"
    MEETINGS = "meetings"
    STATEMENTS = "statements"
    CODEBOOK = "codebook"
    AGREEMENT = "agreement"
    CHECKLISTS = "checklists"
    OWN = "own"
    """Words of the template's own, under a title of its own."""

    @property
    def appendix(self) -> bool:
        """Whether it stands behind the report."""
        return self in (SectionKind.CODEBOOK, SectionKind.AGREEMENT, SectionKind.CHECKLISTS)


TITLES = {
    SectionKind.SUMMARY: "Summary",
    SectionKind.INTRODUCTION: "Introduction",
    SectionKind.METHODS: "Methods",
    SectionKind.SAMPLE: "Who took part",
    SectionKind.SURVEY: "Survey",
    SectionKind.FINDINGS: "Findings",
    SectionKind.JOINT: "Survey and interviews together",
    SectionKind.LITERATURE: "Comparison with the literature",
    SectionKind.LIMITATIONS: "Limitations",
    SectionKind.RETURNED: "What was returned to participants",
    SectionKind.CONCLUSIONS: "Conclusions and recommendations",
    SectionKind.NEW_CODES: "How the codebook grew",
    SectionKind.MEETINGS: "Decisions of code meetings",
    SectionKind.STATEMENTS: "Funding and interests",
    SectionKind.CODEBOOK: "Codebook",
    SectionKind.AGREEMENT: "Agreement between coders",
    SectionKind.CHECKLISTS: "Reporting checklists",
}
"""What a section is called where nobody says."""


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """One section: what it is called ("" for the usual title), the template's own paragraphs in
    front of it, and the line of the template where it stands (0 for none)."""

    kind: SectionKind
    title: str = ""
    text: tuple[str, ...] = ()
    line: int = 0

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title or TITLES.get(self.kind, "")


SECTIONS = tuple(PlannedSection(kind) for kind in SectionKind if kind is not SectionKind.OWN)
"""The sections of a report where no template says otherwise."""
TEAMS = ("initials", "names", "none")
CHECKLISTS = ("COREQ", "SRQR")
SURVEY_PARTS = ("describe", "compare", "pairs", "frequencies", "figure")


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """What of the survey is told: `parts` are some of `SURVEY_PARTS`, `instruments` the keys whose
    scales are (all without any)."""

    parts: tuple[str, ...] = ("describe", "compare", "figure")
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """What a report is to hold; an empty field is what the study says, or the usual.

    `by` are those who sign, `team` whether the coders are told by initials, names or not at all.
    `date` is printed as it is written: no clock is asked. `groups` is the attribute that tables of
    the survey and joint displays are made by, `attributes` those of the tables of participants.
    `quotes` is how many quotations a code, where no `selection` names them. `file` is the template.
    """

    title: str = ""
    subtitle: str = ""
    by: tuple[str, ...] = ()
    date: str = ""
    notice: str = ""
    team: str = TEAMS[0]
    profile: str = ""
    selection: str = ""
    layer: str = ""
    quotes: int = 1
    groups: str = ""
    attributes: tuple[str, ...] = ()
    checklists: tuple[str, ...] = CHECKLISTS
    survey: SurveyPlan = field(default_factory=SurveyPlan)
    sections: tuple[PlannedSection, ...] = SECTIONS
    file: str = ""

    def has(self, kind: SectionKind) -> bool:
        """Whether the report has a section of that kind."""
        return any(section.kind is kind for section in self.sections)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a person has to write for the report, and what has been written.

    `place` is what `qualkit report write` calls it, such as `methods.sampling`; `text` is "" while
    nobody has written it, and then a visible prompt stands there. `answers` are items of the
    checklists that it answers.
    """

    place: str
    section: SectionKind
    question: str
    answers: tuple[str, ...] = ()
    text: str = ""
    coder: str = ""
    at: str = ""

    @property
    def mend(self) -> str:
        """The command that writes it."""
        return f'qualkit report write {self.place} "..."'


class Happened(StrEnum):
    """What became of a part of a report since the last one."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report, as far as a later one is compared with it.

    `key` finds it again, `kind` is a word for people (quotation, table, text, ...), `section` the
    heading it stands under, `said` what it says, in short; `print` tells any change. `lines` are
    those of a table, each by what its row is of.
    """

    key: str
    kind: str
    section: str
    said: str
    print: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a part since the last report, in a sentence."""

    happened: Happened
    kind: str
    section: str
    said: str
