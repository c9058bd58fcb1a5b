"""The survey's screens: scores by group, one subscale, questions, comments, a file taken in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from qualkit.core.plot_text import UNICODE
from qualkit.core.statistics import Comparison
from qualkit.study import Study, open_study
from qualkit.tui.screens.survey.asking import SurveyAsking
from qualkit.tui.screens.survey.choices import SurveyChoices
from qualkit.tui.screens.survey.comments import CommentsScreen
from qualkit.tui.screens.survey.intake import IntakeScreen
from qualkit.tui.screens.survey.sheet import SheetScreen
from qualkit.tui.screens.survey.survey import SurveyScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from qualkit.tui.surveyed import Basics
from tests.conftest import copied
from tests.survey_study import answers, survey_study
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before, shown

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
SPRING = """\
qualkit_survey: 1
confirmed: true
source: {file: spring.csv}
respondent: A
attributes:
  - {id: sector, label: Sector, column: B, values: [NHS, third sector]}
instruments:
  - {id: mbi-hss, columns: [C-X], items: [1-22], answers: numbers, shift: 0}
questions:
  - {id: helps, label: What helps, kind: open, column: "Y"}
"""


@pytest.fixture(scope="session")
def staff_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of `staff`, to be copied."""
    folder = tmp_path_factory.mktemp("staff")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        survey_study(folder / "study").close()
    return folder


@pytest.fixture
def staff(tmp_path: Path, staff_template: Path) -> Iterator[Study]:
    """A study with a survey of 40: sectors of 22, 1, 1, 2 and 14, two instruments."""
    with open_study(copied(staff_template, tmp_path / "study"), "AB") as opened:
        yield opened


def spring(folder: Path) -> Path:
    """The export of a second survey: twelve people, each with an answer in their own words."""
    numbers = answers().items["mbi-hss"]
    heads = ["ID", "Sector", *(f"m{item}" for item in numbers), "What helps"]
    rows = [",".join(heads)]
    for person in range(12):
        items = ["" if value != value else str(int(value))
                 for value in (column[person] for column in numbers.values())]  # fmt: skip
        sector = "NHS" if person % 2 else "third sector"
        rows.append(",".join([f"x{person}", sector, *items, f"Reason {person} of mine."]))
    path = folder / "spring.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.fixture
def commented(staff: Study, tmp_path: Path) -> Study:
    """The study of `staff` with a second survey that asked an open question."""
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(SPRING, "utf-8")
    staff.import_survey(spring(tmp_path), mapping=mapping)
    return staff


Act = Callable[[Pilot[None], SurveyScreen], Awaitable[None]]


def visit(study: Study, scenario: Act, size: tuple[int, int] = WIDE) -> None:
    """Open the screen from the list of documents and wait for the tests, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "v")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SurveyScreen)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked is answered."""
    await pilot.pause(0.03)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.05)


async def choose(pilot: Pilot[None], *keys: str) -> None:
    """Press keys that ask anew, and wait for the answer."""
    await press(pilot, *keys)
    await settled(pilot)


def said(pilot: Pilot[None]) -> str:
    """What the screen says, without the rules between its panes."""
    return " ".join(flat(pilot).replace("│ ", "").replace(" │", "").split())


async def internal(pilot: Pilot[None]) -> None:
    """Open the internal view, and say that only the team looks on."""
    await press(pilot, "i")
    await choose(pilot, "y")


