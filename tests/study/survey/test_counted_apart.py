"""Participants and respondents are counted apart, wherever either is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.core.records import Coder, CoderRole
from qualkit.study import Study
from qualkit.study.counting import CodeCount
from tests.conftest import Runner
from tests.study.survey.conftest import HEADER, MAPPING, ROWS


@pytest.fixture
def coded(staffed: Study) -> Study:
    """One participant and two respondents said something under one code; P01 is R01 too."""
    for name, words in (
        ("nurse", "The dog, mostly."),
        ("survey-staff-helps", "A walk."),
        ("survey-staff-helps", "only when it is dry."),
        ("survey-staff-helps", "Friends."),
    ):
        staffed.code(name, staffed.find_passage(name, words), "colleagues")
    return staffed


def second_survey(study: Study, incoming: Path) -> str:
    """Another survey, which P01 answered again; the document of its answers."""
    (incoming / "later.csv").write_text(HEADER + "".join(ROWS), "utf-8")
    (incoming / "later.yaml").write_text(MAPPING.replace("staff.csv", "later.csv"), "utf-8")
    study.import_survey(
        incoming / "later.csv", name="later", mapping=incoming / "later.yaml", confirm=True
    )
    return "survey-later-helps"


def test_the_table_of_quotations_has_columns_of_their_own_for_comments(coded: Study) -> None:
    table = coded.quotes()
    keys = [column.key for column in table.columns]
    (row, *_) = (dict(zip(keys, row, strict=True)) for row in table)
    assert (row["participants"], row["references"]) == (1, 1)
    assert (row["respondents"], row["comment_references"]) == (2, 3)
    assert keys.index("respondents") == keys.index("references") + 1
    heads = [column.heading for column in table.columns]
    assert "Survey comments: respondents (n)" in heads
    assert "Survey comments: references (n)" in heads
    assert {"respondents", "comment_references"} <= set(table.repeats)
    assert any("never added up" in note for note in table.notes)


def test_scores_stand_after_what_is_printed_with_those_columns_too(coded: Study) -> None:
    from qualkit.study.quotes import QuoteChoice

    table = coded.quotes(QuoteChoice(scores_by="sector"))
    printed = [column.key for column in table.columns if not column.machine]
    assert printed[-3:] == ["quotation", "attribution", "scores"]
    assert all(len(row) == len(table.columns) for row in table)


def test_a_study_without_comments_has_no_columns_for_them(study: Study) -> None:
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    table = study.quotes()
    assert not {"respondents", "comment_references"} & {column.key for column in table.columns}
    assert not {"respondents", "comment_references"} & set(table.repeats)


def test_a_file_of_quotations_says_how_it_was_counted(coded: Study, tmp_path: Path) -> None:
    path = coded.export_quotes(tmp_path / "quotes.md", profile="team").path
    text = path.read_text("utf-8")
    assert "| Survey comments: respondents (n) |" in text
    assert "counted apart and never added up" in text


def test_the_counts_of_codes_keep_them_apart(coded: Study) -> None:
    assert coded.code_counts()["colleagues"] == CodeCount(
        own=4, references=1, participants=1, respondents=2, comment_references=3
    )


def test_the_counts_follow_what_is_coded_and_taken_out(coded: Study) -> None:
    before = coded.code_counts()["colleagues"]
    span = coded.find_passage("survey-staff-helps", "Friends.")
    coded.undo()
    now = coded.code_counts()["colleagues"]
    assert (now.respondents, now.comment_references) == (1, 2)
    assert (now.participants, now.references) == (1, 1)
    coded.code("survey-staff-helps", span, "colleagues")
    assert coded.code_counts()["colleagues"] == before


def test_who_answered_two_surveys_and_agreed_to_be_linked_is_one_respondent(
    coded: Study, incoming: Path
) -> None:
    name = second_survey(coded, incoming)
    assert coded.document(name).speakers[0].pseudonym not in ("R01", "R04")
    coded.code(name, coded.find_passage(name, "A walk."), "colleagues")
    coded.code(name, coded.find_passage(name, "Friends."), "colleagues")
    count = coded.code_counts()["colleagues"]
    # R01 is P01, who agreed; R04 is nobody in particular, so their second key is another person.
    assert (count.respondents, count.comment_references) == (3, 5)
    assert (count.participants, count.references) == (1, 1)
    row = next(iter(coded.quotes()))
    assert row[4:8] == (1, 1, 3, 5)


def test_the_status_says_who_spoke_and_who_wrote(
    coded: Study, run: Runner, request: pytest.FixtureRequest
) -> None:
    status = coded.status()
    whole = sum(document.participant_words for document in coded.documents())
    assert status.words + status.comment_words == whole
    assert status.comment_words == coded.document("survey-staff-helps").participant_words
    assert status.respondents == len(coded.document("survey-staff-helps").speakers)
    told = run("status", "--study", coded.path)
    assert f"{status.words:,} said by" in told.out
    assert f"{status.comment_words:,} words written by {status.respondents} respondents" in told.out


def test_the_codebook_shows_comments_behind_a_sign(coded: Study, run: Runner) -> None:
    told = run("codebook", "show", "--study", coded.path)
    assert "    1 +3  " in told.out
    assert "+ those in survey comments" in told.err
    one = run("codebook", "show", "colleagues", "--study", coded.path)
    assert "1 reference of 1 participant; in survey comments 3 references of 2 respondents" in (
        one.out.replace("\n", " ")
    )
    shown = json.loads(run("codebook", "show", "colleagues", "--json", "--study", coded.path).out)
    assert (shown["code"]["references"], shown["code"]["comment_references"]) == (1, 3)


def test_listed_quotations_say_both_numbers(coded: Study, run: Runner) -> None:
    told = run("quotes", "list", "--study", coded.path).out
    assert "(participants 1, references 1; survey comments: respondents 2, references 3)" in told


def test_the_table_of_the_codebook_counts_codings_in_comments_apart(
    coded: Study, tmp_path: Path
) -> None:
    path = coded.export_codebook(tmp_path / "codebook.json").path
    rows = {row["id"]: row for row in json.loads(path.read_text("utf-8"))["rows"]}
    assert (rows["colleagues"]["codings"], rows["colleagues"]["comments"]) == (1, 3)
    assert (rows["exhaustion"]["codings"], rows["exhaustion"]["comments"]) == (0, 0)


def done_by_two(study: Study, *documents: str) -> None:
    """AB and CD have both coded and finished these."""
    study.add_coder(Coder("AB", "Ailsa", CoderRole.LEAD))
    study.add_coder(Coder("CD"))
    for initials in ("AB", "CD"):
        study.use_coder("AB")
        study.assign(initials, *documents)
        study.use_coder(initials)
        for name in documents:
            study.code(name, study.find_passage(name, WORDS[name]), "colleagues")
            study.mark_done(name)
    study.use_coder("AB")


WORDS = {"nurse": "The dog, mostly.", "survey-staff-helps": "Friends."}


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        (("nurse",), "coded the same 1 of 2 documents (50 %)."),
        (("survey-staff-helps",), "coded the same 1 of 1 documents of survey comments (100 %)."),
        (
            ("nurse", "survey-staff-helps"),
            "coded the same 1 of 2 documents (50 %) and 1 of 1 documents of survey comments "
            "(100 %).",
        ),
    ],
)
def test_agreement_says_of_how_many_documents_of_the_kinds_compared(
    staffed: Study, documents: tuple[str, ...], told: str
) -> None:
    done_by_two(staffed, *documents)
    assert told in staffed.agreement().sentence
