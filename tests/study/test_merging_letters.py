"""Letters that copies of a study gave to codes, brought together."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.codebook import Code
from qualkit.core.records import Coder, CoderRole, Span
from qualkit.study import Study
from tests.study import test_merging_orders as orders
from tests.study.test_merging_orders import Copier, rewrite, the_same_in_any_order

copied = orders.copied


def letters(study: Study) -> dict[str, str]:
    """Each letter and the code that it applies."""
    return {code.shortcut: code.id for code in study.codebook.codes if code.shortcut}


def test_a_letter_given_to_a_code_by_hand_stays(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two = copied("one"), copied("two")
    rewrite(one, "    name: Colleagues\n", "    name: Colleagues\n    shortcut: z\n")
    two.edit_code("caseload", definition="Numbers.")
    one.merge(study.path)
    assert one.codebook.find("colleagues").shortcut == "z"
    one.edit_code("exhaustion", definition="Tired.")
    one.merge(study.path)
    assert one.codebook.find("colleagues").shortcut == "z"
    two.edit_code("caseload", definition="Large numbers.")
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert merged.codebook.find("colleagues").shortcut == "z"
        assert merged.conflicts() == ()


def test_a_letter_that_only_the_file_says_stays_where_others_change_other_codes(
    study: Study, copied: Copier
) -> None:
    one, two = copied("one"), copied("two")
    rewrite(one, "    name: Colleagues\n", "    name: Colleagues\n    shortcut: z\n")
    two.edit_code("caseload", definition="Numbers.")
    one.merge(two.path)
    assert one.codebook.find("colleagues").shortcut == "z"
    assert one.codebook.find("caseload").definition == "Numbers."


def test_a_letter_that_two_gave_away_stays_with_one_code_whatever_is_done_then(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two = copied("one"), copied("two")
    one.add_code(Code("sleep", "Sleep", theme="burnout", shortcut="z"))
    two.add_code(Code("money", "Money", theme="burnout", shortcut="z"))
    one.merge(two.path)
    (without,) = (c for c in ("sleep", "money") if not one.codebook.find(c).shortcut)
    (having,) = {"sleep", "money"} - {without}
    one.edit_code(having, shortcut="y")
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert merged.codebook.find(having).shortcut == "y"
        assert merged.codebook.find(without).shortcut == ""
        assert merged.conflicts() == ()


def test_a_letter_that_another_code_was_given_does_not_come_back_once_that_one_loses_it(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two, older = (copied(name) for name in ("one", "two", "older"))
    one.edit_code("colleagues", shortcut="z")
    two.edit_code("exhaustion", shortcut="z")
    (told,) = one.merge(two.path).told
    assert "the letter 'z' was given to 'exhaustion' last, so 'colleagues' has none" in told
    assert letters(one) == {"w": "caseload", "z": "exhaustion"}
    one.edit_code("exhaustion", shortcut="")
    assert one.merge(older.path).nothing_new
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert letters(merged) == {"w": "caseload"}


def test_a_code_has_the_letter_that_it_was_given_last_and_nobody_is_asked(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two = copied("one"), copied("two")
    one.edit_code("colleagues", definition="Help.", shortcut="y")
    two.edit_code("colleagues", shortcut="z")
    two.edit_code("exhaustion", definition="Tired.")
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert letters(merged) == {"w": "caseload", "z": "colleagues"}
        assert merged.codebook.find("colleagues").definition == "Help."
        assert merged.conflicts() == ()


def test_letters_that_changed_hands_in_one_copy_have_done_so_in_all(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    study.edit_code("exhaustion", shortcut="z")
    one, two = copied("one"), copied("two")
    for code, letter in (("caseload", ""), ("exhaustion", "w"), ("caseload", "z")):
        one.edit_code(code, shortcut=letter)
    two.edit_code("colleagues", definition="Help.")
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert letters(merged) == {"w": "exhaustion", "z": "caseload"}


def test_to_take_what_the_other_copy_says_of_a_code_leaves_its_letter(
    study: Study, copied: Copier
) -> None:
    study.add_coder(Coder("AB", role=CoderRole.LEAD))
    one, two = copied("one"), copied("two")
    one.edit_code("caseload", definition="Numbers.")
    two.edit_code("caseload", definition="Phone calls.", shortcut="z")
    one.merge(two.path)
    (conflict,) = one.conflicts()
    one.settle_conflict(conflict.id, "take")
    assert one.codebook.find("caseload").definition == "Numbers."
    assert letters(one) == {"z": "caseload"}


def test_a_copy_that_knew_nothing_of_a_letter_takes_none_away(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two, three = (copied(name) for name in ("one", "two", "three"))
    one.edit_code("colleagues", shortcut="z")
    two.edit_code("caseload", definition="Numbers.")
    three.edit_code("exhaustion", definition="Tired.")
    two.merge(three.path)
    # The text that this began with came of a merging, and says of no letter.
    two.edit_code("caseload", definition="Large numbers.")
    with the_same_in_any_order(tmp_path, one, two, three) as merged:
        assert letters(merged) == {"w": "caseload", "z": "colleagues"}


def test_a_letter_goes_over_also_in_a_file_that_says_more_than_any_version(
    study: Study, copied: Copier
) -> None:
    one, two = copied("one"), copied("two")
    one.edit_code("colleagues", shortcut="z")
    two.edit_code("exhaustion", shortcut="z")
    rewrite(one, "# what we look for", "# what we look for, and why")
    one.merge(two.path)
    assert letters(one) == {"w": "caseload", "z": "exhaustion"}
    assert "and why" in one.codebook_path.read_text("utf-8")


def test_a_letter_given_by_hand_with_a_new_rule_stays(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two = copied("one"), copied("two")
    rewrite(one, "Help from others.", "Help.\n    shortcut: z")
    one.code("group", Span(40, 60), "colleagues")
    two.edit_code("exhaustion", definition="Tired.")
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert letters(merged) == {"w": "caseload", "z": "colleagues"}
        assert merged.codebook.find("colleagues").definition == "Help."


def test_a_letter_of_the_text_with_which_a_version_was_first_seen_does_not_come_back(
    study: Study, copied: Copier
) -> None:
    one, older = copied("one"), copied("older")
    one.edit_code("colleagues", definition="Help.", shortcut="z")
    one.edit_code("colleagues", shortcut="")
    for start, old, new in ((40, "Help.", "Aid."), (41, "Aid.", "Help.")):
        rewrite(one, old, new)
        one.code("group", Span(start, 60), "colleagues")
    one.edit_code("exhaustion", definition="Tired.")
    assert one.merge(older.path).nothing_new
    assert letters(one) == {"w": "caseload"}
