"""Running a command as a person would, and what it took: wall time and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.tui_latency import BYTECODE


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: the median of its runs in seconds, the largest peak in megabytes."""

    seconds: float
    megabytes: float


def qualkit(*arguments: str | Path, runs: int = 1, study: Path | None = None) -> Taken:
    """What `qualkit ARGUMENTS` takes as a whole process."""
    place = [] if study is None else ["--study", str(study)]
    command = [str(Path(sys.executable).with_name("qualkit")), *map(str, arguments), *place]
    return timed(command, runs)


def timed(command: Sequence[str], runs: int = 1) -> Taken:
    """What a command takes; it must succeed."""
    taken = [_once(command) for _ in range(runs)]
    return Taken(
        statistics.median(each.seconds for each in taken), max(each.megabytes for each in taken)
    )


def installed() -> dict[str, str]:
    """The environment with bytecode kept, as an installed qualkit has it.

    A checkout may be kept from writing any, and would be compiled anew each time: 130 ms.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": BYTECODE}


def _once(command: Sequence[str]) -> Taken:
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=installed()
    ) as process:
        assert process.stderr is not None
        told = process.stderr.read()
        # wait4 gives this child's own peak, where getrusage gives the largest of all children.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{told.decode()}")
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    return Taken(seconds, usage.ru_maxrss / scale)
