"""A file under its confirmed mapping: clean columns, or all that is wrong and nothing imported."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path

import pandas
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.survey import QuestionKind
from qualkit.errors import InputError
from qualkit.importers.surveys import Clean, SurveyMapping, apply, guess, read_grid
from qualkit.importers.surveys.choosing import _pattern, _split
from qualkit.importers.surveys.records import (
    Answers,
    MappedAttribute,
    MappedInstrument,
    MappedOption,
    MappedQuestion,
    Value,
)
from tests.importers.surveys.survey_files import (
    COMMENTS,
    KEYS,
    OTHERS,
    SECTORS,
    TICKS,
    answer,
    forms_rows,
    google_rows,
    plain_rows,
    qualtrics_rows,
    surveymonkey_rows,
    write_csv,
    write_xlsx,
)

Rows = list[list[object]]


def answered(mapping: SurveyMapping) -> SurveyMapping:
    """The mapping as somebody leaves it who agrees with every guess."""
    return replace(
        mapping,
        asks=(),
        attributes=tuple(replace(part, ask="") for part in mapping.attributes),
        instruments=tuple(replace(part, ask="") for part in mapping.instruments),
        questions=tuple(replace(part, ask="") for part in mapping.questions),
    )


def taken(tmp_path: Path, rows: Rows, mapping: SurveyMapping | None = None) -> Clean:
    grid = read_grid(write_csv(tmp_path / "a.csv", rows))
    return apply(grid, mapping or answered(guess(grid, KEYS)), KEYS)


def refused(tmp_path: Path, rows: Rows, mapping: SurveyMapping | None = None) -> str:
    with pytest.raises(InputError) as held:
        taken(tmp_path, rows, mapping)
    assert held.value.hint
    return held.value.message


def mapping_of(tmp_path: Path, rows: Rows) -> SurveyMapping:
    return answered(guess(read_grid(write_csv(tmp_path / "first.csv", rows)), KEYS))


def test_a_letter_is_a_column_though_other_headings_begin_with_it(tmp_path: Path) -> None:
    rows: Rows = [["id", "Email", "Sector", *(f"B{n}" for n in range(1, 7))]]
    rows += [
        [n, f"p{n}@example.org", s, *(answer(n, item, 7) for item in range(6))]
        for n, s in enumerate(SECTORS)
    ]
    found = guess(read_grid(write_csv(tmp_path / "first.csv", rows)), KEYS)
    mapping = replace(answered(found), instruments=(
        replace(found.instruments[0], id="tired", ask=""),
    ))  # fmt: skip
    assert [part.columns for part in mapping.dropped] == [("B",)]
    assert len(taken(tmp_path, rows, mapping).items["tired"]) == 6
    rows[0][3] = "B"
    mapping = replace(mapping, source=mapping_of(tmp_path, rows).source)
    assert "call it by its number, 2 or 4" in refused(tmp_path, rows, mapping)


def check(clean: Clean, *, text: bool = True) -> None:
    """The answers that every fixture holds, whichever platform wrote it."""
    (sector,) = clean.attributes.values()
    assert sector == SECTORS
    for person in range(len(SECTORS)):
        found = [clean.items["tired"][str(i + 1)][person] for i in range(6)]
        expected = [float(answer(person, i, 7)) for i in range(6)]
        assert [n for n in found if not isnan(n)] == [
            e for e, n in zip(expected, found, strict=True) if not isnan(n)
        ]
    if text:
        assert COMMENTS in clean.comments.values()


def test_surveymonkey_in_words_and_in_numbers_gives_the_same_items(tmp_path: Path) -> None:
    words = taken(tmp_path, surveymonkey_rows())
    check(words)
    assert words.sources[0] == "118052219000"
    assert words.rows == tuple(range(3, 11))
    assert OTHERS in words.comments.values()
    ticks = words.ticks["helps"]
    for place, option in enumerate(("supervision", "peer-support-informal", "time-off")):
        assert ticks[option] == bytes(int(person[place]) for person in TICKS)
    assert ticks["other"] == bytes(bool(text) for text in OTHERS)
    numbers = taken(tmp_path, surveymonkey_rows(numbers=True))
    assert numbers.items == words.items


def test_a_scale_coded_one_too_high_is_moved_where_the_mapping_says_so(tmp_path: Path) -> None:
    rows = surveymonkey_rows(numbers=True, shift=1)
    mapping = mapping_of(tmp_path, rows)
    assert "shift: -1" in refuse_hint(tmp_path, rows, mapping)
    tired = replace(mapping.instruments[0], shift=-1)
    check(taken(tmp_path, rows, replace(mapping, instruments=(tired, mapping.instruments[1]))))


def refuse_hint(tmp_path: Path, rows: Rows, mapping: SurveyMapping) -> str:
    with pytest.raises(InputError) as held:
        taken(tmp_path, rows, mapping)
    return held.value.hint or ""


def test_qualtrics_leaves_previews_out_and_counts_them(tmp_path: Path) -> None:
    clean = taken(tmp_path, qualtrics_rows())
    check(clean)
    assert [(gone.row, gone.why) for gone in clean.left_out] == [
        (12, "made by the survey's author to try it")
    ]
    assert isnan(clean.items["tired"]["3"][1])
    assert clean.ticks["helps"]["other"] == bytes(bool(text) for text in OTHERS)
    assert OTHERS in clean.comments.values()
    assert taken(tmp_path, qualtrics_rows(legacy=True)).rows[0] == 3


def test_forms_ticks_and_what_was_written_beside_them_come_apart(tmp_path: Path) -> None:
    grid = read_grid(write_xlsx(tmp_path / "a.xlsx", forms_rows()))
    clean = apply(grid, answered(guess(grid, KEYS)), KEYS)
    check(clean)
    assert clean.comments["helps-other"] == OTHERS
    assert clean.answered["helps"] == bytes(
        "1" in t or bool(o) for t, o in zip(TICKS, OTHERS, strict=True)
    )


def test_an_option_with_a_comma_is_one_option_where_the_mapping_lists_it(tmp_path: Path) -> None:
    rows = google_rows()
    mapping = mapping_of(tmp_path, rows)
    helps, rest = mapping.questions
    options = (
        MappedOption("supervision", "Supervision"),
        MappedOption("peers", "peer support,  informal"),
        MappedOption("time-off", "Time off"),
    )
    mended = replace(mapping, questions=(replace(helps, options=options), rest))
    clean = taken(tmp_path, rows, mended)
    check(clean)
    assert clean.ticks["helps"]["peers"] == bytes(int(person[1]) for person in TICKS)


def test_a_plain_file_keeps_pseudonyms_and_leaves_addresses(tmp_path: Path) -> None:
    clean = taken(tmp_path, plain_rows())
    check(clean, text=False)
    assert clean.participants[:4] == ("P01", "P02", "P03", "")
    assert "example.org" not in str(clean)


def test_spss_codes_are_items_and_their_labels_values(tmp_path: Path) -> None:
    frame = pandas.DataFrame(
        {
            "id": range(1, 9),
            "sector": [{"NHS": 1, "Third sector": 2, "Council": 3}[s] for s in SECTORS],
            **{f"tired{i + 1}": [answer(n, i, 7) for n in range(8)] for i in range(6)},
        }
    )
    labels = {"sector": {1: "NHS", 2: "Third sector", 3: "Council"}}
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"), variable_value_labels=labels)
    grid = read_grid(tmp_path / "a.sav")
    clean = apply(grid, answered(guess(grid, KEYS)), KEYS)
    check(clean, text=False)
    assert clean.rows == tuple(range(1, 9))


def test_labels_match_whatever_their_case_spaces_and_apostrophes(tmp_path: Path) -> None:
    rows = surveymonkey_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[2][11] = "  NEVER "
    rows[3][17] = "strongly\xa0 DISAGREE"
    check(taken(tmp_path, rows, mapping))


def test_statements_of_ones_own_become_questions_with_their_wording(tmp_path: Path) -> None:
    rows = surveymonkey_rows()
    mapping = mapping_of(tmp_path, rows)
    own = MappedInstrument("", ("L-Q",), own=True)
    clean = taken(tmp_path, rows, replace(mapping, instruments=(own, mapping.instruments[1])))
    made = [question for question in clean.survey.questions if "tired" in question.label]
    assert made[0].label == "Invented statement 1 on being tired"
    assert all(question.kind is QuestionKind.SINGLE for question in made)
    assert clean.choices[made[0].id][0] == "never"
    assert not [part for part in clean.mapping.instruments if part.own]
    again = taken(tmp_path, rows, clean.mapping)
    assert (again.choices, again.survey) == (clean.choices, clean.survey)


def test_open_questions_of_the_mapping_are_refused_with_their_text(tmp_path: Path) -> None:
    grid = read_grid(write_csv(tmp_path / "a.csv", google_rows()))
    with pytest.raises(InputError, match=r"still asks.*\n.*question helps"):
        apply(grid, replace(guess(grid, KEYS), file="staff.yaml"), KEYS)


def test_all_that_is_wrong_is_named_at_once_with_row_and_column(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[1][4], rows[2][4] = 9, 9
    rows[3][5] = "3.5"
    rows[4][6] = "often"
    rows[5][2] = "Private"
    rows[6][7] = 45730
    told = refused(tmp_path, rows, mapping)
    assert "nothing was imported, because" in told
    assert "row 2, column E: '9' is none of the answers of tired (0, 1, 2, 3, 4, 5, 6)" in told
    assert "(and 1 more: row 3, column E)" in told
    assert "row 4, column F: '3.5' is none" in told
    assert "row 5, column G: 'often' is no number" in told
    assert "row 6, column C: 'Private' is not among the values of sector" in told
    assert "a date that a spreadsheet counts in days" in told


def test_a_comma_or_a_point_with_nothing_behind_it_is_no_fraction(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[1][4], rows[2][4] = "0,0", "5.0"
    check(taken(tmp_path, rows, mapping), text=False)


def test_a_respondent_who_stands_there_twice_is_named_with_both_rows(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[4][0] = rows[1][0]
    assert "row 5, column A: the respondent of row 2" in refused(tmp_path, rows, mapping)


def test_an_id_that_a_spreadsheet_has_shortened_is_refused(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[1][0], rows[2][0] = "1.18052E+11", ""
    told = refused(tmp_path, rows, mapping)
    assert "row 2, column A: the id 1.18052E+11 has lost digits" in told
    assert "row 3, column A: there is no id" in told


def test_the_same_row_twice_is_told_where_there_are_no_ids(tmp_path: Path) -> None:
    rows = google_rows()
    rows.append(rows[1])
    assert "stand twice (rows 10)" in " ".join(taken(tmp_path, rows).told)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "tried"}, "no instrument 'tried' (did you mean 'tired'?)"),
        ({"items": ("1", "2", "3", "4", "5", "7")}, "tired has no item 7 in its key"),
        ({"items": ("1", "2", "3", "4", "5", "5")}, "tired names item 5 twice"),
        ({"items": ("1", "2")}, "tired has 6 columns for 2 items"),
        ({"columns": ("E-ZZ",)}, "there is no column 'E-ZZ' in the file"),
        ({"columns": ("tired_01", "Tierd")}, "there is no column 'Tierd'"),
    ],
)
def test_a_mapping_that_does_not_fit_is_named_with_its_line(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    mapping = mapping_of(tmp_path, plain_rows())
    wrong = replace(mapping.instruments[0], line=31, **change)  # type: ignore[arg-type]
    mapping = replace(mapping, file="staff.yaml", instruments=(wrong, mapping.instruments[1]))
    told = refused(tmp_path, plain_rows(), mapping)
    assert "staff.yaml, line 31" in told
    assert message in told


def test_columns_can_be_called_by_heading_and_by_number(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, plain_rows())
    tired = replace(mapping.instruments[0], columns=("Tired_01", "6-8", "I", "10"))
    clean = taken(
        tmp_path, plain_rows(), replace(mapping, instruments=(tired, mapping.instruments[1]))
    )
    check(clean, text=False)


def test_a_heading_that_stands_there_twice_is_no_name(tmp_path: Path) -> None:
    rows: Rows = [["id", "Sector", "Sector"], *[[n, s, s] for n, s in enumerate(SECTORS)]]
    mapping = mapping_of(tmp_path, rows)
    attribute = MappedAttribute("sector", "Sector", "Sector")
    mapping = replace(mapping, attributes=(attribute,))
    assert "several columns are headed 'Sector' (B, C)" in refused(tmp_path, rows, mapping)


def test_a_column_used_for_two_things_is_refused(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, plain_rows())
    attribute = MappedAttribute("second", "Second", "E")
    mapping = replace(mapping, attributes=(*mapping.attributes, attribute))
    assert "column E is used for" in refused(tmp_path, plain_rows(), mapping)


def test_an_answer_under_no_heading_is_refused_and_a_column_left_over_is_told(
    tmp_path: Path,
) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[3].append("stray")
    mapping = replace(mapping, source=replace(mapping.source, headings=""), dropped=())
    assert "row 4, column P: an answer under no heading" in refused(tmp_path, rows, mapping)
    clean = taken(tmp_path, plain_rows(), mapping)
    assert "column D is named nowhere in the mapping and was left out" in clean.told


def test_a_file_whose_columns_have_moved_is_refused(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    moved = [[row[0], "new", *row[1:]] for row in rows]
    assert "its headings are not those" in refused(tmp_path, moved, mapping)


def test_a_later_export_with_more_rows_is_read_by_the_same_mapping(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows.append([99, "", "NHS", "", *[0] * 6, *[1] * 5])
    assert taken(tmp_path, rows, mapping).sources[-1] == "99"


def test_merged_cells_among_answers_are_refused_and_over_headings_allowed(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", surveymonkey_rows(), ["L1:Q1"])
    grid = read_grid(path)
    mapping = answered(guess(grid, KEYS))
    check(apply(grid, mapping, KEYS))
    grid = read_grid(write_xlsx(path, surveymonkey_rows(), ["R4:S4"]))
    with pytest.raises(InputError, match="row 4, column R: the cells R4:S4 are merged"):
        apply(grid, mapping, KEYS)


def test_a_date_that_a_spreadsheet_made_of_a_range_is_pointed_out(tmp_path: Path) -> None:
    rows: Rows = [["id", "Years in post"], *[[n, "1-2" if n % 2 else "3-5"] for n in range(8)]]
    mapping = mapping_of(tmp_path, rows)
    assert [value.text for value in mapping.attributes[0].values] == ["1-2", "3-5"]
    rows[3][1] = "2025-05-03"
    assert "made a date of something like 3-5" in refused(tmp_path, rows, mapping)


def test_an_item_that_nobody_answered_is_told_and_stays_missing(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    for row in rows[1:]:
        row[6] = ""
    clean = taken(tmp_path, rows, mapping)
    assert "tired: nobody answered item 3" in clean.told
    assert all(isnan(value) for value in clean.items["tired"]["3"])


def test_two_questions_with_one_wording_are_told_apart_by_their_columns(tmp_path: Path) -> None:
    rows: Rows = [["id", "Why do you say that so?", "Why do you say that so?"]]
    rows += [
        [n, f"Because of reason number {n}, first", f"Reason {n} in the second place"]
        for n in range(5)
    ]
    clean = taken(tmp_path, rows)
    assert len(clean.comments) == 2
    assert "have one wording" in " ".join(clean.told)


def test_numbers_without_a_0_are_told_even_where_nobody_was_asked(tmp_path: Path) -> None:
    rows: Rows = [["id", *(f"tired{n}" for n in range(1, 7))]]
    rows += [[n, *((n + i) % 6 + 1 for i in range(6))] for n in range(8)]
    assert "nobody answered 0" in " ".join(taken(tmp_path, rows).told)


def test_a_row_in_which_nothing_was_answered_is_no_response(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows.append([50, "", "", "", *[""] * 11])
    clean = taken(tmp_path, rows, mapping)
    assert [(gone.row, gone.why) for gone in clean.left_out] == [(10, "nothing was answered")]


def test_codes_of_not_answered_are_missing_everywhere(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = replace(mapping_of(tmp_path, rows), missing=("99", "n/a"))
    rows[1][4], rows[1][2] = 99, "n/a"
    clean = taken(tmp_path, rows, mapping)
    assert isnan(clean.items["tired"]["1"][0])
    assert clean.attributes["sector"][0] == ""


def test_values_of_attributes_are_renamed_and_put_together(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, plain_rows())
    values = (Value("NHS", "NHS"), Value("Third sector", "Other"), Value("Council", "Other"))
    sector = replace(mapping.attributes[0], values=values)
    clean = taken(tmp_path, plain_rows(), replace(mapping, attributes=(sector,)))
    assert set(clean.attributes["sector"]) == {"NHS", "Other"}
    assert clean.survey.attributes[0].values == ("NHS", "Other")


def test_a_single_choice_counts_what_was_written_under_other(tmp_path: Path) -> None:
    rows: Rows = [
        ["Respondent ID", "Collector ID", "Would you stay on?", ""],
        ["", "", "Response", "Other (please specify)"],
        [1, 5, "Yes", ""],
        [2, 5, "No", ""],
        [3, 5, "", "It depends on the money"],
        [4, 5, "Yes", ""],
    ]
    clean = taken(tmp_path, rows)
    (stay, other) = clean.survey.questions
    assert clean.choices[stay.id] == ("yes", "no", "other", "yes")
    assert clean.comments[other.id][2] == "It depends on the money"


def test_boxes_written_as_0_and_1_say_who_saw_the_question(tmp_path: Path) -> None:
    rows: Rows = [["id", "help_1", "help_2"], [1, 1, 0], [2, 0, 0], [3, "", ""], [4, 0, 1]]
    rows[0].append("Sector")
    for row, sector in zip(rows[1:], SECTORS, strict=False):
        row.append(sector)
    clean = taken(tmp_path, rows)
    (name,) = clean.ticks
    assert clean.answered[name] == bytes((1, 1, 0, 1))
    assert list(clean.ticks[name].values()) == [bytes((1, 0, 0, 0)), bytes((0, 0, 0, 1))]


def test_an_unknown_answer_in_a_box_is_refused(tmp_path: Path) -> None:
    rows = surveymonkey_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[2][22] = "perhaps"
    told = refused(tmp_path, rows, mapping)
    assert "row 3, column W: 'perhaps' is neither a tick nor empty" in told


def test_a_label_that_the_mapping_explains_is_counted(tmp_path: Path) -> None:
    rows = surveymonkey_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[2][11] = "Not ever"
    assert "'Not ever' is none of the answers that tired knows" in refused(tmp_path, rows, mapping)
    from qualkit.importers.surveys.records import LabelValue

    tired = replace(mapping.instruments[0], labels=(LabelValue("not ever", 0.0),))
    assert tired.answers is Answers.LABELS
    check(taken(tmp_path, rows, replace(mapping, instruments=(tired, mapping.instruments[1]))))


def test_what_somebody_wrote_at_length_is_not_repeated_in_a_message(tmp_path: Path) -> None:
    rows = plain_rows()
    mapping = mapping_of(tmp_path, rows)
    rows[1][2] = "I work for the small office behind the church in Invented Village"
    told = refused(tmp_path, rows, mapping)
    assert "church" not in told


WORDS = st.text("abc ,", min_size=1, max_size=8).map(str.strip).filter(lambda w: w.strip(", "))


@given(st.lists(WORDS, min_size=1, max_size=5, unique=True), st.data())
def test_options_that_were_joined_come_apart_whatever_commas_they_hold(
    labels: list[str], data: st.DataObject
) -> None:
    """As long as no option is made of others, which nothing could tell apart."""
    options = tuple(MappedOption(str(n), label) for n, label in enumerate(labels))
    question = MappedQuestion("q", "Q", QuestionKind.MULTIPLE, "A", ";", options=options)
    chosen = data.draw(st.lists(st.sampled_from(options), unique=True))
    cell = "".join(f"{option.label};" for option in chosen)
    found, rest = _split(cell, ";", *_pattern(question))
    folded = {" ".join(o.label.split()) for o in chosen}
    assert {" ".join(labels[int(n)].split()) for n in found} == folded
    assert not rest


def test_the_longest_option_is_looked_for_first() -> None:
    options = (MappedOption("peers", "Peers"), MappedOption("both", "Peers, dogs"))
    question = MappedQuestion("q", "Q", QuestionKind.MULTIPLE, "A", ", ", options=options)
    found = _pattern(question)
    assert _split("Peers, dogs", ",", *found) == (["both"], "")
    assert _split("peers,  DOGS, Peers, cats, hens", ",", *found) == (
        ["both", "peers"],
        "cats, hens",
    )
