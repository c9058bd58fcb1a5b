"""Where the coders of a study differ, as far as the coder at work may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from qualkit.core import adjudicating
from qualkit.core.comparing import differences
from qualkit.core.differing import Compared, Difference, Judged, ranked
from qualkit.core.records import Document, Span
from qualkit.core.team import Assignment, DifferenceKind, FrozenCoding, Purpose
from qualkit.core.text import participant_spans
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import adjudications as decisions
from qualkit.storage import assignments as assigned
from qualkit.storage import frozen as frozen_rows
from qualkit.storage import rounds as round_rows
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.agreement.availability import judged_codes
from qualkit.study.assignments import known_coder
from qualkit.study.assisted import assisted_zones
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

Zones = dict[str, dict[str, list[Span]]]


class _Kept:
    """What was found in each document and round, and what it was found from.

    Comparing 6,000 codings takes 0.25 s; to see that nothing has changed takes 10 ms.
    """

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], tuple[object, tuple[Difference, ...]]] = {}
        self.zones_under = ""
        self.zones: Zones = {}
        self.behind_under = ""
        self.behind: dict[tuple[str, str], int] = {}


def listed(
    session: Session, *, round_name: str = "", coders: Sequence[str] = (), code: str = "",
    document: Document | None = None, kind: DifferenceKind | str | None = None,
    settled: bool | None = None,
) -> tuple[Difference, ...]:  # fmt: skip
    """The differences that fit, the heaviest first and edges last; see `Study.differences`."""
    work = _finished(session)
    wanted_rounds = _rounds(session, round_name, {name for _, name in work})
    _notice_behind(session, wanted_rounds)
    found: list[Difference] = []
    for (document_id, name), done in work.items():
        if name in wanted_rounds and (document is None or document_id == document.id):
            found += _compared(session, document_id, name, done)
    kinds = None if kind is None or kind == "" else _kind(kind)
    told = _told(session, found, work if document is not None else None)
    return ranked(
        each
        for each in told
        if (kinds is None or each.kind is kinds)
        and (settled is None or each.settled is settled)
        and (not code or book.codebook(session).find(code).id in each.codes)
        and (not coders or _between(each, _people(session, coders)))
    )


def find(session: Session, key: str) -> Difference:
    """The difference with that key, or with the only key that begins so."""
    work = _finished(session)
    found = [
        each
        for (document_id, name), done in work.items()
        for each in _compared(session, document_id, name, done)
        if key and each.key.startswith(key.casefold())
    ]
    if not found:
        raise NotFoundError(
            f"no difference has the key '{key}'",
            "see those there are: qualkit disagreements",
        )
    if len(found) > 1:
        keys = ", ".join(sorted(each.key for each in found))
        raise NotFoundError(f"'{key}' fits {keys}", "give the whole key")
    return _told(session, found, work)[0]


def next_open(
    session: Session, *, round_name: str = "", document: Document | None = None
) -> Difference | None:
    """The difference to be decided on next: None where none is open.

    It is the heaviest of the round in which something was decided last, as long as one is open
    there, and then of the rounds in order.
    """
    found = listed(session, round_name=round_name, document=document, settled=False)
    made = decisions.adjudications(session.store.database)
    last = max(made, key=lambda each: each.id, default=None)
    order = {each.name: each.number for each in round_rows.rounds(session.store.database)}
    return min(
        found,
        key=lambda each: (last is None or each.round != last.round, order.get(each.round, 0)),
        default=None,
    )


def _notice_behind(session: Session, names: frozenset[str]) -> None:
    """Tell how many codings are in no comparison: a correction took their words away."""
    kept, clock = session.keep(_Kept), session.store.database.last_clock()
    if kept.behind_under != clock:
        kept.behind, kept.behind_under = frozen_rows.behind(session.store.database), clock
    closed = sight(session).closed
    number = sum(
        count
        for (document, name), count in kept.behind.items()
        if document not in closed and name in names
    )
    if number:
        session.notice(
            f"{number} codings are not compared: the correction of a text took their words away"
            if number > 1
            else "1 coding is not compared: the correction of a text took its words away"
        )


def _rounds(session: Session, name: str, worked: set[str]) -> frozenset[str]:
    """The round asked for; without one those in which agreement counts.

    A round in which somebody `worked` and that nobody opened counts.
    """
    known = round_rows.rounds(session.store.database)
    if not name:
        return frozenset(worked - {each.name for each in known if not each.kind.counted})
    return frozenset([rounds.find(session, name).name])


def _finished(session: Session) -> dict[tuple[str, str], list[Assignment]]:
    """(document id, round) to the work that was done there by two or more, nothing closed."""
    closed = sight(session).closed
    here = {document.id for document in session.documents()} - closed
    work: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for each in assigned.assignments(session.store.database):
        independent = each.purpose.codes and each.purpose is not Purpose.TRAINING
        if independent and each.finished and each.document_id in here:
            work[each.document_id, each.round].append(each)
    return {place: done for place, done in work.items() if len(done) > 1}


def _compared(
    session: Session, document_id: str, round_name: str, done: list[Assignment]
) -> tuple[Difference, ...]:
    """What the coders of a document differ on in a round; kept until one of its causes changes."""
    kept = session.keep(_Kept)
    document = session.document(document_id)
    zones = _zones(session, kept).get(document.version_id, {})
    # Which codes somebody could have used may hang on the codebook; see `judged_codes`.
    codebook = book.codebook(session) if any(each.themes for each in done) else None
    versions = len(book.version_numbers(session))
    causes = (document, tuple(done), codebook, versions, _plain(zones))
    known = kept.found.get((document_id, round_name))
    if known is None or known[0] != causes:
        found = _compare(session, document, round_name, done, zones)
        known = kept.found[document_id, round_name] = (causes, found)
    return known[1]


def _plain(zones: dict[str, list[Span]]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    return tuple((code, tuple(spans)) for code, spans in sorted(zones.items()))


def _zones(session: Session, kept: _Kept) -> Zones:
    """Text version to code to what is missing for everybody there."""
    clock = session.store.database.last_clock()
    if not kept.zones_under or kept.zones_under != clock:
        kept.zones = {}
        for zone in assisted_zones(session):
            by_code = kept.zones.setdefault(zone.version_id, {})
            by_code.setdefault(zone.code, []).append(zone.span)
        kept.zones_under = clock
    return kept.zones


def _compare(
    session: Session, document: Document, round_name: str, done: list[Assignment],
    zones: dict[str, list[Span]],
) -> tuple[Difference, ...]:  # fmt: skip
    had: dict[str, list[FrozenCoding]] = defaultdict(list)
    rows = frozen_rows.frozen(session.store.database, round=round_name, document_id=document.id)
    for each in rows:
        had[each.assignment_id].append(each)
    version = session.text(document.version_id)
    compared = Compared(
        document.id, document.version_id, round_name,
        tuple(sorted(each.coder for each in done)),
        participant_spans(version.text, version.structure),
        _judging(session, done, had), zones, document.source_sha256,
    )  # fmt: skip
    codings = [
        Judged(each.coder, each.code, each.span, each.coding_id)
        for work in done
        for each in had[work.id]
        if each.version_id == document.version_id
    ]
    return differences(compared, codings)


def _judging(
    session: Session, done: Iterable[Assignment], had: dict[str, list[FrozenCoding]]
) -> Callable[[str, str], bool]:
    judged = {}
    for work in done:
        own = had[work.id]
        version = frozen_rows.most_named(each.codebook_version for each in own)
        used = {each.code for each in own}
        judged[work.coder] = judged_codes(session, work, version, used)

    def judges(coder: str, code: str) -> bool:
        codes = judged[coder]
        return codes is None or code in codes

    return judges


def _told(
    session: Session, found: list[Difference],
    work: dict[tuple[str, str], list[Assignment]] | None,
) -> tuple[Difference, ...]:  # fmt: skip
    """The differences with their shares and decisions, without what must not be named.

    A share is of all that is open to the coder at work in the round: `work`, or what is `found`.
    """
    hidden = hidden_codes(session)
    names = {each.round for each in found}
    whole: dict[str, float] = defaultdict(float)
    if work is None:
        for each in found:
            whole[each.round] += each.mass
    else:
        for (document_id, name), done in work.items():
            if name in names:
                compared = _compared(session, document_id, name, done)
                whole[name] += sum(each.mass for each in compared)
    decided = decisions.adjudications(session.store.database)
    shared = (
        replace(each, share=each.mass / whole[each.round])
        for each in found
        if not hidden.intersection(each.codes)
    )
    return adjudicating.settled(shared, decided)


def _kind(kind: DifferenceKind | str) -> DifferenceKind:
    try:
        return DifferenceKind(kind)
    except ValueError as error:
        names = ", ".join(each.value for each in DifferenceKind)
        raise InputError(f"no difference is of the kind '{kind}'", f"one of: {names}") from error


def _people(session: Session, coders: Sequence[str]) -> tuple[str, ...]:
    if len(coders) > 2:
        raise RefusedError("a pair is of two coders", "name two: --pair AB,CD")
    return tuple(known_coder(session, initials) for initials in coders)


def _between(difference: Difference, coders: tuple[str, ...]) -> bool:
    """Whether these coders judged it and, where they are two, differ from each other there."""
    sides = [difference.side(coder) for coder in coders]
    if any(side is None for side in sides):
        return False
    what = {tuple((each.code, each.span) for each in side.judgements) for side in sides if side}
    return len(what) == len(sides)
