"""Decisions made elsewhere: every row finds the difference that its words lie in, or none is in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from qualkit.core.adjudicating import consensus
from qualkit.core.differing import Difference
from qualkit.core.records import Span
from qualkit.core.team import Outcome
from qualkit.errors import QualkitError
from qualkit.importers.adjudications import AdjudicationRow, read_adjudications
from qualkit.study import codebook as book
from qualkit.study import differences
from qualkit.study.adjudication import refuse_others
from qualkit.study.consensus import Decision, keep
from qualkit.study.passages import Passages, passages
from qualkit.study.refused_rows import MisfitError, refusal
from qualkit.study.session import Session

# Faults that are printed; the rest are counted.


@dataclass(frozen=True, slots=True)
class ImportedAdjudications:
    """What came of an adjudication file: decisions new and known already, rows still undecided."""

    new: int
    known: int
    open: int


@dataclass(slots=True)
class _Job:
    """One import: what has been looked up so far, and which row decided on what."""

    session: Session
    passages: dict[str, Passages] = field(default_factory=dict)
    found: dict[tuple[str, str], tuple[Difference, ...]] = field(default_factory=dict)
    decided: dict[str, tuple[AdjudicationRow, Decision]] = field(default_factory=dict)


def import_adjudications(session: Session, path: Path) -> ImportedAdjudications:
    """Take in the decisions of a CSV file: one action, every row or none.

    What has been decided in the study stays as it is; rows without a decision are only held
    against the study. Raises InputError that names the rows at fault, RefusedError where the coder
    at work may not decide.
    """
    refuse_others(session)
    job, faults, undecided = _Job(session), list[tuple[int, str]](), 0
    for item in read_adjudications(path):
        if isinstance(item, tuple):
            faults.append(item)
            continue
        try:
            undecided += not _resolved(job, item)
        except MisfitError as misfit:
            faults.append((item.row, str(misfit)))
        except QualkitError as problem:
            faults.append((item.row, "; ".join(filter(None, (problem.message, problem.hint)))))
    if faults:
        raise refusal(path, faults, "see where the coders differ: qualkit disagreements")
    made = [decision for _, decision in job.decided.values()]
    new = [each for each in made if not each.difference.settled]
    version = book.version_in_force(session)
    with session.write("import adjudications") as entry:
        if new:
            keep(session, entry, new, version)
        entry.state(count=len(new))
    return ImportedAdjudications(len(new), len(made) - len(new), undecided)


def _resolved(job: _Job, item: AdjudicationRow) -> bool:
    """Find the difference of a row and keep its decision; whether it has one."""
    here = _difference(job, item)
    if item.outcome is None:
        return False
    if item.outcome is Outcome.TAKE and here.side(item.take) is None:
        raise MisfitError(
            f"'{item.take}' has not judged this passage; take one of {', '.join(here.coders)}"
        )
    reason, by = item.reason, item.decided_by or job.session.coder_or_refuse()
    if here.key in job.decided:
        first, before = job.decided[here.key]
        if (before.outcome, before.take) != (item.outcome, item.take):
            raise MisfitError(
                f"it lies in the passage of row {first.row}, on which that decides otherwise"
            )
        # Two rows about one passage, decided alike: both reasons count.
        reason = " ".join(dict.fromkeys(filter(None, (before.reason, item.reason))))
        by = before.by
    judgements = consensus(here, item.outcome, item.take)
    job.decided[here.key] = (
        item,
        Decision(here, item.outcome, item.take, judgements, reason, by, item.decided_on),
    )
    return True


def _difference(job: _Job, item: AdjudicationRow) -> Difference:
    document = job.session.document(item.document)
    place = (document.id, item.round)
    if document.id not in job.passages:
        job.passages[document.id] = passages(job.session, document)
    if place not in job.found:
        job.found[place] = differences.listed(job.session, round_name=item.round, document=document)
    if item.start is not None and item.end is not None:
        span = Span(item.start, item.end)
    else:
        span = job.passages[document.id].find(item.quote, item.turn)
    near = [
        each
        for each in job.found[place]
        if each.span.start <= span.start and span.end <= each.span.end
    ]
    if not near:
        raise MisfitError(
            f"the coders of {document.name} do not differ there"
            if job.found[place]
            else f"no coders are compared in {document.name}: two must be done with it"
        )
    return _best(near, item, _ids(job, item.codes))


def _ids(job: _Job, names: Iterable[str]) -> frozenset[str]:
    codebook = book.codebook(job.session)
    return frozenset(codebook.find(name).id for name in names)


def _best(near: list[Difference], item: AdjudicationRow, named: frozenset[str]) -> Difference:
    """The difference that a row means: of the codes it names, of its kind, the shortest."""
    if named:
        near = [each for each in near if named.intersection(each.codes)]
        if not near:
            codes = ", ".join(sorted(named))
            raise MisfitError(f"the coders do not differ there on {codes}")

    def weight(each: Difference) -> tuple[object, ...]:
        codes = set(each.codes)
        return (
            item.kind is not None and each.kind is not item.kind,
            -len(codes & named),
            len(codes - named),
            len(each.span),
        )

    ranked = sorted(near, key=weight)
    if len(ranked) > 1 and weight(ranked[0]) == weight(ranked[1]):
        raise MisfitError(
            f"it lies in two differences ({ranked[0].key}, {ranked[1].key}): name the codes under "
            "coders, or give a longer quote"
        )
    return ranked[0]
