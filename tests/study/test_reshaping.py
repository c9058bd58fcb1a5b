"""Codings of one's own changed: recoded, resized, split, merged."""

from __future__ import annotations

import pytest

from qualkit.core.marks import CodingMarkKind
from qualkit.core.records import Coding, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study


def coded(study: Study, span: Span, code: str = "caseload", **more: object) -> Coding:
    before = {coding.id for coding in study.codings()}
    study.code("nurse", span, code, **more)  # type: ignore[arg-type]
    (made,) = (coding for coding in study.codings() if coding.id not in before)
    return made


def by_id(study: Study, coding: Coding) -> Coding:
    (found,) = (each for each in study.codings() if each.id == coding.id)
    return found


def test_several_codes_at_once_are_one_action(study: Study) -> None:
    change = study.code("nurse", Span(40, 60), "Caseload", "exhaustion", memo="both")
    assert [(c.code, c.memo) for c in study.codings()] == [
        ("caseload", "both"),
        ("exhaustion", "both"),
    ]
    assert study.told(change).summary == "coded nurse.txt 40-60 as Caseload and Exhaustion"
    study.undo()
    assert study.codings() == ()


def test_of_several_codes_those_that_are_there_already_are_skipped(study: Study) -> None:
    coded(study, Span(40, 60))
    study.code("nurse", Span(40, 60), "caseload", "exhaustion", "exhaustion")
    assert [c.code for c in study.codings()] == ["caseload", "exhaustion"]
    with pytest.raises(RefusedError, match="'Caseload' and 'Exhaustion' already"):
        study.code("nurse", Span(40, 60), "caseload", "exhaustion")
    with pytest.raises(InputError, match="no code"):
        study.code("nurse", Span(40, 60))


def test_one_wrong_code_among_several_gives_none(study: Study) -> None:
    with pytest.raises(NotFoundError):
        study.code("nurse", Span(40, 60), "caseload", "nonsense")
    assert study.codings() == ()


def test_a_recoded_coding_counts_as_made_under_todays_codebook(study: Study) -> None:
    before = coded(study, Span(40, 60), memo="why", round="2", assisted=True)
    study.codebook_path.write_text(
        study.codebook_path.read_text("utf-8").replace("Being tired.", "Being very tired."), "utf-8"
    )
    study.recode(before.id, "Exhaustion")
    after = by_id(study, before)
    assert (after.code, after.codebook_version) == ("exhaustion", study.codebook_version)
    assert after.codebook_version != before.codebook_version
    assert (after.span, after.memo, after.round) == (before.span, "why", "2")
    assert after.assisted
    study.undo()
    assert by_id(study, before) == before


def test_a_resized_coding_stays_the_same_otherwise(study: Study) -> None:
    before = coded(study, Span(40, 60), memo="why", assisted=True)
    study.resize(before.id, Span(70, 90))
    after = by_id(study, before)
    assert after.span == Span(70, 90)
    assert (after.memo, after.assisted) == ("why", True)
    assert after.codebook_version == before.codebook_version


def test_ends_may_move_over_places_where_equal_codings_would_lie_on_the_way(study: Study) -> None:
    moved = coded(study, Span(40, 60))
    coded(study, Span(40, 80))
    coded(study, Span(50, 60))
    study.resize(moved.id, Span(50, 80))
    assert by_id(study, moved).span == Span(50, 80)
    study.undo()
    assert by_id(study, moved).span == Span(40, 60)


def test_what_would_equal_another_coding_is_refused_and_the_other_named(study: Study) -> None:
    one, two = coded(study, Span(40, 60)), coded(study, Span(60, 80))
    with pytest.raises(RefusedError, match=one.id):
        study.resize(two.id, Span(40, 60))
    other = coded(study, Span(40, 60), "exhaustion")
    with pytest.raises(RefusedError, match=one.id):
        study.recode(other.id, "caseload")
    assert len(study.codings()) == 3


@pytest.mark.parametrize("span", [Span(40, 60), Span(0, 9999)])
def test_wrong_spans_are_refused(study: Study, span: Span) -> None:
    coding = coded(study, Span(40, 60))
    with pytest.raises((RefusedError, InputError)):
        study.resize(coding.id, span)


def test_coders_change_only_their_own_codings(study: Study) -> None:
    one, two = coded(study, Span(40, 60)), coded(study, Span(60, 80))
    study.use_coder("CD")
    for act in (
        lambda: study.recode(one.id, "exhaustion"),
        lambda: study.resize(one.id, Span(40, 50)),
        lambda: study.split_coding(one.id, 50),
        lambda: study.merge_codings(one.id, two.id),
        lambda: study.uncode(one.id),
        lambda: study.memo(one.id, "no"),
    ):
        with pytest.raises(RefusedError, match="AB's; coders change only their own"):
            act()


