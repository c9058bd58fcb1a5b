"""Matrices, words and the framework matrix on their way out: all through the export gate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.clearing import Against, Clearance
from qualkit.core.deidentifying import Profile
from qualkit.core.report import INTERNAL, NOT_DEIDENTIFIED, Cleared, Provenance
from qualkit.core.table import Table
from qualkit.core.wording import counted
from qualkit.errors import InputError, RefusedError
from qualkit.privacy import gate
from qualkit.study.joint.displays import Asked
from qualkit.study.joint.exports import export_display
from qualkit.study.leaving.clearing import standings
from qualkit.study.leaving.export_records import keep
from qualkit.study.leaving.exporting import UNMASKED, Exported, provenance, rules, write
from qualkit.study.leaving.quotes_out import Terms, checked
from qualkit.study.matrices.cooccurring import CoOccurrence
from qualkit.study.matrices.framework import Framework
from qualkit.study.matrices.matrix import Matrix, MatrixKind
from qualkit.study.matrices.word_records import Concordance, WordFrequencies
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.privacy.gate import Rules

Leaving = Matrix | CoOccurrence | Framework | Concordance | WordFrequencies
# Columns; Word itself opens no table with more.
_WORD_COLUMNS = 63


def name_of(made: Leaving) -> str:
    """What a file of it is called, where nobody says."""
    match made:
        case Matrix():
            name, internal = f"matrix-{made.kind}", made.internal
        case CoOccurrence():
            name, internal = f"matrix-{MatrixKind.CO_OCCURRENCE}", made.matrix.internal
        case Framework():
            name, internal = "framework", False
        case Concordance():
            name, internal = "concordance", False
        case WordFrequencies():
            name, internal = "words", made.internal
    return f"{name}-internal" if internal else name


def export(
    session: Session, made: Leaving, target: Path, format_name: str, template: Path | None,
    terms: Terms,
) -> Exported:  # fmt: skip
    """Write it: names masked, those who may not be quoted left out, the team's own stamped so.

    `terms` are those of quotations, of which the framework matrix alone has any. A concordance
    and what has a row a person are put on record like them.
    """
    if isinstance(made, Framework):
        _refuse_wide(made.table(), target, format_name)
        asked = Asked(layer=made.asked_layer)
        display = _summed_up(session, made, checked(session, terms)).display()
        return export_display(session, display, asked, target, format_name, template, terms)
    people: set[str] = set()
    if isinstance(made, Concordance):
        made = _quotable(session, made)
        people = {line.speaker for line in made.lines} - {""}
    elif isinstance(made, Matrix) and made.kind is MatrixKind.CASES:
        made = _present(session, made)
        people = {str(row.heads[0]) for row in made.rows}
    table = made.table()
    _refuse_wide(table, target, format_name)
    going_by = rules(session)
    missing = session.missing_roster()
    if missing:
        table = replace(table, notes=(*table.notes, UNMASKED))
    cleared = _cleared(made, table, going_by, _provenance(session, made))
    warnings = (*cleared.warnings, *filter(None, [missing, cleared.stamp]))
    done = write(replace(cleared, warnings=warnings), going_by, target, format_name, template)
    if not people:
        return done
    quoted = len(made.lines) if isinstance(made, Concordance) else 0
    return keep(session, name_of(made), done, Clearance(Profile.TEAM, quoted, 0, ()), people)


def _cleared(made: Leaving, table: Table, going_by: Rules, whence: Provenance) -> Cleared:
    match made:
        case Concordance():
            return gate.clear_memos(table, going_by, whence)
        case Matrix() if made.kind is MatrixKind.CASES:
            # A row a person, for the team's own statistics.
            return gate.clear_table(table, going_by, whence, NOT_DEIDENTIFIED)
        case Matrix() | WordFrequencies():
            return gate.clear_table(table, going_by, whence, INTERNAL if made.internal else "")
        case _:
            return gate.clear_table(table, going_by, whence)


def _summed_up(session: Session, made: Framework, profile: Profile) -> Framework:
    """The matrix without those who withdrew, and without summaries of who may not be paraphrased.

    RefusedError where nothing may print by which a person's words could be joined.
    """
    pseudonyms = session.settings.attribution.pseudonym or profile is Profile.TEAM
    if profile is Profile.PUBLIC or not pseudonyms:
        raise RefusedError(
            "a framework matrix has a row a participant, by which all their words are joined",
            "write it with --profile team, or write codes by group: qualkit matrix",
        )
    found = standings(session, profile)
    rows, silent = [], 0
    for row in made.rows:
        against = found[row[0].participant][0] if row and row[0].participant in found else None
        if against is Against.WITHDRAWN:
            continue
        # Whoever may only be paraphrased may be summed up; for the team who said nothing may, too.
        forbids = against is not None and (against.left_out or profile is not Profile.TEAM)
        if forbids and against is not Against.PARAPHRASE:
            silent += sum(bool(cell.summary) for cell in row)
            row = tuple(replace(cell, summary="") for cell in row)
        rows.append(row)
    notes = made.notes
    if gone := len(made.rows) - len(rows):
        notes = (*notes, f"{counted(gone, 'row')} left out: consent withdrawn.")
    if silent:
        notes = (*notes, f"Summaries left out of participants who may not be quoted: {silent}.")
    return replace(made, rows=tuple(rows), notes=notes)


def _against(session: Session) -> dict[str, Against]:
    """Who may not be quoted even by the team, and why."""
    found = standings(session, Profile.TEAM)
    return {person: against for person, (against, _) in found.items() if against.left_out}


def _quotable(session: Session, made: Concordance) -> Concordance:
    """The lines of those who may be quoted."""
    against = _against(session)
    kept = tuple(line for line in made.lines if line.speaker not in against)
    notes = made.notes
    if gone := len(made.lines) - len(kept):
        notes = (*notes, f"{counted(gone, 'line')} left out: whoever speaks may not be quoted.")
    return replace(made, lines=kept, notes=notes)


def _present(session: Session, made: Matrix) -> Matrix:
    """The rows of those who have not withdrawn."""
    gone = {p for p, against in _against(session).items() if against is Against.WITHDRAWN}
    kept = tuple(row for row in made.rows if row.heads[0] not in gone)
    if not (left := len(made.rows) - len(kept)):
        return made
    notes = (*made.notes, f"{counted(left, 'row')} left out: consent withdrawn.")
    return replace(made, rows=kept, notes=notes)


def _provenance(session: Session, made: Leaving) -> Provenance:
    whence = provenance(session)
    settings = [pair for pair in whence.settings if pair[0] != "layer"]
    match made:
        case Matrix():
            settings = [("layer", made.layer), *settings, *made.settings]
        case CoOccurrence():
            settings = [("layer", made.matrix.layer), *settings, *made.matrix.settings]
        case Concordance():
            settings = [("looked for", made.query), ("sorted by", made.order.value)]
        case WordFrequencies():
            settings = [("words by", made.by or "all together"), ("counted by", made.basis)]
    return replace(whence, settings=tuple(settings))


def _refuse_wide(table: Table, target: Path, format_name: str) -> None:
    wanted = format_name or target.suffix.lstrip(".").lower()
    if wanted == "docx" and (number := len(table.printed())) > _WORD_COLUMNS:
        raise InputError(
            f"a table of {number} columns fits in no Word document, which holds {_WORD_COLUMNS}",
            "write it with --format xlsx or csv, or choose with --theme, --code or --themes",
        )
