"""The scan of de-identification on a text of 100,000 words, in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

WORDS = 100_000
PASSAGES = Path(__file__).parent.parent / "tests" / "privacy" / "passages" / "develop.jsonl"


def measure() -> Iterator[Figure]:
    """The seconds of one scan with twenty people on the roster, and what it found."""
    command = [sys.executable, "-m", "bench.deidentify"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    told = json.loads(done.stdout)
    label = "deidentify scan: 100,000 words, 20 people"
    yield Figure(label, told["seconds"], 10, "s", told["megabytes"])
    yield Figure("  findings per 1,000 words", told["found"] * 1000 / WORDS, None, "")


def _task() -> dict[str, float]:
    from qualkit.core.findings import RosterPerson
    from qualkit.privacy.scan.engine import scan

    rows = [json.loads(line) for line in PASSAGES.read_text("utf-8").splitlines()]
    people = [
        RosterPerson(each["name"], tuple(each["aliases"]), f"P{number:02}")
        for number, each in enumerate([p for row in rows for p in row["participants"]][:20])
    ]
    once = "\n".join(row["text"] for row in rows) + "\n"
    text = once * (WORDS // len(once.split()) + 1)
    text = " ".join(text.split(" ")[:WORDS])
    began = time.perf_counter()
    found = scan(text, people)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": peak, "found": len(found)}


if __name__ == "__main__":
    print(json.dumps(_task()))
