"""One of several coders at once, as a process: codes, undoes, and says what was done."""

from __future__ import annotations

import sys

from qualkit.core.records import Span
from qualkit.study import open_study


def work(folder: str, actions: int) -> None:
    with open_study(folder) as study:
        document = study.document("nurse")
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(actions):
            change = study.code(document, Span(10 + number, 40 + number), "caseload", memo="m")
            print(f"coded {change.id}", flush=True)
            if number % 5 == 4:
                undone = study.undo()
                assert undone is not None
                print(f"undone {undone.undoes}", flush=True)


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
