"""What may stand in a finding's place: what was said before, what the lists say; and who reads
what of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qualkit.core.deidentifying import Profile, State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.storage import findings as rows

if TYPE_CHECKING:
    from qualkit.study.study import Study

# Beside what was decided before: what one most often says of a thing of that kind.
_USUAL = {
    FindingType.PLACE: ("[town]", "[area of the city]", "[place]"),
    FindingType.ORGANISATION: ("[service]", "[NHS hospital]", "[housing association]"),
    FindingType.WORKPLACE: ("[service]", "[team]", "[workplace]"),
    FindingType.NAME: ("[colleague]", "[service user]", "[manager]", "[relative]", "[friend]"),
    FindingType.PARTICIPANT: ("[colleague]", "[service user]", "[manager]"),
    FindingType.DATE: ("[month]", "[year]", "[season]", "[date]"),
    FindingType.AGE: ("[20s]", "[30s]", "[40s]", "[50s]", "[60s]"),
    FindingType.TENURE: ("[some years]", "[many years]", "[less than a year]"),
    FindingType.ROLE: ("[role]", "[nurse]", "[manager]", "[worker]"),
    FindingType.STORY: ("[detail removed]", "[event]"),
    FindingType.PERSONAL: ("[detail removed]", "[health]", "[family]"),
    FindingType.NUMBER: ("[number]", "[several]"),
}
_NUMBERED = re.compile(r"\[[^\[\]]*?\s\d+\]")


def printed(finding: StoredFinding) -> tuple[tuple[Profile, str], ...]:
    """For each profile what stands in a finding's place; "" where its words stay."""
    from qualkit.privacy.rendering import shown

    return tuple((profile, shown(finding, profile)) for profile in Profile)


def said_before(found: Iterable[StoredFinding]) -> dict[FindingType, tuple[str, ...]]:
    """For each type what people said stands there, most often said first."""
    counts: dict[FindingType, Counter[str]] = {}
    for finding in found:
        if finding.state is State.GENERALISED and finding.replacement:
            counts.setdefault(finding.type, Counter())[finding.replacement] += 1
    return {kind: tuple(said for said, _ in each.most_common()) for kind, each in counts.items()}


def said_in(study: Study) -> dict[FindingType, tuple[str, ...]]:
    """The same of all texts in force, whoever asks: no word of a text is among them."""
    session = study._session
    versions = [document.version_id for document in session.documents()]
    return said_before(rows.on_versions(session.store.database, versions))


def offers(
    before: dict[FindingType, tuple[str, ...]], types: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """What may stand in the place of things of these types, each with where that comes from.

    First what people said of the type, then what is usual for it, what they said of other types,
    and what the list of places says.
    """
    wanted = [FindingType(each) for each in types]
    found: dict[str, str] = {}
    for said, source in (*_near(before, wanted), *_far(before, wanted)):
        # "[colleague 2]" is one person of one transcript.
        if not _NUMBERED.fullmatch(said):
            found.setdefault(said, source)
    return tuple(found.items())


def _near(
    before: dict[FindingType, tuple[str, ...]], wanted: Sequence[FindingType]
) -> Iterator[tuple[str, str]]:
    for kind in wanted:
        yield from ((said, f"said of {kind.value}") for said in before.get(kind, ()))
    for kind in wanted:
        yield from ((said, f"usual for {kind.value}") for said in _USUAL.get(kind, ()))


def _far(
    before: dict[FindingType, tuple[str, ...]], wanted: Sequence[FindingType]
) -> Iterator[tuple[str, str]]:
    from qualkit.privacy.scan.lexicon import lexicon
    from qualkit.privacy.scan.places import SUFFIXES

    for kind, said in before.items():
        if kind not in wanted:
            yield from ((each, f"said of {kind.value}") for each in said)
    yield from ((said, "in the list of places") for said in lexicon().places.values())
    yield from ((said, "usual for such a name") for said in SUFFIXES.values())
    for kind, usual in _USUAL.items():
        if kind not in wanted:
            yield from ((said, f"usual for {kind.value}") for said in usual)
