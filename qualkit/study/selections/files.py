"""Selections carried in and out as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualkit.core import trimming
from qualkit.core.choosing import ImportedSelection
from qualkit.core.ids import uuid7
from qualkit.core.records import Span
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.errors import QualkitError
from qualkit.importers.selections import SelectionItem, read_selection
from qualkit.privacy import gate
from qualkit.privacy.gate import Rules
from qualkit.storage import selections as rows
from qualkit.storage.selections import GAP, ChosenRow
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import codings
from qualkit.study.leaving.exporting import Exported, provenance, write
from qualkit.study.passages import Passages, passages
from qualkit.study.refused_rows import MisfitError, refusal
from qualkit.study.selections import attributing, trims, wording
from qualkit.study.selections.changing import checked_name, there_is
from qualkit.study.selections.marking import seen_rows
from qualkit.study.selections.saved import LEAD_IN, NOTE, selection
from qualkit.study.selections.viewing import Where, coded
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row of the file with the quotation that it means; its selection's id is not known yet."""

    item: SelectionItem
    name: str
    row: ChosenRow


def import_selection(session: Session, path: Path) -> ImportedSelection:
    """Take in the chosen quotations of a CSV file: one action, every row or none.

    What a selection holds already is left alone. Raises InputError that names the rows at fault.
    """
    found: list[_Placed] = []
    faults: list[tuple[int, str]] = []
    texts: dict[str, Passages] = {}
    for item in read_selection(path):
        if isinstance(item, tuple):
            faults.append(item)
            continue
        try:
            found.append(_placed(session, texts, item))
        except MisfitError as misfit:
            faults.append((item.row, str(misfit)))
        except QualkitError as problem:
            faults.append((item.row, "; ".join(filter(None, (problem.message, problem.hint)))))
    faults += _unknown_places(found)
    if faults:
        raise refusal(path, sorted(faults))
    return _store(session, found)


def _placed(session: Session, texts: dict[str, Passages], item: SelectionItem) -> _Placed:
    document = session.document(item.document)
    known = book.codebook(session)
    code = known.current(known.find(item.code).id)
    if document.id not in texts:
        texts[document.id] = passages(session, document)
    if item.start is not None and item.end is not None:
        span = Span(item.start, item.end)
    else:
        span = texts[document.id].find(item.quote, item.turn)
    codings.check_passage(session, document, span)
    if not coded(session, Where(document, span, code)):
        raise MisfitError(
            f"nobody has coded that passage of {document.name} as '{known.name_of(code)}'"
        )
    row = ChosenRow("", "", code, document.id, document.version_id, span)
    attributes: tuple[str, ...] | None = None
    if item.attributes == attributing.NOTHING:
        attributes = ()
    elif item.attributes:
        attributes = attributing.checked(session, item.attributes.split(","))
    cuts = _cuts(session, row, item)
    row = replace(row, cuts=cuts, attribution=attributing.stored(attributes))
    return _Placed(item, checked_name(item.name), row)


def _cuts(session: Session, row: ChosenRow, item: SelectionItem) -> str:
    if not item.cuts:
        return ""
    start = row.span.start
    cuts = trims.cuts(session, row, [Span(start + a, start + b) for a, b in item.cuts], ())
    relative = [Span(cut.start - start, cut.end - start) for cut in cuts]
    return trimming.written(relative, row.span.of(session.text(row.version_id).text))


def _unknown_places(found: Sequence[_Placed]) -> list[tuple[int, str]]:
    """Places that are named twice in a selection, and rows that qualify a place that is not."""
    faults: list[tuple[int, str]] = []
    seen: set[tuple[str, int]] = set()
    for each in found:
        if each.item.place is not None:
            key = (each.name, each.item.place)
            if key in seen:
                faults.append((each.item.row, f"place {each.item.place} is taken already"))
            seen.add(key)
    for each in found:
        whom = each.item.qualifies
        if whom is not None and ((each.name, whom) not in seen or whom == each.item.place):
            faults.append((each.item.row, f"qualifies is {whom}, and no other row has that place"))
    return faults


def _store(session: Session, found: Sequence[_Placed]) -> ImportedSelection:
    names = tuple(dict.fromkeys(each.name for each in found))
    with session.write("import selection") as entry:
        new = sum(_add(session, entry, n, [e for e in found if e.name == n]) for n in names)
        codings.register(session, entry.coder)
        entry.state(count=new)
    return ImportedSelection(new, len(found) - new, names)


def _add(session: Session, entry: Entry, name: str, items: list[_Placed]) -> int:
    """Put what is new into a selection, behind what it holds; how many are new."""
    there = there_is(session, name)
    selection_id = there.id if there else rows.add_selection(entry, name)
    every = rows.chosen(entry.database, selection_id=selection_id)
    # What may not be seen is not there: that it is known already would tell of it.
    old = seen_rows(session, every)
    known = {(row.code, row.version_id, row.span): row.id for row in old}
    last = max((row.position for row in every), default=0)
    ids: dict[int | None, str] = {None: ""}
    made: list[tuple[_Placed, ChosenRow]] = []
    for each in sorted(items, key=lambda one: (one.item.place is None, one.item.place or 0)):
        key = (each.row.code, each.row.version_id, each.row.span)
        if key not in known:
            known[key] = uuid7()
            last += GAP
            row = replace(each.row, id=known[key], selection_id=selection_id, position=last)
            made.append((each, row))
        if each.item.place is not None:
            ids[each.item.place] = known[key]
    new = [replace(row, qualifies=ids[each.item.qualifies]) for each, row in made]
    rows.add_many(entry, new)
    for each, row in made:
        wording.put(entry, LEAD_IN, row.id, each.item.lead_in)
        wording.put(entry, NOTE, row.id, each.item.note)
    return len(new)


_COLUMNS = tuple(
    Column(key, key, ColumnKind.INTEGER if key in ("place", "start", "end") else ColumnKind.TEXT)
    for key in (
        "name", "place", "document", "start", "end", "quote", "code", "lead_in", "note", "cuts",
        "attributes", "qualifies", "state",
    )
)  # fmt: skip


def export_selection(
    session: Session, name: str, target: Path, format_name: str
) -> Exported:  # fmt: skip
    """Write a selection in the columns that `import selection` takes back: a working copy."""
    held = selection(session, name, "team")
    places = {each.id: each.place for each in held.quotes}

    def walk() -> Iterator[tuple[Cell, ...]]:
        for each in held.quotes:
            found = each.quote
            yield (
                held.selection.name, each.place, found.document, found.span.start, found.span.end,
                each.whole, found.code, each.lead_in, each.note,
                ",".join(f"{cut.start}-{cut.end}" for cut in each.cuts),
                "" if each.attributes is None else attributing.stored(each.attributes),
                str(places.get(each.qualifies, "")), each.state.value,
            )  # fmt: skip

    table = Table(f"{session.settings.title}: {held.selection.name}", _COLUMNS, walk())
    cleared = gate.clear_working_copy(table, provenance(session))
    return write(cleared, Rules(()), target, format_name)
