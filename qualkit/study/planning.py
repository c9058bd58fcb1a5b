"""A plan of who codes what: balanced, drawn by a seed within strata, shown before it is adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from qualkit.core.ids import uuid7
from qualkit.core.records import Change, Document, Participant, Role
from qualkit.core.sharing import Piece, Share, shared_out
from qualkit.core.team import Assignment, KeptPlan, Purpose, RoundKind, WorkState
from qualkit.core.wording import counted, some
from qualkit.core.workplan import PlannedWork, WorkPlan
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import assignments as rows
from qualkit.storage import plans as plan_rows
from qualkit.study import rounds
from qualkit.study.assignments import known_coder, known_themes
from qualkit.study.leading import lead_or_refuse
from qualkit.study.session import Session, did_you_mean

# Below this many documents a 95 % interval around an agreement is as wide as the scale.
FEW = 8
KIND = "kind"
MIXED, EMPTY = "mixed", "not given"


def plan_work(
    session: Session, coders: Sequence[str], *, overlap: float, round_name: str,
    stratify: Sequence[str], seed: int, documents: Sequence[Document] | None,
    themes: Sequence[str],
) -> WorkPlan:  # fmt: skip
    """Who could code what in a round; nothing is stored. The same answer for the same seed."""
    going = rounds.open_or_refuse(session, round_name)
    names = tuple(sorted({known_coder(session, coder) for coder in coders}))
    _check(names, overlap, going.name, going.kind)
    given = _given(session, going.name)
    # Literature is shared out where it is named: the draw is one of what participants said.
    spoken = tuple(each for each in session.documents() if not each.kind.published)
    wanted = spoken if documents is None else tuple(dict.fromkeys(documents))
    left = [each for each in wanted if each.id not in given]
    if not left:
        raise RefusedError(
            f"there is nothing left to share out in the round '{going.name}'",
            "see who has what: qualkit assign",
        )
    strata = _Strata(session, stratify)
    again = {each.id for each in rounds.to_recode(session)}
    work = _shared(left, again, strata, names, overlap, seed)
    plan = WorkPlan(
        going.name, going.kind, names, overlap, strata.names, seed, known_themes(session, themes),
        documents is not None, work,
    )  # fmt: skip
    warned = (
        *_warnings(plan, len(wanted) - len(left)), *_coded_before(session, plan),
        *strata.warnings(work),
    )  # fmt: skip
    return replace(plan, warnings=warned)


def _check(coders: Sequence[str], overlap: float, name: str, kind: RoundKind) -> None:
    if not coders:
        raise InputError("no coder is named", "say who codes: --coders AB,CD")
    if not 0 <= overlap <= 100:
        raise InputError(f"an overlap of {overlap:g} % cannot be", "name a share from 0 to 100 %")
    if overlap and len(coders) < 2:
        raise InputError(
            f"{coders[0]} alone cannot code anything twice over",
            "name two coders or more, or ask for no double coding: --overlap 0",
        )
    if overlap and not kind.counted:
        raise InputError(
            f"'{name}' is a {kind.value} round, which is outside agreement, so nothing is coded "
            "twice in it",
            "ask for no double coding: --overlap 0",
        )


def _given(session: Session, name: str) -> set[str]:
    return {a.document_id for a in rows.assignments(session.store.database, round=name)}


def _words(document: Document) -> int:
    """What a coder has to code in a document; all words where no participant speaks in it."""
    return document.participant_words or document.words


def _shared(
    left: Sequence[Document], again: set[str], strata: _Strata, coders: Sequence[str],
    overlap: float, seed: int,
) -> tuple[PlannedWork, ...]:  # fmt: skip
    by_name = {document.name: document for document in left}
    pieces = {d.name: Piece(d.name, _words(d), strata.of(d)) for d in left}
    fresh = [pieces[d.name] for d in left if d.id not in again]
    recoded = [pieces[d.name] for d in left if d.id in again]
    # From how the number is written, so that 20 % is a fifth and not a little more.
    share = Fraction(str(overlap)) / 100
    shares = shared_out(fresh, coders, share, seed, recoded)
    return tuple(
        PlannedWork(
            by_name[each.piece.name],
            each.piece.stratum,
            each.piece.words,
            each.coders,
            _purpose(each, again=by_name[each.piece.name].id in again),
        )
        for each in shares
    )


def _purpose(share: Share, *, again: bool) -> Purpose:
    if again:
        return Purpose.RECODE
    return Purpose.DOUBLE if share.double else Purpose.SINGLE


class _Strata:
    """The groups of documents: by kind, and by what is known of who speaks in them.

    Of several participants that value counts which more than half of them share; without one the
    group is "mixed". NotFoundError where the participants have no such attribute.
    """

    def __init__(self, session: Session, names: Sequence[str]) -> None:
        from qualkit.study.survey.respondents import everybody

        people = everybody(session)
        self._people = {person.pseudonym: person for person in people}
        known = {key.casefold(): key for person in people for key in person.attributes}
        found = []
        for name in names:
            wanted = name.strip().casefold()
            if wanted != KIND and wanted not in known:
                raise NotFoundError(
                    f"the participants have no attribute '{name}'",
                    did_you_mean(wanted, [KIND, *known.values()])
                    or "see which there are: transcripts/participants.csv",
                )
            found.append(KIND if wanted == KIND else known[wanted])
        self.names = tuple(dict.fromkeys(found))

    def of(self, document: Document) -> tuple[str, ...]:
        """The document's value of each attribute."""
        return tuple(
            document.kind.value if name == KIND else self._value(document, name)
            for name in self.names
        )

    def _value(self, document: Document, name: str) -> str:
        speaking = [
            self._people.get(speaker.pseudonym, Participant(speaker.pseudonym))
            for speaker in document.speakers
            if speaker.role is Role.PARTICIPANT
        ]
        values = [person.attributes.get(name, "") or EMPTY for person in speaking]
        if not values:
            return EMPTY
        most = max(sorted(set(values)), key=values.count)
        return most if 2 * values.count(most) > len(values) else MIXED

    def warnings(self, work: Sequence[PlannedWork]) -> list[str]:
        """What is not known of documents of the plan."""
        found = []
        for place, name in enumerate(self.names):
            empty = [each.document.name for each in work if each.stratum[place] == EMPTY]
            if empty:
                found.append(
                    f"'{name}' is not given in participants.csv for who speaks in "
                    f"{some(empty, 3)}; they are a group of their own"
                )
        return found


