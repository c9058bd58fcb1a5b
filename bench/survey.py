"""The survey engine at full size: 100,000 respondents scored; each task in its own process."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from bench.figures import Figure
from bench.processes import qualkit
from bench.survey_study import made

RESPONDENTS = 100_000


def measure() -> Iterator[Figure]:
    """The figures, and the peak memory of the process that made each."""
    seconds, peak = _child("scoring")
    yield Figure("survey: score 100,000 x 51 items", seconds, 1, "s", peak)
    seconds, peak = _child("alpha")
    yield Figure("  and Cronbach's alpha of 10 subscales", seconds, None, "s", peak)
    seconds, peak = _child("compare")
    yield Figure("survey: compare 12 subscales x 5 groups", seconds, 0.5, "s", peak)
    line = ("survey", "compare", "--by", "sector", "--internal", "--pairs")
    whole = qualkit(*line, runs=3, study=made())
    yield Figure("  as a whole process", whole.seconds, 2.5, "s", whole.megabytes)


def _child(task: str) -> tuple[float, float]:
    """What a task took, in seconds, and the peak memory of its process in megabytes."""
    command = [sys.executable, "-m", "bench.survey", task]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    told = json.loads(done.stdout)
    return told[0], told[1]


def _made():  # type: ignore[no-untyped-def]
    """Fifty-one items in ten subscales, a fifth turned round, one answer in fifty missing."""
    import numpy as np

    from qualkit.core.instrument import Instrument, Subscale

    sizes = (9, 5, 8, 5, 4, 4, 5, 6, 4, 1)
    items = tuple(str(number) for number in range(1, sum(sizes) + 1))
    subscales, first = [], 0
    for number, size in enumerate(sizes):
        own = items[first : first + size]
        subscales.append(Subscale(f"s{number}", f"S{number}", own, frozenset(own[::5]), answered=1))
        first += size
    values = tuple(float(value) for value in range(7))
    key = Instrument("made", "Made", "1", items, values, tuple(subscales))
    dice = np.random.default_rng(5)
    answers = dice.integers(0, 7, (RESPONDENTS, len(items))).astype(np.float64)
    answers[dice.random(answers.shape) < 0.02] = np.nan
    return answers, key


def scoring() -> float:
    """Seconds to score all respondents."""
    from qualkit.survey.scoring import score

    answers, key = _made()
    began = time.perf_counter()
    score(answers, key)
    return time.perf_counter() - began


def alpha() -> float:
    """Seconds to work out alpha of all subscales."""
    from qualkit.survey.reliability import reliability

    answers, key = _made()
    began = time.perf_counter()
    reliability(answers, key)
    return time.perf_counter() - began


def compare() -> float:
    """Seconds to compare five groups on twelve subscales, tables and sentences made."""
    import numpy as np
    import scipy.special

    from qualkit.study import open_study
    from qualkit.study.survey.tables import comparison_table, pair_table

    folder = made()
    assert np.isfinite(scipy.special.ndtr(0.0)), "imports are no part of the computing"
    with open_study(folder) as study:
        study.responses()
        began = time.perf_counter()
        found = study.compare_survey("sector", internal=True)
        study.survey_sentences(found)
        list(comparison_table(found)), list(pair_table(found))
        return time.perf_counter() - began


TASKS: dict[str, Callable[[], float]] = {"scoring": scoring, "alpha": alpha, "compare": compare}


if __name__ == "__main__":
    took = TASKS[sys.argv[1]]()
    print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
