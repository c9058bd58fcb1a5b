"""Quotations that leave for a commissioner, everything asked: 23 transcripts, 6,000 codings."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpora import fresh
from bench.figures import Figure
from bench.processes import qualkit
from bench.ready import ready

AIMS = {"csv": 0.5, "json": 0.5, "md": 0.5, "html": 0.5, "docx": 1.5, "xlsx": 1.5}
NAME = "quotes-S"


def measure() -> Iterator[Figure]:
    """The table of all references in each format, and of three quotations a code."""
    study = ready("S", NAME)
    for name, aim in AIMS.items():
        taken = qualkit("export", "quotes", "--format", name, runs=5, study=study)
        yield Figure(f"6,000 codings as {name}", taken.seconds, aim, "s", taken.megabytes)
    taken = qualkit("export", "quotes", "--format", "docx", "--most", "3", runs=5, study=study)
    yield Figure("three quotations a code as docx", taken.seconds, 1.5, "s", taken.megabytes)
    taken = qualkit("status", study=study, runs=5)
    yield Figure("status of that study", taken.seconds, 0.4, "s", taken.megabytes)
    fresh(NAME)
