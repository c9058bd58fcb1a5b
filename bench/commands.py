"""What a person waits for on the demonstration study."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpora import fresh
from bench.figures import Figure
from bench.processes import qualkit

READING = (
    ("status",),
    ("documents", "list"),
    ("documents", "show", "INT-01 nurse"),
    ("codebook", "show"),
    ("codings",),
    ("history",),
    ("search", "caseload"),
    ("quotes", "list"),
    ("check",),
    ("assign",),
    ("disagreements",),
)
# Numpy takes 0.1 s to be there, 1,000 replicates of everything as much again.
FIGURES = (("agreement",), ("meeting",))


def measure() -> Iterator[Figure]:
    """`--version`, the reading commands, the exports, and building the demonstration."""
    taken = qualkit("--version", runs=9)
    yield Figure("qualkit --version", taken.seconds, 0.15, "s", taken.megabytes)
    demo = fresh("demo")
    taken = qualkit("demo", demo, "--no-open")
    yield Figure("build the demonstration", taken.seconds, 20, "s", taken.megabytes)
    for command in READING:
        taken = qualkit(*command, runs=5, study=demo)
        yield Figure(f"qualkit {' '.join(command)}", taken.seconds, 0.4, "s", taken.megabytes)
    for command in FIGURES:
        taken = qualkit(*command, runs=5, study=demo)
        yield Figure(f"qualkit {' '.join(command)}", taken.seconds, 0.6, "s", taken.megabytes)
    for name, aim in (("csv", 0.5), ("html", 0.5), ("docx", 1.5), ("xlsx", 1.5)):
        taken = qualkit(
            "export", "quotes", "--profile", "team", "--format", name, runs=3, study=demo
        )
        yield Figure(f"export its quotes as {name}", taken.seconds, aim, "s", taken.megabytes)
