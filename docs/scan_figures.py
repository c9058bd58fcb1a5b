"""What the scan of de-identification finds of the gold passages, as a table in Markdown."""

from __future__ import annotations

from tests.privacy.scan.scoring import QUEUE, TARGETS, Score, passages, scored

PARTS = ("develop", "report")
SAID = {
    "direct auto": "direct identifiers, masked at once",
    "names auto": "participants' names, masked at once",
    "precision": "masked words that had to be (precision)",
    "direct": "direct identifiers, masked or queued",
    "indirect": "indirect identifiers, masked or queued",
    "story": "roles, lengths of service, stories, queued",
    "mentions": "mentions of a person, masked or queued",
    "queue real": "queued items that were something",
}


def table() -> str:
    """Each target beside both parts of the passages, and how large the parts are."""
    scores = [scored(passages(part)) for part in PARTS]
    lines = ["| | target | to develop on | to report on |", "|---|---|---|---|"]
    for what, least in TARGETS:
        cells = [_share(score, what) for score in scores]
        lines.append(f"| {SAID[what]} | {least:g} % or more | {' | '.join(cells)} |")
    queues = " | ".join(f"{score.queue:.1f}" for score in scores)
    lines.append(f"| queued items in 1,000 words | {QUEUE:g} or fewer | {queues} |")
    left = " | ".join(_count(score, "ordinary left alone") for score in scores)
    lines.append(f"| everyday words left alone | all | {left} |")
    right = " | ".join(_count(score, "pseudonyms right") for score in scores)
    lines.append(f"| pseudonyms given to the right person | all | {right} |")
    sizes = " | ".join(f"{len(passages(p))}, {s.words}" for p, s in zip(PARTS, scores, strict=True))
    lines.append(f"| passages, words | | {sizes} |")
    return "\n".join(lines)


def _share(score: Score, what: str) -> str:
    return f"{score.share(what):.1f} % ({_count(score, what)})"


def _count(score: Score, what: str) -> str:
    hit, of = score.counts.get(what, [0, 0])
    return f"{hit} of {of}"
