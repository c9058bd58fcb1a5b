"""Whose pseudonym a speaker label stands for, and the files that say so."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualkit.core.records import Role, Speaker
from qualkit.errors import InputError
from qualkit.privacy.roster import RosterEntry
from qualkit.study import rosters
from qualkit.study.session import Session
from qualkit.study.textfiles import write_text
from qualkit.study.withdrawal.tombstones import gone, refuse_people

PREFIXES = {Role.PARTICIPANT: "P", Role.INTERVIEWER: "INT", Role.OTHER: "OTH"}
_PSEUDONYM = re.compile(r"[A-Za-z]{1,6}[-_]?\d{1,4}\Z")


class Naming:
    """Gives speakers their pseudonyms during one import, and gathers what is new."""

    def __init__(self, session: Session, chosen: Mapping[str, str]) -> None:
        self.session = session
        self.chosen = chosen
        self.new_entries = False
        self._roster = session.roster()
        self._known = {p.pseudonym for p in session.participants()}
        self._used = self._known | {entry.pseudonym for entry in self._roster.entries}
        self._used |= gone(session).keys()
        for document in session.documents():
            self._used |= {speaker.pseudonym for speaker in document.speakers}

    def name(self, document: str, speakers: Iterable[Speaker]) -> tuple[str, ...]:
        """The pseudonyms of a document's speakers, in order."""
        names = tuple(self._one(document, speaker) for speaker in speakers)
        refuse_people(self.session, document, names)
        return names

    def _one(self, document: str, speaker: Speaker) -> str:
        label = speaker.label
        pseudonym = (
            self.chosen.get(f"{document}:{label}")
            or self.chosen.get(label)
            or self._roster.pseudonym(document, label)
            or (label if label in self._known else None)
            or self._another(document, speaker)
        )
        self._used.add(pseudonym)
        entry = RosterEntry(document, label, pseudonym, speaker.role)
        if not any(_same(entry, known) for known in self._roster.of(document)):
            self._roster = self._roster.with_entries([entry])
            self.new_entries = True
        return pseudonym

    def _another(self, document: str, speaker: Speaker) -> str:
        """A new pseudonym; where two people have that name, nobody guesses which of them it is."""
        pseudonym = self._next(PREFIXES[speaker.role])
        if len(people := self._roster.people_called(speaker.label)) > 1:
            self.session.notice(
                f"{document}: {' and '.join(people)} are both called '{speaker.label}', so this is "
                f'{pseudonym}; if it is one of them, say so: --as "{speaker.label}={people[0]}"'
            )
        return pseudonym

    def _next(self, prefix: str) -> str:
        width = 1 if prefix != "P" else 2
        number = 1
        while f"{prefix}{number:0{width}d}" in self._used:
            number += 1
        return f"{prefix}{number:0{width}d}"

    def keep(self, participants: Iterable[str]) -> None:
        """Write new labels into the roster and new participants into their file."""
        if self.new_entries:
            rosters.write(self.session, self._roster)
        add_participants(self.session, participants)


def _same(one: RosterEntry, other: RosterEntry) -> bool:
    """Whether two entries say the same of a label, whatever else the person is called."""
    return replace(one, name="", aliases=()) == replace(other, name="", aliases=())


def rename_in_roster(session: Session, document: str, old: str, new: str, role: Role) -> None:
    """Let the labels that meant `old` in a document mean `new`, in the role that was corrected."""
    roster = session.roster()
    changed = [
        replace(entry, pseudonym=new, role=role)
        for entry in roster.of(document)
        if entry.pseudonym == old
    ]
    if changed:
        rosters.write(session, roster.with_entries(changed))


def checked_pseudonyms(chosen: Mapping[str, str]) -> None:
    """Refuse pseudonyms that look like names: they go into every screen and export."""
    for label, pseudonym in chosen.items():
        if not _PSEUDONYM.match(pseudonym):
            raise InputError(
                f"'{pseudonym}' (for '{label}') does not look like a pseudonym",
                "use letters and a number, such as P07",
            )


def add_participants(session: Session, pseudonyms: Iterable[str]) -> tuple[str, ...]:
    """Append a row for each pseudonym that participants.csv lacks; those that were new.

    What people wrote in the file stays as it is, to the byte.
    """
    known = {p.pseudonym for p in session.participants()}
    new = tuple(p for p in dict.fromkeys(pseudonyms) if p not in known)
    if not new:
        return ()
    path = session.participants_path
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    from qualkit.importers.tables import CONSENT

    if not text.strip():
        text = ",".join(["participant", "sector", "role", *CONSENT]) + "\n"
    header = next(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    newline = "\r\n" if "\r\n" in text else "\n"
    if not text.endswith("\n"):
        text += newline
    column = [name.strip().casefold() for name in header].index("participant")
    for pseudonym in new:
        cells = [""] * len(header)
        cells[column] = pseudonym
        text += ",".join(cells) + newline
    write_text(path, text)
    return new