@SIZES
def test_each_subscale_has_its_groups_with_boxplots(staff: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert screen.listing.keys[0] == "mbi-hss.EE"
        same_as_before(f"survey-{size[0]}x{size[1]}", pilot)

    visit(staff, scenario, size)


def test_the_list_stands_before_the_tests_are_there(
    staff: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens: list[str] = []

    def slow(screen: SurveyScreen, event: SurveyScreen.Tested) -> None:
        screens.append("\n".join(s.text for s in screen._compositor.render_strips()))

    monkeypatch.setattr(SurveyAsking, "on_survey_asking_tested", slow)

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert "The test is being worked out" in said(pilot)
        assert screens
        assert "Emotional exhaustion" in screens[0]

    visit(staff, scenario)


def test_the_sentence_of_the_row_is_the_one_that_the_study_renders(staff: Study) -> None:
    rendered = staff.survey_sentences(staff.compare_survey("sector"))

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        for key, words in (("mbi-hss.EE", rendered[0]), ("worklife.values", rendered[-1])):
            screen.listing.go_to(key)
            await press(pilot, "y")
            assert pilot.app.clipboard == words
            assert words[:40] in said(pilot)

    visit(staff, scenario)


def test_a_group_that_is_too_small_is_said_not_to_be_shown(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert "not shown (fewer than 5): council, private, social work" in said(pilot)
        lines = [line for line in shown(pilot) if line.startswith("   council")]
        assert not lines

    visit(staff, scenario)


@pytest.mark.parametrize("digit", range(1, 4))
def test_groups_are_made_by_what_is_chosen(staff: Study, digit: int) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "b")
        await choose(pilot, str(digit))
        assert screen.asked.by == ("sector", "role", "")[digit - 1]
        place = ("by sector", "by role", "all respondents together")[digit - 1]
        assert place in shown(pilot)[-2]
        assert screen.desk.equal is not None
        command = screen.desk.equal.command
        assert command == ("qualkit survey compare --by sector", "qualkit survey compare --by role",
                           "qualkit survey describe")[digit - 1]  # fmt: skip

    visit(staff, scenario)


def test_without_groups_each_subscale_has_one_row(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "b")
        await choose(pilot, "0")
        assert all("\n" not in key for key in screen.listing.keys)
        assert len(screen.listing.keys) == 5
        assert "do not print figures of all respondents beside" in said(pilot).casefold()
        same_as_before("survey-nothing-80x24", pilot)

    visit(staff, scenario, NARROW)


def test_groups_can_stand_in_columns(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "t")
        assert len(screen.listing.keys) == 5
        same_as_before("survey-columns-80x24", pilot)
        await press(pilot, "t")
        assert len(screen.listing.keys) > 5

    visit(staff, scenario, NARROW)


def test_the_instrument_can_be_chosen(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        seen = []
        for _ in range(3):
            await choose(pilot, "f")
            seen.append({key.split(".")[0] for key in screen.listing.keys})
        assert seen == [{"mbi-hss"}, {"worklife"}, {"mbi-hss", "worklife"}]

    visit(staff, scenario)


@pytest.mark.parametrize(
    ("presses", "method"), [(1, "Welch ANOVA"), (2, "Kruskal-Wallis"), (3, "ANOVA")]
)
def test_the_method_can_be_changed(staff: Study, presses: int, method: str) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        for _ in range(presses):
            await choose(pilot, "m")
        assert screen.found is not None
        assert {each.test.method for each in (screen.found.tests or {}).values()} == {method}

    visit(staff, scenario)


def test_two_groups_chosen_beforehand_are_tested_by_themselves_and_then_all_again(
    staff: Study,
) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        def methods() -> set[str]:
            assert screen.found is not None
            return {each.test.method for each in (screen.found.tests or {}).values()}

        await press(pilot, "w", "enter")
        assert "third sector against" in flat(pilot)
        await choose(pilot, "enter")
        assert screen.asked.groups == ("third sector", "NHS")
        assert methods() == {"Welch t"}
        assert "Only third sector and NHS, by Welch's t; w again" in flat(pilot)
        await press(pilot, "down")
        assert "by sector · third sector v NHS, Welch's t" in flat(pilot)
        assert screen.desk.equal is not None
        assert screen.desk.equal.command == (
            "qualkit survey compare --by sector --groups 'third sector,NHS'"
        )
        await press(pilot, "e")
        assert "--groups 'third sector,NHS' -o" in screen.desk.equal.command
        await choose(pilot, "w")
        assert methods() == {"ANOVA"}
        await press(pilot, "w", "enter")
        await choose(pilot, "enter")
        await press(pilot, "b")
        await choose(pilot, "2")
        assert screen.asked.groups == ()
        assert methods() == {"ANOVA"}

    visit(staff, scenario)


def test_a_key_is_copied_into_the_study_from_the_list_of_keys(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "4")
        row = screen.listing.keys.index("aws-28")
        await press(pilot, "home", *["down"] * row)
        assert "Press c to copy it into the study" in said(pilot)
        await choose(pilot, "c")
        assert screen.desk.equal is not None
        assert (staff.path / "codebook" / "instruments" / "aws-28.yaml").exists()
        assert "Fill them in, in the study's own file" in said(pilot)
        await press(pilot, "c")
        assert "aws-28.yaml is in the study already" in flat(pilot)

    visit(staff, scenario)


def test_the_internal_view_is_asked_for_once_marked_and_closed_again(
    staff: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SurveyChoices, "_agreed", type(SurveyChoices._agreed)())

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "i")
        await choose(pilot, "n")
        assert not screen.asked.internal
        await internal(pilot)
        assert screen.asked.internal
        assert shown(pilot)[1].startswith(" INTERNAL: for the team's own eyes")
        assert any(line.startswith("   council") for line in shown(pilot))
        assert "5 groups tested" in said(pilot)
        same_as_before("survey-internal-80x24", pilot)
        await choose(pilot, "i")
        assert "INTERNAL" not in flat(pilot)
        assert not any(line.startswith("   council") for line in shown(pilot))
        # Who said so once is not asked again.
        await choose(pilot, "i")
        assert screen.asked.internal

    visit(staff, scenario, NARROW)


def test_the_screen_never_opens_with_the_internal_view(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await choose(pilot, "i", "y")
        await press(pilot, "escape", "space", "v")
        await settled(pilot)
        assert "INTERNAL" not in flat(pilot)

    visit(staff, scenario)


def test_small_groups_are_left_out_of_the_test_in_the_internal_view_too(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "g")
        assert "internal view alone" in flat(pilot)
        await internal(pilot)
        assert screen.found is not None
        assert len(screen.found.tests["mbi-hss.EE"].test.groups) == 5  # type: ignore[index]
        await choose(pilot, "g")
        assert len(screen.found.tests["mbi-hss.EE"].test.groups) == 2  # type: ignore[index]
        assert "--internal --large-groups" in screen.desk.equal.command  # type: ignore[union-attr]

    visit(staff, scenario)


@SIZES
def test_enter_shows_one_subscale_in_full(staff: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SheetScreen)
        same_as_before(f"survey-sheet-{size[0]}x{size[1]}", pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is screen

    visit(staff, scenario, size)


def test_every_part_of_a_sheet_says_what_it_is(staff: Study) -> None:
    found = staff.compare_survey("role", instrument="mbi-hss")[1]

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "b")
        await choose(pilot, "2")
        await press(pilot, "enter", "right")
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        assert sheet.key == "mbi-hss.DP"
        keys = sheet.listing.keys
        assert [key for key in keys if key.startswith("group")] == [
            "group frontline", "group manager", "group support", "group not given", "group all",
        ]  # fmt: skip
        assert "The data do not show" in words_of(sheet, "test 0") or "higher" in words_of(
            sheet, "test 0"
        )
        assert "frontline" in words_of(sheet, "pair 0")
        assert words_of(sheet, "note 0") == found.notes[0]
        await press(pilot, "y")
        assert pilot.app.clipboard == found.notes[0]
        assert "manager respondents" in words_of(sheet, "group manager")
        assert "Cronbach's alpha" in said(pilot)
        await press(pilot, "left", "left")
        assert sheet.key == "worklife.values"

    visit(staff, scenario)


def words_of(sheet: SheetScreen, key: str) -> str:
    """What a row of a sheet says."""
    sheet.listing.go_to(key)
    return sheet.sentence()


def test_a_sheet_that_is_open_takes_the_tests_when_they_come(
    staff: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualkit.tui.screens.survey import asking

    go_on, tests = Event(), asking.tests

    def waiting(study: Study, found: Basics) -> dict[str, Comparison]:
        go_on.wait(20)
        return tests(study, found)

    monkeypatch.setattr(asking, "tests", waiting)

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "v")
        screen = pilot.app.screen
        assert isinstance(screen, SurveyScreen)
        while screen.found is None:
            await pilot.pause(0.02)
        await press(pilot, "enter")
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        assert "test 0" not in sheet.listing.keys
        go_on.set()
        await settled(pilot)
        assert "test 0" in sheet.listing.keys

    play(staff, acted, document=None, size=WIDE)


@SIZES
def test_questions_are_counted(staff: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "b")
        await choose(pilot, "0")
        await press(pilot, "2")
        assert screen.listing.keys == ["contact", "support"]
        same_as_before(f"survey-questions-{size[0]}x{size[1]}", pilot)
        await press(pilot, "y")
        words = staff.survey_sentences(staff.survey_frequencies("contact"))[0]
        assert pilot.app.clipboard == words
        assert UNICODE.bar in flat(pilot) or size == NARROW

    visit(staff, scenario, size)


def test_a_question_is_counted_by_group(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "2", "enter")
        text = said(pilot)
        assert "third sector, N = 22" in text
        assert "council not shown (fewer than 5)" in text
        assert screen.desk.equal is not None
        assert screen.desk.equal.command == "qualkit survey frequencies contact --by sector"
        same_as_before("survey-question-80x24", pilot)
        await press(pilot, "end")
        assert "all not shown: hidden groups could be worked out" in said(pilot)
        await press(pilot, "right")
        assert "Is there support" in flat(pilot)

    visit(staff, scenario, NARROW)


@SIZES
def test_instruments_say_where_they_come_from(staff: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "4")
        same_as_before(f"survey-instruments-{size[0]}x{size[1]}", pilot)
        screen.listing.go_to("aws-28")
        await press(pilot, "up", "down")
        assert "open key" in flat(pilot)
        await press(pilot, "enter")
        assert "did not ask aws-28" in flat(pilot)
        screen.listing.go_to("worklife")
        await choose(pilot, "enter")
        assert {key.split(".")[0] for key in screen.listing.keys} == {"worklife"}

    visit(staff, scenario, size)


def test_profiles_want_a_reference_sample(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "5")
        assert "need a named reference sample" in said(pilot)
        await press(pilot, "p", "enter")
        assert "unclassified" in flat(pilot)
        assert "The reference is the study's own respondents" in said(pilot)
        same_as_before("survey-profiles-140x40", pilot)
        found = staff.survey_profiles("own", survey="staff")
        key, profile = found.members[-1]
        screen.listing.go_to(profile)
        assert key in said(pilot)

    visit(staff, scenario)


@pytest.mark.parametrize("size", [(30, 8), (60, 14), (110, 30), (200, 60)])
def test_every_view_and_sheet_stands_on_any_terminal(
    commented: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        for keys in (
            ["enter", "down", "end"],
            ["escape", "t"],
            ["2", "enter", "end"],
            ["escape", "3", "r", "end"],
            ["escape", "4", "end"],
            ["5"],
            ["1", "end"],
        ):
            await press(pilot, *keys)
            assert flat(pilot)
            assert not screen.notice.text

    visit(commented, scenario, size)


def test_v_goes_through_the_views_and_comes_back(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        seen = []
        for _ in range(5):
            await press(pilot, "v")
            seen.append(screen.view)
        assert seen == ["questions", "open answers", "instruments", "profiles", "scores"]

    visit(staff, scenario)


def test_the_table_that_is_shown_is_written(staff: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        exports = staff.path / "exports"
        await press(pilot, "e")
        assert (exports / "survey-compare.docx").stat().st_size > 1000
        assert screen.desk.equal is not None
        assert screen.desk.equal.command.startswith("qualkit survey export compare --by sector -o")
        await press(pilot, "2", "e")
        assert (exports / "survey-frequencies.docx").exists()
        await press(pilot, "1")
        await internal(pilot)
        await press(pilot, "e")
        assert (exports / "survey-compare-internal.docx").exists()
        await press(pilot, "3", "e")
        assert "no table to write" in flat(pilot)

    visit(staff, scenario)


def test_a_figure_is_drawn_from_the_screen(staff: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    class Done:
        path = Path("figure.svg")

    monkeypatch.setattr(
        type(staff), "survey_figure", lambda _, **given: asked.append(given) or Done
    )

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "d")
        await pilot.pause(0.1)
        assert "Drew figure.svg" in flat(pilot)
        await press(pilot, "enter", "d")
        await pilot.pause(0.1)
        await press(pilot, "escape", "2", "d")
        await pilot.pause(0.1)
        assert [(each["kind"], each["instrument"], each["subscale"], each["question"])
                for each in asked] == [
            ("box", "mbi-hss", "", ""), ("box", "mbi-hss", "EE", ""),
            ("frequencies", "", "", "contact"),
        ]  # fmt: skip

    visit(staff, scenario)


def test_open_answers_open_on_the_coding_screen(commented: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert screen.asked.survey == "spring"
        await press(pilot, "3")
        assert "12 answers" in flat(pilot)
        assert "respondent level" in said(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
        assert pilot.app.screen.document.name == "survey-spring-helps.txt"

    visit(commented, scenario)


@SIZES
def test_a_comment_stands_beside_its_respondents_own_scores(
    commented: Study, size: tuple[int, int]
) -> None:
    document = commented.document("survey-spring-helps.txt")
    scores = commented.score_survey("mbi-hss", "spring")[0]

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "3", "r")
        comments = pilot.app.screen
        assert isinstance(comments, CommentsScreen)
        assert comments.listing.keys == list(scores.respondents)
        assert "NHS" not in flat(pilot)
        same_as_before(f"survey-comments-{size[0]}x{size[1]}", pilot)
        await press(pilot, "down", "enter")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.document == document
        assert coding.selection is not None
        assert "Reason 1 of mine." in commented.text(document).text[
            coding.selection.span.start : coding.selection.span.end
        ]  # fmt: skip

    visit(commented, scenario, size)


def test_another_survey_is_one_key_away(commented: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert screen.asked.survey == "spring"
        await choose(pilot, "s")
        assert screen.asked.survey == "staff"
        assert "--survey staff" in screen.desk.equal.command  # type: ignore[union-attr]
        assert "staff" in shown(pilot)[-2]

    visit(commented, scenario)


def test_an_open_key_takes_no_scores_from_the_others(staff: Study) -> None:
    path = staff.path / "codebook" / "instruments" / "worklife.yaml"
    path.write_text(path.read_text("utf-8").replace("items: [4, 5, 6]", "items: []"), "utf-8")

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert "mbi-hss.EE" in screen.listing.keys
        await press(pilot, "end")
        assert "cannot be scored yet" in flat(pilot)
        assert "worklife" in said(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is screen

    visit(staff, scenario)


@pytest.mark.parametrize(
    ("file", "was", "becomes", "told"),
    [
        ("survey/staff.yaml", "confirmed: true", "confirmed: perhaps", "staff.yaml, line"),
        ("survey/staff.csv", "third sector", "third sector,x", "staff.csv"),
        ("codebook/instruments/worklife.yaml", "items: 6", "items: six", "worklife.yaml"),
    ],
)
def test_a_broken_file_is_named_and_mended_without_leaving(
    staff: Study, file: str, was: str, becomes: str, told: str
) -> None:
    path = staff.path / file
    text = path.read_text("utf-8")
    path.write_text(text.replace(was, becomes, 1), "utf-8")

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert told in said(pilot)
        await press(pilot, "enter", "y", "2", "d")
        path.write_text(text, "utf-8")
        await press(pilot, "1", "space", "h", "escape")
        await settled(pilot)
        assert "Emotional exhaustion" in flat(pilot)

    visit(staff, scenario)


@SIZES
def test_without_a_survey_it_says_how_to_get_one(study: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        same_as_before(f"survey-none-{size[0]}x{size[1]}", pilot)
        for key in ("enter", "b", "i", "m", "t", "f", "v", "y", "e", "r", "p", "s", "d", "g"):
            await press(pilot, key)
            await press(pilot, "escape") if screen.picker.is_open else None
        assert pilot.app.screen is screen

    visit(study, scenario, size)


@pytest.fixture
def exported(study: Study) -> Path:
    """An export that lies where originals of surveys lie; nothing of it is in the study yet."""
    folder = study.path / "survey" / "originals"
    folder.mkdir(parents=True)
    return spring(folder)


def look_at(study: Study, scenario: Act, size: tuple[int, int] = WIDE) -> None:
    """Choose the only file there is."""

    async def acted(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "a")
        assert "spring.csv" in flat(pilot)
        await press(pilot, "enter")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, IntakeScreen)
        await scenario(pilot, screen)

    visit(study, acted, size)


@SIZES
def test_a_file_is_shown_before_anything_is_taken_in(
    study: Study, exported: Path, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert not study.surveys()
        assert not (study.path / "survey" / "spring.yaml").exists()
        same_as_before(f"survey-intake-{size[0]}x{size[1]}", pilot)

    look_at(study, scenario, size)


def test_the_mapping_is_corrected_in_the_editor_then_confirmed(
    study: Study, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    from qualkit.tui.app import QualkitApp
    from qualkit.tui.screens.survey import intake

    mapping = study.path / "survey" / "spring.yaml"
    opened: list[tuple[Path, int]] = []

    def edit(path: Path, text: str, line: int) -> str:
        opened.append((path, line))
        path.write_text(SPRING.replace("confirmed: true", "confirmed: false"), "utf-8")
        return ""

    monkeypatch.setattr(intake, "edited", edit)
    monkeypatch.setattr(QualkitApp, "suspend", lambda self: nullcontext())

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "e")
        assert opened[0][0] == mapping
        assert "22 items of mbi-hss" in flat(pilot)
        assert not study.surveys()
        await press(pilot, "enter")
        await settled(pilot)
        assert [each.name for each in study.surveys()] == ["spring"]
        assert "12 respondents taken in" in flat(pilot)
        assert "Emotional exhaustion" in flat(pilot)
        assert pilot.app.screen is screen

    look_at(study, scenario)


def test_what_the_mapping_asks_is_said_with_its_line_and_keeps_the_file_out(
    study: Study, exported: Path
) -> None:
    asking = SPRING.replace("confirmed: true", "confirmed: false").replace(
        "shift: 0}", 'shift: 0, ask: "is 0 the lowest?"}'
    )
    (study.path / "survey" / "spring.yaml").write_text(asking, "utf-8")

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert "line 8" in said(pilot)
        assert "is 0 the lowest?" in said(pilot)
        await press(pilot, "enter")
        assert "nobody has answered" in said(pilot)
        assert not study.surveys()

    look_at(study, scenario)


def test_the_screen_shows_the_survey_that_was_just_taken_in(staff: Study) -> None:
    folder = staff.path / "survey" / "originals"
    folder.mkdir(parents=True)
    spring(folder)
    (staff.path / "survey" / "spring.yaml").write_text(SPRING, "utf-8")

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await choose(pilot, "enter")
        assert pilot.app.screen is screen
        assert screen.asked.survey == "spring"
        assert "12 respondents taken in" in flat(pilot)

    look_at(staff, scenario)


def test_a_broken_mapping_is_named_on_the_intake(study: Study, exported: Path) -> None:
    (study.path / "survey" / "spring.yaml").write_text(SPRING + "surprise: 1\n", "utf-8")

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        assert "spring.yaml, line" in said(pilot)
        await press(pilot, "enter")
        assert not study.surveys()

    look_at(study, scenario)


def test_a_later_export_says_what_would_change(commented: Study, tmp_path: Path) -> None:
    path = commented.path / "survey" / "originals" / "spring.csv"
    path.parent.mkdir()
    text = (tmp_path / "spring.csv").read_text("utf-8")
    first = text.splitlines()[1]
    path.write_text(text + first.replace("x0,", "x99,") + "\n", "utf-8")

    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "a", "enter")
        await pilot.pause(0.2)
        assert "1 respondent would be taken in, 13 in all" in said(pilot)
        await press(pilot, "c")
        assert "replace the study's" in flat(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        assert len(commented.responses("spring")) == 13

    visit(commented, scenario)


def test_a_file_that_is_not_there_is_refused(study: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: SurveyScreen) -> None:
        await press(pilot, "a", *"nowhere.csv", "enter")
        assert "There is no file nowhere.csv" in flat(pilot)
        assert pilot.app.screen is screen

    visit(study, scenario)
