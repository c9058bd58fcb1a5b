"""The codebook's file: read to the letter, rewritten database first, never over a person's edit."""

from __future__ import annotations

from pathlib import Path

from qualkit.errors import CodebookError, RefusedError, StoreError
from qualkit.storage import codebooks as rows
from qualkit.storage.codings import CodingFilter, codings
from qualkit.storage.drafts import drafts
from qualkit.storage.sight import EVERYTHING
from qualkit.storage.store import Entry
from qualkit.study import team_codebook
from qualkit.study.session import Session
from qualkit.study.textfiles import write_text

# Which version is in force; which save is in the database but perhaps not in the file yet, as the
# ids of the text before and the text after it.
CURRENT, PENDING = "codebook_current", "codebook_pending"
# A save of what came of a merging is in no text of the database: the text before and after it.
_MERGED = "merged"
_BEFORE, _AFTER = "codebook_merged_before", "codebook_merged_after"

_BOM = "\ufeff"
_EMPTY = "qualkit_codebook: 1\nid: codebook\n"


def stamp(path: Path) -> tuple[int, int]:
    """The file's time and size; (0, 0) where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)


def source(session: Session) -> str:
    """The file to the letter, line ends and byte order mark included; "" where there is none.

    Raises CodebookError with the line where it is no UTF-8.
    """
    from qualkit.strictyaml import read_text

    path = session.codebook_path
    if not path.exists():
        return ""
    text = read_text(path, CodebookError)
    try:
        marked = path.read_bytes().startswith(_BOM.encode())
    except OSError as error:
        raise CodebookError(f"{path} cannot be read: {error.strerror}") from error
    return _BOM + text if marked else text


def editable(session: Session) -> str:
    """The file's text to edit: that of an empty codebook where there is no file."""
    return source(session) or _EMPTY


def put(session: Session, entry: Entry, before: str, after: str) -> str:
    """Make `after` the codebook's text in the database, within an open entry; its fingerprint.

    Call `finish` once the entry is written. Raises CodebookError where the text is wrong.
    """
    from qualkit.importers.codebook import parse_codebook

    present = source(session)
    # Another process that has just stored an edit and not yet written it counts as a change too.
    if (
        session.store.meta(PENDING)
        or team_codebook.behind(session, present)
        or (present != before and (present or before != _EMPTY))
    ):
        raise _changed(session)
    old = parse_codebook(before or _EMPTY, session.codebook_path.name).fingerprint()
    new = parse_codebook(after, session.codebook_path.name).fingerprint()
    pending = rows.put_file_text(entry, (old, new), present, after)
    number = rows.add_codebook_version(entry, new, after.removeprefix(_BOM))
    _in_force(session, new, pending)
    entry.state(version=number)
    return new


def _in_force(session: Session, fingerprint: str, pending: str) -> None:
    session.store.put_meta(CURRENT, fingerprint)
    if not session.settings.on_server:
        session.store.put_meta(PENDING, pending)
    session.codebook_cache = None
    session.version_cache = None


def merged_text(session: Session) -> str | None:
    """The text that the last merging made the file's; None where there was none."""
    return session.store.meta(_AFTER)


def merge_into_force(session: Session, fingerprint: str, text: str | None) -> None:
    """Make what came of a merging the codebook in force, within its transaction; with a `text` the
    file is to hold that. Call `finish` once it is written."""
    if text is not None and session.settings.on_server:
        rows.keep_file_text(session.store.database, fingerprint, text)
    elif text is not None:
        session.store.put_meta(_BEFORE, source(session))
        session.store.put_meta(_AFTER, text)
    _in_force(session, fingerprint, _MERGED if text is not None else "")


def _changed(session: Session) -> RefusedError:
    return RefusedError(
        f"{session.codebook_path} has been changed in another program meanwhile; "
        "nothing was written over it",
        "look at it, then do it again: qualkit codebook show",
    )


