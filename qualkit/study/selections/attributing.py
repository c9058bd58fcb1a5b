"""Which attributes print with which chosen quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualkit.core.quotes import Quote
from qualkit.core.records import Role, TextVersion
from qualkit.errors import InputError
from qualkit.storage.selections import ChosenRow
from qualkit.study.selections.making import rows_of, selection_row
from qualkit.study.session import Session, did_you_mean

NOTHING = "-"
"""Stored where no attribute prints; "" is what study.yaml says."""
Place = tuple[str, int, int]


def stored(attributes: Sequence[str] | None) -> str:
    """Attributes as they are stored."""
    return "" if attributes is None else ",".join(attributes) or NOTHING


def read(text: str) -> tuple[str, ...] | None:
    """Stored attributes; None where study.yaml says which print."""
    if not text:
        return None
    return () if text == NOTHING else tuple(text.split(","))


def checked(session: Session, attributes: Sequence[str]) -> tuple[str, ...]:
    """The attributes as the participants' file spells them, each once; InputError for others."""
    from qualkit.study.survey.respondents import everybody

    heads = {n.casefold(): n for person in everybody(session) for n in person.attributes}
    found: dict[str, None] = {}
    for name in attributes:
        head = heads.get(name.strip().casefold())
        if head is None:
            raise InputError(
                f"participants have no attribute '{name}'",
                did_you_mean(name, list(heads.values()))
                or "see which there are: transcripts/participants.csv",
            )
        found[head] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to print with the quotations of a selection: `wanted` as the rule of attributions
    takes it, by person; `usual` what study.yaml says."""

    wanted: Mapping[str, Sequence[Sequence[str]]]
    usual: tuple[str, ...]
    _places: Mapping[Place, tuple[str, ...]]

    def shown(self, quote: Quote) -> tuple[str, ...]:
        """The attributes that are to print with a quotation."""
        return self._places.get((quote.version_id, quote.start, quote.end), self.usual)


def wishes(session: Session, selection: str) -> Wishes | None:
    """What prints with a selection's quotations; None where study.yaml says it of all."""
    if not selection:
        return None
    found = rows_of(session, selection_row(session, selection))
    usual = tuple(session.settings.attribution.shown)
    places: dict[Place, tuple[str, ...]] = {}
    for row in found:
        own = read(row.attribution)
        if own is not None:
            # Under a second code too the words are one quotation: it prints in one way.
            places[row.version_id, row.span.start, row.span.end] = own
    if not places:
        return None
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for row in found:
        attributes = places.get((row.version_id, row.span.start, row.span.end), usual)
        for who in _speakers(session, row):
            wanted.setdefault(who, []).append(attributes)
    return Wishes(wanted, usual, places)


def _speakers(session: Session, row: ChosenRow) -> tuple[str, ...]:
    version: TextVersion = session.text(row.version_id)
    structure = version.structure
    speaking = (
        structure.speakers[turn.speaker] for turn in structure.turns if turn.span.overlaps(row.span)
    )
    return tuple(
        dict.fromkeys(s.pseudonym for s in speaking if s.role is Role.PARTICIPANT and s.pseudonym)
    )
