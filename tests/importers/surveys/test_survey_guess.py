"""What a survey's columns are guessed to be, and what is asked instead of guessed."""

from __future__ import annotations

from pathlib import Path

import pandas
import pyreadstat
import pytest

from qualkit.core.survey import QuestionKind
from qualkit.importers.surveys import Platform, SurveyMapping, asks_of, guess, read_grid
from qualkit.importers.surveys.records import Answers
from tests.importers.surveys.survey_files import (
    KEYS,
    SECTORS,
    forms_rows,
    google_rows,
    key,
    plain_rows,
    qualtrics_rows,
    surveymonkey_rows,
    write_csv,
    write_xlsx,
)

Rows = list[list[object]]


def guessed(tmp_path: Path, rows: Rows, **how: str) -> SurveyMapping:
    return guess(read_grid(write_csv(tmp_path / "a.csv", rows, **how)), KEYS)


def dropped(mapping: SurveyMapping) -> dict[str, str]:
    return {ref: part.why for part in mapping.dropped for ref in part.columns}


def instruments(mapping: SurveyMapping) -> list[tuple[str, tuple[str, ...], Answers]]:
    return [(part.id, part.columns, part.answers) for part in mapping.instruments]


def kinds(mapping: SurveyMapping) -> list[tuple[str, QuestionKind]]:
    return [(part.id, part.kind) for part in mapping.questions]


def test_surveymonkey_is_known_and_all_its_parts_are_told_apart(tmp_path: Path) -> None:
    mapping = guessed(tmp_path, surveymonkey_rows())
    assert mapping.source.format is Platform.SURVEYMONKEY
    assert mapping.source.header_rows == 2
    assert mapping.source.fetched == "2025-06-17"
    assert mapping.respondent == "A"
    assert instruments(mapping) == [
        ("tired", ("L-Q",), Answers.LABELS),
        ("work", ("R-V",), Answers.LABELS),
    ]
    assert kinds(mapping) == [
        ("helps", QuestionKind.MULTIPLE),
        ("helps-other", QuestionKind.OPEN),
        ("anything-else-like-tell", QuestionKind.OPEN),
    ]
    (sector,) = mapping.attributes
    assert [value.text for value in sector.values] == ["NHS", "Third sector", "Council"]
    assert not asks_of(mapping)
    assert not mapping.confirmed


def test_personal_data_are_dropped_and_listed_with_the_reason(tmp_path: Path) -> None:
    found = dropped(guessed(tmp_path, surveymonkey_rows()))
    assert found["E-I"] == "personal data"
    assert found["C-D"] == "a date"
    plain = dropped(guessed(tmp_path, plain_rows()))
    assert plain == {"D": "personal data: e-mail addresses"}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Telephone", "x"),
        ("Your work e-mail address, please", "x"),
        ("Postcode", "x"),
        ("Date of birth", "x"),
        ("Where?", "DD1 4HN"),
        ("How to reach you", "07700 900123"),
        ("Machine", "10.1.2.3"),
        ("Full name", "x"),
        ("Latitude", "56.46"),
    ],
)
def test_a_column_is_personal_by_its_heading_or_by_what_is_in_it(
    tmp_path: Path, heading: str, cell: str
) -> None:
    rows: Rows = [["id", heading, "Sector"]]
    rows += [[n, f"{cell}", sector] for n, sector in enumerate(SECTORS)]
    assert "B" in dropped(guessed(tmp_path, rows))


def test_the_contact_block_of_surveymonkey_is_dropped_whole(tmp_path: Path) -> None:
    rows: Rows = [
        ["Respondent ID", "Collector ID", "Contact information", "", "Which sector are you in?"],
        ["", "", "Name", "Town", "Response"],
        *[[n + 1, 5, "Ann Other", "Leith", sector] for n, sector in enumerate(SECTORS)],
    ]
    found = dropped(guessed(tmp_path, rows))
    assert found["C-D"] == "personal data, by its heading"


def test_options_called_e_mail_and_phone_are_no_personal_data(tmp_path: Path) -> None:
    rows: Rows = [
        ["Respondent ID", "Collector ID", "What do you use at work?", ""],
        ["", "", "Email", "Phone"],
        [1, 5, "Email", ""],
        [2, 5, "Email", "Phone"],
    ]
    (question,) = guessed(tmp_path, rows).questions
    assert [option.label for option in question.options] == ["Email", "Phone"]


