"""What participants said, in researchers' words: entered by people, each an action of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from qualkit.core.clearing import Against
from qualkit.core.marks import Paraphrase
from qualkit.core.own_words import RUN, borrowed
from qualkit.core.records import Change, Coder, CoderRole, Document, Role, Span, TextVersion
from qualkit.core.text import squeeze
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.privacy import consent
from qualkit.storage import paraphrases as rows
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import codings, rosters
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A coded passage: where, and under which code (its id)."""

    document: Document
    span: Span
    code: str


@dataclass(frozen=True, slots=True)
class QuotedParaphrase:
    """A paraphrase for the table of quotations; `speakers` are the participants it stands for."""

    paraphrase: Paraphrase
    document: Document
    turn: int
    """The turn in which the passage begins, from 1; 0 in a text without speakers."""
    speakers: tuple[str, ...]


def paraphrases(
    session: Session, document: Document | None = None, code: str = ""
) -> tuple[Paraphrase, ...]:
    """The paraphrases, by document and place.

    Another's in a closed document waits until that is open, and one under another's hidden draft
    is left out: they say what somebody saw there.
    """
    found = rows.paraphrases(session.store.database, document_id=document.id if document else "")
    family = frozenset[str]()
    if code:
        codebook = book.codebook(session)
        family = frozenset(codebook.family(codebook.current(codebook.find(code).id)))
    return tuple(each for each in _seen(session, found) if not code or each.code in family)


def for_quotes(session: Session, codes: Collection[str]) -> tuple[QuotedParaphrase, ...]:
    """The paraphrases under these codes (ids) that lie on the texts in force, by place.

    One under a code that was merged into another is that one's.
    """
    documents = {document.id: document for document in session.documents()}
    found = rows.paraphrases(session.store.database, current=True)
    codebook, made = book.codebook(session), []
    for each in _seen(session, found):
        if codebook.current(each.code) in codes and each.document_id in documents:
            text = session.text(each.version_id)
            turn, people = _speakers(text, each.span)
            made.append(QuotedParaphrase(each, documents[each.document_id], turn, people))
    return tuple(made)


def _seen(session: Session, found: Iterable[Paraphrase]) -> Iterable[Paraphrase]:
    hidden, seen = hidden_codes(session), sight(session)
    return (
        each
        for each in found
        if (each.coder == session.coder or each.code not in hidden)
        and seen.reads(each.coder, each.document_id, each.at)
    )


def of_coding(session: Session, coding_id: str) -> Place:
    """The passage and code of a coding that may be seen."""
    coding = codings.live(session, [coding_id])[0]
    document = session.document(coding.document_id)
    if coding.version_id != document.version_id:
        raise RefusedError(
            f"{document.name} was corrected, and this coding waits for review",
            "place it first: qualkit documents carried",
        )
    return Place(document, coding.span, coding.code)


def at(session: Session, document: Document, span: Span, code: str) -> Place:
    """A passage under a code of the codebook."""
    return Place(document, span, codings.codable(session, code).id)


def add(session: Session, where: Place, text: str) -> Change:
    """Write what is said in a passage in one's own words.

    InputError where it has none, RefusedError where they are the speaker's or name somebody on
    the roster.
    """
    with session.write("paraphrase") as entry:
        codings.check_passage(session, where.document, where.span)
        made = Paraphrase(
            "", where.document.id, where.document.version_id, where.span, where.code,
            entry.coder, _checked(session, where.document.version_id, where.span, text), "",
        )  # fmt: skip
        _refuse_double(session, made)
        rows.add(entry, made)
        _state(entry, made)
        codings.register(session, entry.coder)
    _tell_who_refused(session, made)
    return entry.change()


def _tell_who_refused(session: Session, made: Paraphrase) -> None:
    """Tell where a paraphrase would stay behind too, so that nobody counts on it."""
    speakers = _speakers(session.text(made.version_id), made.span)[1]
    forms, readers = session.settings.consent, session.settings.quotes.profile
    for person in session.participants():
        if person.pseudonym not in speakers:
            continue
        try:
            found = consent.standing(person, forms, date.today(), readers)
        except InputError as error:
            session.notice(error.message)
            continue
        if found and found[0].left_out and found[0] is not Against.PARAPHRASE:
            session.notice(
                f"{person.pseudonym}: {found[1]}; a paraphrase does not leave either just now"
            )


