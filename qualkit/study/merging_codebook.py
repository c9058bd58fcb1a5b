"""The codebooks of two copies of a study brought together, code by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from qualkit.core.codebook import Code, Codebook, Theme
from qualkit.core.codebook_json import code_json
from qualkit.importers.codebook_items_in import Item, Key, items, with_items
from qualkit.storage import Store
from qualkit.storage import codebooks as rows
from qualkit.storage.codings import CodingFilter, count
from qualkit.storage.merging.conflicts import CODE, Found, consumed
from qualkit.storage.merging.history import BookStep
from qualkit.storage.merging.merge import Merged
from qualkit.storage.merging.people import add_version, version_made
from qualkit.storage.merging.registers import Folded, Step, folded
from qualkit.storage.sight import EVERYTHING
from qualkit.study import codebook_file as file
from qualkit.study.session import Session

_BOM = "\ufeff"
CODEBOOK = "codebook"
"""The table that a conflict about a code names: it is no table of the database."""


@dataclass(slots=True)
class BroughtBook:
    """What became of the codebook: ids of codes that are new or others now, `text` what its file
    will hold (None: as it is), the conflicts that were found, those that stay as they were (ids),
    and what to tell besides."""

    fingerprint: str
    text: str | None = None
    codes: tuple[str, ...] = ()
    conflicts: list[Found] = field(default_factory=list)
    kept: frozenset[str] = frozenset()
    told: list[str] = field(default_factory=list)


def only_in_file(session: Session) -> bool:
    """Whether the codebook's file says something, be it a comment, that the database does not."""
    database, present = session.store.database, file.source(session)
    version = session.store.meta(file.CURRENT)
    return bool(present) and not (
        present == file.merged_text(session)
        or rows.has_text(database, present)
        or (version and rows.codebook_text(database, version) == present.removeprefix("\ufeff"))
    )


def bring(session: Session, merged: Merged, theirs: Store, *, by_hand: bool) -> BroughtBook:
    """The codebook of both copies, stored as the version in force; the file is to be finished
    after the commit. With `by_hand` our file says more than our database: it is kept.

    Where one copy alone has changed it, that text as it is; where both have, each code as it was
    changed last, and a conflict where both have changed the same one.
    """
    steps = merged.history.book
    present = session.store.meta(file.CURRENT) or ""
    new = frozenset(merged.brought.entries)
    if not any(step.entry in new for step in steps):
        return BroughtBook(present, kept=merged.our_codes)
    texts = _Texts(session.store)
    if any(step.entry in merged.ours_alone for step in steps):
        found = _by_code(session, steps, texts)
    else:
        text = _their_text(session.store, theirs, steps)
        found = BroughtBook("", text, kept=merged.their_codes)
    return _in_force(session, steps, found, found.text or "", by_hand=by_hand)


class _Texts:
    """The texts that the codebook has had, and what they say; each is read once (60 ms)."""

    def __init__(self, store: Store) -> None:
        self._database = store.database
        self.book: Callable[[str], Codebook] = lru_cache(None)(_parsed)

    def of(self, step: BookStep) -> tuple[str, str]:
        """The text before and after a step; the first is "" where it is not known."""
        if not step.by_hand:
            return self._file(step.before), self._file(step.after)
        known = dict(rows.codebook_versions(self._database))
        return (
            rows.codebook_text(self._database, step.before) if step.before in known else "",
            rows.codebook_text(self._database, step.after) if step.after in known else "",
        )

    def _file(self, text_id: str) -> str:
        return rows.file_text(self._database, text_id) if text_id else ""


def _parsed(text: str) -> Codebook:
    from qualkit.importers.codebook import parse_codebook

    return parse_codebook(text, reserved=frozenset()) if text else Codebook()


def _their_text(ours: Store, theirs: Store, steps: list[BookStep]) -> str:
    """The codebook in force in the other copy, to the letter where that is kept."""
    current = theirs.meta(file.CURRENT) or ""
    last = steps[-1]
    if not last.by_hand and rows.fingerprint_of(ours.database, last.after) == current:
        return rows.file_text(ours.database, last.after)
    return rows.codebook_text(ours.database, current)


