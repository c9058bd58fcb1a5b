"""The codebook edited: codes and themes added, changed, moved, merged, split, retired."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qualkit.core.codebook import Code, Codebook, Revision, Status, Theme
from qualkit.core.codebook_json import code_json
from qualkit.core.codebook_meaning import rule_changes, rule_mark
from qualkit.core.ids import now
from qualkit.core.records import Change
from qualkit.errors import InputError, RefusedError
from qualkit.storage import codebooks
from qualkit.storage import drafts as rows
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import codebook_file as file
from qualkit.study import drafts
from qualkit.study.session import Session

Edit = Callable[[str], str]
"""An edit of the codebook's text."""


def rewritten(
    session: Session, action: str, edit: Edit, facts: Mapping[str, str],
    also: Callable[[Entry], None] | None = None,
) -> Change:  # fmt: skip
    """Edit the codebook's file as one action of the coder, which undo takes back to the byte.

    `also` does what else belongs to it. Raises CodebookError with its line where the file is
    wrong, RefusedError where a person changed it in between; then nothing at all is done.
    """
    session.coder_or_refuse()
    book.version_in_force(session)
    before = file.editable(session)
    after = edit(before)
    with session.write(action) as entry:
        if after != before:
            file.put(session, entry, before, after)
        if also is not None:
            also(entry)
        entry.state(**facts)
    file.finish(session)
    return entry.change()


def add_code(session: Session, code: Code) -> Change:
    """Write a new code into the file, at the end of its list."""
    from qualkit.importers.codebook_edits import add_code as added

    return rewritten(session, "add code", lambda text: added(text, code), {"code": code.id})


def add_theme(session: Session, theme: Theme) -> Change:
    """Write a new theme into the file, at the end of its list."""
    from qualkit.importers.codebook_edits import add_theme as added

    return rewritten(session, "add theme", lambda text: added(text, theme), {"theme": theme.id})


def edit_code(
    session: Session, code_id: str, *, editorial: bool = False, why: str = "",
    action: str = "edit code", **values: Any,
) -> Change:  # fmt: skip
    """Set fields of a code.

    A change of what coders go by gets a line in the code's history and a higher version number,
    unless it is editorial: a better wording of the same rule.
    """
    from qualkit.importers.codebook_edits import with_values

    code = book.codebook(session).find(code_id)
    new: Code = with_values(code, values)
    facts = {"code": code.id, "fields": ", ".join(values)}
    if editorial:
        facts["editorial"] = "yes"
    if (draft := drafts.own_draft(session, code.id)) is not None:
        with session.write("edit draft") as entry:
            if new != code:
                rows.rewrite_draft(entry, draft.stored, code_json(new))
                _note_editorial(entry, code, new, editorial=editorial)
            entry.state(**facts)
        return entry.change()
    return rewritten(
        session,
        action,
        lambda text: changed(session, text, code, new, editorial=editorial, why=why),
        facts,
        lambda entry: _note_editorial(entry, code, new, editorial=editorial),
    )


def changed(
    session: Session, text: str, code: Code, new: Code, *, editorial: bool = False, why: str = ""
) -> str:
    """The text with a code's fields as `new` has them; with history and version where due."""
    from qualkit.importers.codebook_edits import bump_version, set_code_fields

    values = {
        name: getattr(new, name)
        for name in Code.__dataclass_fields__
        if getattr(new, name) != getattr(code, name)
    }
    fields = rule_changes(code, new)
    number = book.file_codebook(session).version
    if fields and not editorial:
        number += 1
        why = why or f"{_listed(fields)} changed"
        text = bump_version(text)
    if why:
        line = Revision(why, number, now()[:10], session.coder_or_refuse())
        values["history"] = (*new.history, line)
    return set_code_fields(text, code.id, **values)


def _listed(fields: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in fields)


def _note_editorial(entry: Entry, code: Code, new: Code, *, editorial: bool) -> None:
    if editorial and rule_changes(code, new):
        codebooks.add_editorial(entry, code.id, rule_mark(code), rule_mark(new))


def edit_theme(
    session: Session, theme_id: str, *, editorial: bool = False, **values: Any
) -> Change:
    """Set fields of a theme: nobody codes by a theme, so no coding asks for a second look."""
    from qualkit.importers.codebook_edits import set_theme_fields

    found = drafts.theme_id(book.codebook(session), theme_id)
    facts = {"theme": found, "fields": ", ".join(values)}
    if editorial:
        facts["editorial"] = "yes"
    return rewritten(
        session, "edit theme", lambda text: set_theme_fields(text, found, **values), facts
    )


