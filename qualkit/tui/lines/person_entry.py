"""A participant, a survey's respondents, a file that left or a withdrawal, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualkit.core.clearing import ExportRecord
from qualkit.core.withdrawing import Withdrawal
from qualkit.core.wording import counted, some
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.palette import Palette
from qualkit.tui.persons import Person, Persons, may
from qualkit.tui.widgets.entry import Paragraph

if TYPE_CHECKING:
    from qualkit.study.attribution.attributions import Attribution
    from qualkit.study.consents import SurveyConsent

_MOST = 12


def person_entry(each: Person, readers: str, look: Palette) -> Iterator[Paragraph]:
    """All about one participant but their name, which no screen knows."""
    yield from _agreed(each, readers, look)
    for told in each.missing:
        yield said(told, look.strong, "! ")
    if each.receipt is not None:
        yield from receipt_entry(each.receipt, look)
    if each.attribution is not None:
        yield from prints(each.attribution, look)
    yield from _told("speaks in", ", ".join(each.documents) or "no document", look)
    count = counted(len(each.files), "file") if each.files else "no file that left"
    stale = f", {len(each.stale)} of them stale" if each.stale else ""
    names = f": {some((file.file for file in each.files), 6)}" if each.files else ""
    yield from _told("quoted in", f"{count}{stale}{names}", look)
    if each.chosen:
        listed = ", ".join(f"{times} in {name}" for name, times in each.chosen)
        yield from _told("chosen for reports:", listed, look)
    attributes = " · ".join(f"{name}: {value}" for name, value in each.attributes)
    if attributes:
        yield said(attributes, look.quiet)


def receipt_entry(each: Withdrawal, look: Palette) -> Iterator[Paragraph]:
    """The receipt of a withdrawal, which is all that the study keeps of it."""
    went = some((f"{number:,} {kind}" for kind, number in each.counts.items() if number), 4)
    by = f"{each.withdrawn_on}, removed by {each.coder}"
    yield said(f"{each.pseudonym} withdrew on {by}: {went or 'nothing was here'}", look.text)


def _told(what: str, text: str, look: Palette) -> Iterator[Paragraph]:
    yield Paragraph(((f"{what} ", look.quiet), (text, look.text)))


def _agreed(each: Person, readers: str, look: Palette) -> Iterator[Paragraph]:
    agreed = each.consent
    why = f" ({agreed.why})" if agreed.why and agreed.why != each.may else ""
    until = f", until {agreed.until}" if agreed.until and agreed.until not in each.may else ""
    yield Paragraph(
        (
            (f"{each.pseudonym}: {each.may}", look.strong),
            (why + until, look.text),
            (f", for {readers}", look.quiet),
        )
    )
    form = f"form {agreed.form}" if agreed.form else "no form on record"
    signed = f", signed {agreed.signed}" if agreed.signed else ""
    link = "linked to the survey" if agreed.may_link else "not to be linked to the survey"
    widest = f"readers as far as: {agreed.audience}" if agreed.audience else "no word on readers"
    yield said(" · ".join((form + signed, widest, link)), look.quiet)


def prints(given: Attribution, look: Palette) -> Iterator[Paragraph]:
    """What prints beside a quotation, how many share it, and why it is not more."""
    of = f" ({given.size} of the population)" if given.in_population else ""
    shared = f" shared by {given.fellows}{of}, at least {given.least} should"
    yield Paragraph(
        (("prints as ", look.quiet), (f"({given.label})", look.strong), (shared, look.quiet))
    )
    if given.widened:
        changes = ", ".join(each.said() for each in given.widened)
        yield said(f"{changes}: {given.why}", look.text, "· ", look.quiet)


def survey_entry(each: SurveyConsent, found: Persons, look: Palette) -> Iterator[Paragraph]:
    """What respondents agreed to, and the attributions of those of whom less is said."""
    number = counted(each.respondents, "respondent")
    yield Paragraph(((each.survey, look.strong), (f"  {number}", look.quiet)))
    why = f" ({each.why})" if each.why else ""
    standing = may(each.may, each.against)
    yield Paragraph(
        ((f"for {found.readers}  ", look.quiet), (standing, look.strong), (why, look.text))
    )
    yield said("as study.yaml says what the survey's first page asked: survey: {may_quote}",
               look.quiet)  # fmt: skip
    if each.as_participants:
        yield said(f"{each.as_participants} of them are linked to an interview, or have a row of "
                   "their own in participants.csv: that row holds", look.text)  # fmt: skip
    widened = [one for one in found.respondents if one.widened]
    if widened:
        yield BLANK
        yield said(f"less is said than is known of {len(widened)} of all respondents:", look.quiet)
        for one in widened[:_MOST]:
            changes = ", ".join(change.said() for change in one.widened)
            yield said(f"{one.label}: {changes}: {one.why}", look.text, "· ", look.quiet)
        if len(widened) > _MOST:
            yield said(f"… and {len(widened) - _MOST} more: qualkit attributions", look.quiet)


def missing_entry(missing: Sequence[tuple[str, str]], look: Palette) -> Iterator[Paragraph]:
    """What is missing or wrong, each with what mends it."""
    for problem, mend in missing:
        yield said(problem, look.strong, "! ")
        yield said(mend, look.text, "  ")


def file_entry(each: ExportRecord, look: Palette) -> Iterator[Paragraph]:
    """Everything on record of a file that left."""
    yield said(each.file, look.strong)
    number = counted(each.quotes, "quotation")
    at = f"{each.at[:10]} {each.at[11:16]}"
    yield said(f"{each.what} · for {each.profile} · {number} · {at} · {each.coder}", look.quiet)
    if each.stale:
        yield said(f"stale: {each.stale}", look.strong, "! ")
    if each.people:
        yield Paragraph((("quotes  ", look.quiet), (some(each.people, 60), look.text)))
    if each.objections:
        listed = ", ".join(f"{kind}: {n}" for kind, n in sorted(each.objections.items()))
        yield Paragraph((("the gate said  ", look.quiet), (listed, look.text)))
    if each.reason:
        yield Paragraph((("overruled because  ", look.quiet), (each.reason, look.strong)))
