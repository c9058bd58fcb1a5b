"""Under what documents of literature are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.citing import in_text
from qualkit.core.records import Change, Document
from qualkit.core.text import squeeze
from qualkit.errors import InputError, RefusedError
from qualkit.storage import citations as rows
from qualkit.study.codings import register
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.checks import Finding

LIST = "literature.csv"
"""Beside the originals: which of them are literature, and under what each is cited."""
LONGEST = 2_000


def citations(session: Session) -> dict[str, str]:
    """Document id to the reference it is cited by; documents without one are not in it."""
    return {row.document_id: row.body for row in rows.citations(session.store.database)}


def beside(session: Session) -> dict[str, str]:
    """Document id to what prints beside quotations from it, for all literature.

    `Smith and Lee, 2021`; the document's name where it has no citation.
    """
    found = citations(session)
    return {
        document.id: in_text(found[document.id]) if document.id in found else document.name
        for document in session.documents()
        if document.kind.published
    }


def cite(session: Session, document: Document, citation: str) -> Change:
    """Say under what a document of literature is cited; without words take the citation away.

    InputError where it is too long, RefusedError where the document is no literature.
    """
    words = squeeze(citation)
    if not document.kind.published:
        raise RefusedError(
            f"{document.name} is no literature but of the kind {document.kind.value}",
            "what participants said is attributed to them: qualkit attributions",
        )
    if len(words) > LONGEST:
        raise InputError(
            f"a citation of {len(words):,} characters is too long", f"keep it under {LONGEST:,}"
        )
    session.coder_or_refuse()
    with session.write("cite" if words else "remove citation") as entry:
        old = rows.citations(entry.database, document.id)
        if words not in {row.body for row in old}:
            for row in old:
                rows.remove(entry, row)
            if words:
                rows.add(entry, document.id, words)
                register(session, entry.coder)
        entry.touch(document.id)
        entry.state(document=document.id)
    return entry.change()


def faults(session: Session) -> Iterator[Finding]:
    """Literature of which nobody has said under what it is cited."""
    from qualkit.study.checks import Finding

    known = citations(session)
    for document in session.documents():
        if document.kind.published and document.id not in known:
            yield Finding(
                f"{document.name} is literature without a citation: its name prints beside "
                "quotations from it",
                f'qualkit documents cite "{document.name}" "Smith and Lee (2021) Title"',
            )


def listed(session: Session) -> Mapping[str, str]:
    """File name to citation, from the list beside the originals; empty where there is none."""
    path = session.transcripts / LIST
    return listed_in(path) if path.is_file() else {}


def listed_in(path: Path) -> dict[str, str]:
    """File name to citation, from a list; InputError names the line of what is wrong."""
    from qualkit.importers.literature import read_literature

    return {row.file: row.citation for row in read_literature(path)}
