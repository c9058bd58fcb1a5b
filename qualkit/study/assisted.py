"""Assisted coding: proposals made, listed, accepted, refused. Nothing is coded without a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.core.ids import now, uuid7
from qualkit.core.proposals import (
    AssistedZone,
    Candidate,
    Proposal,
    ProposalCount,
    ProposalState,
    Wish,
)
from qualkit.core.records import Change, Coding, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import codings as coding_rows
from qualkit.storage import proposals as rows
from qualkit.study import codebook as book
from qualkit.study import codings, working
from qualkit.study.blindness import sight
from qualkit.study.proposing import candidates, resolved
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.study import Study

_LIST = "list them with their ids: qualkit proposals"


def propose(session: Session, wish: Wish) -> Change:
    """Put into the coder's queue what the wish finds; one action."""
    wish = resolved(session, wish)
    return keep(session, wish, candidates(session, wish))


def keep(session: Session, wish: Wish, found: Sequence[Candidate]) -> Change:
    """Put these passages into the coder's queue; one action, and none where there are none."""
    made = dict.fromkeys(candidate.code for candidate in found)
    action = "propose" if len(made) == 1 else "propose for codes"
    at = now()
    with session.write(action) as entry:
        rows.add(
            entry,
            [
                Proposal(
                    uuid7(), c.document_id, c.version_id, entry.coder, c.code, c.span, wish.source,
                    c.score, c.why, ProposalState.OPEN, "", at,
                )
                for c in found
            ],
        )  # fmt: skip
        if len(made) == 1:
            entry.state(code=next(iter(made)))
        entry.state(count=len(found), codes=len(made), source=wish.source.value)
        if found:
            codings.register(session, entry.coder)
    return entry.change()


def listed(session: Session, code: str, state: str) -> tuple[Proposal, ...]:
    """The proposals of the coder at work, in the codebook's order, best first."""
    coder = session.coder_or_refuse()
    codebook = book.codebook(session)
    wanted = codebook.find(code).id if code else ""
    if state:
        state = _state(state).value
    seen = sight(session)
    found = rows.proposals(session.store.database, coder, wanted, state, sight=seen)
    order = {each.id: number for number, each in enumerate(codebook.codes)}
    if seen.until:
        # What was answered in an earlier round tells what was coded there.
        found = tuple(
            p for p in found
            if p.state is ProposalState.OPEN or seen.reads(coder, p.document_id, p.created_at)
        )  # fmt: skip
    return tuple(sorted(found, key=lambda p: order.get(p.code, len(order))))


def _state(name: str) -> ProposalState:
    try:
        return ProposalState(name)
    except ValueError as error:
        names = ", ".join(state.value for state in ProposalState)
        raise InputError(f"no proposal is '{name}'", f"one of: {names}") from error


def counted(session: Session, code: str) -> ProposalCount:
    """How far the queue of the coder at work has been worked."""
    wanted = book.codebook(session).find(code).id if code else ""
    if sight(session).until:
        states = Counter(proposal.state for proposal in listed(session, code, ""))
        accepted = states[ProposalState.ACCEPTED] + states[ProposalState.ADJUSTED]
        refused = states[ProposalState.REFUSED]
        return ProposalCount(open=states[ProposalState.OPEN], accepted=accepted, refused=refused)
    return rows.count(session.store.database, session.coder_or_refuse(), wanted)


def accept(session: Session, proposal_id: str, span: Span | None, code: str) -> Change:
    """Code the proposed passage, or the one given in its place; the coding stays marked."""
    version = book.version_in_force(session)
    with session.write("accept proposal") as entry:
        proposal = _open(session, [proposal_id])[0]
        wanted = codings.codable(session, code or proposal.code)
        document = session.document(proposal.document_id)
        if document.version_id != proposal.version_id:
            raise RefusedError(
                f"{document.name} has been corrected since this was proposed",
                "have it proposed anew: qualkit propose",
            )
        extent = span or proposal.span
        codings.check_passage(session, document, extent)
        coding = codings.new_coding(session, document, extent, wanted, version)
        coding = replace(coding, assisted=True)
        made = _made_by_hand(session, coding, proposal, wanted.name)
        adjusted = extent != proposal.span or wanted.id != proposal.code
        state = ProposalState.ADJUSTED if adjusted else ProposalState.ACCEPTED
        if made is None:
            coding_rows.add(entry, coding)
        else:
            coding_rows.change(entry, made, replace(made, assisted=True))
        rows.set_state(entry, proposal, state, made.id if made else coding.id)
        working.touch(session, entry, [made or coding])
        codings.state(entry, coding)
        codings.register(session, entry.coder)
    return entry.change()


def _made_by_hand(session: Session, coding: Coding, proposal: Proposal, name: str) -> Coding | None:
    """The equal coding that was made by hand since the passage was proposed; None: there is none.

    It is no independent judgement either, and will be marked. Raises RefusedError where it is
    older than the proposal, or assisted already.
    """
    equal = coding_rows.equal_coding(session.store.database, coding)
    if equal is None:
        return None
    found = codings.own(session, [equal])[0]
    if found.assisted or found.created_at < proposal.created_at:
        raise RefusedError(
            f"you have coded this passage as '{name}' already",
            "refuse the proposal, or give it another extent",
        )
    return found


def refuse(session: Session, proposal_ids: Sequence[str]) -> Change:
    """Say no to proposals, for good; one action."""
    return _close(session, "refuse proposals", proposal_ids, ProposalState.REFUSED)


def withdraw(session: Session, code: str) -> Change:
    """Take what is open out of the queue, undecided; one action."""
    found = [p.id for p in listed(session, code, ProposalState.OPEN.value)]
    if not found:
        raise RefusedError("no proposals are open", "have some made: qualkit propose")
    return _close(session, "withdraw proposals", found, ProposalState.WITHDRAWN)


def _close(
    session: Session, action: str, proposal_ids: Sequence[str], state: ProposalState
) -> Change:
    with session.write(action) as entry:
        found = _open(session, proposal_ids)
        for proposal in found:
            rows.set_state(entry, proposal, state)
        for code in dict.fromkeys(proposal.code for proposal in found):
            entry.state(code=code)
        entry.state(count=len(found))
    return entry.change()


def _open(session: Session, proposal_ids: Sequence[str]) -> list[Proposal]:
    """The proposals of these ids, if they are the coder's and undecided."""
    if not proposal_ids:
        raise InputError("no proposal is named", _LIST)
    ids = list(dict.fromkeys(proposal_ids))
    found = rows.by_id(session.store.database, ids)
    for one in ids:
        if one not in found or found[one].coder != session.coder_or_refuse():
            raise NotFoundError(f"you have no proposal {one}", _LIST)
        if found[one].state is not ProposalState.OPEN:
            raise RefusedError(
                f"this proposal is {found[one].state.value} already",
                "take that back first: qualkit undo",
            )
    return [found[one] for one in ids]


def assisted_zones(session: Session) -> tuple[AssistedZone, ...]:
    """What agreement leaves out as missing, for all coders; see the storage function."""
    return rows.assisted_zones(session.store.database)


def candidates_of(study: Study, wish: Wish) -> tuple[Candidate, ...]:
    """What the wish finds, for the screens; nothing is stored."""
    return candidates(study._session, resolved(study._session, wish))


def keep_found(study: Study, wish: Wish, found: Sequence[Candidate]) -> Change:
    """Put what was found into the queue, for the screens."""
    return keep(study._session, wish, found)
