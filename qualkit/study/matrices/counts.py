"""Matrices of codes by attribute, document, kind of document and participant."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.analysis.joint.crosstabs import NOT_SHOWN
from qualkit.analysis.joint.material import KINDS, PLURAL, count_text
from qualkit.analysis.matrices import Tally, by_document, by_group, by_kind, by_person
from qualkit.core.joint import Count
from qualkit.core.records import DocumentKind
from qualkit.core.table import Cell, Column
from qualkit.errors import InputError
from qualkit.study.matrices.groups import groups
from qualkit.study.matrices.material import Asked, Gathered, Item
from qualkit.study.matrices.matrix import (
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixKind,
    MatrixRow,
)
from qualkit.study.session import Session

REACH = ("participants", "of", "references")
PARTICIPANTS = "Participants: n of N whose documents were coded; kinds of document are never added."
COMMENTS = "In survey comments they are respondents."
NO_PARTICIPANTS = "literature has no participants"
_LITERATURE = "literature"


def heads(asked: Asked) -> tuple[Column, ...]:
    """The columns that say what a row is of."""
    if asked.themes_only:
        return (Column("theme", "Theme", width=1.3),)
    return (Column("theme", "Theme"), Column("code", "Code", width=1.2))


def head_cells(item: Item, asked: Asked) -> tuple[Cell, ...]:
    """What a row is of."""
    return (item.name,) if asked.themes_only else (item.theme, item.name)


def by_attribute(session: Session, asked: Asked, by: str) -> Matrix:
    """A row for each code in each kind of document: n of N participants of each group.

    Groups that are too small are hidden, and totals that would give them back.
    """
    found = Gathered(session, asked)
    split = groups(session, found.voices, by, internal=asked.internal)
    group_of = {person: split.of(person) for people in found.voices.values() for person in people}
    mentions = tuple(found.mentions())
    tallies = by_group(mentions, found.kind_of, group_of)
    totals = by_kind(mentions, found.kind_of, found.voices)
    rows = []
    for item in found.items:
        for kind in _kinds(found):
            cells, raised = [], {}
            for group in split.order:
                people = split.people[kind][group]
                tally = tallies.get((item.key, kind, group), _NONE)
                raised[group] = len(tally.people & people)
                hides = bool(people) and split.hides(group, kind)
                cells.append(_veiled() if hides else _reach(kind, tally, people))
            if split.total_shown(kind, raised):
                cells.append(_reach(kind, totals.get((item.key, kind), _NONE), found.voices[kind]))
            else:
                cells.append(_veiled("not shown"))
            heads_ = (*head_cells(item, asked), PLURAL[kind])
            rows.append(MatrixRow(heads_, tuple(cells), item.id, kind.value))
    columns = tuple(
        MatrixColumn(f"group_{n}", group or "not known", by)
        for n, group in enumerate(split.order, 1)
    )
    return Matrix(
        MatrixKind.ATTRIBUTE, f"{session.settings.title}: {_what(asked)} by {by}",
        (*heads(asked), Column("kind", "In")), (*columns, MatrixColumn("all", "All")), REACH,
        tuple(rows), _notes(found, hidden=split.any_hidden), _repeats(asked), asked.internal,
        found.layer.short, (("groups by", by),),
    )  # fmt: skip


def by_documents(session: Session, asked: Asked) -> Matrix:
    """A row for each code, a column for each document, grouped by its kind: references."""
    found = Gathered(session, asked)
    documents = sorted(
        session.documents(), key=lambda document: (_place(document.kind), document.name)
    )
    counts = by_document(found.mentions())
    cell_of = {document.id: document.id in found.coded for document in documents}
    rows = tuple(
        MatrixRow(
            head_cells(item, asked),
            tuple(
                _number(counts.get((item.key, d.id), 0))
                if cell_of[d.id]
                else MatrixCell((None,), "", "not coded in this layer")
                for d in documents
            ),
            item.id,
        )
        for item in found.items
    )
    columns = tuple(MatrixColumn(d.name, d.name, d.kind.value) for d in documents)
    return Matrix(
        MatrixKind.DOCUMENT, f"{session.settings.title}: {_what(asked)} by document",
        heads(asked), columns, ("references",), rows, found.notes(), _repeats(asked)[:-1],
        asked.internal, found.layer.short,
    )  # fmt: skip


def by_kinds(session: Session, asked: Asked) -> Matrix:
    """A row for each code, a column for each kind of document; there is no total on purpose.

    Literature has no participants: of it the documents are counted.
    """
    found = Gathered(session, asked)
    columns, cells = _by_kind(found)
    rows = tuple(
        MatrixRow(head_cells(item, asked), here, item.id)
        for item, here in zip(found.items, cells, strict=True)
    )
    return Matrix(
        MatrixKind.KIND, f"{session.settings.title}: {_what(asked)} by kind of document",
        heads(asked), columns, REACH, rows, _notes(found), _repeats(asked)[:-1],
        asked.internal, found.layer.short,
    )  # fmt: skip


def reach_by_kind(
    session: Session, asked: Asked
) -> tuple[dict[str, tuple[tuple[str, str], ...]], tuple[str, ...]]:
    """Code id to (kind of document, how far it reaches there) in words, and how that is counted."""
    found = Gathered(session, asked)
    columns, cells = _by_kind(found)
    reach = {
        item.id: tuple((c.heading, cell.text) for c, cell in zip(columns, here, strict=True))
        for item, here in zip(found.items, cells, strict=True)
    }
    return reach, _notes(found)


def _by_kind(
    found: Gathered,
) -> tuple[tuple[MatrixColumn, ...], tuple[tuple[MatrixCell, ...], ...]]:
    """A column for each kind of document, and for each code its cells."""
    mentions = tuple(found.mentions())
    counts = by_kind(mentions, found.kind_of, found.voices)
    papers = frozenset(
        d.id for d in found.documents.values()
        if d.kind is DocumentKind.LITERATURE and d.id in found.coded
    )  # fmt: skip
    cited: dict[str, set[str]] = {}
    for each in mentions:
        if each.document in papers:
            cited.setdefault(each.code, set()).add(each.document)
    rows = []
    for item in found.items:
        cells = [
            _reach(kind, counts.get((item.key, kind), _NONE), found.voices[kind])
            for kind in _kinds(found)
        ]
        if papers:
            tally = counts.get((item.key, DocumentKind.LITERATURE), _NONE)
            cells.append(_papers(len(cited.get(item.key, ())), len(papers), tally.references))
        rows.append(tuple(cells))
    columns = [MatrixColumn(_key(kind), PLURAL[kind].capitalize(), kind.value)
               for kind in _kinds(found)]  # fmt: skip
    if papers:
        columns.append(MatrixColumn(_LITERATURE, "Literature (documents)", _LITERATURE))
    return tuple(columns), tuple(rows)


def cases(session: Session, asked: Asked, *, binary: bool, respondents: bool) -> Matrix:
    """A row for each participant (or respondent), a column for each code: references, or 0 and 1.

    Whose documents were not coded in the layer has empty cells and not zeros.
    """
    found = Gathered(session, asked)
    mentions = (
        m for m in found.mentions()
        if found.kind_of[m.document].of_survey is respondents
        and found.kind_of[m.document] in KINDS
    )  # fmt: skip
    counts = by_person(mentions)
    spoken: dict[str, list[bool]] = {}
    for document in session.documents():
        if document.kind in KINDS and document.kind.of_survey is respondents:
            for person in found.speakers(document):
                spoken.setdefault(person, []).append(document.id in found.coded)
    names = {d.id: d.name for d in session.documents()}
    rows = []
    for person in sorted(spoken, key=lambda person: names.get(person, person)):
        coded = spoken[person]
        cells = tuple(
            _case(counts.get((person, item.key), 0), any(coded), binary=binary)
            for item in found.items
        )
        name = names.get(person, person)
        rows.append(MatrixRow((name, len(coded), sum(coded)), cells, name))
    who = "respondent" if respondents else "participant"
    return Matrix(
        MatrixKind.CASES, f"{session.settings.title}: {_what(asked)} by {who}",
        (Column("participant", who.capitalize()),
         Column("documents", "Documents", machine=True),
         Column("documents_coded", "Documents coded", machine=True)),
        tuple(MatrixColumn(i.id, i.name, i.theme) for i in found.items),
        ("raised" if binary else "references",), tuple(rows),
        (f"An empty cell: no document of the {who} was coded in this layer.", *found.notes()),
        (), asked.internal, found.layer.short,
        (("cells", "0 and 1" if binary else "references"),),
    )  # fmt: skip


def _case(count: int, coded: bool, *, binary: bool) -> MatrixCell:
    if not coded:
        return MatrixCell((None,), "", "none of the documents was coded in this layer")
    return _number(int(count > 0) if binary else count)


_NONE = Tally()


def _number(count: int) -> MatrixCell:
    return MatrixCell((count,), str(count))


def _reach(kind: DocumentKind, tally: Tally, people: frozenset[str]) -> MatrixCell:
    raised, of = len(tally.people & people), len(people)
    if not of:
        return MatrixCell((None, 0, None), "nobody of this group", "nobody of this group")
    text = count_text(Count(kind, raised, of, tally.references))
    return MatrixCell((raised, of, tally.references), text)


def _papers(cited: int, of: int, references: int) -> MatrixCell:
    noun = "reference" if references == 1 else "references"
    text = f"{cited} of {of} documents; {references} {noun}" if cited else f"none of {of} documents"
    return MatrixCell((None, None, references), text, NO_PARTICIPANTS)


def _veiled(text: str = NOT_SHOWN) -> MatrixCell:
    return MatrixCell((None, None, None), text, "a group too small to be shown", hidden=True)


def _kinds(found: Gathered) -> Sequence[DocumentKind]:
    return [kind for kind in KINDS if found.voices.get(kind)]


def _place(kind: DocumentKind) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _key(kind: DocumentKind) -> str:
    return kind.value.replace(" ", "_")


def _what(asked: Asked) -> str:
    return "themes" if asked.themes_only else "codes"


def _repeats(asked: Asked) -> tuple[str, ...]:
    return ("theme",) if asked.themes_only else ("theme", "code")


def _notes(found: Gathered, *, hidden: bool = False) -> tuple[str, ...]:
    said = [PARTICIPANTS]
    if any(kind.of_survey for kind in found.voices):
        said.append(COMMENTS)
    if hidden:
        said.append("Groups too small to be shown have no figures.")
    return (" ".join(said), *found.notes())


def named_kind(name: str) -> MatrixKind:
    """The kind of matrix of that name; InputError where there is none."""
    try:
        return MatrixKind(name)
    except ValueError as error:
        raise InputError(
            f"'{name}' is no kind of matrix", f"choose from: {', '.join(MatrixKind)}"
        ) from error
