"""Warnings about labels that were taken for speech, each with the way to say that they are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from qualkit.importers.labels import STRONG, Candidate, Form
from qualkit.importers.shapes import Shape

# A word before a colon that recurs so often may well be somebody.
_OFTEN = 3
_VISIBLE = (STRONG | {Form.TAB, Form.BOLD}) - {Form.BRACKET}


class _Grouped(Protocol):
    found: list[Candidate]


def doubts_about(
    groups: Mapping[str, _Grouped],
    unlikely: Iterable[Candidate],
    accepted: frozenset[str],
    labels: Mapping[int, Candidate],
) -> Iterator[str]:
    """A warning for each name, and each frequent word, before a colon that was taken as speech."""
    if not accepted:
        return
    begin = min(labels, default=0)
    rejected = {key: group.found for key, group in groups.items() if key not in accepted}
    for candidate in unlikely:
        rejected.setdefault(candidate.key, []).append(candidate)
    habits = {label.form for label in labels.values()}
    for found in rejected.values():
        seen = [c for c in found if c.form in _VISIBLE and c.line.number > begin]
        seen = [c for c in seen if c.form in STRONG or c.form in habits]
        if len(seen) >= _OFTEN or (seen and found[0].shape is Shape.NAME and _strong(seen)):
            yield _sentence(seen)


def _strong(seen: Sequence[Candidate]) -> bool:
    return any(candidate.form in STRONG for candidate in seen)


def _sentence(seen: Sequence[Candidate]) -> str:
    first = seen[0]
    times = "once" if len(seen) == 1 else f"{len(seen)} times"
    return (
        f"{first.line.block.where}: '{first.label}' looks like a speaker's label but occurs "
        f"{times}; taken as speech (if somebody is called so: --participant '{first.label}', "
        "--interviewer or --other)"
    )
