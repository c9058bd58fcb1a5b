"""What leaves a study: quotes, codings, the codebook, stars, memos, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Role
from qualkit.core.table import Table
from qualkit.core.wording import counted, some
from qualkit.privacy import consent, gate
from qualkit.privacy.gate import Rules
from qualkit.storage.codings import CodingFilter
from qualkit.study import final_layer
from qualkit.study.blindness import left_out
from qualkit.study.carried import waiting_note
from qualkit.study.codebook_table import codebook_table
from qualkit.study.coding_table import round_trip_table
from qualkit.study.exporting import UNMASKED, Exported, provenance, rules, write
from qualkit.study.mark_files import marks_table
from qualkit.study.meetings import minutes_table
from qualkit.study.memos import Wanted, memo_table
from qualkit.study.quotes import COUNTED, PARTICIPANTS, QuoteChoice, QuoteSource, tabulator
from qualkit.study.session import Session
from qualkit.study.survey.respondents import respondents

if TYPE_CHECKING:
    from qualkit.core.meeting import Meeting


def export_quotes(
    session: Session, target: Path, format_name: str, choice: QuoteChoice, template: Path | None
) -> Exported:
    """Write the themed quote table."""
    source = QuoteSource(session, choice)
    going_by = rules(session)
    unmasked = session.missing_roster()
    waiting = (*waiting_note(session), *left_out(session))
    warnings = (
        *_withheld(source, going_by), *_consent_gaps(session), *filter(None, [unmasked]), *waiting
    )  # fmt: skip
    title = f"{session.settings.title}: themed quotations"
    cleared = gate.clear_quotes(
        # Only where somebody may not be quoted; and before the most a code are chosen.
        source.quotes(
            (lambda quote: not gate.withheld(quote, going_by)) if going_by.obstacles else None
        ),
        going_by,
        source.source_text,
        tabulator(
            source,
            title,
            (
                _how_counted(choice, source),
                *_withheld(source, going_by),
                *waiting,
                *([UNMASKED] if unmasked else []),
            ),
        ),
        provenance(session, choice, source.layer),
        warnings,
    )
    return write(cleared, going_by, target, format_name, template)


def export_codings(
    session: Session, target: Path, format_name: str, wanted: CodingFilter, layer: str = ""
) -> Exported:
    """Write the codings in the columns that `import codings` takes back without loss.

    Without a layer all coders' are written, or those of the coder that is `wanted`: it is a copy
    to work with, and nothing is to be lost in it.
    """
    chosen = final_layer.choose(session, layer or wanted.coder or final_layer.UNION)
    wanted = replace(wanted, layer=chosen.rows, coder=wanted.coder or chosen.coder)
    table = round_trip_table(session, wanted, chosen)
    cleared = gate.clear_working_copy(table, provenance(session, layer=chosen))
    exported = write(cleared, Rules({}, ()), target, format_name)
    warnings = (*exported.warnings, *waiting_note(session), *left_out(session))
    return replace(exported, warnings=warnings)


def export_codebook(
    session: Session, target: Path, format_name: str, template: Path | None
) -> Exported:
    """Write the codebook as a table of definitions and rules."""
    going_by = rules(session)
    cleared = gate.clear_table(codebook_table(session), going_by, provenance(session))
    return write(cleared, going_by, target, format_name, template)


def export_marks(session: Session, target: Path, format_name: str) -> Exported:
    """Write the stars and counter-examples in the columns that `import marks` takes back."""
    cleared = gate.clear_working_copy(marks_table(session), provenance(session))
    exported = write(cleared, Rules({}, ()), target, format_name)
    return replace(exported, warnings=(*exported.warnings, *left_out(session)))


def export_memos(session: Session, target: Path, format_name: str) -> Exported:
    """Write the memos; names on the roster that stand in them are masked."""
    table = memo_table(session, Wanted(all_coders=True))
    return _masked(session, table, target, format_name, left_out(session))


def export_minutes(session: Session, target: Path, format_name: str, held: Meeting) -> Exported:
    """Write the minutes of a code meeting; names on the roster that stand in them are masked."""
    return _masked(session, minutes_table(session, held), target, format_name)


def _masked(
    session: Session, table: Table, target: Path, format_name: str, warnings: Sequence[str] = ()
) -> Exported:
    """Write what people wrote freely, names on the roster masked."""
    going_by = rules(session)
    unmasked = session.missing_roster()
    cleared = gate.clear_memos(
        replace(table, notes=(*table.notes, UNMASKED)) if unmasked else table,
        going_by,
        provenance(session),
        (*filter(None, [unmasked]), *warnings),
    )
    return write(cleared, going_by, target, format_name)


def _withheld(source: QuoteSource, going_by: Rules) -> tuple[str, ...]:
    if not going_by.obstacles:
        return ()
    reasons: dict[str, int] = {}
    for reference in source.references:
        if reason := gate.withheld(source.quote(reference), going_by):
            reasons[reason] = reasons.get(reason, 0) + 1
    return tuple(
        f"{counted(count, 'quotation')} withheld ({reason})"
        for reason, count in sorted(reasons.items())
    )


def _consent_gaps(session: Session) -> tuple[str, ...]:
    participants, answered = session.participants(), respondents(session)
    known = {participant.pseudonym for participant in (*participants, *answered)}
    speakers = {
        speaker.pseudonym
        for document in session.documents()
        for speaker in document.speakers
        if speaker.role is Role.PARTICIPANT
    }
    gaps = sorted({*consent.unrecorded(participants), *(speakers - known)})
    silent = speakers.intersection(consent.unrecorded(answered))
    told = []
    if gaps:
        told.append(f"no word about quoting on record for {some(gaps, 8)} (may_quote is empty)")
    if silent:
        told.append(
            f"no word about quoting on record for {counted(len(silent), 'respondent')} of the "
            "survey (say `survey: {may_quote: verbatim}` in study.yaml)"
        )
    return tuple(told)


def _how_counted(choice: QuoteChoice, source: QuoteSource) -> str:
    layer = source.layer
    people = COUNTED if source.comments else PARTICIPANTS
    merged = (
        "overlapping codings of one code count as one reference"
        if choice.merge
        else "each coding counts as one reference"
    )
    of_one = f", of these coder {choice.coder}'s" if choice.coder not in ("", layer.name) else ""
    most = (
        f" Quotations shown: at most {choice.most} a code, from as many participants as can be."
        if choice.most
        else ""
    )
    return f"{people} References: {merged}; layer: {layer.words}{of_one}.{most}"
