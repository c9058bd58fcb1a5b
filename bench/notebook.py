"""What a notebook waits for: codings and quotations of a large study as DataFrames, and back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import fresh
from bench.figures import Figure
from bench.processes import qualkit

_CODE = """
import json, resource, sys, time
import pandas, qualkit
study = qualkit.open_study(sys.argv[1], coder=sys.argv[2])
found = {}
def timed(what, call):
    started = time.perf_counter()
    answer = call()
    found[what] = [time.perf_counter() - started, len(answer),
                   resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
    return answer
codings = timed("codings() as records", study.codings)
timed("codings().frame(words=False)", lambda: codings.frame(words=False))
timed("codings().frame()", codings.frame)
timed("documents().frame()", lambda: study.documents().frame())
timed("matrix(cases).frame()", lambda: study.matrix("cases").frame())
print(json.dumps(found))
"""


def frames(study: Path, coder: str, aim: float) -> Iterator[Figure]:
    """The figures of one study."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(study), coder], capture_output=True, text=True, check=True
    )
    for what, (seconds, rows, megabytes) in json.loads(done.stdout.splitlines()[-1]).items():
        yield Figure(f"{what}: {rows:,} rows", seconds, aim, "s", megabytes)


def measure() -> Iterator[Figure]:
    """What a person waits for on the demonstration study."""
    demo = fresh("demo-notebook")
    qualkit("demo", demo, "--no-open")
    yield from frames(demo, "AB", 0.5)
    fresh("demo-notebook")


def large(study: Path) -> Iterator[Figure]:
    """The same of a large study that is there already."""
    yield from frames(study, "ana", 10)
