"""Findings grouped by surface form, as a person works through them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualkit.core.deidentifying import FoundWords, State


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """All findings of one surface form, by document and place; never empty."""

    form: str
    mentions: tuple[FoundWords, ...]

    @property
    def words(self) -> str:
        """The words as they stand where they were found first, on one line."""
        return " ".join(self.mentions[0].words.split())

    @property
    def waiting(self) -> tuple[FoundWords, ...]:
        """The mentions that wait for a person."""
        return tuple(each for each in self.mentions if each.finding.state is State.REVIEW)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents in which it stands."""
        return tuple(dict.fromkeys(each.document for each in self.mentions))

    @property
    def at_stake(self) -> tuple[FoundWords, ...]:
        """What a decision on the form is about: what waits, or all of it where nothing does."""
        return self.waiting or self.mentions

    @property
    def state(self) -> State | None:
        """What is to become of it: review while any of it waits; None where it differs."""
        found = {each.finding.state for each in self.mentions}
        if State.REVIEW in found:
            return State.REVIEW
        return found.pop() if len(found) == 1 else None

    @property
    def types(self) -> tuple[str, ...]:
        """What kinds of things it is, the most frequent first."""
        return _ranked(each.finding.type.value for each in self.mentions)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that fired, the most frequent first."""
        return _ranked(each.finding.rule for each in self.mentions)

    @property
    def offered(self) -> tuple[str, ...]:
        """What would stand, or stands, in the place of what is at stake."""
        return _ranked(each.finding.replacement or "[...]" for each in self.at_stake)

    @property
    def proposed(self) -> tuple[str, ...]:
        """Whom what is at stake may mean, the most frequent first."""
        return _ranked(each.finding.proposed for each in self.at_stake if each.finding.proposed)


def _ranked(values: Iterable[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda value: -counts[value]))


def surface_forms(found: Sequence[FoundWords]) -> tuple[SurfaceForm, ...]:
    """Findings by form: those that wait first, those with most waiting and most mentions first."""
    groups: dict[str, list[FoundWords]] = {}
    for each in found:
        groups.setdefault(each.form, []).append(each)
    forms = [SurfaceForm(form, tuple(mentions)) for form, mentions in groups.items()]
    ranks = {each.form: (-len(each.waiting), -len(each.mentions)) for each in forms}
    return tuple(sorted(forms, key=lambda each: (*ranks[each.form], each.words.casefold())))
