"""The codebooks of two copies of a study brought together, code by code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from qualkit.core.codebook import Code, Codebook, Theme
from qualkit.core.codebook_json import code_json
from qualkit.importers.codebook_items_in import Item, Key, items
from qualkit.storage import codebooks as rows
from qualkit.storage.merging.conflicts import CODE, Found, consumed, settled_about_codes
from qualkit.storage.merging.merge import Merged
from qualkit.storage.merging.people import add_version, put_version, version_made
from qualkit.storage.merging.registers import Folded, Head, folded
from qualkit.study import codebook_file as file
from qualkit.study.merging.items import Texts, Uses, changes, parsed, same_meaning
from qualkit.study.merging.letters import letters, with_letters
from qualkit.study.session import Session

# Of which changes that is made which is in force, where it came of a merging.
_MADE_OF = "codebook_made_of"
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
    touched: frozenset[Key] = frozenset()
    """What of it was changed by an entry that came in."""


def only_in_file(session: Session) -> bool:
    """Whether the codebook's file says something, be it a comment, that the database does not."""
    database, present = session.store.database, file.source(session)
    version = session.store.meta(file.CURRENT)
    return bool(present) and not (
        present == file.merged_text(session)
        or rows.has_text(database, present)
        or (version and rows.codebook_text(database, version) == present.removeprefix("\ufeff"))
    )


def bring(session: Session, merged: Merged, *, by_hand: bool) -> BroughtBook:
    """The codebook of both copies, stored as the version in force; the file is to be finished
    after the commit. With `by_hand` our file says more than our database: it is kept.

    It follows from all changes of it in both, whichever copy is ours: the text as the last of them
    left it, in that each code as it was changed last, and a conflict where two have changed the
    same one. Of changes that were made one after the other that is the last text to the letter.
    """
    steps = merged.history.book
    if not steps:
        return BroughtBook(session.store.meta(file.CURRENT) or "", kept=merged.our_codes)
    uses = Uses(session.store.database, merged.history)
    if _worked_out(session, merged, uses):
        return _as_it_is(session, merged)
    found = _by_code(session, merged, Texts(session.store), uses)
    return _in_force(session, merged, found, found.text or "", by_hand=by_hand)


def _worked_out(session: Session, merged: Merged, uses: Uses) -> bool:
    """Whether what is in force came of a merging of these very changes: 40 ms a change saved."""
    known = json.loads(session.store.meta(_MADE_OF) or "{}")
    return known.get("of") == _made_of(session, merged) and all(
        uses.since(code, gone) == kept for code, gone, kept in known["out"]
    )


def _made_of(session: Session, merged: Merged) -> str:
    """A mark of the changes of the codebook, and of those that lost in a conflict about it."""
    lost = settled_about_codes(session.store.database)
    about = [[step.entry for step in merged.history.book], lost]
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()


def _as_it_is(session: Session, merged: Merged) -> BroughtBook:
    present = session.store.meta(file.CURRENT) or ""
    for row in merged.let_go:
        if row["fingerprint"] == present:
            put_version(session.store.database, row)
    return BroughtBook(present, kept=merged.our_codes)


def _by_code(session: Session, merged: Merged, texts: Texts, uses: Uses) -> BroughtBook:
    lost, out = consumed(session.store.database), []
    new = frozenset(merged.brought.entries)
    changed = changes(merged.history.book, texts)
    given = letters(merged.history.book, texts)
    frame = texts.of(merged.history.book[-1])[1]
    there = items(texts.book(frame))
    final: dict[Key, Item | None] = dict(there)
    touched = frozenset(key for key in changed if changed[key].of(new)) | given.changed(new)
    found = BroughtBook("", touched=touched)
    for key, own in changed.items():
        of_item = folded(own.steps, consumed=lost((CODEBOOK, key[1])))
        winner: Item | None = of_item.values["item"]
        if winner is None and key[0] == "code":
            gone = of_item.kept.clock
            out.append((key[1], gone, used := uses.since(key[1], gone)))
            if used:
                winner = own.last_there()
                found.told.append(f"the code '{key[1]}', taken out in one copy, stays: it is used")
        final[key] = winner
        found.conflicts += _conflicts(key, of_item, own.unseen(of_item))
    made_of = {"of": _made_of(session, merged), "out": out}
    session.store.put_meta(_MADE_OF, json.dumps(made_of))
    final = {key: given.on(key, item) for key, item in final.items()}
    wanted = {key: item for key, item in final.items() if there.get(key) != item}
    found.told += given.told(new, {key: item for key, item in final.items() if item is not None})
    found.text = _composed(session, frame, wanted, found.told)
    return found


def _composed(session: Session, frame: str, wanted: dict[Key, Item | None], told: list[str]) -> str:
    """The text with what is wanted in it; what cannot be is told."""
    if not wanted:
        return frame
    text, refused = with_letters(frame, wanted)
    told += [
        f"the {kind} '{name}' of one copy does not fit into the codebook of the other ({why}): "
        "bring it in by hand, qualkit codebook edit"
        for (kind, name), why in refused.items()
    ]
    return _as_known(session, text)


def _as_known(session: Session, text: str) -> str:
    """The text, or that of a version which some coder made and which says the same."""
    book = parsed(text)
    known = version_made(session.store.database, book.fingerprint())
    return known if known and items(parsed(known)) == items(book) else text


def _conflicts(key: Key, of_item: Folded, unseen: list[Head]) -> list[Found]:
    kept = of_item.values["item"]
    return [
        Found(
            CODE, CODEBOOK, key[1], key[0], of_item.kept.entry, head.step.entry,
            _stored(kept), _stored(head.values["item"]),
        )
        for head in unseen
    ]  # fmt: skip


def _stored(item: Item | None) -> object:
    """An item as a conflict keeps it."""
    if isinstance(item, Theme):
        return {"name": item.name, "statement": item.statement, "definition": item.definition}
    return code_json(item) if isinstance(item, Code) else None


def _in_force(
    session: Session, merged: Merged, found: BroughtBook, text: str, *, by_hand: bool
) -> BroughtBook:
    present, steps = file.source(session), merged.history.book
    new = frozenset(merged.brought.entries)
    came = any(step.entry in new for step in steps)
    book, was = parsed(text), parsed(present)
    found.fingerprint = book.fingerprint()
    old = items(was)
    found.codes = tuple(k[1] for k, v in items(book).items() if k[0] == "code" and old.get(k) != v)
    add_version(session.store.database, found.fingerprint, text.removeprefix(_BOM), steps[-1].entry)
    if by_hand and text != present:
        text = _but_what_only_the_file_says(present, book, found.touched)
    elif book == was and not came:
        text = present
    found.text = None if text == present else text
    if found.text is None and not came:
        found.told.clear()
    if not session.settings.on_server:
        # As if all had been done in one copy: an undo looks whether its save is the last one.
        saves = [step.after for step in steps if not step.by_hand]
        rows.point_to_text(session.store.database, saves[-1] if saves else "")
    file.merge_into_force(session, found.fingerprint, found.text)
    return found


def _but_what_only_the_file_says(present: str, book: Codebook, touched: frozenset[Key]) -> str:
    """The file with the codebook in it: somebody's comments, say, or colours, that no database has
    stay where they are."""
    old, new = items(parsed(present)), items(book)
    wanted = {
        key: new.get(key)
        for key in {**old, **new}
        if key in touched or not same_meaning(old.get(key), new.get(key))
    }
    return with_letters(present, wanted)[0]
