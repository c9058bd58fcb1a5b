"""Codes made while coding: drafts, private to their coder while coders work blind."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from qualkit.core.codebook import Code, Codebook, Origin, Status, slug, tidy, tidy_name
from qualkit.core.codebook_json import code_json, code_of_json
from qualkit.core.records import Change
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import drafts as rows
from qualkit.storage.drafts import StoredDraft
from qualkit.study import codebook as book
from qualkit.study import codebook_file as file
from qualkit.study.blindness import sees_drafts_of, works_blind
from qualkit.study.session import Session

_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft code. `coder` made it ("" where the codebook file does not say); a private one is
    not in the file, and while coders work blind nobody else sees it."""

    code: Code
    coder: str
    private: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """A private draft with the row that stores it."""

    code: Code
    stored: StoredDraft


class _Read:
    """Contents of drafts as codes; the same content is the same code."""

    def __init__(self) -> None:
        self.codes: dict[str, Code] = {}


def visible(session: Session) -> tuple[Hidden, ...]:
    """The private drafts that the coder at work sees: their own; of others see `blindness`."""
    codes = session.keep(_Read).codes
    found = []
    for stored in rows.drafts(session.store.database):
        if not sees_drafts_of(session, stored.coder):
            continue
        if stored.content not in codes:
            codes[stored.content] = code_of_json(stored.content)
        found.append(Hidden(codes[stored.content], stored))
    return tuple(found)


def hidden_codes(session: Session) -> frozenset[str]:
    """Ids of the private drafts that the coder at work must not see, not even by name."""
    seen = {draft.stored.id for draft in visible(session)}
    everybody = rows.drafts(session.store.database)
    return frozenset(draft.code for draft in everybody if draft.id not in seen)


def former_name(session: Session, code_id: str) -> str:
    """What a draft of one's own was called that is not there any more, or ""."""
    content = rows.last_content(session.store.database, session.coder or "", code_id)
    return code_of_json(content).name if content else ""


def own_draft(session: Session, code_id: str) -> Hidden | None:
    """The private draft of that id, if it is the coder's own; RefusedError if it is another's."""
    found = next((draft for draft in visible(session) if draft.code.id == code_id), None)
    if found is not None and found.stored.coder != session.coder_or_refuse():
        whose = found.stored.coder
        raise RefusedError(
            f"'{found.code.name}' is a draft of {whose}'s; coders change only their own",
            f"ask {whose} to share it: qualkit codebook share {code_id}",
        )
    return found


def drafts(session: Session) -> tuple[Draft, ...]:
    """The draft codes that the coder at work sees: those in the file, then the private ones."""
    seen = visible(session)
    private = tuple(Draft(draft.code, draft.stored.coder, private=True) for draft in seen)
    shared = tuple(
        Draft(placed.code, "", private=False)
        for placed in book.file_codebook(session).walk()
        if placed.code.status is Status.DRAFT
    )
    return (*shared, *private)


def draft_code(
    session: Session, name: str, *, origin: str = "inductive", theme: str = "", parent: str = "",
    definition: str = "",
) -> Code:  # fmt: skip
    """Make a draft: private where the coder works blind, else at once in the codebook's file.

    Raises RefusedError where the coder sees a code of that name already.
    """
    session.coder_or_refuse()
    present = book.codebook(session)
    code = new_draft(session, present, name, taken=set())
    code = replace(
        code,
        origin=_origin(origin),
        theme=theme_id(present, theme) if theme else "",
        parent=present.find(parent).id if parent else "",
        definition=tidy(definition),
    )
    add_drafts(session, "draft code", [code], code=code.id)
    return code


def new_draft(session: Session, present: Codebook, name: str, taken: set[str]) -> Code:
    """A draft of that name with an id of its own; RefusedError where the name is in use."""
    name = tidy_name(name)
    if not name:
        raise InputError("a code needs a name", 'such as: qualkit codebook add "Night shifts"')
    for code in present.named(name):
        if code.in_use:
            raise RefusedError(
                f"there is a code '{code.name}' already", f"see it: qualkit codebook show {code.id}"
            )
    return Code(_free_id(session, present, name, taken), name, status=Status.DRAFT)


def _free_id(session: Session, present: Codebook, name: str, taken: set[str]) -> str:
    """An id from the name. That of a private draft ends in four signs drawn by lot: a number that
    counts on from somebody's hidden draft would tell that there is one of that name."""
    database = session.store.database
    wanted = slug(name) or "code"
    blind = works_blind(session)
    number = 1
    while True:
        tail = "".join(_SIGNS[byte % len(_SIGNS)] for byte in os.urandom(4)) if blind else ""
        counted = wanted if number == 1 else f"{wanted}-{number}"
        each = f"{wanted[:55]}-{tail}" if blind else counted
        if present.code(each) is None and each not in taken and not rows.is_taken(database, each):
            return each
        number += 1


def _origin(origin: str) -> Origin | None:
    try:
        return Origin(origin.replace(" ", "-")) if origin else None
    except ValueError:
        raise InputError(
            f"'{origin}' is no origin of a code", f"choose from: {', '.join(Origin)}"
        ) from None


def theme_id(present: Codebook, name: str) -> str:
    """The id of the theme of that id or name; NotFoundError where there is none."""
    found = present.theme(name) or present.theme_named(name)
    if found is None:
        raise NotFoundError(
            f"the codebook has no theme '{name}'",
            "there is: " + ", ".join(theme.id for theme in present.themes)
            if present.themes
            else 'make it: qualkit codebook theme add "Name"',
        )
    return found.id


def add_drafts(session: Session, action: str, codes: list[Code], **facts: str) -> Change:
    """Write new drafts where they belong, as one action; see `draft_code`."""
    from qualkit.importers.codebook_edits import add_code

    if works_blind(session):
        with session.write(f"{action} privately") as entry:
            for code in codes:
                rows.add_draft(entry, code.id, code_json(code))
            entry.state(**facts)
        return entry.change()
    book.version_in_force(session)
    before = text = file.editable(session)
    for code in codes:
        text = add_code(text, code)
    with session.write(action) as entry:
        file.put(session, entry, before, text)
        entry.state(**facts)
    file.finish(session)
    return entry.change()


def share_draft(session: Session, code_id: str) -> Change:
    """Write a private draft of one's own into the codebook's file, for everybody to see."""
    from qualkit.importers.codebook_edits import add_code

    code = book.codebook(session).find(code_id)
    draft = own_draft(session, code.id)
    if draft is None:
        raise RefusedError(f"'{code.name}' is in the codebook already, for everybody to see")
    book.version_in_force(session)
    present = book.file_codebook(session)
    # What it stood under may be gone, or another private draft.
    kept = replace(
        code,
        theme=code.theme if present.theme(code.theme) else "",
        parent=code.parent if present.code(code.parent) else "",
    )
    before = file.editable(session)
    text = add_code(before, kept)
    with session.write("share draft") as entry:
        rows.mark_shared(entry, draft.stored)
        file.put(session, entry, before, text)
        entry.state(code=code.id)
    file.finish(session)
    return entry.change()
