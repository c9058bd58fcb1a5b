"""How a study stands, and everything that is wrong with it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.records import Role
from qualkit.errors import QualkitError, StudyError
from qualkit.storage import codings as rows
from qualkit.storage.versions import versions
from qualkit.study import carried
from qualkit.study import codebook as book
from qualkit.study.blindness import sight
from qualkit.study.deidentify.unscanned import unscanned
from qualkit.study.drafts import hidden_codes
from qualkit.study.originals import sha256_of_file
from qualkit.study.session import Session
from qualkit.study.survey.files import folder, names, responses
from qualkit.study.survey.instruments import problems

BESIDE = frozenset(
    f"{name}{suffix}"
    for name in ("participants", "topic-guide", "literature", "roster", "README", "readme")
    for suffix in (".csv", ".txt", ".md")
)
"""Files in transcripts/ that are no transcripts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a study, and the command that mends it."""

    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class Status:
    """A study in figures."""

    title: str
    coder: str
    documents: dict[str, int]
    words: int
    participants: int
    comment_words: int
    """What respondents wrote, which is in no other number."""
    respondents: int
    literature_words: int
    """What stands in literature, which nobody of the study said."""
    codes: int
    codebook_version: int
    codings: dict[str, int]
    roster: str
    """Where the roster lives; empty where this machine has none."""
    unscanned: int
    """How many texts were never scanned for names: they are shown as they were said."""


def status(session: Session) -> Status:
    """What the study holds. Documents are counted by kind, codings by coder."""
    kinds: dict[str, int] = {}
    words, published = {False: 0, True: 0}, 0
    people: dict[bool, set[str]] = {False: set(), True: set()}
    for document in session.documents():
        kinds[document.kind.value] = kinds.get(document.kind.value, 0) + 1
        side = document.kind.of_survey
        words[side] += document.participant_words
        published += document.words if document.kind.published else 0
        people[side] |= {s.pseudonym for s in document.speakers if s.role is Role.PARTICIPANT}
    if not session.store.read_only:
        book.version_in_force(session)
    codebook = book.codebook(session)
    return Status(
        title=session.settings.title,
        coder=session.coder or "",
        documents=kinds,
        words=words[False],
        participants=len(people[False]),
        comment_words=words[True],
        respondents=len(people[True]),
        literature_words=published,
        codes=len(codebook.active()),
        codebook_version=book.version_numbers(session).get(codebook.fingerprint(), 0),
        codings=rows.counts_by(session.store.database, "coder", sight(session)),
        roster=str(session.roster_path()) if session.roster_path().exists() else "",
        unscanned=len(unscanned(session)),
    )


def check(session: Session) -> tuple[Finding, ...]:
    """Everything wrong with the study, in the order in which it should be mended."""
    database = session.store.database
    found = [
        Finding(f"the database is damaged: {damage}", "put back a backup of study.db")
        for damage in database.damage()
    ]
    for look in (
        _codebook, _codings, _queues, _texts, _originals, _new_files, _participants, _roster,
        _surveys, _keys,
        _links, _rights, _attributions, _retention, _scans, _uncited,
    ):  # fmt: skip
        found += _guarded(look, session)
    # A broken file may trouble several looks.
    return tuple(dict.fromkeys(found))


def _guarded(look: Callable[[Session], Iterator[Finding]], session: Session) -> Iterator[Finding]:
    try:
        yield from look(session)
    except QualkitError as error:
        yield Finding(error.message, error.hint or "")


def _codebook(session: Session) -> Iterator[Finding]:
    for problem in book.codebook(session).problems():
        yield Finding(f"codebook: {problem.message}", problem.hint or "")


def _codings(session: Session) -> Iterator[Finding]:
    codebook, hidden = book.codebook(session), hidden_codes(session)
    counts = rows.counts_by(session.store.database, "code", sight(session))
    for code, count in sorted(counts.items()):
        if codebook.code(code) is None and code not in hidden:
            yield Finding(
                f"{count} codings bear the code '{code}', which the codebook does not have",
                f"put it back into {session.codebook_path} (retire a code, never delete it)",
            )


def _texts(session: Session) -> Iterator[Finding]:
    for document in session.documents():
        try:
            session.text(document.version_id)
        except QualkitError as error:
            yield Finding(f"{document.name}: {error.message}", error.hint or "")


def _originals(session: Session) -> Iterator[Finding]:
    names = {document.id: document.name for document in session.documents()}
    # A file that a correction has written over is known by its newest version.
    files = {
        (v.document_id, v.source_name): v.source_sha256
        for v in versions(session.store.database)
        if v.source_name
    }
    for (document_id, file), sha256 in files.items():
        path, name = session.transcripts / file, names[document_id]
        if not path.exists():
            yield Finding(f"the original of {name} is missing: {path}", "put it back from a backup")
        elif sha256_of_file(path) != sha256:
            yield Finding(
                f"{path} is not the file that was imported; the study keeps the text it has",
                f'take the new text in: qualkit documents correct "{name}" "{path}" '
                "(or put the original back)",
            )


def _queues(session: Session) -> Iterator[Finding]:
    names = {document.id: document.name for document in session.documents()}
    for document_id, waiting in carried.waiting_counts(session).items():
        # Not how many: a coder who works blind may read this.
        yield Finding(
            f"{names[document_id]} was corrected, and codings or notes of "
            f"{', '.join(sorted(waiting))} wait for review: they are in no count and no export",
            "each coder works their own: qualkit documents carried",
        )


def _new_files(session: Session) -> Iterator[Finding]:
    for path in new_files(session):
        yield Finding(f"{path} is not imported", f'qualkit import transcripts "{path}"')


def new_files(session: Session) -> tuple[Path, ...]:
    """The files in `transcripts/` that could be imported and are not."""
    from qualkit.importers import SUFFIXES

    known = {version.source_name for version in versions(session.store.database)}
    if not session.transcripts.is_dir():
        return ()
    try:
        present = sorted(session.transcripts.iterdir())
    except OSError as error:
        raise StudyError(
            f"{session.transcripts} cannot be listed: {error.strerror}",
            "mend the rights of the folder",
        ) from error
    return tuple(
        path
        for path in present
        if path.is_file()
        and path.suffix.lower() in SUFFIXES
        and not path.name.startswith((".", "~$"))
        and path.name not in known | BESIDE
        # The open answers of a survey come in with it, each under its respondent's key.
        and not path.name.startswith(tuple(f"survey-{name}-" for name in names(session)))
    )


def _participants(session: Session) -> Iterator[Finding]:
    from qualkit.study.consents import faults

    yield from faults(session)


def _attributions(session: Session) -> Iterator[Finding]:
    from qualkit.study.attribution.attributing import faults

    for fault in faults(session):
        yield Finding(fault, "spell it as participants.csv does: see qualkit attributions")


def _retention(session: Session) -> Iterator[Finding]:
    from qualkit.study.closing.state import overdue

    yield from overdue(session)


def _scans(session: Session) -> Iterator[Finding]:
    from qualkit.study.deidentify.unscanned import faults

    yield from faults(session)


def _uncited(session: Session) -> Iterator[Finding]:
    from qualkit.study.writings.citations import faults

    yield from faults(session)


def _roster(session: Session) -> Iterator[Finding]:
    from qualkit.study import rosters
    from qualkit.study.closing.state import roster_destroyed

    if rosters.is_closed(session) or roster_destroyed(session):
        return
    if not session.roster().invented:
        yield from rosters.too_open(session.roster_path())
    if problem := session.missing_roster():
        yield Finding(problem, "copy the roster there, or name its place in QUALKIT_ROSTER")


def _rights(session: Session) -> Iterator[Finding]:
    from qualkit.study.rights import open_to_others
    from qualkit.study.rosters import is_closed

    # Of invented people there is nothing to hide: the demonstration lies in every checkout.
    if not (found := open_to_others(session)) or (
        not is_closed(session) and session.roster().invented
    ):
        return
    names = [str(path.relative_to(session.path)) for path in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    yield Finding(
        f"others on this computer can read {', '.join(names)}{more}",
        f"chmod -R go= {shlex.quote(str(session.path))}",
    )


def _links(session: Session) -> Iterator[Finding]:
    from qualkit.study.joint.links import link_faults

    yield from link_faults(session)


def _surveys(session: Session) -> Iterator[Finding]:
    for path in sorted(folder(session).glob("*.yaml")) if folder(session).is_dir() else ():
        if not path.with_suffix(".csv").exists():
            yield Finding(
                f"the survey {path.stem} is not taken in: its mapping waits to be confirmed",
                f"look at {path}, then: qualkit import survey FILE --name {path.stem} --confirm",
            )
    for name in names(session):
        try:
            found = responses(session, name)
        except QualkitError as error:
            yield Finding(error.message, error.hint or "")
            continue
        held = {document.name for document in session.documents()}
        for question in found.survey.questions:
            document = question.document
            if document and document not in held and (session.transcripts / document).exists():
                yield Finding(
                    f"{document} is not in the study: open answers of the survey {name}",
                    f"take the survey's file in again: qualkit import survey FILE --name {name}",
                )


def _keys(session: Session) -> Iterator[Finding]:
    for problem in problems(session):
        yield Finding(problem.message, problem.hint or "")
