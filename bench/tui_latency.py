"""The coding screen end to end: from a key written to a terminal to the last byte it answers.

    python bench/tui_latency.py

A study with one transcript of 100,000 words and 2,000 codings is made in a temporary folder and
opened on a pseudo-terminal of 120 columns and 40 rows, beside an empty Textual app. Each figure
is what a person at a terminal would wait; silence of 30 ms counts as the end of an answer.
"""

from __future__ import annotations

import contextlib
import csv
import fcntl
import json
import os
import random
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

WORDS, CODINGS, COLUMNS, ROWS = 100_000, 2_000, 120, 40
QUIET = 0.03
RUNS = 9
BYTECODE = str(Path(tempfile.gettempdir()) / "qualkit-bench-bytecode")
MARKER = b"Zanzibar"
SAYING = (
    "work really the and pressure colleague thinking of I it's was hospital night shift because "
    "never um you know support manager time"
)
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Zanzibar")
Empty().run()
"""
QUALKIT = """
import sys
from qualkit.study import open_study
from qualkit.tui.app import show
with open_study(sys.argv[1], "AB") as study:
    show(study, "long" if len(sys.argv) > 2 else None)
"""
CODES, LETTERS = 60, "abdefioprswyz"
MANY = 300


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `aim` is what the project wants, in the same unit."""

    what: str
    median: float
    worst: float
    unit: str
    aim: float | None = None
    bytes_each: int = 0


def transcript(words: int) -> str:
    """An interview of that many words, the first of them the marker."""
    chance, lines, count, question = random.Random(1), [], 0, True
    vocabulary = SAYING.split()
    while count < words:
        size = chance.randint(5, 15) if question else chance.randint(20, 160)
        parts = []
        while size > 0:
            some = min(size, chance.randint(4, 18))
            parts.append(" ".join(chance.choices(vocabulary, k=some)).capitalize() + ".")
            size -= some
            count += some
        lines.append(("Interviewer: " if question else "P7: ") + " ".join(parts))
        question = not question
    return (
        lines[0].replace("Interviewer: ", "Interviewer: Zanzibar. ", 1)
        + "\n"
        + "\n".join(lines[1:])
    )


def build(folder: Path) -> None:
    """A study with the transcript, sixty codes and the codings of one coder."""
    from qualkit.study import init_study

    source = folder / "long.txt"
    source.write_text(transcript(WORDS), "utf-8")
    init_study(folder / "study").close()
    write_codebook(folder, CODES)
    from qualkit.study import open_study

    with open_study(folder / "study", "AB") as study:
        study.import_transcripts([source])
        document = study.document("long")
        sentences = study.text(document).structure.sentences
        chance = random.Random(2)
        rows = folder / "codings.csv"
        with rows.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["coder", "document", "code", "start", "end"])
            seen = set()
            while len(seen) < CODINGS:
                first = chance.randrange(len(sentences) - 3)
                key = (first, first + chance.randrange(3), chance.randrange(CODES))
                if key not in seen:
                    seen.add(key)
                    writer.writerow(
                        ["AB", document.name, f"code-{key[2]}",
                         sentences[key[0]].start, sentences[key[1]].end]
                    )  # fmt: skip
        study.import_codings(rows)


