r"""Console blocks of a page, run for real: what stands under a command is what it says.

A page that begins with `<!-- console: demo -->` starts in a fresh demonstration study, one with
`<!-- console: files -->` beside a folder of four of its transcripts. A block under
`<!-- file: NAME -->` is written to that file first. A line `[...]` stands for lines that are not
shown; a command may go on behind a `\`. Ids, times and the folder come out the same every time.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from docs import pages
from docs.pages import Fence

HOME = "/home/ailsa"
DAY = datetime.date(2026, 2, 3)
"""The day on which the documentation is written: two embargoes of the demonstration still run."""
FEW = ("INT-01 ", "INT-02 ", "INT-03 ", "FG-01 ")
"""The transcripts of a page that starts from files: enough to show, few enough to read."""
SENT = ("coder", "document", "code", "quote", "memo")
"""The columns of the codings that come with them."""
REST = "[...]"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_FIGURE = re.compile(r"\d[\d,]*")
_TIME = re.compile(r"\d{4}-\d\d-\d\d([ T])\d\d:\d\d:\d\d(?:\.\d+)?")


class _Day(datetime.date):
    @classmethod
    def today(cls) -> _Day:
        return cls(DAY.year, DAY.month, DAY.day)


@contextlib.contextmanager
def world(home: Path) -> Iterator[None]:
    """A fixed day, and nobody's own roster, coder or terminal."""
    kept = Path.cwd()
    wanted = {"QUALKIT_ROSTER": str(home / "roster.csv"), "NO_COLOR": "1", "COLUMNS": "100"}
    with (
        mock.patch.dict(os.environ, wanted),
        mock.patch("qualkit.study.leaving.clearing.date", _Day),
        mock.patch("qualkit.study.consents.date", _Day),
    ):
        os.environ.pop("QUALKIT_CODER", None)
        try:
            yield
        finally:
            os.chdir(kept)


def build_demo(target: Path) -> Path:
    """The demonstration study, built in `target`."""
    from qualkit.study.demo import build

    with world(target.parent):
        build(target, lambda _: None)
    return target


@dataclass(slots=True)
class Console:
    """One page's commands, run one after the other in `home`."""

    home: Path
    cwd: Path
    ids: dict[str, str] = field(default_factory=dict)
    """Real id to the one that the page shows."""

    def run(self, command: str) -> list[str]:
        """The lines that the command prints, made the same for every day and place."""
        for real, shown in self.ids.items():
            command = command.replace(shown, real)
        words = shlex.split(command)
        out = io.StringIO()
        os.chdir(self.cwd)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            self._do(words)
        return self._settled(out.getvalue()).rstrip("\n").split("\n") if out.getvalue() else []

    def _do(self, words: list[str]) -> None:
        match words:
            case ["cd", folder]:
                self.cwd = (self.cwd / folder).resolve()
            case ["cat", name]:
                print((self.cwd / name).read_text("utf-8"), end="")
            case ["cp", "-r", ".", folder]:
                shutil.copytree(self.cwd, (self.cwd / folder).resolve())
            case ["qualkit", *arguments]:
                from qualkit.cli.main import run
                from qualkit.errors import ExitCode

                if run(arguments) == ExitCode.OUR_FAULT:
                    raise RuntimeError(f"qualkit failed: {shlex.join(words)}")
            case _:
                raise ValueError(f"no page can run: {shlex.join(words)}")

    def _settled(self, text: str) -> str:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        text = text.replace(str(self.home.resolve()), HOME).replace(str(self.home), HOME)
        text = _UUID.sub(self._shown, text)
        text = _TIME.sub(lambda found: f"{DAY.isoformat()}{found[1]}10:15:00", text)
        return text.replace(today, DAY.isoformat())

    def _shown(self, found: re.Match[str]) -> str:
        return self.ids.setdefault(found[0], f"0199c3a1-7e40-7000-8000-{len(self.ids) + 1:012x}")


