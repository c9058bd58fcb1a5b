"""The layers of the scan in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualkit.core.findings import Finding, OwnLists, RosterPerson
from qualkit.privacy.scan.bodies import bodies
from qualkit.privacy.scan.context import Context
from qualkit.privacy.scan.cues import cues
from qualkit.privacy.scan.forms import Roster
from qualkit.privacy.scan.labels import labels
from qualkit.privacy.scan.lexicon import lexicon, read_places
from qualkit.privacy.scan.mentions import mentions
from qualkit.privacy.scan.misspelt import misspelt
from qualkit.privacy.scan.model import modelled
from qualkit.privacy.scan.others import others
from qualkit.privacy.scan.places import listed, organisations
from qualkit.privacy.scan.quantities import quantities
from qualkit.privacy.scan.settle import WIDE, settled
from qualkit.privacy.scan.structured import structured
from qualkit.privacy.scan.tokens import Words
from qualkit.privacy.scan.unknown import unknown


def scan(
    text: str,
    people: Iterable[RosterPerson] = (),
    own: OwnLists | None = None,
    model: str = "",
) -> tuple[Finding, ...]:
    """What may say who somebody is in `text`, in its order.

    `people` are those with a pseudonym; `own` a study's lists of places and services; `model` an
    installed spaCy model, whose finds wait for a person. Offsets are code points of `text`.
    """
    lex = lexicon()
    context = Context(text, Words(text), lex, Roster(people, lex), _places(lex.places, own))
    found = [*labels(context), *mentions(context), *structured(context)]
    found += misspelt(context, _covered(context, found))
    found += quantities(context)
    found += listed(context)
    found += organisations(context)
    found += others(context, _covered(context, found) | bodies(context, shortest=2))
    found += unknown(context, _covered(context, found))
    if model:
        found += modelled(context, model)
    found += cues(context)
    return settled(context, found)


def _places(
    shipped: Mapping[tuple[str, ...], str], own: OwnLists | None
) -> dict[tuple[str, ...], str]:
    places = dict(shipped)
    if own is not None:
        places.update(read_places(own.places.splitlines(), "places.txt"))
        places.update(read_places(own.services.splitlines(), "services.txt"))
    return places


def _covered(context: Context, findings: Iterable[Finding]) -> frozenset[int]:
    """Where words begin that lie in a finding; names may stand in a phrase."""
    words = context.words
    covered: set[int] = set()
    for finding in (each for each in findings if each.type not in WIDE):
        index = words.at(finding.start)
        while index < len(words.tokens) and words.tokens[index].start < finding.end:
            covered.add(words.tokens[index].start)
            index += 1
    return frozenset(covered)
