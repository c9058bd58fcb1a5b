"""No door of the program tells a coder what another has done in a document that is coded blind.

Every public method and every command is called in twin studies (see `blind_study`). A new one has
to be given a sample call here before this passes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qualkit.errors import QualkitError
from qualkit.study import Study
from tests.blind_doors import NOWHERE, READS, WRITES
from tests.blind_study import MARKERS, Built, build, finish_all, leaks, plain, said

VIEWERS = ("CD", "LD", None)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Built]]:
    """The study in which EF has worked, and the one in which EF has not."""
    with pytest.MonkeyPatch.context() as patch:
        folders = [tmp_path_factory.mktemp(name) for name in ("worked", "idle")]
        patch.setenv("QUALKIT_ROSTER", str(folders[0] / "roster.csv"))
        yield tuple(build(f, others=f is folders[0]) for f in folders)  # type: ignore[misc]


def answer(call: Any, *arguments: Any) -> str:
    """What a call says, or what it says in refusing."""
    try:
        return said(call(*arguments))
    except QualkitError as error:
        return f"{type(error).__name__}: {error.message} | {error.hint}"


def asked(built: Built, coder: str | None, name: str) -> list[str]:
    """What a study answers a reader, call by call."""
    with built.open(coder) as study:
        found = [answer(call, study) for call in READS[name]]
        return [*found, said(study.notices)]


def done(built: Built, folder: Path, call: Any) -> tuple[str, Built]:
    """What a study says to a change, made in a copy of it."""
    copy = replace(built, folder=folder / "study")
    shutil.copytree(built.folder.parent, folder)
    with copy.open("CD") as study:
        found = answer(call, study, copy)
        if not study.path.exists():
            return found, copy
        try:
            told = said((study.notices, study.history(limit=4)))
        except Exception:  # the study was closed by the call
            told = ""
        return f"{found}\n{told}", copy


def test_every_method_of_a_study_is_asked_for_a_leak() -> None:
    public = {name for name in dir(Study) if not name.startswith("_")}
    assert public - (READS.keys() | WRITES.keys()) == set()


@pytest.mark.parametrize("name", READS)
def test_a_reader_tells_the_same_whether_another_has_worked_blind_or_not(
    twins: tuple[Built, Built], name: str
) -> None:
    worked, idle = twins
    for viewer in VIEWERS:
        told, untold = asked(worked, viewer, name), asked(idle, viewer, name)
        assert leaks("\n".join(told), worked) == set(), viewer
        assert [plain(t, worked) for t in told] == [plain(t, idle) for t in untold], viewer


@pytest.mark.parametrize("name", WRITES)
def test_a_change_tells_the_same_whether_another_has_worked_blind_or_not(
    twins: tuple[Built, Built], name: str, tmp_path: Path
) -> None:
    for number, call in enumerate(WRITES[name]):
        (told, worked), (untold, idle) = (
            done(twin, tmp_path / f"{number}{which}", call)
            for twin, which in zip(twins, ("worked", "idle"), strict=True)
        )
        assert leaks(unnamed(told, worked), worked) == set(), number
        assert unnamed(told, worked) == unnamed(untold, idle), number


_DRAWN = re.compile(r"\b(the-quack-again|the-quagmire|other)-[2-9a-z]{4}\b")


def unnamed(told: str, built: Built) -> str:
    """The answer without the ids that the call named itself, and that a refusal says again."""
    for each in built.ids.values():
        told = told.replace(each, NOWHERE)
    return _DRAWN.sub(r"\1-LOT", plain(told, built))


# Where all are done with the document, these must tell what EF has done there.
TELLS = (
    "carried", "code_counts", "codings", "export_codebook", "export_codings", "export_marks",
    "export_memos", "export_quotes", "history", "layer_codings", "marks", "memos",
    "mixed_versions", "paraphrases", "progress", "quotes", "search", "status", "team_notes",
    "visible_layers", "waiting", "words_of", "drafts", "codebook", "joint_side_by_side",
    "joint_crosstab",
    "joint_matrix", "joint_statistics", "export_joint", "matrix", "cooccurrence", "framework",
    "concordance", "export_matrix", "compare_sources",
)  # fmt: skip


def test_when_all_are_done_everything_is_told(twins: tuple[Built, Built], tmp_path: Path) -> None:
    opened = []
    for twin, name in zip(twins, ("worked", "idle"), strict=True):
        copy = replace(twin, folder=tmp_path / name / "study")
        shutil.copytree(twin.folder.parent, tmp_path / name)
        with copy.open("LD") as study:
            finish_all(study)
            # No document is left in which one would work undistracted.
            from tests.blind_study import give

            give(study, "CD", "group", done=True)
        opened.append(copy)
    worked, idle = opened
    told = {name: asked(worked, "CD", name) for name in READS}
    same = {
        name
        for name in TELLS
        if [plain(t, worked) for t in told[name]]
        == [plain(t, idle) for t in asked(idle, "CD", name)]
    }
    assert same == set()
    found = leaks("\n".join("\n".join(each) for each in told.values()), worked)
    assert set(MARKERS.values()) <= found