def test_no_statement_of_an_instrument_comes_into_the_mapping(tmp_path: Path) -> None:
    from qualkit.importers.surveys import mapping_text

    for rows in (surveymonkey_rows(), qualtrics_rows(), google_rows(), forms_rows()):
        for known in (KEYS, ()):
            path = write_csv(tmp_path / "a.csv", rows)
            assert "statement" not in mapping_text(guess(read_grid(path), known)).replace(
                "statements", ""
            )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_qualtrics_is_known_by_its_third_row(tmp_path: Path, encoding: str) -> None:
    delimiter = "\t" if encoding == "utf-16" else ","
    mapping = guessed(tmp_path, qualtrics_rows(), encoding=encoding, delimiter=delimiter)
    assert mapping.source.format is Platform.QUALTRICS
    assert mapping.source.header_rows == 3
    assert mapping.source.fetched == "2025-03-17"
    assert mapping.missing == ("-99",)
    assert mapping.leave_out[0].values == ("Survey Preview",)
    assert instruments(mapping) == [("tired", ("S-X",), Answers.NUMBERS)]
    assert [option.id for option in mapping.questions[0].options][-1] == "other"
    assert not mapping.questions[0].options[-1].any
    assert mapping.questions[1].column == "AC"


def test_older_qualtrics_has_two_header_rows(tmp_path: Path) -> None:
    mapping = guessed(tmp_path, qualtrics_rows(legacy=True))
    assert mapping.source.format is Platform.QUALTRICS
    assert mapping.source.header_rows == 2


def test_forms_gives_each_statement_a_column_and_joins_ticks(tmp_path: Path) -> None:
    mapping = guess(read_grid(write_xlsx(tmp_path / "a.xlsx", forms_rows())), KEYS)
    assert mapping.source.format is Platform.MICROSOFT_FORMS
    assert mapping.source.fetched == "2025-02-04"
    assert instruments(mapping) == [("tired", ("G-L",), Answers.LABELS)]
    helps, other, _ = mapping.questions
    assert (helps.joined, helps.column) == (";", "M")
    assert other.other_of == "helps"
    # What one person alone wrote is counted, and not put into the file.
    assert "2 answers were each given by one person" in helps.ask
    assert "dog" not in str(mapping)


def test_google_forms_asks_for_the_options_because_of_the_commas(tmp_path: Path) -> None:
    mapping = guessed(tmp_path, google_rows())
    assert mapping.source.format is Platform.GOOGLE_FORMS
    assert mapping.source.fetched == "2025-03-27"
    assert instruments(mapping) == [("tired", ("C-H",), Answers.LABELS)]
    (ask,) = asks_of(mapping)
    assert ask.where == "question helps"
    assert "Supervision | Peer support | informal | Time off" in ask.text


def test_spss_labels_name_the_values_of_codes(tmp_path: Path) -> None:
    frame = pandas.DataFrame(
        {
            "respid": [1.0, 2.0, 3.0, 4.0],
            "sector": [1.0, 2.0, 1.0, 2.0],
            **{f"tired{n}": [0.0, 3.0, 6.0, 1.0] for n in range(1, 7)},
        }
    )
    labels = {"sector": {1: "NHS", 2: "Third sector"}, "tired1": {0: "Never", 6: "Every day"}}
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"), variable_value_labels=labels)
    mapping = guess(read_grid(tmp_path / "a.sav"), KEYS)
    assert mapping.source.format is Platform.SPSS
    assert [(v.text, v.value) for v in mapping.attributes[0].values] == [
        ("1", "NHS"),
        ("2", "Third sector"),
    ]
    assert instruments(mapping) == [("tired", ("C-H",), Answers.NUMBERS)]


def test_numbers_from_1_to_7_on_a_scale_from_0_to_6_are_asked_about(tmp_path: Path) -> None:
    mapping = guessed(tmp_path, surveymonkey_rows(numbers=True, shift=1))
    tired = mapping.instruments[0]
    assert (tired.id, tired.shift) == ("tired", 0)
    assert "answers run from 1 to 7, while tired counts 0 to 6" in tired.ask
    assert "shift: -1" in tired.ask
    assert not guessed(tmp_path, surveymonkey_rows(numbers=True)).instruments[0].ask


