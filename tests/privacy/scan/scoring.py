"""Counts what the scan finds of the gold passages: the figures that the documentation prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qualkit.core.findings import Finding, FindingStatus, RosterPerson
from qualkit.privacy.scan.engine import scan
from qualkit.privacy.scan.settle import WIDE

PASSAGES = Path(__file__).parent.parent / "passages"
# Small words at the edge of a gold span that say nothing by themselves.
_SMALL = (
    "the",
    "a",
    "an",
    "of",
    "and",
    "in",
    "at",
    "on",
    "my",
    "about",
    "his",
    "her",
    "from",
    "i'm",
)
_WORD = re.compile(r"(?<!['’])[^\W_]+(?:['’](?!s\b)[^\W_]+)*")


class Gold(NamedTuple):
    """A span that a reader marked: direct, indirect, story, or an ordinary word."""

    start: int
    end: int
    kind: str
    who: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage with its roster and what a reader marked in it."""

    id: str
    text: str
    people: tuple[RosterPerson, ...]
    gold: tuple[Gold, ...]


@dataclass(slots=True)
class Score:
    """Found of all, for each thing that has a target."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    words: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, what: str, hit: bool) -> None:
        held = self.counts.setdefault(what, [0, 0])
        held[0] += hit
        held[1] += 1

    def share(self, what: str) -> float:
        hit, of = self.counts.get(what, [0, 0])
        return 100 * hit / of if of else 100.0

    @property
    def queue(self) -> float:
        """Queued items per 1,000 words."""
        return 1000 * self.counts.get("queue real", [0, 0])[1] / self.words


TARGETS = (
    ("direct auto", 75.0),
    ("names auto", 85.0),
    ("precision", 95.0),
    ("direct", 97.0),
    ("indirect", 93.0),
    ("story", 60.0),
    ("mentions", 97.0),
    ("queue real", 50.0),
)
QUEUE = 70.0


def passages(part: str) -> list[Marked]:
    found = []
    for line in (PASSAGES / f"{part}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        people = tuple(
            RosterPerson(p["name"], tuple(p["aliases"]), p["pseudonym"])
            for p in row["participants"]
        )
        gold = tuple(Gold(g["start"], g["end"], g["kind"], g.get("who", "")) for g in row["gold"])
        found.append(Marked(row["id"], row["text"], people, gold))
    return found


def scored(marked: Iterable[Marked]) -> Score:
    score = Score()
    for passage in marked:
        count(score, passage, scan(passage.text, passage.people))
    return score


def count(score: Score, passage: Marked, findings: Sequence[Finding]) -> None:
    text = passage.text
    auto, either, narrow = (bytearray(len(text)) for _ in range(3))
    for finding in findings:
        for place in range(finding.start, finding.end):
            either[place] = 1
            narrow[place] |= finding.type not in WIDE
            auto[place] |= finding.status is FindingStatus.AUTO
    score.words += len(_WORD.findall(text))
    for gold in passage.gold:
        # A clause for review that happens to hold a name is no find of the name.
        _one(score, passage, gold, auto, narrow if gold.kind == "direct" else either)
    _precision(score, passage, auto)
    for finding in findings:
        _whose(score, passage, finding)
        if finding.status is FindingStatus.REVIEW:
            real = any(_meet(finding, gold) for gold in passage.gold if gold.kind != "ordinary")
            score.add("queue real", real)
            if not real:
                score.missed.append(
                    f"{passage.id} queued {text[finding.start : finding.end]!r} ({finding.rule})"
                )


def _one(score: Score, passage: Marked, gold: Gold, auto: bytearray, either: bytearray) -> None:
    words = passage.text[gold.start : gold.end]
    if gold.kind == "ordinary":
        score.add("ordinary left alone", not any(auto[gold.start : gold.end]))
        if any(auto[gold.start : gold.end]):
            score.missed.append(f"{passage.id} ORDINARY masked {words!r}")
        return
    at_once, seen = _covered(passage, gold, auto), _covered(passage, gold, either)
    if gold.kind == "direct":
        score.add("direct auto", at_once)
    if gold.who.startswith("P") and gold.who[1:].isdigit():
        score.add("names auto", at_once)
    if gold.kind == "indirect":
        score.add("indirect auto", at_once)
    score.add(gold.kind, seen)
    if gold.who:
        score.add("mentions", seen)
    if not seen:
        score.missed.append(f"{passage.id} missed {gold.kind} {words!r}")
    elif not at_once and gold.kind == "direct":
        score.missed.append(f"{passage.id} only queued {gold.kind} {words!r}")


def _covered(passage: Marked, gold: Gold, mask: bytearray) -> bool:
    """Every letter and figure of a span, small words apart; of a story half its letters."""
    found = [
        (match.start() + gold.start, match.end() + gold.start)
        for match in _WORD.finditer(passage.text[gold.start : gold.end])
        if match[0].lower().replace("’", "'") not in _SMALL
    ]
    if gold.kind == "story":
        letters = sum(end - start for start, end in found)
        return 2 * sum(sum(mask[start:end]) for start, end in found) >= letters
    return all(all(mask[start:end]) for start, end in found)


def _precision(score: Score, passage: Marked, auto: bytearray) -> None:
    for match in _WORD.finditer(passage.text):
        if any(auto[match.start() : match.end()]):
            real = any(
                gold.start < match.end() and match.start() < gold.end and gold.kind != "ordinary"
                for gold in passage.gold
            )
            score.add("precision", real)
            if not real:
                score.missed.append(f"{passage.id} masked {match[0]!r} that is nothing")


def _whose(score: Score, passage: Marked, finding: Finding) -> None:
    if finding.participant is None:
        return
    right = any(_meet(finding, gold) and gold.who == finding.participant for gold in passage.gold)
    score.add("pseudonyms right", right)
    if not right:
        said = passage.text[finding.start : finding.end]
        score.wrong.append(f"{passage.id} {said!r} got {finding.participant}")


def _meet(finding: Finding, gold: Gold) -> bool:
    return finding.start < gold.end and gold.start < finding.end


def lines(score: Score) -> list[str]:
    found = [
        f"{what:22}{score.share(what):6.1f} %  {score.counts.get(what)}" for what, _ in TARGETS
    ]
    for what in ("indirect auto", "ordinary left alone", "pseudonyms right"):
        found.append(f"{what:22}{score.share(what):6.1f} %  {score.counts.get(what)}")
    return [*found, f"{'queue per 1,000 words':22}{score.queue:6.1f}    ({score.words} words)"]
