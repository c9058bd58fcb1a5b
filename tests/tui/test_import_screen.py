"""New files: announced on the list, looked at before anything is stored, then imported."""

from __future__ import annotations

import threading
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from textual.pilot import Pilot

from qualkit import importers
from qualkit.errors import StoreError
from qualkit.study import Study
from qualkit.tui.screens.home import HomeScreen
from qualkit.tui.screens.importing import ImportScreen
from tests.tui.conftest import flat, marked, play, press, same_as_before, shown

NIGHT = dedent(
    """\
    Night shift, second interview
    Date: 4 March 2025

    Interviewer: How are the nights?
    Harriet Okafor: Quiet until two. Then the bells begin, and there are two of us.
    Interviewer: And after that?
    Harriet Okafor: [sighs] You sit in the car and wait for your hands to be warm.
    """
)
PAIR = dedent(
    """\
    Interviewer: Who keeps the list?
    Ruth Abara: I keep it.
    Tom Abara: She does.
    Ruth Abara: Every week.
    """
)


def drop(study: Study, name: str, text: str) -> Path:
    path = study.path / "transcripts" / name
    path.write_text(text, "utf-8")
    return path


async def look(pilot: Pilot[None]) -> ImportScreen:
    """Open the import screen and wait until all is read."""
    await press(pilot, "i")
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.1)
    return screen


def test_a_new_file_is_announced_looked_at_and_imported(study: Study) -> None:
    drop(study, "night.txt", NIGHT)

    async def scenario(pilot: Pilot[None]) -> None:
        assert "1 new file in transcripts/: press i" in flat(pilot)
        await look(pilot)
        screen = flat(pilot)
        assert "night.txt interview, 4 turns," in screen
        (row,) = [line.split() for line in shown(pilot) if "Harriet Okafor" in line]
        assert row[2:5] == ["P04", "participant", "2"]
        assert "header block, line 2, kept beside the speech: Date: 4 March" in screen
        assert not [d for d in study.documents() if d.name == "night.txt"]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Imported 1 file" in shown(pilot)[-2]
        assert any(line.strip().startswith("night.txt") for line in shown(pilot))
        assert "new file" not in flat(pilot)
        await press(pilot, ":")
        assert "$ qualkit import transcripts" in flat(pilot)

    play(study, scenario, document=None)
    assert [s.pseudonym for s in study.text("night").structure.speakers] == ["INT3", "P04"]


def test_pseudonyms_are_shown_as_they_will_be_given_across_files(study: Study) -> None:
    drop(study, "a.txt", NIGHT)
    drop(study, "b.txt", "")
    drop(study, "c.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        screen = await look(pilot)
        promised = {
            found.name: [voice.pseudonym for voice in found.voices] for found in screen._ready()
        }
        await press(pilot, "enter")
        for name in ("a.txt", "c.txt"):
            stored = study.text(name).structure.speakers
            assert [speaker.pseudonym for speaker in stored] == promised[name]
        assert not set(promised["a.txt"]) & set(promised["c.txt"])

    play(study, scenario, document=None)


def test_a_file_that_cannot_be_read_is_told_in_its_place_and_the_others_are_imported(
    study: Study,
) -> None:
    drop(study, "empty.txt", "")
    drop(study, "night.txt", NIGHT)

    async def scenario(pilot: Pilot[None]) -> None:
        assert "2 new files in transcripts/: press i" in flat(pilot)
        await look(pilot)
        first = next(line for line in shown(pilot) if "empty.txt" in line)
        assert "cannot be imported" in first
        assert "is empty" in flat(pilot)
        assert "1 of 2 files can be imported" in shown(pilot)[-2]
        await press(pilot, "enter")
        assert "Imported 1 file; left as they were: empty.txt" in shown(pilot)[-2]
        assert "1 new file in transcripts/: press i" in flat(pilot)

    play(study, scenario, document=None)
    assert {d.name for d in study.documents()} == {"lunch.txt", "night.txt", "winter.txt"}


def test_where_nothing_can_be_read_enter_says_so_and_the_footer_does_not_offer_it(
    study: Study,
) -> None:
    drop(study, "empty.txt", "")

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        assert "Enter" not in shown(pilot)[-1]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ImportScreen)
        assert "None of these files can be imported" in shown(pilot)[-2]

    play(study, scenario, document=None)


@pytest.mark.parametrize("key", ["escape", "q"])
def test_going_back_stores_nothing(study: Study, key: str) -> None:
    drop(study, "night.txt", NIGHT)
    participants = (study.path / "transcripts" / "participants.csv").read_bytes()

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await press(pilot, key)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "1 new file in transcripts/: press i" in flat(pilot)

    play(study, scenario, document=None)
    assert {d.name for d in study.documents()} == {"lunch.txt", "winter.txt"}
    assert (study.path / "transcripts" / "participants.csv").read_bytes() == participants


