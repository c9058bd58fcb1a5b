"""The codebook of a study: the file that people write, and the versions that codings remember."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.codebook import Code, Codebook, Theme
from qualkit.errors import CodebookError
from qualkit.storage import team
from qualkit.study.session import Session
from qualkit.study.textfiles import write_text

# Which version is in force, and which is in the database but perhaps not in the file yet.
CURRENT, PENDING = "codebook_current", "codebook_pending"


def codebook(session: Session) -> Codebook:
    """The codebook as its file stands now; a study may have none yet.

    Raises CodebookError with the line where the file breaks a rule.
    """
    from qualkit.importers.codebook import load_codebook

    stamp = _stamp(session.codebook_path)
    if session.codebook_cache is None or session.codebook_cache[0] != stamp:
        loaded = load_codebook(session.codebook_path) if stamp != (0, 0) else Codebook()
        session.codebook_cache = (stamp, loaded)
    return session.codebook_cache[1]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)


def version_in_force(session: Session) -> str:
    """The fingerprint of the codebook in force, made known to the database.

    A version that we had stored but not yet written to the file (the process was killed between
    the two) is written now. Anything else that differs is a person's edit: a new version, or an
    earlier one in force again.
    """
    book = codebook(session)
    stamp = session.codebook_cache[0] if session.codebook_cache else (0, 0)
    if session.version_cache is not None and session.version_cache[0] == stamp:
        return session.version_cache[1]
    fingerprint = _made_known(session, book.fingerprint())
    session.version_cache = (_stamp(session.codebook_path), fingerprint)
    return fingerprint


def _made_known(session: Session, fingerprint: str) -> str:
    store = session.store
    if fingerprint == store.meta(CURRENT):
        return fingerprint
    pending = store.meta(PENDING)
    if pending and pending != fingerprint:
        write_text(session.codebook_path, team.codebook_text(store.database, pending))
        session.codebook_cache = None
        store.set_meta(PENDING, "")
        session.notice(f"{session.codebook_path} had not been written to the end; it is now")
        return pending
    with session.write("codebook version", coder=session.somebody(), undoable=False) as entry:
        number = dict(team.codebook_versions(store.database)).get(fingerprint)
        if number is None:
            text = _text(session.codebook_path)
            number = team.add_codebook_version(entry, fingerprint, text)
        else:
            team.note_codebook_again(entry, fingerprint)
        store.put_meta(CURRENT, fingerprint)
        entry.state(version=number)
    return fingerprint


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig") if path.exists() else ""


def version_numbers(session: Session) -> dict[str, int]:
    """Fingerprint to number, of every version the study has seen."""
    return dict(team.codebook_versions(session.store.database))


def change_text(session: Session, new: str, action: str, **facts: object) -> str:
    """Make `new` the codebook: the database first, then the file; the fingerprint."""
    from qualkit.importers.codebook import parse_codebook

    if codebook(session).codes:
        version_in_force(session)
    fingerprint = parse_codebook(new, str(session.codebook_path)).fingerprint()
    store = session.store
    if fingerprint != store.meta(CURRENT):
        with session.write(action, coder=session.somebody(), undoable=False) as entry:
            number = dict(team.codebook_versions(store.database)).get(fingerprint)
            if number is None:
                number = team.add_codebook_version(entry, fingerprint, new)
            else:
                team.note_codebook_again(entry, fingerprint)
            store.put_meta(CURRENT, fingerprint)
            store.put_meta(PENDING, fingerprint)
            entry.state(version=number, **facts)
    write_text(session.codebook_path, new)
    if store.meta(PENDING):
        store.set_meta(PENDING, "")
    session.codebook_cache = None
    session.version_cache = None
    return fingerprint


def add_codes(session: Session, codes: list[Code], themes: list[Theme] | None = None) -> None:
    """Write new themes and codes into the codebook file, keeping everything that is there."""
    from qualkit.importers.codebook_edits import add_code, add_theme

    text = _text(session.codebook_path) or "qualkit_codebook: 1\nid: codebook\n"
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
    present = codebook(session)
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
            known[fingerprint] = team.add_codebook_version(entry, fingerprint, text)
            entry.state(version=known[fingerprint])
    return known[fingerprint]
