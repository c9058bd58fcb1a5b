"""A document's text for a profile: its speakers' pseudonyms, and what was decided on findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from qualkit.core.deidentifying import Profile
from qualkit.core.records import Document, MarkKind, Role, Span, Structure, TextVersion
from qualkit.errors import InputError
from qualkit.privacy.rendering import Rendering, Replacement, masks, render
from qualkit.storage import findings as rows
from qualkit.study.session import Session

_PARTS = {
    Role.PARTICIPANT: "Participant",
    Role.INTERVIEWER: "Interviewer",
    Role.OTHER: "Speaker",
}
_TAIL = re.compile(r"[^\w)\]]*\Z")


def rendered_text(session: Session, document: Document, profile: Profile | str) -> Rendering:
    """The text in force as `profile` may read it, with offsets both ways.

    A text that was never scanned is rendered all the same, and a notice says so.
    """
    chosen = _profile(profile)
    database = session.store.database
    version = session.text(document.version_id)
    if version.id not in rows.scanned(database):
        session.notice(
            f"{document.name} was not scanned as it is now, so nothing new in it is masked: "
            "qualkit deidentify scan"
        )
    stored = rows.on_versions(database, [version.id])
    labels = _labels(version, public=chosen is Profile.PUBLIC)
    return render(version.text, masks(stored, chosen), labels)


def _profile(given: Profile | str) -> Profile:
    try:
        return Profile(given)
    except ValueError as error:
        raise InputError(
            f"there is no profile '{given}'", f"choose {', '.join(p.value for p in Profile)}"
        ) from error


def _labels(version: TextVersion, *, public: bool) -> Iterator[Replacement]:
    structure = version.structure
    labels = [m for m in structure.marks if m.kind is MarkKind.LABEL and m.start < m.end]
    for number, mark in enumerate(labels):
        before = labels[number + 1].start if number + 1 < len(labels) else len(version.text)
        written = version.text[mark.start : mark.end]
        body = written.strip()
        tail = _TAIL.search(body)
        name = _speaker(structure, mark.start, mark.end, before, public=public)
        start = mark.start + len(written) - len(written.lstrip())
        said = name + (tail[0] if tail else "")
        if body:
            yield Replacement(Span(start, start + len(body)), said)


def _speaker(structure: Structure, start: int, end: int, before: int, *, public: bool) -> str:
    """Who speaks behind a label: whose turn holds it, or begins before the next label."""
    turns = structure.turns
    at = bisect_right(turns, start, key=lambda turn: turn.start) - 1
    if at < 0 or start >= turns[at].end:
        at += 1
        if at == len(turns) or not end <= turns[at].start < before:
            return _PARTS[Role.OTHER]
    speaker = structure.speakers[turns[at].speaker]
    if public or not speaker.pseudonym:
        return _PARTS[speaker.role]
    return speaker.pseudonym
