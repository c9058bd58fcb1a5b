"""Conflicts between copies settled: one action of the person who decides, which undo takes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qualkit.core.codebook_json import code_of_json
from qualkit.core.merging import Choice
from qualkit.core.records import Change
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import drafts as draft_rows
from qualkit.storage import memos, refusing
from qualkit.storage.merging import tables
from qualkit.storage.merging.conflicts import CODE, REMOVED
from qualkit.storage.store import Entry
from qualkit.study import editing
from qualkit.study.leading import lead_or_refuse
from qualkit.study.merging import conflicts
from qualkit.study.merging.conflicts import Stored
from qualkit.study.session import Session

_ACTION = "settle conflict"


def settle(session: Session, conflict_id: str, choice: Choice) -> Change:
    """Settle a conflict: leave what is in force, take the other one, or join both.

    The lead settles; a coder what is their own. Raises RefusedError for anybody else, and where a
    choice is none or would break a rule.
    """
    conflict = _found(session, conflict_id)
    if conflict.coder != session.coder_or_refuse() or conflict.kind == CODE:
        lead_or_refuse(session, "a decision on what copies differ in")
    if choice not in conflict.choices:
        raise InputError(
            f"it cannot be settled so; there is: {', '.join(conflict.choices)}",
            "qualkit merge conflicts",
        )
    if conflict.kind == CODE and choice is Choice.TAKE:
        return _take_code(session, conflict)
    with session.write(_ACTION) as entry:
        _apply(entry, conflict, choice)
        _settled(entry, conflict)
        _state(entry, conflict, choice)
    if conflict.table == "text_version":
        session.forget_text(conflict.row_id)
    session.forget()
    return entry.change()


def _found(session: Session, conflict_id: str) -> Stored:
    known = conflicts.stored(session, settled=True)
    found = [each for each in known if conflict_id and each.id.startswith(conflict_id)]
    if len(found) != 1:
        problem = f"'{conflict_id}' fits {len(found)} conflicts" if found else (
            f"there is no conflict {conflict_id}"
        )  # fmt: skip
        raise NotFoundError(problem, "see them: qualkit merge conflicts")
    if found[0].settled:
        raise RefusedError("it is settled already", "to settle it otherwise: qualkit undo first")
    return found[0]


def _settled(entry: Entry, conflict: Stored) -> None:
    entry.set("conflict", conflict.id, "settled_by", None, entry.id)


def _state(entry: Entry, conflict: Stored, choice: Choice) -> None:
    if conflict.document_id:
        entry.touch(conflict.document_id)
    entry.state(what=conflict.kind, choice=choice.value)


def _take_code(session: Session, conflict: Stored) -> Change:
    from qualkit.importers.codebook_items_in import with_items
    from qualkit.study.codebook import file_codebook

    key = (conflict.field, conflict.row_id)
    if conflict.field == "code":
        present = file_codebook(session).code(conflict.row_id)
        # No conflict is about letters: a code has the one that it has now.
        letter = present.shortcut if present else ""
        wanted: Any = replace(code_of_json(conflict.other), shortcut=letter)
    else:
        theme = file_codebook(session).theme(conflict.row_id)
        if theme is None:
            raise RefusedError("the theme is gone from the codebook", "keep it as it is")
        wanted = replace(theme, **conflict.other)

    def edit(text: str) -> str:
        text, refused = with_items(text, {key: wanted})
        for why in refused.values():
            raise RefusedError(f"it does not fit into the codebook: {why}", "qualkit codebook edit")
        return text

    facts = {"what": conflict.kind, "choice": Choice.TAKE.value}
    return editing.rewritten(session, _ACTION, edit, facts, lambda entry: _settled(entry, conflict))


def _apply(entry: Entry, conflict: Stored, choice: Choice) -> None:
    if conflict.field == REMOVED:
        _apply_removal(entry, conflict, choice)
    elif choice is Choice.BOTH:
        _join_memos(entry, conflict)
    elif choice is Choice.TAKE and conflict.table == "draft_code":
        _take_draft(entry, conflict)
    elif choice is Choice.TAKE:
        _take_fields(entry, conflict)


def _apply_removal(entry: Entry, conflict: Stored, choice: Choice) -> None:
    table, row_id = conflict.table, conflict.row_id
    (now,) = tables.rows_of(entry.database, table, ["removed_by"], [row_id])[row_id]
    if conflict.kept == "in":
        if choice is Choice.TAKE:
            raise RefusedError(
                "there are codings in the document, which would be lost from sight",
                "their coders take them out first: qualkit uncode",
            )
        # The removal holds no more, also where nobody knows of the codings.
        entry.set(table, row_id, "removed_by", conflict.other_by, None)
    elif choice is Choice.TAKE and now is not None:
        if refusing.refuse_double(entry, table, row_id, {"removed_by": None}):
            raise RefusedError("it has been made again since", "keep it as it is")
        entry.set(table, row_id, "removed_by", now, None)


def _join_memos(entry: Entry, conflict: Stored) -> None:
    versions = [side["current_version"] for side in (conflict.other, conflict.kept)]
    texts = [memos.version_text(entry.database, each) for each in versions if each]
    kind, target, coder = tables.rows_of(
        entry.database, "memo", ["target_kind", "target_id", "coder"], [conflict.row_id]
    )[conflict.row_id]
    memos.set_memo(entry, kind, target, "\n".join(dict.fromkeys(filter(None, texts))), coder)


def _take_draft(entry: Entry, conflict: Stored) -> None:
    for draft in draft_rows.drafts(entry.database, conflict.coder):
        if draft.id == conflict.row_id:
            if entry.coder != conflict.coder:
                raise RefusedError(f"the draft is {conflict.coder}'s alone", "let them settle it")
            draft_rows.rewrite_draft(entry, draft, conflict.other["content"])


def _take_fields(entry: Entry, conflict: Stored) -> None:
    table, row_id, wanted = conflict.table, conflict.row_id, dict(conflict.other)
    present = tables.rows_of(entry.database, table, list(wanted), [row_id])[row_id]
    old = dict(zip(wanted, present, strict=True))
    if refusing.refuse_double(entry, table, row_id, wanted):
        raise RefusedError("an equal one is there already", "keep it as it is")
    if old != wanted:
        entry.set_fields(table, row_id, old, wanted)
