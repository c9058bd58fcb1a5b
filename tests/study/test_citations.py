"""Under what literature is cited, in a study on any database."""

from __future__ import annotations

from pathlib import Path

from qualkit.study import Study

CITED = "Smith, A. and Lee, B. (2021) A rapid review"


def cited(study: Study) -> list[str]:
    return list(study.citations().values())


def taken_in(study: Study, folder: Path) -> None:
    path = folder / "review.txt"
    path.write_text("Aim: This review asks what long lists do.\n", "utf-8")
    study.import_literature([path], CITED)


def test_a_citation_comes_in_with_its_document_and_goes_with_it(
    study: Study, tmp_path: Path
) -> None:
    taken_in(study, tmp_path)
    assert cited(study) == [CITED]
    study.remove_document("review")
    assert cited(study) == []
    study.undo()
    assert cited(study) == [CITED]


def test_a_citation_worded_anew_is_taken_back_and_brought_back(
    study: Study, tmp_path: Path
) -> None:
    taken_in(study, tmp_path)
    study.cite("review", "Lee (2022)")
    study.cite("review", "")
    states = [[CITED], ["Lee (2022)"], []]
    for state in reversed(states[:-1]):
        study.undo()
        assert cited(study) == state
    for state in states[1:]:
        study.redo()
        assert cited(study) == state


def test_the_comparison_of_sources_counts_what_each_kind_holds(
    study: Study, tmp_path: Path
) -> None:
    taken_in(study, tmp_path)
    study.code("review", study.find_passage("review", "long lists"), "caseload")
    study.code("group", study.find_passage("group", "Too much of it."), "caseload")
    display = study.compare_sources(codes=["caseload"])
    (row,) = display.rows
    told = {c.key: cell.text for c, cell in zip(display.columns, row.cells, strict=True)}
    assert told["literature"] == "1 of 1; 1 reference"
    assert told["found_in"] == "both"
