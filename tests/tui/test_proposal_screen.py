"""The queue of proposals: one key answers, the next appears, and every reason is shown."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.records import Span
from qualkit.study import Study
from qualkit.tui.screens import proposing
from tests.tui.conftest import (
    CODEBOOK,
    NARROW,
    WIDE,
    flat,
    marked,
    passage,
    play,
    press,
    same_as_before,
    shown,
)


@pytest.fixture
def queue(study: Study) -> Study:
    """The study with words for "Empty posts" and three passages proposed by them."""
    book = CODEBOOK.replace("    shortcut: e\n", "    shortcut: e\n    find: {words: [nobody]}\n")
    book = book.replace(
        "    name: Breaks and going home\n    theme: holding\n",
        "    name: Breaks and going home\n    theme: holding\n"
        "    find: {words: [lunch, ten minutes, time]}\n",
    )
    study.codebook_path.write_text(book, "utf-8")
    study.refresh()
    study.propose("breaks")
    return study


def words(study: Study) -> list[str]:
    return [" ".join(text.split()) for text in study.words_of(study.proposals())]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_a_passage_stands_with_its_turn_and_its_reason(queue: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "down")
        same_as_before(f"proposals-{size[0]}x{size[1]}", pilot)

    play(queue, scenario, None, size)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_likeness_is_explained_by_the_codings_it_is_likeness_to(
    queue: Study, size: tuple[int, int]
) -> None:
    queue.withdraw_proposals()
    queue.code("winter", passage(queue, "I kept a count on the back of the door"), "breaks")
    text = queue.text("winter").text
    words_there = "We had ten minutes in the car park."
    start = text.index(words_there)
    queue.code("winter", Span(start, start + len(words_there)), "breaks")
    queue.propose("breaks", source="similar", unit="turn")
    queue.propose("breaks", source="similar")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p")
        assert "like these two of yours" in flat(pilot)
        assert "“We had ten minutes in the car park.”" in flat(pilot)
        same_as_before(f"proposals-like-{size[0]}x{size[1]}", pilot)

    play(queue, scenario, None, size)


def test_an_empty_queue_says_how_one_is_made(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p")
        assert "Nothing is proposed to you. n has passages proposed" in flat(pilot)
        await press(pilot, "a")
        assert "nothing is left here" in flat(pilot)

    play(study, scenario, None)


def test_one_key_accepts_and_the_next_appears(queue: Study) -> None:
    first, second, *_ = queue.proposals()
    number = len(queue.proposals())

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "a")
        (coding,) = [c for c in queue.codings("lunch", "AB") or queue.codings(coder="AB")
                     if c.assisted]  # fmt: skip
        assert (coding.code, coding.span) == ("breaks", first.span)
        assert f"{number - 1} of {number} to answer" in flat(pilot)
        assert "1 accepted · 0 refused" in flat(pilot)
        assert pilot.app.screen.current.id == second.id  # type: ignore[attr-defined]
        assert pilot.app.equal.command == (  # type: ignore[attr-defined]
            f"qualkit proposals accept {first.id}"
        )

    play(queue, scenario, None)


def test_refused_is_refused_and_undo_brings_it_back(queue: Study) -> None:
    before = words(queue)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "x")
        assert words(queue) == before[1:]
        assert "0 accepted · 1 refused" in flat(pilot)
        await press(pilot, "u")
        assert words(queue) == before
        assert "Undid" in flat(pilot) or "Undone" in flat(pilot)
        await press(pilot, "U")
        assert words(queue) == before[1:]

    play(queue, scenario, None)


def test_ends_are_moved_by_sentences_within_the_turn(queue: Study) -> None:
    queue.withdraw_proposals()
    queue.propose("breaks", source="search", text="ten minutes in")
    text = queue.text("winter").text

    async def scenario(pilot: Pilot[None]) -> None:
        def extent() -> str:
            return pilot.app.screen.span_shown().of(text)  # type: ignore[attr-defined]

        await press(pilot, "space", "p")
        assert extent() == "We had ten minutes in the car park."
        await press(pilot, "-")
        assert "one sentence only" in flat(pilot)
        await press(pilot, "+")
        assert extent().endswith("those ten minutes.")
        await press(pilot, "+")
        assert "The turn ends here" in flat(pilot)
        await press(pilot, "[")
        assert extent().startswith("Ines, mostly.")
        await press(pilot, "[")
        assert "The turn begins here" in flat(pilot)
        await press(pilot, "-", "]")
        assert extent() == "We had ten minutes in the car park."
        await press(pilot, ">")
        assert extent() == text[text.index("Ines, mostly") : text.index("those ten minutes.") + 18]
        await press(pilot, "<")
        assert extent() == "We had ten minutes in the car park."
        await press(pilot, ">", "enter")
        (coding,) = [c for c in queue.codings(coder="AB") if c.assisted]
        assert coding.span.of(text).startswith("Ines")
        assert [p.state.value for p in queue.proposals(state="adjusted")] == ["adjusted"]

    play(queue, scenario, None)


def test_it_is_accepted_as_another_code(queue: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "c", *"talk", "enter")
        assert [c.code for c in queue.codings(coder="AB") if c.assisted] == ["colleagues"]

    play(queue, scenario, None)


def test_skipping_puts_it_off_to_the_end(queue: Study) -> None:
    first, second, *_ = queue.proposals()

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "s")
        screen = pilot.app.screen
        assert screen.current.id == second.id  # type: ignore[attr-defined]
        assert screen.proposals[-1].id == first.id  # type: ignore[attr-defined]
        assert "put off" in flat(pilot)

    play(queue, scenario, None)


def test_what_is_coded_by_hand_in_the_transcript_is_its_answer(queue: Study) -> None:
    number = len(queue.proposals())

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "o")
        assert marked(pilot, "reverse").strip()
        await press(pilot, "e", "escape")
        if "to answer" not in flat(pilot):
            await press(pilot, "escape")
        assert f"{number - 1} of {number} to answer" in flat(pilot)
        made = [c for c in queue.codings(coder="AB") if c.assisted]
        assert [coding.code for coding in made] == ["vacancies"]
        await press(pilot, "u")
        assert not [c for c in queue.codings(coder="AB") if c.assisted]

    play(queue, scenario, None)


def test_looking_without_coding_answers_nothing(queue: Study) -> None:
    before = queue.proposals()

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "o", "escape")
        if "to answer" not in flat(pilot):
            await press(pilot, "escape")
        assert queue.proposals() == before

    play(queue, scenario, None)


@pytest.mark.parametrize("heavy", [False, True])
def test_a_queue_is_made_from_here(
    queue: Study, monkeypatch: pytest.MonkeyPatch, heavy: bool
) -> None:
    queue.withdraw_proposals()
    if heavy:
        monkeypatch.setattr(proposing, "SLOW", 0)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "n", "w", "enter", "s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert {p.code for p in queue.proposals()} == {"vacancies", "breaks"}
        assert "Empty posts" in flat(pilot)
        await press(pilot, "f", *"breaks", "enter")
        assert {p.code for p in pilot.app.screen.proposals} == {  # type: ignore[attr-defined]
            "breaks"
        }
        await press(pilot, "w", "t")
        assert {p.code for p in queue.proposals()} == {"vacancies"}

    play(queue, scenario, None)


def test_a_refusal_to_propose_is_said(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "n", "w", "enter", "s")
        assert "words under `find:`" in flat(pilot)

    play(study, scenario, None)


def test_clearing_asks_first(queue: Study) -> None:
    before = queue.proposals()

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "p", "w", "k")
        assert queue.proposals() == before
        await press(pilot, "w", "t")
        assert queue.proposals() == ()
        assert shown(pilot)

    play(queue, scenario, None)
