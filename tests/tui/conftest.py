"""A study to look at on the screens, and ways to press keys and to read what is shown."""

from __future__ import annotations

import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from qualkit.core.records import Span
from qualkit.study import Study, init_study, open_study
from qualkit.tui.app import QualkitApp
from tests import clock
from tests.conftest import copied

NARROW, WIDE = (80, 24), (140, 40)
UPDATE = "QUALKIT_SNAPSHOTS"
SNAPSHOTS = Path(__file__).parent / "snapshots"

INTERVIEW = dedent(
    """\
    Interviewer: Thank you for coming. How was the winter?
    Greta Lindqvist: Long. We had two posts empty from October, so I was covering both lists.
    Nobody said how long it would last. I kept a count on the back of the door, and at sixty I stopped.
    Interviewer: What happened then?
    Greta Lindqvist: Nothing happened. [laughs] That is what I mean. You stop counting and it is the same.
    Interviewer: And who did you talk to?
    Greta Lindqvist: Ines, mostly. We had ten minutes in the car park. It kept me going, those ten minutes.
    """  # noqa: E501
)
GROUP = dedent(
    """\
    Interviewer: What would you tell someone who starts next week?
    P1: Eat your lunch. Really. 全部 of it 🍲.
    P2: Go home on time\u202e at least once.
    """
)
CODEBOOK = dedent(
    """\
    qualkit_codebook: 1
    id: winter
    version: 1
    themes:
      - {id: load, name: Load}
      - {id: holding, name: Holding up}
    codes:
      - id: vacancies
        name: Empty posts
        theme: load
        brief: Posts that nobody fills, and who does their work.
        use_when: [somebody covers for a post]
        not_when: [a colleague is ill for a day]
        colour: "#e69f00"
        shortcut: e
      - id: numbness
        name: Giving up counting
        theme: load
        definition: When a measure of work stops meaning anything.
        colour: "#56b4e9"
        shortcut: i
      - id: colleagues
        name: Talk with colleagues
        theme: holding
        colour: "#009e73"
        shortcut: a
      - id: breaks
        name: Breaks and going home
        theme: holding
    """
)


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that asks for nothing special, whatever the one is that runs the tests."""
    for name in ("NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def empty_study(tmp_path: Path) -> Iterator[Study]:
    """A study without transcripts and without codes."""
    with init_study(tmp_path / "empty", "Nothing yet") as made:
        made.use_coder("AB")
        yield made


@pytest.fixture(scope="session")
def winter_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of `study`, to be copied."""
    folder = tmp_path_factory.mktemp("winter")
    (folder / "winter.txt").write_text(INTERVIEW, "utf-8")
    (folder / "lunch.txt").write_text(GROUP, "utf-8")
    (folder / "book.yaml").write_text(CODEBOOK, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        _build(folder)
    return folder


def _build(files: Path) -> None:
    with init_study(files / "study", "Winter in the wards") as made:
        made.use_coder("CD")
        made.import_codebook(files / "book.yaml")
        made.import_transcripts([files / "winter.txt", files / "lunch.txt"])
        made.code("winter", passage(made, "Thank you for coming."), "breaks")
        made.use_coder("AB")
        made.code("winter", passage(made, "We had two posts empty from October"), "vacancies")
        made.code("winter", passage(made, "I kept a count on the back of the door"), "numbness")
        made.code("winter", passage(made, "on the back of the door, and at sixty"), "vacancies",
                  memo="the door again")  # fmt: skip


@pytest.fixture
def study(tmp_path: Path, winter_template: Path) -> Iterator[Study]:
    """Two transcripts, four codes, three codings of AB (two overlap) and one of CD."""
    files = tmp_path / "files"
    files.mkdir()
    for name in ("winter.txt", "lunch.txt", "book.yaml"):
        shutil.copy(winter_template / name, files)
    with open_study(copied(winter_template, tmp_path / "study"), "AB") as opened:
        yield opened


@pytest.fixture(scope="session")
def consenting_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of `consenting`, to be copied."""
    from tests.tui.consenting import consenting_study

    folder = tmp_path_factory.mktemp("consenting") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder.parent / "roster.csv"))
        consenting_study(folder).close()
    return folder


@pytest.fixture
def consenting(
    tmp_path: Path, consenting_template: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Study]:
    """Six participants who agreed to different things; AB, who leads, at work."""
    roster = shutil.copy(consenting_template.parent / "roster.csv", tmp_path / "roster.csv")
    monkeypatch.setenv("QUALKIT_ROSTER", str(roster))
    with open_study(shutil.copytree(consenting_template, tmp_path / "study"), "AB") as opened:
        yield opened


def passage(study: Study, words: str, document: str = "winter") -> Span:
    """Where these words stand."""
    start = study.text(document).text.index(words)
    return Span(start, start + len(words))


Scenario = Callable[[Pilot[None]], Awaitable[None]]


def play(
    study: Study,
    scenario: Scenario,
    document: str | None = "winter",
    size: tuple[int, int] = NARROW,
) -> None:
    """Open the screens and act out `scenario`."""

    async def acted() -> None:
        async with QualkitApp(study, document).run_test(size=size) as pilot:
            await pilot.pause(0.1)
            await scenario(pilot)

    clock.run(acted())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other and wait until all is shown."""
    await pilot.press(*keys)
    await pilot.pause(0.03)


def shown(pilot: Pilot[None]) -> list[str]:
    """The screen as lines of text."""
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def flat(pilot: Pilot[None]) -> str:
    """The whole screen on one line: what it says, wherever the lines break."""
    return " ".join(" ".join(shown(pilot)).split())


def marked(pilot: Pilot[None], attribute: str) -> str:
    """All text on the screen that has this style attribute (reverse, underline, bold)."""
    parts = []
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            bar = segment.text in "▁▂▃▄▅▆▇█"
            if segment.style and getattr(segment.style, attribute) and not bar:
                parts.append(segment.text)
    return "".join(parts)


def picture(pilot: Pilot[None]) -> str:
    """The screen as text, each line followed by its styles where it has any but bold."""
    lines = []
    for strip in pilot.app.screen._compositor.render_strips():
        lines.append(strip.text.rstrip())
        styles = "".join(_letters(segment) for segment in strip).rstrip()
        if styles:
            lines.append(f"~{styles}")
    return "\n".join(lines) + "\n"


def _letters(segment: Segment) -> str:
    style = segment.style
    letter = " "
    if style is not None and style.reverse:
        letter = "R" if style.underline else "r"
    elif style is not None and style.underline:
        letter = "_"
    return letter * len(segment.text)


def same_as_before(name: str, pilot: Pilot[None]) -> None:
    """Compare the screen with the stored one; with QUALKIT_SNAPSHOTS=update store it."""
    path, now = SNAPSHOTS / f"{name}.txt", picture(pilot)
    if os.environ.get(UPDATE) == "update":
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(now, "utf-8")
    assert path.exists(), f"no snapshot {name}: look at it, then run with {UPDATE}=update"
    assert now == path.read_text("utf-8")
