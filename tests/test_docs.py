"""The documentation says what the program does: its pages are run, followed and compared."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from docs import build, consoles, examples, pages, pictures, reference
from qualkit.cli.main import COMMANDS, cli
from qualkit.config import KNOWN, parse_settings
from qualkit.importers.codebook import parse_codebook, schema_text
from qualkit.importers.codings import COLUMNS
from qualkit.importers.instruments import SUBSCALE_FIELDS, TOP_FIELDS, parse_instrument
from qualkit.importers.tables import CONSENT
from qualkit.importers.transcripts import SUFFIXES, read_transcript
from qualkit.study import Study
from qualkit.survey.shipped import shipped_keys
from tests import clock

PAGES = pages.pages()
GENERATED = {"commands.md", "keys.md"}
RUN = [path for path in PAGES if pages.setting(path.read_text("utf-8"), "console")]
ABSOLUTE = re.compile(r"(?<![\w.:/~<>*-])/(?!home/ailsa|path/to)[a-z][\w.-]*(?=/|\b)(?!>)")


def read(name: str) -> str:
    return (pages.DOCS / name).read_text("utf-8")


def named(path: Path) -> str:
    return path.relative_to(pages.ROOT).as_posix()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return consoles.build_demo(tmp_path_factory.mktemp("docs") / "demo")


@pytest.mark.parametrize("path", RUN, ids=named)
def test_a_page_shows_what_its_commands_say(path: Path, built: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    # A difference here is mended by `make docs`; look at it before you commit it.
    assert consoles.renewed(text, tmp_path / "home", built) == text


def test_the_pages_of_commands_and_keys_are_in_step() -> None:
    for path, text in build.generated().items():
        assert path.read_text("utf-8") == text, f"{named(path)}: run `make docs`"


def test_lines_that_a_page_leaves_out_stay_left_out_while_only_figures_change() -> None:
    printed = ["a 1", "b 2", "c 3", "d 4"]
    assert consoles.shown(["a 1", "[...]", "d 4"], printed) == ["a 1", "[...]", "d 4"]
    assert consoles.shown(["a 1", "[...]", "d 5"], printed) == ["a 1", "[...]", "d 4"]
    assert consoles.shown(["a 1", "[...]"], printed[:1]) == ["a 1", "[...]"]
    assert consoles.shown(["a 1", "[...]", "e 4"], printed) == printed
    assert consoles.shown(["a 1"], printed) == printed


def test_a_page_that_starts_from_files_starts_from_four_transcripts_and_their_codings(
    built: Path, tmp_path: Path
) -> None:
    homes = [consoles.console_for("files", tmp_path / name, built).home for name in "ab"]
    names = {path.name for path in (homes[0] / "interviews").iterdir()}
    assert {name.split()[0] for name in names} == {"INT-01", "INT-02", "INT-03", "FG-01"}
    assert len(names) == 4
    one, two = ((home / "round-1.csv").read_bytes() for home in homes)
    assert one == two
    rows = list(csv.reader(one.decode("utf-8").splitlines(keepends=True)))
    assert rows[0] == ["coder", "document", "code", "quote", "memo"]
    assert {row[1] for row in rows[1:]} == names
    assert {row[0] for row in rows[1:]} == {"AB", "CD"}


def commands_on(text: str) -> list[str]:
    """The command lines of a page: in console and shell blocks, and between backticks."""
    found = []
    for fence in pages.fences(text):
        if fence.language == "console":
            found += [step.command for step in consoles.steps(fence.lines)]
        elif fence.language == "sh":
            found += [line.split("#")[0] for line in fence.lines]
    found += [span for span in pages.code_spans(text) if span.startswith("qualkit ")]
    return [line.split(" > ")[0] for line in found if line.startswith("qualkit")]


def refuse_unknown(line: str) -> None:
    """Parse a command line as far as commands and options go; run nothing."""
    command: click.Command = cli
    context = click.Context(cli, info_name="qualkit")
    words = shlex.split(line)[1:]
    while True:
        parser = command.make_parser(context)
        _, words, _ = parser.parse_args(list(words))
        if not isinstance(command, click.Group) or not words:
            return
        if command is cli and words[0] not in COMMANDS:
            # `qualkit my-study` opens a folder; a word in lower case alone would be a slip.
            assert not re.fullmatch(r"[a-z]+", words[0]), f"no command: {line}"
            return
        inner = command.get_command(context, words[0])
        assert inner is not None, f"no command: {line}"
        context = click.Context(inner, info_name=words[0], parent=context)
        command, words = inner, words[1:]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_command_on_a_page_exists_with_its_options(path: Path) -> None:
    if path.name == "commands.md":
        return
    for line in commands_on(path.read_text("utf-8")):
        try:
            refuse_unknown(line)
        except click.UsageError as error:
            pytest.fail(f"{line}: {error.format_message()}")


@pytest.mark.parametrize("wrong", ["qualkit cod", "qualkit export qoutes", "qualkit undo --all"])
def test_a_slip_in_a_command_is_noticed(wrong: str) -> None:
    with pytest.raises((AssertionError, click.UsageError)):
        refuse_unknown(wrong)


def test_every_command_is_explained_on_a_page_that_people_wrote() -> None:
    written = "\n".join(p.read_text("utf-8") for p in PAGES if p.name not in GENERATED)
    leaves = [name for name, command, _ in reference.walk() if not isinstance(command, click.Group)]
    assert [name for name in leaves if name not in written] == []


def test_every_method_of_a_study_is_explained() -> None:
    text = read("python.md")
    names = [name for name in dir(Study) if not name.startswith("_")]
    missing = [n for n in names if not re.search(rf"(?:study\.|`){n}\b", text)]
    assert missing == []


@pytest.mark.parametrize(("name", "least"), [("python.md", 40), ("notebook.md", 30)])
def test_the_examples_in_python_run(name: str, least: int, built: Path, tmp_path: Path) -> None:
    text = read(name)
    assert text.count(">>> ") > least
    # A difference here is mended by `make docs`; look at it before you commit it.
    assert examples.renewed(text, tmp_path, built) == text


def test_an_example_that_prints_something_else_is_noticed(built: Path, tmp_path: Path) -> None:
    text = "Sums\n\n```python\n>>> 1 + 1\n3\n>>> 2 + 2\n4\n\n```\n"
    assert examples.renewed(text, tmp_path, built) == text.replace("3", "2")


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in pages.links(path.read_text("utf-8")):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        place = (path.parent / name).resolve() if name else path
        assert place.exists(), target
        assert place.is_relative_to(pages.ROOT), target
        if anchor:
            assert anchor in pages.anchors(place.read_text("utf-8")), target


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [pages.ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        targets = (target.partition("#")[0] for target in pages.links(path.read_text("utf-8")))
        waiting += [(path.parent / t).resolve() for t in targets if t and "://" not in t]
    assert set(PAGES) <= reached


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_page_names_a_place_of_one_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ABSOLUTE.findall(text) == []


def test_every_key_of_the_codebook_is_explained() -> None:
    text = read("codebook.md")
    schema = json.loads(schema_text())
    keys = set(schema["properties"])
    for part in schema["$defs"].values():
        keys |= set(part.get("properties", {}))
    assert sorted(key for key in keys if f"`{key}`" not in text) == []


def test_the_codebooks_on_the_page_are_valid() -> None:
    import jsonschema

    blocks = [f for f in pages.fences(read("codebook.md")) if f.language == "yaml"]
    assert parse_codebook(blocks[0].text).problems()
    schema = json.loads(schema_text())
    for block in blocks:
        parse_codebook(block.text)
        jsonschema.validate(json.loads(json.dumps(yaml.safe_load(block.text), default=str)), schema)


def test_the_codebook_on_the_page_shows_every_key_of_a_code() -> None:
    schema = json.loads(schema_text())
    block = next(f for f in pages.fences(read("codebook.md")) if f.language == "yaml")
    used = {key for code in yaml.safe_load(block.text)["codes"] for key in code}
    assert used == set(schema["$defs"]["code"]["properties"])


def test_every_key_of_the_settings_is_explained_and_every_example_valid() -> None:
    text = read("study-folder.md")
    assert [key for key in KNOWN if f"`{key}`" not in text] == []
    for block in pages.fences(text):
        if block.language == "yaml":
            parse_settings(block.text, Path("study.yaml"))


def test_every_column_and_every_file_ending_is_explained() -> None:
    codings, data, transcripts = (
        read(name) for name in ("codings-csv.md", "data-steward.md", "transcripts.md")
    )
    assert [name for name in COLUMNS if f"`{name}`" not in codings] == []
    assert [name for name in CONSENT if f"`{name}`" not in data] == []
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in transcripts] == []


def test_the_ways_of_labelling_speakers_are_recognised_as_the_page_says(tmp_path: Path) -> None:
    shown = [f for f in pages.fences(read("transcripts.md")) if f.comment.startswith("speakers: ")]
    assert len(shown) >= 6
    for number, block in enumerate(shown):
        path = tmp_path / f"{number}.txt"
        path.write_text(block.text, "utf-8")
        labels = [s.label for s in read_transcript(path).structure.speakers]
        separator = "; " if ";" in block.comment else ", "
        assert labels == block.comment.removeprefix("speakers: ").split(separator), block.line


def test_the_pictures_are_small_and_ask_no_server_for_anything() -> None:
    folder = pages.DOCS / "pictures"
    assert {path.stem for path in folder.glob("*.svg")} == {
        *pictures.SCREENS, *pictures.FIGURES
    }  # fmt: skip
    for path in folder.iterdir():
        assert path.stat().st_size < 200_000, path.name
        assert b"@font-face" not in path.read_bytes()


def test_a_picture_of_the_screens_is_the_same_every_time(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asyncio, "run", clock.run)
    for name in ("one", "two"):
        with consoles.world(tmp_path):
            pictures.screens(built, tmp_path / name)
    for name in pictures.SCREENS:
        one, two = (tmp_path / each / f"{name}.svg" for each in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        assert "coder" in one.read_text("utf-8")


def test_the_instrument_on_the_page_is_valid_and_every_field_is_shown_on_it() -> None:
    text = read("instruments.md")
    block = next(f for f in pages.fences(text) if f.language == "yaml")
    key = parse_instrument(block.text)
    assert [each.id for each in key.subscales] == ["support", "clarity"]
    assert key.subscales[0].required == 3
    fields = {*TOP_FIELDS, *SUBSCALE_FIELDS}
    assert sorted(f for f in fields if f"{f}:" not in block.text and f"`{f}`" not in text) == []
    assert [path.stem for path in shipped_keys() if f"`{path.stem}`" not in text] == []
