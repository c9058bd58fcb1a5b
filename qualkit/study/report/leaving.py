"""The report on its way out: one report, one look of the gate, one file, one record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qualkit.core.clearing import Clearance, Objection
from qualkit.core.deidentifying import Profile
from qualkit.core.quotes import Quote
from qualkit.core.report import ClearedReport, Provenance, Report
from qualkit.core.report_plan import Difference, ReportPlan
from qualkit.core.wording import counted
from qualkit.errors import InputError, RefusedError
from qualkit.importers.report_plan import read_report_plan
from qualkit.privacy import gate
from qualkit.privacy.gate import Rules
from qualkit.study.blindness import left_out, sight
from qualkit.study.leaving import quotes_out
from qualkit.study.leaving.asking import Asking
from qualkit.study.leaving.clearing import Clearing
from qualkit.study.leaving.export_records import keep
from qualkit.study.leaving.exporting import (
    Exported,
    leak_objection,
    leaked,
    provenance,
    rules,
    write_report,
)
from qualkit.study.leaving.quotes_out import Terms
from qualkit.study.quotes import QuoteChoice
from qualkit.study.report.building import build
from qualkit.study.report.comparing import (
    Remembered,
    differences,
    parts_of,
    remember,
    remembered,
)
from qualkit.study.report.making import Making
from qualkit.study.report.own_words import doubts
from qualkit.study.selections.attributing import wishes
from qualkit.study.selections.marking import REPORTED
from qualkit.study.session import Session

TEMPLATE = "report.yaml"
"""What the template is called that a study has of its own."""
FORMATS = ("docx", "html", "md", "pdf", "json")
_WITH_VECTORS = ("html", "json")
_NONE = Terms()


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What is asked of a report. `template` is a report.yaml (the study's own where there is one),
    `selection` and the terms' profile take the place of what it says."""

    template: Path | None = None
    selection: str = ""
    terms: Terms = _NONE
    format_name: str = "docx"


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that the gate has seen, what the gate says of it, and who is quoted."""

    cleared: ClearedReport
    found: Clearance
    people: tuple[str, ...]
    rules: Rules
    words: tuple[str, ...]
    plan: ReportPlan


def plan_of(session: Session, asked: ReportAsked) -> ReportPlan:
    """The plan of the template, with what was asked in its place."""
    plan = ReportPlan()
    own = session.path / TEMPLATE
    if asked.template is not None:
        plan = read_report_plan(asked.template)
    elif own.is_file():
        plan = read_report_plan(own)
    return replace(
        plan,
        selection=asked.selection or plan.selection,
        profile=asked.terms.profile or plan.profile,
    )


def make(session: Session, asked: ReportAsked) -> MadeReport:
    """The report as it would leave, cleared; nothing is written and nothing refused."""
    plan = plan_of(session, asked)
    terms = replace(asked.terms, profile=plan.profile)
    profile = quotes_out.checked(session, terms)
    clearing = Clearing(session, profile, wishes=wishes(session, plan.selection))
    asking = Asking(clearing, lambda code: making.codebook.theme_name(code),
                    leave_out=terms.leave_out)  # fmt: skip
    vectors = asked.format_name in _WITH_VECTORS
    making = Making(
        session, plan, clearing, asking, picture_formats=("png", "svg") if vectors else ("png",)
    )
    report = build(making)
    found = asking.clearance()
    going_by = rules(session, near=profile is not Profile.TEAM)
    missing = session.missing_roster()
    doubtful = doubts(session, making.own_words, going_by.known()) if going_by.known else ()
    told = dict.fromkeys(
        [
            *quotes_out.told(found), *making.warnings, *doubtful, *filter(None, [missing]),
            *left_out(session), *_waiting(report),
        ]
    )  # fmt: skip
    cleared = gate.clear_report(
        report,
        going_by,
        gate.Verbatim(lambda version: session.text(version).text, clearing.masks),
        lambda quote: _dressed(clearing, quote),
        _about(session, plan, making, profile),
        tuple(told),
        quotes_out.stamp_of(found),
    )
    return MadeReport(cleared, found, asking.people, going_by, tuple(making.drawn), plan)


def _waiting(report: Report) -> tuple[str, ...]:
    """How much of it only people can write."""
    number = len(report.prompts())
    return (f"{counted(number, 'text')} still to be written: qualkit report prompts",) * bool(
        number
    )


def _dressed(clearing: Clearing, quote: Quote) -> Quote:
    """The quotation with what prints beside it, without what would join it to others in public."""
    dressed = clearing.dressed(quote)
    if not clearing.anonymous:
        return dressed
    return dressed._replace(
        version_id="", sha256="", start=0, end=0, turn=0, coders=(), round=""
    )  # fmt: skip


def _about(session: Session, plan: ReportPlan, making: Making, profile: Profile) -> Provenance:
    about = quotes_out.described(
        profile, provenance(session, QuoteChoice(layer=plan.layer), making.layer)
    )
    chosen = [("selection", plan.selection)] if plan.selection else []
    template = [("template", plan.file)] if plan.file else []
    return replace(about, settings=(*about.settings, *chosen, *template))


def preview(session: Session, asked: ReportAsked) -> Report:
    """The report as it would leave, as blocks, whatever the gate would stop."""
    return make(session, asked).cleared.report


def export(
    session: Session, target: Path, asked: ReportAsked, word_template: Path | None
) -> Exported:
    """Write the report; GateError where the gate objects, and then nothing stands there anew."""
    name = asked.format_name or target.suffix.lstrip(".").lower()
    if name not in FORMATS:
        raise InputError(
            f"'{name or target.name}' is no format of a report",
            f"choose with --format: {', '.join(FORMATS)}",
        )
    asked = replace(asked, format_name=name)
    made = make(session, asked)
    quotes_out.refuse(made.found, target, asked.terms)
    in_pictures = _in_pictures(made)
    if in_pictures and not asked.terms.force:
        raise leaked(in_pictures, target)
    exported = write_report(
        made.cleared, made.rules, target, name, word_template, overruled=bool(asked.terms.force)
    )
    found = quotes_out.with_leaks(made.found, exported)
    found = replace(found, objections=(*found.objections, *in_pictures))
    what = f"{REPORTED}{made.plan.selection}" if made.plan.selection else "report"
    kept = keep(session, what, exported, found, made.people, asked.terms.force)
    parts = parts_of(made.cleared.report)
    written = Remembered(parts, made.found.profile, made.plan.selection, session.coder or "")
    remember(target, written)
    return kept


def _in_pictures(made: MadeReport) -> tuple[Objection, ...]:
    """Who is named in a picture: its words are in no text that is read back."""
    if not made.rules.forms:
        return ()
    seeking = gate.Leaks(made.rules.forms)
    seeking.read("\n".join(made.words))
    return tuple(map(leak_objection, seeking.found()))


def changes(session: Session, since: Path, asked: ReportAsked) -> tuple[Difference, ...]:
    """What the report would say otherwise than the one that was written to `since` last.

    For the same readers and of the same selection, where others are not asked for.
    """
    before = remembered(since)
    if before.coder != (session.coder or "") and sight(session).closed:
        raise RefusedError(
            "another coder wrote that report, and what it quotes may be what is coded blind still",
            "compare with one of your own: qualkit report -o FILE",
        )
    terms = replace(asked.terms, profile=asked.terms.profile or before.profile)
    asked = replace(asked, terms=terms, selection=asked.selection or before.selection)
    return differences(before.parts, parts_of(preview(session, asked)))
