"""The report: of the demonstration, and of 23 transcripts with 6,000 codings."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpora import corpus, fresh
from bench.figures import Figure
from bench.processes import qualkit

CODER = ("--coder", "ana")


def measure() -> Iterator[Figure]:
    """What a person waits for who writes the whole report."""
    small = corpus("S")
    study = fresh("study-report")
    qualkit("init", study)
    qualkit("import", "transcripts", small / "transcripts", *CODER, study=study)
    qualkit("import", "codebook", small / "codebook.csv", *CODER, study=study)
    qualkit("import", "codings", small / "codings.csv", *CODER, study=study)
    for name in ("docx", "html"):
        target = study / f"report.{name}"
        taken = qualkit("report", "--profile", "team", "-o", target, study=study)
        yield Figure(f"the report of 6,000 codings as {name}", taken.seconds, 6, "s",
                     taken.megabytes)  # fmt: skip
    target = study / "report.docx"
    taken = qualkit("report", "--diff", "-o", target, study=study)
    yield Figure("what changed since that report", taken.seconds, 6, "s", taken.megabytes)
    fresh("study-report")
    demo = fresh("demo-report")
    qualkit("demo", demo, "--no-open")
    taken = qualkit("report", "-o", demo / "report.docx", runs=3, study=demo)
    yield Figure("the report of the demonstration", taken.seconds, 6, "s", taken.megabytes)
    fresh("demo-report")
