"""Studies to test on, each test with its own; nobody's real roster or coder is ever touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from qualkit.cli.main import run as run_command
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


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Runner = Callable[..., Ran]


@pytest.fixture(autouse=True)
def nobodys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
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


@pytest.fixture
def study(tmp_path: Path, files: Path) -> Iterator[Study]:
    """A small study with two documents and three codes, AB at work."""
    with init_study(tmp_path / "study", "A small study") as made:
        made.use_coder("AB")
        made.import_codebook(files / "book.yaml")
        made.import_transcripts([files / "nurse.txt", files / "group.txt"])
        yield made


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