def test_numbers_without_any_0_are_asked_about_too(tmp_path: Path) -> None:
    rows: Rows = [["id", *(f"tired{n}" for n in range(1, 7))]]
    rows += [[n, *((n + i) % 6 + 1 for i in range(6))] for n in range(8)]
    (tired,) = guessed(tmp_path, rows).instruments
    assert "none is 0" in tired.ask


def test_a_code_for_not_answered_is_asked_about(tmp_path: Path) -> None:
    rows = plain_rows()
    rows[3][5] = 99
    assert 'missing: ["99"]' in guessed(tmp_path, rows).instruments[0].ask


def test_an_unknown_matrix_is_asked_about(tmp_path: Path) -> None:
    mapping = guess(read_grid(write_csv(tmp_path / "a.csv", surveymonkey_rows())), KEYS[1:])
    unknown = mapping.instruments[0]
    assert unknown.id == ""
    assert "which instrument are these 6 columns?" in unknown.ask
    assert "own: true" in unknown.ask


def test_two_keys_that_fit_are_both_offered(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", plain_rows())
    both = (key("one", 6, 0, 6), key("two", 6, 0, 6), KEYS[1])
    assert "which of one, two?" in guess(read_grid(path), both).instruments[0].ask


def test_two_instruments_side_by_side_are_divided_where_only_one_way_fits(tmp_path: Path) -> None:
    rows = plain_rows()
    rows[0][4:] = [f"Spoken so {'x' * n} and so" for n in range(11)]
    mapping = guessed(tmp_path, rows)
    assert instruments(mapping) == [
        ("tired", ("E-J",), Answers.NUMBERS),
        ("work", ("K-O",), Answers.NUMBERS),
    ]
    assert "divided into 6 and 5" in mapping.instruments[0].ask


def test_numbers_at_the_head_of_labels_are_their_values(tmp_path: Path) -> None:
    rows: Rows = [["id", *(f"tired{n}" for n in range(1, 7))]]
    rows += [
        [n, *(f"{(n + i) % 7} - Point {'abcdefg'[(n + i) % 7]}" for i in range(6))]
        for n in range(8)
    ]
    (tired,) = guessed(tmp_path, rows).instruments
    assert tired.answers is Answers.LABELS
    assert [label.value for label in tired.labels] == list(range(7))


def test_short_texts_that_differ_from_person_to_person_are_left_out(tmp_path: Path) -> None:
    rows: Rows = [["id", "Your team's name for you", "Job title"]]
    rows += [[n, f"Nick{n}", f"Officer {n}"] for n in range(20)]
    found = dropped(guessed(tmp_path, rows))
    assert "could tell who somebody is" in found["B-C"]


def test_a_column_that_nobody_answered_is_left_out_and_listed(tmp_path: Path) -> None:
    rows: Rows = [["id", "Sector", "Comments"], *[[n, s, ""] for n, s in enumerate(SECTORS)]]
    assert dropped(guessed(tmp_path, rows))["C"] == "empty: nobody answered"


def test_a_box_that_few_wrote_in_is_open_though_some_wrote_the_same(tmp_path: Path) -> None:
    said = ["No", "", "My manager is a great help", "No", "", "I left, and then came back", "", ""]
    rows: Rows = [["id", "Sector", "Anything else?", "Post"]]
    rows += [
        [n, s, said[n], "Full time paid employment" if n else "Volunteer one day in the week"]
        for n, s in enumerate(SECTORS)
    ]
    kinds = {q.label: q.kind for q in guessed(tmp_path, rows).questions}
    assert kinds == {"Anything else?": QuestionKind.OPEN, "Post": QuestionKind.SINGLE}


def test_an_address_in_an_open_answer_is_pointed_out(tmp_path: Path) -> None:
    rows: Rows = [["id", "Anything that you would like to say?"]]
    rows += [[n, f"Long answer number {n} with many words in it"] for n in range(5)]
    rows[2][1] = "Write to me at ann@example.org about this, please do"
    assert "an e-mail address stands in an answer" in " ".join(guessed(tmp_path, rows).seen)


def test_a_file_without_headings_and_a_column_without_one_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["1", "2", "3"], ["4", "5", "6"]]
    assert "the first row holds numbers" in asks_of(guessed(tmp_path, rows))[0].text
    rows = [["id", "", "Sector"], *[[n, "x", s] for n, s in enumerate(SECTORS)]]
    assert "column B has no heading" in asks_of(guessed(tmp_path, rows))[0].text


