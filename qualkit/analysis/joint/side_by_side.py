"""Side by side: what the survey found, what was said, quotations, and how researchers judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.analysis.joint.choosing import cell_of, chosen
from qualkit.analysis.joint.material import PLURAL, Grouping, Material, Piece, in_groups
from qualkit.core.codebook import Codebook, Theme
from qualkit.core.joint import (
    Count,
    JointCell,
    JointNote,
    JointRow,
    Judgement,
    NoteKind,
    ScaleLink,
)
from qualkit.core.records import DocumentKind
from qualkit.core.statistics import Comparison, Description
from qualkit.core.table import Column, ColumnKind

COLUMNS = (
    Column("theme", "Theme", width=0.7),
    Column("survey", "Survey", ColumnKind.LINES, width=2.7),
    Column("interviews", "Interviews", ColumnKind.LINES, width=2.1),
    Column("quotations", "Quotations", ColumnKind.QUOTE, width=3.2),
    Column("fit", "Fit, as judged by the researchers", ColumnKind.LINES, width=2.2),
)
NO_SCALE = "The survey has no scale for this."
NO_RESULT = "No answers to this scale are in the study."
NOT_JUDGED = "not judged yet"


@dataclass(frozen=True, slots=True)
class Result:
    """What the survey found on one scale; the texts are rendered from the records beside them.

    `text` has the groups and what their comparison says; `groups` only the groups, for a theme
    after the first that bears the scale ("" where there is no comparison to leave out).
    """

    name: str
    text: str
    groups: str = ""
    description: Description | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """What a side-by-side display is made of. `results` are by instrument and subscale."""

    book: Codebook
    material: Material
    grouping: Grouping
    links: tuple[ScaleLink, ...]
    results: Mapping[tuple[str, str], Result]
    notes: tuple[JointNote, ...]
    quotes: int = 2


def side_by_side_rows(sides: Sides, themes: Iterable[Theme]) -> Iterator[JointRow]:
    """Of each theme what is said of it as a whole, then a row for each scale and judgement."""
    told: dict[tuple[str, str], Theme] = {}
    for theme in themes:
        notes = tuple(note for note in sides.notes if note.theme == theme.id)
        yield _whole(sides, theme, notes)
        taken: list[Piece] = []
        for instrument, subscale, codes, fits in _parts(sides, theme, notes):
            first = told.setdefault((instrument, subscale), theme)
            survey = _survey(sides, instrument, subscale, first if first is not theme else None)
            row, used = _part(sides, theme, instrument, subscale, codes, fits, taken, survey)
            taken += used
            yield row


def _whole(sides: Sides, theme: Theme, notes: tuple[JointNote, ...]) -> JointRow:
    said = [n for n in notes if n.kind in (NoteKind.LEAD_IN, NoteKind.REMARK)]
    meta = [n for n in notes if n.kind is NoteKind.META_INFERENCE]
    scales = [
        _named(sides, link.instrument, link.subscale)
        for link in sides.links
        if link.theme == theme.id and link.by_theme
    ]
    tied = f"Linked to the theme: {', '.join(scales)}." if scales else "No scale is linked to it."
    return JointRow(
        (
            JointCell(theme.name),
            JointCell(tied),
            JointCell("\n".join(map(_written, said)) or theme.statement),
            JointCell(),
            JointCell("\n".join(f"Meta-inference: {_written(note)}" for note in meta)),
        ),
        theme.id,
        notes=(*said, *meta),
    )  # fmt: skip


def _parts(
    sides: Sides, theme: Theme, notes: Sequence[JointNote]
) -> Iterator[tuple[str, str, tuple[str, ...], tuple[JointNote, ...]]]:
    """Instrument, subscale, codes and judgements of each row: linked scales first, in the order
    of the codebook, then what was judged without a link."""
    fits = [note for note in notes if note.kind is NoteKind.FIT]
    linked = {(li.instrument, li.subscale): li for li in sides.links if li.theme == theme.id}
    scales = [*linked, *((fit.instrument, fit.subscale) for fit in fits)]
    for scale in dict.fromkeys(scales):
        own = [fit for fit in fits if (fit.instrument, fit.subscale) == scale]
        by_codes: dict[tuple[str, ...], list[JointNote]] = {}
        for fit in own:
            by_codes.setdefault(fit.codes, []).append(fit)
        if not own:
            by_codes[linked[scale].codes] = []
        for codes, some in by_codes.items():
            yield *scale, codes or (linked[scale].codes if scale in linked else ()), tuple(some)


def _part(
    sides: Sides, theme: Theme, instrument: str, subscale: str, codes: tuple[str, ...],
    fits: tuple[JointNote, ...], taken: Sequence[Piece], survey: JointCell,
) -> tuple[JointRow, tuple[Piece, ...]]:  # fmt: skip
    names = {code: found.name for code in codes if (found := sides.book.code(code))}
    pieces = sides.material.of(codes)
    against = any(fit.judgement is Judgement.DISCORD for fit in fits)
    group = _group_of(sides.grouping)
    kept = chosen(pieces, sides.quotes, spread=group, taken=taken, counter=against)
    quoted = cell_of("", kept, sides.grouping, names)
    row = JointRow(
        (
            JointCell(theme.name),
            survey,
            _interviews(sides, tuple(names.values()), codes),
            quoted,
            JointCell("\n".join(map(_judged, fits)) or NOT_JUDGED),
        ),
        theme.id, codes, instrument, subscale, fits,
    )  # fmt: skip
    return row, kept


def _group_of(grouping: Grouping) -> Callable[[Piece], object]:
    return lambda piece: tuple(grouping.of.get(person, "") for person in piece.people)


def _survey(sides: Sides, instrument: str, subscale: str, told: Theme | None) -> JointCell:
    """The survey's result; of a scale told under another theme only the groups, and where."""
    if not instrument:
        return JointCell(NO_SCALE)
    result = sides.results.get((instrument, subscale))
    if result is None:
        return JointCell(f"{subscale} ({instrument}): {NO_RESULT}")
    text = (
        f"{result.groups}\nCompared under {told.name}." if told and result.groups else result.text
    )
    return JointCell(
        f"{result.name}\n{text}",
        description=result.description,
        comparison=result.comparison,
    )


