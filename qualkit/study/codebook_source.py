"""The codebook's text handed out to be edited as a whole, and taken back."""

from __future__ import annotations

from qualkit.core.codebook import Codebook
from qualkit.core.codebook_meaning import rule_changes, rule_mark
from qualkit.core.records import Change
from qualkit.errors import CodebookError, RefusedError
from qualkit.storage import codebooks
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import codebook_file as file
from qualkit.study.session import Session
from qualkit.study.textfiles import write_text

_BOM = "\ufeff"


def given(session: Session) -> str:
    """The text of the codebook's file; also of one that is broken, so that it can be mended."""
    return file.editable(session).removeprefix(_BOM)


def save(session: Session, text: str, *, editorial: bool = False, was: str | None = None) -> Change:
    """Make `text` the codebook; `was` is the text that the edit began with.

    Raises CodebookError with the line where it is wrong, RefusedError where the file is not as it
    `was` any more, or where a code that has codings would go; nothing is done then.
    """
    from qualkit.importers.codebook import parse_codebook

    session.coder_or_refuse()
    before = file.editable(session)
    if was is not None and before.removeprefix(_BOM) != was:
        raise RefusedError(
            f"{session.codebook_path} has been changed in another program since it was opened here;"
            " nothing was written over it",
            "keep your text elsewhere, look at the file, and bring in your changes again",
        )
    text = _as_in_file(text, before)
    new = parse_codebook(text, session.codebook_path.name)
    readable, old = _present(session, before)
    file.refuse_to_lose(session, [c.id for c in old.codes if new.code(c.id) is None])
    if not readable:
        return _mend(session, text)
    book.version_in_force(session)
    with session.write("edit codebook") as entry:
        if text != before:
            file.put(session, entry, before, text)
            if editorial:
                _note_editorial(entry, old, new)
                entry.state(editorial="yes")
        entry.state(codes=len(new.codes))
    file.finish(session)
    return entry.change()


def _as_in_file(text: str, before: str) -> str:
    """The text with the byte order mark and the line ends that the file has: editors lose them."""
    if "\r\n" in before and "\r\n" not in text:
        text = text.replace("\n", "\r\n")
    return _BOM + text.removeprefix(_BOM) if before.startswith(_BOM) else text


def _present(session: Session, before: str) -> tuple[bool, Codebook]:
    """Whether the file can be read, and the codebook: the last one that could where it cannot."""
    from qualkit.importers.codebook import parse_codebook

    try:
        return True, parse_codebook(before)
    except CodebookError:
        last = session.store.meta(file.CURRENT)
        text = codebooks.codebook_text(session.store.database, last) if last else ""
        return False, parse_codebook(text) if text else Codebook()


def _mend(session: Session, text: str) -> Change:
    """Put a right text in the place of a broken file, which is no text to go back to: as if the
    person had mended it in any other program."""
    with session.write("mend codebook", undoable=False) as entry:
        pass
    write_text(session.codebook_path, text)
    session.codebook_cache = None
    book.version_in_force(session)
    return entry.change()


def _note_editorial(entry: Entry, old: Codebook, new: Codebook) -> None:
    for code in old.codes:
        now = new.code(code.id)
        if now is not None and rule_changes(code, now):
            codebooks.add_editorial(entry, code.id, rule_mark(code), rule_mark(now))