def test_without_new_files_the_key_says_so(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "new file" not in flat(pilot)
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "No new files in transcripts/" in shown(pilot)[-2]

    play(study, scenario, document=None)


def test_the_first_transcripts_of_an_empty_study_come_in_by_the_same_key(
    empty_study: Study,
) -> None:
    drop(empty_study, "night.txt", NIGHT)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await press(pilot, "enter")
        assert any(line.strip().startswith("night.txt") for line in shown(pilot))

    play(empty_study, scenario, document=None)


def test_what_the_store_refuses_is_told_and_the_files_stay_in_sight(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(study, "night.txt", NIGHT)

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("the disk is full", "make room")

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        monkeypatch.setattr(type(study), "import_transcripts", refuse)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ImportScreen)
        assert "the disk is full make room" in flat(pilot)
        monkeypatch.undo()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)

    play(study, scenario, document=None)


def test_a_study_that_cannot_be_opened_for_reading_is_told(study: Study) -> None:
    drop(study, "night.txt", NIGHT)

    async def scenario(pilot: Pilot[None]) -> None:
        (study.path / "study.yaml").write_text("title: [", "utf-8")
        await look(pilot)
        assert "study.yaml" in flat(pilot)
        assert "night.txt not read yet" in flat(pilot)

    play(study, scenario, document=None)


def test_nothing_in_a_label_acts_on_the_terminal(study: Study) -> None:
    drop(study, "pair.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ruth\u202eA\x07bara>Yes.\n")

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        screen = "".join(shown(pilot))
        assert "Ruth" in screen
        assert not {"\x1b", "\x07", "\u202e"} & set(screen)

    play(study, scenario, document=None)


def test_everything_left_out_can_be_scrolled_to(study: Study) -> None:
    cues = "\n".join(
        f"NOTE remark {number} of the transcriber\n\n00:{number:02}.000 --> 00:{number:02}.900\n"
        f"<v Ruth Abara>Sentence {number}.\n"
        for number in range(30)
    )
    drop(study, "long.vtt", f"WEBVTT\n\n{cues}")

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        assert "remark 29" not in flat(pilot)
        seen = ""
        for _ in range(12):
            seen += flat(pilot)
            await press(pilot, "pagedown")
        assert all(f"remark {number} " in seen for number in range(30))
        await press(pilot, "home")
        assert "long.vtt" in shown(pilot)[1]
        assert "long.vtt" in marked(pilot, "reverse")
        await press(pilot, "down")
        assert "speaker" in marked(pilot, "reverse")
        await press(pilot, "up", "end")
        assert "remark 29" in flat(pilot)

    play(study, scenario, document=None)


