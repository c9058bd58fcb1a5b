"""Studies to test on, each test with its own; nobody's real roster or coder is ever touched."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest

from qualkit.cli.main import run as run_command
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.study import Study, init_study, open_study
from qualkit.study.demo import build

INTERVIEW = dedent(
    """\
    Interview with a nurse
    Date: 3 March 2025

    Interviewer: How have you been since the winter?
    Fiona Marsh: Tired. We lost two people, and nobody asked us how we were. I drove home and sat in the car.
    Interviewer: And your manager?
    Fiona Marsh: She is good. She rings on a Friday.

    She did not ring that Friday. [laughs]
    Interviewer: What helps?
    Fiona Marsh: The dog, mostly. And the others, we have a word in the corridor.
    """  # noqa: E501
)
GROUP = dedent(
    """\
    Facilitator: Let us start with the workload.
    P1: Too much of it.
    P2: Nobody counts the phone calls.
    P1: The phone calls are the work.
    Facilitator: Say more?
    P2: It rings and rings. I have sixty on my list.
    """
)
CODEBOOK = dedent(
    """\
    # what we look for
    qualkit_codebook: 1
    id: small
    version: 1
    themes:
      - {id: burnout, name: Burnout}
      - {id: prevention, name: Prevention}
    codes:
      - id: causes
        name: Causes
        theme: burnout
        codable: false
      - id: caseload          # the commonest
        name: Caseload
        parent: causes
        definition: Talk of numbers.
        shortcut: w
      - id: exhaustion
        name: Exhaustion
        theme: burnout
        definition: Being tired.
      - id: colleagues
        name: Colleagues
        theme: prevention
        definition: Help from others.
    """
)


def pytest_collection(session: pytest.Session) -> None:
    """Let each worker import its share of the tests first, so that it is rewritten only once.

    To rewrite all of them for their assertions takes 8 s, which each worker would spend at the same
    time where none has done it before; what another has done is read from its file.
    """
    names = os.environ.get("PYTEST_XDIST_WORKER", ""), os.environ.get("PYTEST_XDIST_WORKER_COUNT")
    if not names[1] or sys.dont_write_bytecode:
        return
    here = Path(__file__).parent
    number, count = int(names[0].removeprefix("gw")), int(names[1])
    for path in sorted(here.rglob("test_*.py"))[number::count]:
        if path.parent.name != "same":
            import_module(".".join(("tests", *path.relative_to(here).with_suffix("").parts)))


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Runner = Callable[..., Ran]

_PREPARE = SqliteDatabase._prepare


@pytest.fixture(autouse=True, scope="session")
def unsynced() -> Iterator[None]:
    """No commit waits for the disk, which only a power cut would tell: they are 60,000."""

    def prepare(database: SqliteDatabase, journal: str) -> None:
        _PREPARE(database, journal)
        database.execute("PRAGMA synchronous=OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteDatabase, "_prepare", prepare)
        yield


@pytest.fixture
def as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database in a file as people have it."""
    monkeypatch.setattr(SqliteDatabase, "_prepare", _PREPARE)


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Numbers of folders.

    pytest seeks a number that is free among all the folders that there are: 5 ms a folder after
    3,000 of them, and half a minute for two thousand tests and as many homes.
    """
    return count(1)


@pytest.fixture
def tmp_path(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
    numbers: Iterator[int],
) -> Path:  # fmt: skip
    """An empty folder for one test, as pytest's own is."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    return tmp_path_factory.mktemp(f"{name}{next(numbers)}", numbered=False)


@pytest.fixture(autouse=True)
def nobodys(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
    numbers: Iterator[int],
) -> None:  # fmt: skip
    home = tmp_path_factory.mktemp(f"home{next(numbers)}", numbered=False)
    monkeypatch.setenv("QUALKIT_ROSTER", str(home / "roster.csv"))
    monkeypatch.setenv("QUALKIT_CONFIG", str(home / "config"))
    monkeypatch.delenv("QUALKIT_KEYS", raising=False)
    monkeypatch.delenv("QUALKIT_CODER", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    def runner(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run_command([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return runner


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two transcripts and a codebook, outside any study."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "nurse.txt").write_text(INTERVIEW, "utf-8")
    (folder / "group.txt").write_text(GROUP, "utf-8")
    (folder / "book.yaml").write_text(CODEBOOK, "utf-8")
    return folder


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study and the roster that importing it has made, to be copied: 5 ms, not 50."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in (("nurse.txt", INTERVIEW), ("group.txt", GROUP), ("book.yaml", CODEBOOK)):
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        with init_study(folder / "study", "A small study") as made:
            made.use_coder("AB")
            made.import_codebook(folder / "book.yaml")
            made.import_transcripts([folder / "nurse.txt", folder / "group.txt"])
    return folder


def copied(template: Path, target: Path) -> Path:
    """A copy of a template's study in `target`, and its roster where nobody's is looked for."""
    if (template / "roster.csv").exists():
        shutil.copy(template / "roster.csv", os.environ["QUALKIT_ROSTER"])
    return Path(shutil.copytree(template / "study", target))


@pytest.fixture
def study(tmp_path: Path, files: Path, small_template: Path) -> Iterator[Study]:
    """A small study with two documents and three codes, AB at work."""
    with open_study(copied(small_template, tmp_path / "study"), "AB") as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "demo"
    build(folder, lambda _: None)
    return folder


@pytest.fixture
def demo_folder(demo_template: Path, tmp_path: Path) -> Path:
    """The demonstration study, built, in a folder of its own."""
    return Path(shutil.copytree(demo_template, tmp_path / "demo"))


@pytest.fixture
def demo(demo_folder: Path) -> Iterator[Study]:
    """The demonstration study, open."""
    with open_study(demo_folder) as study:
        yield study
