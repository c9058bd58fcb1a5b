"""The whole report: its sections put together in the order of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from qualkit.core.blocks import Block, Contents, Heading, PageBreak, Paragraph
from qualkit.core.report import FrontMatter, Report
from qualkit.core.report_plan import PlannedSection, SectionKind
from qualkit.core.wording import counted
from qualkit.importers.report_plan import filled
from qualkit.study.report import (
    appendix,
    development,
    findings,
    joint,
    methods,
    quoting,
    rest,
    sample,
    surveys,
)
from qualkit.study.report.making import Making

_K = SectionKind
Section = Callable[[Making, PlannedSection], Iterable[Block]]
DRAFT = "Draft: {} to be written"


def build(making: Making) -> Report:
    """The report, before the gate: front matter, sections, appendices.

    Checklists are made last, of what all other sections show, wherever they stand.
    """
    picked = quoting.picking(making)
    making.warnings += picked.told
    sections = _sections(picked)
    made: dict[int, list[Block]] = {}
    order = sorted(enumerate(making.plan.sections), key=lambda each: each[1].kind is _K.CHECKLISTS)
    making.prove("title", making.plan.title or making.session.settings.title)
    for place, section in order:
        made[place] = list(sections[section.kind](making, section))
    blocks: list[Block] = [Contents(), PageBreak()]
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for place, section in enumerate(making.plan.sections):
        heading = making.heading(section)
        if section.kind.appendix:
            heading = replace(heading, text=f"Appendix {next(letters)}. {heading.text}")
        blocks += _begun(heading, section, making, made[place])
    report = Report(_front(making), tuple(blocks))
    return replace(report, front=replace(report.front, notice=_notice(making, report)))


def _sections(picked: quoting.Picking) -> dict[SectionKind, Section]:
    return {
        _K.SUMMARY: rest.written,
        _K.INTRODUCTION: rest.written,
        _K.METHODS: methods.methods,
        _K.SAMPLE: sample.sample,
        _K.SURVEY: surveys.surveys,
        _K.FINDINGS: lambda making, section: findings.findings(making, section, picked),
        _K.JOINT: joint.joint,
        _K.LITERATURE: rest.literature,
        _K.LIMITATIONS: rest.limitations,
        _K.RETURNED: rest.written,
        _K.CONCLUSIONS: rest.written,
        _K.NEW_CODES: development.growth,
        _K.MEETINGS: development.decisions,
        _K.STATEMENTS: rest.written,
        _K.CODEBOOK: appendix.codebook,
        _K.AGREEMENT: appendix.agreement,
        _K.CHECKLISTS: appendix.checklists,
        _K.OWN: lambda making, section: (),
    }


def _begun(
    heading: Heading, section: PlannedSection, making: Making, blocks: list[Block]
) -> Iterator[Block]:
    """A section with its heading and the template's own words in front."""
    if section.kind.appendix:
        yield PageBreak()
    yield heading
    for text in section.text:
        yield Paragraph(filled(text, {"study": making.session.settings.title, **_facts(making)}))
    yield from blocks


def _facts(making: Making) -> dict[str, str]:
    """What placeholders stand for; what there is none of, says so."""
    nothing = {
        "interviews": "no interviews", "focus groups": "no focus groups",
        "survey comments": "no survey comments", "respondents": "no respondents",
        "themes": "no themes", "codes": "no codes", "coders": "no coders",
        "quotations": "no quotations",
    }  # fmt: skip
    return nothing | making.facts


def _front(making: Making) -> FrontMatter:
    plan, session = making.plan, making.session
    coders = [each for each in session.known_coders() if each.role.value != "consensus"]
    by = plan.by
    if not by and plan.team == "names":
        by = tuple(each.name or each.initials for each in coders)
    elif not by and plan.team == "initials":
        by = tuple(each.initials for each in coders)
    facts = [("Study", session.settings.id)] if plan.title else []
    return FrontMatter(
        plan.title or session.settings.title,
        plan.subtitle,
        by,
        plan.date,
        tuple(facts),
    )


def _notice(making: Making, report: Report) -> str:
    """The template's notice; else what whoever opens it must know: how much is not written."""
    if making.plan.notice:
        return making.plan.notice
    waiting = len(report.prompts())
    return DRAFT.format(counted(waiting, "text")) if waiting else ""
