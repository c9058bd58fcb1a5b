"""Agreement in the course of time: per round, or per week of coding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from qualkit.errors import InputError, RefusedError
from qualkit.storage import assignments as assigned
from qualkit.study import rounds
from qualkit.study.agreement import answering
from qualkit.study.agreement.material import Material, gather
from qualkit.study.agreement.meant import check_codes
from qualkit.study.agreement.question import ALL_ROUNDS, AgreementQuestion
from qualkit.study.agreement.report import AgreementReport
from qualkit.study.agreement.steps import Step, steps
from qualkit.study.session import Session

ROUND, WEEK = "round", "week"


@dataclass(frozen=True, slots=True)
class Drift:
    """Agreement of one stretch of time.

    `name` is a round or a week such as 2026-W02; `codebook` says under which version's number
    most was coded (None: not known). `step` is what changed since the stretch before; None for
    the first.
    """

    name: str
    report: AgreementReport
    codebook: int | None = None
    step: Step | None = None


class _Kept:
    """Answers of the present state of the log: a screen asks again after every key."""

    def __init__(self) -> None:
        self.under: tuple[str, str] = ("", "")
        self.known: dict[tuple[AgreementQuestion, str], tuple[Drift, ...]] = {}


@dataclass(frozen=True, slots=True)
class _Stretch:
    name: str
    material: Material
    report: AgreementReport
    codebook: int | None = None


def over_time(session: Session, question: AgreementQuestion, by: str) -> tuple[Drift, ...]:
    """Agreement of each round that counts, or of the documents finished in each week, in order.

    A document belongs to the week in which the last of its coders first said done. Stretches in
    which nothing can be compared are left out. InputError for another `by`.
    """
    if by not in (ROUND, WEEK):
        raise InputError(f"agreement over time goes by round or week, not by {by}", "--by week")
    if question.intra:
        raise InputError(
            f"{question.intra} with themselves is between rounds already",
            f"ask without time: qualkit agreement --intra {question.intra}",
        )
    kept = session.keep(_Kept)
    under = (session.store.database.last_clock(), session.coder or "")
    if kept.under != under:
        kept.under, kept.known = under, {}
    if (question, by) not in kept.known:
        kept.known[question, by] = _found(session, question, by)
    return kept.known[question, by]


def _found(session: Session, question: AgreementQuestion, by: str) -> tuple[Drift, ...]:
    asked = replace(question, codes=check_codes(session, question.codes))
    stretches = list(_by_round(session, asked) if by == ROUND else _by_week(session, asked))
    if not stretches:
        raise RefusedError(
            "there is no round in which two have finished one document", "see: qualkit assign"
        )
    names = [each.name for each in stretches]
    changed = steps(session, asked, names, [each.material for each in stretches])
    return tuple(
        Drift(each.name, each.report, each.codebook, step)
        for each, step in zip(stretches, [None, *changed], strict=True)
    )


def _by_round(session: Session, question: AgreementQuestion) -> Iterator[_Stretch]:
    for each in rounds.rounds(session):
        if not each.kind.counted or question.round not in ("", ALL_ROUNDS, each.name):
            continue
        asked = replace(question, round=each.name)
        try:
            report = answering.of_study(session, asked)
        except RefusedError:
            continue
        yield _Stretch(each.name, gather(session, asked), report, _codebook(session, each.name))


def _by_week(session: Session, question: AgreementQuestion) -> Iterator[_Stretch]:
    asked = replace(question, round=question.round or ALL_ROUNDS)
    material = gather(session, asked)
    finished: dict[tuple[str, str], str] = defaultdict(str)
    for work in assigned.assignments(session.store.database):
        key = (work.document_id, work.round)
        finished[key] = max(finished[key], work.first_done_at)
    weeks: dict[str, Material] = {}
    for one in material.compared:
        at = finished[one.document.id, one.round]
        if at and len(one.judged) > 1:
            year, week, _ = datetime.fromisoformat(at.replace("Z", "+00:00")).isocalendar()
            held = weeks.setdefault(f"{year}-W{week:02}", Material(rounds=material.rounds))
            held.compared.append(one)
    for name in sorted(weeks):
        yield _Stretch(name, weeks[name], answering.of_material(session, asked, weeks[name]))


def _codebook(session: Session, name: str) -> int | None:
    from qualkit.study.codebook import version_numbers

    numbers = version_numbers(session)
    work = assigned.assignments(session.store.database, round=name)
    used = Counter(
        numbers[each.codebook_version] for each in work if each.codebook_version in numbers
    )
    return used.most_common(1)[0][0] if used else None
