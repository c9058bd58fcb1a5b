"""Whether the coder at work may see what the others have done: the one home of this rule."""

from __future__ import annotations

from qualkit.core.records import Document
from qualkit.study.session import Session


def works_blind(session: Session, document: Document | None = None) -> bool:
    """Whether the coder at work does not see the other coders' codings, counts and drafts.

    So it is unless the study is reflexive, or only one person codes in it. `document` makes no
    difference yet: once there are assignments, who codes what independently, and what has been
    unblinded, will refine the answer document by document, here and nowhere else.
    """
    if session.settings.approach == "reflexive":
        return False
    everybody = {coder.initials for coder in session.known_coders()}
    if session.coder is not None:
        everybody.add(session.coder)
    return len(everybody) > 1
