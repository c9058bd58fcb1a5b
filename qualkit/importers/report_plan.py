"""Reads report.yaml: which sections a report has, in what order, with what words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from qualkit.core.deidentifying import Profile
from qualkit.core.report_plan import (
    CHECKLISTS,
    SECTIONS,
    SURVEY_PARTS,
    TEAMS,
    PlannedSection,
    ReportPlan,
    SectionKind,
    SurveyPlan,
)
from qualkit.errors import InputError
from qualkit.strictfields import Fields, as_text, did_you_mean
from qualkit.strictyaml import Document, Mapping, Node, parse, read_text

FORMAT = 1
_TOP = (
    "qualkit_report", "title", "subtitle", "by", "date", "notice", "team", "profile", "selection",
    "layer", "quotes", "groups", "attributes", "checklists", "survey", "sections",
)  # fmt: skip
_SECTION = ("section", "title", "text")
_SURVEY = ("parts", "instruments")
PLACEHOLDERS = (
    "study", "interviews", "focus groups", "survey comments", "respondents", "themes", "codes",
    "coders", "quotations",
)  # fmt: skip
"""What a template's own words may hold in double braces."""
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BLANK = re.compile(r"\n[ \t]*\n")


def read_report_plan(path: Path) -> ReportPlan:
    """The template of a report; InputError with the line of what is wrong."""
    hint = "Leave --template out for the usual report, or name a file that is there."
    return parse_report_plan(read_text(path, InputError, hint), path.name)


def parse_report_plan(text: str, source: str) -> ReportPlan:
    """The template in a text; see `read_report_plan`."""
    document = parse(text, source, InputError)
    top = Fields(document, document.root, "the template", _TOP)
    top.format("qualkit_report", FORMAT)
    usual = ReportPlan()
    checklists = usual.checklists
    if top.given("checklists") is not None:
        checklists = _chosen(document, top, "checklists", CHECKLISTS)
    return ReportPlan(
        title=_line(top, "title"),
        subtitle=_line(top, "subtitle"),
        by=tuple(" ".join(each.split()) for each in top.texts("by")),
        date=_line(top, "date"),
        notice=_line(top, "notice"),
        team=top.choice("team", TEAMS) or usual.team,
        profile=top.choice("profile", tuple(map(str, Profile))),
        selection=_line(top, "selection"),
        layer=_line(top, "layer"),
        quotes=_quotes(top, usual.quotes),
        groups=_line(top, "groups"),
        attributes=top.texts("attributes"),
        checklists=checklists,
        survey=_survey(document, top.given("survey")),
        sections=_sections(document, top),
        file=source,
    )


def _line(fields: Fields, key: str) -> str:
    return " ".join(fields.text(key).split())


def _quotes(top: Fields, usual: int) -> int:
    number = top.integer("quotes", usual)
    if not 1 <= number <= 20:
        top.fail("quotes", f"{number} quotations a code make no report", "Write 1 to 20.")
    return number


def _survey(document: Document, node: Node | None) -> SurveyPlan:
    if node is None:
        return SurveyPlan()
    fields = Fields(document, node, "survey", _SURVEY)
    parts = SurveyPlan().parts
    if fields.given("parts") is not None:
        parts = _chosen(document, fields, "parts", SURVEY_PARTS)
    return SurveyPlan(parts, fields.texts("instruments"))


def _chosen(document: Document, fields: Fields, key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The texts of a list, each of which has to be known."""
    spelt = {name.casefold(): name for name in known}
    found: list[str] = []
    for node in fields.items(key):
        text = as_text(document, node, f"an item in {fields.name_of(key)}").strip()
        if text.casefold() not in spelt:
            document.fail(
                node.line,
                f"{fields.name_of(key)} has '{text}', which is not known"
                f"{did_you_mean(text, spelt.values())}",
                f"It can be {', '.join(spelt.values())}.",
            )
        found.append(spelt[text.casefold()])
    return tuple(dict.fromkeys(found))


def _sections(document: Document, top: Fields) -> tuple[PlannedSection, ...]:
    if top.given("sections") is None:
        return SECTIONS
    found: list[PlannedSection] = []
    seen: dict[SectionKind, int] = {}
    for node in top.items("sections"):
        section = _section(document, node)
        if section.kind in seen and section.kind is not SectionKind.OWN:
            document.fail(
                node.line,
                f"the section '{section.kind}' stands in line {seen[section.kind]} too",
                "Keep one; a section of your own words is `{section: own, title: ..., text: ...}`.",
            )
        seen[section.kind] = node.line
        found.append(section)
    if not found:
        top.fail("sections", "the report has no sections", "Name some, or leave the line out.")
    return tuple(found)


def _section(document: Document, node: Node) -> PlannedSection:
    if not isinstance(node, Mapping):
        kind = _kind(document, node.line, as_text(document, node, "a section").strip())
        if kind is SectionKind.OWN:
            document.fail(node.line, "a section of your own has no title",
                          "Write `- {section: own, title: ..., text: ...}`.")  # fmt: skip
        return PlannedSection(kind, line=node.line)
    fields = Fields(document, node, "a section", _SECTION)
    kind = _kind(document, fields.lines.get("section", node.line),
                 fields.text("section", required=True).strip())  # fmt: skip
    title = " ".join(fields.text("title", required=kind is SectionKind.OWN).split())
    text = fields.text("text", required=kind is SectionKind.OWN)
    _check_places(fields, text)
    paragraphs = (" ".join(each.split()) for each in _BLANK.split(text))
    return PlannedSection(kind, title, tuple(filter(None, paragraphs)), node.line)


def _kind(document: Document, line: int, name: str) -> SectionKind:
    try:
        return SectionKind(name)
    except ValueError:
        known = tuple(map(str, SectionKind))
        document.fail(
            line,
            f"there is no section '{name}'{did_you_mean(name, known)}",
            f"It can be {', '.join(known)}.",
        )


def _check_places(fields: Fields, text: str) -> None:
    for name in _PLACE.findall(text):
        if name not in PLACEHOLDERS:
            fields.fail(
                "text",
                f"nothing is known of the placeholder {{{{{name}}}}}"
                f"{did_you_mean(name, PLACEHOLDERS)}",
                f"It can be {', '.join('{{' + each + '}}' for each in PLACEHOLDERS)}.",
            )


def filled(text: str, values: dict[str, str]) -> str:
    """The text with what stands for each placeholder."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
