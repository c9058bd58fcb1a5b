"""The final layer: consensus where something was decided, else the designated coder's codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from qualkit.core.adjudicating import replaced
from qualkit.core.records import CoderRole, Coding, Document, Layer, Span
from qualkit.core.team import Assignment, Purpose
from qualkit.core.wording import counted
from qualkit.errors import NotFoundError
from qualkit.storage import adjudications as decisions
from qualkit.storage import assignments as assigned
from qualkit.storage import codings as rows
from qualkit.storage import rounds as round_rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.frozen import frozen_ids
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session, did_you_mean

FINAL, CONSENSUS, UNION = "final", "consensus", "union"
LAYERS = (FINAL, CONSENSUS, UNION)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose codings stand in a document, of which round; what was decided takes others' place."""

    coder: str
    round: str
    replaced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ChosenLayer:
    """A layer of the study's codings: `name` is final, consensus, union or a coder's initials.

    `standing` says, for the final layer, what stands in each document that somebody is assigned
    to; in the others all coders' codings do. `coders` are those whose codings stand.
    """

    name: str
    standing: dict[str, Standing] = field(default_factory=dict)
    decided: int = 0
    assigned: int = 0
    together: int = 0

    @property
    def rows(self) -> str:
        """The layer of the rows that it is made of: "" for both."""
        if self.name == CONSENSUS:
            return Layer.CONSENSUS.value
        return "" if self.standing else Layer.CODER.value

    @property
    def coder(self) -> str:
        """The coder whose codings alone it holds, or ""."""
        return "" if self.name in LAYERS else self.name

    def takes(self, coding_id: str, layer: str, document_id: str, coder: str, round_: str) -> bool:
        """Whether a coding, told by its columns, is in the layer."""
        if self.name != FINAL:
            return True
        here = self.standing.get(document_id)
        if here is None:
            return layer == Layer.CODER.value
        if round_ != here.round:
            return False
        if layer == Layer.CONSENSUS.value:
            return True
        return coder == here.coder and coding_id not in here.replaced

    @property
    def short(self) -> str:
        """The layer in a line of settings: its name, or that all coders are in it."""
        together = self.name == UNION or (self.name == FINAL and not self.standing)
        return "all coders" if together else self.name

    @property
    def words(self) -> str:
        """The layer as what is written says it."""
        if self.name == UNION:
            return "all coders together"
        if self.name == CONSENSUS:
            return "consensus alone, where coders differed and it was decided"
        if self.name != FINAL:
            return f"coder {self.name}"
        if not self.standing:
            return "all coders together, since nobody is assigned to these documents"
        said = (
            "final, which is the consensus where it was decided "
            f"({counted(self.decided, 'passage')}) and else the designated coder's codings "
            f"({counted(self.assigned, 'document')})"
        )
        if self.together:
            said += (
                f"; all coders together in {counted(self.together, 'document')} that nobody is "
                "assigned to"
            )
        return said


def choose(
    session: Session, name: str, *, document: Document | None = None, round_name: str = ""
) -> ChosenLayer:
    """The layer of that name, ready to be read; NotFoundError where there is none.

    With a round, the final layer is what stood at the end of that round.
    """
    name = known_layer(session, name)
    if name != FINAL:
        return ChosenLayer(name)
    documents = [document] if document is not None else list(session.documents())
    here = {each.id: each for each in documents}
    work: dict[str, list[Assignment]] = defaultdict(list)
    for each in assigned.assignments(session.store.database, round=round_name):
        independent = each.purpose.codes and each.purpose is not Purpose.TRAINING
        if independent and each.document_id in here:
            work[each.document_id].append(each)
    order = {each.name: each for each in round_rows.rounds(session.store.database)}
    leads = {c.initials for c in session.known_coders() if c.role is CoderRole.LEAD}

    def weight(each: Assignment) -> tuple[object, ...]:
        """The smallest stands: finished, of a counted round, the latest; then who is first."""
        known = order.get(each.round)
        return (
            not each.finished,
            not (known is None or known.kind.counted),
            -(known.number if known else 0),
            each.round,
            not each.designated,
            each.coder not in leads,
            each.first_done_at,
            each.coder,
        )

    standing, decided = dict[str, Standing](), 0
    for document_id, done in work.items():
        first = min(done, key=weight)
        found, count = _replaced(session, here[document_id], first.coder, first.round)
        standing[document_id] = Standing(first.coder, first.round, found)
        decided += count
    return ChosenLayer(FINAL, standing, decided, len(standing), len(documents) - len(standing))


def _replaced(
    session: Session, document: Document, coder: str, round_name: str
) -> tuple[frozenset[str], int]:
    """The coder's codings that decisions stand in place of, and how many decisions there are."""
    made = [
        each
        for each in decisions.adjudications(
            session.store.database, document_id=document.id, round=round_name
        )
        if each.replaces and each.version_id == document.version_id
    ]
    if not made:
        return frozenset(), 0
    wanted = CodingFilter(
        document_id=document.id, version_id=document.version_id, coder=coder, round=round_name,
        sight=sight(session),
    )  # fmt: skip
    own = tuple(rows.codings(session.store.database, wanted))
    frozen = frozen_ids(session.store.database, document.id, round_name)
    return replaced(own, made, frozen), len(made)


def known_layer(session: Session, name: str) -> str:
    """The layer of that name: final where none is given, or else a coder's initials."""
    if not name:
        return session.settings.quotes.layer or FINAL
    known = [coder.initials for coder in session.known_coders()]
    if name in LAYERS or name in known:
        return name
    folded = [each for each in (*LAYERS, *known) if each.casefold() == name.casefold()]
    if len(folded) == 1:
        return folded[0]
    raise NotFoundError(
        f"there is no layer '{name}'",
        did_you_mean(name, [*LAYERS, *known]) or f"take {FINAL}, {CONSENSUS} or {UNION}",
    )


def final_codings(
    session: Session, document: Document | None = None, layer: str = FINAL
) -> tuple[Coding, ...]:
    """The codings of a layer, by document and place, on the texts in force.

    What two decisions left standing alike is told once.
    """
    chosen = choose(session, layer, document=document)
    wanted = CodingFilter(
        document_id=document.id if document else "", layer=chosen.rows, coder=chosen.coder,
        sight=sight(session),
    )  # fmt: skip
    current = {each.version_id for each in session.documents()}
    hidden = hidden_codes(session)
    found = (
        each
        for each in rows.codings(session.store.database, wanted)
        if each.version_id in current
        and (each.coder == session.coder or each.code not in hidden)
        and chosen.takes(each.id, each.layer, each.document_id, each.coder, each.round)
    )
    return tuple(_once(found))


def _once(found: Iterable[Coding]) -> list[Coding]:
    seen: set[tuple[str, str, str, Span]] = set()
    kept = []
    for each in found:
        if each.layer is Layer.CONSENSUS:
            place = (each.version_id, each.round, each.code, each.span)
            if place in seen:
                continue
            seen.add(place)
        kept.append(each)
    return kept
