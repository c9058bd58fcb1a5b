"""Literature in: reviews, policy papers and reports as documents that nobody speaks in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qualkit.core.records import DocumentKind
from qualkit.errors import InputError
from qualkit.study import documents
from qualkit.study.documents import Progress
from qualkit.study.import_reports import Imported, Outcome
from qualkit.study.session import Session, did_you_mean
from qualkit.study.wishes import Wishes
from qualkit.study.writings import citations

UNCITED = 'it has no citation: qualkit documents cite "{}" "Smith and Lee (2021) Title"'


def import_literature(
    session: Session, paths: Sequence[Path], cite: str, progress: Progress, *, dry_run: bool = False
) -> tuple[Imported, ...]:
    """Store files as literature; a CSV among them lists files beside it, with their citations.

    Without files the list beside the originals is read. All files are imported or none. A
    citation that is another than the study's takes its place.
    """
    found = _cited(session, paths, cite)
    wishes = Wishes(
        kind=DocumentKind.LITERATURE,
        citations={path.name: citation for path, citation in found.items() if citation},
    )
    if dry_run:
        return documents.preview(session, tuple(found), wishes, progress)
    done = documents.import_transcripts(session, tuple(found), wishes, progress)
    by_name = {path.name: citation for path, citation in found.items()}
    return tuple(_settled(session, each, by_name) for each in done)


def _cited(session: Session, paths: Sequence[Path], cite: str) -> dict[Path, str]:
    """Each file with its citation; "" where none is known."""
    if not paths:
        own = session.transcripts / citations.LIST
        if not own.is_file():
            raise InputError(
                "no file is named, and there is no list of literature",
                f"name files, or write {own} with two columns: file,citation",
            )
        paths = (own,)
    known, found = citations.listed(session), dict[Path, str]()
    for path in paths:
        if path.suffix.lower() == ".csv":
            found |= _of_list(path)
        else:
            found[path] = known.get(path.name, "")
    if cite:
        if len(found) != 1:
            raise InputError(
                f"one citation cannot be that of {len(found)} files",
                "import them one by one, or name a list: a CSV with the columns file,citation",
            )
        found = dict.fromkeys(found, cite)
    return found


def _of_list(path: Path) -> dict[Path, str]:
    listed = citations.listed_in(path)
    for name in listed:
        if not (path.parent / name).is_file():
            there = [each.name for each in path.parent.iterdir() if each.is_file()]
            raise InputError(
                f"{path.name} names {name}, which does not lie beside it",
                did_you_mean(name, there) or "put the file there, or take its row out",
            )
    return {path.parent / name: citation for name, citation in listed.items()}


def _settled(session: Session, done: Imported, by_name: Mapping[str, str]) -> Imported:
    """What became of a file, its citation made what is wished; it is known to the study by now."""
    known = {document.name: document for document in session.documents()}
    document = known.get(done.name)
    if document is None or not document.kind.published:
        said = (
            (f"the study has it as {document.kind.value}; to make it literature take it out "
             f'first: qualkit documents remove "{document.name}"',)
            if document else ()
        )  # fmt: skip
        return replace(done, warnings=(*done.warnings, *said))
    wished, has = by_name.get(done.name, ""), citations.citations(session).get(document.id, "")
    if wished and wished != has and done.outcome is not Outcome.NEW:
        citations.cite(session, document, wished)
        has = wished
    if has:
        return done
    return replace(done, warnings=(*done.warnings, UNCITED.format(document.name)))
