"""Literature in: no speakers, a citation, and nobody in it counted as a participant."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from qualkit.core.records import Coder, DocumentKind, MarkKind
from qualkit.errors import InputError, RefusedError
from qualkit.study import Study
from tests.study.literature.conftest import CITED, REVIEW


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def cited(study: Study) -> dict[str, str]:
    names = {document.id: document.name for document in study.documents()}
    return {names[key]: citation for key, citation in study.citations().items()}


def exported(study: Study, target: Path, profile: str) -> list[dict[str, str]]:
    study.export_quotes(target, profile=profile, leave_out=True)
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_nobody_speaks_in_literature_whatever_looks_like_a_label(sourced: Study) -> None:
    document = sourced.document("review")
    assert document.kind is DocumentKind.LITERATURE
    assert (document.speakers, document.turns, document.participant_words) == ((), 0, 0)
    text = sourced.text(document)
    assert "Note: Marsh argued otherwise." in text.text
    assert [text.text[m.start : m.end] for m in text.structure.marks] == [
        "A rapid review of lists", "Findings",
    ]  # fmt: skip
    assert {mark.kind for mark in text.structure.marks} == {MarkKind.HEADING}


def test_its_words_are_nobodys_and_its_documents_stand_apart_in_the_status(sourced: Study) -> None:
    status = sourced.status()
    assert status.documents["literature"] == 1
    assert status.participants == 9
    assert status.literature_words == sourced.document("review").words > 30
    assert status.words == sum(d.participant_words for d in sourced.documents())


def test_a_code_counts_literature_by_its_documents_and_not_as_a_participant(
    sourced: Study,
) -> None:
    count = sourced.code_counts()["caseload"]
    assert (count.participants, count.references) == (4, 4)
    assert (count.literature, count.literature_references) == (1, 2)
    head = next(iter(sourced.quotes()))
    keys = [column.key for column in sourced.quotes().columns]
    assert dict(zip(keys, head, strict=True))["literature"] == 1


@pytest.mark.parametrize("profile", ["team", "commissioner", "public"])
def test_a_quotation_from_literature_bears_its_citation_for_every_reader(
    sourced: Study, tmp_path: Path, profile: str
) -> None:
    rows = exported(sourced, tmp_path / "q.csv", profile)
    ours = {row["quotation"]: row["attribution"] for row in rows}
    assert ours["lists of more than sixty people"] == "(Smith and Lee, 2021)"


def test_literature_needs_neither_consent_nor_a_scan(sourced: Study) -> None:
    against = sourced.clearance(profile="commissioner").objections
    assert against, "the interviews were never scanned"
    assert not [each for each in against if each.document == "review.txt"]
    sourced.deidentify_scan()
    assert not sourced.findings("review")
    assert [each.document.name for each in sourced.deidentify_progress()].count("review.txt") == 0
    assert sourced.status().unscanned == 0


def test_a_name_on_the_roster_in_literature_is_masked_without_saying_whose_it_is(
    sourced: Study, tmp_path: Path
) -> None:
    span = sourced.find_passage("review", "Note: Marsh argued otherwise.")
    sourced.code("review", span, "exhaustion")
    rows = exported(sourced, tmp_path / "q.csv", "commissioner")
    (said,) = [row["quotation"] for row in rows if "argued" in row["quotation"]]
    assert said == "Note: [name] argued otherwise."


def test_citing_undone_and_redone_gives_back_what_there_was(sourced: Study) -> None:
    assert cited(sourced) == {"review.txt": CITED}
    sourced.cite("review", "Lee (2022)")
    sourced.cite("review", "")
    assert cited(sourced) == {}
    sourced.undo()
    assert cited(sourced) == {"review.txt": "Lee (2022)"}
    sourced.undo()
    assert cited(sourced) == {"review.txt": CITED}
    sourced.redo()
    sourced.redo()
    assert cited(sourced) == {}
    told = [change.summary for change in sourced.history(limit=6)]
    assert any("said under what review.txt is cited" in line for line in told)
    assert not any("Lee" in line for line in told)


def test_citing_the_same_again_is_no_action(sourced: Study) -> None:
    before = len(sourced.history(limit=None))
    sourced.cite("review", f"  {CITED} ")
    assert len(sourced.history(limit=None)) == before


def test_only_literature_is_cited(sourced: Study) -> None:
    with pytest.raises(RefusedError, match="no literature"):
        sourced.cite("nurse", CITED)
    with pytest.raises(InputError, match="too long"):
        sourced.cite("review", "x" * 2_001)


def test_literature_without_a_citation_prints_its_name_and_is_found_by_a_check(
    sourced: Study, tmp_path: Path
) -> None:
    sourced.cite("review", "")
    assert any("without a citation" in finding.problem for finding in sourced.check())
    rows = exported(sourced, tmp_path / "q.csv", "public")
    assert "(review.txt)" in {row["attribution"] for row in rows}


def test_a_list_beside_the_originals_says_what_is_literature(
    sourced: Study, tmp_path: Path
) -> None:
    folder = sourced.path / "transcripts"
    written(folder, "paper.txt", "Aim: To know.\n\nWe asked.\n")
    written(folder, "literature.csv", "file,citation\npaper.txt,Brown (2019) On asking\n")
    assert [path.name for path in sourced.new_files()] == ["paper.txt"]
    (found,) = sourced.import_transcripts(sourced.new_files())
    assert found.kind is DocumentKind.LITERATURE
    assert cited(sourced)["paper.txt"] == "Brown (2019) On asking"


def test_a_list_taken_in_again_corrects_citations_and_leaves_the_texts(
    sourced: Study, tmp_path: Path
) -> None:
    written(tmp_path, "review.txt", REVIEW)
    path = written(tmp_path, "list.csv", 'file,citation\nreview.txt,"Lee, B. (2022) Lists"\n')
    (found,) = sourced.import_literature([path])
    assert found.outcome == "unchanged"
    assert cited(sourced) == {"review.txt": "Lee, B. (2022) Lists"}


def test_what_is_wrong_with_a_list_is_said_with_its_line(sourced: Study, tmp_path: Path) -> None:
    for text, said in (
        ("file,title\na.txt,x\n", "line 1: there is no column 'citation'"),
        ("file,citation\na.txt,Smith, A. (2021)\n", "line 2: 3 cells under 2 headings"),
        ("file,citation\n,Smith (2021)\n", "line 2: the column 'file' is empty"),
        ("file,citation\n../a.txt,Smith (2021)\n", "line 2: '../a.txt' is a path"),
        ("file,citation\nb.txt,x\nb.txt,y\n", "line 3: b.txt stands in line 2 already"),
        ("file,citation\nnowhere.txt,x\n", "names nowhere.txt, which does not lie beside it"),
    ):
        with pytest.raises(InputError, match=re.escape(said)):
            sourced.import_literature([written(tmp_path, "list.csv", text)])
    assert len(cited(sourced)) == 1


def test_one_citation_is_one_files_and_no_file_needs_a_list(sourced: Study, tmp_path: Path) -> None:
    two = [written(tmp_path, f"{name}.txt", f"A text {name}.\n") for name in "ab"]
    with pytest.raises(InputError, match="that of 2 files"):
        sourced.import_literature(two, "Smith (2021)")
    with pytest.raises(InputError, match="no list of literature"):
        sourced.import_literature()


def test_a_dry_run_stores_nothing(sourced: Study, tmp_path: Path) -> None:
    path = written(tmp_path, "new.txt", "Summary: Words.\n")
    (found,) = sourced.import_literature([path], "Smith (2021)", dry_run=True)
    assert (found.kind, found.voices) == (DocumentKind.LITERATURE, ())
    assert len(sourced.documents()) == 8


def test_a_transcript_is_not_made_literature_by_taking_it_in_again(
    sourced: Study, folder: Path
) -> None:
    (found,) = sourced.import_literature([folder / "nurse.txt"], "Marsh (2025)")
    assert any("documents remove" in warning for warning in found.warnings)
    assert sourced.document("nurse").kind is DocumentKind.INTERVIEW


def test_paragraphs_are_the_units_that_a_coder_moves_by(sourced: Study) -> None:
    from qualkit.core.units import Unit, Units

    text = sourced.text("review")
    units = Units(text.text, text.structure)
    assert [span.of(text.text)[:5] for span in units.turns] == ["Aim: ", "Staff", "Note:", "Super"]
    assert units.count(Unit.SENTENCE) == 4


def test_a_corrected_text_stays_literature_and_keeps_its_citation(
    sourced: Study, tmp_path: Path
) -> None:
    path = written(tmp_path, "review.txt", REVIEW.replace("eleven", "ten"))
    sourced.correct_document("review", path)
    document = sourced.document("review")
    assert (document.version, document.speakers) == (2, ())
    assert cited(sourced) == {"review.txt": CITED}


def test_a_plan_shares_literature_out_only_where_it_is_named(sourced: Study) -> None:
    sourced.add_coder(Coder("CD"))
    sourced.open_round("again")
    drawn = sourced.plan_work(["AB", "CD"], round="again", seed=1)
    assert "review.txt" not in {each.document.name for each in drawn.work}
    named = sourced.plan_work(["AB", "CD"], round="again", documents=["review"], seed=1)
    assert {each.document.name for each in named.work} == {"review.txt"}


def test_how_far_a_coder_is_in_literature_goes_by_all_of_its_words(sourced: Study) -> None:
    document = sourced.document("review")
    progress = sourced.progress()[document.id]
    assert progress.words == document.words
    assert 0 < progress.coded_words < progress.words
