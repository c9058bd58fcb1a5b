"""Codes taken for each other, what settling would bring, sentences beside characters."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualkit.core.records import Coder, CoderRole, Span
from qualkit.core.team import DifferenceKind
from qualkit.errors import InputError, RefusedError
from qualkit.study import Study
from qualkit.study.agreement.question import AgreementQuestion, Unit


@pytest.fixture
def coded(study: Study, tmp_path: Path) -> Study:
    """200 characters: one substitution of 30, one omission of 10, one edge of 5, 25 in common."""
    path = tmp_path / "one.txt"
    path.write_text("x" * 200, "utf-8")
    study.import_transcripts([path])
    study.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        study.add_coder(Coder(coder))
        study.assign(coder, "one.txt", round="r")
    for coder, codings in (
        ("AB", (("caseload", 0, 25), ("caseload", 50, 80), ("caseload", 100, 110))),
        ("CD", (("caseload", 0, 30), ("exhaustion", 50, 80))),
    ):
        study.use_coder(coder)
        for code, start, end in codings:
            study.code("one.txt", Span(start, end), code, round="r")
        study.mark_done("one.txt", "r")
    study.use_coder("AB")
    return study


def alpha(both: float, one: float, neither: float) -> float:
    """Krippendorff's alpha of two judges over yes and no."""
    n = 2 * (both + one + neither)
    yes, no = 2 * both + one, 2 * neither + one
    return 1 - (n - 1) * 2 * one / (2 * yes * no)


def test_a_code_taken_for_another_is_told_both_ways(coded: Study) -> None:
    found = coded.confusions()
    assert (found.raters, found.documents) == (("AB", "CD"), 1)
    assert [(p.code, p.other, p.settling.passages, p.settling.characters) for p in found.pairs] == [
        ("caseload", "exhaustion", 1, 30),
        ("exhaustion", "caseload", 1, 30),
    ]
    assert found.total == 75
    assert [pair.share for pair in found.pairs] == [pytest.approx(30 / 75)] * 2


def test_alpha_is_told_as_it_is_and_as_it_would_be(coded: Study) -> None:
    found = coded.confusions().pairs[0].settling
    # Caseload: 25 both, 30 + 10 + 5 one, 130 nobody.
    assert found.alpha.value == pytest.approx(alpha(25, 45, 130))
    assert found.with_code.value == pytest.approx(alpha(55, 15, 130))
    assert found.without.value == pytest.approx(alpha(25, 15, 160))
    now = coded.agreement().code("caseload")
    assert now is not None
    assert now.alpha.value == pytest.approx(found.alpha.value)


def test_each_code_tells_what_each_kind_would_bring(coded: Study) -> None:
    caseload, exhaustion = coded.confusions().gains
    assert (caseload.code, exhaustion.code) == ("caseload", "exhaustion")
    kinds = dict(caseload.kinds)
    assert {kind: each.characters for kind, each in kinds.items()} == {
        DifferenceKind.SUBSTITUTION: 30, DifferenceKind.OMISSION: 10, DifferenceKind.EDGE: 5,
    }  # fmt: skip
    assert kinds[DifferenceKind.EDGE].with_code.value == pytest.approx(alpha(30, 40, 130))
    assert caseload.share == pytest.approx(45 / 75)
    report = coded.agreement()
    for gain in (caseload, exhaustion):
        figures = report.code(gain.code)
        assert figures is not None
        assert figures.recoverable == pytest.approx(sum(e.characters for _, e in gain.kinds))


def test_what_would_leave_a_code_unused_is_undefined_with_its_reason(coded: Study) -> None:
    found = coded.confusions().pairs[1].settling
    assert (found.without.value, found.without.reason) == (None, "not applied")
    assert found.with_code.value == pytest.approx(1)


def test_it_is_limited_by_code_and_refuses_what_cannot_be_compared(coded: Study) -> None:
    found = coded.confusions(AgreementQuestion(codes=("Exhaustion",)))
    assert len(found.pairs) == 2
    assert [gain.code for gain in found.gains] == ["exhaustion"]
    with pytest.raises(RefusedError):
        coded.confusions(AgreementQuestion(document="nurse"))


def test_private_drafts_of_others_are_not_named(coded: Study) -> None:
    coded.open_round("s", "main")
    coded.assign("AB", "nurse.txt", round="s")
    coded.assign("CD", "nurse.txt", round="s")
    coded.use_coder("CD")
    turn = coded.text("nurse").structure.turns[1].span
    coded.draft_code("Quagga")
    draft = coded.drafts()[0].code.id
    coded.code("nurse", turn, draft, round="s")
    coded.mark_done("nurse.txt", "s")
    coded.use_coder("AB")
    coded.code("nurse", turn, "caseload", round="s")
    coded.mark_done("nurse.txt", "s")
    question = AgreementQuestion(round="s")
    assert "quagga" not in str(coded.confusions(question)).lower()
    assert "quagga" not in str(coded.agreement(question)).lower()
    over_time = [each.step for each in coded.agreement_over_time()]
    assert "quagga" not in str(over_time).lower()


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_both_tables_are_written(coded: Study) -> None:
    target = coded.path / "table.csv"
    coded.export_agreement(target, table="confusions")
    first = rows(target)[0]
    assert (first["name"], first["other_name"], first["characters"]) == (
        "Caseload", "Exhaustion", "30",
    )  # fmt: skip
    assert float(first["alpha_with"]) == pytest.approx(alpha(55, 15, 130), abs=1e-4)
    coded.add_coder(Coder("AB", "", CoderRole.LEAD))
    key = coded.differences()[0].key
    coded.adjudicate(key, "take", take="CD", reason="tired")
    coded.export_agreement(target, table="differences")
    told = rows(target)
    assert [row["key"] for row in told] == [each.key for each in coded.differences()]
    assert [int(row["rank"]) for row in told] == list(range(1, len(told) + 1))
    assert told[0]["sides"] == "AB: Caseload; CD: Exhaustion"
    assert told[0]["decided"] == "take CD"
    assert told[-1]["kind"] == "edge"
    with pytest.raises(InputError, match="no table 'gossip'"):
        coded.export_agreement(target, table="gossip")


def test_no_words_of_a_passage_are_in_the_table_of_differences(demo: Study) -> None:
    target = demo.path / "table.md"
    demo.export_agreement(
        target, question=AgreementQuestion(round="calibration"), table="differences"
    )
    text = target.read_text("utf-8")
    assert text.count("\n| ") > 150
    heaviest = demo.differences(round="calibration")[0]
    (words,) = demo.words_of([heaviest])
    assert words[:40] not in text


def test_sentences_stand_beside_characters_and_equal_the_question_by_sentences(
    demo: Study,
) -> None:
    by_character = demo.agreement(AgreementQuestion(round="calibration")).overall
    by_sentence = demo.agreement(AgreementQuestion(round="calibration", unit=Unit.SENTENCE)).overall
    assert by_character.sentences == by_sentence.pooled
    assert by_character.pooled != by_sentence.pooled
    assert by_sentence.sentences is None
