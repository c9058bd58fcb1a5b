"""Joint displays on their way out: through the export gate like any quotation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qualkit.analysis.joint.tables import mapped, table_of
from qualkit.core.joint import JointDisplay, LinkLevel
from qualkit.core.quotes import Quote
from qualkit.core.report import INTERNAL
from qualkit.core.table import Table
from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.privacy import gate
from qualkit.privacy.gate import Rules
from qualkit.study.exporting import UNMASKED, Exported, provenance, rules, write
from qualkit.study.joint.displays import Asked
from qualkit.study.quotes import QuoteChoice
from qualkit.study.session import Session

SINGLE = ("cases", "discordant")
"""Displays of single persons' scores, where the tie is one of persons."""


def export_display(
    session: Session, display: JointDisplay, asked: Asked, target: Path, format_name: str,
    template: Path | None,
) -> Exported:  # fmt: skip
    """Write a display: quotations that may leave, names masked, small groups hidden."""
    target = _allowed(display, target)
    going_by = rules(session)
    texts = {quote.version_id for quote in display.printed()}
    source = {version: session.text(version).text for version in texts}
    held = _held_back(display, going_by)
    missing = session.missing_roster()
    said = (*display.notes, *held, *([UNMASKED] if missing else []))
    display = replace(display, notes=said)

    def tabulate(passed: Iterable[Quote]) -> Table:
        by_place = {_place(quote): quote for quote in passed}
        kept = {q for q in display.printed() if _place(q) in by_place}
        mask = gate.mask_text(going_by.forms)
        return table_of(mapped(display, mask, kept, lambda q: by_place[_place(q)]))

    choice = QuoteChoice(themes=asked.themes, codes=asked.codes, layer=asked.layer)
    made = provenance(session, choice)
    settings = (
        *made.settings,
        *([("groups by", display.by)] if display.by else []),
        ("smallest group shown", "any" if display.internal else str(display.minimum)),
    )
    warnings = (*held, *filter(None, [missing]), *([INTERNAL] if display.internal else []))
    cleared = gate.clear_quotes(
        display.printed(), going_by, source.__getitem__, tabulate, replace(made, settings=settings),
        warnings,
    )  # fmt: skip
    if display.internal:
        cleared = replace(cleared, stamp=f"{INTERNAL}. {cleared.stamp}")
    return write(cleared, going_by, target, format_name, template)


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


def _held_back(display: JointDisplay, going_by: Rules) -> tuple[str, ...]:
    reasons: dict[str, int] = {}
    for quote in display.printed():
        if reason := gate.withheld(quote, going_by):
            reasons[reason] = reasons.get(reason, 0) + 1
    return tuple(
        f"{counted(count, 'quotation')} withheld ({reason})"
        for reason, count in sorted(reasons.items())
    )
