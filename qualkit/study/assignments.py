"""Who codes what: assigned, taken away, designated, looked into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualkit.core.ids import uuid7
from qualkit.core.records import Change, CoderRole, Document
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.core.wording import counted, some
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import assignments as rows
from qualkit.storage.sight import Sight
from qualkit.storage.sight import sight as seen_by
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.blindness import sight
from qualkit.study.leading import lead_or_refuse
from qualkit.study.session import Session, did_you_mean


def listed(
    session: Session, coder: str, document: Document | None, round_name: str
) -> tuple[Assignment, ...]:
    """The assignments that fit, by round, document name and coder."""
    found = rows.assignments(
        session.store.database,
        coder=known_coder(session, coder) if coder else "",
        document_id=document.id if document else "",
        round=rounds.find(session, round_name).name if round_name else "",
    )
    return in_order(session, found)


def in_order(session: Session, found: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The assignments by round, document name and coder."""
    names = {document.id: document.name for document in session.documents()}
    order = {each.name: each.number for each in rounds.rounds(session)}
    here = [each for each in found if each.document_id in names]
    return tuple(sorted(here, key=lambda a: (order.get(a.round, 0), names[a.document_id], a.coder)))


def known_coder(session: Session, initials: str) -> str:
    """The initials, if they are a coder's of this study; NotFoundError otherwise."""
    known = [coder.initials for coder in session.known_coders()]
    if session.coder is not None and session.coder not in known:
        known.append(session.coder)
    if initials in known:
        return initials
    near = did_you_mean(initials, known)
    raise NotFoundError(
        f"there is no coder '{initials}'",
        f"{near + '; ' if near else ''}make somebody known: qualkit coders add {initials}",
    )


