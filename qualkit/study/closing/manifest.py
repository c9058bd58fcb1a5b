"""What a study's archive holds, file by file; and the same as a table for the export gate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualkit.core.closing import ArchivedFile, Closing, Manifest, Personal
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.storage import closings as rows
from qualkit.study import codebook as book
from qualkit.study.closing.open_ends import open_ends
from qualkit.study.originals import sha256_of_file
from qualkit.study.session import Session

STEM = "archive-manifest"
_HISTORIES = (".git", ".hg", ".svn")

_YES, _PERHAPS, _NO = Personal.YES, Personal.PERHAPS, Personal.NO
# The folder to what lies in it; the database, its copies, the roster and participants.csv apart.
_FOLDERS: dict[str, tuple[str, Personal]] = {
    "transcripts": ("original transcript: participants' own words", _YES),
    "survey": ("survey: respondents' answers, or what their columns mean", _YES),
    "codings": ("codings as a text: places and codes, reasons that may quote", _PERHAPS),
    "codebook": ("codebook: definitions and examples that may quote", _PERHAPS),
    "exports": ("written for others: may quote participants", _YES),
}
_OTHER = ("put here by hand: nobody but a person can say", _PERHAPS)


def manifest(session: Session, closing: Closing, roster: Path) -> Manifest:
    """What there is to be archived, as it is just now."""
    number = book.version_numbers(session).get(book.codebook(session).fingerprint(), 0)
    return Manifest(
        title=session.settings.title,
        study_id=session.settings.id,
        closed_on=closing.closed_on,
        retain_until=closing.retain_until,
        roster=closing.roster,
        roster_path=str(roster),
        note=closing.note,
        codebook_version=number,
        files=tuple(_files(session)),
        rows=rows.counts(session.store.database),
        open_ends=open_ends(session),
        out_of_reach=out_of_reach(session),
    )


def _files(session: Session) -> Iterator[ArchivedFile]:
    root = session.path
    beside = {f"{session.settings.database}{end}" for end in ("-wal", "-shm", "-journal")}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if not path.is_file() or inside.parts[0] in _HISTORIES or inside.name in beside:
            continue
        if inside.parts[0] == "exports" and path.stem == STEM:
            continue
        if path.is_symlink():
            # What it points to may lie anywhere; it is not in the archive.
            yield ArchivedFile(inside.as_posix(), "a link to a file elsewhere", _PERHAPS, 0, "")
            continue
        what, personal = _what(session, inside)
        size = path.stat().st_size
        yield ArchivedFile(inside.as_posix(), what, personal, size, sha256_of_file(path))


def _what(session: Session, inside: Path) -> tuple[str, Personal]:
    name, database = inside.as_posix(), session.settings.database
    if name == database:
        return "the database: texts, codings, decisions, history", _YES
    if name.startswith(f"{database}."):
        return "an older copy of the database", _YES
    if name == "study.yaml":
        return "settings: the team's names and initials", _PERHAPS
    if name.startswith("codebook/instruments/"):
        return "instrument: keys and scoring", _NO
    if session.path / inside == session.participants_path:
        return "participants: pseudonyms, attributes, consent", _YES
    if session.path / inside == session.roster_path():
        return "the roster: names behind the pseudonyms", _YES
    return _FOLDERS.get(inside.parts[0], _OTHER) if len(inside.parts) > 1 else _OTHER


def out_of_reach(session: Session) -> tuple[str, ...]:
    """What closing a study cannot see to, for a person to see to."""
    found = [
        "copies of the study and of the roster on other computers, on sticks and in the cloud",
        "backups, and what the disk or the file system keeps of deleted files",
        "exports and reports that have left the folder exports/",
        "recordings, signed consent forms and notes on paper: qualkit never had them",
    ]
    if session.settings.on_server:
        found.append("the team's database on its server, with its log and its backups")
    root = session.path.resolve()
    if any((folder / name).exists() for folder in (root, *root.parents) for name in _HISTORIES):
        found.append("the folder is under version control, whose history keeps every file")
    return tuple(found)


def manifest_table(session: Session, found: Manifest) -> Table:
    """The manifest as one table: the study, its files, rows, open ends, what is out of reach."""
    columns = (
        Column("part", "Part", width=0.8),
        Column("name", "Name", width=2.0),
        Column("what", "What it is", width=2.4),
        Column("personal", "Personal data", width=0.7),
        Column("number", "Bytes or rows", ColumnKind.INTEGER, width=0.7),
        Column("sha256", "SHA-256", width=2.2),
    )
    title = f"{session.settings.title}: what is archived"
    return Table(title, columns, tuple(_rows(found)), repeats=("part",))


def _rows(found: Manifest) -> Iterator[tuple[Cell, ...]]:
    for name, what in (
        ("closed on", found.closed_on),
        ("kept until", found.retain_until),
        ("roster", found.roster.value),
        ("why so", found.note),
        ("codebook version", str(found.codebook_version or "unsaved")),
    ):
        if what:
            yield "study", name, what, None, None, None
    for file in found.files:
        yield "file", file.path, file.what, file.personal.value, file.size, file.sha256
    for table, number in found.rows.items():
        yield "rows of the database", table, None, None, number, None
    for end in found.open_ends:
        yield "open end", end.what, end.mend, None, end.count, None
    for each in found.out_of_reach:
        yield "out of reach", each, None, None, None, None
