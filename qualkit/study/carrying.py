"""What hangs on a text when it gets a new version: carried over, or left for its coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.core.anchoring import Alike, Anchored, Anchoring, How
from qualkit.core.pairing import Written
from qualkit.core.records import Document, Span
from qualkit.storage import carried as rows
from qualkit.storage import team
from qualkit.storage.carried import Hanging
from qualkit.storage.store import Entry
from qualkit.study.blindness import Sight, sight, works_blind
from qualkit.study.session import Session


def alike() -> Alike:
    """How like each other two strings are, from 0 to 100."""
    from rapidfuzz import fuzz

    return fuzz.ratio


@dataclass(frozen=True, slots=True)
class Tally:
    """What becomes of one coder's things of one kind: `carried` counts the `edited` ones too."""

    coder: str
    what: str
    carried: int
    edited: int
    doubtful: int
    lost: int

    @property
    def waiting(self) -> int:
        """How many wait for their coder."""
        return self.doubtful + self.lost


@dataclass(frozen=True, slots=True)
class _Fate:
    """Where one row goes; `carry_id` where it has been waiting since an earlier correction."""

    hanging: Hanging
    anchored: Anchored
    carry_id: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a correction does with all that hangs on the text."""

    fates: tuple[_Fate, ...]
    links: tuple[tuple[int, str, int], ...]
    links_lost: int
    places: dict[str, int]

    def apply(self, entry: Entry, document: Document, version_id: str) -> None:
        """Carry it over to the stored version; what is in doubt waits."""
        for fate in self.fates:
            where = fate.anchored
            if where.certain and where.span is not None:
                rows.move(entry, fate.hanging, version_id, where.span)
                rows.close(entry, fate.carry_id, "carried")
            elif fate.hanging.live:
                rows.close(entry, fate.carry_id, "superseded")
                rows.put_in_queue(entry, fate.hanging, version_id, where.span, where.confidence)
        if self.links:
            team.set_question_links(entry, version_id, self.links)
        rows.carry_places(entry.database, document, self.places)

    def tallies(self, session: Session, document: Document) -> tuple[Tally, ...]:
        """What becomes of it, by coder and kind; one's own alone while one works blind."""
        own = session.coder if works_blind(session, document) else None
        seen = sight(session)
        counted: dict[tuple[str, str], Counter[str]] = {}
        for fate in self.fates:
            coder = fate.hanging.coder
            if fate.hanging.live and own in (None, coder) and seen_of(seen, fate.hanging):
                kind = counted.setdefault((coder, fate.hanging.what), Counter())
                kind[_outcome(fate.anchored)] += 1
                kind["edited"] += fate.anchored.how is How.EDITED
        return tuple(
            Tally(coder, what, n["carried"], n["edited"], n["doubtful"], n["lost"])
            for (coder, what), n in sorted(counted.items())
        )


def seen_of(seen: Sight, hanging: Hanging) -> bool:
    """Whether something that hangs on a text may be seen, or counted where it is told how much."""
    # A coding's key holds its round; nothing else has one.
    round_name = hanging.key[2] if hanging.table == "coding" else ""
    return seen.sees(hanging.coder, hanging.document_id, round_name)


def _outcome(anchored: Anchored) -> str:
    if anchored.certain:
        return "carried"
    return "doubtful" if anchored.span is not None else "lost"


def plan(session: Session, document: Document, written: Written, anchoring: Anchoring) -> Plan:
    """What becomes of everything that hangs on the document when its text is `written`."""
    database = session.store.database
    fates = [
        _Fate(hanging, anchoring.anchor(hanging.span))
        for hanging in rows.on_version(database, document.version_id)
    ]
    older: dict[str, Anchoring] = {}
    for waiting in rows.stranded(database, document_id=document.id, decided=True):
        version_id = waiting.hanging.version_id
        if version_id not in older:
            older[version_id] = Anchoring(session.text(version_id), written, alike())
        anchored = older[version_id].anchor(waiting.hanging.span)
        fates.append(_Fate(waiting.hanging, anchored, waiting.carry_id))
    links, lost = _links(session, document, anchoring)
    places = {
        coder: anchoring.offset(position)
        for coder, position in rows.places(database, document).items()
    }
    return Plan(tuple(_apart(fates)), links, lost, places)


def _apart(fates: list[_Fate]) -> Iterator[_Fate]:
    """The same, but where two would become one and the same the second is for its coder to see."""
    taken: set[tuple[str, tuple[str, ...], Span]] = set()
    for fate in fates:
        hanging, where = fate.hanging, fate.anchored
        if hanging.key and hanging.live and where.certain and where.span is not None:
            place = (hanging.table, hanging.key, where.span)
            if place in taken:
                where = Anchored(where.span, 50, How.DOUBTFUL)
                fate = _Fate(hanging, where, fate.carry_id)
            taken.add(place)
        yield fate


def _links(
    session: Session, document: Document, anchoring: Anchoring
) -> tuple[tuple[tuple[int, str, int], ...], int]:
    """The turns that ask the questions of the topic guide, and how many are gone."""
    links, lost = [], 0
    for turn, question in team.question_links(session.store.database, document.version_id).items():
        now = anchoring.turn(turn)
        if now is None:
            lost += 1
        else:
            links.append((now, question, 100))
    return tuple(links), lost