def _by_code(session: Session, steps: list[BookStep], texts: _Texts) -> BroughtBook:
    lost = consumed(session.store.database)
    changes = _changes(steps, texts)
    frame = texts.of(steps[-1])[1]
    there = items(texts.book(frame))
    wanted: dict[Key, Item | None] = {}
    found = BroughtBook("")
    for key, own in changes.items():
        of_item = folded(own, consumed=lost((CODEBOOK, key[1])))
        winner: Item | None = of_item.values["item"]
        if winner is None and key[0] == "code" and _coded(session, key[1]):
            winner = next(s.after["item"] for s in reversed(own) if s.after["item"] is not None)
            found.told.append(f"the code '{key[1]}', taken out in one copy, stays: it is used")
        if there.get(key) != winner:
            wanted[key] = winner
        found.conflicts += _conflicts(key, of_item)
    text, refused = with_items(frame, wanted)
    found.text = _as_known(session, text)
    found.told += [
        f"the {kind} '{name}' of one copy does not fit into the codebook of the other ({why}): "
        "bring it in by hand, qualkit codebook edit"
        for (kind, name), why in refused.items()
    ]
    return found


def _as_known(session: Session, text: str) -> str:
    """The text, or that of a version which some coder made and which says the same."""
    book = _parsed(text.removeprefix(_BOM))
    known = version_made(session.store.database, book.fingerprint())
    return known if known and items(_parsed(known)) == items(book) else text


def _changes(steps: list[BookStep], texts: _Texts) -> dict[Key, list[Step]]:
    """For each code and theme the changes of it, in order."""
    changes: dict[Key, list[Step]] = {}
    last = ""
    for step in steps:
        before, after = texts.of(step)
        old, new = items(texts.book(before or last)), items(texts.book(after))
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                was, now = {"item": old.get(key)}, {"item": new.get(key)}
                changes.setdefault(key, []).append(Step(step.clock, step.entry, was, now))
        last = after
    return dict(sorted(changes.items()))


def _coded(session: Session, code: str) -> bool:
    wanted = CodingFilter(codes=(code,), layer="", sight=EVERYTHING)
    return count(session.store.database, wanted) > 0


def _conflicts(key: Key, of_item: Folded) -> list[Found]:
    kept = of_item.values["item"]
    return [
        Found(
            CODE, CODEBOOK, key[1], key[0], of_item.kept.entry, head.step.entry,
            _stored(kept), _stored(head.values["item"]),
        )
        for head in of_item.others
    ]  # fmt: skip


def _stored(item: Item | None) -> object:
    """An item as a conflict keeps it."""
    if isinstance(item, Theme):
        return {"name": item.name, "statement": item.statement, "definition": item.definition}
    return code_json(item) if isinstance(item, Code) else None


def _in_force(
    session: Session, steps: list[BookStep], found: BroughtBook, text: str, *, by_hand: bool
) -> BroughtBook:
    present, database = file.source(session), session.store.database
    book = _parsed(text.removeprefix(_BOM))
    old, new = items(_parsed(present.removeprefix(_BOM))), items(book)
    found.fingerprint = book.fingerprint()
    found.codes = tuple(k[1] for k in new if k[0] == "code" and old.get(k) != new[k])
    add_version(database, found.fingerprint, text.removeprefix(_BOM), steps[-1].entry)
    if by_hand and text != present:
        # Somebody's comments stand in it that no database has: they stay where they are.
        wanted: dict[Key, Item | None] = {key: new.get(key) for key in {**old, **new}}
        text = with_items(present, wanted)[0]
    found.text = None if text == present else text
    if not session.settings.on_server:
        # As if all had been done in one copy: an undo looks whether its save is the last one.
        saves = [step.after for step in steps if not step.by_hand]
        rows.point_to_text(database, saves[-1] if saves else "")
    file.merge_into_force(session, found.fingerprint, found.text)
    return found
