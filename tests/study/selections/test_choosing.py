"""Quotations chosen for the report: under a name, in an order, by several people, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qualkit.core.choosing import ChosenState, QuoteChoice
from qualkit.core.records import Change
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from tests.study.selections.chosen import DOG, GOOD, NAME, TIRED, choose, chosen, code, words


def three(study: Study) -> list[str]:
    """The ids of three chosen quotations."""
    return [
        choose(study, TIRED).id,
        choose(study, DOG, "colleagues").id,
        choose(study, "Too much of it.", "caseload", "group").id,
    ]


def test_a_selection_begins_with_its_first_quotation_and_keeps_the_order(study: Study) -> None:
    three(study)
    (saved,) = study.selections()
    assert (saved.name, saved.quotations, saved.coder) == (NAME, 3, "AB")
    assert words(study) == [TIRED, DOG, "Too much of it."]
    assert [each.place for each in chosen(study)] == [1, 2, 3]
    assert study.selection("INTERIM").selection == saved


def test_a_quotation_can_be_put_in_a_place_and_moved(study: Study) -> None:
    first, second, third = three(study)
    fourth = choose(study, GOOD, "colleagues", place=2).id
    assert [each.id for each in chosen(study)] == [first, fourth, second, third]
    for place, order in (
        (1, [third, first, fourth, second]),
        (4, [first, fourth, second, third]),
        (2, [first, third, fourth, second]),
        (2, [first, third, fourth, second]),
    ):
        study.move_quote(third, place)
        assert [each.id for each in chosen(study)] == order
    with pytest.raises(InputError, match="no place 5"):
        study.move_quote(third, 5)
    with pytest.raises(InputError, match="no place 0"):
        study.move_quote(third, 0)


def test_many_moves_into_one_gap_keep_the_order(study: Study) -> None:
    ids = three(study)
    for _ in range(30):
        last = chosen(study)[-1].id
        study.move_quote(last, 2)
        ids.insert(1, ids.pop())
        assert [each.id for each in chosen(study)] == ids


def test_a_passage_is_chosen_once_under_a_code_and_must_be_coded_so(study: Study) -> None:
    choose(study, TIRED)
    span = study.find_passage("nurse", TIRED)
    with pytest.raises(RefusedError, match="has this quotation already"):
        study.select_quote(NAME, document="nurse", span=span, code="exhaustion")
    with pytest.raises(RefusedError, match="nobody has coded that passage of nurse"):
        study.select_quote(NAME, document="nurse", span=span, code="caseload")
    with pytest.raises(InputError, match="nothing says which quotation"):
        study.select_quote(NAME, document="nurse", span=span)
    with pytest.raises(InputError, match="needs a name"):
        study.select_quote("  ", document="nurse", span=span, code="exhaustion")
    (coding,) = study.codings("nurse")
    study.select_quote("another", coding.id)
    assert [each.name for each in study.selections()] == ["another", NAME]
    with pytest.raises(NotFoundError, match="no selection 'intrim'"):
        study.selection("intrim")


def test_a_counter_example_stands_right_behind_what_it_qualifies(study: Study) -> None:
    first, second, third = three(study)
    study.qualify_quote(third, first)
    assert [each.id for each in chosen(study)] == [first, third, second]
    study.move_quote(first, 3)
    assert [each.id for each in chosen(study)] == [second, first, third]
    with pytest.raises(RefusedError, match="right behind"):
        study.move_quote(third, 1)
    with pytest.raises(RefusedError, match="cannot qualify itself"):
        study.qualify_quote(first, third)
    with pytest.raises(RefusedError, match="cannot qualify itself"):
        study.qualify_quote(first, first)
    study.qualify_quote(third, "")
    assert {each.qualifies for each in chosen(study)} == {""}


def test_lead_ins_and_notes_are_worded_anew_and_taken_away(study: Study) -> None:
    item = choose(study, TIRED)
    study.lead_in(item.id, "One nurse said  of the winter:")
    study.lead_in(item.id, "A nurse said of the winter:")
    study.note_on_quote(item.id, "perhaps shorter")
    (now,) = chosen(study)
    assert (now.lead_in, now.note) == ("A nurse said of the winter:", "perhaps shorter")
    study.lead_in(item.id, "")
    study.undo()
    assert chosen(study)[0].lead_in == "A nurse said of the winter:"
    with pytest.raises(InputError, match="too long"):
        study.lead_in(item.id, "x" * 6000)


ACTIONS: tuple[Callable[[Study, list[str]], Change], ...] = (
    lambda s, ids: s.unselect_quote(ids[1]),
    lambda s, ids: s.move_quote(ids[2], 1),
    lambda s, ids: s.note_on_quote(ids[0], "a note"),
    lambda s, ids: s.lead_in(ids[0], "another lead-in"),
    lambda s, ids: s.lead_in(ids[0], ""),
    lambda s, ids: s.trim_quote(ids[0], cut=["and nobody asked us how we were."]),
    lambda s, ids: s.qualify_quote(ids[2], ids[0]),
    lambda s, ids: s.attribute_quote(ids[0], ["sector"]),
    lambda s, ids: s.attribute_quote(ids[0], []),
    lambda s, _: s.rename_selection(NAME, "final report"),
    lambda s, _: s.remove_selection(NAME),
    lambda s, _: s.select_quote(
        "a second", document="nurse", span=s.find_passage("nurse", TIRED), code="exhaustion"
    ),
)


@pytest.mark.parametrize("number", range(len(ACTIONS)))
def test_every_action_is_one_that_undo_takes_back_and_redo_brings(
    study: Study, number: int
) -> None:
    ids = three(study)
    study.lead_in(ids[0], "a lead-in")

    def picture() -> object:
        return study.selections(), [study.selection(s.id) for s in study.selections()]

    before, entries = picture(), len(study.history())
    study.told(ACTIONS[number](study, ids))
    after = picture()
    assert after != before
    assert len(study.history()) == entries + 1
    assert "{" not in study.history()[0].summary
    study.undo()
    assert picture() == before
    study.redo()
    assert picture() == after


def test_the_log_holds_no_word_of_what_people_wrote_or_said(study: Study) -> None:
    ids = three(study)
    study.lead_in(ids[0], "Mollusc lead-in")
    study.note_on_quote(ids[0], "Mollusc note")
    study.lead_in(ids[0], "other")
    study.trim_quote(ids[0], cut=["We lost two people"])
    logged = repr(study._session.store.database.fetch("SELECT detail FROM change_log"))
    assert "Mollusc" not in logged
    assert "lost" not in logged


def test_several_people_work_on_one_selection(study: Study) -> None:
    first, _, third = three(study)
    study.use_coder("CD")
    study.move_quote(third, 1)
    study.lead_in(third, "CD's words")
    study.use_coder("AB")
    assert (chosen(study)[0].id, chosen(study)[0].lead_in) == (third, "CD's words")
    with pytest.raises(RefusedError, match="CD"):
        study.undo()
    study.use_coder("CD")
    study.undo()
    study.undo()
    assert chosen(study)[0].id == first
    study.use_coder("AB")
    study.undo()
    assert len(chosen(study)) == 2


def test_a_selection_is_renamed_and_removed(study: Study) -> None:
    three(study)
    study.rename_selection(NAME, "final")
    assert [each.name for each in study.selections()] == ["final"]
    span = study.find_passage("nurse", TIRED)
    study.select_quote("other", document="nurse", span=span, code="exhaustion")
    with pytest.raises(RefusedError, match="there is a selection 'other' already"):
        study.rename_selection("final", "Other")
    study.remove_selection("final")
    assert [each.name for each in study.selections()] == ["other"]


def test_what_became_of_a_quotation_is_told_and_it_is_not_written(
    study: Study, tmp_path: Path
) -> None:
    ids = three(study)
    coding = next(each for each in study.codings("nurse") if each.code == "exhaustion")
    study.uncode(coding.id)
    study.retire_code("colleagues")
    states = {each.id: each for each in chosen(study)}
    assert states[ids[0]].state is ChosenState.UNCODED
    assert states[ids[1]].state is ChosenState.RETIRED
    assert states[ids[0]].mend
    assert not states[ids[0]].prints
    done = study.export_quotes(
        tmp_path / "q.csv", choice=QuoteChoice(selection=NAME), profile="team"
    )
    text = done.path.read_text("utf-8")
    assert "Too much of it." in text
    assert "Tired." not in text
    assert "The dog" not in text
    assert any("nobody has it under that code any more" in each for each in done.warnings)
    study.undo()
    assert [each.state for each in chosen(study)].count(ChosenState.READY) == 2


def test_a_merged_code_prints_under_the_one_that_took_its_place(
    study: Study, tmp_path: Path
) -> None:
    item = choose(study, TIRED)
    study.merge_codes("exhaustion", "colleagues")
    (now,) = chosen(study)
    assert (now.id, now.state, now.quote.code) == (item.id, ChosenState.MERGED, "colleagues")
    done = study.export_quotes(
        tmp_path / "q.csv", choice=QuoteChoice(selection=NAME), profile="team"
    )
    assert "Colleagues" in done.path.read_text("utf-8")
    assert any("its code was merged" in each for each in done.warnings)


def test_a_coding_that_covers_less_than_was_chosen_is_told(study: Study) -> None:
    span = code(study, TIRED)
    study.select_quote(NAME, document="nurse", span=span, code="exhaustion")
    (coding,) = study.codings("nurse")
    study.resize(coding.id, study.find_passage("nurse", "Tired."))
    (now,) = chosen(study)
    assert (now.state, now.prints) == (ChosenState.UNCOVERED, True)


def test_a_document_that_was_taken_out_leaves_the_place_without_words(study: Study) -> None:
    choose(study, TIRED)
    (coding,) = study.codings("nurse")
    study.uncode(coding.id)
    study.remove_document("nurse")
    (now,) = chosen(study)
    assert (now.state, now.quote.words, now.whole) == (ChosenState.REMOVED, "", "")


def test_a_corrected_text_takes_the_quotation_along_or_lets_it_wait(
    study: Study, tmp_path: Path
) -> None:
    item = choose(study, TIRED)
    study.trim_quote(item.id, cut=["We lost two people, and nobody asked us how we were."])
    choose(study, DOG, "colleagues")
    text = study.text("nurse").text
    corrected = tmp_path / "corrected.txt"
    corrected.write_text(text.replace("The dog, mostly.", "Nothing at all."), "utf-8")
    study.correct_document("nurse", corrected)
    found = {each.quote.code: each for each in chosen(study)}
    kept = found["exhaustion"]
    assert kept.state is ChosenState.READY
    assert kept.quote.words == "Tired. [...] I drove home and sat in the car."
    assert found["colleagues"].state in (ChosenState.CORRECTED, ChosenState.UNCODED)


def test_cuts_made_in_other_words_wait_for_somebody(study: Study, tmp_path: Path) -> None:
    item = choose(study, TIRED)
    study.trim_quote(item.id, cut=["We lost two people, and nobody asked us how we were."])
    text = study.text("nurse").text
    corrected = tmp_path / "corrected.txt"
    corrected.write_text(text.replace("I drove home and sat", "I drove off and sat"), "utf-8")
    study.correct_document("nurse", corrected)
    for each in study.carried():
        study.settle_carried(each.id)
    (now,) = chosen(study)
    assert now.state is ChosenState.CUT_ANEW
    assert not now.prints
    study.trim_quote(now.id, keep=["I drove off and sat in the car."])
    assert chosen(study)[0].quote.words == "[...] I drove off and sat in the car."
