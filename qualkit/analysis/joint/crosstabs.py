"""Codes by groups: how many raised each (crosstab), and what they said (quote matrix)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualkit.analysis.joint.choosing import cell_of, chosen
from qualkit.analysis.joint.material import (
    PLURAL,
    Grouping,
    Material,
    Piece,
    count_text,
    counts_text,
    in_groups,
    people_of,
)
from qualkit.core.codebook import Codebook, Placed
from qualkit.core.joint import Count, JointCell, JointRow
from qualkit.core.records import DocumentKind
from qualkit.core.table import Column, ColumnKind

NOT_SHOWN = "not shown: small group"
OTHERS = "Group not shown"


def crosstab_columns(grouping: Grouping) -> tuple[Column, ...]:
    """Theme, code, kind of document, a column for each group, all together."""
    return (
        Column("theme", "Theme"),
        Column("code", "Code", width=1.2),
        Column("kind", "In"),
        *(Column(f"group_{n}", group or "not known", width=1.1)
          for n, group in enumerate(grouping.order, 1)),
        Column("all", "All", width=1.1),
    )  # fmt: skip


def crosstab_rows(
    material: Material, codes: Iterable[Placed], grouping: Grouping, *, percent: bool = False
) -> Iterable[JointRow]:
    """A row for each code in each kind of document, which are counted apart."""
    for placed in codes:
        for kind in material.kinds:
            cells = _counted(material, grouping, placed.code.id, kind, percent=percent)
            theme = placed.theme
            heads = (theme.name if theme else "Unsorted", placed.code.name, PLURAL[kind])
            yield JointRow(
                (*(JointCell(head) for head in heads), *cells), theme.id if theme else "",
                (placed.code.id,),
            )  # fmt: skip


def _counted(
    material: Material, grouping: Grouping, code: str, kind: DocumentKind, *, percent: bool
) -> Iterable[JointCell]:
    counts = {
        group: material.reach([code], kind, people)
        for group, people in in_groups(material, grouping, kind)
    }
    pieces = material.of([code])
    for group, count in counts.items():
        if grouping.hides(group, kind) and count.of:
            yield JointCell(NOT_SHOWN, hidden=True)
        else:
            voices = material.voices.get(kind, frozenset())
            said = _said(pieces, people_of(grouping, group, voices), kind)
            yield JointCell(
                count_text(count, percent=percent), (count,), tuple(p.quote for p in said)
            )
    raised = {group: count.participants for group, count in counts.items()}
    if grouping.total_shown(kind, raised):
        total = material.reach([code], kind)
        yield JointCell(count_text(total, percent=percent), (total,))
    else:
        yield JointCell("not shown", hidden=True)


def _said(pieces: Sequence[Piece], people: frozenset[str], kind: DocumentKind) -> list[Piece]:
    return [p for p in pieces if p.kind is kind and people & set(p.people) and p.quote.lines]


def matrix_columns(grouping: Grouping) -> tuple[Column, ...]:
    """Theme, code, a column of quotations for each group that may be shown, one for the rest."""
    return (
        Column("theme", "Theme", width=0.8),
        Column("code", "Code", width=0.9),
        *(Column(f"group_{number}", group, ColumnKind.LINES, 3.0)
          for number, group in enumerate(_columns(grouping), 1)),
    )  # fmt: skip


def _columns(grouping: Grouping) -> tuple[str, ...]:
    shown = tuple(group for group in grouping.order if group not in grouping.never_shown)
    # Those whose group may not be said are heard all the same: a negative case is often one.
    named = tuple(group or "not known" for group in shown)
    return (*named, OTHERS) if _leaves_out(grouping) else named


def _leaves_out(grouping: Grouping) -> bool:
    return bool(grouping.never_shown or grouping.silent or any(grouping.few.values()))


def matrix_rows(
    material: Material, codes: Iterable[Placed], grouping: Grouping, book: Codebook, most: int
) -> Iterable[JointRow]:
    """A row for each code: of each group how many raised it, kind by kind, and what they said."""
    shown = [group for group in grouping.order if group not in grouping.never_shown]
    for placed in codes:
        code, theme = placed.code, placed.theme
        pieces = material.of([code.id])
        cells = [_quoted(material, grouping, pieces, group, most) for group in shown]
        if _leaves_out(grouping):
            hidden = [p for p in pieces if any(_unsaid(grouping, who, p.kind) for who in p.people)]
            cells.append(cell_of("", chosen(hidden, most), grouping, {}))
        heads = (theme.name if theme else "Unsorted", code.name)
        yield JointRow(
            (*(JointCell(head) for head in heads), *cells), theme.id if theme else "", (code.id,)
        )


def _unsaid(grouping: Grouping, person: str, kind: DocumentKind) -> bool:
    hidden = grouping.of.get(person, "") in grouping.never_shown
    return hidden or not grouping.says(person, kind)


def _quoted(
    material: Material, grouping: Grouping, pieces: Sequence[Piece], group: str, most: int
) -> JointCell:
    counts: list[Count] = []
    own: list[Piece] = []
    lines: list[str] = []
    for kind in material.kinds:
        people = people_of(grouping, group, material.voices[kind])
        if people and grouping.hides(group, kind):
            lines.append(f"{PLURAL[kind]}: {NOT_SHOWN}")
        elif people:
            code = pieces[0].code if pieces else ""
            counts.append(material.reach([code], kind, people))
            lines.append(counts_text(counts[-1:]))
            said = _said(pieces, people, kind)
            own += [piece for piece in said if not grouping.silent.intersection(piece.people)]
    cell = cell_of("\n".join(lines), chosen(own, most), grouping, {})
    return JointCell(cell.text, tuple(counts), cell.quotes, cell.attributions)
