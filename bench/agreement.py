"""The agreement engine at full size and after one edit, beside other programs on the same data.

scikit-learn (two complete coders) and krippendorff (any number) take no spans: they need a value
for every character, so one kappa and one alpha are measured, of the thousands that the engine
gives at once. Neither gives an interval over documents.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.corpora import HOME
from bench.figures import Figure

if TYPE_CHECKING:
    from qualkit.agreement import Codings, Scope

# documents, characters of each, coders, codes, codings
LARGE = (1_000, 30_000, 5, 200, 500_000)
SMALL = (23, 40_000, 5, 60, 6_000)
SIZES = {"large": LARGE, "small": SMALL}


def measure() -> Iterator[Figure]:
    """The figures; each task runs in a process of its own, whose peak memory is told."""
    for size in SIZES:
        _child("write", size)
    seconds, peak = _child("codes_and_pairs", "large")
    yield Figure("500,000 codings: all codes and pairs", seconds, 1, "s", peak, 400)
    more, peak = _child("replicates", "large")
    label = "  and 1,000 replicates of 2,000 kappas etc."
    yield Figure(label, max(0.0, more - seconds), 2, "s", peak, 400)
    seconds, peak = _child("heat", "large")
    yield Figure("  heat lines: 200,000 cells", seconds, None, "s", peak)
    seconds, peak = _child("edit", "small")
    yield Figure("6,000 codings: one edit to new figures", 1000 * seconds, 50, "ms", peak)
    for size, millions in (("small", "0.9"), ("large", "30")):
        _, _, coders, codes, _ = SIZES[size]
        kappas = codes * coders * (coders - 1) // 2
        if find_spec("sklearn"):
            seconds, peak = _child("scikit_learn", size)
            label = f"scikit-learn: 1 of {kappas:,} kappas, {millions} M chars"
            yield Figure(label, seconds, None, "s", peak)
        if find_spec("krippendorff"):
            seconds, peak = _child("krippendorff", size)
            label = f"krippendorff: 1 of {codes} alphas, {millions} M chars"
            yield Figure(label, seconds, None, "s", peak)


def _child(task: str, size: str) -> tuple[float, float]:
    """What a task took, in seconds, and the peak memory of its process in megabytes."""
    command = [sys.executable, "-m", "bench.agreement", task, size]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    told = json.loads(done.stdout or "[0, 0]")
    return told[0], told[1]


def _file(size: str) -> Path:
    return HOME / f"agreement-{size}.npz"


def write(size: str) -> None:
    """Put a made study into a file: passages that each coder finds in 8 of 10 cases."""
    import numpy as np

    documents, length, coders, codes, codings = SIZES[size]
    rng = np.random.default_rng(5)
    passages = round(codings / coders / 0.8)
    document, code = rng.integers(0, documents, passages), rng.integers(0, codes, passages)
    start, long = rng.integers(0, length - 400, passages), rng.integers(60, 300, passages)
    columns = []
    for coder in range(coders):
        found = np.flatnonzero(rng.random(passages) < 0.8)
        begin = np.clip(start[found] + rng.integers(-20, 20, len(found)), 0, length)
        end = np.clip(start[found] + long[found] + rng.integers(-20, 20, len(found)), 0, length)
        columns.append((document[found], np.full(len(found), coder), code[found], begin, end))
    np.savez(_file(size), codings=np.concatenate(columns, axis=1))


def _study(size: str) -> tuple[Codings, Scope]:
    import numpy as np

    from qualkit.agreement import Codings, Scope

    documents, length, coders, codes, _ = SIZES[size]
    with np.load(_file(size)) as kept:
        codings = Codings(*kept["codings"])
    return codings, Scope(np.full(documents, length), np.ones((documents, coders), bool), codes)


def _median(runs: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def codes_and_pairs(size: str) -> float:
    """From arrays to every figure of every code and pair, without intervals."""
    from qualkit.agreement import agreement

    codings, scope = _study(size)
    return _median(5, lambda: agreement(codings, scope, bootstrap=None))


def replicates(size: str) -> float:
    """The same with 1,000 replicates of every kappa and alpha."""
    from qualkit.agreement import agreement

    codings, scope = _study(size)
    return _median(5, lambda: agreement(codings, scope))


def heat(size: str) -> float:
    """Alpha, F1 and the mass of disagreement of every code in every document."""
    from qualkit.agreement import heat_lines, judged

    judgements = judged(*_study(size))
    return _median(3, lambda: heat_lines(judgements))


def edit(size: str) -> float:
    """One coding is taken out, and all figures are there again, with intervals."""
    from qualkit.agreement import agreement_of, judged

    codings, scope = _study(size)
    judgements = judged(codings, scope)
    here = codings.taking(codings.document == 7)
    edits = iter(range(len(here)))

    def one_edit() -> None:
        gone = next(edits)
        left = here.taking([at for at in range(len(here)) if at != gone])  # type: ignore[arg-type]
        agreement_of(judgements.replace(7, left))

    one_edit()
    return _median(20, one_edit)


def _characters(size: str, coders: int) -> list[object]:
    """What each coder says of every character about the first code, one byte each."""
    import numpy as np

    documents, length, *_ = SIZES[size]
    codings, _ = _study(size)
    told: list[object] = []
    for coder in range(coders):
        said = np.zeros(documents * length, np.int8)
        which = (codings.coder == coder) & (codings.code == 0)
        mine = codings.taking(which)
        for document, start, end in zip(mine.document, mine.start, mine.end, strict=True):
            said[document * length + start : document * length + end] = 1
        told.append(said)
    return told


def _agrees(ours: float | None, theirs: float) -> None:
    """Stop where the two programs differ by more than rounding."""
    if ours is None or abs(ours - theirs) > 1e-6:
        raise SystemExit(f"qualkit {ours}, the other program {theirs}")


def scikit_learn(size: str) -> float:
    """One kappa of two coders."""
    from sklearn.metrics import cohen_kappa_score

    from qualkit.agreement import agreement

    one, two = _characters(size, 2)
    told: list[float] = []
    seconds = _median(1, lambda: told.append(float(cohen_kappa_score(one, two))))
    found = agreement(*_study(size), pairs=[(0, 1)], bootstrap=None)
    _agrees(found.codes[0].pairs[0].kappa.value, told[0])
    return seconds


def krippendorff(size: str) -> float:
    """One alpha of all coders."""
    import krippendorff as other
    import numpy as np

    from qualkit.agreement import agreement

    data = np.stack(_characters(size, SIZES[size][2]))  # type: ignore[arg-type]
    told: list[float] = []

    def alpha() -> None:
        told.append(float(other.alpha(reliability_data=data, level_of_measurement="nominal")))

    seconds = _median(1, alpha)
    found = agreement(*_study(size), pairs=[], bootstrap=None)
    _agrees(found.codes[0].alpha.value, told[0])
    return seconds


TASKS: dict[str, Callable[[str], float | None]] = {
    task.__name__: task
    for task in (write, codes_and_pairs, replicates, heat, edit, scikit_learn, krippendorff)
}


def main() -> None:
    """Run one task on one study and print its seconds and this process's peak memory."""
    task, size = sys.argv[1:]
    HOME.mkdir(exist_ok=True)
    seconds = TASKS[task](size)
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
    print(json.dumps([seconds or 0, peak]))


if __name__ == "__main__":
    main()
