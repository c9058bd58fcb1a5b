"""Codings of one code that hang together, how much is at odds in them, what stands in their place.

Overlapping codings of one code are looked at together; what lies under another code by the other
coder is told as one passage that names both codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualkit.core.differing import Judged
from qualkit.core.stretches import Ruler, Stretches, common, minus

# A code of one coder stands in place of another's where it covers so much of it: a half.
_HALF = 2


@dataclass(slots=True)
class Cluster:
    """Codings of one code that hang together by overlapping, and what each coder covers."""

    code: str
    codings: list[Judged]
    judging: tuple[str, ...]
    start: int
    end: int
    covers: dict[str, Stretches]
    mass: float = 0.0

    @property
    def lacking(self) -> list[str]:
        """Those who judged the code and have it nowhere here."""
        return [coder for coder in self.judging if coder not in self.covers]


def clusters_of(code: str, found: list[Judged], judging: tuple[str, ...]) -> Iterator[Cluster]:
    """Codings of one code, together where one shares a character with the next."""
    found = sorted(found, key=lambda coding: (coding.span, coding.coder, coding.id))
    group: list[Judged] = []
    end = 0
    for coding in found:
        if group and coding.span.start >= end:
            yield _cluster(code, group, judging, end)
            group = []
        group.append(coding)
        end = max(end, coding.span.end) if len(group) > 1 else coding.span.end
    if group:
        yield _cluster(code, group, judging, end)


def _cluster(code: str, group: list[Judged], judging: tuple[str, ...], end: int) -> Cluster:
    covers: dict[str, Stretches] = {}
    for coding in group:
        cover = covers.setdefault(coding.coder, [])
        start, stop = coding.span.start, coding.span.end
        if cover and start <= cover[-1][1]:
            cover[-1] = cover[-1][0], max(cover[-1][1], stop)
        else:
            cover.append((start, stop))
    return Cluster(code, group, judging, group[0].span.start, end, covers)


def mass_of(cluster: Cluster, ruler: Ruler) -> float:
    """Length of what differs, each stretch times the share of pairs of coders that differ."""
    judging = len(cluster.judging)
    covers = list(cluster.covers.values())
    if len(covers) == judging and all(cover == covers[0] for cover in covers):
        return 0.0
    steps: dict[int, int] = {}
    for cover in covers:
        for start, end in cover:
            steps[start] = steps.get(start, 0) + 1
            steps[end] = steps.get(end, 0) - 1
    pairs = judging * (judging - 1) // 2
    total, having, last = 0, 0, 0
    for at in sorted(steps):
        if 0 < having < judging:
            total += ruler.length(last, at) * having * (judging - having)
        having += steps[at]
        last = at
    return total / pairs


def grouped(clusters: list[Cluster], rulers: Mapping[str, Ruler]) -> Iterator[list[Cluster]]:
    """Each cluster by itself, or with those that stand in its place."""
    leader = list(range(len(clusters)))

    def first(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    near = _overlapping(clusters)
    for number, cluster in enumerate(clusters):
        if cluster.lacking:
            for other in _instead(clusters, number, near[number], rulers[cluster.code]):
                one, two = sorted((first(number), first(other)))
                leader[two] = one
    groups: dict[int, list[Cluster]] = {}
    for number, cluster in enumerate(clusters):
        groups.setdefault(first(number), []).append(cluster)
    yield from groups.values()


def _overlapping(clusters: list[Cluster]) -> list[list[int]]:
    """For each cluster, those of other codes that share a character with it."""
    near: list[list[int]] = [[] for _ in clusters]
    active: list[int] = []
    for number, cluster in enumerate(clusters):
        active = [each for each in active if clusters[each].end > cluster.start]
        for other in active:
            if clusters[other].code != cluster.code:
                near[number].append(other)
                near[other].append(number)
        active.append(number)
    return near


def _instead(clusters: list[Cluster], number: int, near: list[int], ruler: Ruler) -> Iterator[int]:
    """The clusters whose code the coders without this one have put on half of it or more."""
    here = clusters[number]
    for having, mine in here.covers.items():
        whole = sum(ruler.length(start, end) for start, end in mine)
        for lacking in here.lacking:
            covered: dict[str, int] = {}
            parts: dict[str, list[int]] = {}
            for other in near:
                there = clusters[other]
                if lacking in there.covers and having in there.judging:
                    theirs = minus(there.covers[lacking], there.covers.get(having, []))
                    shared = sum(ruler.length(s, e) for s, e in common(mine, theirs))
                    if shared:
                        covered[there.code] = covered.get(there.code, 0) + shared
                        parts.setdefault(there.code, []).append(other)
            for code, length in covered.items():
                if length * _HALF >= whole:
                    yield from parts[code]
