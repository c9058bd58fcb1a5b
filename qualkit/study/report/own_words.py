"""What people wrote for the report, read over for what may say who somebody is.

Transcripts were scanned and decided on; lead-ins, key points and texts were not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from qualkit.core.findings import FindingType
from qualkit.core.wording import some
from qualkit.study.session import Session

_T = FindingType
# What is none of these (dates, ages, roles, words that are unknown) tells too little by itself.
_TELLING = frozenset(
    (
        _T.PARTICIPANT, _T.NAME, _T.PLACE, _T.ORGANISATION, _T.ADDRESS, _T.EMAIL, _T.HANDLE,
        _T.PHONE, _T.CHI, _T.NHS_NUMBER, _T.NINO, _T.POSTCODE, _T.PLATE, _T.WORKPLACE,
    )
)  # fmt: skip


def doubts(
    session: Session, written: Iterable[tuple[str, str]], known: Collection[str]
) -> tuple[str, ...]:
    """A sentence on the texts, by where they stand, that should be read again; none where none.

    `known` are words, in small letters, that say nobody: the study's title, its codebook. What is
    found is not repeated: it would stand in whatever keeps what a program says.
    """
    from qualkit.privacy.scan.engine import scan

    team = {word for each in session.known_coders() for word in _words(each.name)}
    places: dict[str, None] = {}
    for place, text in written:
        for found in scan(text):
            words = _words(text[found.start : found.end])
            if found.type in _TELLING and not words <= team | set(known):
                places[f"{place} ({found.type.value})"] = None
    if not places:
        return ()
    return (f"what people wrote may say who somebody is, read it again: {some(places, 6)}",)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}
