"""The review of identifiers: forms, mentions, decisions by one key, and for whom it opens."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.deidentifying import FoundWords, State
from qualkit.core.records import Span
from qualkit.core.selection import selected
from qualkit.errors import RefusedError
from qualkit.storage import findings as rows
from qualkit.study import Study, open_study
from qualkit.tui.screens.identifiers import scanning
from qualkit.tui.screens.identifiers.forms import IdentifiersScreen
from qualkit.tui.screens.identifiers.mentions import MentionsScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before
from tests.tui.identifiable import named_study

Visit = Callable[[Pilot[None], IdentifiersScreen], Awaitable[None]]


@pytest.fixture(scope="module")
def named_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("named") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder.parent / "roster.csv"))
        with named_study(folder) as study:
            study.deidentify_scan()
    return folder


@pytest.fixture
def named(tmp_path: Path, named_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """The study of `named_study`, scanned; AB, its steward, at work."""
    roster = shutil.copy(named_template.parent / "roster.csv", tmp_path / "roster.csv")
    monkeypatch.setenv("QUALKIT_ROSTER", str(roster))
    with open_study(shutil.copytree(named_template, tmp_path / "study"), "AB") as opened:
        yield opened


def visit(study: Study, scenario: Visit, size: tuple[int, int] = NARROW) -> None:
    """Open the room from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "i")
        screen = pilot.app.screen
        assert isinstance(screen, IdentifiersScreen)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


def of(study: Study, words: str) -> list[FoundWords]:
    return [each for each in study.findings() if each.words == words]


def states(study: Study, words: str) -> list[State]:
    return [each.finding.state for each in of(study, words)]


def here(screen: IdentifiersScreen) -> str:
    """The words of the row at hand."""
    assert screen.row is not None
    return screen.row.words


def pane(screen: IdentifiersScreen) -> str:
    return " ".join("".join(text for text, _ in p.runs) for p in screen.pane._paragraphs)


