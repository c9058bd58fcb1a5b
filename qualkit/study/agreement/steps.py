"""What changed from one round (or week) to the next: differences with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qualkit.core.records import Document
from qualkit.study.agreement.computing import interval
from qualkit.study.agreement.material import Compared, Material
from qualkit.study.agreement.numbering import Numbered, numbered
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.report import Interval
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.agreement.results import Comparison, RoundChange


@dataclass(frozen=True, slots=True)
class CodeStep:
    """How much a code's alpha changed: the difference, later less earlier, with its interval."""

    code: str
    name: str
    change: Interval

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return _clear(self.change)


@dataclass(frozen=True, slots=True)
class Step:
    """What changed since the stretch called `since`: pooled kappa, and alpha of each code.

    `paired` says that only documents of both stretches were compared, drawn together; otherwise
    each has documents of its own. The codes that changed most clearly come first.
    """

    since: str
    paired: bool
    pooled: Interval
    codes: tuple[CodeStep, ...]

    @property
    def clear(self) -> bool:
        """Whether the interval of pooled kappa's change leaves out 0."""
        return _clear(self.pooled)


def _clear(change: Interval) -> bool:
    return change.low is not None and change.high is not None and not change.low <= 0 <= change.high


def steps(
    session: Session, question: AgreementQuestion, names: Sequence[str],
    materials: Sequence[Material],
) -> list[Step]:  # fmt: skip
    """One step for each stretch but the first."""
    from qualkit.agreement.judgements import judged
    from qualkit.agreement.results import Bootstrap
    from qualkit.agreement.rounds import compare

    if len(materials) < 2:
        return []
    arrays = _alike(session, question, materials)
    found = [judged(each.codings, each.scope) for each in arrays]
    # Two replicates are the fewest: where no intervals are asked for they are dropped again.
    draws = Bootstrap(question.replicates or 2, question.seed, question.level)
    hidden = hidden_codes(session)
    return [
        _step(question, arrays[0], since, compare(before, after, draws), hidden)
        for since, (before, after) in zip(names, pairwise(found), strict=False)
    ]


def _alike(
    session: Session, question: AgreementQuestion, materials: Sequence[Material]
) -> list[Numbered]:
    """Each stretch as arrays, all with the same numbers for documents and codes."""
    codes = frozenset[str]().union(*(each.codes for each in materials))
    documents: dict[tuple[str, int], Document] = {}
    placed: list[dict[tuple[str, int], Compared]] = []
    for material in materials:
        seen: Counter[str] = Counter()
        here: dict[tuple[str, int], Compared] = {}
        for one in material.compared:
            # A document may stand there twice: finished in two rounds of one week.
            key = (one.document.id, seen[one.document.id])
            seen[one.document.id] += 1
            here[key] = one
            documents[key] = one.document
        placed.append(here)
    return [
        numbered(
            session, question,
            Material(compared=[here.get(key) or Compared(document, "", ())
                               for key, document in documents.items()]),
            codes,
        )
        for here in placed
    ]  # fmt: skip


def _step(
    question: AgreementQuestion, arrays: Numbered, since: str, found: Comparison,
    hidden: frozenset[str],
) -> Step:  # fmt: skip
    wanted = frozenset(question.codes)
    codes = [
        CodeStep(code, arrays.names.get(code, code), _change(question, change))
        for code, change in zip(arrays.codes, found.alpha, strict=True)
        if (not wanted or code in wanted) and code not in hidden
    ]
    codes.sort(key=lambda each: (not each.clear, -abs(each.change.value or 0.0), each.name))
    return Step(since, found.paired, _change(question, found.pooled), tuple(codes))


def _change(question: AgreementQuestion, change: RoundChange) -> Interval:
    told = interval(change.difference)
    if question.replicates or told.low is None:
        return told
    return Interval(told.value, n=told.n, reason=told.reason, interval_reason="not asked for")
