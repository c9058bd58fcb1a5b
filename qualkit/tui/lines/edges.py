"""The edges that are settled at once: what each way of settling them would leave standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from qualkit.core.adjudicating import consensus, with_most
from qualkit.core.differing import Difference
from qualkit.core.records import Span
from qualkit.core.team import Outcome
from qualkit.tui.widgets.picker import Entry

_SHOWN = 5
WAYS = {
    "longest": ("the longest", "whoever has most there", "l"),
    "shortest": ("the shortest", "whoever has least there", "s"),
    "both": ("all of it", "what anybody has there", "b"),
}


def takes(each: Difference, way: str) -> str:
    """Whose codings are taken of an edge; "" for what anybody has."""
    if way == "both":
        return ""
    return with_most(each, least=way == "shortest") if way in WAYS else way


def edge_entries(
    edges: Sequence[Difference], words: Callable[[Difference, Span], int],
    told: Callable[[Difference], str],
) -> list[Entry]:  # fmt: skip
    """The ways of settling edges, each with whose ends would be taken and how it looks.

    `words` counts those of a passage, `told` says where a difference is and what its code is.
    """
    coders = sorted({side.coder for each in edges for side in each.sides})
    found = []
    for way in [*WAYS, *coders]:
        title, aside, letter = WAYS.get(way, (f"always {way}’s", "", ""))
        wanted = [each for each in edges if way in WAYS or each.side(way)]
        if not wanted:
            continue
        whose = Counter(takes(each, way) for each in wanted)
        parts = [f"{count} of {coder}" for coder, count in sorted(whose.items()) if coder]
        few = "edge" if len(wanted) == 1 else "edges"
        detail = [f"{len(wanted)} {few} in one action{': ' if parts else ''}{', '.join(parts)}."]
        detail += [_example(each, way, words, told) for each in wanted[:_SHOWN]]
        if len(wanted) > _SHOWN:
            detail.append(f"… and {len(wanted) - _SHOWN} more.")
        found.append(Entry(way, title, aside, letter, detail=tuple(detail)))
    return found


def _example(
    each: Difference, way: str, words: Callable[[Difference, Span], int],
    told: Callable[[Difference], str],
) -> str:  # fmt: skip
    taken = takes(each, way)
    outcome = Outcome.TAKE if taken else Outcome.BOTH
    stands = sum(words(each, had.span) for had in consensus(each, outcome, taken))
    had = ", ".join(
        f"{side.coder} {sum(words(each, one.span) for one in side.judgements)}"
        for side in each.sides
    )
    return f"{told(each)}: {had} → {stands} words"
