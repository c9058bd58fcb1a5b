"""Short ways to ask the scan something."""

from __future__ import annotations

from typing import NamedTuple

from qualkit.core.findings import OwnLists, RosterPerson
from qualkit.privacy.scan.engine import scan

PEOPLE = (
    RosterPerson("Lorna Geddes", ("Lorna", "LG"), "P01"),
    RosterPerson("William Kerr", ("Wullie",), "P02"),
    RosterPerson("Grant Will", ("Grant",), "P03"),
    RosterPerson("Alasdair Forbes-Lennox", (), "P04"),
    RosterPerson("Siobhan MacLennan", (), "P05"),
)


class Told(NamedTuple):
    """A finding in words."""

    words: str
    status: str
    type: str
    participant: str | None
    proposed: str | None
    replacement: str


def told(text: str, *people: RosterPerson, own: OwnLists | None = None) -> list[Told]:
    """What the scan finds, in words."""
    return [
        Told(
            text[f.start : f.end], f.status.value, f.type.value, f.participant, f.proposed,
            f.replacement,
        )
        for f in scan(text, people or PEOPLE, own)
    ]  # fmt: skip


def whose(text: str, *people: RosterPerson) -> dict[str, str | None]:
    """Words to the participant whose pseudonym they get, of names that are masked at once."""
    return {
        each.words: each.participant
        for each in told(text, *people)
        if each.status == "auto" and each.type in ("participant", "name")
    }


def status(text: str, words: str, *people: RosterPerson) -> str:
    """auto, review, or nothing, for some words of a text."""
    return next((each.status for each in told(text, *people) if words in each.words), "nothing")
