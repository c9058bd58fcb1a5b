"""The codebook of a study: the file that people write, and the versions that codings remember."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qualkit.core.codebook import Code, Codebook, Theme
from qualkit.errors import CodebookError
from qualkit.storage import codebooks as rows
from qualkit.study import codebook_file as file
from qualkit.study import team_codebook
from qualkit.study.codebook_file import CURRENT, PENDING
from qualkit.study.session import Session

__all__ = ["CURRENT", "PENDING"]


def file_codebook(session: Session) -> Codebook:
    """The codebook as its file stands now; a study may have none yet.

    Raises CodebookError with the line where the file breaks a rule.
    """
    from qualkit.importers.codebook import load_codebook

    if session.settings.on_server:
        team_codebook.fetch(session)
    stamp = file.stamp(session.codebook_path)
    if session.codebook_cache is not None and session.codebook_held == stamp:
        return session.codebook_cache[1]
    if session.codebook_cache is None or session.codebook_cache[0] != stamp:
        file.finish_or_tell(session)
        stamp = file.stamp(session.codebook_path)
        loaded = load_codebook(session.codebook_path) if stamp != (0, 0) else Codebook()
        session.codebook_cache = (stamp, loaded)
    return session.codebook_cache[1]


def hold(session: Session) -> None:
    """Go on with the codebook as it was read last, as long as its file stays as it is now.

    Somebody has saved it broken in an editor; who is coding meanwhile is not to be stopped.
    """
    session.codebook_held = file.stamp(session.codebook_path)


class _Merged:
    """The file's codebook with drafts, as it was put together last."""

    def __init__(self) -> None:
        self.made_of: tuple[Codebook, tuple[Code, ...]] | None = None
        self.book = Codebook()


def codebook(session: Session) -> Codebook:
    """The codebook as the coder at work sees it: the file's, and the drafts that are theirs alone.

    Raises CodebookError with the line where the file breaks a rule.
    """
    from qualkit.study.drafts import visible

    book = file_codebook(session)
    own = tuple(draft.code for draft in visible(session) if book.code(draft.code.id) is None)
    if not own:
        return book
    kept = session.keep(_Merged)
    if kept.made_of is None or kept.made_of[0] is not book or kept.made_of[1] != own:
        kept.made_of = (book, own)
        kept.book = replace(book, codes=(*book.codes, *own))
    return kept.book


def version_in_force(session: Session) -> str:
    """The fingerprint of the codebook in force, made known to the database.

    Private drafts are no part of it. Where the file differs from the last version known, a person
    has edited it: a new version, or an earlier one in force again.
    """
    book = file_codebook(session)
    stamp = session.codebook_cache[0] if session.codebook_cache else (0, 0)
    if session.version_cache is not None and session.version_cache[0] == stamp:
        return session.version_cache[1]
    if session.store.meta(PENDING):
        # The last save did not get as far as the file: without it, it would be taken for an edit.
        file.finish(session)
        book = file_codebook(session)
    fingerprint = _made_known(session, book.fingerprint())
    session.version_cache = (file.stamp(session.codebook_path), fingerprint)
    return fingerprint


def _made_known(session: Session, fingerprint: str) -> str:
    store = session.store
    if fingerprint == store.meta(CURRENT):
        return fingerprint
    if session.codebook_held == file.stamp(session.codebook_path):
        # Its text is gone from the file, so it cannot be kept as a version: the file's error.
        session.codebook_held = None
        file_codebook(session)
    with session.write("codebook version", coder=session.somebody(), undoable=False) as entry:
        text = file.source(session).removeprefix("\ufeff")
        number = rows.add_codebook_version(entry, fingerprint, text)
        rows.note_codebook_version(entry, fingerprint, store.meta(CURRENT) or "")
        store.put_meta(CURRENT, fingerprint)
        entry.state(version=number)
    return fingerprint


def version_numbers(session: Session) -> dict[str, int]:
    """Fingerprint to number, of every version the study has seen."""
    return dict(rows.codebook_versions(session.store.database))


def change_text(session: Session, new: str, action: str, **facts: object) -> str:
    """Make `new` the codebook, as an action of no coder's that undo leaves alone; the fingerprint.

    The database first, then the file.
    """
    before = file.source(session)
    if file_codebook(session).codes:
        version_in_force(session)
    if new == before:
        return version_in_force(session)
    with session.write(action, coder=session.somebody(), undoable=False) as entry:
        fingerprint = file.put(session, entry, before, new)
        entry.state(**facts)
    file.finish(session)
    return fingerprint


def add_codes(session: Session, codes: list[Code], themes: list[Theme] | None = None) -> None:
    """Write new themes and codes into the codebook file, keeping everything that is there."""
    from qualkit.importers.codebook_edits import add_code, add_theme

    text = file.editable(session)
    for theme in themes or []:
        text = add_theme(text, theme)
    for code in codes:
        text = add_code(text, code)
    change_text(session, text, "add codes", count=len(codes))


def read_codebook_file(path: Path) -> Codebook:
    """The codebook in any YAML or CSV file; CodebookError with the line where it is wrong."""
    return _read_any(path)[1]


def _read_any(path: Path) -> tuple[str, Codebook]:
    """A codebook file as YAML text, and what it says."""
    from qualkit.importers.codebook import parse_codebook
    from qualkit.importers.codebook_tables import read_codebook_table
    from qualkit.importers.codebook_writer import codebook_text

    if path.suffix.lower() in (".yaml", ".yml"):
        from qualkit.strictyaml import read_text

        text = read_text(path, CodebookError)
    else:
        text = codebook_text(read_codebook_table(path))
    return text, parse_codebook(text, str(path))


def import_codebook(session: Session, path: Path) -> Codebook:
    """Take over a codebook from a YAML or CSV file; only where the study's own has no codes.

    Raises CodebookError where the file is wrong, or where codes would be lost.
    """
    text, new = _read_any(path)
    present = file_codebook(session)
    if present.codes and new.fingerprint() != present.fingerprint():
        raise CodebookError(
            f"the study has a codebook with {len(present.codes)} codes already; "
            f"{path.name} was not taken over",
            f"edit {session.codebook_path} itself, or move it away first",
        )
    if new.fingerprint() != present.fingerprint():
        change_text(session, text, "import codebook", codes=len(new.codes))
    return codebook(session)


def remember_codebook(session: Session, path: Path) -> int:
    """Keep an earlier version of the codebook, for codings that were made under it; its number.

    Versions get their numbers in the order in which the study meets them: bring in the earlier
    ones, oldest first, before the codebook in force is used.
    """
    text, book = _read_any(path)
    fingerprint = book.fingerprint()
    known = version_numbers(session)
    if fingerprint not in known:
        with session.write("remember codebook", coder=session.somebody(), undoable=False) as entry:
            known[fingerprint] = rows.add_codebook_version(entry, fingerprint, text)
            rows.note_codebook_version(entry, fingerprint)
            entry.state(version=known[fingerprint])
    return known[fingerprint]
