"""Joint displays on their way out: through the export gate like any quotation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qualkit.analysis.joint.tables import mapped, table_of
from qualkit.analysis.quotes import Reader
from qualkit.core.deidentifying import Profile
from qualkit.core.joint import JointDisplay, LinkLevel
from qualkit.core.quotes import Quote
from qualkit.core.report import INTERNAL, Provenance
from qualkit.core.table import Table
from qualkit.errors import InputError, RefusedError
from qualkit.privacy import gate
from qualkit.study import codebook as book
from qualkit.study.joint.displays import Asked
from qualkit.study.leaving import quotes_out
from qualkit.study.leaving.asking import Asking
from qualkit.study.leaving.clearing import Clearing
from qualkit.study.leaving.export_records import keep
from qualkit.study.leaving.exporting import UNMASKED, Exported, provenance, rules, write
from qualkit.study.leaving.quotes_out import Terms
from qualkit.study.quotes import QuoteChoice
from qualkit.study.session import Session

SINGLE = ("cases", "discordant")
"""Displays of single persons' scores, where the tie is one of persons."""


def export_display(
    session: Session, display: JointDisplay, asked: Asked, target: Path, format_name: str,
    template: Path | None, terms: Terms | None = None,
) -> Exported:  # fmt: skip
    """Write a display: quotations that may leave, names masked, small groups hidden.

    GateError where the gate objects to a quotation that prints.
    """
    terms = _terms(display, terms or Terms())
    target = _allowed(display, target)
    # Only there columns say the group of whoever is quoted.
    by = display.by if display.name in ("matrix", "sources") and not display.internal else ""
    clearing = Clearing(session, quotes_out.checked(session, terms), beside=by)
    codebook = book.codebook(session)
    asking = Asking(clearing, codebook.theme_name, leave_out=terms.leave_out)
    read = {quote: _read(session, clearing, quote) for quote in display.printed()}
    chosen = [quote for quote in read.values() if asking.allows(quote)]
    asking.take(chosen)
    found = asking.clearance()
    quotes_out.refuse(found, target, terms)
    missing = session.missing_roster()
    held = quotes_out.withheld(found)
    display = replace(display, notes=(*display.notes, *held, *([UNMASKED] if missing else [])))

    def tabulate(passed: Iterable[Quote]) -> Table:
        dressed = dict(zip(map(_place, chosen), passed, strict=True))
        kept = {quote for quote in read if _place(quote) in dressed}
        mask = gate.mask_text(clearing.forms)
        return table_of(mapped(display, mask, kept, lambda quote: dressed[_place(quote)]))

    cleared = gate.clear_quotes(
        chosen,
        gate.Verbatim(lambda version: session.text(version).text, clearing.masks),
        clearing.dressed,
        tabulate,
        _about(session, display, asked, clearing.profile),
        (
            *quotes_out.told(found), *filter(None, [missing]),
            *([INTERNAL] if display.internal else []),
        ),
        quotes_out.stamp_of(found),
    )  # fmt: skip
    if display.internal:
        cleared = replace(cleared, stamp=". ".join(filter(None, (INTERNAL, cleared.stamp))))
    going_by = rules(session, near=clearing.profile is not Profile.TEAM)
    exported = write(
        cleared, going_by, target, format_name, template, overruled=bool(terms.force)
    )  # fmt: skip
    all_found = quotes_out.with_leaks(found, exported)
    what = f"joint display: {display.name}"
    return keep(session, what, exported, all_found, asking.people, terms.force)


def _terms(display: JointDisplay, terms: Terms) -> Terms:
    """An internal display is for the team, whoever else reads the rest."""
    if not display.internal:
        return terms
    if terms.profile not in ("", Profile.TEAM.value):
        raise InputError(
            "an internal display shows groups too small for others", "leave --internal out"
        )
    return replace(terms, profile=Profile.TEAM.value)


def _read(session: Session, clearing: Clearing, quote: Quote) -> Quote:
    """The quotation as these readers may read it."""
    reader = Reader(session.text(quote.version_id), clearing.masks(quote.version_id))
    return quote._replace(lines=reader.lines(quote.start, quote.end)[1])


def _about(
    session: Session, display: JointDisplay, asked: Asked, profile: Profile
) -> Provenance:  # fmt: skip
    choice = QuoteChoice(themes=asked.themes, codes=asked.codes, layer=asked.layer)
    made = quotes_out.described(profile, provenance(session, choice))
    groups = [("groups by", display.by)] if display.by else []
    smallest = "any" if display.internal else str(display.minimum)
    return replace(made, settings=(*made.settings, *groups, ("smallest group shown", smallest)))


def _allowed(display: JointDisplay, target: Path) -> Path:
    """Where the file goes; RefusedError where single persons' scores would leave the team."""
    personal = display.link.level in (LinkLevel.RESPONDENT, LinkLevel.PARTICIPANT)
    if display.name in SINGLE and personal and not display.internal:
        raise RefusedError(
            "a file of single persons' scores is for the team alone",
            "add --internal, or look at it on the screen",
        )
    if display.internal and "-internal" not in target.stem:
        return target.with_name(f"{target.stem}-internal{target.suffix}")
    return target


def _place(quote: Quote) -> tuple[str, str, int, int]:
    return quote.code, quote.version_id, quote.start, quote.end
