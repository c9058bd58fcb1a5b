"""Codings in and out as CSV: without loss, every row or none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.records import Span
from qualkit.errors import InputError, RefusedError
from qualkit.study import Study


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, header: str, *rows: str) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def test_a_quote_says_where_a_coding_lies(study: Study, tmp_path: Path) -> None:
    file = write(
        tmp_path / "c.csv",
        "coder,document,code,quote,turn",
        "CD,group.txt,caseload,It rings and rings.,",
        "CD,group,Exhaustion,phone calls,3",
    )
    done = study.import_codings(file)
    assert (done.new, done.known, done.coders) == (2, 0, ("CD",))
    text = study.text("group").text
    assert [(c.code, c.span.of(text)) for c in study.codings()] == [
        ("exhaustion", "phone calls"),
        ("caseload", "It rings and rings."),
    ]


def test_importing_twice_changes_nothing(study: Study, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "coder,document,code,start,end", "CD,group,caseload,40,50")
    study.import_codings(file)
    before, history = study.codings(), study.history()
    done = study.import_codings(file)
    assert (done.new, done.known) == (0, 1)
    assert study.codings() == before
    assert study.history() == history


memos = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["group.txt", "nurse.txt"]),
            st.sampled_from(["caseload", "exhaustion", "colleagues"]),
            st.integers(0, 100),
            st.integers(1, 60),
            memos,
            st.sampled_from(["1", "2", "calibration"]),
            st.booleans(),
        ),
        max_size=12,
        unique_by=lambda row: (row[0], row[1], row[2], row[3], row[5]),
    )
)
def test_the_csv_goes_round_without_loss(
    template: Path, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple]
) -> None:
    import shutil

    from qualkit.study import open_study

    folder = tmp_path_factory.mktemp("round")
    shutil.copytree(template, folder / "one")
    shutil.copytree(template, folder / "two")
    with open_study(folder / "one", "AB") as one, open_study(folder / "two", "CD") as two:
        for document, code, start, length, memo, round_name, assisted in rows:
            one.code(
                document,
                Span(start, start + length),
                code,
                memo=memo,
                round=round_name,
                assisted=assisted,
            )
        first = one.export_codings(folder / "first.csv").path
        two.import_codings(first)
        second = two.export_codings(folder / "second.csv").path
        assert first.read_bytes() == second.read_bytes()
        assert len(two.codings()) == len(rows)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from qualkit.study import init_study
    from tests.conftest import CODEBOOK, GROUP, INTERVIEW

    folder = tmp_path_factory.mktemp("template")
    for name, text in (("group.txt", GROUP), ("nurse.txt", INTERVIEW), ("b.yaml", CODEBOOK)):
        (folder / name).write_text(text, "utf-8")
    with init_study(folder / "study", "Round") as made:
        made.use_coder("AB")
        made.import_codebook(folder / "b.yaml")
        made.import_transcripts([folder / "group.txt", folder / "nurse.txt"])
    return folder / "study"


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("coder,document,code,start,end", "CD,group,caseload,10,99999", "row 2: end 99999 is past"),
        ("coder,document,code,start,end", "CD,group,caseload,10,10", "row 2: the span is empty"),
        ("coder,document,code,start,end", "CD,group,caseload,-1,10", "not a whole number"),
        ("coder,document,code,start,end", "CD,group,caseload,x,10", "start is 'x'"),
        ("coder,document,code,start,end", "CD,group,caseload,1,", "only one of start and end"),
        ("coder,document,code,start,end", "CD,group,caseload", "3 cells where the header has 5"),
        ("coder,document,code,start,end", ",group,caseload,1,5", "coder is empty"),
        ("coder,document,code,start,end", "CD,gruop,caseload,1,5", "did you mean 'group.txt'"),
        ("coder,document,code,start,end", "CD,group,casload,1,5", "did you mean 'caseload'"),
        ("coder,document,code,start,end", "CD,group,causes,1,5", "is a heading"),
        (
            "coder,document,code,quote",
            "CD,group,caseload,never said",
            "does not stand in group.txt",
        ),
        ("coder,document,code,quote", "CD,group,caseload,phone calls", "stands 2 times"),
        ("coder,document,code,quote", "CD,group,caseload,", "neither start and end nor a quote"),
        ("coder,document,code,quote,turn", "CD,group,caseload,rings,99", "no turn 99"),
        (
            "coder,document,code,start,end,quote",
            "CD,group,caseload,1,9,wrong",
            "is not what stands",
        ),
        ("coder,document,code,start,end,time", "CD,group,caseload,1,9,noon", "time is 'noon'"),
        ("coder,document,code,start,end,assisted", "CD,group,caseload,1,9,maybe", "not yes or no"),
        (
            "coder,document,code,start,end,codebook_version",
            "CD,group,caseload,1,9,seven",
            "neither a version's number",
        ),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_imported(
    study: Study, tmp_path: Path, header: str, row: str, words: str
) -> None:
    good = {"coder": "CD", "document": "group", "code": "caseload", "start": "40", "end": "50"}
    good["quote"] = "" if "start" in header else "It rings and rings."
    if "quote" in header and "start" in header:
        good["quote"] = study.text("group").text[40:50]
    last = ",".join(f'"{good.get(name, "")}"' for name in header.split(","))
    file = write(tmp_path / "c.csv", header, row, last)
    history = study.history()
    with pytest.raises(InputError) as caught:
        study.import_codings(file)
    assert words in caught.value.message
    assert "nothing was imported" in caught.value.message
    assert study.codings() == ()
    assert study.history() == history


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"coder,document\n", "no column code"),
        (b"coder,document,code\n", "nothing says where"),
        (b"coder,document,code,strat,end\n", "unknown column 'strat'"),
        (b"coder,coder,document,code,quote\n", "two columns are called 'coder'"),
        ("coder,document,code,quote\nCD,group,caseload,caf\u00e9\n".encode("latin-1"), "not UTF-8"),
        (b'coder,document,code,quote\nCD,group,caseload,"open\n', "not a readable CSV"),
    ],
)
def test_a_file_that_is_no_codings_csv_is_refused(
    study: Study, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "c.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=words):
        study.import_codings(file)


def test_semicolons_and_byte_order_marks_of_spreadsheets_are_fine(
    study: Study, tmp_path: Path
) -> None:
    file = tmp_path / "c.csv"
    file.write_bytes("\ufeffcoder;document;code;start;end\r\nCD;group;caseload;40;50\r\n".encode())
    assert study.import_codings(file).new == 1


def test_many_bad_rows_are_counted_and_the_first_are_shown(study: Study, tmp_path: Path) -> None:
    rows = [f"CD,group,caseload,{n},{n}" for n in range(50)]
    file = write(tmp_path / "c.csv", "coder,document,code,start,end", *rows)
    with pytest.raises(InputError, match="50 rows are wrong") as caught:
        study.import_codings(file)
    assert "and 30 more" in caught.value.message


def test_one_fault_in_many_rows_is_told_once(study: Study, tmp_path: Path) -> None:
    rows = [f"CD,group,no such code,{n},{n + 1}" for n in range(50)]
    file = write(tmp_path / "c.csv", "coder,document,code,start,end", *rows)
    with pytest.raises(InputError) as caught:
        study.import_codings(file)
    assert "row 2: there is no code 'no such code'" in caught.value.message
    assert "(and 49 rows more)" in caught.value.message


def test_codes_can_be_made_from_the_file_as_drafts(study: Study, tmp_path: Path) -> None:
    before = study.codebook_path.read_text("utf-8")
    file = write(
        tmp_path / "c.csv",
        "coder,document,code,start,end",
        "CD,group,Waiting lists,40,50",
        "CD,group,caseload,40,50",
    )
    with pytest.raises(InputError) as caught:
        study.import_codings(file)
    assert "--create-codes" in str(caught.value.hint)
    study.import_codings(file, create_codes=True)
    code = study.codebook.find("waiting-lists")
    assert (code.name, code.status.value) == ("Waiting lists", "draft")
    after = study.codebook_path.read_text("utf-8")
    assert all(line in after.splitlines() for line in before.splitlines())


def test_undoing_a_bulk_import_takes_all_of_it_back(study: Study, tmp_path: Path) -> None:
    rows = [f"CD,group,caseload,{n},{n + 9},note {n}" for n in range(40, 60)]
    file = write(tmp_path / "c.csv", "coder,document,code,start,end,memo", *rows)
    study.import_codings(file)
    assert len(study.codings()) == 20
    study.undo()
    assert study.codings() == ()
    study.redo()
    assert len(study.codings()) == 20
    assert study.codings()[0].memo == "note 40"


def test_an_import_that_came_back_otherwise_cannot_be_redone(study: Study, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "coder,document,code,start,end", "AB,group,caseload,40,50")
    study.import_codings(file)
    study.undo()
    other = write(tmp_path / "d.csv", "coder,document,code,start,end", "AB,group,caseload,40,50")
    study.use_coder("CD")
    study.import_codings(other)
    study.use_coder("AB")
    with pytest.raises(RefusedError, match="same code again"):
        study.redo()
    assert len(study.codings()) == 1


def test_ids_and_times_and_versions_are_kept(study: Study, tmp_path: Path) -> None:
    file = write(
        tmp_path / "c.csv",
        "coder,document,code,start,end,id,time,codebook_version",
        "CD,group,caseload,40,50,coding-1,2024-05-01T10:00:00Z,1",
        f"CD,group,caseload,60,70,coding-2,,{'a' * 64}",
    )
    study.import_codings(file)
    first, second = study.codings()
    assert (first.id, first.created_at) == ("coding-1", "2024-05-01T10:00:00Z")
    assert first.codebook_version == study.codebook_version
    assert second.codebook_version == "a" * 64
    clash = write(
        tmp_path / "d.csv", "coder,document,code,start,end,id", "CD,group,caseload,1,9,coding-1"
    )
    with pytest.raises(InputError, match="belongs to another coding"):
        study.import_codings(clash)


def test_a_coding_that_was_taken_out_comes_back_from_the_file_as_another(
    study: Study, tmp_path: Path
) -> None:
    study.code("group", Span(40, 50), "caseload", memo="hers")
    (before,) = study.codings()
    file = study.export_codings(tmp_path / "c.csv").path
    study.uncode(before.id)
    assert study.import_codings(file).new == 1
    (after,) = study.codings()
    assert after.id != before.id
    assert (after.span, after.code, after.memo) == (before.span, before.code, before.memo)
    study.undo()
    study.undo()
    assert study.codings() == (before,)


def test_exported_quotes_are_the_texts_own(study: Study, tmp_path: Path) -> None:
    span = study.find_passage("nurse", "She is good. She rings on a Friday. She did not ring")
    study.code("nurse", span, "colleagues")
    (row,) = rows_of(study.export_codings(tmp_path / "out.csv").path)
    assert row["quote"] == span.of(study.text("nurse").text)
    assert "\n\n" in row["quote"]


def test_a_quote_over_several_turns_names_no_speaker_and_goes_round(
    study: Study, tmp_path: Path
) -> None:
    first = study.find_passage("nurse", "And your manager?")
    span = first.hull(study.find_passage("nurse", "She is good."))
    assert "Fiona Marsh" in span.of(study.text("nurse").text)
    study.code("nurse", span, "colleagues")
    path = study.export_codings(tmp_path / "out.csv").path
    (row,) = rows_of(path)
    assert row["quote"] == "And your manager?\nShe is good."
    assert study.import_codings(path).known == 1
    assert study.words_of(study.codings()) == (row["quote"],)


def test_no_row_is_lost_between_two_slices(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.study.coding_import.SLICE", 5)
    rows = [f"CD,group,caseload,{n},{n + 9}" for n in range(40, 57)]
    file = write(tmp_path / "c.csv", "coder,document,code,start,end", *rows, rows[0])
    done = study.import_codings(file)
    assert (done.new, done.known) == (17, 1)
    assert len(study.codings()) == 17


def test_a_bad_row_behind_thousands_of_good_ones_undoes_them_all(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.study.coding_import.SLICE", 5)
    rows = [f"CD,group,caseload,{n},{n + 9},note" for n in range(40, 57)]
    header = "coder,document,code,start,end,memo"
    file = write(tmp_path / "c.csv", header, *rows, "CD,group,caseload,9,9,")
    with pytest.raises(InputError, match="row 19: the span is empty"):
        study.import_codings(file)
    database = study._session.store.database
    assert database.fetch("SELECT count(*) FROM coding") == [(0,)]
    assert database.fetch("SELECT count(*) FROM memo") == [(0,)]