def test_both_parts_of_a_split_begin_and_end_with_words(study: Study) -> None:
    text = study.text("nurse").text
    start, end = text.index("She is good."), text.index("What helps?")
    end = text.rindex("[laughs]", 0, end) + len("[laughs]")
    whole = coded(study, Span(start, end), memo="stays", assisted=True, round="2")
    study.star(whole.id)
    # Cut in the empty line between two paragraphs.
    study.split_coding(whole.id, text.index("\n\nShe did") + 1)
    first, second = study.codings()
    assert first.id == whole.id
    assert first.span.of(text) == "She is good. She rings on a Friday."
    assert second.span.of(text) == "She did not ring that Friday. [laughs]"
    assert (first.memo, second.memo) == ("stays", "")
    for name in ("code", "round", "assisted", "created_at", "codebook_version", "layer"):
        assert getattr(second, name) == getattr(whole, name)
    assert list(study.marks()) == [first.id]


def test_a_cut_before_a_speakers_label_leaves_the_label_out(study: Study) -> None:
    text = study.text("nurse").text
    span = Span(text.index("How have you"), text.index("I drove home"))
    coding = coded(study, span)
    study.split_coding(coding.id, text.index("Fiona Marsh: Tired"))
    first, second = study.codings()
    assert first.span.of(text) == "How have you been since the winter?"
    assert second.span.of(text).startswith("Tired.")


def test_a_cut_is_refused_outside_and_where_a_side_says_nothing(study: Study) -> None:
    text = study.text("nurse").text
    start = text.index("She is good.")
    coding = coded(study, Span(start, start + 13))
    for at in (start, start + 13, 0):
        with pytest.raises(InputError, match="not inside"):
            study.split_coding(coding.id, at)
    with pytest.raises(RefusedError, match="nothing is said"):
        study.split_coding(coding.id, start + 12)
    assert study.codings() == (coding,)


def test_a_split_part_that_exists_already_is_refused(study: Study) -> None:
    text = study.text("nurse").text
    start, end = text.index("She is good."), text.index("She rings on")
    there = coded(study, Span(end, end + 22))
    whole = coded(study, Span(start, end + 22))
    with pytest.raises(RefusedError, match=there.id):
        study.split_coding(whole.id, end)


def test_merging_keeps_memos_and_marks_and_who_was_assisted(study: Study) -> None:
    later = coded(study, Span(60, 80), memo="second")
    earlier = coded(study, Span(40, 50), memo="first", assisted=True)
    study.counter_example(later.id, "one reason")
    study.counter_example(earlier.id, "another")
    study.use_coder("CD")
    study.star(earlier.id, note="print it")
    study.use_coder("AB")
    before, marks = study.codings(), study.marks()
    study.merge_codings(later.id, earlier.id)
    (merged,) = study.codings()
    assert (merged.id, merged.span) == (later.id, Span(40, 80))
    assert merged.memo == "first\nsecond"
    assert merged.assisted
    assert {(m.kind, m.coder, m.note) for m in study.marks()[merged.id]} == {
        (CodingMarkKind.COUNTER_EXAMPLE, "AB", "one reason\nanother"),
        (CodingMarkKind.STAR, "CD", "print it"),
    }
    study.undo()
    assert study.codings() == before
    assert study.marks() == marks


def test_one_inside_the_other_can_be_merged_into_the_smaller(study: Study) -> None:
    small, large = coded(study, Span(50, 60)), coded(study, Span(40, 80))
    study.merge_codings(small.id, large.id)
    (merged,) = study.codings()
    assert (merged.id, merged.span) == (small.id, Span(40, 80))


def test_codings_that_differ_are_not_merged(study: Study) -> None:
    one = coded(study, Span(40, 60))
    other_code = coded(study, Span(60, 80), "exhaustion")
    other_round = coded(study, Span(60, 80), round="2")
    with pytest.raises(RefusedError, match="different codes"):
        study.merge_codings(one.id, other_code.id)
    with pytest.raises(RefusedError, match="different rounds"):
        study.merge_codings(one.id, other_round.id)
    with pytest.raises(InputError, match="one coding alone"):
        study.merge_codings(one.id, one.id)
    study.code("group", Span(40, 60), "caseload")
    with pytest.raises(RefusedError, match="different documents"):
        study.merge_codings(one.id, study.codings("group")[0].id)


def test_history_tells_each_of_them_in_words(study: Study) -> None:
    coding = coded(study, Span(40, 100))
    study.recode(coding.id, "exhaustion")
    study.resize(coding.id, Span(44, 100))
    study.split_coding(coding.id, 70)
    study.merge_codings(*(c.id for c in study.codings()))
    told = [change.summary for change in study.history(limit=4)]
    assert told == [
        f"made one of 2 codings of Exhaustion: nurse.txt "
        f"{study.codings()[0].span.start}-{study.codings()[0].span.end}",
        f"split Exhaustion at nurse.txt 44-100 in two at "
        f"{dict(study.history(limit=2)[1].facts)['at']}",
        "moved the ends of Exhaustion at nurse.txt 40-100 to 44-100",
        "recoded nurse.txt 40-100 from Caseload to Exhaustion",
    ]
