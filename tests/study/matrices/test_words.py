"""Words in context and word frequencies: participants' words, as the team may read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Span
from qualkit.errors import InputError
from qualkit.study import Study


def hits(study: Study, words: str, **options: object) -> list[tuple[str, str, str]]:
    found = study.concordance(words, **options)  # type: ignore[arg-type]
    return [(line.before, line.hit, line.after) for line in found.lines]


def test_every_place_is_shown_with_its_context(counted: Study) -> None:
    found = counted.concordance("tired", context=3)
    assert [(e.document, e.turn, e.speaker) for e in found.lines] == [
        ("group.txt", 2, "P01"), ("group.txt", 3, "P02"),
        ("nurse.txt", 2, "P07"), ("nurse.txt", 4, "P07"),
    ]  # fmt: skip
    assert hits(counted, "tired", context=3)[0] == ("list. We are ", "tired", " of the list.")


def test_lines_are_sorted_by_the_words_nearest_to_the_hit(counted: Study) -> None:
    right = [after.split()[:1] for _, _, after in hits(counted, "tired", order="right")]
    assert right == [["."], ["as"], ["of"], ["of"]]
    left = [before.split()[-1:] for before, _, _ in hits(counted, "list", order="left")]
    assert [word.casefold() for (word,) in left] == ["my", *["the"] * 6]
    speakers = [line.speaker for line in counted.concordance("list", order="speaker").lines]
    assert speakers == sorted(speakers)


def test_interviewers_and_literature_are_looked_through_where_it_is_asked_for(
    counted: Study,
) -> None:
    assert hits(counted, "caseload") == []
    assert len(hits(counted, "caseload", everybody=True)) == 1
    assert not any("literature" in before for before, _, _ in hits(counted, "list"))
    assert len(hits(counted, "list", kind="literature")) == 1
    assert len(hits(counted, "list", document="paper")) == 1


def test_words_are_found_as_patterns_and_by_limits(counted: Study) -> None:
    assert len(hits(counted, r"list\W+(never|grows)", mode="regex")) == 2
    assert len(hits(counted, "grow*")) == 1
    assert len(hits(counted, "list", attributes={"sector": "NHS"})) == 4
    assert len(hits(counted, "tired", code="colleagues")) == 1
    with pytest.raises(InputError, match="no order of lines"):
        counted.concordance("list", order="weather")
    with pytest.raises(InputError, match="nothing to look for"):
        counted.concordance(" ")
    with pytest.raises(InputError, match="words of context"):
        counted.concordance("list", context=0)


def test_what_is_replaced_is_shown_and_counted_as_replaced(counted: Study) -> None:
    text = counted.text("group").text
    start = text.index("corridor")
    counted.mark_finding("group", Span(start, start + len("corridor")), "[unit]")
    assert hits(counted, "corridor") == []
    assert hits(counted, "word")[0] == ("A ", "word", " in the [unit].")
    words = counted.word_frequencies(internal=True, least=1).groups[0].rows
    assert "corridor" not in {row.word for row in words}
    assert "unit" not in {row.word for row in words}


def test_names_on_the_roster_are_pseudonyms_even_across_the_edge_of_a_hit(
    counted: Study, tmp_path: Path
) -> None:
    (tmp_path / "more.txt").write_text(
        "Interviewer: Who helps?\nBo Ray: Fiona Marsh helps me. Fiona is kind.\n", "utf-8"
    )
    counted.import_transcripts([tmp_path / "more.txt"])
    (one, two) = counted.concordance("fiona").lines
    assert (one.before, one.hit, one.after) == ("", "[P07] helps me. [P07] is kind.", "")
    assert (two.before, two.hit, two.after) == ("[P07] helps me. ", "[P07]", " is kind.")
    words = counted.word_frequencies(internal=True, least=1).groups[0].rows
    assert not {"fiona", "marsh"} & {row.word for row in words}


def test_words_are_counted_with_how_many_say_them(counted: Study) -> None:
    (group,) = counted.word_frequencies(internal=True).groups
    words = {row.word: (row.count, row.speakers) for row in group.rows}
    assert words == {"list": (7, 5), "tired": (4, 3), "help": (2, 2)}
    assert group.speakers == 8
    assert group.rows[0].per_thousand == pytest.approx(1000 * 7 / (group.words or 0))


def test_words_of_too_few_people_are_left_out_of_what_others_see(counted: Study) -> None:
    (group,) = counted.word_frequencies().groups
    assert {row.word for row in group.rows} == {"list", "tired"}
    assert all(row.speakers >= 3 for row in group.rows)


def sectors(study: Study, **others: str) -> None:
    """Let everybody be of the NHS but for these."""
    rows = [f"P0{n},{others.get(f'P0{n}', 'NHS')}" for n in range(1, 9)]
    path = study.path / "transcripts" / "participants.csv"
    path.write_text("\n".join(["participant,sector", *rows]) + "\n", "utf-8")


def test_small_groups_are_counted_together_where_they_hide_each_other(counted: Study) -> None:
    found = counted.word_frequencies("sector")
    assert [(g.group, g.speakers) for g in found.groups] == [("other groups", 8)]
    assert "Counted together, having fewer than 5 people: NHS, charity and council." in found.notes


def test_groups_too_small_to_be_shown_have_no_words(counted: Study) -> None:
    sectors(counted, P07="charity")
    nhs, charity = counted.word_frequencies("sector").groups
    assert (nhs.group, nhs.speakers) == ("NHS", 7)
    assert charity.hidden
    assert charity.rows == ()
    assert charity.words is None
    # With the hidden group's words in the rest, keyness would tell of them.
    assert all(row.keyness is None for row in nhs.rows)
    assert "charity" not in {row[0] for row in counted.word_frequencies("sector").table()}


def test_keyness_sets_a_group_against_the_others(counted: Study) -> None:
    found = counted.word_frequencies("sector", internal=True, least=1)
    nhs = {row.word: row for row in {g.group: g for g in found.groups}["NHS"].rows}
    assert nhs["grows"].count == 1
    assert nhs["grows"].keyness is not None
    assert nhs["grows"].ratio is None  # nobody else says it: no ratio, and no infinity
    assert nhs["list"].ratio is not None
    assert found.table().columns[0].heading == "Sector"
    assert found.frame()["ratio"].isna().sum() > 0


def test_survey_comments_and_literature_are_never_counted_with_what_participants_say(
    counted: Study,
) -> None:
    everything = counted.word_frequencies(internal=True, least=1).groups[0]
    assert "literature" not in {row.word for row in everything.rows}
    paper = counted.word_frequencies(kind="literature", internal=True, least=1).groups[0]
    assert "literature" in {row.word for row in paper.rows}
    with pytest.raises(InputError, match="no kind of document"):
        counted.word_frequencies(kind="weather")
