"""Correcting what a speaker is to the study, after the import."""

from __future__ import annotations

from dataclasses import replace

from qualkit.core.records import Document, Role, Speaker, TextVersion
from qualkit.core.text import count_words, participant_spans
from qualkit.errors import NotFoundError
from qualkit.storage import documents as rows
from qualkit.study.people import add_participants, checked_pseudonyms, rename_in_roster
from qualkit.study.session import Session, did_you_mean


def correct_speaker(
    session: Session, document: Document, pseudonym: str, role: Role, new_pseudonym: str
) -> TextVersion:
    """Change what a speaker is to the study (and under which pseudonym); the text as it is then.

    Words are counted anew, since interviewers are out of every denominator, and the roster
    follows. Not for undo: the same command with the old values takes it back.
    """
    version = session.text(document.version_id)
    speakers = version.structure.speakers
    if pseudonym not in {speaker.pseudonym for speaker in speakers}:
        names = [speaker.pseudonym for speaker in speakers]
        raise NotFoundError(
            f"nobody in {document.name} is {pseudonym}", did_you_mean(pseudonym, names)
        )
    changed = tuple(
        Speaker(s.number, "", role, new_pseudonym) if s.pseudonym == pseudonym else s
        for s in speakers
    )
    structure = replace(version.structure, speakers=changed)
    if structure == version.structure:
        return version
    if new_pseudonym != pseudonym:
        checked_pseudonyms({pseudonym: new_pseudonym})
    said = count_words(version.text, participant_spans(version.text, structure))
    if role is Role.PARTICIPANT:
        add_participants(session, [new_pseudonym])
    rename_in_roster(session, document.name, pseudonym, new_pseudonym, role)
    with session.write("correct speaker", coder=session.somebody(), undoable=False) as entry:
        rows.set_speakers(entry, version.id, changed, said)
        entry.touch(document.id)
        entry.state(speaker=pseudonym, role=role.value, now=new_pseudonym)
    session.forget_text(version.id)
    return session.text(version.id)