def test_dates_that_can_be_read_in_two_ways_give_no_day(tmp_path: Path) -> None:
    rows: Rows = [
        ["Timestamp", "Sector"],
        *[[f"0{n + 1}/03/2025 10:00", s] for n, s in enumerate(SECTORS)],
    ]
    mapping = guessed(tmp_path, rows)
    assert mapping.source.fetched == ""
    assert "two ways" in " ".join(mapping.seen)


def test_serial_numbers_under_a_date_heading_are_days(tmp_path: Path) -> None:
    rows: Rows = [["ID", "Start time", "Completion time", "Sector"]]
    rows += [[n, 45730.3, 45730.4 + n, s] for n, s in enumerate(SECTORS)]
    assert guessed(tmp_path, rows).source.fetched == "2025-03-21"


def test_a_box_for_remarks_does_not_take_a_matrix_apart(tmp_path: Path) -> None:
    rows = surveymonkey_rows()
    for n, row in enumerate(rows):
        row.insert(
            17, ["", "Please explain"][n] if n < 2 else f"It was like that in month {n} of it"
        )
    mapping = guessed(tmp_path, rows)
    assert instruments(mapping)[0] == ("tired", ("L-Q",), Answers.LABELS)
    assert mapping.questions[0].label == "Please explain"


def test_boxes_to_write_in_under_one_question_are_several_open_questions(tmp_path: Path) -> None:
    rows: Rows = [
        ["Respondent ID", "Collector ID", "Two things about the work here, please", ""],
        ["", "", "What is the hardest about it is:", "If I could, I would:"],
        *[[n, 5, f"The number {n} of the cases I have", f"Ask {n} times"] for n in range(5)],
    ]
    for row in rows[2:]:
        row[3] = f"Change the way number {row[0]} in which we work"
    questions = guessed(tmp_path, rows).questions
    assert [question.label for question in questions] == rows[1][2:]
    assert {question.kind for question in questions} == {QuestionKind.OPEN}


def test_questions_that_share_only_running_numbers_are_looked_at_one_by_one(tmp_path: Path) -> None:
    rows = plain_rows()
    rows[0] = ["id", "participant", "Q1", "Q2", *(f"Q{n}" for n in range(3, 14))]
    mapping = guessed(tmp_path, rows)
    assert [part.columns for part in mapping.instruments] == [("E-J",), ("K-O",)]
    assert dropped(mapping)["D"] == "personal data: e-mail addresses"


def test_a_lone_column_answered_like_an_instrument_is_asked_about_without_its_wording(
    tmp_path: Path,
) -> None:
    rows: Rows = [["id", "Invented statement", "Sector"]]
    words = ["Never", "Weekly", "Often", "Never", "Weekly", "Often", "Never", "Often"]
    rows += [[n, words[n], sector] for n, sector in enumerate(SECTORS)]
    mapping = guessed(tmp_path, rows)
    assert mapping.instruments[0].ask
    assert not mapping.questions


def test_a_single_choice_with_other_in_qualtrics_keeps_its_text_apart(tmp_path: Path) -> None:
    rows: Rows = [
        ["StartDate", "EndDate", "ResponseId", "Q1", "Q1_4_TEXT"],
        ["Start Date", "End Date", "Response ID", "Would you stay? - Selected Choice",
         "Would you stay? - Other - Text"],
        ['{"ImportId":"startDate"}', '{"ImportId":"endDate"}', '{"ImportId":"_recordId"}',
         '{"ImportId":"QID1"}', '{"ImportId":"QID1_4_TEXT"}'],
    ]  # fmt: skip
    rows += [["2025-01-01 10:00:00"] * 2 + [f"R_{n}", ["Yes", "No"][n % 2], ""] for n in range(6)]
    rows += [["2025-01-01 10:00:00"] * 2 + ["R_9", "Other", "Only for more money, really"]]
    stay, other = guessed(tmp_path, rows).questions
    assert (stay.label, stay.kind) == ("Would you stay?", QuestionKind.SINGLE)
    assert (other.column, other.kind) == ("E", QuestionKind.OPEN)


def test_a_column_called_status_is_a_platforms_own_only_on_a_platform(tmp_path: Path) -> None:
    rows: Rows = [["id", "Status", "Sector"]]
    rows += [[n, ["Manager", "Practitioner"][n % 2], s] for n, s in enumerate(SECTORS)]
    mapping = guessed(tmp_path, rows)
    assert "B" not in dropped(mapping)
    assert mapping.questions[0].column == "B"
