"""`verify` on what qualkit itself writes: no finding; and what a person changes is found still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.core.audit import Fault, Verdict
from qualkit.study import Study, open_study
from tests.study.report_making import WordReport

EXAMPLE = "They matched me with a mentor. He'd never had so much as a hangover."
DOT = "I can see a red dot and I can see my own chin, which is worse."


@pytest.fixture(scope="module")
def told(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    folder = Path(shutil.copytree(demo_template, tmp_path_factory.mktemp("own") / "study"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        with open_study(folder) as study:
            yield study


@pytest.mark.parametrize(
    "name",
    ["quotes.docx", "quotes.html", "codebook.docx", "joint-side-by-side.docx",
     "joint-side-by-side.html", "report.docx"],
)  # fmt: skip
def test_every_file_of_the_demonstration_passes(told: Study, name: str) -> None:
    found = told.verify(told.path / "exports" / name)
    assert not found.failed, [q.text for q in found.quotes if q.findings]
    assert len(found.quotes) > 20


def test_displays_with_quotations_pass(told: Study, tmp_path: Path) -> None:
    told.export_joint(told.joint_matrix(), tmp_path / "matrix.docx")
    told.export_matrix(told.framework(), tmp_path / "framework.docx")
    told.export_matrix(told.framework(), tmp_path / "framework.md")
    for name in ("matrix.docx", "framework.docx", "framework.md"):
        found = told.verify(tmp_path / name)
        assert not found.failed, name
        assert sum(q.verdict is Verdict.VERBATIM for q in found.quotes) > 50


def test_an_example_of_the_codebook_is_nobodys_unless_somebody_is_said_to_say_it(
    told: Study, tmp_path: Path
) -> None:
    path = WordReport(tmp_path / "r.docx").text(f"As in “{EXAMPLE}”").save()
    (quote,) = told.verify(path).quotes
    assert (quote.verdict, quote.findings) == (Verdict.TERM, ())
    path = WordReport(tmp_path / "s.docx").text(f"“{EXAMPLE}” (P01, nurse, NHS)").save()
    (quote,) = told.verify(path).quotes
    assert Fault.NOT_FOUND in [finding.kind for finding in quote.findings]


def test_an_answer_of_a_scale_is_no_quotation(told: Study, tmp_path: Path) -> None:
    path = WordReport(tmp_path / "r.docx").text("Nearest to “a few times a year or less”.").save()
    (quote,) = told.verify(path).quotes
    assert (quote.verdict, quote.findings) == (Verdict.TERM, ())


def test_a_table_may_list_again_what_stands_in_the_text_but_not_in_other_words(
    told: Study, tmp_path: Path
) -> None:
    word = WordReport(tmp_path / "r.docx").text(f"“{DOT}” (P01)")
    path = word.table(("Code", "Quotation"), ("Exhaustion", DOT)).save()
    assert not told.verify(path).failed
    changed = DOT.replace("a red dot", "the red dot")
    word = WordReport(tmp_path / "s.docx").text(f"“{DOT}” (P01)")
    path = word.table(("Code", "Quotation"), ("Exhaustion", changed)).save()
    kinds = {f.kind for quote in told.verify(path).quotes for f in quote.findings}
    assert Fault.TWICE in kinds


def test_the_place_under_a_quotation_is_no_part_of_it(told: Study, tmp_path: Path) -> None:
    cell = f"{DOT} (P01)\nINT-01 nurse.docx, turn 3"
    path = WordReport(tmp_path / "r.docx").table(("Code", "Quotation"), ("X", cell)).save()
    (quote,) = told.verify(path).quotes
    assert (quote.verdict, quote.attribution) == (Verdict.VERBATIM, "P01")
