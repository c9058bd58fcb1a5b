"""The joint display screen: cells, what stands behind them, fits typed in place, other displays."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.config.study import QuoteSettings
from qualkit.core.codebook import Link
from qualkit.core.joint import Judgement, NoteKind
from qualkit.core.records import CoderRole
from qualkit.study import Study, open_study
from qualkit.tui.jointly import DISPLAYS
from qualkit.tui.screens.joint.displays import JointScreen
from qualkit.tui.screens.joint.quotes import JointQuotesScreen
from qualkit.tui.screens.memo import MemoScreen
from qualkit.tui.screens.survey.sheet import SheetScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, play, press, same_as_before, shown
from tests.tui.conftest import flat as screen_text
from tests.tui.joined import CONFIRMED, joined_study

Visit = Callable[[Pilot[None], JointScreen], Awaitable[None]]


@pytest.fixture(scope="module")
def joined_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder.parent / "roster.csv"))
        joined_study(folder).close()
    return folder


@pytest.fixture
def joined(tmp_path: Path, joined_template: Path) -> Iterator[Study]:
    """The study of `joined_study`, AB at work."""
    with open_study(shutil.copytree(joined_template, tmp_path / "study"), "AB") as opened:
        yield opened


def flat(pilot: Pilot[None]) -> str:
    """The whole screen on one line, without the rules between cells and pane."""
    return " ".join(screen_text(pilot).replace("│", " ").split())


def cell(screen: JointScreen) -> str:
    """What the pane says of the highlighted cell."""
    return " ".join("".join(text for text, _ in p.runs) for p in screen.pane._paragraphs)


async def ready(pilot: Pilot[None], screen: JointScreen) -> None:
    """Wait until the survey's figures are there."""
    for _ in range(200):
        if not (screen.working or screen.stale):
            break
        await pilot.pause(0.02)
    assert not screen.working
    await pilot.pause(0.03)


def visit(study: Study, scenario: Visit, size: tuple[int, int] = WIDE) -> None:
    """Open the screen from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "j")
        screen = pilot.app.screen
        assert isinstance(screen, JointScreen)
        await ready(pilot, screen)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type into the editor that is open, and close it."""
    assert isinstance(pilot.app.screen, MemoScreen)
    await press(pilot, *("space" if letter == " " else letter for letter in text), "escape")
    await pilot.pause(0.1)