def write_codebook(folder: Path, count: int) -> None:
    """Make the study's codebook one of so many codes; the first have a letter."""
    codes = "".join(
        f"  - id: code-{n}\n    name: Code number {n}\n    brief: What is meant by {n}.\n"
        + (f"    shortcut: '{LETTERS[n]}'\n" if n < len(LETTERS) else "")
        for n in range(count)
    )
    (folder / "study" / "codebook" / "codebook.yaml").write_text(
        f"qualkit_codebook: 1\nid: bench\nversion: 1\nlanguage: en\ncodes:\n{codes}", "utf-8"
    )


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, arguments: list[str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = os.forkpty()
        if self.pid == 0:
            # Set before the program starts: a later change would be measured as a resize.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            # An installed qualkit has its bytecode; a checkout may be kept from writing any.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["PYTHONPYCACHEPREFIX"] = BYTECODE
            os.execv(sys.executable, [sys.executable, *arguments])
        self.out = b""

    def read(self, wait: float) -> bytes:
        """What comes within `wait` seconds, or nothing."""
        if not select.select([self.fd], [], [], wait)[0]:
            return b""
        with contextlib.suppress(OSError):
            return os.read(self.fd, 1 << 16)
        return b""

    def until(self, marker: bytes, limit: float = 20.0) -> float:
        """Seconds from the start to the end of the burst that holds the marker."""
        end = time.perf_counter() + limit
        seen = b""
        while marker not in seen:
            seen += self.read(0.5)
            if time.perf_counter() > end:
                raise SystemExit(f"{marker!r} did not appear: {seen[-2000:]!r}")
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return last - self.started

    def answer(self, keys: bytes) -> tuple[float, int]:
        """Seconds from writing keys to the last byte of the answer, and its size."""
        begun = last = time.perf_counter()
        os.write(self.fd, keys)
        size, wait = 0, 0.5
        while chunk := self.read(wait):
            last, size, wait = time.perf_counter(), size + len(chunk), QUIET
        return last - begun, size

    def rest(self, seconds: float) -> None:
        """Let deferred work finish and forget what it wrote."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(0.02)

    def memory(self) -> float:
        """Resident megabytes."""
        return psutil.Process(self.pid).memory_info().rss / 1e6

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


@contextlib.contextmanager
def terminal(code: str, *arguments: str) -> Iterator[Terminal]:
    program = Terminal(["-c", code, *arguments])
    try:
        yield program
    finally:
        program.close()


def first_paint(code: str, *arguments: str, marker: bytes = MARKER, runs: int = 5) -> list[float]:
    """Seconds to the first paint, without the first run, which may have to compile."""
    times = []
    for _ in range(runs + 1):
        with terminal(code, *arguments) as program:
            times.append(program.until(marker))
    return times[1:]


def keyed(
    program: Terminal, what: str, keys: list[bytes], aim: float | None, rest: float = 0.1
) -> Figure:
    times, sizes = [], []
    for key in keys:
        program.rest(rest)
        seconds, size = program.answer(key)
        times.append(seconds * 1e3)
        sizes.append(size)
    return Figure(
        what, statistics.median(times), max(times), "ms", aim, round(statistics.median(sizes))
    )


DOWN, UP, RIGHT, PAGE = b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[6~"


def measure(folder: Path) -> list[Figure]:
    study = str(folder / "study")
    # In turns, and each against the empty app started just before it: on a shared machine the same
    # start takes 230 ms one minute and 350 the next.
    empty, opened, home = [], [], []
    first_paint(EMPTY_APP, runs=1)
    for _ in range(RUNS):
        base = first_paint(EMPTY_APP, runs=1)[0]
        empty.append(base)
        opened.append(first_paint(QUALKIT, study, "document", runs=1)[0] - base)
        home.append(first_paint(QUALKIT, study, marker=b"participants", runs=1)[0] - base)

    def above(what: str, times: list[float], aim: float | None) -> Figure:
        return Figure(what, statistics.median(times) * 1e3, max(times) * 1e3, "ms", aim)

    figures = [
        above("first paint, empty Textual app", empty, None),
        above("first paint of the document, above that", opened, 150),
        above("first paint of the list, above that", home, 200),
    ]
    with terminal(EMPTY_APP) as program:
        program.until(MARKER)
        plain = program.memory()
    with terminal(QUALKIT, study, "document") as program:
        program.until(MARKER)
        program.rest(0.5)
        figures += [
            keyed(program, "next sentence", [DOWN] * 60, 8),
            keyed(program, "next word", [RIGHT] * 40, 8),
            keyed(program, "previous sentence", [UP] * 40, 8),
            keyed(program, "page down", [PAGE] * 30, 20),
            keyed(program, "apply a code by its letter", [DOWN, b"a"] * 20, 20, 0.3),
            keyed(program, "undo", [b"u"] * 10, 20, 0.3),
            keyed(program, "jump: letters appear, and one is taken", [b"g", b"d"] * 8, 20, 0.2),
            keyed(program, "search, Enter", [b"/support\r"], None),
            keyed(program, "next hit", [b"n"] * 20, 20),
            keyed(program, "end and beginning of the document", [b"\x1b[F", b"\x1b[H"] * 5, 20),
        ]
        used = program.memory()
    write_codebook(folder, MANY)
    with terminal(QUALKIT, study, "document") as program:
        program.until(b"coder AB")
        program.rest(1)
        figures += picking(program)
    figures.append(ranking())
    figures.append(Figure("memory, empty Textual app", plain, plain, "MB"))
    figures.append(Figure("memory above that", used - plain, used - plain, "MB", 60))
    return figures


def picking(program: Terminal) -> list[Figure]:
    """The picker opened, typed into and left by Enter, eight times at eight sentences."""
    steps: dict[str, tuple[list[bytes], float | None]] = {
        f"picker opens, {MANY} codes": ([b"c"], 60),
        f"picker, a letter typed, {MANY} codes": ([b"n", b"u", b"m"], 20),
        "picker, Enter closes it and applies": ([b"\r"], 60),
    }
    times: dict[str, list[float]] = {what: [] for what in steps}
    for number in range(8):
        program.rest(0.3)
        program.answer(DOWN * 3)
        for what, (keys, _) in steps.items():
            for key in [*keys, str(number).encode()] if "typed" in what else keys:
                program.rest(0.1)
                times[what].append(program.answer(key)[0] * 1e3)
    return [
        Figure(what, statistics.median(times[what]), max(times[what]), "ms", aim)
        for what, (_, aim) in steps.items()
    ]


def ranking() -> Figure:
    """Milliseconds to rank 300 codes for one more typed letter, without the screen."""
    from qualkit.core.codebook import Code, Codebook

    words = sorted(set(SAYING.split()))
    names = [f"{words[n % 20]} {words[n * 7 % 19]} {n}" for n in range(MANY)]
    book = Codebook(codes=tuple(Code(f"code-{n}", name) for n, name in enumerate(names)))
    times = []
    for query in ("s", "su", "sup", "supp", "m", "mt", "ti 4", "work pre"):
        begun = time.perf_counter()
        book.rank(query, ("code-3", "code-200"))
        times.append((time.perf_counter() - begun) * 1e3)
    # The first call reads the names.
    return Figure("ranking 300 codes, a letter", statistics.median(times[1:]), max(times[1:]),
                  "ms", 5)  # fmt: skip


def table(figures: list[Figure]) -> str:
    lines = [f"{'coding screen, 100,000 words, 2,000 codings, 120x40':52} {'median':>9} "
             f"{'worst':>9} {'aim':>7} {'bytes':>7}"]  # fmt: skip
    for f in figures:
        aim = f"{f.aim:.0f}" if f.aim is not None else ""
        size = f"{f.bytes_each:,}" if f.bytes_each else ""
        lines.append(
            f"{f.what:52} {f.median:6.1f} {f.unit} {f.worst:6.1f} {f.unit} {aim:>7} {size:>7}"
        )
    return "\n".join(lines)


def main(json_path: str | None = None) -> None:
    """Print the figures as a table, and write them to `json_path` where one is given."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUALKIT_ROSTER"] = str(Path(folder) / "roster.csv")
        build(Path(folder))
        figures = measure(Path(folder))
    print(table(figures))
    if json_path:
        Path(json_path).write_text(json.dumps([asdict(f) for f in figures], indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
