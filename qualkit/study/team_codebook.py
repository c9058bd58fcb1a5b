"""The codebook of a study on a server: its database wins over each machine's file."""

from __future__ import annotations

from pathlib import Path

from qualkit.errors import StoreError
from qualkit.storage import codebooks as rows
from qualkit.study.session import Session
from qualkit.study.textfiles import write_in_place, write_text


class _Fetched:
    """The state of the database that the file was last made to agree with."""

    def __init__(self) -> None:
        self.written: int | None = None


def behind(session: Session, present: str) -> bool:
    """Whether the database of a study on a server holds another text than `present`."""
    if not session.settings.on_server:
        return False
    stored = rows.current_text(session.store.database)
    return stored is not None and stored != present


def fetch(session: Session, *, now: bool = False) -> bool:
    """Write the database's codebook into this machine's file where it is another; whether it was.

    Asked before every reading of the file; without `now` only where others have written since.
    What a person wrote into the file by hand is put beside it.
    """
    kept, written = session.keep(_Fetched), session.store.written_elsewhere()
    if kept.written == written and not now:
        return False
    kept.written = written
    stored = rows.current_text(session.store.database)
    path = session.codebook_path
    present = path.read_bytes() if path.exists() else b""
    if stored is None or present == stored.encode():
        return False
    if present and not _known(session, present):
        aside = put_aside(path, present)
        session.notice(
            f"{path} was changed by hand; the codebook of a study on a server is kept there, so "
            f"the file was written anew and what you wrote is in {aside.name}: make the change "
            "again with qualkit codebook edit"
        )
    write_text(path, stored)
    session.codebook_cache = None
    session.version_cache = None
    return True


def _known(session: Session, present: bytes) -> bool:
    try:
        return rows.has_text(session.store.database, present.decode())
    except UnicodeDecodeError:
        return False


def put_aside(path: Path, present: bytes) -> Path:
    """Keep what is in a file that is to be written anew beside it; where."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.mine-{number}{path.suffix}")).exists():
        number += 1
    try:
        write_in_place(aside, present)
    except OSError as error:
        raise StoreError(
            f"{aside} could not be written: {error.strerror}", "mend the rights of its folder"
        ) from error
    return aside


def keep(session: Session) -> None:
    """Store the file's text to the letter, so that it is the codebook of every machine."""
    from qualkit.study import codebook
    from qualkit.study import codebook_file as file

    file.finish(session)
    present = file.source(session)
    if not present or rows.current_text(session.store.database) == present:
        return
    if codebook.file_codebook(session).codes:
        codebook.version_in_force(session)
    fingerprint = codebook.file_codebook(session).fingerprint()
    # No action of anybody's, and no version: only the letters of one, or a codebook without codes.
    with session.store.database.transaction():
        rows.keep_file_text(session.store.database, fingerprint, present)
