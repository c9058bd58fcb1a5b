"""Agreement without a study: codings, lengths and who read what from CSV files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.errors import InputError
from qualkit.study.agreement.numbering import Numbered
from qualkit.study.agreement.question import AgreementQuestion, Unit
from qualkit.study.agreement.report import ComparedDocument

if TYPE_CHECKING:
    from qualkit.agreement.arrays import Scope
    from qualkit.importers.outside import Outside, OutsideCoding

INFERRED = (
    "No file says who finished which document, so whoever has codings in one is taken to have "
    "read all of it: somebody who read a document and found nothing is missing. Name who read "
    "what with --assignments."
)


def numbered_files(
    question: AgreementQuestion, codings: Path, lengths: Path, pairs: Path | None
) -> tuple[Numbered, tuple[str, ...]]:
    """The arrays of files, and notes about what was inferred or left out.

    Raises InputError for rows that do not fit, and where the unit needs a text.
    """
    from qualkit.agreement.arrays import Codings
    from qualkit.importers.outside import read_outside

    if question.unit not in (Unit.CHARACTER, Unit.DOCUMENT):
        raise InputError(
            f"files without texts do not say where a {question.unit.value} begins and ends",
            "take --unit character or document, or import transcripts and codings into a study",
        )
    files = read_outside(codings, lengths, pairs)
    finished, counted, notes = _finished(files)
    names = tuple(sorted({coder for _, coder in finished}))
    if question.pair:
        names = tuple(name for name in names if name in question.pair)
    codes = tuple(sorted({c.code for c in files.codings}))
    compared = tuple(
        ComparedDocument(name, name, "", length, tuple(c for c in names if (name, c) in finished))
        for name, length in files.lengths.items()
        if question.document in ("", name)
    )
    document = {each.name: number for number, each in enumerate(compared)}
    rater = {name: number for number, name in enumerate(names)}
    place = {code: number for number, code in enumerate(codes)}
    arrays = Codings.of(
        (document[c.document], rater[c.coder], place[c.code], c.start, c.end)
        for c in counted
        if c.document in document and c.coder in rater
    )
    scope = _scope(question, compared, rater, len(codes))
    return Numbered(
        arrays, scope, compared, names, codes, {code: code for code in codes}, {}
    ), tuple(notes)


def _finished(
    files: Outside,
) -> tuple[frozenset[tuple[str, str]], list[OutsideCoding], list[str]]:
    """(document, coder) who finished it, the codings that count, and what is to be said of it."""
    notes = [] if files.pairs is not None else [INFERRED]
    finished = files.pairs
    if finished is None:
        finished = frozenset((c.document, c.coder) for c in files.codings)
    if files.empty:
        rows = ", ".join(str(row) for row in files.empty[:5])
        notes.append(f"{len(files.empty)} codings without any length are left out (rows {rows})")
    counted = [c for c in files.codings if (c.document, c.coder) in finished]
    if left := len(files.codings) - len(counted):
        notes.append(f"{left} codings in documents that their coder has not finished are left out")
    return finished, counted, notes


def _scope(
    question: AgreementQuestion, compared: Sequence[ComparedDocument], rater: Mapping[str, int],
    codes: int,
) -> Scope:  # fmt: skip
    import numpy as np

    from qualkit.agreement.arrays import Scope, Units

    long = [each.characters for each in compared]
    finished = np.zeros((len(compared), max(1, len(rater))), np.bool_)
    for number, each in enumerate(compared):
        for coder in each.raters:
            finished[number, rater[coder]] = True
    units = Units.documents(long, question.least) if question.unit is Unit.DOCUMENT else None
    return Scope(lengths=np.array(long, np.int64), finished=finished, codes=codes, units=units)
