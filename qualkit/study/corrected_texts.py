"""The new text of a correction: read from a file, or the stored text as somebody edited it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualkit.core.edits import Reading, edited, edits, within_speech
from qualkit.core.pairing import Side, same_voices
from qualkit.core.records import (
    Document,
    DocumentKind,
    LeftOut,
    Role,
    Span,
    Speaker,
    Structure,
    TextVersion,
    Transcript,
)  # fmt: skip
from qualkit.core.text import clean, spoken
from qualkit.errors import InputError
from qualkit.privacy.roster import Roster
from qualkit.study.documents import corrections
from qualkit.study.people import Naming, checked_pseudonyms
from qualkit.study.session import Session
from qualkit.study.wishes import Wishes
from qualkit.study.withdrawal.tombstones import refuse_file


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that is to be the next version; `path` is its file, None for an edited text."""

    text: str
    structure: Structure
    path: Path | None = None
    sha256: str = ""
    naming: Naming | None = None
    speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def from_file(
    session: Session, document: Document, version: TextVersion, path: Path, wishes: Wishes
) -> NewText:
    """The text of a file, its speakers under the pseudonyms that they have in the study.

    A label that the roster knows for the document is who it was; another one is who says now what
    that voice said before; whoever is left is new, and named as in an import.
    """
    from qualkit.importers import read_transcript

    chosen = wishes.all_pseudonyms()
    checked_pseudonyms(chosen)
    roster = session.roster()
    kind = wishes.kind or document.kind
    reading = corrections(document.name, replace(wishes, kind=kind), roster)
    transcript = read_transcript(path, reading)
    refuse_file(session, path, transcript.source_sha256)
    taken = _by_what_they_say(document.name, version, transcript, roster)
    keys = _respondents(document, version)
    taken |= {
        f"{document.name}:{s.label}": s.label
        for s in transcript.structure.speakers
        if s.label in keys
    }
    naming = Naming(session, taken | chosen)
    names = naming.name(document.name, transcript.structure.speakers)
    speakers = _speakers(version, transcript.structure.speakers, names, wishes)
    return NewText(
        transcript.text,
        replace(transcript.structure, speakers=speakers),
        path,
        transcript.source_sha256,
        # Respondents are on no roster and in no list of participants, and are not put there.
        None if keys.issuperset(names) else naming,
        tuple(_differing(version, transcript.structure.speakers, speakers, taken, document.name)),
        transcript.warnings,
        transcript.left_out,
    )


def _respondents(document: Document, version: TextVersion) -> frozenset[str]:
    """The keys under which people answered, where the document holds a survey's open answers."""
    if document.kind is not DocumentKind.SURVEY_COMMENT:
        return frozenset()
    return frozenset(speaker.pseudonym for speaker in version.structure.speakers)


def _by_what_they_say(
    name: str, version: TextVersion, transcript: Transcript, roster: Roster
) -> dict[str, str]:
    """`document:label` to pseudonym, for labels that the roster does not hold."""
    before, now = version.structure.speakers, transcript.structure.speakers
    held = {entry.label: entry.pseudonym for entry in roster.of(name)}
    present = {held[speaker.label] for speaker in now if speaker.label in held}
    voices = same_voices(Side(version), Side(transcript))
    return {
        f"{name}:{now[new].label}": before[old].pseudonym
        for new, old in voices.items()
        if new >= 0 and old >= 0
        and now[new].label not in held and before[old].pseudonym not in present
    }  # fmt: skip


def _speakers(
    version: TextVersion, found: Sequence[Speaker], names: Sequence[str], wishes: Wishes
) -> tuple[Speaker, ...]:
    """The speakers as they are stored: known ones in the role that they have in the study."""
    roles = {s.pseudonym: s.role for s in version.structure.speakers if s.pseudonym}
    wanted = wishes.roles()
    return tuple(
        Speaker(s.number, "", wanted.get(s.label, roles.get(name, s.role)), name)
        for s, name in zip(found, names, strict=True)
    )


def _differing(
    version: TextVersion, labelled: Sequence[Speaker], now: Sequence[Speaker],
    taken: dict[str, str], document: str,
) -> list[str]:  # fmt: skip
    """What a person should know about who speaks, in sentences."""
    before = {speaker.pseudonym for speaker in version.structure.speakers}
    found = []
    for label, speaker in zip((s.label for s in labelled), now, strict=True):
        if speaker.pseudonym not in before:
            found.append(f"'{label}' is new: {speaker.pseudonym}, {speaker.role.value}")
        elif taken.get(f"{document}:{label}") == speaker.pseudonym:
            found.append(f"'{label}' is {speaker.pseudonym}, who says the same")
    gone = before - {speaker.pseudonym for speaker in now} - {""}
    return [*found, *(f"{pseudonym} does not speak in it any more" for pseudonym in sorted(gone))]


def people_of(new: NewText) -> list[str]:
    """The participants who speak in it."""
    return [s.pseudonym for s in new.structure.speakers if s.role is Role.PARTICIPANT]


def from_text(
    document: Document, version: TextVersion, text: str, *, dry_run: bool = False
) -> NewText:
    """The stored text as it was edited: labels, time stamps and turns must be as they were.

    Raises InputError where they are not, or where a turn has no word left. For a dry run the ends
    of sentences are left as they come, because nothing is carried by them.
    """
    text = clean(text)
    changes = edits(version.text, text)
    whole = f"correct the file and take that: qualkit documents correct {document.name!r} FILE"
    if change := within_speech(version.text, version.structure, changes):
        line = version.text.count("\n", 0, change.old[0]) + 1
        raise InputError(
            f"line {line} of {document.name}: a label, a time stamp or what nobody speaks was "
            "changed, which an edit of the words cannot do",
            whole,
        )
    new = edited(
        version.text, version.structure, text, changes, _unread() if dry_run else _as_imported()
    )
    silent = {piece.turn for piece in spoken(version.text, version.structure)} - {
        piece.turn for piece in spoken(new.text, new.structure)
    }
    if silent:
        raise InputError(f"turn {min(silent) + 1} of {document.name} has no word left", whole)
    return NewText(new.text, new.structure)


def _unread() -> Reading:
    """Reads nothing: what is only weighed needs no sentences."""
    return Reading(lambda text, stretches, wrapped: stretches, lambda text, start, end: ())


def _as_imported() -> Reading:
    # Loading the splitter takes 1.4 s: not before a correction moves the end of a sentence.
    from qualkit.importers.editorial import marks_in

    def split(text: str, stretches: Sequence[Span], wrapped: bool) -> tuple[Span, ...]:
        from qualkit.importers.sentences import splitter

        return splitter().sentences(text, stretches, wrapped)

    return Reading(split, marks_in)
