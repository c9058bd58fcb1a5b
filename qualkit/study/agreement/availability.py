"""Which codes a coder could have used: those of the codebook's version they worked under."""

from __future__ import annotations

from collections.abc import Collection

from qualkit.core.codebook import Codebook
from qualkit.core.team import Assignment
from qualkit.study import codebook as book
from qualkit.study.past_codebooks import past_codebook
from qualkit.study.session import Session


class _Known:
    """Codes by a version's fingerprint and the themes; kept, since a version never changes.

    Asked for every coder of every document: 5,000 times in a study of 500,000 codings.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}


def judged_codes(
    session: Session, assignment: Assignment, codebook_version: str, used: Collection[str]
) -> frozenset[str] | None:
    """The ids of the codes that a coder judged in a document; None where that cannot be told.

    A code that was not in their codebook yet was not left out by them: it is missing. So is one
    of a theme that they were not to code. What they `used` themselves they had. Their codebook
    is the version that most of their codings name; "": what was in force when they said done.
    """
    known = session.keep(_Known).codes
    named = (codebook_version or assignment.codebook_version, assignment.themes)
    codes = known.get(named)
    if codes is None and named[0] in book.version_numbers(session):
        codes = known[named] = _codable(past_codebook(session, named[0]), assignment.themes)
    if codes is None and assignment.themes:
        codes = _codable(book.codebook(session), assignment.themes)
    return None if codes is None else codes.union(used)


def _codable(version: Codebook, themes: Collection[str]) -> frozenset[str]:
    return frozenset(
        code.id
        for code in version.codes
        if code.codable and code.in_use and (not themes or code.theme in themes)
    )