def fits(study: Study) -> list[tuple[str, Judgement | None, str]]:
    notes = study.joint_notes("burnout")
    return [(n.subscale, n.judgement, n.text) for n in notes if n.kind is NoteKind.FIT]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_survey_and_interviews_stand_side_by_side(joined: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down", "right")
        same_as_before(f"joint-sides-{size[0]}x{size[1]}", pilot)

    visit(joined, scenario, size)


def test_what_was_said_is_there_before_the_surveys_figures(
    joined: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualkit.tui import jointly

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(JointScreen, "_in_thread", lambda self: setattr(self, "working", True))
    monkeypatch.setattr("qualkit.study.survey.comparing.compare", never)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "j", "down")
        screen = pilot.app.screen
        assert isinstance(screen, JointScreen)
        assert "The survey's figures are being worked out" in cell(screen)
        await press(pilot, "right")
        assert "interviews: third sector 1 of 4, NHS 1 of 4" in cell(screen)
        await press(pilot, "right", "right")
        assert CONFIRMED in cell(screen)
        await press(pilot, "w")
        assert "still being worked out" in flat(pilot)

    play(joined, scenario, document=None, size=WIDE)
    assert jointly.DISPLAYS


def test_of_several_surveys_the_one_with_most_links_is_shown_and_another_can_be_chosen(
    joined: Study,
) -> None:
    folder = joined.path / "survey"
    for kind in ("yaml", "csv"):
        text = (folder / f"staff.{kind}").read_text("utf-8")
        (folder / f"again.{kind}").write_text(text, "utf-8")
    joined.edit_code("colleagues", links=(Link("worklife", ("values",)),))
    mapping = (folder / "again.yaml").read_text("utf-8")
    (folder / "again.yaml").write_text(without(mapping, "worklife"), "utf-8")
    rows = list(csv.reader((folder / "again.csv").read_text("utf-8").splitlines()))
    kept = [n for n, head in enumerate(rows[0]) if not head.startswith("worklife.")]
    with (folder / "again.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[n] for n in kept] for row in rows)
    assert [each.name for each in joined.surveys()] == ["again", "staff"]

    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        assert screen.shown.survey == "staff"
        assert "· staff" in flat(pilot)
        assert "say which" not in flat(pilot)
        await press(pilot, "o", "1")
        await ready(pilot, screen)
        assert screen.shown.survey == "again"
        assert "NHS" in flat(pilot)
        assert screen.desk.equal is not None
        assert "--survey again" in screen.desk.equal.command
        for key in ("7", "6", "4", "3", "2"):
            await press(pilot, key)
            await ready(pilot, screen)
            assert "say which" not in flat(pilot)
        assert "--survey" not in screen.desk.equal.command

    visit(joined, scenario)


def without(mapping: str, instrument: str) -> str:
    """A survey's mapping without one of its instruments."""
    start = mapping.index(f"  - id: {instrument}")
    end = mapping.index("\n\n", start)
    return mapping[:start].rstrip() + mapping[end:]


def test_the_link_the_claim_and_hidden_groups_are_always_said(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        said = shown(pilot)[2]
        assert "Link: group" in said
        assert f"claim of codebook version {joined.codebook_number()}" in said
        assert "not shown, under 3: council, those whose group is not known, private" in said
        await press(pilot, "a")
        assert "is a claim of the analysis, not a finding" in cell(screen)
        await press(pilot, "a")
        assert "not a finding" not in cell(screen)

    visit(joined, scenario)


def test_the_survey_cell_says_the_sentence_and_opens_the_scales_own_sheet(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down")
        assert "scored higher on emotional exhaustion" in cell(screen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SheetScreen)
        assert "ANOVA" in flat(pilot)
        assert "not shown (fewer than 3)" in flat(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is screen

    visit(joined, scenario)


def test_the_interviews_cell_opens_its_codes_and_their_cells_the_quotations(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down", "down", "right", "enter")
        codes = pilot.app.screen
        assert isinstance(codes, JointScreen)
        assert codes.shown.codes == ("caseload",)
        text = flat(pilot)
        assert "3 of 4; 3 references" in text
        await press(pilot, "enter")
        behind = pilot.app.screen
        assert isinstance(behind, JointQuotesScreen)
        assert "3 passages" in flat(pilot)
        await press(pilot, "down", "enter")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.document.name.startswith("panel")
        assert coding.selection is not None
        words = joined.text("panel").text[coding.selection.span.start : coding.selection.span.end]
        assert "far too many" in words
        await press(pilot, "escape", "escape", "escape")
        assert pilot.app.screen is screen

    visit(joined, scenario)


def test_a_single_quotation_is_opened_at_once_in_its_transcript(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "]")
        assert screen.row is not None
        assert screen.row.theme == "prevention"
        await press(pilot, "down", "right", "right", "enter")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.document.name.startswith("nurse")
        assert coding.selection is not None
        words = coding.selection.span
        assert joined.text("nurse").text[words.start : words.end] == "The dog, mostly."
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        await press(pilot, "[")
        assert screen.row.theme == "prevention"
        await press(pilot, "[")
        assert screen.row is not None
        assert screen.row.theme == "burnout"

    visit(joined, scenario)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_the_quotations_of_a_cell_stand_in_their_context(
    joined: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "3", "enter")
        assert isinstance(pilot.app.screen, JointQuotesScreen)
        same_as_before(f"joint-quotes-{size[0]}x{size[1]}", pilot)

    visit(joined, scenario, size)


@pytest.mark.parametrize(
    ("key", "judgement"),
    [("c", "confirm"), ("e", "expand"), ("d", "discord"), ("s", "silent")],
)
def test_a_key_judges_a_fit_and_its_reasons_are_typed(
    joined: Study, key: str, judgement: str
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down", "down", key)
        await typed(pilot, "Both say so.")
        assert ("workload", Judgement(judgement), "Both say so.") in fits(joined)
        assert screen.row is not None
        assert screen.row.subscale == "workload"
        assert f"{judgement} (AB)" in flat(pilot)
        assert screen.desk.equal is not None
        assert f"--judgement {judgement} --scale worklife:workload" in screen.desk.equal.command
        await press(pilot, "u")
        assert len(fits(joined)) == 1
        assert f"{judgement} (AB)" not in flat(pilot)
        await press(pilot, "U")
        assert len(fits(joined)) == 2

    visit(joined, scenario)


def test_a_judgement_without_reasons_is_none(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down", "down", "c", "escape")
        await pilot.pause(0.05)
        assert "Not judged: confirm needs its reasons" in flat(pilot)
        assert len(fits(joined)) == 1

    visit(joined, scenario)


def test_ones_own_fit_is_judged_anew_and_worded_anew(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down", "d")
        assert fits(joined) == [("EE", Judgement.DISCORD, CONFIRMED)]
        await typed(pilot, " Now.")
        assert fits(joined) == [("EE", Judgement.DISCORD, f"{CONFIRMED} Now.")]
        await press(pilot, "u", "u")
        assert fits(joined) == [("EE", Judgement.CONFIRM, CONFIRMED)]
        assert screen.row is not None
        assert screen.row.subscale == "EE"

    visit(joined, scenario)


def test_the_highlight_stays_on_a_fit_that_judging_moves(joined: Study) -> None:
    joined.joint_note("burnout", "fit", "Lists too.", judgement="expand", instrument="mbi-hss",
                      subscale="EE", codes=["caseload"])  # fmt: skip

    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down")
        assert screen.row is not None
        assert screen.row.codes == ("exhaustion",)
        await press(pilot, "d", "escape")
        await pilot.pause(0.05)
        assert screen.row.codes == ("exhaustion",)
        assert screen.row.notes[0].judgement is Judgement.DISCORD

    visit(joined, scenario)


@pytest.mark.parametrize("size", [(20, 8), (4, 3), (80, 6)])
def test_a_terminal_too_small_for_a_grid_breaks_nothing(
    joined: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        for key in ("down", "right", "right", "3", "right", "end", "pageup", "pagedown", "2"):
            await press(pilot, key)
        assert pilot.app.screen is screen

    visit(joined, scenario, size)


def test_enter_goes_on_with_a_note_and_emptying_it_takes_it_away(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "right", "enter")
        await typed(pilot, " Yet.")
        assert joined.joint_notes("burnout")[0].text == "Nobody says burnt out. Yet."
        await press(pilot, "enter", "ctrl+u")
        await typed(pilot, "")
        assert [n.kind for n in joined.joint_notes("burnout")] == [NoteKind.FIT]
        await press(pilot, "u")
        assert joined.joint_notes("burnout")[0].kind is NoteKind.LEAD_IN

    visit(joined, scenario)


@pytest.mark.parametrize(
    ("key", "kind"),
    [("l", NoteKind.LEAD_IN), ("r", NoteKind.REMARK), ("m", NoteKind.META_INFERENCE)],
)
def test_lead_in_remark_and_meta_inference_are_typed_in_place(
    joined: Study, key: str, kind: NoteKind
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "]", key)
        await typed(pilot, "So it is.")
        notes = joined.joint_notes("prevention")
        assert [(n.kind, n.text) for n in notes if n.kind is kind] == [(kind, "So it is.")]
        assert screen.row is not None
        assert any("So it is." in each.text for each in screen.row.cells)
        await press(pilot, key)
        await typed(pilot, " So.")
        notes = joined.joint_notes("prevention")
        found = [n.text for n in notes if n.kind is kind]
        # Remarks stand beside each other; of the others each coder has one.
        assert found == (["So it is.", "So."] if kind is NoteKind.REMARK else ["So it is. So."])

    visit(joined, scenario)


def test_a_note_is_said_to_be_final_and_taken_away(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down", "right", "right", "right", "f")
        assert not joined.joint_notes("burnout")[1].provisional
        await press(pilot, "f")
        assert joined.joint_notes("burnout")[1].provisional
        await press(pilot, "x")
        assert fits(joined) == []
        assert screen.desk.equal is not None
        assert screen.desk.equal.command.startswith("qualkit joint remove")

    visit(joined, scenario)


def test_what_another_wrote_is_changed_by_them_and_by_leads_alone(joined: Study) -> None:
    async def refused(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "]", "down", "right", "right", "right", "enter")
        assert "this is EF's: only who wrote it and leads change it" in flat(pilot)
        await press(pilot, "x")
        assert len(joined.joint_notes("prevention")) == 1

    async def allowed(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "]", "down", "right", "right", "right", "enter")
        await typed(pilot, " At all.")
        (note,) = joined.joint_notes("prevention")
        assert (note.coder, note.text) == ("EF", "The survey does not ask. At all.")

    visit(joined, refused)
    joined.use_coder("LD")
    assert {c.initials: c.role for c in joined.coders()}["LD"] is CoderRole.LEAD
    visit(joined, allowed)


def test_another_scale_is_judged_with_codes_of_ones_own_choice(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "n", "d", "e", "p", "e", "r", "enter")
        await press(pilot, "c", "a", "s", "e", "enter", "e")
        await typed(pilot, "Brief.")
        note = joined.joint_notes("burnout")[-1]
        assert (note.instrument, note.subscale, note.codes) == ("mbi-hss", "DP", ("caseload",))
        assert note.judgement is Judgement.EXPAND
        await ready(pilot, screen)
        assert "DP (mbi-hss), M" in flat(pilot)

    visit(joined, scenario)


def test_the_theme_as_a_whole_is_not_judged(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "c")
        assert "fits are judged scale by scale" in flat(pilot)
        await press(pilot, "3", "c")
        assert "fits are judged side by side" in flat(pilot)

    visit(joined, scenario)


@pytest.mark.parametrize(("number", "name"), list(enumerate(DISPLAYS, 1)))
def test_every_display_has_a_key_or_says_what_it_lacks(
    joined: Study, number: int, name: str
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, str(number), *(["o"] if name == "typology" else []))
        await ready(pilot, screen)
        assert screen.shown.name == name
        if name in ("statistics", "typology", "cases"):
            assert screen.display_now is None
            assert "the survey has no open answers in the study" in flat(pilot)
            assert "qualkit joint side-by-side" in flat(pilot)
            await press(pilot, "enter", "w")
            assert "there is nothing to write" in flat(pilot)
        else:
            assert screen.display_now is not None
            assert screen.display_now.name == name
        assert screen.desk.equal is not None
        await press(pilot, "1")
        await ready(pilot, screen)
        assert screen.display_now is not None

    visit(joined, scenario)


@pytest.mark.parametrize("name", ["matrix", "crosstab"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_displays_by_group_keep_small_groups_hidden(
    joined: Study, name: str, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "v", *(["down"] * list(DISPLAYS).index(name)), "enter")
        same_as_before(f"joint-{name}-{size[0]}x{size[1]}", pilot)
        assert "not shown, under 3" in flat(pilot)

    visit(joined, scenario, size)


def test_a_hidden_cell_says_why_and_the_internal_view_is_marked(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "3")
        display = screen.display_now
        assert display is not None
        council = [c.heading for c in display.columns].index("council") - 1
        screen.grid.go(0, council)
        await press(pilot, "enter")
        assert "a group of fewer than 3 people is not shown" in flat(pilot)
        await press(pilot, "i")
        assert "INTERNAL: small groups are shown" in shown(pilot)[1]
        assert "not shown" not in flat(pilot)
        await press(pilot, "w")
        assert (joined.path / "exports" / "joint-crosstab-internal.docx").exists()
        await press(pilot, "i")
        assert "INTERNAL" not in flat(pilot)

    visit(joined, scenario)


def test_a_display_that_the_gate_holds_back_says_why_and_is_not_written(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "w")
        assert "was not written for the profile commissioner" in flat(pilot)
        assert not (joined.path / "exports" / "joint-side-by-side.docx").exists()

    visit(joined, scenario)


def test_the_display_is_written_and_its_command_shown(joined: Study) -> None:
    session = joined._session
    session.settings = replace(session.settings, quotes=QuoteSettings(profile="team"))

    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "w")
        assert (joined.path / "exports" / "joint-side-by-side.docx").stat().st_size > 2000
        assert screen.desk.equal is not None
        assert screen.desk.equal.command.startswith("qualkit joint side-by-side --by sector -o")
        await press(pilot, ":")
        assert "study.export_joint(study.joint_side_by_side(by='sector')" in flat(pilot)

    visit(joined, scenario)


def test_groups_theme_and_percent_are_chosen_by_key(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "3", "%")
        assert "of 4 (75 %)" in flat(pilot)
        await press(pilot, "t", "p", "r", "e", "v", "enter")
        assert screen.shown.theme == "prevention"
        assert "Caseload" not in flat(pilot)
        await press(pilot, "b", "r", "o", "l", "e", "enter")
        assert screen.shown.by == "role"
        await press(pilot, "1")
        await ready(pilot, screen)
        assert screen.display_now is not None
        assert {row.theme for row in screen.display_now.rows} == {"prevention"}
        await press(pilot, "4")
        await ready(pilot, screen)
        await press(pilot, "b")
        assert "made of persons, not of groups" in flat(pilot)

    visit(joined, scenario)


def test_columns_that_do_not_fit_are_gone_through_sideways(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "3")
        assert "»" in shown(pilot)[3]
        await press(pilot, *(["right"] * 8))
        heads = shown(pilot)[3]
        assert "All" in heads
        assert "«" in heads
        assert heads.lstrip().startswith("Code")
        await press(pilot, *(["left"] * 20))
        assert screen.grid.column == 0
        assert "Talk of numbers." in flat(pilot)

    visit(joined, scenario, NARROW)


def test_figures_are_worked_out_anew_when_the_surveys_file_is_another(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        await press(pilot, "down")
        before = re.findall(r"n = (\d+), nearest", cell(screen))
        answers = joined.path / "survey" / "staff.csv"
        lines = answers.read_text("utf-8").splitlines(keepends=True)
        answers.write_text("".join(lines[:-2]), "utf-8")
        await press(pilot, "right", "enter", "escape")
        await ready(pilot, screen)
        await press(pilot, "left")
        third, nhs = re.findall(r"n = (\d+), nearest", cell(screen))
        assert third == before[0]
        assert int(nhs) < int(before[1])

    visit(joined, scenario)


def test_a_study_without_a_survey_has_its_interviews_all_the_same(
    joined: Study, tmp_path: Path
) -> None:
    shutil.rmtree(joined.path / "survey")

    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        assert "Link: none" in flat(pilot)
        assert "interviews: NHS" in flat(pilot)
        await press(pilot, "down", "e")
        await typed(pilot, "")
        assert fits(joined)[0][1] is Judgement.EXPAND

    visit(joined, scenario)


def test_a_study_whose_people_are_not_described_says_that_nothing_links_them(
    study: Study,
) -> None:
    async def scenario(pilot: Pilot[None], screen: JointScreen) -> None:
        assert "Link: none · the codebook links no scale" in flat(pilot)
        await press(pilot, "3", "4")
        await ready(pilot, screen)
        assert "no survey has been taken in" in flat(pilot)
        await press(pilot, "enter", "c", "down", "x", "f", "l", "n")
        assert pilot.app.screen is screen

    visit(study, scenario)