def known_themes(session: Session, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of these themes, given by id or name."""
    codebook = book.codebook(session)
    found = []
    for name in names:
        theme = codebook.theme(name) or codebook.theme_named(name)
        if theme is None:
            raise NotFoundError(
                f"the codebook has no theme '{name}'",
                did_you_mean(name, [each.id for each in codebook.themes])
                or "see which there are: qualkit codebook show",
            )
        found.append(theme.id)
    return tuple(dict.fromkeys(found))


def assign(
    session: Session, coder: str, documents: Sequence[Document], *, round_name: str,
    purpose: Purpose, themes: Sequence[str], designated: bool,
) -> Change:  # fmt: skip
    """Give a coder documents to work on; what they have not begun may be given anew otherwise."""
    lead_or_refuse(session, "an assignment")
    if not documents:
        raise InputError("no document is named", "qualkit assign add CODER DOCUMENT ...")
    coder = known_coder(session, coder)
    name = rounds.open_or_refuse(session, round_name).name
    only = known_themes(session, themes)
    new, changed = [], []
    for document in dict.fromkeys(documents):
        wanted = Assignment(
            uuid7(), name, coder, document.id, purpose, WorkState.ASSIGNED, only, designated
        )
        there = _one(session, coder, document, name)
        if there is None:
            new.append(wanted)
        elif given := _given_anew(there, wanted, document):
            changed.append((there, given))
    if not new and not changed:
        raise RefusedError(
            f"{coder} has been given that in the round '{name}' already",
            "see who has what: qualkit assign",
        )
    before = seen_by(session.store.database, coder)
    with session.write("assign") as entry:
        rows.add_many(entry, new)
        for old, given in changed:
            rows.change(entry, old, given)
        for given in (*new, *(given for _, given in changed)):
            if given.designated:
                _stand_back(entry, given)
        entry.state(coder=coder, round=name, what=counted(len(new) + len(changed), "document"))
    _tell_of_unblinded(session, [*new, *(given for _, given in changed)])
    _tell_of_seen(session, coder, before, new)
    return entry.change()


def _stand_back(entry: Entry, chosen: Assignment) -> None:
    """Let nobody else be designated in the document and round."""
    for each in rows.assignments(
        entry.database, document_id=chosen.document_id, round=chosen.round
    ):
        if each.coder != chosen.coder:
            rows.change(entry, each, replace(each, designated=False))


def _one(session: Session, coder: str, document: Document, name: str) -> Assignment | None:
    found = rows.assignments(
        session.store.database, coder=coder, document_id=document.id, round=name
    )
    return found[0] if found else None


def _given_anew(there: Assignment, wanted: Assignment, document: Document) -> Assignment | None:
    """What is there as it is wanted now; None where it is so already."""
    given = replace(
        there, purpose=wanted.purpose, themes=wanted.themes,
        designated=there.designated or wanted.designated,
    )  # fmt: skip
    if given == there:
        return None
    if (given.purpose, given.themes) != (there.purpose, there.themes) and there.finished:
        raise RefusedError(
            f"{there.coder} is done with {document.name} in the round '{there.round}', as "
            f"{there.purpose.value}" + (f", themes {', '.join(there.themes)}" * bool(there.themes)),
            "what has been done stays what it was; assign it in another round",
        )
    return given


def _tell_of_unblinded(session: Session, given: Iterable[Assignment]) -> None:
    looked = {(document, coder) for document, coder, _ in rows.unblinded(session.store.database)}
    names = {document.id: document.name for document in session.documents()}
    for each in given:
        if each.purpose.codes and (each.document_id, each.coder) in looked:
            session.notice(
                f"{each.coder} has looked into {names[each.document_id]} before: what {each.coder} "
                "codes there is not independent of the others"
            )


def _tell_of_seen(session: Session, coder: str, before: Sight, given: Sequence[Assignment]) -> None:
    """Tell the lead where a coder could see others' codings until they were given the document."""
    names = {document.id: document.name for document in session.documents()}
    known = [
        names[each.document_id]
        for each in given
        if each.purpose in (Purpose.DOUBLE, Purpose.SINGLE)
        and each.document_id not in before.closed
        and rows.others_coded(session.store.database, each.document_id, coder)
    ]
    if known and session.settings.approach != "reflexive":
        session.notice(
            f"{coder} could see until now what others coded in {some(known, 3)}: "
            "where you report agreement on it, say so"
        )


def unassign(
    session: Session, coder: str, documents: Sequence[Document], round_name: str
) -> Change:
    """Take documents off a coder who was never done with them; their codings there stay."""
    lead_or_refuse(session, "an assignment")
    if not documents:
        raise InputError("no document is named", "qualkit assign remove CODER DOCUMENT ...")
    name = rounds.find(session, round_name).name
    found = [_there(session, coder, document, name) for document in dict.fromkeys(documents)]
    for document, each in zip(dict.fromkeys(documents), found, strict=True):
        if each.finished:
            raise RefusedError(
                f"{coder} has said that they are done with {document.name}: that is a judgement, "
                "and stays on record",
                "to leave it out of the figures, choose other coders: qualkit agreement --pair",
            )
    with session.write("unassign") as entry:
        for each in found:
            rows.remove(entry, each)
        entry.state(coder=coder, round=name, what=counted(len(found), "document"))
    return entry.change()


def _there(session: Session, coder: str, document: Document, name: str) -> Assignment:
    found = _one(session, known_coder(session, coder), document, name)
    if found is None:
        raise NotFoundError(
            f"{coder} has not been assigned {document.name} in the round '{name}'",
            "see who has what: qualkit assign",
        )
    return found


def designate(
    session: Session, coder: str, documents: Sequence[Document], round_name: str
) -> Change:
    """Let a coder's codings stand in documents where nothing has been decided between coders."""
    lead_or_refuse(session, "such a choice")
    if not documents:
        raise InputError("no document is named", "qualkit assign designate CODER DOCUMENT ...")
    name = rounds.find(session, round_name).name
    with session.write("designate") as entry:
        count = 0
        for document in dict.fromkeys(documents):
            chosen = _there(session, coder, document, name)
            if not chosen.purpose.codes:
                raise RefusedError(f"{coder} only looks through {document.name}, and codes nothing")
            before = len(entry.ops)
            rows.change(entry, chosen, replace(chosen, designated=True))
            _stand_back(entry, chosen)
            count += len(entry.ops) > before
        if not entry.ops:
            raise RefusedError(f"{coder}'s codings stand there already")
        entry.state(coder=coder, round=name, what=counted(count, "document"))
    return entry.change()


def unblind(session: Session, document: Document, reason: str) -> Change:
    """Let the lead at work see what the coders of a closed document have so far; never undone."""
    who = session.coder_or_refuse()
    role = next((c.role for c in session.known_coders() if c.initials == who), None)
    if role is not CoderRole.LEAD:
        raise RefusedError(
            f"only a lead may look into a document that others are coding blind; {who} is none",
            f"make somebody the lead: qualkit coders add {who} --role lead",
        )
    if not " ".join(reason.split()):
        raise InputError("no reason is given", "say why: qualkit assign unblind DOCUMENT --reason")
    own = rows.assignments(session.store.database, coder=who, document_id=document.id)
    if any(each.purpose.codes and not each.finished for each in own):
        raise RefusedError(
            f"you have {document.name} to code yourself, and would not be independent any more",
            "be done with it first, or have it taken off you: qualkit assign remove",
        )
    if document.id not in sight(session).closed:
        raise RefusedError(f"nothing in {document.name} is hidden from you")
    with session.write("unblind", undoable=False) as entry:
        rows.unblind(entry, document.id, " ".join(reason.split()))
        entry.state(document=document.id)
    return entry.change()
