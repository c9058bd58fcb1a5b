"""What is the lead's to do, and who that is."""

from __future__ import annotations

from qualkit.core.records import CoderRole
from qualkit.errors import RefusedError
from qualkit.study.session import Session


def leads(session: Session) -> tuple[str, ...]:
    """The initials of everybody whose role is lead."""
    return tuple(c.initials for c in session.known_coders() if c.role is CoderRole.LEAD)


def may_lead(session: Session) -> bool:
    """Whether the coder at work may plan for all: a lead, or anybody where no lead is named."""
    known = leads(session)
    return not known or session.coder in known


def lead_or_refuse(session: Session, what: str) -> str:
    """The coder at work, if they may do what is the lead's; `what` says it, as in "a plan"."""
    who = session.coder_or_refuse()
    if not may_lead(session):
        known = leads(session)
        raise RefusedError(
            f"{what} is the lead's to make; in this study that is {' or '.join(known)}, and {who} "
            "is at work",
            f"ask them, or say who is at work: --coder {known[0]}",
        )
    return who
