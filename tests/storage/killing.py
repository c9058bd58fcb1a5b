"""Lets one coder after the other work in a study and kills each; says what they had said.

A process of its own, and a small one: to fork what runs the tests takes four times as long.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from qualkit.core.records import Span
from qualkit.study import open_study
from tests.storage.killed_coder import work


def kill(folder: Path, times: int) -> list[str]:
    """What that many coders have acknowledged, killed each time a little later or earlier."""
    chance = random.Random(20250304)
    said: list[str] = []
    longest = 0.03
    for _ in range(times):
        life = _one_life(folder, chance.uniform(0.0, longest))
        # On a slow machine lives are longer, so that there is something to interrupt.
        longest = max(0.03, longest * 0.95) if life else longest * 1.2
        said += life
    return said


def _one_life(folder: Path, seconds: float) -> list[str]:
    go_out, go_in = os.pipe()
    told_out, told_in = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - dies by SIGKILL
        os.dup2(go_out, 0)
        os.dup2(told_in, 1)
        sys.stdin = os.fdopen(0, "r", closefd=False)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        try:
            work(str(folder))
        finally:
            os._exit(70)
    os.close(told_in)
    os.close(go_out)
    with os.fdopen(told_out, "rb") as stream:
        assert stream.readline() == b"ready\n"
        os.write(go_in, b"go\n")
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = stream.read().decode().splitlines(keepends=True)
    os.close(go_in)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the coder stopped by itself: see its traceback above"
    # A last line without its end was never a whole acknowledgement.
    return [line.strip() for line in lines if line.endswith("\n")]


def load_what_a_coder_needs(folder: Path) -> None:
    """Code and star once, and take it back: no child has to import anything then."""
    with open_study(folder, "AB") as study:
        study.code(study.documents()[0], Span(0, 5), "caseload", memo="m")
        study.star(study.codings(coder="AB")[0].id, note="worth printing")
        study.undo()
        study.undo()


if __name__ == "__main__":
    place = Path(sys.argv[1])
    load_what_a_coder_needs(place)
    print(*kill(place, int(sys.argv[2])), sep="\n")
