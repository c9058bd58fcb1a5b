"""What all sections of a report are made of, gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qualkit.analysis.joint.material import PLURAL
from qualkit.core.blocks import Block, BulletList, Heading, Paragraph, Prompt, Style
from qualkit.core.codebook import Codebook
from qualkit.core.deidentifying import Profile
from qualkit.core.records import Document, DocumentKind, Span
from qualkit.core.report_plan import Asked, PlannedSection, ReportPlan, SectionKind
from qualkit.study import codebook as book
from qualkit.study import final_layer
from qualkit.study.final_layer import ChosenLayer
from qualkit.study.leaving.asking import Asking
from qualkit.study.leaving.clearing import Clearing
from qualkit.study.matrices.counts import reach_by_kind
from qualkit.study.matrices.material import Asked as MatrixAsked
from qualkit.study.matrices.material import Gathered
from qualkit.study.report import texts
from qualkit.study.report.checklists import Evidence
from qualkit.study.selections.standing import Standing
from qualkit.study.session import Session

Reach = dict[str, tuple[tuple[str, str], ...]]


@dataclass
class Making:
    """A report while it is made: what its sections read, and what they leave for those behind.

    `evidence` gathers what answers the checklists, `warnings` what the person at work is told.
    """

    session: Session
    plan: ReportPlan
    clearing: Clearing
    asking: Asking
    evidence: dict[str, Evidence] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    """What the placeholders of a template stand for."""
    quoted: list[tuple[str, Span]] = field(default_factory=list)
    """Where the quotations stand that the gate has taken in: version and span."""
    own_words: list[tuple[str, str]] = field(default_factory=list)
    """What people wrote for it, each with where that stands."""
    drawn: list[str] = field(default_factory=list)
    """All words in pictures: whoever looks for names reads them too."""
    picture_formats: tuple[str, ...] = ("png",)
    """png, and svg behind it where the report becomes a page."""

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook as it stands."""
        return book.codebook(self.session)

    @cached_property
    def layer(self) -> ChosenLayer:
        """The layer whose codings are counted and quoted."""
        return final_layer.choose(self.session, self.plan.layer)

    @cached_property
    def documents(self) -> dict[DocumentKind, list[Document]]:
        """The documents by kind, in the order of printing."""
        order = [*PLURAL, DocumentKind.LITERATURE]
        found: dict[DocumentKind, list[Document]] = {}
        for kind in order:
            if own := [d for d in self.session.documents() if d.kind is kind]:
                found[kind] = own
        return found

    @cached_property
    def gathered(self) -> Gathered:
        """The references of the layer, and who speaks where it was coded."""
        return Gathered(self.session, MatrixAsked(layer=self.plan.layer))

    @cached_property
    def code_reach(self) -> tuple[Reach, tuple[str, ...]]:
        """How far each code reaches in each kind of document, and how that is counted."""
        return reach_by_kind(self.session, MatrixAsked(layer=self.plan.layer))

    @cached_property
    def theme_reach(self) -> tuple[Reach, tuple[str, ...]]:
        """The same of themes."""
        return reach_by_kind(self.session, MatrixAsked(themes_only=True, layer=self.plan.layer))

    @cached_property
    def written(self) -> dict[str, Asked]:
        """What people wrote, and what they have still to write, by its place."""
        return {each.place: each for each in texts.prompts(self.session)}

    @cached_property
    def standing(self) -> Standing:
        """What stands against single quotations."""
        return Standing(self.clearing)

    @property
    def anonymous(self) -> bool:
        """Whether nothing may be printed by which two quotations of one person could be joined."""
        return self.clearing.anonymous

    @property
    def for_team(self) -> bool:
        """Whether it is the team's own working copy."""
        return self.clearing.profile is Profile.TEAM

    @property
    def reflexive(self) -> bool:
        """Whether coders are no instruments to be held against each other."""
        return self.session.settings.approach == "reflexive"

    def prove(self, key: str, text: str, place: str = "", *, draft: bool = False) -> None:
        """Leave an answer to an item of the checklists; the first one stands."""
        if text:
            self.evidence.setdefault(key, Evidence(shortened(text), place, draft))

    def asked(self, section: SectionKind, *places: str) -> Iterator[Block]:
        """What people wrote at these places (or at all of the section), else visible prompts."""
        for each in self.written.values():
            if each.section is section and (not places or each.place in places):
                yield from self.told(each)

    def told(self, each: Asked) -> Iterator[Block]:
        """What somebody wrote at a place, else a visible prompt."""
        if not each.text:
            yield Prompt(each.question, each.mend)
            return
        # Who answers several items in one text has still to see whether each is in it.
        draft = len(each.answers) > 1
        for key in each.answers:
            self.prove(key, each.text, draft=draft)
        self.own_words.append((each.place, each.text))
        yield from paragraphs(each.text)

    def heading(self, section: PlannedSection) -> Heading:
        """The heading of a section."""
        return Heading(section.heading, key=section.kind.value if section.kind is not
                       SectionKind.OWN else "")  # fmt: skip


def paragraphs(text: str, style: Style = Style.BODY) -> Iterator[Block]:
    """What somebody wrote as blocks: an empty line parts paragraphs, `- ` begins an item."""
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and all(line.startswith(("- ", "* ")) for line in lines):
            yield BulletList(tuple(line[2:].strip() for line in lines))
        elif lines:
            yield Paragraph(" ".join(lines), style)


_SHORT = 200


def shortened(text: str) -> str:
    """The first sentence of a text, or as many words as a cell holds."""
    words = " ".join(text.split())
    if len(words) <= _SHORT:
        return words
    end = words.find(". ")
    if 0 < end < _SHORT:
        return words[: end + 1]
    return f"{words[:_SHORT].rsplit(' ', 1)[0]} …"


def listed(parts: Sequence[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return f"{text[:1].upper()}{text[1:]}"