def console_for(kind: str, home: Path, demo: Path) -> Console:
    """The place in which a page's commands run; `demo` is a built demonstration to copy."""
    home.mkdir(parents=True, exist_ok=True)
    if kind == "demo":
        return Console(home, Path(shutil.copytree(demo, home / "qualkit-demo")))
    if kind != "files":
        raise ValueError(f"no page can start in '{kind}'")
    (home / "interviews").mkdir()
    names = {path.name for path in (demo / "transcripts").iterdir() if path.name.startswith(FEW)}
    for name in sorted(names):
        shutil.copy(demo / "transcripts" / name, home / "interviews")
    shutil.copy(demo / "transcripts" / "topic-guide.txt", home)
    shutil.copy(demo / "codebook" / "versions" / "codebook-v2.yaml", home / "codebook.yaml")
    _write_round(demo / "codings" / "round-2-calibration.csv", home / "round-1.csv", names)
    return Console(home, home)


def _write_round(source: Path, target: Path, documents: set[str]) -> None:
    """Write the codings of `documents` as coders would send them, without round and time."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["document"] in documents]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, SENT, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@dataclass(frozen=True, slots=True)
class Step:
    """A command as it stands on the page, and the lines under it."""

    lines: tuple[str, ...]
    output: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command on one line."""
        first, *more = self.lines
        return " ".join(line.rstrip("\\").strip() for line in (first.removeprefix("$ "), *more))


def steps(lines: tuple[str, ...]) -> Iterator[Step]:
    """The commands of a console block."""
    number = 0
    while number < len(lines):
        if not lines[number].startswith("$ "):
            raise ValueError(f"not a command: {lines[number]}")
        end = number + 1
        while lines[end - 1].endswith("\\"):
            end += 1
        last = end
        while last < len(lines) and not lines[last].startswith("$ "):
            last += 1
        yield Step(lines[number:end], lines[end:last])
        number = last


def shown(written: Sequence[str], printed: Sequence[str]) -> list[str]:
    """What should stand under a command: what it printed, without the lines that were left out.

    Where only figures have changed, the same lines are left out again.
    """
    for key in (str, _without_figures):
        if (found := _aligned(written, printed, key)) is not None:
            return found
    return list(printed)


def _without_figures(line: str) -> str:
    return _FIGURE.sub("0", line)


def _aligned(
    written: Sequence[str], printed: Sequence[str], key: Callable[[str], str]
) -> list[str] | None:
    """The printed lines that the written ones stand for, with `[...]`; None where they do not."""
    if REST not in written:
        same = [key(line) for line in written] == [key(line) for line in printed]
        return list(printed) if same else None
    at = written.index(REST)
    if [key(line) for line in written[:at]] != [key(line) for line in printed[:at]]:
        return None
    for start in range(at, len(printed) + 1):
        if (rest := _aligned(written[at + 1 :], printed[start:], key)) is not None:
            return [*printed[:at], REST, *rest]
    return None


def renewed(text: str, home: Path, demo: Path) -> str:
    """The page with the output under its commands as it is today."""
    kind = pages.setting(text, "console")
    if not kind:
        return text
    lines = text.split("\n")
    changes: list[tuple[int, int, list[str]]] = []
    with world(home):
        console = console_for(kind, home, demo)
        for fence in pages.fences(text):
            if fence.comment.startswith("file: "):
                target = console.cwd / fence.comment.removeprefix("file: ")
                target.write_text(fence.text, "utf-8", newline="\n")
            elif fence.language == "console":
                changes.append((fence.line, fence.line + len(fence.lines), _run(console, fence)))
    for start, end, block in reversed(changes):
        lines[start:end] = block
    return "\n".join(lines)


def _run(console: Console, fence: Fence) -> list[str]:
    block: list[str] = []
    for step in steps(fence.lines):
        printed = console.run(step.command)
        block += [*step.lines, *shown(step.output, printed)]
    return block