def merge_codes(session: Session, source_id: str, into_id: str) -> Change:
    """Merge a code into another: what is coded with it counts for the other from now on.

    Codings in the file's codes keep their code and the book says where they count; a private
    draft leaves nothing behind, so its codings, all the coder's own, become the other's.
    """
    present = book.codebook(session)
    source, into = present.find(source_id), present.find(into_id)
    _refuse_merge(present, source, into)
    if (draft := drafts.own_draft(session, source.id)) is not None:
        from qualkit.study.recoding import recode_all

        with session.write("merge draft") as entry:
            recode_all(session, entry, source.id, into.id)
            rows.remove_draft(entry, draft.stored)
            entry.state(code=source.id, into=into.id)
        return entry.change()
    if drafts.own_draft(session, into.id) is not None:
        raise RefusedError(
            f"'{into.name}' is a draft that nobody else sees; a code of all cannot go into it",
            f"share it first: qualkit codebook share {into.id}",
        )
    new = replace(source, status=Status.MERGED, merged_into=into.id, shortcut="")

    def edit(text: str) -> str:
        text = changed(session, text, source, new, why=f"merged into {into.id}")
        return changed(session, text, into, into, why=f"took in {source.id}")

    return rewritten(session, "merge codes", edit, {"code": source.id, "into": into.id})


def _refuse_merge(present: Codebook, source: Code, into: Code) -> None:
    if source.id == into.id:
        raise InputError("a code cannot be merged into itself", "name two codes")
    if source.status is Status.MERGED:
        raise RefusedError(f"'{source.name}' is merged into '{source.merged_into}' already")
    if not into.in_use:
        raise RefusedError(
            f"'{into.name}' cannot be applied, so nothing can be merged into it",
            "choose a code in use: qualkit codebook show",
        )
    if not source.codable:
        raise RefusedError(
            f"'{source.name}' is a heading without codings", "move the codes under it elsewhere"
        )
    if below := present.children(source):
        raise RefusedError(
            f"'{source.name}' has {len(below)} codes under it",
            f"move them first: qualkit codebook move {below[0].id} --parent {into.id}",
        )


def retire_code(session: Session, code_id: str) -> Change:
    """Take a code out of use; what is coded with it stays. Its letter becomes free."""
    code = book.codebook(session).find(code_id)
    if code.status is Status.RETIRED:
        raise RefusedError(f"'{code.name}' is retired already")
    return edit_code(
        session, code.id, action="retire code", why="retired", status=Status.RETIRED,
        merged_into="", shortcut="",
    )  # fmt: skip


def revive_code(session: Session, code_id: str) -> Change:
    """Bring a retired or merged code back into use; its codings count for it again."""
    code = book.codebook(session).find(code_id)
    if code.status not in (Status.RETIRED, Status.MERGED):
        raise RefusedError(f"'{code.name}' is in use already")
    private = drafts.own_draft(session, code.id) is not None
    return edit_code(
        session, code.id, action="revive code", why="in use again", merged_into="",
        status=Status.DRAFT if private else Status.ACTIVE,
    )  # fmt: skip


def split_code(session: Session, code_id: str, parts: Sequence[str]) -> Change:
    """Make the parts of a code as drafts beside it; a part that is a code already is taken as is.

    The change's facts name the parts by id. What is coded stays with the code until each coding
    is sent to a part (`recode`); when none is left, retire the code.
    """
    present = book.codebook(session)
    code = present.find(code_id)
    if len(parts) < 2:
        raise InputError("a code is split into two parts or more", "name at least two")
    new: list[Code] = []
    ids: list[str] = []
    for name in parts:
        known = present.code(name) or next((c for c in present.named(name) if c.in_use), None)
        if known is None:
            taken = {each.id for each in new}
            made = drafts.new_draft(session, present, name, taken)
            known = replace(made, theme=code.theme, parent=code.parent, origin=code.origin)
            new.append(known)
        if not known.in_use or known.id == code.id or known.id in ids:
            raise RefusedError(f"'{name}' cannot be a part of '{code.name}'", "name another")
        ids.append(known.id)
    if not new:
        raise RefusedError(
            "all parts are codes already: there is nothing to make",
            "send each coding to one of them: qualkit codings recode",
        )
    return drafts.add_drafts(session, "split code", new, code=code.id, parts=", ".join(ids))