def edit(session: Session, paraphrase_id: str, text: str) -> Change:
    """Word a paraphrase of one's own anew."""
    with session.write("edit paraphrase") as entry:
        old = _found(session, paraphrase_id)
        if old.coder != entry.coder:
            raise RefusedError(
                f"this paraphrase is {old.coder}'s; coders change only their own",
                "write one of your own: qualkit paraphrase add",
            )
        new = replace(old, text=_checked(session, old.version_id, old.span, text))
        if new != old:
            # A row of its own: what is in the log holds no words.
            rows.remove(entry, old)
            rows.add(entry, new)
        _state(entry, old)
    return entry.change()


def remove(session: Session, paraphrase_id: str) -> Change:
    """Take a paraphrase away: one's own, and whoever leads anybody's."""
    with session.write("remove paraphrase") as entry:
        old = _found(session, paraphrase_id)
        if old.coder != entry.coder and not _leads(session.known_coders(), entry.coder):
            raise RefusedError(
                f"this paraphrase is {old.coder}'s; coders change only their own",
                "whoever leads may take it away",
            )
        rows.remove(entry, old)
        _state(entry, old)
    return entry.change()


def _leads(known: Iterable[Coder], initials: str) -> bool:
    return any(each.initials == initials and each.role is CoderRole.LEAD for each in known)


def _found(session: Session, paraphrase_id: str) -> Paraphrase:
    found = rows.paraphrases(session.store.database, paraphrase_id=paraphrase_id)
    for each in _seen(session, found):
        return each
    raise NotFoundError(
        f"no paraphrase {paraphrase_id}", "list them with their ids: qualkit paraphrase list"
    )


def _refuse_double(session: Session, made: Paraphrase) -> None:
    for each in rows.paraphrases(session.store.database, document_id=made.document_id):
        if replace(each, id="", at="") == made:
            raise RefusedError("you have written this paraphrase already")


def _state(entry: Entry, paraphrase: Paraphrase) -> None:
    entry.touch(paraphrase.document_id)
    entry.state(
        code=paraphrase.code,
        document=paraphrase.document_id,
        start=paraphrase.span.start,
        end=paraphrase.span.end,
    )


def _checked(session: Session, version_id: str, span: Span, text: str) -> str:
    """The words, white space squeezed; refused where they are none, or not a researcher's."""
    words = squeeze(text)
    if not words:
        raise InputError("the paraphrase has no words", "say in your own words what was meant")
    version = session.text(version_id)
    if version.structure.turns and not _speakers(version, span)[1]:
        raise RefusedError(
            "no participant speaks in this passage", "paraphrase what a participant says"
        )
    if run := borrowed(words, _around(version, span), span.of(version.text)):
        raise RefusedError(
            f"this is not a paraphrase: “{run}” is said so in the passage",
            f"say it in your own words: fewer than {RUN} words in a row may be the speaker's",
        )
    _refuse_names(session, words)
    return words


def _around(version: TextVersion, span: Span) -> str:
    """The passage with the whole of the turns that it touches."""
    turns = [turn.span for turn in version.structure.turns if turn.span.overlaps(span)]
    start = min([span.start, *(turn.start for turn in turns)])
    end = max([span.end, *(turn.end for turn in turns)])
    return version.text[start:end]


def _refuse_names(session: Session, words: str) -> None:
    from qualkit.privacy.gate import leaks

    # Without the passphrase nobody can look; the gate looks again at whatever leaves.
    if rosters.is_closed(session):
        return
    if named := leaks([words], session.roster().forms()):
        raise RefusedError(
            f"the paraphrase names {', '.join(named)}: their name is on the roster",
            "write the pseudonym, or what they are to the study, in place of the name",
        )


def _speakers(version: TextVersion, span: Span) -> tuple[int, tuple[str, ...]]:
    """The turn that a span begins in (from 1), and the participants who speak in it."""
    structure = version.structure
    touched = [
        (number, structure.speakers[turn.speaker])
        for number, turn in enumerate(structure.turns, 1)
        if turn.span.overlaps(span)
    ]
    people = (
        speaker.pseudonym for _, speaker in touched
        if speaker.role is Role.PARTICIPANT and speaker.pseudonym
    )  # fmt: skip
    return (touched[0][0] if touched else 0), tuple(dict.fromkeys(people))
