"""Codes counted by group, document and participant: each reference is looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qualkit.core.records import DocumentKind


class Mention(NamedTuple):
    """One reference as far as matrices need it: a code (or theme), a document, who speaks in it.

    Half a million of these are made at once, so it is a named tuple.
    """

    code: str
    document: str
    people: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Distinct people and references that fell into one cell."""

    people: set[str] = field(default_factory=set)
    references: int = 0


def by_group(
    mentions: Iterable[Mention], kind_of: Mapping[str, DocumentKind], group_of: Mapping[str, str]
) -> dict[tuple[str, DocumentKind, str], Tally]:
    """(code, kind of document, group) to what fell into it.

    `kind_of` is asked by document, `group_of` by person; who is in no group counts nowhere. A
    reference in which people of two groups speak is one reference of each of them, so references
    of groups do not add up to those of all.
    """
    found: dict[tuple[str, DocumentKind, str], Tally] = {}
    for code, document, people in mentions:
        kind = kind_of[document]
        groups: set[str] = set()
        for person in people:
            group = group_of.get(person)
            if group is None:
                continue
            tally = found.get((code, kind, group))
            if tally is None:
                tally = found[code, kind, group] = Tally()
            tally.people.add(person)
            if group not in groups:
                groups.add(group)
                tally.references += 1
    return found


def by_kind(
    mentions: Iterable[Mention], kind_of: Mapping[str, DocumentKind],
    voices: Mapping[DocumentKind, frozenset[str]],
) -> dict[tuple[str, DocumentKind], Tally]:  # fmt: skip
    """(code, kind of document) to what fell into it; people are the kind's `voices` alone."""
    found: dict[tuple[str, DocumentKind], Tally] = {}
    for code, document, people in mentions:
        kind = kind_of[document]
        tally = found.get((code, kind))
        if tally is None:
            tally = found[code, kind] = Tally()
        tally.references += 1
        known = voices.get(kind, frozenset())
        tally.people.update(person for person in people if person in known)
    return found


def by_document(mentions: Iterable[Mention]) -> dict[tuple[str, str], int]:
    """(code, document) to the number of references."""
    found: dict[tuple[str, str], int] = {}
    for code, document, _ in mentions:
        found[code, document] = found.get((code, document), 0) + 1
    return found


def by_person(mentions: Iterable[Mention]) -> dict[tuple[str, str], int]:
    """(person, code) to the number of references in which the person speaks."""
    found: dict[tuple[str, str], int] = {}
    for code, _, people in mentions:
        for person in people:
            found[person, code] = found.get((person, code), 0) + 1
    return found
