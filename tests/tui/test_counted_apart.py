"""Screens count what respondents wrote apart from what participants said."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.records import DocumentKind
from qualkit.study import Study
from qualkit.study.wishes import Wishes
from qualkit.tui.screens.book.codebook import CodebookScreen
from tests.tui.conftest import WIDE, flat, passage, play, press, shown

ANSWERS = "R01: We were never told anything.\n\nR02: Two posts were empty all year.\n"


@pytest.fixture
def commented(study: Study, tmp_path: Path) -> Study:
    """The study with a document of survey comments, one of which bears a code."""
    path = tmp_path / "answers.txt"
    path.write_text(ANSWERS, "utf-8")
    study.import_transcripts([path], Wishes(kind=DocumentKind.SURVEY_COMMENT))
    study.code("answers", passage(study, "Two posts were empty", "answers"), "vacancies")
    return study


def test_the_entry_of_a_code_tells_its_comments_and_the_list_leaves_them_out(
    commented: Study,
) -> None:
    count = commented.code_counts()["vacancies"]

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "c")
        screen = pilot.app.screen
        assert isinstance(screen, CodebookScreen)
        screen.go_to("code:vacancies")
        await pilot.pause(0.05)
        # The entry is wrapped beside the list: words are looked for one by one.
        entry = " ".join(line.rpartition("│")[2].strip() for line in shown(pilot))
        assert "in survey comments, counted apart: 1 reference of 1 respondent" in entry
        assert f"{count.own:>5} {count.references:>10} {count.participants:>6}" in "\n".join(
            shown(pilot)
        )
        screen.go_to("code:breaks")
        await pilot.pause(0.05)
        assert "in survey comments" not in flat(pilot)

    assert count.comment_references == count.respondents == 1
    play(commented, scenario, size=WIDE)


def test_a_card_of_the_board_tells_references_in_comments_after_the_others(
    commented: Study,
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "b", "a")
        assert "1 in comments" in flat(pilot)

    play(commented, scenario, size=WIDE)


def test_home_tells_words_of_participants_and_of_respondents_apart(commented: Study) -> None:
    documents = commented.documents()
    said = sum(d.participant_words for d in documents if not d.kind.of_survey)
    written = sum(d.participant_words for d in documents if d.kind.of_survey)

    async def scenario(pilot: Pilot[None]) -> None:
        await pilot.pause(0.3)
        text = flat(pilot)
        assert f"of {said} words of participants" in text
        assert f"% of {written} of respondents" in text

    assert written == 11
    play(commented, scenario, None, WIDE)
