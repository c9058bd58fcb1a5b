"""What is chosen under which name, where it stands and beside what: each an action of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core.records import Change
from qualkit.core.text import squeeze
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import selections as rows
from qualkit.storage.selections import GAP, ChosenRow, SelectionRow
from qualkit.storage.store import Entry
from qualkit.study import codings
from qualkit.study.blindness import sight
from qualkit.study.selections import attributing
from qualkit.study.selections.making import named, rows_of, selection_row
from qualkit.study.selections.marking import seen_rows
from qualkit.study.selections.viewing import Where
from qualkit.study.session import Session

LONGEST_NAME = 80


def checked_name(name: str) -> str:
    """A selection's name, white space squeezed; InputError where it cannot be one."""
    found = squeeze(name)
    if not found:
        raise InputError("a selection needs a name", "say what it is for, such as 'interim report'")
    if len(found) > LONGEST_NAME:
        raise InputError(
            f"a name of {len(found)} characters is too long", f"take {LONGEST_NAME} at most"
        )
    return found


def there_is(session: Session, name: str) -> SelectionRow | None:
    """The selection of that name, if there is one, whether or not who asks may know of it."""
    return named(name, rows.selections(session.store.database))


def _refuse_blind(session: Session, what: str) -> None:
    """RefusedError as long as it may hold what who asks must not even be told of."""
    if sight(session).closed:
        raise RefusedError(
            f"as long as documents are coded blind, a selection is not {what}: others may have "
            "chosen in them",
            "take single quotations out, or wait until all are done: qualkit quotes unselect",
        )


def chosen_row(session: Session, chosen: str) -> ChosenRow:
    """The chosen quotation of that id, as far as who asks may see it."""
    found = rows.chosen(session.store.database, chosen_id=chosen) if chosen else ()
    for row in seen_rows(session, found):
        return row
    raise NotFoundError(
        f"no chosen quotation {chosen}", "see a selection with the ids: qualkit quotes selection"
    )


def select(session: Session, name: str, where: Where, place: int | None) -> Change:
    """Put a quotation into a selection, last or at a place."""
    session.coder_or_refuse()
    wanted = checked_name(name)
    with session.write("select quote") as entry:
        codings.check_passage(session, where.document, where.span)
        there = there_is(session, wanted)
        selection_id = there.id if there else rows.add_selection(entry, wanted)
        # Those that may not be seen are not there, and are never told of.
        seen = rows_of(session, there) if there else ()
        made = ChosenRow(
            "", selection_id, where.code, where.document.id, where.document.version_id, where.span
        )  # fmt: skip
        if any(_same(row, made) for row in seen):
            raise RefusedError(
                f"the selection '{wanted}' has this quotation already",
                "see where: qualkit quotes selection",
            )
        every = rows.chosen(entry.database, selection_id=selection_id)
        last = max((row.position for row in every), default=0)
        made = replace(made, position=last + GAP)
        made = replace(made, id=rows.add(entry, made))
        if place is not None:
            _place(entry, seen, made, place)
        _state(entry, made)
        codings.register(session, entry.coder)
    return entry.change()


def _same(row: ChosenRow, other: ChosenRow) -> bool:
    return (row.code, row.version_id, row.span) == (other.code, other.version_id, other.span)


def _state(entry: Entry, row: ChosenRow) -> None:
    entry.touch(row.document_id)
    entry.state(
        code=row.code, document=row.document_id, start=row.span.start, end=row.span.end
    )  # fmt: skip


def unselect(session: Session, chosen: str) -> Change:
    """Take a quotation out of its selection; those that qualify it stand by themselves."""
    with session.write("unselect quote") as entry:
        row = chosen_row(session, chosen)
        rows.remove(entry, row.id)
        _state(entry, row)
    return entry.change()


def move(session: Session, chosen: str, place: int) -> Change:
    """Put a chosen quotation in another place of its selection; nothing where it stands there.

    What qualifies another stays behind that one, and goes where it goes.
    """
    with session.write("move quote") as entry:
        row = chosen_row(session, chosen)
        order = rows_of(session, selection_row(session, row.selection_id))
        if row.qualifies in {each.id for each in order}:
            raise RefusedError(
                "this quotation prints right behind the one that it qualifies",
                "move that one, or let it stand alone: qualkit quotes qualify --alone",
            )
        if order.index(row) != place - 1 or place < 1:
            _place(entry, order, row, place)
        _state(entry, row)
    return entry.change()


def _place(entry: Entry, order: Sequence[ChosenRow], row: ChosenRow, place: int) -> None:
    """Give a row the place among those that are seen; what qualifies it goes along."""
    others = [each for each in order if each.id != row.id]
    if not 1 <= place <= len(others) + 1:
        raise InputError(
            f"there is no place {place}; the selection has {len(others) + 1}",
            "give a place from 1 on",
        )
    others.insert(place - 1, row)
    rows.place(entry, others, row)


def qualify(session: Session, chosen: str, other: str) -> Change:
    """Let a quotation stand right behind the one that it speaks against; "" lets it stand alone."""
    with session.write("qualify quote" if other else "let quote stand alone") as entry:
        row = chosen_row(session, chosen)
        if other:
            whom = chosen_row(session, other)
            if whom.selection_id != row.selection_id:
                raise RefusedError("the two are not in one selection", "choose both in one")
            if row.id == _end_of(entry, whom, row.id):
                raise RefusedError(
                    "a quotation cannot qualify itself, or what qualifies it",
                    "choose the one that is to stand in front",
                )
        rows.change(entry, row, qualifies=other)
        _state(entry, row)
    return entry.change()


def _end_of(entry: Entry, row: ChosenRow, sought: str) -> str:
    """Where the way leads from a quotation over those that it qualifies, at `sought` at latest."""
    every = {each.id: each for each in rows.chosen(entry.database, selection_id=row.selection_id)}
    seen: set[str] = set()
    at = row.id
    while at != sought and at in every and at not in seen:
        seen.add(at)
        if not every[at].qualifies:
            break
        at = every[at].qualifies
    return at


def attribute(session: Session, chosen: str, attributes: Sequence[str] | None) -> Change:
    """Say which attributes are to print with a quotation; None is what study.yaml says."""
    given = None if attributes is None else attributing.checked(session, attributes)
    with session.write("attribute quote") as entry:
        row = chosen_row(session, chosen)
        rows.change(entry, row, attribution=attributing.stored(given))
        _state(entry, row)
    return entry.change()


def rename(session: Session, name: str, new: str) -> Change:
    """Give a selection another name."""
    wanted = checked_name(new)
    with session.write("rename selection") as entry:
        row = selection_row(session, name)
        _refuse_blind(session, "renamed")
        there = there_is(session, wanted)
        if there is not None and there.id != row.id:
            raise RefusedError(
                f"there is a selection '{there.name}' already", "choose another name"
            )
        if wanted != row.name:
            rows.rename(entry, row, wanted)
            entry.state(selection=wanted)
    return entry.change()


def remove(session: Session, name: str) -> Change:
    """Take a selection away with what was chosen under it."""
    with session.write("remove selection") as entry:
        row = selection_row(session, name)
        _refuse_blind(session, "taken away")
        found = rows_of(session, row)
        rows.remove_selection(entry, row.id)
        entry.touch(*(each.document_id for each in found))
        entry.state(selection=row.name, count=len(found))
    return entry.change()
