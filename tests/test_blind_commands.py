"""No command tells a coder what another has done in a document that is coded blind.

As `test_blind_doors` does it for Python: each command answers alike, whether EF has worked or not,
with `--json` too, and so do the files that it writes. A new command needs a sample here.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest

from qualkit.cli.main import COMMANDS, cli
from tests.blind_commands import (
    COMMANDS_THAT_TELL,
    NO_ANSWER,
    READ_COMMANDS,
    WRITE_COMMANDS,
)
from tests.blind_doors import NOWHERE
from tests.blind_study import MARKERS, Built, build, contents, finish_all, give, leaks, plain
from tests.conftest import Runner


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Built]]:
    """The study in which EF has worked, and the one in which EF has not."""
    with pytest.MonkeyPatch.context() as patch:
        folders = [tmp_path_factory.mktemp(name) for name in ("worked", "idle")]
        patch.setenv("QUALKIT_ROSTER", str(folders[0] / "roster.csv"))
        built = [build(f, others=f is folders[0]) for f in folders]
        for each in built:
            _files(each)
        yield tuple(built)  # type: ignore[misc]


def _files(built: Built) -> None:
    """What an import may guess of EF's."""
    with built.open("CD") as study:
        at = study.find_passage("nurse", "Tired.")
    (built.folder.parent / "guess.csv").write_text(
        f"coder,document,code,start,end,round\nEF,nurse.txt,exhaustion,{at.start},{at.end},1\n"
    )
    (built.folder / "report.txt").write_text(
        "“Tired. We lost two people” said one. “She is very good, she rings on a Friday.”", "utf-8"
    )
    (built.folder.parent / "marks.csv").write_text(
        "document,quote,code,mark,by\nnurse.txt,Tired.,exhaustion,star,CD\n"
    )


def walk() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something by itself, with its name."""
    context = click.Context(cli)

    def below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        if not isinstance(command, click.Group):
            yield name, command
            return
        if command.invoke_without_command:
            yield name, command
        for verb in command.list_commands(context):
            found = command.get_command(context, verb)
            assert found is not None
            yield from below(f"{name} {verb}", found)

    for name in COMMANDS:
        command = cli.get_command(context, name)  # type: ignore[attr-defined]
        yield from below(name, command)


def _commands() -> dict[str, click.Command]:
    return dict(walk())


def lines(name: str, samples: tuple[str, ...]) -> Iterator[list[str]]:
    """The command lines of a sample, with `--json` too where the command has it."""
    command = _commands()[name]
    has_json = any("--json" in parameter.opts for parameter in command.params)
    for sample in samples:
        for more in ([], ["--json"])[: 1 + has_json]:
            yield [*name.split(), *more, *shlex.split(sample)]


def answer(run: Runner, built: Built, line: list[str]) -> str:
    """All that a command says, and all that stands in what it wrote."""
    out = built.folder / "exports"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    secret = ("other", "other_note", "other_draft", "other_proposal", "other_paraphrase",
              "other_chosen")  # fmt: skip
    ids = dict.fromkeys(secret, NOWHERE)
    names = {"o": str(out), **ids, **built.ids}
    ran = run("--study", built.folder, "--coder", "CD", *(each.format(**names) for each in line))
    written = "\n".join(contents(path) for path in sorted(out.rglob("*")) if path.is_file())
    return f"{ran.code}\n{ran.out}\n{ran.err}\n{written}"


_DRAWN = re.compile(r"\b(odd|one|two)-[2-9a-z]{4}\b")


def unnamed(told: str, built: Built) -> str:
    """The answer without the ids that the line named itself."""
    for each in built.ids.values():
        told = told.replace(each, NOWHERE)
    return _DRAWN.sub(r"\1-LOT", plain(told, built))


def test_every_command_is_asked_for_a_leak() -> None:
    known = READ_COMMANDS.keys() | WRITE_COMMANDS.keys() | NO_ANSWER.keys()
    assert _commands().keys() - known == set()


@pytest.mark.parametrize("name", READ_COMMANDS)
def test_a_command_answers_alike_whether_another_has_worked_blind_or_not(
    twins: tuple[Built, Built], run: Runner, name: str
) -> None:
    worked, idle = twins
    for line in lines(name, READ_COMMANDS[name]):
        told, untold = answer(run, worked, line), answer(run, idle, line)
        named = {each for each in worked.ids if any("{" + each + "}" in part for part in line)}
        assert leaks(unnamed(told, worked) if named else told, worked) == set(), line
        assert unnamed(told, worked) == unnamed(untold, idle), line


@pytest.mark.parametrize("name", WRITE_COMMANDS)
def test_a_command_that_changes_something_answers_alike(
    twins: tuple[Built, Built], run: Runner, name: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("EDITOR", "true")
    for number, line in enumerate(lines(name, WRITE_COMMANDS[name])):
        told = []
        for twin, which in zip(twins, ("worked", "idle"), strict=True):
            folder = tmp_path / f"{number}{which}"
            shutil.copytree(twin.folder.parent, folder)
            copy = replace(twin, folder=folder / "study")
            told.append(unnamed(answer(run, copy, line), copy))
        assert leaks(told[0], twins[0]) == set(), line
        assert told[0] == told[1], line


def test_when_all_are_done_every_command_tells(
    twins: tuple[Built, Built], run: Runner, tmp_path: Path
) -> None:
    opened = []
    for twin, which in zip(twins, ("worked", "idle"), strict=True):
        shutil.copytree(twin.folder.parent, tmp_path / which)
        copy = replace(twin, folder=tmp_path / which / "study")
        with copy.open("LD") as study:
            finish_all(study)
            give(study, "CD", "group", done=True)
        opened.append(copy)
    told: dict[str, list[str]] = {}
    same = set()
    for name in COMMANDS_THAT_TELL:
        for line in lines(name, READ_COMMANDS[name]):
            told.setdefault(name, []).append(answer(run, opened[0], line))
        untold = [answer(run, opened[1], line) for line in lines(name, READ_COMMANDS[name])]
        if [unnamed(t, opened[0]) for t in told[name]] == [unnamed(t, opened[1]) for t in untold]:
            same.add(name)
    assert same == set()
    everything = "\n".join("\n".join(each) for each in told.values())
    assert set(MARKERS.values()) <= leaks(everything, opened[0])
