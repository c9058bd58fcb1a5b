"""Who withdraws, in which texts they speak, and what only they said."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from qualkit.core.records import Document, Role
from qualkit.core.text import spoken
from qualkit.core.withdrawing import Words
from qualkit.errors import NotFoundError, RefusedError
from qualkit.storage.withdrawals import PSEUDONYM, tombstones
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey import files as surveys


@dataclass(frozen=True, slots=True)
class Person:
    """A participant or respondent, with the respondents that are the same person."""

    pseudonym: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Concerned:
    """The documents that a person speaks in: `whole` are theirs alone (ids), `shared` are not.

    `names` are the names of all of them, `files` of their originals, `hashes` of these; `turns` are
    (name of a shared document, number of a turn of theirs from 1).
    """

    whole: tuple[str, ...]
    shared: tuple[Document, ...]
    names: frozenset[str]
    files: frozenset[str]
    hashes: frozenset[str]
    turns: frozenset[tuple[str, str]]


def find_person(session: Session, name: str) -> Person:
    """Who is meant; NotFoundError where nobody is, RefusedError where they have withdrawn."""
    gone = tombstones(session.store.database, PSEUDONYM)
    for key, (pseudonym, day) in gone.items():
        if key.casefold() == name.casefold():
            raise RefusedError(
                f"{key} has been removed already: {pseudonym} withdrew on {day}",
                "see the receipts: qualkit withdraw",
            )
    linked: dict[str, set[str]] = {}
    known = {person.pseudonym for person in session.participants()}
    for document in session.documents():
        known |= {s.pseudonym for s in document.speakers if s.role is Role.PARTICIPANT}
    for survey in surveys.names(session):
        kept = surveys.kept(session, survey)
        for key, participant in zip(kept.responses.respondents, kept.linked, strict=True):
            known.add(key)
            if participant:
                linked.setdefault(participant, set()).add(key)
    known -= {"", *gone}
    for each in sorted(known):
        if each.casefold() == name.casefold():
            return Person(each, frozenset({each, *linked.get(each, ())}))
    raise NotFoundError(f"no participant or respondent '{name}'", did_you_mean(name, sorted(known)))


def concerned(session: Session, people: Collection[str]) -> Concerned:
    """The documents, also those that were taken out of the study, in which these people speak."""
    database = session.store.database
    live = {document.id: document for document in session.documents()}
    speaking: dict[str, tuple[str, str, str]] = {}
    files, hashes = set[str](), set[str]()
    for row in database.fetch(
        "SELECT d.id, d.name, d.source_name, d.source_sha256, v.speakers, v.source_name, "
        "v.source_sha256 FROM text_version v JOIN document d ON d.id = v.document_id ORDER BY v.id"
    ):
        if any(pseudonym in people for _, pseudonym in json.loads(row[4])):
            speaking[row[0]] = (row[1], row[2], row[3])
    for document_id, first in speaking.items():
        rows = database.fetch(
            "SELECT source_name, source_sha256 FROM text_version WHERE document_id = :id",
            {"id": document_id},
        )
        for file, sha256 in (first[1:], *rows):
            files |= {file} - {""}
            hashes |= {sha256} - {""}
    whole = [
        each for each in speaking if each not in live or _only(live[each], people)
    ]  # fmt: skip
    shared = tuple(live[each] for each in speaking if each not in whole)
    return Concerned(
        tuple(whole),
        shared,
        frozenset(name for name, _, _ in speaking.values()),
        frozenset(files),
        frozenset(hashes),
        frozenset(turn for document in shared for turn in _turns(session, document, people)),
    )


def _turns(
    session: Session, document: Document, people: Collection[str]
) -> Iterator[tuple[str, str]]:
    structure = session.text(document.version_id).structure
    for number, turn in enumerate(structure.turns, 1):
        if structure.speakers[turn.speaker].pseudonym in people:
            yield document.name, str(number)


def _only(document: Document, people: Collection[str]) -> bool:
    """Whether all who take part in it are these people."""
    taking_part = {s.pseudonym for s in document.speakers if s.role is Role.PARTICIPANT}
    return bool(taking_part) and taking_part <= set(people)


def words_of(session: Session, people: Collection[str]) -> Words:
    """What nobody but these people says, in any version of any text."""
    found, others = Words(), list[str]()
    texts = session.store.database.fetch("SELECT version_id FROM text_body ORDER BY version_id")
    current = {document.version_id for document in session.documents()}
    for (version_id,) in texts:
        version = session.text(version_id)
        turns, speakers = version.structure.turns, version.structure.speakers
        theirs = [t.span for t in turns if speakers[t.speaker].pseudonym in people]
        if not theirs and version_id not in current:
            continue
        for sentence in version.structure.sentences:
            if any(sentence.overlaps(turn) for turn in theirs):
                found.add(sentence.of(version.text))
        for piece in spoken(version.text, version.structure):
            said = piece.span.of(version.text)
            if piece.turn >= 0 and speakers[turns[piece.turn].speaker].pseudonym in people:
                found.add(said)
            elif version_id in current:
                others.append(said)
    for said in others:
        found.less(said)
    return found