def _warnings(plan: WorkPlan, already: int) -> list[str]:
    found = []
    if already:
        found.append(
            f"left out: {counted(already, 'document')} assigned in the round '{plan.round}' already"
        )
    double = len(plan.double)
    if plan.overlap and double < FEW:
        found.append(
            f"only {double} document{'s are' if double != 1 else ' is'} coded by two: with fewer "
            f"than {FEW} an interval around an agreement says little"
        )
    apart = [f"{one} and {other}" for one, other, count in plan.pairs if not count]
    if double and apart:
        found.append(
            f"these share no document, so nothing says how far they agree: {', '.join(apart)}"
        )
    return found


def _coded_before(session: Session, plan: WorkPlan) -> list[str]:
    """A warning where a document drawn for two is not new to one of them."""
    before = {
        (each.document_id, each.coder)
        for each in rows.assignments(session.store.database)
        if each.purpose.codes and each.round != plan.round
    }
    known = [
        each for each in plan.double if any((each.document.id, c) in before for c in each.coders)
    ]
    if not known:
        return []
    return [
        f"{len(known)} of the documents coded by two {'are' if len(known) > 1 else 'is'} not new "
        "to one of the two, so agreement leaves "
        f"{'them' if len(known) > 1 else 'it'} out unless it is asked for"
    ]


def adopt_plan(session: Session, plan: WorkPlan) -> Change:
    """Assign what a plan says, as one action, and keep how it was drawn.

    Raises RefusedError where one of its documents has been assigned in the round meanwhile.
    """
    lead_or_refuse(session, "a plan")
    rounds.open_or_refuse(session, plan.round)
    given = _given(session, plan.round)
    here = {document.id for document in session.documents()}
    for each in plan.work:
        if each.document.id not in here or each.document.id in given:
            was = "assigned" if each.document.id in here else "taken out of the study"
            raise RefusedError(
                f"{each.document.name} has been {was} since the plan was made", "make it anew"
            )
    new = [
        Assignment(
            uuid7(), plan.round, coder, each.document.id, each.purpose, WorkState.ASSIGNED,
            plan.themes,
        )
        for each in plan.work
        for coder in each.coders
    ]  # fmt: skip
    with session.write("adopt plan") as entry:
        rows.add_many(entry, new)
        plan_rows.keep(entry, plan.round, _settings(plan))
        documents = counted(len(plan.work), "document")
        entry.state(round=plan.round, what=documents, double=len(plan.double))
    return entry.change()


def _settings(plan: WorkPlan) -> dict[str, object]:
    return {
        "coders": plan.coders,
        "overlap": plan.overlap,
        "stratify": plan.stratify,
        "seed": plan.seed,
        "themes": plan.themes,
        "chosen": plan.chosen,
        "documents": len(plan.fresh),
        "double": len(plan.double),
        "words": plan.words,
        "double_words": plan.double_words,
        "recode": len(plan.work) - len(plan.fresh),
    }


def plans(session: Session, round_name: str) -> tuple[KeptPlan, ...]:
    """The plans that were adopted (in a round), oldest first."""
    name = rounds.find(session, round_name).name if round_name else ""
    return plan_rows.plans(session.store.database, name)
