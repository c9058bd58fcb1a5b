"""A team's work: what its screens answer within, and a lead's verbs on half a million codings."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import team_study
from bench.figures import Figure
from bench.processes import qualkit
from bench.tui_latency import QUALKIT, Terminal, keyed, terminal

ESCAPE = b"\x1b"
EDITED = 20
LEAD = "ana"


def measure() -> Iterator[Figure]:
    """The screens on 23 transcripts and 6,000 codings of five coders, on a pseudo-terminal."""
    with tempfile.TemporaryDirectory() as folder:
        team_study.build(Path(folder))
        with terminal(QUALKIT, str(Path(folder) / "study")) as program:
            program.until(b"coder AB")
            yield from _agreement(program)
            yield from _differences(program)


def _agreement(program: Terminal) -> Iterator[Figure]:
    first = _room(program, b"a", b"methods")
    yield Figure("6,000 codings: agreement screen appears", first, 700, "ms")
    _shown(program, b"n", b"as they are now")
    # Apart by more than the 0.3 s after which the figures over all codes follow.
    edited = keyed(program, "", [b"u"] * EDITED, 50, rest=1)
    yield Figure("  a coding undone: new figures are shown", edited.median, 50, "ms")
    program.answer(ESCAPE)


def _differences(program: Terminal) -> Iterator[Figure]:
    first = _room(program, b"f", b"compare")
    yield Figure("  1,500 differences listed", first, 1000, "ms")
    opened = []
    for _ in range(5):
        program.rest(0.5)
        opened.append(program.answer(b"\r")[0] * 1000)
        program.rest(0.5)
        program.answer(ESCAPE)
    yield Figure("  one opened to be settled", statistics.median(opened), 150, "ms")
    program.answer(b"\r")
    onward = keyed(program, "", [b"]"] * 10, 100, rest=0.5)
    yield Figure("  on to the next", onward.median, 100, "ms")
    settled = keyed(program, "", [b"b"] * 10, 100, rest=0.5)
    yield Figure("  settled, and on to the next", settled.median, 100, "ms")


def _room(program: Terminal, letter: bytes, marker: bytes) -> float:
    """Milliseconds from the second key of `space LETTER` until the screen is there."""
    program.rest(0.5)
    program.answer(b" ")
    return _shown(program, letter, marker)


def _shown(program: Terminal, keys: bytes, marker: bytes) -> float:
    """Milliseconds from keys to the end of the burst that holds the marker."""
    program.rest(0.5)
    begun = time.perf_counter()
    os.write(program.fd, keys)
    return (program.until(marker) - (begun - program.started)) * 1000


def large(study: Path) -> Iterator[Figure]:
    """What a lead does in a study of 1,000 documents and 500,000 codings of four coders."""
    qualkit("coders", "add", LEAD, "--role", "lead", study=study)
    for what, task, aim in (
        ("say done, which freezes 125 codings", "done", 200),
        ("plan 1,000 documents for four coders", "plan", 1000),
    ):
        yield Figure(what, _child(task, study) * 1000, aim, "ms")
    coder = ("--coder", LEAD)
    taken = qualkit("assign", "infer", "--yes", *coder, study=study)
    yield Figure("infer who is done, freeze 500,000", taken.seconds, 20, "s", taken.megabytes)
    taken = qualkit("agreement", *coder, study=study)
    yield Figure("agreement on 500,000 codings", taken.seconds, 6, "s", taken.megabytes)
    yield Figure("  of it from the database to arrays", _child("arrays", study), 3, "s")
    taken = qualkit("disagreements", "--limit", "20", *coder, study=study)
    yield Figure("disagreements, 157,000 passages", taken.seconds, None, "s", taken.megabytes)
    taken = qualkit("assign", *coder, study=study, runs=3)
    yield Figure("who is how far, 1,000 documents", taken.seconds, 1, "s", taken.megabytes)


def done(study: Path) -> float:
    """Seconds that saying done takes, in documents that nobody had been assigned."""
    from qualkit.study import open_study

    with open_study(study, LEAD) as opened:
        names = [document.name for document in opened.documents()][:6]
        # The first reads the codebook, as coding has where somebody works.
        taken = [_seconds(lambda n=name: opened.mark_done(n)) for name in names]  # type: ignore[misc]
    return statistics.median(taken[1:])


def plan(study: Path) -> float:
    """Seconds that a plan takes, not adopted."""
    from qualkit.study import open_study

    with open_study(study, LEAD) as opened:
        coders = [coder.initials for coder in opened.coders()]
        opened.open_round("afresh")
        taken = _seconds(lambda: opened.plan_work(coders, round="afresh"))
        opened.undo()
    return taken


def arrays(study: Path) -> float:
    """Seconds from the database to what the engine takes."""
    import gc

    from qualkit.study import open_study
    from qualkit.study.agreement.material import gather
    from qualkit.study.agreement.numbering import numbered
    from qualkit.study.agreement.question import AgreementQuestion

    gc.set_threshold(100_000, 50, 100)  # as the command does
    question = AgreementQuestion()
    with open_study(study, LEAD) as opened:
        session = opened._session
        return _seconds(lambda: numbered(session, question, gather(session, question)))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _child(task: str, study: Path) -> float:
    """What a task took in a process of its own, in seconds."""
    command = [sys.executable, "-m", "bench.team", task, str(study)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{finished.stderr}")
    return float(json.loads(finished.stdout))


TASKS: dict[str, Callable[[Path], float]] = {each.__name__: each for each in (done, plan, arrays)}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](Path(sys.argv[2]))))
