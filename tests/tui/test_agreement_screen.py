"""The screen of agreement: its views, what it says of a row, what it refuses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from qualkit.core.records import Coder, Span
from qualkit.study import Study
from qualkit.study.agreement.question import Documents, Source, Unit
from qualkit.tui.screens.agreement import AgreementScreen
from tests.tui.conftest import NARROW, WIDE, flat, passage, play, press, same_as_before, shown


@pytest.fixture
def compared(study: Study) -> Study:
    """AB and CD have finished both transcripts in a calibration round."""
    for initials in ("AB", "CD"):
        study.add_coder(Coder(initials))
    study.open_round("calibration", "calibration")
    for coder in ("AB", "CD"):
        study.assign(coder, "winter", "lunch", round="calibration")
    for coder, moved in (("AB", 0), ("CD", 6)):
        study.use_coder(coder)
        for words, code in (
            ("We had two posts empty from October", "vacancies"),
            ("I kept a count on the back of the door", "numbness"),
        ):
            span = passage(study, words)
            study.code("winter", Span(span.start + moved, span.end), code, round="calibration")
        if coder == "AB":
            study.code(
                "lunch", passage(study, "Eat your lunch.", "lunch"), "breaks", round="calibration"
            )
        study.mark_done("winter", "calibration")
        study.mark_done("lunch", "calibration")
    study.use_coder("AB")
    return study


def visit(
    study: Study, scenario: Callable[[Pilot[None], AgreementScreen], Awaitable[None]],
    size: tuple[int, int] = WIDE,
) -> None:  # fmt: skip
    """Open the screen from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "a")
        for _ in range(40):
            screen = pilot.app.screen
            if isinstance(screen, AgreementScreen) and (screen.report or screen.why):
                break
            await pilot.pause(0.05)
        screen = pilot.app.screen
        assert isinstance(screen, AgreementScreen)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_the_code_with_most_to_gain_stands_first(compared: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        report = screen.report
        assert report is not None
        assert screen.listing.keys == [code.code for code in report.codes]
        gains = [code.recoverable for code in report.codes]
        assert gains == sorted(gains, reverse=True)
        same_as_before(f"agreement-{size[0]}x{size[1]}", pilot)

    visit(compared, scenario, size)


def test_the_pane_follows_the_row(compared: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        assert screen.report is not None
        first, second = screen.report.codes[:2]
        assert f"{first.recoverable:,.0f} characters" in flat(pilot)
        await press(pilot, "down")
        assert f"Disagreement: {second.recoverable:,.0f} characters" in flat(pilot)

    visit(compared, scenario)


@pytest.mark.parametrize("view", ["pairs", "documents", "rounds"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_every_view_is_shown(compared: Study, view: str, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        await press(pilot, {"pairs": "2", "documents": "3", "rounds": "4"}[view])
        assert screen.view == view
        same_as_before(f"agreement-{view}-{size[0]}x{size[1]}", pilot)
        await press(pilot, "1")
        assert screen.view == "codes"

    visit(compared, scenario, size)


def test_v_goes_through_the_views_and_comes_back(compared: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        seen = []
        for _ in range(4):
            await press(pilot, "v")
            seen.append(screen.view)
        assert seen == ["pairs", "documents", "rounds", "codes"]

    visit(compared, scenario)


def test_the_unit_the_documents_and_the_layer_can_be_changed(compared: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        before = screen.report
        await press(pilot, "x")
        assert screen.question.unit is Unit.SENTENCE
        assert screen.report != before
        assert "sentence" in shown(pilot)[-2]
        await press(pilot, "f")
        assert screen.question.documents is Documents.ALL
        await press(pilot, "n")
        assert screen.question.source is Source.CURRENT
        assert "as they are now" in flat(pilot)

    visit(compared, scenario)


def test_figures_of_codings_as_they_are_now_follow_an_edit(compared: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        await press(pilot, "n")
        before = screen.report
        assert before is not None
        own = compared.codings("winter", "AB", "vacancies", "calibration")[0]
        compared.uncode(own.id)
        screen.settle()
        await pilot.pause(0.05)
        after = screen.report
        assert after is not None
        assert after.code("vacancies") != before.code("vacancies")
        await pilot.pause(0.6)
        assert screen.report is not None
        assert screen.report.overall != before.overall

    visit(compared, scenario)


def test_the_sentence_for_the_methods_section_is_one_key_away(compared: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        await press(pilot, "m")
        said = " ".join(flat(pilot).replace("│", " ").split())
        assert "Two coders (AB, CD)" in said
        assert "For the methods section" in said
        await press(pilot, "m")
        assert "methods section" not in flat(pilot)

    visit(compared, scenario, NARROW)


def test_the_table_is_written_and_its_command_shown(compared: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        await press(pilot, "e")
        assert (compared.path / "exports" / "agreement.docx").stat().st_size > 1000
        assert screen.desk.equal is not None
        assert screen.desk.equal.command.startswith("qualkit export agreement")

    visit(compared, scenario)


def test_where_nothing_can_be_compared_it_says_what_to_do(study: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: AgreementScreen) -> None:
        assert "nobody has been assigned to anything" in flat(pilot)
        assert "qualkit assign infer" in flat(pilot)
        await press(pilot, "r", "v", "enter")
        assert pilot.app.screen is screen

    visit(study, scenario)
