"""The pairs of codes that meet, as columns; the matrices make their own frames."""

from __future__ import annotations

from qualkit.study.frames.recipe import Col, Kind

PAIRS = (
    Col("one", Kind.TEXT, "a code's id", lambda p: p.one),
    Col("other", Kind.TEXT, "the id of a code that it meets", lambda p: p.other),
    Col("count", Kind.WHOLE, "how often they meet", lambda p: p.count),
    Col("one_total", Kind.WHOLE, "how often the first stands", lambda p: p.one_total),
    Col("other_total", Kind.WHOLE, "how often the other stands", lambda p: p.other_total),
    Col("coefficient", Kind.NUMBER, "c = n12 / (n1 + n2 - n12), from 0 to 1",
        lambda p: p.coefficient),
    Col("reason", Kind.TEXT, "why there is no c", lambda p: p.reason),
    Col("overlap", Kind.NUMBER, "share of the characters coded with either coded with both",
        lambda p: p.overlap),
)  # fmt: skip
