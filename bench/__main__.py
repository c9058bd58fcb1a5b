"""`make bench`, or `python -m bench [SUITE]...`: measure, print a table. See SUITES."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from bench import (
    agreement,
    commands,
    deidentify,
    keystrokes,
    matrices,
    notebook,
    quotes,
    reporting,
    review,
    screens,
    survey,
    team,
    whole_way,
    writing,
)
from bench.corpora import HOME
from bench.figures import HEAD, Figure, missed

SUITES: dict[str, Callable[[], Iterator[Figure]]] = {
    "commands": commands.measure,
    "screens": screens.measure,
    "keys": keystrokes.measure,
    "whole": whole_way.measure,
    "agreement": agreement.measure,
    "team": team.measure,
    "survey": survey.measure,
    "deidentify": deidentify.measure,
    "review": review.measure,
    "matrices": matrices.measure,
    "notebook": notebook.measure,
    "quotes": quotes.measure,
    "report": reporting.measure,
    "writing": writing.measure,
}


def main() -> None:
    """Run the suites that are named, or all; the figures also go to `.bench/figures.json`."""
    unknown = set(sys.argv[1:]) - set(SUITES)
    if unknown:
        sys.exit(f"no suite {', '.join(unknown)}; there is: {', '.join(SUITES)}")
    HOME.mkdir(exist_ok=True)
    # Outside the work tree, where qualkit would refuse to put a roster.
    os.environ["QUALKIT_ROSTER"] = str(Path(tempfile.mkdtemp()) / "roster.csv")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    print(HEAD)
    found: list[Figure] = []
    for name in sys.argv[1:] or SUITES:
        for figure in SUITES[name]():
            found.append(figure)
            print(figure.line(), flush=True)
    (HOME / "figures.json").write_text(json.dumps([asdict(f) for f in found], indent=1) + "\n")
    if late := missed(found):
        print(f"missed: {'; '.join(late)}")


if __name__ == "__main__":
    main()