def finish(session: Session) -> bool:
    """Write what the database has and the file has not; whether the file had to be written.

    A file that is neither as it was before nor as it shall be is a person's: it is left alone.
    """
    store = session.store
    if session.settings.on_server:
        team_codebook.fetch(session, now=True)
        return False
    pending = store.meta(PENDING)
    if not pending or store.read_only:
        return False
    present = source(session)
    if pending == _MERGED:
        before, after = store.meta(_BEFORE) or "", store.meta(_AFTER) or ""
    elif " " in pending:
        before, after = (rows.file_text(store.database, text_id) for text_id in pending.split(" "))
    else:
        # A study of an earlier qualkit, which noted the version alone.
        before, after = present, rows.codebook_text(store.database, pending)
    session.codebook_cache = None
    session.version_cache = None
    if present == before:
        write_text(session.codebook_path, after)
    elif present != after:
        session.notice(
            f"{session.codebook_path} was changed in another program while qualkit was saving it: "
            "it stays as it is there; do the last change again if it is missing"
        )
    store.set_meta(PENDING, "")
    return present == before


def refuse_to_take_back(session: Session, entry: Entry) -> None:
    """Look whether the changes of the file that `entry` has taken back may be: see the messages.

    To be called within the entry, before it is written.
    """
    steps = rows.file_steps(entry)
    if not steps:
        return
    database, began = session.store.database, steps[0][0]
    if session.settings.on_server:
        # No file of one machine's: that the text is still this one has been looked at already.
        _refuse_to_lose_codes(
            session, *(rows.file_text(database, each) for each in (steps[0][0], steps[-1][1]))
        )
        _in_force(session, rows.fingerprint_of(database, steps[-1][1]), "")
        return
    pending = (session.store.meta(PENDING) or "").split(" ")
    if pending[-1] == began:
        # Several entries at once: the file is still as it was before the first of them.
        began = pending[0]
    if source(session) != rows.file_text(database, began):
        raise RefusedError(
            f"{session.codebook_path} has been changed in another program since, so this cannot "
            "be taken back by itself",
            "change it back by hand: qualkit codebook edit",
        )
    _refuse_to_lose_codes(
        session, *(rows.file_text(database, each) for each in (steps[0][0], steps[-1][1]))
    )
    fingerprint = rows.fingerprint_of(database, steps[-1][1])
    _in_force(session, fingerprint, f"{began} {steps[-1][1]}")


def _refuse_to_lose_codes(session: Session, before: str, after: str) -> None:
    from qualkit.importers.codebook import parse_codebook

    # The texts of the database: the file is behind them until the entry is written.
    old, new = (parse_codebook(text or _EMPTY, reserved=frozenset()) for text in (before, after))
    # A draft that is private again stays its coder's; what others coded with it would not.
    private = {draft.code for draft in drafts(session.store.database, session.coder or "")}
    gone = [code.id for code in old.codes if new.code(code.id) is None]
    refuse_to_lose(session, [code for code in gone if code not in private])
    refuse_to_lose(session, [code for code in gone if code in private], but=session.coder or "")


def refuse_to_lose(session: Session, gone: list[str], *, but: str = "") -> None:
    """Raise RefusedError where one of the codes that would go from the file has codings; those of
    the coder `but` do not count."""
    for code in gone:
        # Everything: no coding may lose its code. How many there are may be a secret.
        found = codings(session.store.database, CodingFilter(code=code, layer="", sight=EVERYTHING))
        number = sum(1 for coding in found if coding.coder != but)
        # The database of a team may keep some of them even from this question.
        if number or session.store.database.is_coded(code, but):
            told = "" if _anything_hidden(session) else f"{number} "
            raise RefusedError(
                f"the code '{code}' cannot go: {told}codings hang on it",
                f"retire it, which keeps them: qualkit codebook retire {code}",
            )


def _anything_hidden(session: Session) -> bool:
    from qualkit.study.blindness import sight

    return not sight(session).whole


def finish_or_tell(session: Session) -> None:
    """Write what a save that was cut short left out; where that fails, say so and go on."""
    try:
        if finish(session):
            session.notice(f"{session.codebook_path} had not been written to the end; it is now")
    except StoreError as error:
        session.notice(error.message)
