"""The command line and the Python call equal to a decision on a passage where coders differ."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from qualkit.core.differing import Judgement
from qualkit.core.team import Outcome
from qualkit.tui.docket import Docket
from qualkit.tui.equal import Equal

_WORDS = {
    Outcome.TAKE: "take",
    Outcome.BOTH: "both",
    Outcome.EDITED: "edit",
    Outcome.NO_CODE: "none",
    Outcome.UNCLEAR: "unclear",
}


def listed(docket: Docket) -> Equal:
    """Listing the passages within the limits."""
    options = _place(docket)
    given = _given(docket)
    if docket.pair:
        options += ["--pair", ",".join(docket.pair)]
        given.append(f"coders={docket.pair!r}")
    if docket.kind:
        options += ["--kind", docket.kind.value]
        given.append(f"kind={docket.kind.value!r}")
    if docket.undecided:
        options.append("--open")
        given.append("settled=False")
    return Equal(
        shlex.join(["qualkit", "disagreements", *options]),
        f"study.differences({', '.join(given)})",
    )


def decided(
    key: str, outcome: Outcome, take: str, codings: Sequence[Judgement], reason: str, by: str
) -> Equal:  # fmt: skip
    """Deciding on one passage."""
    words = ["qualkit", "adjudicate", key, _WORDS[outcome], *([take] if take else [])]
    spans = list(dict.fromkeys(each.span for each in codings))
    for each in codings if len(spans) > 1 else codings[:1]:
        words += ["--span", str(each.span.start), str(each.span.end)]
    for each in codings:
        words += ["--code", each.code]
    given = [repr(key), repr(outcome.value)]
    given += [f"take={take!r}"] if take else []
    if codings:
        made = (
            f"Judgement({each.code!r}, Span({each.span.start}, {each.span.end}))"
            for each in codings
        )
        given.append(f"codings=[{', '.join(made)}]")
    words, given = _why(words, given, reason, by)
    return Equal(shlex.join(words), f"study.adjudicate({', '.join(given)})")


def edges(docket: Docket, choice: str, reason: str, by: str) -> Equal:
    """Settling all open edges."""
    words = ["qualkit", "adjudicate", "edges", "take", choice, *_place(docket)]
    words, given = _why(words, [repr(choice), *_given(docket)], reason, by)
    return Equal(shlex.join(words), f"study.adjudicate_edges({', '.join(given)})")


def followed(identity: str, version: int) -> Equal:
    """Saying which codebook answered."""
    return Equal(
        f"qualkit adjudicate follow-up {identity} {version}",
        f"study.follow_up({identity!r}, '{version}')",
    )


def _place(docket: Docket) -> list[str]:
    options = ["--round", docket.round] if docket.round else []
    options += ["--document", docket.document.name] if docket.document else []
    return [*options, *(["--code", docket.code] if docket.code else [])]


def _given(docket: Docket) -> list[str]:
    given = [f"round={docket.round!r}"] if docket.round else []
    given += [f"document={docket.document.name!r}"] if docket.document else []
    return [*given, *([f"code={docket.code!r}"] if docket.code else [])]


def _why(
    words: list[str], given: list[str], reason: str, by: str
) -> tuple[list[str], list[str]]:  # fmt: skip
    if reason:
        words, given = [*words, "--reason", reason], [*given, f"reason={reason!r}"]
    if by:
        words, given = [*words, "--decided-by", by], [*given, f"decided_by={by!r}"]
    return words, given
