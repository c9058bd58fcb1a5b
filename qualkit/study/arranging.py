"""Codes put elsewhere in the tree: under another theme or code, before another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qualkit.core.codebook import Code, Codebook
from qualkit.core.codebook_json import code_json
from qualkit.core.records import Change
from qualkit.errors import InputError, RefusedError
from qualkit.storage import drafts as rows
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import drafts
from qualkit.study.editing import changed, rewritten
from qualkit.study.session import Session


def move_code(
    session: Session, code_id: str, *, theme: str | None = None, parent: str | None = None,
    before: str | None = None,
) -> Change:  # fmt: skip
    """Put a code, with all under it, elsewhere; what is None stays as it is.

    `theme` and `parent` are ids or names; "" is none: an unsorted code, a code at the top of its
    theme. `before` puts its lines before those of another code ("": last in the file).
    """
    present = book.codebook(session)
    code = present.find(code_id)
    moves = tuple(_moves(present, code, _placed(present, code, theme, parent)))
    facts = {"code": code.id, "theme": _theme_name(present, moves[0][1] if moves else code)}
    private = {old.id: drafts.own_draft(session, old.id) for old, _ in moves}
    target = _target(session, present, code, before)

    def edit(text: str) -> str:
        from qualkit.importers.codebook_edits import order_code

        for old, new in moves:
            if private[old.id] is None:
                text = changed(session, text, old, new)
        return text if target is None or target == code.id else order_code(text, code.id, target)

    def also(entry: Entry) -> None:
        for old, new in moves:
            if (draft := private[old.id]) is not None:
                rows.rewrite_draft(entry, draft.stored, code_json(new))

    if target is None and moves and all(private.values()):
        with session.write("edit draft") as entry:
            also(entry)
            entry.state(**facts)
        return entry.change()
    return rewritten(session, "move code", edit, facts, also)


def _target(session: Session, present: Codebook, code: Code, before: str | None) -> str | None:
    """The id of the code before which to stand; "" for last, None for where it is."""
    if before is not None and drafts.own_draft(session, code.id) is not None:
        raise RefusedError(
            f"'{code.name}' is a draft that stands in no file and has no place in it yet",
            f"share it first: qualkit codebook share {code.id}",
        )
    return present.find(before).id if before else before


def _placed(present: Codebook, code: Code, theme: str | None, parent: str | None) -> Code:
    """The code at its new place: with a parent it goes into the parent's theme."""
    if parent:
        above = present.find(parent)
        if above.id == code.id or code in present.ancestors(above):
            raise InputError(
                f"'{code.name}' cannot stand under '{above.name}', which stands under it",
                "choose another place",
            )
        over = present.theme_of(above)
        if theme and (over is None or drafts.theme_id(present, theme) != over.id):
            raise InputError(
                f"'{above.name}' does not stand in the theme '{theme}'",
                "name the parent alone: its theme comes with it",
            )
        return replace(code, parent=above.id, theme=over.id if over else "")
    if theme is not None:
        found = drafts.theme_id(present, theme) if theme else ""
        above_theme = present.theme_of(replace(code, theme=""))
        keeps = parent is None and found and above_theme and above_theme.id == found
        return replace(code, theme=found, parent=code.parent if keeps else "")
    if parent is not None:
        own = present.theme_of(code)
        return replace(code, parent="", theme=own.id if own else "")
    return code


def _moves(present: Codebook, code: Code, placed: Code) -> Iterator[tuple[Code, Code]]:
    """The code, and those under it that say a theme of their own: it is the new one now."""
    if placed != code:
        yield code, placed
    if placed.theme == code.theme and placed.parent == code.parent:
        return
    after = replace(
        present, codes=tuple(placed if each.id == code.id else each for each in present.codes)
    )
    was, now = present.theme_of(code), after.theme_of(placed)
    for each in present.codes:
        below = each.id != code.id and code in present.ancestors(each)
        if below and each.theme and was is not None and each.theme == was.id:
            yield each, replace(each, theme=now.id if now else "")


def _theme_name(present: Codebook, code: Code) -> str:
    theme = present.theme_of(code)
    return theme.id if theme else ""
