"""A document's text for a profile: its speakers' pseudonyms, and what was decided on findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from qualkit.core.deidentifying import Profile
from qualkit.core.masking import Masks, Replacement
from qualkit.core.records import Document, Mark, MarkKind, Role, Span, Structure, TextVersion
from qualkit.errors import InputError
from qualkit.privacy.rendering import Rendering, masks, render, united
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


class _Kept:
    """The replacements of texts, while the log stands where it stood."""

    def __init__(self) -> None:
        self.under: tuple[str, int] = ("", -1)
        self.found: dict[tuple[str, Profile], tuple[Replacement, ...]] = {}
        self.masks: dict[str, Masks] = {}


def replacements(
    session: Session, version_id: str, profile: Profile | str
) -> tuple[Replacement, ...]:
    """What is replaced in a text for a profile, in order and disjoint, speakers' labels left out.

    Kept until anything is written: asking again costs 20 us, working it out 3 ms for 1,000
    findings. Nothing in a text that was never scanned and in which nobody marked anything.
    """
    kept, chosen = _kept(session), _profile(profile)
    if (version_id, chosen) not in kept.found:
        stored = rows.on_versions(session.store.database, [version_id])
        found: list[Replacement] = []
        if stored:
            version = session.text(version_id)
            labels = [Replacement(Span(m.start, m.end), "") for m in _label_marks(version)]
            found = united(version.text, masks(stored, chosen), labels)
        kept.found[version_id, chosen] = tuple(found)
    return kept.found[version_id, chosen]


def team_masks(session: Session, version_id: str) -> Masks:
    """The same for the team, ready to be looked up: what coders read by default."""
    kept = _kept(session)
    if version_id not in kept.masks:
        kept.masks[version_id] = Masks(replacements(session, version_id, Profile.TEAM))
    return kept.masks[version_id]


def _kept(session: Session) -> _Kept:
    kept = session.keep(_Kept)
    under = (session.store.database.last_clock(), session.read_afresh)
    if kept.under != under:
        kept.under = under
        kept.found.clear()
        kept.masks.clear()
    return kept


def _label_marks(version: TextVersion) -> list[Mark]:
    marks = version.structure.marks
    return [m for m in marks if m.kind is MarkKind.LABEL and m.start < m.end]


def _profile(given: Profile | str) -> Profile:
    try:
        return Profile(given)
    except ValueError as error:
        raise InputError(
            f"there is no profile '{given}'", f"choose {', '.join(p.value for p in Profile)}"
        ) from error


def _labels(version: TextVersion, *, public: bool) -> Iterator[Replacement]:
    structure = version.structure
    labels = _label_marks(version)
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
