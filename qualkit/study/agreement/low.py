"""The codes on which coders agree least: points for the next code meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.wording import counted
from qualkit.errors import RefusedError
from qualkit.study.agreement import answering
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.wording import TENTATIVE, interval
from qualkit.study.session import Session

MOST = 5
"""Points on one agenda: a meeting that has more to talk about does not talk about any."""


@dataclass(frozen=True, slots=True)
class LowCode:
    """A code's id with a low alpha, the round or rounds it is of, and the figure in words."""

    code: str
    round: str
    words: str


def codes_of_least_agreement(session: Session) -> Iterator[LowCode]:
    """The codes below 0.667 in the last round, most to gain first, at most five."""
    if session.settings.approach == "reflexive":
        return
    try:
        report = answering.of_study(session, AgreementQuestion())
    except RefusedError:
        return  # nobody has been assigned, or nothing can be compared yet
    low = [
        code
        for code in report.codes
        if code.alpha.value is not None and code.alpha.value < TENTATIVE
    ]
    low.sort(key=lambda code: -code.recoverable)
    name = ", ".join(report.rounds)
    for code in low[:MOST]:
        over = f"{counted(code.documents, 'document')} of round {name}"
        words = f"alpha {interval(code.alpha)} over {over}"
        yield LowCode(code.code, name, words)
