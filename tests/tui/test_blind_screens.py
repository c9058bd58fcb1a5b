"""No screen shows a coder what another has done in a document that is coded blind.

Each is walked in twin studies, and must look the same whether EF has worked in it or not; every
room there is, so that a new one is looked at too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.tui.rooms import ROOMS
from tests.blind_study import MARKERS, Built, build, finish_all, give, leaks, plain
from tests.tui.conftest import WIDE, play, press, shown

# What Enter opens depends on the cell: the way back is the room anew, and not Escape.
TABLES_WALK = (
    "home enter space x i down down enter space x a a 2 r enter space x 3 l u n i o n enter down "
    "enter down space x 3 down enter space x 6 e escape down enter space x 4 p o down enter "
    "space x 5 l E F enter a space x 5 x 8 b enter enter space x 7 t h e enter s s down enter"
)
# What to press in a room to see more of it; down through the rows in any case.
DEEPER = {
    "c": ("right", "down", "down", "enter"),
    "s": ("t", "h", "e", "enter"),
    "g": ("home", "enter", "home", "down", "down", "enter"),
    "m": ("/", "a", "enter"),
    "h": ("enter",),
    "q": (
        "f",
        "l",
        "3",
        "down",
        "tab",
        "down",
        "tab",
        "S",
        "1",
        "v",
        "down",
        "b",
        "down",
        "v",
        "escape",
        "r",
        "t",
        "escape",
        "F",
        "s",
        "enter",
    ),
    "i": ("enter", "a", "down", "F"),
    "w": (
        "enter",
        "down",
        "enter",
        "escape",
        "W",
        "J",
        "escape",
        "escape",
        "e",
        "escape",
        "g",
        "enter",
        "escape",
        "escape",
        "r",
        "t",
        "f",
        "q",
        "W",
        "escape",
    ),
    "y": ("escape", "enter", "n"),
    "x": tuple(TABLES_WALK.split()),
    "v": ("2", "enter", "escape", "3", "r", "enter", "escape", "escape", "home"),
    "j": (
        "right",
        "enter",
        "right",
        "enter",
        "enter",
        "escape",
        "escape",
        "2",
        "right",
        "enter",
        "down",
        "escape",
        "3",
        "right",
        "i",
        "enter",
        "escape",
        "a",
        "7",
        "1",
        "8",
        "right",
        "right",
        "down",
    ),
}


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Built]]:
    with pytest.MonkeyPatch.context() as patch:
        folders = [tmp_path_factory.mktemp(name) for name in ("worked", "idle")]
        patch.setenv("QUALKIT_ROSTER", str(folders[0] / "roster.csv"))
        yield tuple(build(f, others=f is folders[0]) for f in folders)  # type: ignore[misc]


def walked(built: Built, folder: Path, keys: tuple[str, ...], document: str | None) -> list[str]:
    """All that is shown to CD on the way, key by key, in a copy of the study."""
    shutil.copytree(built.folder.parent, folder)
    copy, seen = replace(built, folder=folder / "study"), list[str]()

    async def scenario(pilot: Pilot[None]) -> None:
        await pilot.pause(0.15)
        seen.append("\n".join(shown(pilot)))
        for key in keys:
            await press(pilot, key)
            # Signs in the gutter are read a moment after the first paint.
            await pilot.pause(0.15)
            seen.append("\n".join(shown(pilot)))

    with copy.open("CD") as study:
        play(study, scenario, document, WIDE)
    return [plain(each, copy) for each in seen]


def alike(
    twins: tuple[Built, Built], tmp_path: Path, keys: tuple[str, ...], document: str | None
) -> None:
    worked, idle = (
        walked(twin, tmp_path / name, keys, document)
        for twin, name in zip(twins, ("worked", "idle"), strict=True)
    )
    assert leaks("\n".join(worked), twins[0]) == set()
    for number, (one, other) in enumerate(zip(worked, idle, strict=True)):
        assert one == other, keys[:number]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
def test_a_room_shows_the_same_whether_another_has_worked_blind_or_not(
    twins: tuple[Built, Built], tmp_path: Path, room: object
) -> None:
    letter = room.letter  # type: ignore[attr-defined]
    deeper = DEEPER.get(letter, ())
    keys = ("space", letter, "down", "down", *deeper, "down", "down", "down")
    alike(twins, tmp_path, keys, "nurse")


def test_home_shows_the_same_whether_another_has_worked_blind_or_not(
    twins: tuple[Built, Built], tmp_path: Path
) -> None:
    alike(twins, tmp_path, ("down", "down", "down", "up", "p"), None)


def test_the_coding_screen_shows_the_same_whether_another_has_worked_blind_or_not(
    twins: tuple[Built, Built], tmp_path: Path
) -> None:
    alike(twins, tmp_path, ("home", *(["down"] * 6), "^", "escape", "_", "escape", "tab"), "nurse")


def test_when_all_are_done_the_screens_show_what_another_has_done(
    twins: tuple[Built, Built], tmp_path: Path
) -> None:
    copy = replace(twins[0], folder=tmp_path / "open" / "study")
    shutil.copytree(twins[0].folder.parent, tmp_path / "open")
    with copy.open("LD") as study:
        finish_all(study)
        give(study, "CD", "group", done=True)
    seen = "\n".join(walked(copy, tmp_path / "again", ("space", "m", *(["down"] * 12)), "nurse"))
    assert leaks(seen, copy) >= {MARKERS[name] for name in ("memo", "note", "star", "document")}