def test_a_long_label_or_file_name_is_folded_and_never_cut(study: Study) -> None:
    name = "Anneliese Konstantinopoulou-Featherstonehaugh of the Northern Division"
    file = f"{'a-file-with-a-long-name-' * 3}.vtt"
    drop(study, file, f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {name}>Yes.\n")

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        assert file in "".join(shown(pilot)).replace(" ", "")
        assert name.replace(" ", "") in "".join(shown(pilot)).replace(" ", "")

    play(study, scenario, document=None, size=(60, 20))


def test_the_import_screen_looks_as_before(study: Study) -> None:
    drop(study, "empty.txt", "")
    drop(study, "night.txt", NIGHT)
    drop(study, "pair.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        same_as_before("home-new-files", pilot)
        await look(pilot)
        same_as_before("importing", pilot)

    play(study, scenario, document=None)


def test_a_copy_of_a_document_under_another_name_is_told_and_not_offered(study: Study) -> None:
    drop(study, "copy.txt", (study.path / "transcripts" / "winter.txt").read_text("utf-8"))

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        assert "in the study already: interview" in flat(pilot)
        assert "copy.txt is the same file as winter.txt" in flat(pilot)
        assert "0 of 1 file can be imported" in shown(pilot)[-2]

    play(study, scenario, document=None)


def test_nothing_is_imported_before_all_has_been_read(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(study, "night.txt", NIGHT)
    go, read = threading.Event(), importers.read_transcript

    def slow(*arguments: Any) -> Any:
        go.wait(10)
        return read(*arguments)

    async def scenario(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(importers, "read_transcript", slow)
        await press(pilot, "i")
        assert "night.txt not read yet" in flat(pilot)
        assert "reading: 0 of 1 file" in shown(pilot)[-2]
        await press(pilot, "enter")
        assert "Still reading" in shown(pilot)[-2]
        await press(pilot, "?", "q")
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        go.set()
        await look(pilot)
        assert "1 of 1 file can be imported" in shown(pilot)[-2]

    play(study, scenario, document=None)
    assert len(study.documents()) == 2


def test_an_excerpt_in_wide_characters_is_shown_whole(study: Study) -> None:
    said = "全部" * 45
    drop(study, "wide.vtt", f"WEBVTT\n\nNOTE {said}\n\n00:01.000 --> 00:02.000\n<v Ana>Yes.\n")

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        assert "".join(shown(pilot)).replace(" ", "").count("全部") == 45

    play(study, scenario, document=None)


async def to_row(pilot: Pilot[None], words: str) -> None:
    """Put the highlight on the row that holds these words."""
    await press(pilot, "home")
    for _ in range(60):
        if words in marked(pilot, "reverse"):
            return
        await press(pilot, "down")
    pytest.fail(f"no row says {words}")


async def read_again(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.1)


def voices(study: Study, name: str) -> list[tuple[str, str]]:
    return [(s.pseudonym, s.role.value) for s in study.text(name).structure.speakers]


def test_a_role_that_was_guessed_wrong_is_corrected_by_a_key(study: Study) -> None:
    drop(study, "pair.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await to_row(pilot, "Tom Abara")
        await press(pilot, "r")
        await read_again(pilot)
        row = next(line for line in shown(pilot) if "Tom Abara" in line)
        assert "other" in row
        assert "pair.txt" in flat(pilot)
        assert "corrected" in flat(pilot)
        await press(pilot, "enter", ":")
        assert "--other 'Tom Abara'" in flat(pilot)

    play(study, scenario, document=None)
    assert voices(study, "pair.txt")[2] == ("OTH1", "other")


def test_a_speaker_is_told_to_be_a_participant_whom_the_study_knows(study: Study) -> None:
    drop(study, "pair.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await to_row(pilot, "Ruth Abara")
        await press(pilot, "p", *"p01", "enter")
        await read_again(pilot)
        assert "P01" in next(line for line in shown(pilot) if "Ruth Abara" in line)
        await press(pilot, "enter")

    play(study, scenario, document=None)
    assert voices(study, "pair.txt")[1] == ("P01", "participant")


def test_a_new_pseudonym_that_looks_like_a_name_is_refused_and_nothing_is_lost(
    study: Study,
) -> None:
    drop(study, "pair.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await to_row(pilot, "Ruth Abara")
        await press(pilot, "p", *"Ruthie", "enter")
        await read_again(pilot)
        assert "does not look like a pseudonym" in flat(pilot)
        await press(pilot, "backspace")
        await read_again(pilot)
        assert "does not look like" not in flat(pilot)
        assert "Enter import" in shown(pilot)[-1]

    play(study, scenario, document=None)


def test_two_labels_of_one_person_are_joined(study: Study) -> None:
    drop(study, "pair.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await to_row(pilot, "Tom Abara")
        await press(pilot, "m")
        assert "Tom Abara is the same person as" in flat(pilot)
        await press(pilot, "down", "enter")
        await read_again(pilot)
        assert not any("   Tom Abara" in line for line in shown(pilot))
        await press(pilot, "enter")

    play(study, scenario, document=None)
    assert len(voices(study, "pair.txt")) == 2


def test_the_kind_of_a_document_is_corrected_and_taken_back(study: Study) -> None:
    drop(study, "night.txt", NIGHT)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await press(pilot, "d")
        await read_again(pilot)
        assert "focus group, 4 turns" in flat(pilot)
        await press(pilot, "backspace")
        await read_again(pilot)
        assert "interview, 4 turns" in flat(pilot)
        await press(pilot, "d")
        await read_again(pilot)
        await press(pilot, "enter")

    play(study, scenario, document=None)
    assert study.document("night.txt").kind.value == "focus group"


def test_a_file_is_left_out_and_waits_for_another_day(study: Study) -> None:
    drop(study, "night.txt", NIGHT)
    drop(study, "pair.txt", PAIR)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        await to_row(pilot, "pair.txt")
        await press(pilot, "x")
        await read_again(pilot)
        assert "left out of this import" in flat(pilot)
        assert "1 of 2 files can be imported" in flat(pilot)
        await press(pilot, "enter")
        assert "1 new file in transcripts/: press i" in flat(pilot)

    play(study, scenario, document=None)
    assert {d.name for d in study.documents()} == {"lunch.txt", "night.txt", "winter.txt"}


def test_a_correction_reads_only_its_own_file_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(study, "night.txt", NIGHT)
    drop(study, "pair.txt", PAIR)
    read, asked = importers.read_transcript, []

    def counted(path: Path, *arguments: Any) -> Any:
        asked.append(path.name)
        return read(path, *arguments)

    async def scenario(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(importers, "read_transcript", counted)
        await look(pilot)
        await press(pilot, "d")
        await read_again(pilot)

    play(study, scenario, document=None)
    assert asked == ["night.txt", "pair.txt", "night.txt"]


def test_keys_for_a_speaker_say_so_where_none_is_highlighted(study: Study) -> None:
    drop(study, "night.txt", NIGHT)

    async def scenario(pilot: Pilot[None]) -> None:
        await look(pilot)
        assert " r role" not in shown(pilot)[-1]
        await press(pilot, "r")
        assert "Put the highlight on a speaker first" in flat(pilot)
        await to_row(pilot, "Harriet Okafor")
        assert " r role" in shown(pilot)[-1]

    play(study, scenario, document=None)
