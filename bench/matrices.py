"""Matrices and words: on the demonstration, and on 1,000 transcripts with 500,000 codings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.corpora import fresh
from bench.figures import Figure
from bench.processes import qualkit

LINES = (
    ("matrix", "code-by-attribute"),
    ("matrix", "code-by-kind"),
    ("matrix", "cases", "--format", "csv"),
    ("matrix", "co-occurrence"),
    ("matrix", "framework"),
    ("concordance", "caseload"),
)
LARGE = (
    ("matrix", "code-by-attribute"),
    ("matrix", "code-by-document", "--format", "csv"),
    ("matrix", "co-occurrence"),
    ("matrix", "co-occurrence", "--within", "turn"),
)


def measure() -> Iterator[Figure]:
    """What a person waits for on the demonstration study."""
    demo = fresh("demo-matrices")
    qualkit("demo", demo, "--no-open")
    for line in LINES:
        taken = qualkit(*line, runs=3, study=demo)
        yield Figure(f"qualkit {' '.join(line)}", taken.seconds, 0.7, "s", taken.megabytes)
    # spaCy takes 1.4 s to be there.
    taken = qualkit("words", "--by", "sector", runs=3, study=demo)
    yield Figure("qualkit words --by sector", taken.seconds, 3, "s", taken.megabytes)
    fresh("demo-matrices")


def large(study: Path) -> Iterator[Figure]:
    """The same of a large study that is there already."""
    for line in LARGE:
        taken = qualkit(*line, study=study)
        yield Figure(f"{' '.join(line)} of 500,000", taken.seconds, 10, "s", taken.megabytes)