def _named(sides: Sides, instrument: str, subscale: str) -> str:
    result = sides.results.get((instrument, subscale))
    return result.name if result else f"{subscale} ({instrument})"


def _interviews(sides: Sides, names: tuple[str, ...], codes: tuple[str, ...]) -> JointCell:
    counts = tuple(sides.material.reach(codes, kind) for kind in sides.material.kinds)
    lines = [", ".join(names) or "no code"]
    for count in counts:
        lines += _by_group(sides.material, sides.grouping, count, codes)
    return JointCell("\n".join(lines), counts)


def _by_group(
    material: Material, grouping: Grouping, count: Count, codes: tuple[str, ...]
) -> Iterator[str]:
    """`interviews: 10 of 14 (NHS 6 of 7, third sector 4 of 6); 40 references`."""
    kind: DocumentKind = count.kind
    raised: dict[str, int] = {}
    parts = []
    for group, people in in_groups(material, grouping, kind):
        own = material.reach(codes, kind, people)
        raised[group] = own.participants
        if people and not grouping.hides(group, kind):
            parts.append(f"{group or 'not known'} {own.participants} of {own.of}")
    by_group = ", ".join(parts)
    if not grouping.total_shown(kind, raised):
        yield f"{PLURAL[kind]}: {by_group or 'not shown'}"
        return
    total = f"{count.participants} of {count.of}"
    noun = "reference" if count.references == 1 else "references"
    yield (
        f"{PLURAL[kind]}: {total}{f' ({by_group})' if by_group else ''}; {count.references} {noun}"
    )


def _judged(note: JointNote) -> str:
    return f"{note.judgement}: {_written(note)}"


def _written(note: JointNote) -> str:
    """The words with whose they are, and whether they have still to be checked."""
    waiting = ", provisional" if note.provisional else ""
    return f"{note.text} ({note.coder}{waiting})"
