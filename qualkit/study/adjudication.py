"""Deciding where coders differ: the consensus layer, which leaves the coders' codings alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core import adjudicating
from qualkit.core.adjudicating import Adjudication
from qualkit.core.differing import Difference, Judgement
from qualkit.core.records import Change, CoderRole, Document
from qualkit.core.team import DifferenceKind, Outcome
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import adjudications as decisions
from qualkit.study import codebook as book
from qualkit.study import codings, differences
from qualkit.study.blindness import sight
from qualkit.study.consensus import Decision, keep
from qualkit.study.session import Session

LONGEST, SHORTEST, BOTH = "longest", "shortest", "both"


def adjudicate(
    session: Session, difference: Difference | str, outcome: Outcome | str, *, take: str = "",
    given: Sequence[Judgement] = (), reason: str = "", decided_by: str = "",
) -> Change:  # fmt: skip
    """Put a decision on record, with the consensus codings that come of it; one action.

    A decision on the same passage from before is replaced. Raises RefusedError where the coder at
    work may not decide, or not see the document; NotFoundError where nothing differs there (now).
    """
    refuse_others(session)
    here = _present(session, difference)
    outcome = _outcome(outcome)
    judgements = _judgements(session, here, outcome, take, given)
    reason = reason.strip()
    if outcome is Outcome.UNCLEAR and not reason:
        raise InputError(
            "what is unclear in the codebook? No reason is given",
            "say it with --reason: it goes on the agenda of the next code meeting",
        )
    version = book.version_in_force(session)
    with session.write("adjudicate") as entry:
        taken = take if outcome is Outcome.TAKE else ""
        by = decided_by.strip() or entry.coder
        keep(session, entry, [Decision(here, outcome, taken, judgements, reason, by)], version)
        for code in here.codes:
            entry.state(code=code)
        entry.state(
            document=here.document_id, start=here.span.start, end=here.span.end,
            outcome=told_outcome(outcome, taken),
        )  # fmt: skip
    return entry.change()


def adjudicate_edges(
    session: Session, choice: str, *, round_name: str = "", document: Document | None = None,
    code: str = "", reason: str = "", decided_by: str = "",
) -> Change:  # fmt: skip
    """Settle all open edges that fit in one way, as one action.

    `choice` is longest, shortest, both (the hull), or the initials of the coder to take. Raises
    RefusedError where none is open.
    """
    refuse_others(session)
    known = [coder.initials for coder in session.known_coders()]
    if choice not in (LONGEST, SHORTEST, BOTH, *known):
        raise InputError(
            f"'{choice}' says not whose ends to take",
            f"one of: {', '.join((LONGEST, SHORTEST, BOTH, *known))}",
        )
    open_edges = differences.listed(
        session, round_name=round_name, document=document, code=code,
        kind=DifferenceKind.EDGE, settled=False,
    )  # fmt: skip
    chosen = [each for each in open_edges if choice not in known or each.side(choice)]
    if not chosen:
        raise RefusedError("no edges are open there", "see what is: qualkit disagreements --open")
    version = book.version_in_force(session)
    with session.write("adjudicate edges") as entry:
        by = decided_by.strip() or entry.coder
        keep(session, entry, [_edge(each, choice, reason.strip(), by) for each in chosen], version)
        entry.state(count=len(chosen), choice=choice)
    return entry.change()


def _edge(difference: Difference, choice: str, reason: str, by: str) -> Decision:
    if choice == BOTH:
        outcome, take = Outcome.BOTH, ""
    else:
        outcome, take = Outcome.TAKE, choice
        if choice in (LONGEST, SHORTEST):
            take = adjudicating.with_most(difference, least=choice == SHORTEST)
    judgements = adjudicating.consensus(difference, outcome, take)
    return Decision(difference, outcome, take, judgements, reason, by)


def follow_up(session: Session, adjudication_id: str, codebook_version: str) -> Change:
    """Say which version of the codebook answered a "codebook unclear"; one action.

    `codebook_version` is a number or a fingerprint.
    """
    refuse_others(session)
    fingerprint = _version(session, codebook_version)
    with session.write("follow up") as entry:
        found = [each for each in adjudications(session) if each.id == adjudication_id]
        if not found:
            raise NotFoundError(
                f"there is no decision {adjudication_id}",
                "list them with their ids: qualkit adjudicate list",
            )
        if found[0].outcome is not Outcome.UNCLEAR:
            raise RefusedError(
                f"this was decided ({found[0].outcome.value}); only what the codebook left "
                "unclear is followed up",
                "see which: qualkit adjudicate list --outcome 'codebook unclear'",
            )
        if found[0].followed_by != fingerprint:
            decisions.follow_up(entry, found[0], fingerprint)
        entry.state(
            document=found[0].document_id, start=found[0].span.start, end=found[0].span.end,
            version=book.version_numbers(session)[fingerprint],
        )  # fmt: skip
    return entry.change()


def _version(session: Session, given: str) -> str:
    numbers = book.version_numbers(session)
    for fingerprint, number in numbers.items():
        if given in (str(number), fingerprint):
            return fingerprint
    raise NotFoundError(
        f"the codebook has no version '{given}'",
        f"name one by its number: 1 to {max(numbers.values(), default=0)}",
    )


def adjudications(
    session: Session, *, document: Document | None = None, round_name: str = "",
    outcome: Outcome | str | None = None,
) -> tuple[Adjudication, ...]:  # fmt: skip
    """The decisions in documents that are open to the coder at work, by document and place."""
    closed = sight(session).closed
    wanted = None if outcome is None or outcome == "" else _outcome(outcome)
    found = decisions.adjudications(
        session.store.database, document_id=document.id if document else "", round=round_name
    )
    return tuple(
        each
        for each in found
        if each.document_id not in closed and (wanted is None or each.outcome is wanted)
    )


def refuse_others(session: Session) -> None:
    """Refuse who is neither a lead nor in the role of consensus."""
    who = session.coder_or_refuse()
    roles = {coder.initials: coder.role for coder in session.known_coders()}
    if roles.get(who) not in (CoderRole.LEAD, CoderRole.CONSENSUS):
        leads = [name for name, role in roles.items() if role is not CoderRole.CODER]
        may = f" ({' or '.join(leads)})" if leads else ""
        raise RefusedError(
            f"{who} is a coder; a lead decides where coders differ{may}",
            f"a study may have several leads: qualkit coders add {who} --role lead",
        )


def _present(session: Session, difference: Difference | str) -> Difference:
    """The difference as it is now."""
    if isinstance(difference, str):
        return differences.find(session, difference)
    if difference.document_id in sight(session).closed:
        raise RefusedError(
            f"{session.document(difference.document_id).name} is closed to you: somebody has "
            "still to code it",
            "see who: qualkit assign list",
        )
    return differences.find(session, difference.key)


def _outcome(outcome: Outcome | str) -> Outcome:
    try:
        return Outcome(outcome)
    except ValueError as error:
        names = ", ".join(each.value for each in Outcome)
        raise InputError(f"'{outcome}' is no decision", f"one of: {names}") from error


def _judgements(
    session: Session, here: Difference, outcome: Outcome, take: str, given: Sequence[Judgement]
) -> tuple[Judgement, ...]:
    if outcome is Outcome.TAKE and here.side(take) is None:
        raise InputError(
            f"'{take}' has not judged this passage" if take else "nobody is named whose to take",
            f"take one of: {', '.join(here.coders)}",
        )
    if outcome is not Outcome.EDITED:
        if given:
            raise InputError(
                f"'{outcome.value}' says by itself which codings stand", "leave the others out"
            )
        return adjudicating.consensus(here, outcome, take)
    if not given:
        raise InputError("no span or code is given", "say them with --span START END, --code CODE")
    return tuple(_checked(session, here, each) for each in given)


def _checked(session: Session, here: Difference, given: Judgement) -> Judgement:
    """A judgement that somebody made up, if it can stand there."""
    codings.check_passage(session, session.document(here.document_id), given.span)
    if not given.span.overlaps(here.span):
        raise InputError(
            f"{given.span.start}-{given.span.end} lies outside the passage that is decided on "
            f"({here.span.start}-{here.span.end})",
            "give a span that shares a character with it",
        )
    if given.code in here.codes:
        return replace(given, coding_id="")
    return Judgement(codings.codable(session, given.code).id, given.span)


def told_outcome(outcome: Outcome, take: str) -> str:
    """An outcome in words: `take AB`."""
    return f"take {take}" if outcome is Outcome.TAKE else outcome.value
