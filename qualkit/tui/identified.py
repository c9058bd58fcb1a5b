"""What was found in a study's texts, as the screens of identifiers go through it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from qualkit.core.deidentifying import DocumentProgress, FoundWords, State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.records import Change
from qualkit.core.surface_forms import SurfaceForm, surface_forms
from qualkit.study import Study
from qualkit.study.deidentify import offers
from qualkit.study.deidentify.deciding import Verdict, after

MASKED = "masked"
"""In place of a state: whatever is replaced, by whom ever."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of it is shown; "" where something does not limit it. `words` are in lower case."""

    type: str = ""
    state: str = ""
    document: str = ""
    words: str = ""

    def holds(self, each: FoundWords) -> bool:
        """Whether a finding is shown."""
        state = each.finding.state
        return (
            self.type in ("", each.finding.type.value)
            and (self.state in ("", state.value) or (self.state == MASKED and state.masked))
            and self.document in ("", each.document)
            and (not self.words or self.words in " ".join(each.words.split()).casefold())
        )


class Identified:
    """All findings by document; read afresh only where something was done."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._undecided: dict[str, set[str]] = {}
        self.found: tuple[FoundWords, ...] = ()
        self.documents: tuple[DocumentProgress, ...] = ()
        self.said: Mapping[FindingType, tuple[str, ...]] = {}
        """For each type what people said stands there, most often said first."""

    def read(self) -> None:
        """Read everything."""
        self._take(self._study.findings())

    def decided(self, change: Change, verdict: Verdict, ids: Collection[str]) -> None:
        """Take over what was decided: to read 10,000 findings again would take 0.1 s."""
        self._take(
            replace(each, finding=_decided(each.finding, verdict, change))
            if each.finding.id in ids
            else each
            for each in self.found
        )

    def _take(self, found: Iterable[FoundWords]) -> None:
        self.found = tuple(found)
        self.documents = self._study.deidentify_progress()
        self.said = offers.said_before(each.finding for each in self.found)
        undecided: dict[str, set[str]] = {}
        for each in self.found:
            if not each.finding.state.decided:
                undecided.setdefault(each.form, set()).add(each.finding.id)
        self._undecided = undecided

    @property
    def waiting(self) -> int:
        """How many findings wait for a person."""
        return sum(each.waiting for each in self.documents)

    @property
    def total(self) -> int:
        """All findings."""
        return sum(each.total for each in self.documents)

    @property
    def scanned(self) -> int:
        """How many documents were scanned as they are now."""
        return sum(each.scanned for each in self.documents)

    def forms(self, narrowed: Narrowed) -> tuple[SurfaceForm, ...]:
        """What is shown, by form."""
        if narrowed == Narrowed():
            return surface_forms(self.found)
        return surface_forms([each for each in self.found if narrowed.holds(each)])

    def mentions(self, form: str, narrowed: Narrowed) -> tuple[SurfaceForm, ...]:
        """The mentions of a form, one by one, by document and place."""
        return tuple(
            SurfaceForm(form, (each,))
            for each in self.found
            if each.form == form and narrowed.holds(each)
        )

    def undecided(self, form: str) -> frozenset[str]:
        """The ids of the findings for which the form stands on the command line."""
        return frozenset(self._undecided.get(form, ()))

    def states(self) -> dict[str, int]:
        """How many findings are in each state."""
        return {state.value: sum(d.count(state) for d in self.documents) for state in State}


def _decided(old: StoredFinding, verdict: Verdict, change: Change) -> StoredFinding:
    return replace(after(old, verdict), decided_by=change.coder, decided_at=change.at)


def ids(rows: Iterable[SurfaceForm]) -> tuple[str, ...]:
    """The ids of what is at stake in these rows."""
    return tuple(each.finding.id for row in rows for each in row.at_stake)
