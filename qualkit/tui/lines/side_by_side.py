"""Two coders' codings of one text, made ready to be painted beside each other."""

from __future__ import annotations

from collections.abc import Mapping

from qualkit.core.differing import Difference
from qualkit.core.layout import Layout, gutter
from qualkit.core.records import Coding, Layer, MarkKind, Role, Span, TextVersion
from qualkit.study import Study
from qualkit.tui.coded import Coded
from qualkit.tui.paint import Look, Picture
from qualkit.tui.palette import Palette
from qualkit.tui.sides import Whose


def sides_of(study: Study, each: Difference) -> tuple[Whose, ...]:
    """What every coder has there as it was compared, and quietly what else they have around."""
    document = study.document(each.document_id)
    found = []
    for number, side in enumerate(each.sides):
        here = [
            Coding(had.coding_id, each.document_id, each.version_id, Layer.CODER, side.coder,
                   each.round, had.code, had.span, "", "")
            for had in side.judgements
        ]  # fmt: skip
        known = {coding.id for coding in here}
        around = [
            coding
            for coding in study.codings(document, side.coder)
            if coding.id not in known
            and (coding.layer, coding.round) == (Layer.CODER, each.round)
            and coding.version_id == each.version_id
        ]
        found.append(Whose(side.coder, number, here, around))
    return tuple(found)


def bare(
    version: TextVersion, layout: Layout, looks: Mapping[str, Look], palette: Palette
) -> Picture:
    """The text without anybody's codings."""
    structure = version.structure
    named = [gutter(speaker) for speaker in structure.speakers]
    asking = {s.number for s in structure.speakers if s.role is Role.INTERVIEWER}
    editorial = [
        Span(mark.start, mark.end)
        for mark in structure.marks
        if mark.kind is MarkKind.EDITORIAL and mark.start < mark.end
    ]
    return Picture(
        layout, Coded(()), looks, palette, [named[turn.speaker] for turn in structure.turns],
        frozenset(i for i, turn in enumerate(structure.turns) if turn.speaker in asking),
        editorial, (),
    )  # fmt: skip
