"""The passages behind one cell of a matrix: exactly the references that are counted in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qualkit.analysis.cooccurrence import Placed
from qualkit.analysis.joint.material import KINDS
from qualkit.analysis.matrices import by_group
from qualkit.analysis.quotes import Reference, quote
from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind
from qualkit.errors import NotFoundError, RefusedError
from qualkit.study.matrices import cooccurring
from qualkit.study.matrices.groups import UNKNOWN, Groups, groups
from qualkit.study.matrices.material import Asked, Gathered, Item
from qualkit.study.matrices.matrix import MatrixKind
from qualkit.study.session import Session, did_you_mean
from qualkit.study.wanting import chosen

ALL = "all"
Fits = Callable[[Reference], bool]


def behind(
    session: Session, asked: Asked, kind: MatrixKind, row: str, column: str, *, of: str = "",
    by: str = "sector", within: str = cooccurring.OVERLAP, respondents: bool = False,
) -> tuple[Quote, ...]:  # fmt: skip
    """The references that a cell counts, in the order of the texts, as the team reads them.

    `row` and `column` are keys of the matrix (ids, pseudonyms, kinds) or the names of codes,
    groups and documents; `of` is the kind of document of a row of code-by-attribute. Where two
    codes meet they are the passages of the row's code that do. One that holds no spoken word has
    no lines. RefusedError where the cell is hidden.
    """
    found = Gathered(session, asked)
    if kind is MatrixKind.CASES:
        item = _item(found, column)
        fits = _of_person(found, row, respondents=respondents)
    else:
        item = _item(found, row)
        if kind is MatrixKind.ATTRIBUTE:
            fits = _of_group(found, item, column, of, by)
        elif kind is MatrixKind.DOCUMENT:
            fits = _of_document(session.document(column).id)
        elif kind is MatrixKind.KIND:
            fits = _of_kind(found, _kind(column))
        else:
            fits = _meeting(found, item, _item(found, column), within)
    return tuple(_quotes(found, [e for e in found.references if e.code == item.key and fits(e)]))


def _quotes(found: Gathered, passages: Sequence[Reference]) -> Iterator[Quote]:
    for each in passages:
        name = found.documents[each.document_id].name
        yield quote(each, name, found.reader(each.version_id))


def _of_document(document_id: str) -> Fits:
    return lambda each: each.document_id == document_id


def _of_kind(found: Gathered, kind: DocumentKind) -> Fits:
    return lambda each: found.kind_of[each.document_id] is kind


def _item(found: Gathered, name: str) -> Item:
    """The code or theme of that id or name among what is shown."""
    said = name.casefold()
    for item in found.items:
        if said in (item.id.casefold(), item.name.casefold()):
            return item
    raise NotFoundError(
        f"no row or column of this matrix is '{name}'",
        did_you_mean(name, [item.id for item in found.items]) or "see them: qualkit codebook show",
    )


def _kind(name: str) -> DocumentKind:
    # Columns are keyed without spaces: survey_comment.
    return chosen(DocumentKind, name.replace("_", " ").casefold(), "kind of document")


def _of_group(found: Gathered, item: Item, column: str, of: str, by: str) -> Fits:
    split = groups(found.session, found.voices, by, internal=found.asked.internal)
    kind = _kind(of) if of else DocumentKind.INTERVIEW
    if kind not in split.people:
        raise NotFoundError(
            f"nobody speaks in documents of kind '{kind}' that were coded",
            f"say one of: {', '.join(split.people)}",
        )
    if column.casefold() == ALL:
        _refuse_hidden(found, not split.total_shown(kind, _raised(found, item, kind, split)))
        return _of_kind(found, kind)
    group = _group(split.order, column)
    _refuse_hidden(found, split.hides(group, kind))
    people = frozenset(
        person for here in found.voices.values() for person in here if split.of(person) == group
    )
    return lambda each: (
        found.kind_of[each.document_id] is kind and not people.isdisjoint(found.people(each))
    )


def _raised(found: Gathered, item: Item, kind: DocumentKind, split: Groups) -> dict[str, int]:
    """How many of each group raised the code, by which a total is shown or not."""
    group_of = {person: split.of(person) for here in found.voices.values() for person in here}
    mentions = (each for each in found.mentions() if each.code == item.key)
    tallies = by_group(mentions, found.kind_of, group_of)
    raised = {}
    for group in split.order:
        tally = tallies.get((item.key, kind, group))
        raised[group] = len(tally.people & split.people[kind][group]) if tally else 0
    return raised


def _group(order: Sequence[str], column: str) -> str:
    """The group of a column's key (group_1) or heading."""
    said = column.casefold()
    for number, group in enumerate(order, 1):
        if said in (f"group_{number}", (group or UNKNOWN).casefold()):
            return group
    raise NotFoundError(
        f"no column of this matrix is '{column}'",
        did_you_mean(column, order) or f"say one of: {', '.join(g or UNKNOWN for g in order)}",
    )


def _refuse_hidden(found: Gathered, hidden: bool) -> None:
    if hidden:
        least = found.session.settings.minimum_cell
        raise RefusedError(
            f"a group of fewer than {least} people is not shown, or what would give one back",
            "--internal hides nothing, for the team's own eyes",
        )


def _of_person(found: Gathered, name: str, *, respondents: bool) -> Fits:
    named = {document.id: document.name for document in found.documents.values()}
    people = {
        person
        for document in found.documents.values()
        if document.kind in KINDS and document.kind.of_survey is respondents
        for person in found.speakers(document)
    }
    by_name = {named.get(person, person).casefold(): person for person in people}
    if (person := by_name.get(name.casefold())) is None:
        who = "respondent" if respondents else "participant"
        raise NotFoundError(
            f"no {who} '{name}' speaks in a document",
            did_you_mean(name, sorted(named.get(each, each) for each in people)),
        )

    def fits(each: Reference) -> bool:
        kind = found.kind_of[each.document_id]
        here = kind in KINDS and kind.of_survey is respondents
        return here and person in found.people(each)

    return fits


def _meeting(found: Gathered, one: Item, other: Item, within: str) -> Fits:
    """Whether a reference of the first code meets one of the second; all where they are one."""
    turns = cooccurring.turns_of(within)
    others: dict[str, list[Placed]] = {}
    spans: dict[tuple[str, int, int], Placed] = {}
    for each in cooccurring.placed(found, {one.key, other.key}):
        if each.code == other.key:
            others.setdefault(each.version, []).append(each)
        if each.code == one.key:
            spans[each.version, each.start, each.end] = each
    if one.key == other.key:
        return lambda each: (each.version_id, each.start, each.end) in spans

    def meets(mine: Placed, theirs: Placed) -> bool:
        if within == cooccurring.OVERLAP:
            return mine.start < theirs.end and theirs.start < mine.end
        # In one turn, or at most so many apart.
        return (
            mine.first_turn <= theirs.last_turn + turns
            and theirs.first_turn <= mine.last_turn + turns
        )

    def fits(each: Reference) -> bool:
        # What is not placed meets nothing: literature is left out.
        mine = spans.get((each.version_id, each.start, each.end))
        there = others.get(each.version_id, ())
        return mine is not None and any(meets(mine, theirs) for theirs in there)

    return fits