async def to(pilot: Pilot[None], screen: IdentifiersScreen, words: str) -> None:
    """Highlight a form, as the arrows would."""
    await press(pilot, "home")
    for _ in screen.rows:
        if here(screen) == words:
            return
        await press(pilot, "down")
    raise AssertionError(words)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_forms_stand_in_the_list_with_their_mentions_beside_or_below(
    named: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        await press(pilot, "a", "down", "m")
        same_as_before(f"identifiers-{size[0]}x{size[1]}", pilot)

    visit(named, scenario, size)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_mentions_of_a_form_stand_in_their_context(named: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        await press(pilot, "enter", "down")
        same_as_before(f"identifiers-mentions-{size[0]}x{size[1]}", pilot)

    visit(named, scenario, size)


def test_what_waits_stands_first_and_most_often_found_before_the_rest(named: Study) -> None:
    async def scenario(_: Pilot[None], screen: IdentifiersScreen) -> None:
        waits = [len(row.waiting) for row in screen.rows]
        assert waits == sorted(waits, reverse=True)
        assert here(screen) == "Tidewrack"
        assert {row.words for row in screen.rows if not row.waiting} == {
            "Trina", "Morag", "Ninewells",
        }  # fmt: skip

    visit(named, scenario)


def test_the_bar_says_how_many_wait_and_how_many_texts_were_scanned(named: Study) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        waiting = len(named.findings(state="review"))
        assert f"{waiting} of {len(named.findings())} waiting" in flat(pilot)
        assert "2 of 2 texts scanned" in flat(pilot)
        await press(pilot, "a")
        assert f"{waiting - 4} of {len(named.findings())} waiting" in flat(pilot)

    visit(named, scenario)


@pytest.mark.parametrize(
    ("key", "state"), [("a", State.ACCEPTED), ("s", State.KEPT), ("x", State.REJECTED)]
)
def test_one_key_decides_on_all_mentions_that_wait_and_the_next_form_appears(
    named: Study, key: str, state: State
) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        following = screen.rows[1].words
        await press(pilot, key)
        assert states(named, "Tidewrack") == [state] * 4
        assert here(screen) == following
        assert "Tidewrack (4)" in flat(pilot)
        assert "u takes it back" in flat(pilot)

    visit(named, scenario)


def test_what_the_screen_knows_after_decisions_is_what_the_study_says(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "a", "g", *"[place", "enter", "m", "m", "x", "w", *"town", "enter")
        await to(pilot, screen, "CB")
        await press(pilot, "p")
        assert screen.identified.found == named.findings()
        assert screen.identified.documents == named.deidentify_progress()

    visit(named, scenario)


def test_generalising_offers_what_was_said_before_and_takes_what_is_typed(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "g")
        assert "What stands in the place of “Tidewrack”?" in flat(pilot)
        await press(pilot, *"drop-in", "space", *"service", "enter")
        assert {each.finding.replacement for each in of(named, "Tidewrack")} == {
            "[drop-in service]"
        }
        await to(pilot, screen, "Keelhouse")
        await press(pilot, "g")
        assert screen.picker.highlighted is not None
        assert screen.picker.highlighted.key == "[drop-in service]"
        assert "said of unknown" in flat(pilot)
        await press(pilot, *"hosp", "enter")
        assert {each.finding.replacement for each in of(named, "Keelhouse")} == {"[NHS hospital]"}
        assert states(named, "Keelhouse") == [State.GENERALISED] * 2

    visit(named, scenario)


def test_words_after_a_bracket_are_taken_as_they_are_typed(named: Study) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        await press(pilot, "g", *"[hosp", "enter")
        assert {each.finding.replacement for each in of(named, "Tidewrack")} == {"[hosp]"}

    visit(named, scenario)


def test_words_that_name_what_they_replace_are_refused_and_nothing_is_decided(
    named: Study,
) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "g", *"[Tidewrack]", "enter")
        assert "names what it replaces" in flat(pilot)
        assert states(named, "Tidewrack") == [State.REVIEW] * 4
        assert here(screen) == "Tidewrack"

    visit(named, scenario)


def test_a_form_that_may_mean_a_participant_is_theirs_by_one_key(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await to(pilot, screen, "CB")
        assert "may be P07" in pane(screen)
        assert "somebody else: [person" in pane(screen)
        await press(pilot, "p")
        assert {(f.finding.participant, f.finding.replacement) for f in of(named, "CB")} == {
            ("P07", "[P07]")
        }

    visit(named, scenario)


def test_no_pseudonym_is_given_to_mentions_that_are_no_persons(named: Study) -> None:
    first, second = of(named, "Tidewrack")[:2]
    with named._session.write("scan") as entry:
        entry.set("finding", first.finding.id, "proposed", "", "P08")

    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        assert "(1 of them)" in pane(screen)
        await press(pilot, "p")
        by_id = {each.finding.id: each.finding for each in named.findings()}
        assert by_id[first.finding.id].participant == "P08"
        assert by_id[second.finding.id].state is State.REVIEW
        assert here(screen) == "Tidewrack"

    visit(named, scenario)


def test_where_nobody_is_proposed_the_participant_is_chosen(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await to(pilot, screen, "Grace")
        await press(pilot, "p")
        assert "Whose name is it?" in flat(pilot)
        assert screen.picker.highlighted is not None
        assert screen.picker.highlighted.key == "P07"
        await press(pilot, *"P08", "enter")
        assert {each.finding.participant for each in of(named, "Grace")} == {"P08"}

    visit(named, scenario)


def test_a_mention_is_decided_by_itself_and_the_others_go_on_waiting(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "enter")
        mentions = pilot.app.screen
        assert isinstance(mentions, MentionsScreen)
        assert len(mentions.rows) == 4
        await press(pilot, "down", "s")
        assert states(named, "Tidewrack") == [
            State.REVIEW, State.KEPT, State.REVIEW, State.REVIEW,
        ]  # fmt: skip
        assert mentions.listing.index == 2
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.row is not None
        assert len(screen.row.waiting) == 3

    visit(named, scenario)


def test_from_a_mention_one_goes_to_its_place_in_the_transcript(named: Study) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        await press(pilot, "enter", "down", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.selection is not None
        second = of(named, "Tidewrack")[1].finding
        assert screen.document.id == second.document_id
        assert screen.selection.span == second.span

    visit(named, scenario)


def test_one_key_decides_on_all_rows_that_are_marked_in_one_action(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await to(pilot, screen, "Grace")
        await press(pilot, "m")
        await to(pilot, screen, "Keelhouse")
        await press(pilot, "m")
        assert "2 marked" in flat(pilot)
        before = len(named.history(limit=None))
        await press(pilot, "a")
        assert len(named.history(limit=None)) == before + 1
        assert states(named, "Grace") + states(named, "Keelhouse") == [State.ACCEPTED] * 4
        assert not screen.marked
        masked = [each for each in named.findings() if each.finding.state is not State.REVIEW]
        await to(pilot, screen, "Tidewrack")
        await press(pilot, "m", "end", "m", "x")
        assert set(masked) <= set(named.findings())
        assert states(named, "Tidewrack") == [State.REJECTED] * 4
        await press(pilot, "M", "x")
        assert not named.findings(state="review")
        assert set(masked) <= set(named.findings())
        assert "nothing waits any more" in flat(pilot)

    visit(named, scenario)


def test_a_decision_on_a_form_leaves_what_was_masked_at_once_as_it_is(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await to(pilot, screen, "May")
        await press(pilot, "x")
        assert sorted(states(named, "May")) == [State.AUTO, State.REJECTED]

    visit(named, scenario)


def test_what_was_decided_is_decided_anew_where_nothing_of_it_waits(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "s")
        await to(pilot, screen, "Tidewrack")
        await press(pilot, "a")
        assert states(named, "Tidewrack") == [State.ACCEPTED] * 4

    visit(named, scenario)


def test_the_same_decision_again_has_the_same_words(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, ".")
        assert "nothing was decided here yet" in flat(pilot)
        await press(pilot, "g", *"[service]", "enter")
        await to(pilot, screen, "Keelhouse")
        await press(pilot, ".")
        assert {each.finding.replacement for each in of(named, "Keelhouse")} == {"[service]"}

    visit(named, scenario)


def test_wider_words_for_the_public_go_with_what_is_offered(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "g", *"[drop-in]", "enter")
        await to(pilot, screen, "Tidewrack")
        await press(pilot, "w", *"a service", "enter")
        assert {
            (f.finding.state, f.finding.replacement, f.finding.wider)
            for f in of(named, "Tidewrack")
        } == {(State.GENERALISED, "[drop-in]", "[a service]")}
        await to(pilot, screen, "Tidewrack")
        assert "public: [a service]" in pane(screen)

    visit(named, scenario)


def test_undo_and_redo_lead_back_to_the_form_that_they_are_about(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        before = named.findings()
        await press(pilot, "x", "down", "u")
        assert named.findings() == before
        assert here(screen) == "Tidewrack"
        await press(pilot, "down", "U")
        assert states(named, "Tidewrack") == [State.REJECTED] * 4
        assert here(screen) == "Tidewrack"

    visit(named, scenario)


def test_the_pane_says_what_prints_for_whom(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        assert "team: Tidewrack · commissioner: [...] · public: [...]" in pane(screen)
        await to(pilot, screen, "Trina")
        assert "team: [P07] · commissioner: [P07] · public: [participant]" in pane(screen)

    visit(named, scenario)


def test_filters_compose_are_shown_and_narrow_what_a_decision_is_about(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "t", *"unknown", "enter")
        assert {row.types for row in screen.rows} == {("unknown",)}
        await press(pilot, "d", *"pier", "enter")
        assert "· unknown · pier.txt" in flat(pilot)
        assert [row.words for row in screen.rows] == ["Keelhouse", "Tidewrack"]
        await press(pilot, "/", *"tide", "enter", "x")
        assert sorted(states(named, "Tidewrack")) == [State.REJECTED, *[State.REVIEW] * 3]
        await press(pilot, "f", "w")
        assert "Nothing is left within these limits" in flat(pilot)
        await press(pilot, "F")
        assert len(screen.rows) > 8

    visit(named, scenario)


def test_the_next_that_waits_is_found_from_what_is_done(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "end")
        assert screen.row is not None
        assert not screen.row.waiting
        await press(pilot, "n")
        assert here(screen) == "Tidewrack"

    visit(named, scenario)


def test_a_scan_again_finds_what_is_new_and_keeps_decisions(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await press(pilot, "x")
        roster = named.roster_file().path
        roster.write_text(roster.read_text("utf-8") + ",,P09,participant,Morag Keelhouse,\n")
        await press(pilot, "S")
        for _ in range(200):
            if not screen.scanning:
                break
            await pilot.pause(0.02)
        assert "2 texts scanned" in flat(pilot)
        assert {each.finding.participant for each in of(named, "Morag")} == {"P09"}
        assert states(named, "Tidewrack") == [State.REJECTED] * 4

    visit(named, scenario)


def test_a_scan_runs_beside_the_screen_and_stores_nothing_over_a_text_that_changed(
    named: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(*args: object) -> object:
        begun.set()
        go_on.wait(10)
        return {}

    monkeypatch.setattr(scanning, "look_through", slowly)

    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        before = named.findings()
        await press(pilot, "S")
        begun.wait(10)
        await press(pilot, "down")
        assert screen.listing.index == 1
        await press(pilot, "S")
        assert "scanned already" in flat(pilot)
        named.correct_document("pier", named.text("pier").text.replace("Twelve", "Eleven"))
        go_on.set()
        for _ in range(200):
            if not screen.scanning:
                break
            await pilot.pause(0.02)
        assert "changed while they were scanned" in flat(pilot)
        assert {f.finding.id for f in named.findings("care")} <= {f.finding.id for f in before}

    visit(named, scenario)


def test_who_is_no_steward_sees_numbers_and_why_and_decides_nothing(named: Study) -> None:
    named.use_coder("CD")

    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        seen = flat(pilot)
        assert "care.txt" in seen
        assert "2 of 2 texts scanned" in seen
        assert "data steward" in seen
        for words in ("Tidewrack", "Keelhouse", "Grace", "Morag", "Ninewells"):
            assert words not in seen
        for key in ("a", "enter", "M", "x", "S", "g", "p", "P", ".", "w", "t", "n"):
            await press(pilot, key)
            assert pilot.app.screen is screen
            assert not screen.picker.is_open
            assert "only the study's data steward may read and decide" in flat(pilot), key
            await press(pilot, "down")

    visit(named, scenario)
    named.use_coder("AB")
    assert len(named.findings(state="review")) == 15


def test_the_stewards_look_is_noted_once_while_the_study_is_open(named: Study) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        await press(pilot, "a", "enter", "escape", "escape", "space", "i", "down")

    visit(named, scenario)
    looks = [each for each in named.history(limit=None) if each.action == "look at source"]
    assert len(looks) == 1
    assert "identifiers screen" in looks[0].summary


def test_nothing_that_was_said_stands_in_the_log_of_decisions(named: Study) -> None:
    async def scenario(pilot: Pilot[None], _: IdentifiersScreen) -> None:
        await press(pilot, "a", "g", *"[place]", "enter", "M", "x", "u")

    visit(named, scenario)
    log = repr(named._session.store.database.fetch("SELECT action, detail FROM change_log"))
    for words in ("Tidewrack", "Keelhouse", "Grace"):
        assert words not in log


def test_the_equal_command_names_a_form_where_all_of_it_was_decided(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        form = screen.row.form if screen.row else ""
        await press(pilot, "g", *"[place]", "enter", ":")
        assert f"qualkit deidentify decide {form} generalise --to '[place]'" in flat(pilot)
        assert f"study.decide_findings('{form}', 'generalise', replacement='[place]')" in flat(
            pilot
        )
        await to(pilot, screen, "Keelhouse")
        await press(pilot, "enter", "x", ":")
        (first, _) = of(named, "Keelhouse")
        assert f"qualkit deidentify decide {first.finding.id} reject" in flat(pilot)

    visit(named, scenario, WIDE)


def test_words_are_marked_by_hand_on_the_coding_screen_here_or_everywhere(named: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        start = named.text("care").text.index("street")
        pilot.app.open_document(named.document("care"), Span(start, start + 6))  # type: ignore[attr-defined]
        await pilot.pause(0.1)
        await press(pilot, "ctrl+n", *"[road]", "enter")
        assert "only here" in flat(pilot)
        await press(pilot, "h")
        (marked,) = of(named, "street")
        assert (marked.finding.state, marked.finding.replacement) == (
            State.GENERALISED, "[road]",
        )  # fmt: skip
        assert "or the [road]." in flat(pilot)
        assert "or the street." not in flat(pilot)
        await press(pilot, ":")
        assert "qualkit deidentify mark care.txt --start" in flat(pilot)
        await press(pilot, "u")
        assert not of(named, "street")
        assert "or the street." in flat(pilot)

    play(named, scenario, document="care", size=WIDE)


def test_words_marked_everywhere_are_masked_in_all_texts(named: Study) -> None:
    start = named.text("pier").text.index("you?")

    async def scenario(pilot: Pilot[None]) -> None:
        pilot.app.open_document(named.document("pier"), Span(start, start + 3))  # type: ignore[attr-defined]
        await pilot.pause(0.1)
        await press(pilot, "ctrl+n", *"[them]", "enter", "e")

    play(named, scenario, document="care", size=WIDE)
    marked = of(named, "you")
    assert [each.document for each in marked] == ["care.txt", "pier.txt"]
    assert {each.finding.replacement for each in marked} == {"[them]"}


def test_a_coder_marks_what_they_read_and_nothing_that_is_replaced_already(named: Study) -> None:
    text = named.text("care").text
    street, trina = text.index("street"), text.index("Trina")
    named.use_coder("CD")

    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        screen.select(selected(screen.units, Span(trina, trina + 5)))
        await press(pilot, "ctrl+n")
        assert "the data steward's to decide" in flat(pilot)
        assert not screen.picker.is_open
        with pytest.raises(RefusedError, match="only the study's data steward"):
            named.mark_finding("care", Span(trina, trina + 5), "[Trina]")
        screen.select(selected(screen.units, Span(street, street + 6)))
        await press(pilot, "ctrl+n", *"[road]", "enter", "h")
        assert "or the [road]." in flat(pilot)

    play(named, scenario, document="care", size=WIDE)


def test_what_another_window_took_out_is_said_and_the_list_is_read_afresh(named: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
        await to(pilot, screen, "February")
        (gone,) = of(named, "February")
        with open_study(named.path, "AB") as other, other._session.write("scan") as entry:
            rows.remove(entry, gone.finding)
        await press(pilot, "x")
        assert "is no finding of a text in force" in flat(pilot)
        assert "February" not in {row.words for row in screen.rows}

    visit(named, scenario)


def test_a_study_that_was_never_scanned_says_what_to_press(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALKIT_ROSTER", str(tmp_path / "roster.csv"))
    with named_study(tmp_path / "study") as study:

        async def scenario(pilot: Pilot[None], screen: IdentifiersScreen) -> None:
            assert "S scans all texts" in flat(pilot)
            assert "0 of 2 texts scanned" in flat(pilot)
            await press(pilot, "a")
            assert "nothing is left here" in flat(pilot)
            await press(pilot, "S")
            for _ in range(200):
                if not screen.scanning:
                    break
                await pilot.pause(0.02)
            assert here(screen) == "Tidewrack"
            assert len(study.findings(state="review")) == 15

        visit(study, scenario)
